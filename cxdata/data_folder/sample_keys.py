"""The sample council's keys. They stand here for everybody to read: its customers and its figures are invented.

With them every store of the sample gives the same figures, so that the edition it comes with is that which `publish`
would make of it. No council of one's own ever has them (`ingest/load/sample`, `export/edition/publishing.py`).
"""

from hashlib import sha256


def _public(what: str) -> str:
    """64 hexadecimal digits that anybody can work out."""
    return sha256(f"Quarnmere Borough Council is invented: {what}".encode()).hexdigest()


CUSTOMERS, PUBLISHING = _public("customers"), _public("publishing")
"""In the place of customer.key and of publish.key."""


def is_public(key: str) -> bool:
    """Whether a key is one of the sample's."""
    return key.strip() in (CUSTOMERS, PUBLISHING)
