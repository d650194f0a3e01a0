"""What a reader saves: one record of headings, rows and what they are, and the one place where CSV is written."""

import csv
import io
import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import pandas as pd

OFFICERS = "Officer view: small numbers are shown. Do not publish this file."
Cell = str | int | float | bool | None

# Of what is said about a table, the headings that a CSV repeats on every row: it has no second sheet for them.
_ON_EVERY_ROW = (
    "What it says",
    "Measure",
    "Formula",
    "Scope",
    "Warning",
    "Note",
    "Rules",
    "Source files",
    "Store version",
)
# A spreadsheet takes text that begins so for a formula; a number may begin with a sign.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_NUMBER = re.compile(r"[+-]\d+(\.\d+)?")


@dataclass(frozen=True)
class Download:
    """A table to save: numbers as numbers, everything else in words; None is an empty cell.

    `name` is the file's without its ending. `about` says what the table is, as (heading, words), the most important
    first; a heading may stand more than once. `shares` are the columns whose numbers are shares of 1.
    """

    name: str
    heads: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    about: tuple[tuple[str, str], ...]
    shares: frozenset[str] = frozenset()


def words_to_save(
    name: str, rows: pd.DataFrame, says: str, scope: str = "", *, warnings: Sequence[str] = (), rules: str = ""
) -> Download:
    """A table whose cells are words, with what it says, over which scope, and what doubts its figures.

    `rules` are those of publishing that were applied to its figures; without any the table is for officers.
    """
    return Download(
        name=name.replace("_", "-"),
        heads=tuple(map(str, rows.columns)),
        rows=tuple(tuple(map(str, row)) for row in rows.itertuples(index=False, name=None)),
        about=(
            ("What it says", says),
            *([("Scope", scope)] if scope else []),
            *(("Warning", warning) for warning in warnings),
            ("Rules", rules or OFFICERS),
        ),
    )


def to_csv(download: Download) -> bytes:
    """The table as CSV, what it is on every row; UTF-8 with the mark by which Excel reads accents as they are."""
    about = {
        head: " ".join(words for name, words in download.about if name == head)
        for head in _ON_EVERY_ROW
        if head in dict(download.about)
    }
    rows = ((*row, *about.values()) for row in download.rows)
    return csv_text((*download.heads, *about), rows).encode("utf-8-sig")


def csv_text(heads: Sequence[str], rows: Iterable[Sequence[Cell]]) -> str:
    """Cells as CSV; text that a spreadsheet would run as a formula has an apostrophe before it."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow([_as_text(head) for head in heads])
    writer.writerows([_as_text(cell) for cell in row] for row in rows)
    return text.getvalue()


def _as_text(cell: Cell) -> Cell:
    if isinstance(cell, str):
        safe = f"'{cell}" if cell.startswith(_FORMULA) and not _NUMBER.fullmatch(cell) else cell
        # A bare return would begin a row of its own in some readers: csv.writer quotes line feeds alone.
        return safe.replace("\r\n", "\n").replace("\r", "\n")
    return "" if isinstance(cell, float) and math.isnan(cell) else cell
