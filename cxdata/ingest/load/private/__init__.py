"""Privacy, decided on every text that is written, after mapping: coded columns first, then comments.

Runs when every file of a load is read, so that a comment may keep the names of wards, sites and services that another
file brings.
"""

from collections.abc import Iterable

from cxdata.ingest.load.incoming import Load
from cxdata.ingest.load.prepare import Prepared
from cxdata.ingest.load.private.codes import with_codes
from cxdata.ingest.load.private.comments import with_comments
from cxdata.ingest.load.rows.tables import old_levels
from cxdata.ingest.privacy.people import FULL_NAME, person
from cxdata.ingest.privacy.redaction import Redactor, redactor

# Fields whose words comments keep.
OWN = ("ward_code", "ward", "site", "service", "provider", "queue")
_LONGEST = 60


def decide(load: Load) -> Redactor:
    """Give every table of a load the value maps of its fields of words, with nothing personal in them.

    Returns the redactor that knows the council's own words, for the values that are set aside.
    """
    settings = load.council.redaction
    known = _known_words(load)
    redact = redactor(settings, known)
    for position, file in load.prepared.items():
        load.prepared[position] = with_codes(load.con, file, redact)
    redact = redactor(settings, [*known, *_words_of(load.prepared.values())])
    for position, file in load.prepared.items():
        load.prepared[position] = with_comments(load.con, file, redact)
    return redact


def _known_words(load: Load) -> list[str]:
    """The council's own words before any column is read: settings, boundaries, and what the store holds already."""
    areas = [shape.name for file in load.areas.values() for shape in file.shapes]
    stored = old_levels(load.con)
    return [load.council.name, *load.council.key_services, *areas, *_own(w for n in OWN for w in stored.get(n, ()))]


def _words_of(files: Iterable[Prepared]) -> list[str]:
    """The words of places and services that files bring."""
    return _own(
        word
        for file in files
        for table in file.tables
        for name, words in table.words.items()
        if name in OWN
        for word in words.levels
    )


def _own(words: Iterable[str]) -> list[str]:
    """Of some words those that are short and no full name."""
    return [word for word in words if len(word) <= _LONGEST and person(word) < FULL_NAME]
