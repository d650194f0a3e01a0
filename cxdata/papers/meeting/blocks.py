"""The parts of which every section is put together, the same for members and for everybody."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

import pandas as pd

from cxdata.documents import Block, Bullets, Figure, Heading, Paragraph, Table, figure_of
from cxdata.export.beside.other_side import speaks_of_online, with_other_side
from cxdata.export.exhibit import Exhibit
from cxdata.measures import DIMENSIONS

_MONTHS = 13
"""Months of a course that a sheet of paper shows in figures: a year, and the same month of the year before."""
_EARLIER = "The table has the last thirteen months; the earlier ones are in the drawing and in the workbook."
_CAVEAT = "What this cannot tell you"


def say(*sentences: str) -> list[Block]:
    """A paragraph of sentences, each with its full stop; none where there is nothing to say."""
    said = " ".join(_ended(one) for one in sentences if one.strip())
    return [Paragraph(said)] if said else []


def quietly(*sentences: str) -> list[Block]:
    """The same as method: small, under what it is of."""
    said = " ".join(_ended(one) for one in sentences if one.strip())
    return [Paragraph(said, "quiet")] if said else []


def listed(items: Iterable[str], *, slide: str = "") -> list[Block]:
    """A list of sentences; none where there is no item."""
    told = tuple(_ended(item) for item in items if item.strip())
    return [Bullets(told, slide=slide)] if told else []


def shown(exhibit: Exhibit, other_side: str = "", *, columns: Sequence[str] = ()) -> Figure:
    """An exhibit with its figures and how it is counted; of online with what those meet with who do not use it.

    `columns` are those of a wide table that a sheet of paper has room for; all of them are in what is saved. Of what is
    said of a measure its caveats stand with it; the rest stands once, among what is counted.
    """
    if speaks_of_online(exhibit):
        exhibit = with_other_side(exhibit, other_side)
    if columns:
        exhibit = replace(exhibit, rows=exhibit.rows[list(columns)])
    if len(exhibit.rows) > _MONTHS and exhibit.rows.columns[0] == DIMENSIONS["month"].title:
        exhibit = replace(exhibit, rows=exhibit.rows.tail(_MONTHS), notes=(*exhibit.notes, _EARLIER))
    return figure_of(exhibit, about=tuple(line for line in exhibit.about if line.startswith(_CAVEAT)))


def table_of(
    name: str, caption: str, rows: pd.DataFrame, *, notes: Sequence[str] = (), sources: Sequence[str] = ()
) -> list[Block]:
    """Rows in words under their caption; none where there is no row. `sources` are the files that each is from."""
    if rows.empty:
        return []
    told = tuple(tuple(map(str, row)) for row in rows.itertuples(index=False, name=None))
    return [Table(name, caption, tuple(map(str, rows.columns)), told, tuple(notes), tuple(sources))]


def officers_words(said: str) -> list[Block]:
    """What an officer wrote for a place, a paragraph a line; none where nothing was written."""
    return [Paragraph(line.strip(), "officer") for line in said.splitlines() if line.strip()]


def section(title: str, blocks: Sequence[Block], said: str = "") -> list[Block]:
    """A section under its title, the officer's own words first; none where there is nothing in it."""
    words = officers_words(said)
    return [Heading(title), *words, *blocks] if blocks or words else []


def _ended(sentence: str) -> str:
    sentence = sentence.strip()
    return sentence if sentence[-1:] in ".!?:”" else f"{sentence}."
