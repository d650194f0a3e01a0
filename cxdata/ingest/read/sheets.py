"""A workbook into a raw table: the sheet with the most in it (or the one named), values as plain text."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain, islice
from pathlib import Path

import duckdb

from cxdata.errors import CxError
from cxdata.ingest.read.headers import LOOK_AT, Header, NoHeader, find_header, header_notes, same_names
from cxdata.ingest.read.markup import MarkupBook
from cxdata.ingest.read.raw_table import Preview, RawTable, RejectedRow, TableWriter, count_words, unique_names
from cxdata.ingest.read.workbook import Cells, Workbook

_WIDTH_FROM_ROWS = 500

MARKUP = ("html", "spreadsheetml")


def read_sheet(con: duckdb.DuckDBPyConnection, path: Path, kind: str, table: str, sheet: str | None) -> RawTable:
    """Reads one sheet of a workbook. Raises CxError when it cannot be opened or holds no table."""
    with _Workbook(path, kind) as book:
        name, notes = book.choose(sheet)
        header, width, rows = _split(path, name, book.rows(name))
        columns = unique_names(header.names)
        sorter = _RowSorter(TableWriter(con, table, columns), header.names, width)
        for number, cells in enumerate(rows, start=1):
            sorter.sort(number, cells)
    writer = sorter.writer
    writer.flush()
    if not writer.rows:
        raise CxError(f"{path.name} has a header of {len(columns)} columns on its sheet '{name}' but no rows under it.")
    notes = [*notes, *header_notes(header, header.first)]
    return RawTable(table, columns, writer.rows, tuple(sorter.rejected), (*notes, *sorter.notes()), kind)


@dataclass
class _RowSorter:
    """Sorts the rows below a header into rows of the table, rows set aside, and blank ones (counted)."""

    writer: TableWriter
    header: tuple[str, ...]
    width: int
    blank: int = 0
    pending_blank: int = 0
    second_table: int = 0
    rejected: list[RejectedRow] = field(default_factory=list)
    digits: set[int] | None = None

    def sort(self, number: int, cells: Cells) -> None:
        """Write one row to the table, set it aside with its reason, or count it as blank."""
        if not any(cells):
            self.pending_blank += 1
            return
        if self.pending_blank and not self.second_table and self._starts_table(cells):
            self.second_table = number
        self.blank, self.pending_blank = self.blank + self.pending_blank, 0
        if reason := self._refusal(number, cells):
            self.rejected.append(RejectedRow(number, reason))
            return
        self.writer.add(number, (*cells[: self.width], *[None] * (self.width - len(cells))))
        if self.writer.rows <= LOOK_AT:
            with_digits = {column for column, cell in enumerate(cells) if _has_digit(cell)}
            self.digits = with_digits if self.digits is None else self.digits & with_digits

    def _refusal(self, number: int, cells: Cells) -> str:
        if self.second_table == number:
            return "is the header of a second table; only the first table is read"
        if self.second_table:
            return f"belongs to a second table, which starts at row {self.second_table:,}"
        if any(cells[self.width :]):
            return f"has a value to the right of the {self.width} columns of the header"
        same = same_names([cell or "" for cell in cells[: self.width]], self.header)
        return "repeats the column names" if same else ""

    def _starts_table(self, cells: Cells) -> bool:
        """Whether a row after a blank one is the header of another table: words where every row above has figures."""
        filled = [column for column, cell in enumerate(cells) if cell]
        if self.writer.rows < 2 or len(filled) < 2 or any(_has_digit(cell) for cell in cells):
            return False
        same = same_names([cell or "" for cell in cells[: self.width]], self.header)
        return not same and any(column in (self.digits or ()) for column in filled)

    def notes(self) -> list[str]:
        """What a reader should know of how the sheet was read."""
        notes = []
        if self.second_table:
            notes.append(f"A second table starts at row {self.second_table:,}; only the first table is read.")
        if self.blank:
            notes.append(f"{count_words(self.blank, 'blank row was', 'blank rows were')} passed over.")
        return notes


def _has_digit(cell: str | None) -> bool:
    return cell is not None and any(character.isdigit() for character in cell)


def preview_sheet(path: Path, kind: str, sheet: str | None, limit: int) -> Preview:
    """The first rows of a sheet below its header."""
    with _Workbook(path, kind) as book:
        name, notes = book.choose(sheet)
        header, width, rows = _split(path, name, book.rows(name))
        filled = ((*cells[:width], *[None] * (width - len(cells))) for cells in rows if any(cells[:width]))
        first = list(islice(filled, limit))
        return Preview(unique_names(header.names), first, (*notes, *header_notes(header, header.first)), book.names)


def workbook_sheets(path: Path, kind: str) -> tuple[str, ...]:
    """The names of a workbook's sheets, in its order."""
    with _Workbook(path, kind) as book:
        return book.names


class _Workbook:
    """An open workbook, or a file that is read as one, and the choice of its sheet."""

    def __init__(self, path: Path, kind: str):
        self._path, self._kind = path, kind

    def __enter__(self) -> "_Workbook":
        book = MarkupBook(self._path, self._kind) if self._kind in MARKUP else Workbook(self._path)
        self._book: MarkupBook | Workbook = book
        self.names = book.names
        return self

    def __exit__(self, *_: object) -> None:
        self._book.close()

    def rows(self, name: str) -> Iterator[Cells]:
        """Every row of a sheet as text, None for an empty cell."""
        return self._book.rows(name)

    def choose(self, wanted: str | None) -> tuple[str, list[str]]:
        """The sheet to read and a note saying so, where there is a choice: the one with the most filled cells."""
        if wanted is not None:
            if wanted not in self.names:
                raise CxError(
                    f"{self._path.name} has no sheet '{wanted}'; its sheets are {', '.join(self.names) or 'none'}."
                )
            return wanted, []
        if not self.names:
            raise CxError(f"{self._path.name} has no sheet with cells in it.")
        if len(self.names) == 1:
            return self.names[0], []
        visible = [name for name in self.names if name not in self._book.hidden] or list(self.names)
        filled = {name: sum(1 for row in self.rows(name) for cell in row if cell) for name in visible}
        best = max(visible, key=lambda name: filled[name])
        what = "table" if self._kind == "html" else "sheet"
        notes = []
        if len(visible) > 1:
            others = ", ".join(f"'{name}'" for name in visible if name != best and filled[name])
            notes.append(
                f"The {what} '{best}' of {len(self.names)} was read: it has the most in it."
                + (f" Not read: {others}." if others else "")
            )
        if hidden := [name for name in self._book.hidden if name != best]:
            named = ", ".join(f"'{name}'" for name in hidden)
            notes.append(f"Hidden and not read: {named}. Name a sheet with --sheet to read it.")
        return best, notes


def _split(path: Path, name: str, rows: Iterator[Cells]) -> tuple[Header, int, Iterator[Cells]]:
    """The header, the table's width and the rows below. The width is that of the widest of the first rows."""
    head = list(islice(rows, _WIDTH_FROM_ROWS))
    width = max((column for row in head for column, cell in enumerate(row, start=1) if cell), default=0)
    if not width:
        raise CxError(f"{path.name} has nothing on its sheet '{name}'.")
    texts = [[cell or "" for cell in (*row, *[None] * width)[:width]] for row in head[: LOOK_AT + 10]]
    try:
        header = find_header(texts, width)
    except NoHeader as fault:
        raise CxError(f"{path.name} cannot be read as a table from its sheet '{name}': {fault}.") from None
    return header, width, chain(head[header.first + header.rows :], rows)
