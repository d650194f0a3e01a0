"""A shop's export, damaged in the ways real files are: read as it was before, or set aside and refused in words."""

import csv
import io
from collections.abc import Sequence
from pathlib import Path

import duckdb
import pytest

from cxdata.errors import CxError
from cxdata.ingest.read.csv_text.csv_file import read_carefully, read_fast
from cxdata.ingest.read.csv_text.csv_sniff import sniff
from cxdata.ingest.read.readers import RawTable, RejectedRow, read_raw
from tests.layouts.conftest import HERE

Row = tuple[str, ...]
SOURCE = HERE / "damaged" / "source.csv"


def source() -> tuple[Row, list[Row]]:
    with SOURCE.open(encoding="utf-8", newline="") as file:
        header, *rows = (tuple(row) for row in csv.reader(file))
    return header, rows


def write_csv(lines: Sequence[Row], **how: str) -> str:
    text = io.StringIO(newline="")
    csv.writer(text, **({"lineterminator": "\n"} | how)).writerows(lines)
    return text.getvalue()


def read(path: Path) -> tuple[RawTable, list[Row], list[int]]:
    con = duckdb.connect()
    raw = read_raw(con, path)
    found = con.execute("select * from raw order by row_number").fetchall()
    return raw, [row[:-1] for row in found], [row[-1] for row in found]


def write_damaged(folder: Path, text: str) -> Path:
    path = folder / "export.csv"
    path.write_bytes(text.encode())
    return path


def test_the_source_reads_as_the_standard_library_reads_it() -> None:
    header, rows = source()
    raw, found, numbers = read(SOURCE)
    assert (raw.columns, found, numbers) == (header, rows, list(range(1, 13)))


@pytest.mark.parametrize(
    ("how", "notes"),
    [
        ({"delimiter": ";"}, ("The values are separated by a semicolon.",)),
        ({"delimiter": "\t"}, ("The values are separated by a tab.",)),
        ({"lineterminator": "\r"}, ()),
        ({"lineterminator": "\r\n"}, ()),
        ({"quoting": csv.QUOTE_ALL}, ()),
    ],
    ids=["semicolons", "tabs", "old line ends", "Windows line ends", "all quoted"],
)
def test_other_separators_line_ends_and_quotes_change_nothing(
    tmp_path: Path, how: dict, notes: tuple[str, ...]
) -> None:
    header, rows = source()
    raw, found, _ = read(write_damaged(tmp_path, write_csv([header, *rows], **how)))
    assert (raw.columns, found, raw.rejected) == (header, rows, ())
    assert raw.notes == notes


def test_quotes_of_another_kind_are_said(tmp_path: Path) -> None:
    header, rows = source()
    plain = [tuple(value.replace("'", "") for value in row) for row in rows]
    text = write_csv([header, *plain], quotechar="'", quoting=csv.QUOTE_ALL)
    raw, found, _ = read(write_damaged(tmp_path, text))
    assert (raw.columns, found) == (header, plain)
    assert raw.notes[0].startswith("Values are quoted by ' and not by \"")


def test_lines_above_the_header_are_skipped_and_two_headers_joined(tmp_path: Path) -> None:
    header, rows = source()
    above = "Sales of the shop\nTaken on 1 April 2025\n"
    raw, found, _ = read(write_damaged(tmp_path, above + write_csv([header, *rows])))
    assert (raw.columns, found, raw.notes) == (
        header,
        rows,
        ("2 lines above the header were skipped.", "Dates above the header: 1 April 2025."),
    )


def test_a_second_table_is_set_aside_row_by_row(tmp_path: Path) -> None:
    header, rows = source()
    narrower = [row[:4] for row in (header, *rows)]
    raw, found, _ = read(write_damaged(tmp_path, write_csv([header, *rows, *narrower])))
    assert found == rows
    assert raw.rejected[0] == RejectedRow(13, "is the header of a second table; only the first table is read")
    assert raw.rejected[-1] == RejectedRow(25, "belongs to a second table, which starts at row 13")
    assert len(raw.rejected) == 13


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        (",Woollen hat,", ',"Woollen hat,', "has a quotation mark out of place (line 6 of the file)"),
        (",Woollen hat,", "Woollen hat,", "has 6 values where the header has 7 columns (line 6 of the file)"),
    ],
    ids=["a stray quotation mark", "a separator gone"],
)
def test_a_row_that_cannot_be_split_for_sure_is_set_aside(tmp_path: Path, old: str, new: str, reason: str) -> None:
    header, rows = source()
    text = write_csv([header, *rows])
    assert text.count(old) == 1
    raw, found, numbers = read(write_damaged(tmp_path, text.replace(old, new)))
    assert raw.rejected == (RejectedRow(4, reason),)
    assert found == rows[:3] + rows[4:]
    assert numbers == [1, 2, 3, *range(5, 13)]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "export.csv is empty: there is nothing in it to read. Export it again."),
        (
            "Day,Reference,Item\n",
            "export.csv has a header of 3 columns but no rows under it. Check the dates chosen when it was exported.",
        ),
    ],
    ids=["empty", "a header only"],
)
def test_a_file_without_rows_is_refused(tmp_path: Path, text: str, sentence: str) -> None:
    with pytest.raises(CxError) as refused:
        read_raw(duckdb.connect(), write_damaged(tmp_path, text))
    assert str(refused.value) == sentence


@pytest.mark.parametrize("name", ["boston.csv", "sf_vintage_a.csv", "baltimore.csv", "vancouver.csv", "nyc.csv"])
def test_both_ways_of_reading_agree_on_every_layout(name: str) -> None:
    con, layout = duckdb.connect(), sniff(HERE / name)
    fast, careful = (way(con, HERE / name, layout, way.__name__) for way in (read_fast, read_carefully))
    tables = [
        con.execute(f"select * from {way.__name__} order by row_number").fetchall()
        for way in (read_fast, read_carefully)
    ]
    assert (fast.rows, fast.rejected, fast.notes) == (careful.rows, careful.rejected, careful.notes)
    assert tables[0] == tables[1]
    separator = ";" if name == "vancouver.csv" else ","
    with (HERE / name).open(encoding="utf-8-sig", newline="") as file:
        expected = [tuple(row) for row in csv.reader(file, delimiter=separator)][1:]
    assert [row[:-1] for row in tables[0]] == expected
