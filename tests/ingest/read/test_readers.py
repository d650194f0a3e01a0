"""Every state a file can be in: read, or refused in a sentence."""

import csv
import gzip
import zipfile
from pathlib import Path

import duckdb
import pytest

from cxdata.errors import CxError
from cxdata.ingest.read.readers import RawTable, RejectedRow, preview, read_raw, sheet_names


def _file(folder: Path, content: bytes | str, name: str = "contacts.csv") -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def _read(path: Path) -> tuple[RawTable, list[tuple]]:
    con = duckdb.connect()
    raw = read_raw(con, path)
    return raw, con.execute("select * from raw order by row_number").fetchall()


def _refusal(path: Path) -> str:
    with pytest.raises(CxError) as refused:
        read_raw(duckdb.connect(), path)
    with pytest.raises(CxError):
        preview(path)
    return str(refused.value)


@pytest.mark.parametrize("content", [b"", b"\xef\xbb\xbf", b"\n\n  \n", gzip.compress(b"", mtime=0)])
def test_an_empty_file(tmp_path, content):
    sentence = "contacts.csv is empty: there is nothing in it to read. Export it again."
    assert _refusal(_file(tmp_path, content)) == sentence


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        (
            "a.csv",
            b"<!DOCTYPE html><html><body>Sign in</body></html>",
            "is a web page without a table. It is probably a sign-in page",
        ),
        ("a.csv", b"\n  <?xml version='1.0'?><rows/>", "is XML, which has no table that can be read"),
        ("a.csv", b"%PDF-1.7\n%...", "is a PDF"),
        ("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "cannot be opened as an Excel workbook"),
        (
            "a.xlsx",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"),
            "is protected by a password. Open it in Excel, take the password off",
        ),
        ("a.xlsx", b"Name,Age\nx,1\n", "is named like an Excel workbook but is a CSV file"),
        ("a.xlsx", b"PK\x03\x04 cut short", "is damaged or cut short"),
        ("a.csv", b'[{"id": 1}]', "is named like a CSV file but is a JSON file"),
        ("a.json", b"id,name\n1,x\n", "is named like a JSON file but is a CSV file"),
        ("a.parquet", b"PAR1 and then nothing", "cannot be read as Parquet"),
        ("a.docx", b"hello, world\n1,2\n", "holds text, not a table that can be read"),
        ("a.csv", gzip.compress(b"id,name\n" + b"1,x\n" * 1000, mtime=0)[:30], "is damaged or cut short"),
        ("a.json", b'[{"id": 1}, {"id"', "breaks off or is malformed at line 1"),
        ("a.json", b"[1, 2, 3]", "there are no records of named values in it"),
        ("a.json", b'[{"id": "\xa3"}]', "it is not in UTF-8"),
        ("a.json", b'{"a": [{"x": 1}], "b": [{"y": 1}]}', "holds several lists of records (a, b)"),
    ],
)
def test_a_file_that_is_not_what_it_seems(tmp_path, name, content, words):
    assert words in _refusal(_file(tmp_path, content, name))


def test_a_zip_named_csv(tmp_path):
    path = tmp_path / "a.csv"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("inside.csv", "a,b\n1,2\n")
    assert _refusal(path) == (
        "a.csv is named like a CSV file but is a ZIP archive. Rename it so that it ends in .zip, or export it again."
    )


def test_a_file_that_has_gone(tmp_path):
    assert _refusal(tmp_path / "gone.csv") == "gone.csv is not there any more. Choose the file again."


def test_a_document_is_no_table(tmp_path):
    text = "The council met.\nIt agreed, after debate, to wait.\nNothing came of it, sadly.\nThe end.\nAll went home.\n"
    with pytest.raises(CxError, match="its lines have no columns in common"):
        read_raw(duckdb.connect(), _file(tmp_path, text, "minutes.txt"))


def test_a_file_without_column_names_is_refused_and_not_short_of_its_first_row(tmp_path):
    text = "1001,01/02/2020,phone\n1002,02/02/2020,web\n1003,03/02/2020,web\n"
    assert "the first row looks like data, not like column names" in _refusal(_file(tmp_path, text))


