"""Workbooks of every kind (.xlsx, .xlsm, .xlsb, .xls, .ods) as rows of text, in bounded time and memory."""

import zipfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from io import BytesIO
from pathlib import Path

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, PasswordError, SheetVisibleEnum

from cxdata.errors import CxError
from cxdata.ingest.read.books.opens import opens
from cxdata.ingest.read.books.size import refuse_too_large
from cxdata.ingest.read.clock import check_time
from cxdata.ingest.read.limits import MOST_SHEETS
from cxdata.ingest.read.lines import DAMAGE

_CHUNK = 1 << 20
# How the language that the reader of workbooks is written in calls what Python would call a bug.
_PANIC = "PanicException"
_PROTECTED = "E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e".encode("latin-1")

Cells = tuple[str | None, ...]
CellValue = int | float | str | bool | time | date | datetime | timedelta


class Workbook:
    """An open workbook. Raises CxError when it is protected, damaged, or larger than can be."""

    def __init__(self, path: Path):
        self._path = path
        _refuse_damaged(path)
        if not opens(path):
            raise _damaged(path)
        try:
            with _panic_as_damage(path):
                self._book = _open(path)
        except PasswordError:
            raise protected(path) from None
        except (CalamineError, OSError, ValueError) as fault:
            raise protected(path) if has_password(path) else _damaged(path) from fault
        sheets = self._book.sheets_metadata
        self.names = tuple(sheet.name for sheet in sheets)
        if len(sheets) > MOST_SHEETS:
            raise CxError(
                f"{path.name} has {len(sheets):,} sheets; at most {MOST_SHEETS} are looked at. Save the one that "
                "is to be loaded as a file of its own."
            )
        self.hidden = tuple(sheet.name for sheet in sheets if sheet.visible != SheetVisibleEnum.Visible)

    def rows(self, name: str) -> Iterator[Cells]:
        """Every row of a sheet from its first, as text; None for an empty cell. A label in a merged cell is given to
        each of its rows; a number is not, which would count it several times."""
        try:
            with _panic_as_damage(self._path):
                yield from self._rows(self._book.get_sheet_by_name(name))
        except (CalamineError, ValueError, OverflowError) as fault:
            raise _damaged(self._path) from fault

    def _rows(self, sheet: CalamineSheet) -> Iterator[Cells]:
        labels = _labels_to_repeat(sheet.merged_cell_ranges or (), sheet.total_height)
        above: list[CellValue] = []
        # They come a row at a time, without the empty columns before the first.
        before: list[CellValue] = [""] * (sheet.start[1] if sheet.start else 0)
        for number, cells in enumerate(sheet.iter_rows()):
            check_time()
            values = before + cells
            for column in labels.get(number, ()):
                if column < len(values) and values[column] == "" and _is_label(above[column]):
                    values[column] = above[column]
            above = values
            yield tuple(None if value == "" else cell_text(value) for value in values)

    def close(self) -> None:
        """Close the file."""
        self._book.close()


def _refuse_damaged(path: Path) -> None:
    """Raises CxError for a workbook in an archive that is damaged, protected or too large."""
    if not zipfile.is_zipfile(path):
        return
    try:
        with zipfile.ZipFile(path) as archive:
            manifest = next((name for name in archive.namelist() if name == "META-INF/manifest.xml"), None)
            if manifest:
                with archive.open(manifest) as file:
                    if b"encryption-data" in file.read(_CHUNK):
                        raise protected(path)
        refuse_too_large(path)
    except DAMAGE as fault:
        raise _damaged(path) from fault


@contextmanager
def _panic_as_damage(path: Path) -> Iterator[None]:
    """The reader of workbooks stops at what it did not foresee by a fault that no `except Exception` sees."""
    try:
        yield
    except BaseException as fault:
        if type(fault).__name__ != _PANIC:
            raise
        raise _damaged(path) from None


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


def _labels_to_repeat(ranges: Iterable[tuple[tuple[int, int], tuple[int, int]]], last_row: int) -> dict[int, list[int]]:
    """By row, the columns whose label stands in the row above, because the two cells are merged.

    Only downwards: a title merged over all columns must stay one cell, and group names over headings are the
    header's business.
    """
    columns: dict[int, list[int]] = {}
    for (top, left), (bottom, _) in ranges:
        for row in range(top + 1, min(bottom, last_row) + 1):
            columns.setdefault(row, []).append(left)
    return columns


def _is_label(value: object) -> bool:
    return isinstance(value, (str, date, time)) and value != ""


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
