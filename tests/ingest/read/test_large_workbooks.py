"""Workbooks of a few kilobytes that ask for gigabytes, or for hours: each is refused in a second, with a sentence."""

import io
import random
import struct
import time
import tracemalloc
import zipfile
from pathlib import Path

import duckdb
import pytest

from benchmarks.fuzz.formats import WRITERS
from benchmarks.fuzz.tables import Table
from cxdata.errors import CxError
from cxdata.ingest.areas.lookup import find_headers
from cxdata.ingest.read.books import opens
from cxdata.ingest.read.readers import read_raw

ROWS = Table(("Ref", "Day"), (("A", "1"), ("B", "2")))
# A piece of a sheet of Excel put before its end, and what is said of it.
SHEETS = {
    "a row in single quotation marks": ("<row r='999999999'><c r='A999999999'/></row>", "row 999,999,999"),
    "a row with blanks around its number": ('<row r = "999999999"><c\nr="A9"/></row>', "row 999,999,999"),
    "a row with a prefix": ('<x:row xmlns:x="x" r="5"><x:c r="A999999999"/></x:row>', "row 999,999,999"),
    "a row of twenty digits": ('<row r="18446744073709551616"/>', "row 18,446,744,073,709,551,616"),
    "a column in small letters": ('<row r="5"><c r="zzzzzz5"/></row>', "column 321,272,406"),
    "a column of thirty letters": (f'<row r="5"><c r="{"Z" * 30}5"/></row>', "a sheet ends at row 1,048,576"),
    "two far corners": ('<row r="3000"><c r="XFC3000"><v>1</v></c></row>', "49,149,000 cells"),
    "rows without a number": ("<row><c/></row>" * 1_050_000, "a sheet ends at row 1,048,576"),
    "a row of cells without an address": (
        "<row>" + "<c/>" * 30_000 + "</row>",
        "column 30,002; a sheet ends at row 1,048,576, column 16,384",
    ),
}
CELL = '<table:table-cell office:value-type="string"{}><text:p>{}</text:p></table:table-cell>'
ROW = "<table:table-row{}>{}</table:table-row>"
MANY = ' table:number-{}-repeated="1000000000"'
# The same of an OpenDocument sheet.
TABLES = {
    "a row a billion times": (ROW.format(MANY.format("rows"), CELL.format("", "a")), "2,000,000,006 cells"),
    "a cell a billion times": (ROW.format("", CELL.format(MANY.format("columns"), "a")), "4,000,000,000 cells"),
    "blank cells, then one": (
        ROW.format("", f"<table:table-cell{MANY.format('columns')}/>{CELL.format('', 'a')}"),
        "4,000,000,004 cells",
    ),
    "blank rows, then one": (
        ROW.format(MANY.format("rows"), "<table:table-cell/>") + ROW.format("", CELL.format("", "a")),
        "2,000,000,008 cells",
    ),
    "a text of a billion blanks": (ROW.format("", CELL.format("", 'a<text:s text:c="2000000000"/>')), "texts come to"),
}


def _with(path: Path, ending: str, member: str, before: str, more: str) -> Path:
    """A workbook in whose `member` the text `more` stands in front of `before`."""

    with zipfile.ZipFile(io.BytesIO(WRITERS[ending](random.Random(1), ROWS))) as source:
        members = {name: source.read(name).decode() for name in source.namelist()}
    members[member] = members[member].replace(before, more + before, 1)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        for name, content in members.items():
            target.writestr(name, content)
    return path


def _refusal(path: Path) -> str:
    started = time.process_time()
    with pytest.raises(CxError) as refused:
        read_raw(duckdb.connect(), path)
    assert time.process_time() - started < 5
    return str(refused.value)


@pytest.mark.parametrize("name", SHEETS)
def test_a_sheet_larger_than_can_be_is_refused_before_it_is_held(name: str, tmp_path: Path) -> None:
    more, said = SHEETS[name]
    path = _with(tmp_path / "a.xlsx", ".xlsx", "xl/worksheets/sheet1.xml", "</sheetData>", more)
    assert path.stat().st_size < 1_000_000
    assert said in _refusal(path)


@pytest.mark.parametrize("name", TABLES)
def test_an_open_document_larger_than_can_be_is_refused_before_it_is_held(name: str, tmp_path: Path) -> None:
    more, said = TABLES[name]
    # In front of the blank rows that every spreadsheet program writes to the end of a sheet.
    path = _with(
        tmp_path / "a.ods", ".ods", "content.xml", '<table:table-row table:number-rows-repeated="1048000"', more
    )
    assert said in _refusal(path)


def test_what_spreadsheet_programs_write_behind_a_table_costs_nothing(tmp_path: Path) -> None:
    """Blank rows to the end of the sheet, and blank cells to the end of every row."""
    cells = f'{CELL.format("", "C")}{CELL.format("", "3")}<table:table-cell table:number-columns-repeated="16382"/>'
    path = _with(tmp_path / "a.ods", ".ods", "content.xml", "<table:table-row table:number", ROW.format("", cells))
    assert read_raw(duckdb.connect(), path).rows == 3


