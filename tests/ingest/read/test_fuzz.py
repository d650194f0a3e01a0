"""A sample of `python -m benchmarks.fuzz`, and that its checks see what they are there for."""

from dataclasses import replace
from pathlib import Path

import duckdb
import pytest

from benchmarks.fuzz import check as checking
from benchmarks.fuzz.check import check
from benchmarks.fuzz.count import rows_as_read, rows_by_another_reader
from benchmarks.fuzz.inputs import Input, corpus, make_input
from cxdata.ingest.read.raw_table import RawTable
from tests.effort import sample

# They took minutes: a heading, and a value, of fifty thousand letters.
FOUND = (1360, 1685)
INPUTS = (*range(sample(200, 20_000)), *FOUND)


def test_no_input_crashes_hangs_or_is_counted_wrong(tmp_path: Path) -> None:
    faults, outcomes, counted = [], [], 0
    with duckdb.connect() as con:
        for number in INPUTS:
            checked = check(make_input(number), con, tmp_path)
            faults += checked.faults
            outcomes.append(checked.outcome)
            counted += checked.counted
    assert faults == []
    # A sample in which all is refused, or nothing counted, would prove nothing.
    assert outcomes.count("read") > len(outcomes) / 4
    assert counted > len(outcomes) / 10


def test_an_input_is_known_by_its_number_alone() -> None:
    assert make_input(7) == make_input(7)
    assert len({make_input(number).content for number in range(100)}) == 100


def test_every_format_is_among_the_inputs() -> None:
    endings = {make_input(number).name.split(".", 1)[1] for number in range(2_000)}
    assert endings >= {"csv", "tsv", "json", "jsonl", "geojson", "html.xls", "xml.xls", "xlsx", "ods", "parquet", "zip"}
    assert endings >= {"csv.gz", "toml", "xlsb", "xls"}
    assert len(corpus()) > 200


def test_a_lost_row_a_crash_and_a_fault_in_python_are_seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = Input(1, "a.csv", b"Ref,Day\nA,1\nB,2\nC,3\n", 3)
    with duckdb.connect() as con:
        assert check(whole, con, tmp_path).faults == ()
        assert [fault.kind for fault in check(replace(whole, rows=4), con, tmp_path).faults] == ["miscount"]

        def stop(*_: object) -> None:
            raise TypeError("'int' object is not subscriptable")

        monkeypatch.setattr(checking, "_read", stop)
        assert [fault.kind for fault in check(whole, con, tmp_path).faults] == ["crash"]


def test_another_reader_counts_what_stands_in_the_file() -> None:
    assert rows_by_another_reader("a.csv", b"A,B\n1,2\n\n3,4\r\n  \n", whole=False) == 3
    assert rows_by_another_reader("a.csv", b'A,B\n"1,2\n', whole=False) is None
    assert rows_by_another_reader("a.json", b'{"n": 2, "items": [{"a": 1}, {"a": 2}]}', whole=False) == 2
    assert rows_by_another_reader("a.jsonl", b'{"a": 1}\n\n{bad\n', whole=False) == 2
    notes = (
        "2 lines above the header were skipped.",
        "Two header rows were joined: ...",
        "1 blank row was passed over.",
    )
    assert rows_as_read("a.csv", RawTable("raw", ("A",), 5, (), notes, "csv")) == 5 + 2 + 2 + 1
