"""What a reader saves: one record of headings, rows and what they are, and the same as CSV."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import pandas as pd

from cxdata.spreadsheets import Cell, csv_text

COMMENTARY = "Officer’s note"
OFFICERS = "Officer view: small numbers are shown. Do not publish this file."

# Of what is said about a table, the headings that a CSV repeats on every row: it has no second sheet for them.
_ON_EVERY_ROW = (
    "What it says",
    "Measure",
    "Formula",
    "Scope",
    "Warning",
    "Note",
    "The other side",
    COMMENTARY,
    "Rules",
    "Source files",
    "Store version",
)


@dataclass(frozen=True)
class Download:
    """A table to save: numbers as numbers, everything else in words; None is an empty cell.

    `name` is the file's without its ending. `about` says what the table is, as (heading, words), the most important
    first; a heading may stand more than once. `decimals` are those that the numbers of a column are read with.
    """

    name: str
    heads: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    about: tuple[tuple[str, str], ...]
    decimals: Mapping[str, int] = field(default_factory=dict)


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