def test_a_text_shared_by_a_hundred_thousand_cells_is_counted_as_often(tmp_path: Path) -> None:
    """32,767 characters, the most that a cell of Excel holds, in 40,000 cells are 1.3 GB out of 300 kB."""
    texts = "".join(f'<row r="{row}"><c r="A{row}" t="s"><v>0</v></c></row>' for row in range(4, 40_004))
    path = tmp_path / "a.xlsx"
    members = {
        "xl/workbook.xml": "<workbook/>",
        "xl/sharedStrings.xml": f"<sst><si><t>{'x' * 32_767}</t></si></sst>",
        "xl/worksheets/sheet1.xml": f"<worksheet><sheetData>{texts}</sheetData></worksheet>",
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in members.items():
            made.writestr(name, content)
    assert "a sheet whose texts come to more than 1 GB" in _refusal(path)


def test_a_workbook_that_tells_its_size_wrong_is_damaged(tmp_path: Path) -> None:
    """Its reader would unpack it to the end all the same, however much that is."""
    path = _with(tmp_path / "a.xlsx", ".xlsx", "xl/worksheets/sheet1.xml", "</sheetData>", "<row/>" * 9_000)
    content = bytearray(path.read_bytes())
    directory = content.rindex(b"PK\x01\x02")
    content[directory + 24 : directory + 28] = (1_000).to_bytes(4, "little")
    path.write_bytes(bytes(content))
    assert "damaged or is something else" in _refusal(path)


def test_a_workbook_is_never_unpacked_whole_to_see_what_it_is(tmp_path: Path) -> None:
    """100 MB of blanks out of 100 kB: looked at in pieces, of which one is a megabyte."""
    path = _with(tmp_path / "a.xlsx", ".xlsx", "xl/worksheets/sheet1.xml", "</sheetData>", " " * 100_000_000)
    tracemalloc.start()
    assert find_headers(path) is None
    assert tracemalloc.get_traced_memory()[1] < 50_000_000
    tracemalloc.stop()


def test_a_web_page_and_xml_of_more_cells_than_are_held(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cxdata.ingest.read.limits.MOST_CELLS", 100_000)
    page = tmp_path / "a.xls"
    page.write_text("<html><table>" + "<tr>" + "<td colspan=100>a" * 2_000 + "</table>", encoding="utf-8")
    assert "which is more than this dashboard opens" in _refusal(page)
    wide = '<Row><Cell ss:Index="16384"><Data ss:Type="String">a</Data></Cell></Row>' * 10
    space = "urn:schemas-microsoft-com:office:spreadsheet"
    page.write_text(
        f'<Workbook xmlns="{space}" xmlns:ss="{space}"><Worksheet><Table>{wide}</Table></Worksheet></Workbook>',
        encoding="utf-8",
    )
    assert "which is more than this dashboard opens" in _refusal(page)


def _endless() -> bytes:
    """An old workbook whose list of streams is a chain of blocks that leads back to itself."""
    free, end, of_chains = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
    header = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(16) + struct.pack("<5H6x", 0x3E, 3, 0xFFFE, 9, 6)
    header += struct.pack("<9I", 0, 1, 1, 0, 4096, end, 0, end, 0) + struct.pack("<109I", 0, *[free] * 108)
    return header + struct.pack("<128I", of_chains, 1, *[free] * 126) + bytes(512)


def test_a_workbook_that_the_reader_never_finishes_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "endless.xls"
    path.write_bytes(_endless())
    began = time.perf_counter()
    with pytest.raises(CxError, match=r"^endless\.xls cannot be opened as an Excel workbook: it is damaged"):
        read_raw(duckdb.connect(), path)
    assert time.perf_counter() - began < opens.SECONDS + 5


@pytest.mark.parametrize(
    ("ending", "by_the_file"), [(0, False), (1, False), (2, False), (3, True), (-6, True), (-9, True)]
)
def test_a_trial_that_could_not_begin_says_nothing_of_the_file(ending: int, by_the_file: bool) -> None:
    assert opens.stopped(ending) is by_the_file


def test_a_trial_finds_what_this_process_finds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Packages may stand where only the environment tells: an old workbook is read there all the same."""
    path = tmp_path / "a.ods"
    path.write_bytes(WRITERS[".ods"](random.Random(1), ROWS))
    monkeypatch.setenv("PYTHONPATH", str(tmp_path / "none"))
    assert opens.opens(path)
    (tmp_path / "packages" / "python_calamine").mkdir(parents=True)
    (tmp_path / "packages" / "python_calamine" / "__init__.py").write_text("raise SystemExit(3)", "utf-8")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path / "packages"))
    (tmp_path / "b.ods").write_bytes(path.read_bytes())
    assert not opens.opens(tmp_path / "b.ods")
