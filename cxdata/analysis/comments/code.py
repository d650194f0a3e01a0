"""What stands in a comment for a machine and not for a reader: markup, scripts, formulas, statements of a database."""

import re
from html import unescape

_CODE = re.compile(
    "|".join(
        (
            r"<(script|style)\b.*?(?:</\1\s*>|$)",
            r"</?[a-zA-Z!][^<>]{0,300}>",
            r"\|\s*'[^'\n]*'!\w+",  # |' /C calc'!A0
            r"[=+@-]?\b\w+\((?!e?s\))[^()\s]*\)[^\s|]*",  # alert(1), @SUM(1+1)*cmd; but not "bin(s)"
            r"""^\s*[=+@-]\s*\w+\((?:"[^"\n]*"[,;]?)*\)?""",  # =HYPERLINK("http://...","click")
            r";\s*(?:drop|delete|insert|update|select|alter|create)\s[^;\n]*(?:;|$)",
            r"--",
        )
    ),
    re.IGNORECASE | re.DOTALL,
)
_FORMULA = "=+-@\t ."
"""What a cell of a spreadsheet must not begin with."""


def cut_code(text: str) -> str:
    """The text with a full stop in the place of all code, so that no phrase reaches over it."""
    return _CODE.sub(" . ", unescape(text))


def as_said(text: str) -> str:
    """A comment as a reader would have it: in one line, without code, beginning with no sign of a formula."""
    return " ".join(_CODE.sub(" ", unescape(text)).split()).lstrip(_FORMULA)
