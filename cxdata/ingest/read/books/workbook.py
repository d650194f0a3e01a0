"""Workbooks of every kind (.xlsx, .xlsm, .xlsb, .xls, .ods) as rows of text, in bounded time and memory."""

import re
import zipfile
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from io import BytesIO
from pathlib import Path
from typing import IO

from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetVisibleEnum

from cxdata.errors import CxError

LAST_ROW, LAST_COLUMN = 1_048_576, 16_384
# A sheet is held whole: this many cells are about 3 GB, and more than any export of a year.
MOST_CELLS = 50_000_000
MOST_BYTES = 2_000_000_000
_CHUNK = 1 << 20
_CELL = re.compile(rb'<c [^>]*?\br="([A-Z]{1,7})(\d{1,12})"')
_ROW = re.compile(rb'<row [^>]*?\br="(\d{1,12})"')
_REPEATED = re.compile(rb'number-(rows|columns)-repeated="(\d+)"([^>]*)>')
_PROTECTED = "E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e".encode("latin-1")

Cells = tuple[str | None, ...]
CellValue = int | float | str | bool | time | date | datetime | timedelta


class Workbook:
    """An open workbook. Raises CxError when it is protected, damaged, or larger than can be."""

    def __init__(self, path: Path):
        self._path = path
        _refuse_too_large(path)
        try:
            self._book = _open(path)
        except PasswordError:
            raise protected(path) from None
        except (CalamineError, OSError, ValueError) as fault:
            raise protected(path) if has_password(path) else _damaged(path) from fault
        sheets = self._book.sheets_metadata
        self.names = tuple(sheet.name for sheet in sheets)
        self.hidden = tuple(sheet.name for sheet in sheets if sheet.visible != SheetVisibleEnum.Visible)

    def rows(self, name: str) -> Iterator[Cells]:
        """Every row of a sheet from its first, as text; None for an empty cell. A label in a merged cell is given to
        each of its rows; a number is not, which would count it several times."""
        try:
            sheet = self._book.get_sheet_by_name(name)
            labels = _labels_to_repeat(sheet.merged_cell_ranges or ())
            above: list[CellValue] = []
            for number, values in enumerate(sheet.to_python(skip_empty_area=False)):
                for column in labels.get(number, ()):
                    if column < len(values) and values[column] == "" and _is_label(above[column]):
                        values[column] = above[column]
                above = values
                yield tuple(None if value == "" else cell_text(value) for value in values)
        except (CalamineError, ValueError) as fault:
            raise _damaged(self._path) from fault

    def close(self) -> None:
        """Close the file."""
        self._book.close()


def _open(path: Path) -> CalamineWorkbook:
    """By its name, and where that leads nowhere by its content: many a new workbook is named .xls."""
    try:
        return CalamineWorkbook.from_path(str(path))
    except PasswordError:
        raise
    except (CalamineError, OSError, ValueError):
        return CalamineWorkbook.from_filelike(BytesIO(path.read_bytes()))


def has_password(path: Path) -> bool:
    """Whether an Office file says that it is encrypted."""
    with path.open("rb") as file:
        tail = b""
        while part := file.read(_CHUNK):
            if _PROTECTED in tail + part:
                return True
            tail = part[-len(_PROTECTED) :]
    return False


def protected(path: Path) -> CxError:
    """The refusal of a workbook with a password."""
    if path.suffix.lower() == ".ods":
        return CxError(
            f"{path.name} is protected by a password. Open it in LibreOffice, choose File, Save As with the tick at "
            "'Save with password' taken off, and load it again."
        )
    return CxError(
        f"{path.name} is protected by a password. Open it in Excel, take the password off (File, Info, "
        "Protect Workbook, Encrypt with Password), save it, and load it again."
    )


def _damaged(path: Path) -> CxError:
    return CxError(
        f"{path.name} cannot be opened as an Excel workbook: it is damaged or is something else. "
        "Open it in Excel and save it again as .xlsx, or export it as CSV."
    )


