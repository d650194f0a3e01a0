"""XLSX into a raw table: the sheet with the most in it (or the one named), values as plain text."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from itertools import chain, islice
from pathlib import Path
from xml.etree.ElementTree import ParseError
from zipfile import BadZipFile

import duckdb
import openpyxl
from openpyxl.utils.exceptions import InvalidFileException

from cxdata.errors import CxError
from cxdata.ingest.read.headers import LOOK_AT, Header, NoHeader, find_header, header_notes, same_names
from cxdata.ingest.read.raw_table import Preview, RawTable, RejectedRow, TableWriter, count_words, unique_names

_WIDTH_FROM_ROWS = 500

Cells = tuple[str | None, ...]


def read_sheet(con: duckdb.DuckDBPyConnection, path: Path, table: str, sheet: str | None) -> RawTable:
    """Reads one sheet of a workbook. Raises CxError when it cannot be opened or holds no table."""
    with _Workbook(path) as book:
        name, notes = book.choose(sheet)
        header, width, rows = _split(path, name, book.rows(name))
        columns = unique_names(header.names)
        writer = TableWriter(con, table, columns)
        rejected: list[RejectedRow] = []
        blank = pending_blank = 0
        for number, cells in enumerate(rows, start=1):
            if not any(cells):
                pending_blank += 1
                continue
            blank, pending_blank = blank + pending_blank, 0
            if any(cells[width:]):
                rejected.append(RejectedRow(number, f"has a value to the right of the {width} columns of the header"))
            elif same_names([cell or "" for cell in cells[:width]], header.names):
                rejected.append(RejectedRow(number, "repeats the column names"))
            else:
                writer.add(number, (*cells[:width], *[None] * (width - len(cells))))
        writer.flush()
    if not writer.rows:
        raise CxError(f"{path.name} has a header of {len(columns)} columns on its sheet '{name}' but no rows under it.")
    notes = [*notes, *header_notes(header, header.first)]
    if blank:
        notes.append(f"{count_words(blank, 'blank row was', 'blank rows were')} passed over.")
    return RawTable(table, columns, writer.rows, tuple(rejected), tuple(notes), "xlsx")


def preview_sheet(path: Path, sheet: str | None, limit: int) -> Preview:
    """The first rows of a sheet below its header."""
    with _Workbook(path) as book:
        name, notes = book.choose(sheet)
        header, width, rows = _split(path, name, book.rows(name))
        filled = ((*cells[:width], *[None] * (width - len(cells))) for cells in rows if any(cells[:width]))
        first = list(islice(filled, limit))
        return Preview(unique_names(header.names), first, (*notes, *header_notes(header, header.first)), book.names)


def workbook_sheets(path: Path) -> tuple[str, ...]:
    """The names of a workbook's sheets, in its order."""
    with _Workbook(path) as book:
        return book.names


class _Workbook:
    """An open workbook, read as a stream; what openpyxl raises on a broken one becomes a sentence."""

    def __init__(self, path: Path):
        self._path = path

    def __enter__(self) -> "_Workbook":
        try:
            self._book = openpyxl.load_workbook(self._path, read_only=True, data_only=True)
        except (BadZipFile, InvalidFileException, KeyError, ValueError, OSError, ParseError) as fault:
            raise CxError(
                f"{self._path.name} cannot be opened as an Excel workbook: it is damaged or is something else. "
                "Open it in Excel and save it again as .xlsx, or export it as CSV."
            ) from fault
        self.names = tuple(sheet.title for sheet in self._book.worksheets)
        return self

    def __exit__(self, *_: object) -> None:
        self._book.close()

    def rows(self, name: str) -> Iterator[Cells]:
        """Every row of a sheet as text, None for an empty cell."""
        sheet = self._book[name]
        sheet.reset_dimensions()  # some systems write a wrong size, and openpyxl would stop there
        for row in sheet.iter_rows(values_only=True):
            yield tuple(cell_text(value) for value in row)

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
        visible = [s.title for s in self._book.worksheets if s.sheet_state == "visible"] or list(self.names)
        filled = {name: sum(1 for row in self.rows(name) for cell in row if cell) for name in visible}
        best = max(visible, key=lambda name: filled[name])
        return best, [f"The sheet '{best}' of {len(self.names)} was read: it has the most in it."]


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


def cell_text(value: object) -> str | None:
    """A cell's value as text: dates "2018-04-12 11:11:26", whole numbers without ".0", "true" and "false"."""
    match value:
        case None | str():
            return value
        case bool():
            return "true" if value else "false"
        case float():
            return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
        case datetime():
            nearest = value + timedelta(microseconds=500)  # a serial date is a fraction of a day: 25.9999997 seconds
            return nearest.isoformat(" ", "milliseconds").removesuffix(".000")
        case date():
            return f"{value.isoformat()} 00:00:00"
        case time():
            return value.isoformat("milliseconds").removesuffix(".000")
        case timedelta():
            minutes, seconds = divmod(round(value.total_seconds()), 60)
            return f"{minutes // 60:02}:{minutes % 60:02}:{seconds:02}"
    return str(value)
