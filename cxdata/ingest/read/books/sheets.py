"""A workbook into a raw table: the sheet with the most in it (or the one named), values as plain text."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain, islice
from pathlib import Path
from typing import Protocol

import duckdb

from cxdata.errors import CxError
from cxdata.ingest.read.books.markup import MarkupBook
from cxdata.ingest.read.books.workbook import Cells, Workbook
from cxdata.ingest.read.headers import LOOK_AT, Header, NoHeader, find_header, header_notes, same_names
from cxdata.ingest.read.limits import refuse_columns
from cxdata.ingest.read.raw_table import Preview, RawTable, RejectedRow, TableWriter, count_words, unique_names

_WIDTH_FROM_ROWS = 500
_MOST_TABLES = 9

MARKUP = ("html", "spreadsheetml")


def read_sheet(con: duckdb.DuckDBPyConnection, path: Path, kind: str, table: str, sheet: str | None) -> RawTable:
    """Reads one sheet of a workbook. Raises CxError when it cannot be opened or holds no table."""
    with _Workbook(path, kind) as book:
        name, number, notes = book.choose(sheet)
        header, width, rows = _split(path, name, _from_table(path, name, book.rows(name), number))
        columns = unique_names(header.names)
        writer = TableWriter(con, table, columns)
        sorter = _RowSorter(writer, header.names, width)
        for position, cells in enumerate(rows, start=1):
            sorter.sort(position, cells)
    writer.flush()
    if not writer.rows:
        raise CxError(
            f"{path.name} has a header of {len(columns)} columns on its sheet '{name}' but no rows under it. Check the "
            f"dates chosen when it was exported{book.or_another(name)}."
        )
    notes = [*notes, *header_notes(header, header.first)]
    notes += sorter.notes(f"{name}, table {number + 1}")
    return RawTable(table, columns, writer.rows, tuple(sorter.rejected), tuple(notes), kind)


class _Rows(Protocol):
    """Where rows of a table go: to the database, or, where they are only passed, nowhere."""

    rows: int

    def add(self, row_number: int, values: Sequence[str | None], /) -> None:
        """Take one row."""


@dataclass
class _Passed:
    """Counts rows and keeps none."""

    rows: int = 0

    def add(self, row_number: int, values: Sequence[str | None], /) -> None:
        """Count one row."""
        self.rows += 1


@dataclass
class _RowSorter:
    """Sorts the rows below a header into rows of the table, rows set aside, and blank ones (counted)."""

    writer: _Rows
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
            return "is the header of a further table on the sheet"
        if self.second_table:
            return f"belongs to a further table on the sheet, which starts at row {self.second_table:,}"
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

    def notes(self, further: str) -> list[str]:
        """What a reader should know of how the sheet was read; `further` is what a further table on it is called."""
        notes = []
        if self.second_table:
            notes.append(
                f"A further table starts at row {self.second_table:,} and is not read. It is called '{further}' where "
                "a sheet is chosen (--sheet)."
            )
        if self.blank:
            notes.append(f"{count_words(self.blank, 'blank row was', 'blank rows were')} passed over.")
        return notes


def _has_digit(cell: str | None) -> bool:
    return cell is not None and any(character.isdigit() for character in cell)


def preview_sheet(path: Path, kind: str, sheet: str | None, limit: int) -> Preview:
    """The first rows of a sheet below its header."""
    with _Workbook(path, kind) as book:
        name, number, notes = book.choose(sheet)
        header, width, rows = _split(path, name, _from_table(path, name, book.rows(name), number))
        filled = ((*cells[:width], *[None] * (width - len(cells))) for cells in rows if any(cells[:width]))
        first = list(islice(filled, limit))
        notes = [*notes, *header_notes(header, header.first)]
        # To find further tables the whole sheet is walked: not where only the headings are asked for.
        sheets = book.names_with_tables(name) if limit > 1 else book.names
        return Preview(unique_names(header.names), first, tuple(notes), sheets)


def workbook_sheets(path: Path, kind: str) -> tuple[str, ...]:
    """The names of a workbook's sheets, in its order."""
    with _Workbook(path, kind) as book:
        return book.names


