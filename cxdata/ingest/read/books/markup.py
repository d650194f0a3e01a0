"""Tables that systems write as web pages or as XML and name .xls: HTML tables, and SpreadsheetML of Excel 2003."""

import html.parser
import re
from collections.abc import Iterator
from pathlib import Path
from xml.etree.ElementTree import Element, ParseError, iterparse

from cxdata.errors import CxError
from cxdata.ingest.read.books.workbook import Cells
from cxdata.ingest.read.clock import check_time
from cxdata.ingest.read.limits import LAST_COLUMN, LAST_ROW, refuse_cells

_NAMESPACE = "{urn:schemas-microsoft-com:office:spreadsheet}"


class MarkupBook:
    """The tables of a web page, or the sheets of SpreadsheetML, as a workbook. Raises CxError when there are none."""

    hidden: tuple[str, ...] = ()

    def __init__(self, path: Path, kind: str):
        self._tables = _spreadsheet_tables(path) if kind == "spreadsheetml" else _html_tables(path)
        self.names = tuple(self._tables)
        if not any(self._tables.values()):
            raise CxError(
                f"{path.name} is a web page whose tables are empty. Open it in a browser: if it shows a table, copy "
                "that into Excel and save it as .xlsx; if not, export it again."
            )

    def rows(self, name: str) -> Iterator[Cells]:
        """The rows of one table."""
        return iter(self._tables[name])

    def close(self) -> None:
        """Nothing is open."""


class _TableParser(html.parser.HTMLParser):
    """Collects the tables of a page; a cell over several rows or columns gives its text once, in its first."""

    def __init__(self, path: Path) -> None:
        super().__init__(convert_charrefs=True)
        self._path, self._cells = path, 0
        self.tables: list[list[Cells]] = []
        self._open: list[list[list[str]]] = []
        self._cell: list[str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A table, row or cell begins."""
        if tag == "table":
            self._open.append([])
        elif tag == "tr" and self._open:
            self._end_cell()
            self._open[-1].append([])
        elif tag in ("td", "th") and self._open:
            self._end_cell()
            self._cell = []
            over = dict(attrs).get("colspan") or "1"
            self._blanks = min(int(over), 100) - 1 if over.isdecimal() else 0
        elif tag == "br" and self._cell is not None:
            self._cell.append(" ")

    def handle_endtag(self, tag: str) -> None:
        """A cell or table ends."""
        if tag in ("td", "th", "tr"):
            self._end_cell()
        elif tag == "table" and self._open:
            self._end_cell()
            rows = self._open.pop()
            self.tables.append([tuple(cell or None for cell in row) for row in rows])

    def handle_data(self, data: str) -> None:
        """Text of the open cell."""
        if self._cell is not None:
            self._cell.append(data)

    def _end_cell(self) -> None:
        if self._cell is None:
            return
        if self._open:
            if not self._open[-1]:
                self._open[-1].append([])
            self._cells += 1 + self._blanks
            refuse_cells(self._path, self._cells, self._cells)
            self._open[-1][-1].extend([" ".join("".join(self._cell).split()), *[""] * self._blanks])
        self._cell = None


def _html_tables(path: Path) -> dict[str, list[Cells]]:
    text = path.read_bytes()
    parser = _TableParser(path)
    try:
        parser.feed(text.decode("utf-16" if text[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"))
    except UnicodeDecodeError:
        parser = _TableParser(path)
        parser.feed(text.decode("cp1252", errors="replace"))
    parser.close()
    parser.handle_endtag("table")
    return {f"table {number}": rows for number, rows in enumerate(parser.tables, start=1)}


def _spreadsheet_tables(path: Path) -> dict[str, list[Cells]]:
    tables: dict[str, list[Cells]] = {}
    rows: list[Cells] = []
    row: list[str | None] = []
    cells = 0
    try:
        for event, element in iterparse(path, events=("start", "end")):
            tag = element.tag.removeprefix(_NAMESPACE)
            if event == "start":
                if tag == "Worksheet":
                    rows = tables.setdefault(element.get(f"{_NAMESPACE}Name") or f"sheet {len(tables) + 1}", [])
                elif tag == "Row":
                    row = []
                    rows.extend([()] * (_place(path, element.get(f"{_NAMESPACE}Index"), LAST_ROW) - len(rows)))
                continue
            check_time()
            if tag == "Cell":
                row.extend([None] * (_place(path, element.get(f"{_NAMESPACE}Index"), LAST_COLUMN) - len(row)))
                data = element.find(f"{_NAMESPACE}Data")
                row.append(_data(data) if data is not None else None)
            elif tag == "Row":
                rows.append(tuple(row))
                cells += len(row)
                refuse_cells(path, cells, cells)
                element.clear()
    except ParseError:
        raise CxError(f"{path.name} is damaged or cut short. Export or copy it again.") from None
    return tables


def _place(path: Path, index: str | None, last: int) -> int:
    """The number of cells or rows before the one with this index, if it has one."""
    if index is None:
        return 0
    if not re.fullmatch("[0-9]{1,7}", index) or int(index) > last:
        raise CxError(f"{path.name} names a row or column beyond the end of a sheet: it is damaged. Export it again.")
    return int(index) - 1


def _data(data: Element) -> str | None:
    text = "".join(data.itertext())
    if data.get(f"{_NAMESPACE}Type") == "DateTime":
        text = text.replace("T", " ").removesuffix(".000").removesuffix(" 00:00:00").removeprefix("1899-12-31 ")
    return text or None
