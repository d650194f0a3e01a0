"""Values that are shown although nobody has loaded them: in reasons and messages, and on the screen before a load."""

import re
from collections.abc import Iterable, Sequence
from textwrap import shorten

from cxdata.council import Redaction
from cxdata.ingest.privacy.addresses import ADDRESSES
from cxdata.ingest.privacy.coded import is_personal
from cxdata.ingest.privacy.people import FULL_NAME, is_contact, person
from cxdata.ingest.privacy.redaction import Redactor, redact, redactor

HIDDEN = "personal, not shown"
EXAMPLES = 3
_LONGEST = 60
_LONG_TEXT = 1_000
_PLACES = re.compile(r"\b(wards?|areas?|districts?|parish|divisions?|locality|neighbourhood)\b", re.IGNORECASE)
_REDACT = redactor(Redaction())
_WORDS = re.compile(r"[^\W\d_]{2,}.*\s\S*\w|\s.*[^\W\d_]{2,}")


def shown(value: str, take_out: Redactor) -> str:
    """A value that may be shown: a stand-in where it looks like a person, else redacted as a comment."""
    return "[name]" if person(value) >= 0.4 else take_out(value).text


def is_of_places(header: str) -> bool:
    """Whether a column is headed as one of areas, whose names are often people's too: 'Carfax and Jericho'."""
    return _PLACES.search(header) is not None


def safe(value: str, *, place: bool = False) -> str:
    """A value as it may be shown: text of several words, and contact details, without what is personal. `place` says
    that it names one.
    """
    if place and not is_personal(value, 1, _REDACT, place=True):
        return value
    # To look for words in a long text takes a time that grows with the square of its length.
    has_words = len(value) > _LONG_TEXT or "@" in value or _WORDS.search(value) or is_contact(value)
    return redact(value).text if has_words else value


def cut(value: str | None, *, place: bool = False) -> str:
    """A value as it may be shown, a long one cut."""
    return shorten(safe(value or "", place=place), _LONGEST, placeholder=" …")


def examples(values: Iterable[str], *, place: bool = False) -> tuple[str, ...]:
    """The first three different values of a column that is not personal, as they may be shown."""
    different: dict[str, None] = {}
    for value in values:
        if value:
            different.setdefault(value)
        if len(different) == EXAMPLES:
            break
    return tuple(cut(value, place=place) for value in different)


def shown_plain(value: str) -> str:
    """The same where no file's own words are known: in a question about a file that is only looked at."""
    return shown(value, _REDACT)


def shown_headings(headings: Sequence[str], most: int = 6) -> str:
    """The first headings of a file in a sentence. A file without headings has a row of data in their place, and that
    may be somebody's."""
    more = f" and {len(headings) - most} more" if len(headings) > most else ""
    return ", ".join(shown_heading(heading) for heading in headings[:most]) + more


def shown_heading(heading: str) -> str:
    """One heading, or a stand-in where it is somebody's name, address or contact details."""
    somebodys = person(heading) >= FULL_NAME or is_contact(heading) or ADDRESSES[0].form.search(heading)
    return "[personal]" if somebodys else heading
