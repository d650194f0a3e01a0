"""Workbooks: which sheet, which header, and values as plain text."""

from datetime import date, datetime, time, timedelta
from pathlib import Path

import duckdb
import openpyxl
import pytest

from cxdata.errors import CxError
from cxdata.ingest.read.books.workbook import cell_text
from cxdata.ingest.read.readers import RejectedRow, preview, read_raw, sheet_names


def _book(folder: Path, **sheets: list[list]) -> Path:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    path = folder / "book.xlsx"
    book.save(path)
    return path


def _rows(con: duckdb.DuckDBPyConnection) -> list[tuple]:
    return con.execute("select * from raw order by row_number").fetchall()


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, None),
        ("", ""),
        (" 007 ", " 007 "),
        (True, "true"),
        (3, "3"),
        (3.0, "3"),
        (-0.25, "-0.25"),
        (1e20, "1e+20"),
        (datetime(2018, 4, 12, 11, 11, 25, 999_997), "2018-04-12 11:11:26"),
        (datetime(2018, 4, 12), "2018-04-12 00:00:00"),
        (datetime(2018, 4, 12, 1, 2, 3, 250_000), "2018-04-12 01:02:03.250"),
        (date(2018, 4, 12), "2018-04-12"),
        (time(9, 5), "09:05:00"),
        (timedelta(hours=30, minutes=2), "30:02:00"),
        ("#N/A", "#N/A"),
    ],
)
def test_a_cell_as_text(value, text):
    assert cell_text(value) == text


def test_the_sheet_with_the_most_in_it_is_read_unless_one_is_named(tmp_path):
    small = [["Note"], ["x"], ["y"]]
    path = _book(tmp_path, Cover=small, Data=[["id", "seen"], [1, True], [2, None], [3, False]], More=[])
    con = duckdb.connect()
    raw = read_raw(con, path)
    assert _rows(con) == [("1", "true", 1), ("2", None, 2), ("3", "false", 3)]
    assert raw.notes == ("The sheet 'Data' of 3 was read: it has the most in it. Not read: 'Cover'.",)
    assert sheet_names(path) == ("Cover", "Data", "More")
    assert read_raw(con, path, sheet="Cover").rows == 2
    assert preview(path, limit=1).rows == [("1", "true")]
    assert preview(path, sheet="Cover").columns == ("Note",)
    with pytest.raises(CxError, match="book.xlsx has nothing on its sheet 'More'"):
        read_raw(con, path, sheet="More")
    with pytest.raises(CxError, match="book.xlsx has no sheet 'Dat'; its sheets are Cover, Data, More"):
        read_raw(con, path, sheet="Dat")


def test_a_title_blank_rows_a_repeated_header_and_a_stray_cell(tmp_path):
    head = [["Contacts, all channels"], [], ["Ref", "Day", "", "Day"]]
    body = [
        [1, datetime(2020, 2, 4), "a", 5],
        [],
        ["Ref", "Day", "", "Day"],
        [2, None, "b", 6],
        [None, None, None, None],
    ]
    path = _book(tmp_path, Data=[*head, *body, *[[n, None, None, 1] for n in range(600)], [9, 9, 9, 9, "stray"]])
    con = duckdb.connect()
    raw = read_raw(con, path)
    assert raw.columns == ("Ref", "Day", "column 3", "Day (2)")
    assert _rows(con)[:3] == [
        ("1", "2020-02-04", "a", "5", 1),
        ("2", None, "b", "6", 4),
        ("0", None, None, "1", 6),
    ]
    assert raw.rejected == (
        RejectedRow(3, "repeats the column names"),
        RejectedRow(606, "has a value to the right of the 4 columns of the header"),
    )
    assert raw.notes == ("2 lines above the header were skipped.", "2 blank rows were passed over.")
    assert raw.rows == 602


def test_a_header_without_rows_and_a_book_without_cells(tmp_path):
    with pytest.raises(CxError, match="has a header of 2 columns on its sheet 'Data' but no rows under it"):
        read_raw(duckdb.connect(), _book(tmp_path, Data=[["id", "name"]]))
    with pytest.raises(CxError, match="has nothing on its sheet 'Data'"):
        read_raw(duckdb.connect(), _book(tmp_path, Data=[]))


def test_baltimore_is_the_same_from_csv_and_xlsx(shared_real):
    """Of 260,000 cells, 107 coordinates differ, in the 15th digit: the two exports were rounded apart."""
    con = duckdb.connect()
    from_csv = read_raw(con, shared_real / "baltimore311/311_sample.csv", table="from_csv")
    from_xlsx = read_raw(con, shared_real / "baltimore311/311_sample.xlsx", table="from_xlsx")
    assert from_csv.columns == from_xlsx.columns
    assert (from_csv.rows, from_xlsx.rows, from_xlsx.rejected) == (10_000, 10_000, ())
    one = con.execute("select * from from_csv order by row_number").fetchall()
    other = con.execute("select * from from_xlsx order by row_number").fetchall()
    pairs = (
        (mine, yours or "") for row, twin in zip(one, other, strict=True) for mine, yours in zip(row, twin, strict=True)
    )
    apart = [(mine, yours) for mine, yours in pairs if mine != yours]
    assert len(apart) == 107
    assert max(abs(float(mine) - float(yours)) for mine, yours in apart) < 1e-12
    assert con.execute("select count(*) from from_xlsx where \"MethodReceived\" = 'Phone'").fetchall() == [(4995,)]
