"""Values of a file as they may stand on a screen before it is loaded."""

import re
from collections.abc import Iterable
from textwrap import shorten

from cxdata.ingest.privacy.redaction import redact

HIDDEN = "(personal, not shown)"
EXAMPLES = 3
_LONGEST = 60
_WORDS = re.compile(r"[^\W\d_]{2,}.*\s\S*\w|\s.*[^\W\d_]{2,}")


def safe(value: str) -> str:
    """A value as it may be shown: text of several words without what is personal in it."""
    return redact(value).text if "@" in value or _WORDS.search(value) else value


def cut(value: str | None) -> str:
    """A value as it may be shown, a long one cut."""
    return shorten(safe(value or ""), _LONGEST, placeholder=" …")


def examples(values: Iterable[str]) -> tuple[str, ...]:
    """The first three different values of a column that is not personal, as they may be shown."""
    different: dict[str, None] = {}
    for value in values:
        if value:
            different.setdefault(value)
        if len(different) == EXAMPLES:
            break
    return tuple(cut(value) for value in different)
