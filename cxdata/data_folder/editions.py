"""Where a data folder keeps what everybody may see, and the key by which its counts are rounded."""

from cxdata.own_files.secret import SecretKey

EDITIONS = "editions"
"""The folder of a data folder that holds its editions, one file each."""
EDITION_FILES = "edition-*.duckdb"
"""What its files are called; by name they stand in the order in which they were made."""

PUBLISH_KEY = SecretKey(
    file="publish.key",
    marked=b"which publish key",
    bound="by which the counts of the editions there are were rounded",
    whose="the newest edition",
    first="the first edition",
    back="Put the key back: python -m cxdata key restore FILE --of publishing, from the copy that you keep, or "
    "python -m cxdata restore FILE, from a backup of the whole folder. With another key every count would be rounded "
    "anew, and who holds both editions against each other comes nearer to the exact figures. Where no copy is left: "
    "python -m cxdata key new --of publishing; the periods that were published stay as they are for good, and only "
    "later ones come in.",
)
"""The key without which no further edition is made."""
