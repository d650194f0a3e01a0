"""Values that are shown although they could not be read: in reasons, among the rows set aside, in messages."""

from cxdata.ingest.privacy.people import person
from cxdata.ingest.privacy.redaction import Redactor


def shown(value: str, redact: Redactor) -> str:
    """A value that may be shown: the whole of it a stand-in where it looks like a person, else redacted as a "
    "comment."""
    return "[name]" if person(value) >= 0.4 else redact(value).text
