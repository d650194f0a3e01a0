"""CSV that a spreadsheet may open: the one place where the product writes it, and what it does to a formula.

A spreadsheet runs a cell that begins with = + - @ (OWASP, CSV Injection), also after spaces, line breaks or marks that
are not seen, and in the full-width forms of Chinese and Japanese keyboards. Such text gets an apostrophe before it,
which a spreadsheet takes for "this is text". A number keeps its sign, as a number and as text ("-3.5", "-1,204",
"+12%"): reading it runs nothing. `without_mark` gives every cell back as it was.
"""

import csv
import io
import math
import re
import unicodedata
from collections.abc import Iterable, Sequence

Cell = str | int | float | bool | None

_RUNS = ("=", "+", "-", "@")
_BEGINS = ("\t", "\r", "\n")
_NUMBER = re.compile(r"[+-](\d+|\d{1,3}(,\d{3})+)(\.\d+)?%?", re.ASCII)
# Categories of Unicode: separators, and control and format characters, none of which is seen before a formula.
_UNSEEN = ("Z", "C")


def csv_text(heads: Sequence[str], rows: Iterable[Sequence[Cell]], *, separator: str = ",") -> str:
    """Cells as CSV; text that a spreadsheet would run as a formula has an apostrophe before it, nan is empty."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=separator, lineterminator="\n")
    writer.writerow([_as_text(head) for head in heads])
    writer.writerows([_as_text(cell) for cell in row] for row in rows)
    return text.getvalue()


def without_mark(cell: str) -> str:
    """A cell that was written here as it was before: without the apostrophe that kept it from being run."""
    return cell[1:] if cell.startswith("'") and _is_marked(cell[1:]) else cell


def would_run(text: str) -> bool:
    """Whether a spreadsheet might take this text for a formula."""
    if _NUMBER.fullmatch(text):
        return False
    first = next((letter for letter in text if unicodedata.category(letter)[0] not in _UNSEEN), "")
    return text.startswith(_BEGINS) or unicodedata.normalize("NFKC", first).startswith(_RUNS)


def _is_marked(text: str) -> bool:
    """Whether an apostrophe is written before it: a formula, or one that had apostrophes before it already."""
    return would_run(text.lstrip("'"))


def _as_text(cell: Cell) -> Cell:
    if isinstance(cell, str):
        safe = f"'{cell}" if _is_marked(cell) else cell
        # A bare return would begin a row of its own in some readers: csv.writer quotes line feeds alone.
        return safe.replace("\r\n", "\n").replace("\r", "\n")
    return "" if isinstance(cell, float) and math.isnan(cell) else cell