def _labels_to_repeat(ranges: Iterable[tuple[tuple[int, int], tuple[int, int]]]) -> dict[int, list[int]]:
    """By row, the columns whose label stands in the row above, because the two cells are merged.

    Only downwards: a title merged over all columns must stay one cell, and group names over headings are the
    header's business.
    """
    columns: dict[int, list[int]] = {}
    for (top, left), (bottom, _) in ranges:
        for row in range(top + 1, min(bottom, LAST_ROW) + 1):
            columns.setdefault(row, []).append(left)
    return columns


def _is_label(value: object) -> bool:
    return isinstance(value, (str, date, time)) and value != ""


def _refuse_too_large(path: Path) -> None:
    """Raises CxError for a workbook that no spreadsheet program writes and that would fill the memory."""
    if not zipfile.is_zipfile(path):
        return
    try:
        with zipfile.ZipFile(path) as archive:
            total = sum(entry.file_size for entry in archive.infolist())
            if total > MOST_BYTES:
                raise CxError(
                    f"{path.name} would unpack to {total / 1e9:,.1f} GB, which is more than this dashboard opens. "
                    "Export fewer months at a time, or export it as CSV."
                )
            for entry in archive.infolist():
                if re.fullmatch(r"xl/worksheets/[^/]+\.xml", entry.filename):
                    with archive.open(entry) as file:
                        _check_sheet(path, _parts(file))
                elif entry.filename == "content.xml":
                    with archive.open(entry) as file:
                        _check_repeats(path, _parts(file))
                elif entry.filename == "META-INF/manifest.xml" and b"encryption-data" in archive.read(entry):
                    raise protected(path)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError) as fault:
        raise _damaged(path) from fault


def _parts(file: IO[bytes]) -> Iterator[bytes]:
    """A file in pieces that overlap a little, so that no cell's address is cut in two unseen."""
    tail = b""
    while part := file.read(_CHUNK):
        yield tail + part
        tail = part[-200:]


def _check_sheet(path: Path, parts: Iterator[bytes]) -> None:
    """Refuses addresses beyond a sheet's end, and two far corners with nothing between: all between is held."""
    last_row = last_column = 0
    for part in parts:
        last_row = max(last_row, *(int(row) for row in _ROW.findall(part)), 0)
        cells = set(_CELL.findall(part))
        last_row = max(last_row, *(int(row) for _, row in cells), 0)
        last_column = max(last_column, *(_column(letters) for letters in {letters for letters, _ in cells}), 0)
    if last_row > LAST_ROW or last_column > LAST_COLUMN:
        raise CxError(
            f"{path.name} names a cell in row {last_row:,}, column {last_column:,}; a sheet ends at row "
            f"{LAST_ROW:,}, column {LAST_COLUMN:,}. The file is damaged: open it in Excel and save it again."
        )
    _refuse_cells(path, last_row * last_column)


def _check_repeats(path: Path, parts: Iterator[bytes]) -> None:
    """Refuses an OpenDocument sheet in which filled cells are repeated beyond what can be held."""
    rows = columns = 1
    for part in parts:
        for what, number, rest in _REPEATED.findall(part):
            if what == b"columns" and b"value" in rest:
                columns = max(columns, int(number))
            elif what == b"rows" and int(number) < LAST_ROW - 100_000:
                rows = max(rows, int(number))
    _refuse_cells(path, rows * columns)


def _refuse_cells(path: Path, cells: int) -> None:
    if cells > MOST_CELLS:
        raise CxError(
            f"{path.name} has a sheet of {cells:,} cells from its first to its last, which is more than this dashboard "
            "opens. Delete the empty rows and columns beyond the table in Excel, or export it as CSV."
        )


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def cell_text(value: object) -> str | None:
    """A cell's value as text: dates "2018-04-12" with a time of day only where one is given, whole numbers without
    ".0", "true" and "false"."""
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
            return value.isoformat()
        case time():
            return value.isoformat("milliseconds").removesuffix(".000")
        case timedelta():
            minutes, seconds = divmod(round(value.total_seconds()), 60)
            return f"{minutes // 60:02}:{minutes % 60:02}:{seconds:02}"
    return str(value)
