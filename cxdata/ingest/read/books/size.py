"""Whether a workbook is small enough to be opened: looked at as it lies in its archive, in pieces, before it is held.

The reader of workbooks holds every cell from the first to the last of a sheet, so two cells in far corners cost what a
full sheet does; it holds a shared text once for every cell that has it; and where memory ends it ends the program.
"""

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from cxdata.errors import CxError
from cxdata.ingest.read.books.open_document import OpenDocument
from cxdata.ingest.read.clock import check_time
from cxdata.ingest.read.limits import LAST_COLUMN, LAST_ROW, MOST_BOOK, MOST_TEXTS, refuse_cells, too_much_text

_PIECE = 1 << 20
# The address of a cell ("A", "12") or of a row ("", "12"), however it is written; no tag has a "<" inside.
_ADDRESS = re.compile(rb"<(?:\w+:)?(?:c|row)\s(?:[^<]*?\s)?r\s*=\s*[\"']([A-Za-z]*)(\d+)[\"']")
_ROW_TAG = re.compile(rb"<(?:\w+:)?row[\s/>]")
_CELL_TAG = re.compile(rb"<(?:\w+:)?c[\s/>]")
_ITEM_TAG = re.compile(rb"<(?:\w+:)?si[\s/>]")
_SHARED = re.compile(rb"<(?:\w+:)?c\s[^<]*?\bt\s*=\s*[\"']s[\"'][^<]*<(?:\w+:)?v[^<]*?>\s*(\d+)")
_TEXTS = "sharedStrings.xml"


def refuse_too_large(path: Path) -> None:
    """Raises CxError for a workbook in a ZIP archive (.xlsx, .xlsm, .xlsb, .ods) that no spreadsheet program writes and
    that would fill the memory; and what zipfile raises for one that is damaged."""
    with zipfile.ZipFile(path) as archive:
        entries = archive.infolist()
        total = sum(entry.file_size for entry in entries)
        if total > MOST_BOOK:
            raise CxError(
                f"{path.name} would unpack to {total / 1e9:,.1f} GB, which is more than this dashboard opens. "
                "Export fewer months at a time, or export it as CSV."
            )
        lengths: list[int] = []
        # The shared texts first; and every entry to its end, where it shows whether its size was told as it is.
        for entry in sorted(entries, key=lambda entry: not entry.filename.endswith(_TEXTS)):
            with archive.open(entry) as file:
                if entry.filename.endswith(_TEXTS):
                    lengths = _lengths(_pieces(file))
                elif _check(path, entry.filename, _pieces(file), max(lengths, default=0)):
                    _check_texts(path, archive, entry, lengths)


def _check(path: Path, name: str, pieces: Iterator[bytes], longest: int) -> bool:
    """Raises CxError for a sheet that is too large; whether its texts may be, of which the longest is told."""
    if name == "content.xml":
        document = OpenDocument(path)
        for piece in pieces:
            document.add(piece)
        document.check()
        return False
    sheet = _Sheet(path)
    for piece in pieces:
        if name.endswith(".xml"):
            sheet.add(piece)
    sheet.check()
    return sheet.cells * longest > MOST_TEXTS


def _pieces(file: IO[bytes]) -> Iterator[bytes]:
    """A file in pieces that end where a tag begins, so that none is cut in two."""
    rest = b""
    while part := file.read(_PIECE):
        check_time()
        whole = rest + part
        cut = whole.rfind(b"<")
        cut = cut if len(whole) - cut < _PIECE and cut > 0 else len(whole)
        yield whole[:cut]
        rest = whole[cut:]
    if rest:
        yield rest


def _lengths(pieces: Iterator[bytes]) -> list[int]:
    """The bytes of each shared text with its tags."""
    lengths = [0]
    for piece in pieces:
        first, *others = _ITEM_TAG.split(piece)
        lengths[-1] += len(first)
        lengths += map(len, others)
    return lengths[1:]


def _check_texts(path: Path, archive: zipfile.ZipFile, entry: zipfile.ZipInfo, lengths: list[int]) -> None:
    """Raises CxError for a sheet in which the shared texts, as often as they are used, are too long together."""
    total = 0
    with archive.open(entry) as file:
        for piece in _pieces(file):
            numbers = (int(number) for number in _SHARED.findall(piece))
            total += sum(lengths[number] for number in numbers if number < len(lengths))
            if total > MOST_TEXTS:
                raise too_much_text(path)


@dataclass
class _Sheet:
    """How large a sheet of Excel is, as far as its pieces were added."""

    path: Path
    last_row: int = 0
    last_column: int = 0
    cells: int = 0
    # Rows and cells without an address stand behind the one before them.
    further_rows: int = 0
    widest: int = 0
    in_row: int = field(default=0, repr=False)

    def add(self, piece: bytes) -> None:
        """Look at a further piece of the sheet. Raises CxError for an address beyond its end."""
        found = _ADDRESS.findall(piece)
        addressed = sum(1 for letters, _ in found if letters)
        self.cells += addressed
        numbers, letters = {number for _, number in found}, {letters for letters, _ in found}
        self.last_row = max(self.last_row, *map(int, numbers), 0)
        self.last_column = max(self.last_column, *map(_column, letters), 0)
        if piece.count(b"<c") + piece.count(b":c") > addressed or piece.count(b"row") > 2 * (len(found) - addressed):
            self._count_tags(piece, addressed, len(found) - addressed)
        row, column = self.last_row + self.further_rows, self.last_column + self.widest
        if row > LAST_ROW or column > LAST_COLUMN:
            raise CxError(
                f"{self.path.name} names a cell in row {row:,}, column {column:,}; a sheet ends at row {LAST_ROW:,}, "
                f"column {LAST_COLUMN:,}. The file is damaged: open it in Excel and save it again."
            )

    def _count_tags(self, piece: bytes, addressed_cells: int, addressed_rows: int) -> None:
        rows = _ROW_TAG.split(piece)
        cells = [len(_CELL_TAG.findall(row)) for row in rows]
        self.further_rows += max(len(rows) - 1 - addressed_rows, 0)
        if sum(cells) > addressed_cells:
            self.cells += sum(cells) - addressed_cells
            self.widest = max(self.widest, self.in_row + cells[0], *cells)
        self.in_row = cells[-1] if len(rows) > 1 else self.in_row + cells[0]

    def check(self) -> None:
        """Raises CxError where more cells lie from the first to the last than are held."""
        refuse_cells(self.path, (self.last_row + self.further_rows) * (self.last_column + self.widest), self.cells)


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number
