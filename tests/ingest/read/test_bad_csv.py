"""Every awkward CSV of the shared collection reads as its expected file, or the row or file is refused in words."""

import csv
import json
from pathlib import Path

import duckdb
import pytest

from cxdata.errors import CxError
from cxdata.ingest.read.readers import RawTable, RejectedRow, read_raw

WHOLE = [
    "file_field_delimiter_0x3B",
    "file_field_delimiter_0x9",
    "file_header_multirow_2",
    "file_multitable_less",
    "file_preamble",
    "file_quotation_char_0x27",
    "file_record_delimiter_0xD",
    "source",
]
SPECTRUM = [
    "comma_in_quotes",
    "empty",
    "empty_crlf",
    "escaped_quotes",
    "json",
    "newlines",
    "newlines_crlf",
    "quotes_and_newlines",
    "simple",
    "simple_crlf",
    "utf8",
]


def _read(path: Path) -> tuple[RawTable, list[tuple[str, ...]], list[int]]:
    con = duckdb.connect()
    raw = read_raw(con, path)
    found = con.execute("select * from raw order by row_number").fetchall()
    return raw, [row[:-1] for row in found], [row[-1] for row in found]


def _expected(shared_real: Path, name: str) -> list[tuple[str, ...]]:
    with (shared_real / "bad_csv/polluted_expected" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return [tuple(row) for row in csv.reader(file)]


@pytest.mark.parametrize("name", WHOLE)
def test_a_polluted_file_reads_as_its_expected_file(shared_real, name):
    raw, rows, numbers = _read(shared_real / "bad_csv/polluted" / f"{name}.csv")
    header, *expected = _expected(shared_real, name)
    assert raw.columns == tuple(header)
    assert rows == expected
    assert numbers == list(range(1, 84))


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("row_extra_quote10_col3", "has a quotation mark out of place (line 11 of the file)"),
        ("row_less_sep_row10_col3", "has 8 values where the header has 9 columns (line 11 of the file)"),
    ],
)
def test_a_row_that_cannot_be_split_for_sure_is_set_aside_and_the_others_keep_their_numbers(shared_real, name, reason):
    """The expected files mend these rows, knowing what was done to them; nobody who has only the file could."""
    raw, rows, numbers = _read(shared_real / "bad_csv/polluted" / f"{name}.csv")
    _, *expected = _expected(shared_real, name)
    assert raw.rejected == (RejectedRow(10, reason),)
    assert rows == expected[:9] + expected[10:]
    assert numbers == [*range(1, 10), *range(11, 84)]


def test_a_second_table_in_the_file_is_set_aside_row_by_row(shared_real):
    raw, _, _ = _read(shared_real / "bad_csv/polluted/file_multitable_less.csv")
    with (shared_real / "bad_csv/polluted/file_multitable_less.csv").open(encoding="utf-8", newline="") as file:
        records = sum(1 for _ in csv.reader(file)) - 1
    assert (raw.rows, len(raw.rejected), records) == (83, 83, 166)
    assert raw.rejected[0] == RejectedRow(84, "is the header of a second table; only the first table is read")
    assert raw.rejected[-1] == RejectedRow(166, "belongs to a second table, which starts at row 84")
    assert raw.notes == ("A second table starts at row 84; only the first table is read.",)


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        (
            "file_header_only.csv",
            "file_header_only.csv has a header of 9 columns but no rows under it. "
            "Check the dates chosen when it was exported.",
        ),
        ("file_no_payload.csv", "file_no_payload.csv is empty: there is nothing in it to read. Export it again."),
    ],
)
def test_a_file_without_rows_is_refused(shared_real, name, sentence):
    with pytest.raises(CxError) as refused:
        read_raw(duckdb.connect(), shared_real / "bad_csv/polluted" / name)
    assert str(refused.value) == sentence


def test_what_was_done_to_a_polluted_file_is_said(shared_real):
    folder = shared_real / "bad_csv/polluted"
    notes = {path.stem: _read(path)[0].notes for path in folder.glob("file_*.csv") if path.stem in WHOLE}
    assert notes["file_preamble"] == ("2 lines above the header were skipped.",)
    assert notes["file_header_multirow_2"] == (
        "Two header rows were joined: the first column is called 'DATE DATE', the last one 'Comments Comments'.",
    )
    assert notes["file_field_delimiter_0x3B"] == ("The values are separated by a semicolon.",)
    # the fixture quotes every description, and a product type that holds a comma or a quotation mark
    _, *expected = _expected(shared_real, "file_quotation_char_0x27")
    apostrophes = sum("'" in row[6] or ("'" in row[5] and ("," in row[5] or '"' in row[5])) for row in expected)
    assert notes["file_quotation_char_0x27"] == (
        'Values are quoted by \' and not by "; a doubled "" in them was read as one mark.',
        f"In {apostrophes} rows a quotation mark inside a quoted value was read as it stands.",
    )


@pytest.mark.parametrize("name", SPECTRUM)
def test_csv_spectrum(shared_real, name):
    folder = shared_real / "bad_csv/spectrum"
    raw, rows, _ = _read(folder / f"csvs/{name}.csv")
    expected = json.loads((folder / f"json/{name}.json").read_bytes())
    ours = [dict(zip(raw.columns, row, strict=True)) for row in rows]
    if name == "newlines_crlf":  # the collection's CSV lost its carriage returns somewhere; its JSON kept them
        assert b"\r" not in (folder / f"csvs/{name}.csv").read_bytes()
        expected = json.loads(json.dumps(expected).replace("\\r\\n", "\\n"))
    assert ours == expected


def test_csv_spectrum_location_coordinates(shared_real):
    """Upstream's JSON is one object, not a list, and has another telephone number than its CSV: ours is the CSV's."""
    folder = shared_real / "bad_csv/spectrum"
    raw, rows, _ = _read(folder / "csvs/location_coordinates.csv")
    expected = json.loads((folder / "json/location_coordinates.json").read_bytes())
    assert expected.pop("Contact Phone Number") == "1234567890"
    ours = dict(zip(raw.columns, rows[0], strict=True))
    assert ours.pop("Contact Phone Number") == "2095257564"
    assert (len(rows), ours) == (1, expected)


@pytest.mark.parametrize(
    ("name", "rows", "columns"),
    [("April-2011-for-publication", 1452, 9), ("planning-application-aug-17", 2146, 19)],
)
def test_uk_public_body_spreadsheets(shared_real, name, rows, columns):
    path = shared_real / "bad_csv" / f"{name}.csv"
    raw, found, _ = _read(path)
    with path.open(encoding="utf-8", newline="") as file:
        header, *expected = [tuple(row) for row in csv.reader(file)]
    assert (raw.rows, len(raw.columns), raw.rejected) == (rows, columns, ())
    assert raw.columns == tuple(header)
    assert found == expected