def test_blank_is_empty_text_and_never_absent_in_a_csv(tmp_path):
    _, rows = _read(_file(tmp_path, 'id,name,note\n1,,""\n2,NULL,NA\n'))
    assert rows == [("1", "", "", 1), ("2", "NULL", "NA", 2)]


def test_repeated_blank_and_reserved_names(tmp_path):
    raw, rows = _read(_file(tmp_path, "Name,Name,,name,row_number,rowid,Straße\na,b,c,d,e,f,g\n"))
    assert raw.columns == ("Name", "Name (2)", "column 3", "name (3)", "row_number (2)", "rowid (2)", "Straße")
    assert rows == [("a", "b", "c", "d", "e", "f", "g", 1)]


def test_ragged_rows_are_set_aside_with_number_and_reason(tmp_path):
    raw, rows = _read(_file(tmp_path, "id,name,where\n1,a,b\n2,a\n3,12 High St, Oxford,b\n4,a,\n5,a,b,\n"))
    assert rows == [("1", "a", "b", 1), ("4", "a", "", 4)]
    assert raw.rejected == (
        RejectedRow(2, "has 2 values where the header has 3 columns (line 3 of the file)"),
        RejectedRow(3, "has 4 values where the header has 3 columns (line 4 of the file)"),
        RejectedRow(5, "has 4 values where the header has 3 columns (line 6 of the file)"),
    )


def test_a_separator_too_many_on_every_row_may_be_two_names_run_together_and_is_refused(tmp_path):
    """Nothing in a file tells "id,name" over "1,a," from "idname,day" over "1,a,": its columns might be shifted."""
    refusal = _refusal(_file(tmp_path, "id,name\n1,a,\n2,b,\n"))
    assert "the header names 2 columns but the rows have 3 values, the last of them blank" in refusal
    assert "put the missing name, or a separator at its end, into the header" in refusal
    raw, rows = _read(_file(tmp_path, "id,name,\n1,a,\n2,b,\n"))
    assert raw.columns == ("id", "name", "column 3")
    assert rows == [("1", "a", "", 1), ("2", "b", "", 2)]


def test_names_more_than_values_are_refused(tmp_path):
    text = "id,name,when,where\n" + "1,a,b\n" * 5
    assert "the header names 4 columns but most rows have 3 values" in _refusal(_file(tmp_path, text))


def test_one_stray_quotation_mark_costs_one_row(tmp_path):
    text = 'id,name\n1,"open\n' + "".join(f"{number},x\n" for number in range(2, 200)) + '200,"shut"\n'
    raw, rows = _read(_file(tmp_path, text))
    assert (raw.rows, [row[-1] for row in rows]) == (199, list(range(2, 201)))
    assert raw.rejected == (RejectedRow(1, "has a quotation mark out of place (line 2 of the file)"),)


def test_the_rest_of_a_broken_comment_is_never_taken_for_a_row(tmp_path):
    text = 'comment,channel\n"He said "no"\nand left, angry",phone\n"fine",web\n'
    raw, rows = _read(_file(tmp_path, text))
    assert rows == [("fine", "web", 2)]
    assert raw.rejected == (RejectedRow(1, "has a quotation mark out of place (lines 2 to 3 of the file)"),)


def test_quotation_marks_inside_a_quoted_value(tmp_path):
    raw, rows = _read(_file(tmp_path, 'id,comment\n1,"the "new" bin, again"\n2,"ok"\n'))
    assert rows == [("1", 'the "new" bin, again', 1), ("2", "ok", 2)]
    assert raw.notes == ("In 1 row a quotation mark inside a quoted value was read as it stands.",)


