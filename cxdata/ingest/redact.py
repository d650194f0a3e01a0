"""Personal data out of free text, before it reaches the store."""

import re

_PATTERNS = (
    (re.compile(r"[\w.+'-]+@[\w-]+(\.[\w-]+)+"), "[e-mail]"),
    (re.compile(r"\b(https?://|www\.)\S+", re.IGNORECASE), "[link]"),
    (re.compile(r"(?<!\w)(\+44\s?|\(?0)(?:\d[\s().-]{0,2}){8,10}\d(?!\w)"), "[phone]"),
    (re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]?\s*\d[A-Z]{2}\b", re.IGNORECASE), "[postcode]"),
)


def redact_text(text: str) -> str:
    """The text with e-mail addresses, links, telephone numbers and postcodes replaced by a word in brackets."""
    for pattern, word in _PATTERNS:
        text = pattern.sub(word, text)
    return text
