"""Which files are the sample council's: known by the SHA-256 of their bytes, whatever their names are now.

The list, sample_files.toml, has every file that this program or an earlier version of it came with, so that a store
made by an earlier version is recognised. A test holds it complete.
"""

import tomllib
from functools import cache
from pathlib import Path

LIST = Path(__file__).with_name("sample_files.toml")
INVENTED = "Invented figures of a sample council."


@cache
def known() -> dict[str, str]:
    """The digest of each file of the sample council -> the file's name."""
    return {digest: name for digest, name in tomllib.loads(LIST.read_text(encoding="utf-8"))["files"].items()}


def is_sample_file(digest: str) -> bool:
    """Whether a file with this SHA-256 (64 hexadecimal digits) is one of the sample council's."""
    return digest in known()


def has_only_edges(digest: str) -> bool:
    """Whether it is the sample's boundary file, in which no figure is: it may lie in any store."""
    return known().get(digest, "").endswith(".geojson")