def test_nul_and_bytes_that_are_no_text(tmp_path):
    text = b"id,name\n1,caf\xc3\xa9 \xe2\x82\xac\n2,a\x00b\n3,\xff\n4,ok\n"
    raw, rows = _read(_file(tmp_path, text))
    assert rows == [("1", "café €", 1), ("4", "ok", 4)]
    assert [(bad.row_number, bad.reason) for bad in raw.rejected] == [
        (2, "holds bytes that are not text (line 3 of the file)"),
        (3, "holds bytes that are not text (line 4 of the file)"),
    ]


@pytest.mark.parametrize("before", [10, 60_000])
def test_windows_1252_wherever_the_first_pound_sign_is(tmp_path, before):
    text = "id,paid\n" + "".join(f"{number},none\n" for number in range(before)) + "x,£20 – “late”\n"
    raw, rows = _read(_file(tmp_path, text.encode("cp1252")))
    assert rows[-1] == ("x", "£20 – “late”", before + 1)
    assert (raw.rows, raw.notes) == (before + 1, ("Read as Windows-1252.",))


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-8-sig"])
def test_other_encodings(tmp_path, encoding):
    raw, rows = _read(_file(tmp_path, "id,name\r\n1,Siân\r\n2,x\r\n".encode(encoding)))
    assert (raw.columns, rows) == (("id", "name"), [("1", "Siân", 1), ("2", "x", 2)])


def test_a_huge_field_is_read_and_a_monstrous_one_set_aside(tmp_path):
    huge, monstrous = "x" * 1_500_000, "y" * 2_500_000
    raw, rows = _read(_file(tmp_path, f"id,name\n1,a\n2,{huge}\n3,{monstrous}\n4,b\n"))
    assert [(row[0], len(row[1]), row[2]) for row in rows] == [("1", 1, 1), ("2", 1_500_000, 2), ("4", 1, 4)]
    assert raw.rejected == (RejectedRow(3, "is longer than 2,000,000 characters (line 4 of the file)"),)


def test_blank_rows_and_repeated_headers(tmp_path):
    raw, rows = _read(_file(tmp_path, "id,name\n1,a\n,\n\nid,name\n2,b\n,\n"))
    assert rows == [("1", "a", 1), ("2", "b", 4)]
    assert raw.rejected == (RejectedRow(3, "repeats the column names"),)
    pages = "The column names stand 2 times in the file: its parts were read as one table."
    assert raw.notes == ("2 blank rows were passed over.", pages)


def test_a_table_that_stands_twice_is_read_once(tmp_path):
    rows_of_it = "".join(f"{number},x\n" for number in range(1, 6))
    raw, rows = _read(_file(tmp_path, f"id,name\n{rows_of_it}id,name\n{rows_of_it}"))
    assert [row[0] for row in rows] == ["1", "2", "3", "4", "5"]
    second = "belongs to a second table from row 6 on, which repeats the first"
    assert [row.reason for row in raw.rejected] == ["repeats the column names", *([second] * 5)]


def test_a_space_after_every_separator_belongs_to_it(tmp_path):
    raw, rows = _read(_file(tmp_path, 'id, name, note\n1, a, "x, y"\n2, b, \n'))
    assert raw.columns == ("id", "name", "note")
    assert rows == [("1", "a", "x, y", 1), ("2", "b", "", 2)]
    assert "The values are separated by a comma and a space." in raw.notes


def test_three_header_rows_in_tiers(tmp_path):
    text = ",Calls,,,Web,\n,Offered,Answered,Wait,Visits,Pages\nMonth,number,number,seconds,number,number\n"
    raw, rows = _read(_file(tmp_path, text + "Apr,10,9,30,50,90\nMay,11,10,40,52,94\n"))
    assert raw.columns[:2] == ("Month", "Calls Offered number")
    assert raw.columns[3:5] == ("Calls Wait seconds", "Web Visits number")
    assert (len(rows), raw.notes[0][:31]) == (2, "Three header rows were joined: ")


