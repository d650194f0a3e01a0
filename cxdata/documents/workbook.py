"""A document as a workbook: a cover that says what it is, then one tidy table a sheet."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from cxdata.documents.model import Document, Figure, Table
from cxdata.documents.packages import settled
from cxdata.documents.words import clean, in_place
from cxdata.export.workbook import NAME, Sheet, workbook
from cxdata.spreadsheets import Cell

COVER = "Cover"
_FORBIDDEN = re.compile(r"[\[\]:*?/\\]")
_RESERVED = "history"  # Excel keeps this name for itself


@dataclass(frozen=True)
class _Tabled:
    """A table of the document with its sheet, and the figure whose it is."""

    sheet: Sheet
    caption: str
    notes: tuple[str, ...]
    figure: Figure | None = None


def to_xlsx(document: Document) -> bytes:
    """The document's figures as numbers and its tables as words. The same document gives the same bytes."""
    tables = list(_tables(document))
    cover = Sheet(COVER, (), tuple(_cover(document, tables)), widths=(28, 110))
    sheets = [cover, *(table.sheet for table in tables)]
    return settled(workbook([_cleaned(sheet) for sheet in sheets], mark=clean(document.mark)), document)


def _tables(document: Document) -> Iterator[_Tabled]:
    taken = {COVER.casefold(), _RESERVED}
    for placed in in_place(document):
        block = placed.block
        if isinstance(block, Figure):
            sheet = Sheet(_free(block.table.name, taken), block.data.heads, block.data.rows, block.data.decimals)
            yield _Tabled(sheet, f"Figure {placed.figure}. {block.finding}", block.notes, block)
        elif isinstance(block, Table):
            sheet = Sheet(_free(block.name, taken), block.heads, block.rows)
            yield _Tabled(sheet, f"Table {placed.table}. {block.caption}", block.notes)


def _cover(document: Document, tables: list[_Tabled]) -> Iterator[tuple[str, str]]:
    """Title, mark and cover; each sheet with what it holds, of whom, and what is counted; what it was made of."""
    yield "Title", document.title
    yield "Council", document.council
    yield from document.cover
    if document.mark:
        yield "For whom", document.mark
    for table in tables:
        yield "", ""
        yield f"Sheet “{table.sheet.name}”", table.caption
        figure = table.figure
        if figure is not None:
            yield from (("Read with care", warning) for warning in figure.warnings)
            yield "Of whom, and from where", figure.under
            yield from (("Definition", words) for words in figure.about)
            yield from (("Officer’s note", note) for note in figure.commentary)
        yield from (("Note", note) for note in table.notes)
    yield "", ""
    yield from document.about
    if document.made:
        yield "Made", document.made


def _free(name: str, taken: set[str]) -> str:
    """A name that Excel takes and no other sheet has, whatever capitals it is written with."""
    plain = " ".join(_FORBIDDEN.sub(" ", clean(name)).split()).strip("' ") or "Table"
    found, number = plain[:NAME].strip("' "), 1
    while found.casefold() in taken:
        number += 1
        end = f" ({number})"
        found = plain[: NAME - len(end)].strip("' ") + end
    taken.add(found.casefold())
    return found


def _cleaned(sheet: Sheet) -> Sheet:
    rows = tuple(tuple(_clean(cell) for cell in row) for row in sheet.rows)
    heads = tuple(clean(head) for head in sheet.heads)
    return Sheet(sheet.name, heads, rows, {clean(k): v for k, v in sheet.decimals.items()}, sheet.widths)


def _clean(cell: Cell) -> Cell:
    return clean(cell) if isinstance(cell, str) else cell
