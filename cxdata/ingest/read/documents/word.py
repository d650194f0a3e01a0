"""The tables of a Word document (.docx) as rows of text, read from its XML by the standard library.

WordprocessingML (ECMA-376, part 1, chapter 17): a table is `tbl`, its rows `tr`, their cells `tc`, a text `t`. A cell
merged with the one above has its text; one that spans columns stands in the first of them. What tracked changes took
out is left out. A library for Word holds every picture of a document in memory; this reads the one part that has the
words, in pieces, and refuses what is larger than a paper can be (docs/decisions/responses.md).
"""

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from xml.parsers import expat

from cxdata.errors import CxError
from cxdata.ingest.read.clock import check_time, limited_time
from cxdata.ingest.read.kinds import refuse_no_file
from cxdata.ingest.read.limits import MOST_COLUMNS, MOST_DOCUMENT
from cxdata.ingest.read.lines import DAMAGE

Cells = tuple[str | None, ...]
"""A row: None for a place that the cell to the left of it spans."""
Table = tuple[Cells, ...]
"""Rows of cells; a row may be shorter than another."""

# A council's longest minutes have a few thousand cells.
MOST_CELLS = 200_000
_PIECE = 1 << 18
_PART = re.compile(r"word/document\d*\.xml")
_WORDS = "wordprocessingml"
_LEFT_OUT = ("del", "moveFrom", "Fallback", "instrText", "delText")
_BREAKS = {"tab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}


def word_tables(path: Path) -> tuple[Table, ...]:
    """Every table of a document in the order in which they end, one inside another as a table of its own too.

    Raises CxError for what is no such document, is protected, damaged, or larger than is read.
    """
    path = Path(path)
    refuse_no_file(path)
    with limited_time(path):
        reader = _Reader(path)
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.StartElementHandler = reader.start
        parser.EndElementHandler = reader.end
        parser.CharacterDataHandler = reader.text
        parser.StartDoctypeDeclHandler = reader.refuse_doctype
        parser.buffer_text = True
        try:
            for piece in _pieces(path):
                parser.Parse(piece, False)
            parser.Parse(b"", True)
        except expat.ExpatError:
            raise _damaged(path) from None
    return tuple(reader.tables)


def _pieces(path: Path) -> Iterator[bytes]:
    """The part of the document that has its words, unpacked, in pieces."""
    with path.open("rb") as file:
        head = file.read(8)
    if head.startswith(b"\xd0\xcf\x11\xe0"):
        raise CxError(
            f"{path.name} is an old Word document, or has a password. Open it in Word, take the password off, and save "
            "it as .docx."
        )
    try:
        with zipfile.ZipFile(path) as archive:
            part = next((name for name in archive.namelist() if _PART.fullmatch(name)), None)
            if part is None:
                raise CxError(f"{path.name} is no Word document. Open it in Word and save it as .docx.")
            read = 0
            with archive.open(part) as source:
                while piece := source.read(_PIECE):
                    read += len(piece)
                    if read > MOST_DOCUMENT:
                        raise CxError(
                            f"{path.name} has more than {MOST_DOCUMENT / 1e6:,.0f} MB of text, which is more than is "
                            "read. Copy its table into a document of its own."
                        )
                    check_time()
                    yield piece
    except CxError:
        raise
    except DAMAGE:
        raise _damaged(path) from None


def _damaged(path: Path) -> CxError:
    return CxError(f"{path.name} cannot be opened as a Word document. Open it in Word and save it again as .docx.")


@dataclass
class _Cell:
    """The cell that is open: its text so far, the columns it spans, and whether it is merged with the one above."""

    parts: list[str] = field(default_factory=list)
    span: int = 1
    continues: bool = False

    def said(self) -> str:
        """The text, a line a paragraph, without the spaces around it."""
        lines = (" ".join(line.split()) for line in "".join(self.parts).split("\n"))
        return "\n".join(line for line in lines if line)


@dataclass
class _Table:
    """The table that is open."""

    rows: list[Cells] = field(default_factory=list)
    row: list[str | None] = field(default_factory=list)
    cell: _Cell | None = None
    deleted: bool = False


@dataclass
class _Reader:
    """What is being read: tables that are open, the innermost last, and those that are whole."""

    path: Path
    tables: list[Table] = field(default_factory=list)
    open: list[_Table] = field(default_factory=list)
    cells: int = 0
    left_out: int = 0
    in_text: bool = False
    in_row_properties: bool = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        namespace, _, tag = name.rpartition(" ")
        if tag in _LEFT_OUT:
            # In the properties of a row it says that the row itself was taken out.
            if tag == "del" and self.in_row_properties and self.open:
                self.open[-1].deleted = True
            self.left_out += 1
        if self.left_out or _WORDS not in namespace:
            return
        if tag == "tbl":
            self.open.append(_Table())
        elif self.open:
            self._in_table(tag, {key.rpartition(" ")[2]: value for key, value in attributes.items()})

    def _in_table(self, tag: str, attributes: dict[str, str]) -> None:
        table = self.open[-1]
        if tag == "tr":
            table.row, table.cell, table.deleted = [], None, False
        elif tag == "trPr":
            self.in_row_properties = True
        elif tag == "gridBefore":
            table.row += [""] * _number(attributes)
        elif tag == "tc":
            self._count()
            table.cell = _Cell()
        elif table.cell is None:
            return
        elif tag == "gridSpan":
            table.cell.span = _number(attributes)
        elif tag == "vMerge":
            table.cell.continues = attributes.get("val", "continue") == "continue"
        elif tag in _BREAKS:
            table.cell.parts.append(_BREAKS[tag])
        else:
            self.in_text = tag == "t"

    def text(self, words: str) -> None:
        """Characters between two tags."""
        if self.in_text and not self.left_out and self.open and self.open[-1].cell is not None:
            self.open[-1].cell.parts.append(words)

    def end(self, name: str) -> None:
        """An element ends."""
        namespace, _, tag = name.rpartition(" ")
        if tag in _LEFT_OUT:
            self.left_out -= 1
            return
        if self.left_out or _WORDS not in namespace or not self.open:
            return
        table = self.open[-1]
        if tag == "t":
            self.in_text = False
        elif tag == "p" and table.cell is not None:
            table.cell.parts.append("\n")
        elif tag == "trPr":
            self.in_row_properties = False
        elif tag == "tc":
            self._close_cell(table)
        elif tag == "tr" and not table.deleted:
            table.rows.append(tuple(table.row))
        elif tag == "tbl":
            self.tables.append(tuple(self.open.pop().rows))

    def refuse_doctype(self, *declared: object) -> None:
        """A document declares no entities of its own: one that does was made to take the memory."""
        raise _damaged(self.path)

    def _close_cell(self, table: _Table) -> None:
        cell = table.cell
        if cell is None:
            return
        column = len(table.row)
        above = table.rows[-1] if table.rows else ()
        said = above[column] if cell.continues and column < len(above) else cell.said()
        table.row += [said, *[None] * (cell.span - 1)]
        table.cell = None

    def _count(self) -> None:
        self.cells += 1
        if self.cells > MOST_CELLS:
            raise CxError(
                f"{self.path.name} has tables of more than {MOST_CELLS:,} cells, which is more than is read. Copy the "
                "table that is needed into a document of its own."
            )


def _number(attributes: dict[str, str]) -> int:
    """How many columns, at least one and no more than a table has."""
    value = attributes.get("val", "1")
    return min(max(int(value), 1), MOST_COLUMNS) if value.isascii() and value.isdecimal() else 1