def tables_of_sheet(path: Path, kind: str, sheet: str | None) -> dict[str, tuple[str, ...]]:
    """The tables on the sheet that is read: by the name that --sheet takes, the headings of each."""
    with _Workbook(path, kind) as book:
        name, number, _ = book.choose(sheet)
        return {} if number > 1 else book.tables(name)


def _from_table(path: Path, name: str, rows: Iterator[Cells], number: int) -> Iterator[Cells]:
    """The rows of a sheet from its table with this number (from 1) on. Raises CxError when there are not so many."""
    for _ in range(number - 1):
        header, width, below = _split(path, name, rows)
        sorter, start = _RowSorter(_Passed(), header.names, width), None
        for position, cells in enumerate(below, start=1):
            sorter.sort(position, cells)
            if sorter.second_table:
                start = cells
                break
        if start is None:
            raise CxError(
                f"{path.name} has no table {number} on its sheet '{name}'. Name the sheet alone, for its first."
            )
        rows = chain([start], below)
    return rows


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

    def or_another(self, name: str) -> str:
        """Advice to read another sheet, where there is one."""
        others = ", ".join(f"'{other}'" for other in self.names if other != name)
        return f", or choose another sheet (--sheet): {others}" if others else ""

    def tables(self, name: str) -> dict[str, tuple[str, ...]]:
        """The tables of a sheet, by name: its own for the first, and "NAME, table 2" for the second."""
        found: dict[str, tuple[str, ...]] = {}
        for number in range(1, _MOST_TABLES + 1):
            try:
                rows = _from_table(self._path, name, self.rows(name), number)
                header = _split(self._path, name, rows)[0]
            except CxError:
                break
            found[name if number == 1 else f"{name}, table {number}"] = unique_names(header.names)
        return found

    def names_with_tables(self, name: str) -> tuple[str, ...]:
        """The sheets, and after the one that is read its further tables."""
        more = [table for table in self.tables(name) if table != name]
        place = self.names.index(name) + 1
        return (*self.names[:place], *more, *self.names[place:])

    def choose(self, wanted: str | None) -> tuple[str, int, list[str]]:
        """The sheet to read, which of its tables, and a note saying so where there is a choice.

        Where none is named: the first table of the sheet with the most filled cells.
        """
        if wanted is not None and wanted not in self.names:
            name, _, number = wanted.rpartition(", table ")
            if name not in self.names or not number.isdecimal():
                listed = ", ".join(self.names) or "none"
                raise CxError(f"{self._path.name} has no sheet '{wanted}'; its sheets are {listed}.")
            return name, int(number), []
        name, notes = (wanted, []) if wanted is not None else self._fullest()
        return name, 1, notes

    def _fullest(self) -> tuple[str, list[str]]:
        if not self.names:
            raise CxError(f"{self._path.name} has no sheet with cells in it. Export it again.")
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
    width = _width(head)
    refuse_columns(path, width)
    if not width:
        raise CxError(f"{path.name} has nothing on its sheet '{name}'. Choose another sheet, or export it again.")
    texts = [[cell or "" for cell in (*row, *[None] * width)[:width]] for row in head[: LOOK_AT + 10]]
    try:
        header = find_header(texts, width)
    except NoHeader as fault:
        raise CxError(
            f"{path.name} cannot be read as a table from its sheet '{name}': {fault}. "
            "Put its column names right in Excel, or choose another sheet."
        ) from None
    start = header.first + header.rows
    sorter = _RowSorter(_Passed(), header.names, width)
    for position, cells in enumerate(head[start:], start=1):
        sorter.sort(position, cells)
        if sorter.second_table:  # A further table, which may be wider, says nothing of this one.
            width = _width(head[header.first : start + position - 1])
            header = replace(header, names=header.names[:width])
            break
    return header, width, chain(head[start:], rows)


def _width(rows: Iterable[Cells]) -> int:
    """The number of columns to the last with a value."""
    return max((column for row in rows for column, cell in enumerate(row, start=1) if cell), default=0)
