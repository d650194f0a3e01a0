"""The workbook of a document, read back with openpyxl and as an archive: tidy tables of numbers, and a cover."""

import io
import zipfile
from dataclasses import replace

import openpyxl
import pytest
from lxml import etree
from openpyxl.workbook import Workbook

from cxdata.documents import Document, Table
from cxdata.documents.workbook import to_xlsx
from tests.documents.written import ARABIC, FORMULA, LONG, MADE, MARK, SCRIPT, document, dots_figure

pytestmark = pytest.mark.unit
CELLS = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


@pytest.fixture(scope="module")
def written() -> bytes:
    """The file."""
    return to_xlsx(document())


@pytest.fixture(scope="module")
def book(written: bytes) -> Workbook:
    """The workbook read back."""
    return openpyxl.load_workbook(io.BytesIO(written))


def test_a_cover_and_a_sheet_for_each_table_none_of_them_hidden(book: Workbook) -> None:
    assert book.sheetnames == [
        "Cover",
        "Dissatisfied by ward",
        "By month",
        "Channels",
        "=1+1",
        "Nothing",
        "Streets",
    ]
    assert {sheet.sheet_state for sheet in book} == {"visible"}


def test_numbers_are_numbers_under_one_row_of_heads_that_stays_in_sight(book: Workbook) -> None:
    sheet = book["Dissatisfied by ward"]
    heads, *rows = list(sheet.iter_rows(values_only=True))
    assert heads == dots_figure().data.heads
    place = heads.index("Value (%)")
    assert {row[0]: row[place] for row in rows} == {"Abbey": 15.0, "Bede & Co": 5.6, "Castle": 50, "Dunes": 29.3}
    # 44 of 150, as typed.
    assert rows[3][1:3] == (44, 150)
    assert all(sheet.freeze_panes == "A2" for sheet in book.worksheets[1:])
    assert sheet.cell(2, place + 1).number_format == "0.0"


def test_a_table_of_words_stays_words(book: Workbook) -> None:
    rows = list(book["Streets"].iter_rows(values_only=True))
    assert len(rows) == 201
    assert rows[0] == ("Street", "Letters", FORMULA)
    assert rows[3] == ("Street 3", "21", FORMULA)
    assert [list(row) for row in book["Nothing"].iter_rows(values_only=True)] == [["Promise", "Due"]]


def test_no_cell_is_a_formula(written: bytes, book: Workbook) -> None:
    assert {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row} <= {"s", "inlineStr", "n"}
    archive = zipfile.ZipFile(io.BytesIO(written))
    for name in archive.namelist():
        if name.startswith("xl/worksheets/"):
            assert not list(etree.fromstring(archive.read(name)).iter(f"{CELLS}f"))


def test_the_cover_says_what_each_sheet_is_what_doubts_it_and_what_is_counted(book: Workbook) -> None:
    cover = [tuple(cell or "" for cell in row) for row in book["Cover"].iter_rows(values_only=True)]
    assert cover[:6] == [
        ("Title", "Customer experience, April to September 2026"),
        ("Council", "Quarnmere Borough Council"),
        ("Meeting", "Overview and Scrutiny Committee"),
        ("Date", "12 October 2026"),
        ("Item", "7"),
        ("For whom", MARK),
    ]
    at = cover.index(
        ("Sheet “Dissatisfied by ward”", "Figure 1. In Dunes 29 in 100 are dissatisfied, against 12 in 100 elsewhere")
    )
    assert cover[at + 1 : at + 5] == [
        ("Read with care", "Castle rests on 12 answers."),
        (
            "Of whom, and from where",
            "1 April to 30 September 2026, all wards. Of 542 answers to the question. Source: survey_2026.csv.",
        ),
        ("Definition", "People who said dissatisfied or very."),
        ("Officer’s note", "12 October 2026: the depot moved in May."),
    ]
    assert ("Sheet “=1+1”", f"Figure 4. {LONG}") in cover
    assert ("Sheet “Streets”", f"Table 6. Streets and {ARABIC}") in cover
    assert cover[-3:] == [("Store", "20261001-1"), ("Digest", "4d1f0a9be3c2"), ("Made", MADE)]


def test_each_sheet_says_the_mark_and_its_number_when_printed(book: Workbook) -> None:
    for sheet in book:
        assert sheet.oddHeader.left.text == MARK
        assert sheet.oddFooter.right.text == "Page &P of &N"
        assert sheet.page_setup.orientation == "landscape"


def named(*names: str) -> list[str]:
    """The sheets of a document with tables of these names, but for the cover."""
    blocks = tuple(Table(name, "caption", ("A",), ()) for name in names)
    return openpyxl.load_workbook(io.BytesIO(to_xlsx(Document("T", "C", "members", (), blocks, "")))).sheetnames[1:]


def test_names_of_sheets_are_those_that_excel_takes_and_each_its_own() -> None:
    long = "Satisfaction with the council tax service"
    assert named(long, long, long.upper()) == [
        "Satisfaction with the council t",
        "Satisfaction with the counc (2)",
        "SATISFACTION WITH THE COUNC (3)",
    ]
    assert named("a/b: [c]?*", "'quoted'", "", "History", "cover") == [
        "a b c",
        "quoted",
        "Table",
        "History (2)",
        "cover (2)",
    ]
    assert all(len(name) <= 31 for name in named(LONG, SCRIPT, "x" * 31, "x" * 40))


def test_the_same_document_gives_the_same_bytes_and_another_time_stands_on_the_cover(written: bytes) -> None:
    assert to_xlsx(document()) == written
    later = to_xlsx(replace(document(), made="2027-01-01T00:00:00+00:00"))
    before, after = (zipfile.ZipFile(io.BytesIO(file)) for file in (written, later))
    differ = [name for name in before.namelist() if before.read(name) != after.read(name)]
    assert differ == ["docProps/core.xml", "xl/worksheets/sheet1.xml"]
    assert {entry.date_time for entry in before.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_its_properties_name_the_council_alone(book: Workbook) -> None:
    about = book.properties
    assert (about.creator, about.lastModifiedBy, about.title) == (
        "Quarnmere Borough Council",
        "Quarnmere Borough Council",
        "Customer experience, April to September 2026",
    )
