"""Values that are shown although they could not be read: in reasons, among the rows set aside, in messages."""

from collections.abc import Sequence

from cxdata.council import Redaction
from cxdata.ingest.privacy.addresses import ADDRESSES
from cxdata.ingest.privacy.people import FULL_NAME, is_contact, person
from cxdata.ingest.privacy.redaction import Redactor, redactor

_REDACT = redactor(Redaction())


def shown(value: str, redact: Redactor) -> str:
    """A value that may be shown: the whole of it a stand-in where it looks like a person, else redacted as a "
    "comment."""
    return "[name]" if person(value) >= 0.4 else redact(value).text


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
