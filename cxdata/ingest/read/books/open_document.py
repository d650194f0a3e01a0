"""How large the tables of an OpenDocument sheet are: a row or a cell may say that it is there a billion times."""

import re
from dataclasses import dataclass
from pathlib import Path

from cxdata.ingest.read.limits import MOST_TEXTS, refuse_cells, too_much_text

_TAG = re.compile(
    rb"<(?P<row>table:table-row)(?=[\s/>])(?P<of_row>[^<]*)|<(?P<end>/table:table-row|/table:table)\s*>|"
    rb"<table:(?:covered-)?table-cell(?=[\s/>])(?P<cell>[^<]*)(?=(?P<empty></table:)?)"
)
_REPEATED = re.compile(rb"table:number-(?:rows|columns)-repeated\s*=\s*[\"']\s*\+?(\d+)")
_SPACES = re.compile(rb"<text:s\s[^<]*?text:c\s*=\s*[\"']\s*\+?(\d+)")


@dataclass
class OpenDocument:
    """The tables of a document, as far as its pieces were added. Empty cells and rows after the last that says
    something are not counted, as its reader does not hold them."""

    path: Path
    rows: int = 0
    width: int = 0
    filled: int = 0
    text: int = 0
    # Of the row that is open: how often it is repeated, its cells to the last that is filled, and their texts.
    repeats: int = 1
    cells: int = 0
    row_text: int = 0
    empty_cells: int = 0
    empty_rows: int = 0

    def add(self, piece: bytes) -> None:
        """Look at a further piece, which ends where a tag begins. Raises CxError when it is too much."""
        self.text += sum(int(number) for number in _SPACES.findall(piece))
        # Between a cell and the next tag of these stands what it says.
        tags = list(_TAG.finditer(piece))
        ends = [*(tag.start() for tag in tags), len(piece)][1:]
        for tag, end in zip(tags, ends, strict=True):
            if tag["row"]:
                self._begin_row(tag["of_row"])
            elif tag["cell"] is not None:
                self._add_cell(tag, end - tag.start())
            elif tag["end"] == b"/table:table":
                self.check()
                self.rows = self.width = self.filled = self.empty_rows = 0
            else:
                self._end_row()

    def check(self) -> None:
        """Raises CxError where the table that is open holds more than is held."""
        refuse_cells(self.path, self.rows * self.width, self.filled)
        if self.text > MOST_TEXTS:
            raise too_much_text(self.path)

    def _begin_row(self, attributes: bytes) -> None:
        self.repeats, self.cells, self.row_text, self.empty_cells = _times(attributes), 0, 0, 0
        if attributes.rstrip().endswith(b"/>"):
            self._end_row()

    def _add_cell(self, tag: re.Match[bytes], length: int) -> None:
        attributes, times = tag["cell"], _times(tag["cell"])
        says_nothing = b"value" not in attributes and b"formula" not in attributes
        if says_nothing and (tag["empty"] or attributes.rstrip().endswith(b"/>")):
            self.empty_cells += times
            return
        self.cells += self.empty_cells + times
        self.empty_cells = 0
        self.filled += 1
        self.row_text += times * length

    def _end_row(self) -> None:
        if not self.cells:
            self.empty_rows += self.repeats
            return
        self.rows += self.empty_rows + self.repeats
        self.empty_rows = 0
        self.width = max(self.width, self.cells)
        self.text += self.repeats * self.row_text
        self.check()


def _times(attributes: bytes) -> int:
    repeated = _REPEATED.search(attributes)
    return int(repeated[1]) if repeated else 1
