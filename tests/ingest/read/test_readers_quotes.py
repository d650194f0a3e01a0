"""Stray quotation marks and apostrophes: every row of the file is loaded or set aside, counted by another route."""

import csv
import io
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxdata.ingest.read.csv_text.csv_sniff import sniff
from cxdata.ingest.read.readers import RawTable, read_raw

CASES = Path(__file__).parents[2] / "cases"
HEADER = "id,date,service,channel\n"


class Bench:
    """A folder and a connection for every example."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "a.csv"
        self.con = duckdb.connect()

    def read(self, text: str) -> tuple[RawTable, dict[str, tuple]]:
        """The raw table, and its rows by their first value."""
        self.path.write_text(text, "utf-8", newline="")
        raw = read_raw(self.con, self.path)
        return raw, {row[0]: row[1:-1] for row in self.con.execute("select * from raw").fetchall()}


@pytest.fixture(scope="module")
def bench(tmp_path_factory) -> Iterator[Bench]:
    made = Bench(tmp_path_factory.mktemp("quotes"))
    yield made
    made.con.close()
    del made.con


def _plain(rows: int, changed: dict[int, str]) -> str:
    lines = (f"{number},01/02/2025,{changed.get(number, 'Bins')},Phone\n" for number in range(rows))
    return HEADER + "".join(lines)


def test_ten_lone_apostrophes_in_four_thousand_cells_cost_no_row(bench):
    changed = {37 + 97 * n: "'Bins" if n % 2 else "Bins'" for n in range(10)}
    raw, rows = bench.read(_plain(1000, changed))
    assert (raw.rows, raw.rejected) == (1000, ())
    assert {int(key): row[1] for key, row in rows.items() if row[1] != "Bins"} == changed


@settings(max_examples=30, deadline=None)
@given(
    rows=st.integers(20, 400),
    changed=st.dictionaries(
        st.integers(0, 399), st.sampled_from(["'Bins", "Bins'", "Bin's", "'", "''", "'Bins'", "it's 'n"]), max_size=12
    ),
)
def test_apostrophes_in_plain_values_are_text(bench, rows, changed):
    few = {number: word for number, word in changed.items() if number < rows}
    raw, found = bench.read(_plain(rows, few))
    assert (raw.rows, raw.rejected) == (rows, ())
    assert {int(key): row[1] for key, row in found.items() if row[1] != "Bins"} == few


@settings(max_examples=30, deadline=None)
@given(
    rows=st.integers(20, 300),
    changed=st.dictionaries(
        st.integers(0, 299), st.sampled_from(['"Bins', 'Bins"', 'Bi"ns', '"', 'B"i"n"s']), max_size=8
    ),
)
def test_a_stray_quotation_mark_costs_its_own_row_only(bench, rows, changed):
    """No line of the file holds a line end inside a value, so its rows are its lines: counted here by their ends."""
    few = {number: word for number, word in changed.items() if number < rows}
    text = _plain(rows, few)
    raw, found = bench.read(text)
    good = {str(number) for number in range(rows)} - {str(number) for number in few}
    assert good <= set(found)
    assert all(found[key] == ("01/02/2025", "Bins", "Phone") for key in good)
    assert raw.rows + len(raw.rejected) == text.count("\n") - 1


@settings(max_examples=30, deadline=None)
@given(data=st.data(), width=st.integers(2, 5), mark=st.sampled_from(["", "'"]))
def test_a_well_formed_file_is_read_as_the_standard_library_reads_it(bench, data, width, mark):
    inside = st.text(st.sampled_from('ab ,"\n' + mark), max_size=6)
    word = st.builds("{}{}{}".format, st.sampled_from("ab"), inside, st.sampled_from("ab"))
    rows = data.draw(st.lists(st.lists(word, min_size=width - 1, max_size=width - 1), min_size=3, max_size=20))
    file = io.StringIO()
    writer = csv.writer(file, quoting=csv.QUOTE_ALL, lineterminator="\n")
    writer.writerow([f"name {chr(97 + column)}" for column in range(width)])
    writer.writerows([f"r{number}", *row] for number, row in enumerate(rows))
    raw, found = bench.read(file.getvalue())
    expected = list(csv.reader(io.StringIO(file.getvalue(), newline="")))[1:]
    assert raw.rows + len(raw.rejected) == len(expected)
    assert all(found[row[0]] == tuple(row[1:]) for row in expected if row[0] in found)
    assert raw.rejected == ()


def test_rows_of_a_second_table_after_a_short_row_with_a_line_break_are_counted(bench):
    first = "".join(f"{number},01/02/2025,Bins,Phone\n" for number in range(20))
    second = "".join(f"{number},x,y\n" for number in range(9))
    raw, found = bench.read(HEADER + first + '77,01/02/2025,"two\nlines"\n' + second)
    assert len(found) == 20
    assert [row.row_number for row in raw.rejected] == list(range(21, 31))
    assert raw.rejected[0].reason == "has 3 values where the header has 4 columns (lines 22 to 23 of the file)"


def test_a_quotation_mark_inside_a_plain_value_is_set_aside(bench):
    raw, found = bench.read((CASES / "8-quote-inside-an-unquoted-value.csv").read_text("utf-8"))
    assert set(found) == {"1", "3"}
    assert [row.row_number for row in raw.rejected] == [2]
    assert "quotation mark inside a value that is not quoted" in raw.rejected[0].reason


def test_single_marks_that_hold_separators_are_quotes(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("id,text\n" + "".join(f"{number},'a, b'\n" for number in range(9)), "utf-8")
    assert sniff(path).quote == "'"
    con = duckdb.connect()
    assert read_raw(con, path).rows == 9
    assert con.execute("select distinct text from raw").fetchall() == [("a, b",)]