def test_a_title_above_the_header_and_two_header_rows(tmp_path):
    text = "Contacts by channel, 2020\n\nRef,Day,Channel\nNumber,Taken,Used\n"
    text += "1,2020-01-02,web\n2,2020-01-03,app\n3,2020-01-04,web\n"
    raw, rows = _read(_file(tmp_path, text))
    assert raw.columns == ("Ref Number", "Day Taken", "Channel Used")
    assert [row[0] for row in rows] == ["1", "2", "3"]
    assert raw.notes == (
        "1 line above the header was skipped.",
        "Two header rows were joined: the first column is called 'Ref Number', the last one 'Channel Used'.",
    )


def test_a_first_row_all_in_words_is_not_taken_for_a_second_header(tmp_path):
    raw, rows = _read(_file(tmp_path, "name,score\nBob,none\nAnn,5\nCem,4\nDee,3\n"))
    assert raw.columns == ("name", "score")
    assert len(rows) == 4


@pytest.mark.parametrize("name", ["report [1].csv", "what?.csv", "all*.csv", "a'b\"c.csv", "Año.csv"])
def test_file_names_that_look_like_patterns(tmp_path, name):
    _file(tmp_path, "a,b\n9,9\n", "report 1.csv")
    assert _read(_file(tmp_path, "a,b\n1,2\n", name))[1] == [("1", "2", 1)]


def test_one_column_and_one_row(tmp_path):
    assert _read(_file(tmp_path, "postcode area\nOX1\nOX2\n"))[1] == [("OX1", 1), ("OX2", 2)]
    assert _read(_file(tmp_path, "a,b\n1,2"))[1] == [("1", "2", 1)]


def test_gzip_and_preview_and_table_name(tmp_path):
    path = _file(tmp_path, gzip.compress(b"a,b\n1,2\n3,4\n", mtime=0), "a.csv.gz")
    con = duckdb.connect()
    assert read_raw(con, path, table='my "raw"').rows == 2
    assert con.execute('select a from "my ""raw""" order by row_number').fetchall() == [("1",), ("3",)]
    seen = preview(path, limit=1)
    assert (seen.columns, seen.rows, seen.sheets, sheet_names(path)) == (("a", "b"), [("1", "2")], (), ())


def test_known_answers_of_boston_through_gzip(shared_real):
    con = duckdb.connect()
    raw = read_raw(con, shared_real / "boston311_2015/boston311_2015_all_types.csv.gz")
    assert (raw.rows, len(raw.columns), raw.rejected) == (121_145, 34, ())
    counts = dict(con.execute('select "Source", count(*) from raw group by 1').fetchall())
    assert (counts["Constituent Call"], counts["Citizens Connect App"], counts["Twitter"]) == (62_285, 18_838, 61)
    numbers = con.execute("select min(row_number), max(row_number), count(distinct row_number) from raw").fetchall()
    assert numbers == [(1, 121_145, 121_145)]


def test_known_answers_of_vancouver_with_semicolons_and_a_byte_order_mark(shared_real):
    con = duckdb.connect()
    raw = read_raw(con, shared_real / "vancouver_calls/3-1-1-contact-centre-metrics.csv")
    assert raw.columns[0] == "Date"
    sums = con.execute("select sum(CallsOffered::int), sum(CallsAbandoned::int) from raw where Date like '2014%'")
    assert (raw.rows, sums.fetchall()) == (5585, [(930_857, 65_890)])


def test_rows_read_and_set_aside_add_up_to_the_rows_of_the_file(tmp_path):
    path = tmp_path / "big.csv"
    with path.open("w", newline="") as file:
        csv.writer(file).writerows([("id", "x"), *((n, "a") if n % 1000 else (n,) for n in range(1, 120_001))])
    raw, rows = _read(path)
    assert (raw.rows, len(raw.rejected)) == (119_880, 120)
    assert [int(row[0]) for row in rows] == [row[-1] for row in rows] == [n for n in range(1, 120_001) if n % 1000]


def test_row_numbers_are_never_given_where_duckdb_may_shuffle_rows(tmp_path):
    con = duckdb.connect()
    con.execute("set preserve_insertion_order = false")
    with pytest.raises(ValueError, match="preserve_insertion_order must be on"):
        read_raw(con, _file(tmp_path, "a,b\n1,2\n"))
