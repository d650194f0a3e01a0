"""Workbooks and their disguises: merged cells, hidden sheets, limits, web pages and XML named .xls, ZIP archives."""

import time
import zipfile
from pathlib import Path

import duckdb
import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxdata.errors import CxError
from cxdata.ingest.read.readers import RawTable, read_raw, sheet_names

CASES = Path(__file__).parents[2] / "cases"
CSV = "Ref,Day\nA,1\nB,2\n"


def _read(path: Path, sheet: str | None = None) -> tuple[RawTable, list[tuple]]:
    con = duckdb.connect()
    raw = read_raw(con, path, sheet=sheet)
    return raw, [row[:-1] for row in con.execute("select * from raw order by row_number").fetchall()]


def _altered(path: Path, old: bytes, new: bytes) -> Path:
    """A workbook of the cases with a text of its sheet replaced."""
    with zipfile.ZipFile(CASES / "4-excel-date-and-time-cells.xlsx") as source, zipfile.ZipFile(path, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            target.writestr(name, content.replace(old, new) if "worksheets/" in name else content)
    return path


@settings(max_examples=20, deadline=None)
@given(
    groups=st.lists(
        st.tuples(st.sampled_from(["Waste", "Parking", "Housing"]), st.integers(1, 5)), min_size=1, max_size=6
    )
)
def test_a_label_merged_over_any_number_of_rows_is_given_to_each(tmp_path_factory, groups):
    """Numbers are 1, 2, 3 ...: their sum by label is worked out from the lengths of the groups alone."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["Service", "Month", "Contacts"])
    number, expected = 0, []
    for label, length in groups:
        first = sheet.max_row + 1
        for _ in range(length):
            number += 1
            sheet.append([label if sheet.max_row + 1 == first else None, "April 2025", number])
            expected.append((label, "April 2025", str(number)))
        if length > 1:
            sheet.merge_cells(start_row=first, end_row=first + length - 1, start_column=1, end_column=1)
    path = tmp_path_factory.mktemp("merged") / "a.xlsx"
    book.save(path)
    assert _read(path)[1] == expected


def test_a_merged_number_is_counted_once_and_a_merged_title_is_no_header(tmp_path):
    book = openpyxl.Workbook()
    sheet = book.active
    for row in (
        ["Contacts by month", None, None],
        ["Ward", "Month", "Contacts"],
        ["A", "May", 10],
        ["A", "June", None],
    ):
        sheet.append(row)
    sheet.merge_cells("A1:C1")
    sheet.merge_cells("C3:C4")
    book.save(tmp_path / "a.xlsx")
    raw, rows = _read(tmp_path / "a.xlsx")
    assert raw.columns == ("Ward", "Month", "Contacts")
    assert rows == [("A", "May", "10"), ("A", "June", None)]


def test_hidden_sheets_are_named_and_not_read(tmp_path):
    book = openpyxl.Workbook()
    book.active.append(["Ref", "Day"])
    book.active.append(["A", 1])
    book.active.title = "Figures"
    secret = book.create_sheet("Old")
    for _ in range(9):
        secret.append(["x", "y", "z"])
    secret.sheet_state = "hidden"
    book.save(tmp_path / "a.xlsm")
    raw, rows = _read(tmp_path / "a.xlsm")
    assert rows == [("A", "1")]
    assert raw.notes == ("Hidden and not read: 'Old'. Name a sheet with --sheet to read it.",)


def test_a_second_table_on_a_sheet_is_named_and_set_aside(tmp_path):
    book = openpyxl.Workbook()
    for row in (["Ref", "Contacts"], ["A", 1], ["B", 2], [], ["Ward", "Complaints"], ["C", 3]):
        book.active.append(row)
    book.save(tmp_path / "a.xlsx")
    raw, rows = _read(tmp_path / "a.xlsx")
    assert rows == [("A", "1"), ("B", "2")]
    assert raw.notes[0] == (
        "A further table starts at row 4 and is not read. It is called 'Sheet, table 2' where a sheet is chosen "
        "(--sheet)."
    )
    assert [row.row_number for row in raw.rejected] == [4, 5]


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        (b'r="5"', b'r="999999999"', "names a cell in row 999,999,999"),
        (b"</sheetData>", b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>', "17,179,869,184 cells"),
    ],
)
def test_a_workbook_larger_than_can_be_is_refused_at_once(tmp_path, old, new, words):
    path = _altered(tmp_path / "a.xlsx", old, new)
    started = time.perf_counter()
    with pytest.raises(CxError, match=words):
        _read(path)
    assert time.perf_counter() - started < 5


def test_an_archive_that_claims_to_unpack_to_gigabytes_is_refused(tmp_path):
    """The size is written over in the archive's directory: it is refused by what it claims, before anything unpacks."""
    path = _altered(tmp_path / "a.xlsx", b"", b"")
    content = bytearray(path.read_bytes())
    directory = content.rindex(b"PK\x01\x02")
    content[directory + 24 : directory + 28] = (3_000_000_000).to_bytes(4, "little")
    path.write_bytes(content)
    with pytest.raises(CxError, match=r"would unpack to 3\.0 GB"):
        _read(path)


def test_a_new_workbook_with_the_name_of_an_old_one(tmp_path):
    path = tmp_path / "a.xls"
    path.write_bytes((CASES / "07_merged_cells.xlsx").read_bytes())
    assert _read(path)[0].rows == 9


def test_spreadsheetml_named_xls(tmp_path):
    path = tmp_path / "a.xls"
    cells = (("String", "Ref"), ("String", "Day")), (("String", "A"), ("DateTime", "2025-04-14T09:30:00.000"))
    written = [[f'<Cell><Data ss:Type="{kind}">{text}</Data></Cell>' for kind, text in row] for row in cells]
    rows = "".join(f"<Row>{''.join(row)}</Row>" for row in written)
    skipped = '<Row><Cell ss:Index="2"><Data ss:Type="Number">7</Data></Cell></Row>'
    space = "urn:schemas-microsoft-com:office:spreadsheet"
    path.write_text(
        f'<?xml version="1.0"?><Workbook xmlns="{space}" xmlns:ss="{space}">'
        f'<Worksheet ss:Name="S"><Table>{rows}{skipped}</Table></Worksheet></Workbook>',
        "utf-8",
    )
    raw, found = _read(path)
    assert raw.columns == ("Ref", "Day")
    assert found == [("A", "2025-04-14 09:30:00"), (None, "7")]


def test_a_zip_with_one_file_is_read_and_one_with_several_asks_which(tmp_path):
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("folder/april.csv", CSV)
        archive.writestr("readme.pdf", "x")
    raw, rows = _read(path)
    assert rows == [("A", "1"), ("B", "2")]
    assert raw.notes[0] == "The file 'folder/april.csv' inside the ZIP archive was read."
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("may.csv", "Ref,Day\nC,3\n")
    assert sheet_names(path) == ("folder/april.csv", "may.csv")
    with pytest.raises(CxError, match=r"2 files that can be read: 'folder/april\.csv', 'may\.csv'\. Name one with"):
        _read(path)
    assert _read(path, "may.csv")[1] == [("C", "3")]


def test_the_dates_above_a_header_are_told_and_nothing_else_of_those_lines(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("Report made by Jo Blogg\n# Start date: 20250401\n# End date: 20250430\n" + CSV, "utf-8")
    raw, rows = _read(path)
    assert len(rows) == 2
    assert raw.notes == ("3 lines above the header were skipped.", "Dates above the header: 20250401, 20250430.")
