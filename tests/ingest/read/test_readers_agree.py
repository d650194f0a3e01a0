"""The two ways of reading a CSV give one result, and it is what Python's csv module wrote."""

import csv
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from cxdata.errors import CxError
from cxdata.ingest.read.csv_text.csv_file import read_carefully, read_fast
from cxdata.ingest.read.csv_text.csv_sniff import Layout, sniff
from cxdata.ingest.read.raw_table import RawTable
from cxdata.ingest.read.readers import read_raw

CELL = st.text(st.sampled_from("ab7 ,;'\"\n\r\té£\u00a0😀|\\#"), max_size=6)
FRAGMENT = st.sampled_from(
    [
        "a",
        "",
        " ",
        '"x"',
        ' "x"',
        '  "x"',
        '"x" ',
        '"x"  ',
        "5'8\"",
        '""',
        '"a""b"',
        '"',
        '"a',
        'b"',
        '"c,d"',
        '"e\nf"',
        '"g"h',
    ]
)


class Bench:
    """A folder and a connection for every example: to open one takes longer than to read a few rows."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.con = duckdb.connect()


@pytest.fixture(scope="module")
def bench(tmp_path_factory) -> Iterator[Bench]:
    made = Bench(tmp_path_factory.mktemp("agree"))
    yield made
    made.con.close()
    del made.con  # hypothesis keeps what it was given, and DuckDB complains of a connection that outlives the program


def _layout(columns: tuple[str, ...]) -> Layout:
    return Layout(
        encoding="utf-8",
        gzipped=False,
        sep=",",
        quote='"',
        columns=columns,
        header_names=columns,
        first_data_line=2,
        records_above=1,
        sample=(),
        notes=(),
    )


def _rows(con: duckdb.DuckDBPyConnection, raw: RawTable) -> list[tuple]:
    return con.execute(f'select * from "{raw.table}" order by row_number').fetchall()


@settings(max_examples=100, deadline=None)
@given(
    width=st.integers(2, 4),
    data=st.data(),
    ending=st.sampled_from(["\n", "\r\n"]),
    quoting=st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]),
)
def test_both_ways_read_what_the_csv_module_wrote(bench, width, data, ending, quoting):
    rows = data.draw(st.lists(st.tuples(*[CELL] * width), min_size=1, max_size=8))
    if ending == "\n" and quoting == csv.QUOTE_MINIMAL:  # this writer leaves a lone \r unquoted then
        rows = [tuple(cell.replace("\r", "") for cell in row) for row in rows]
    # A value with as many separators for its line ends as whole rows have is ambiguous, and set aside.
    assume(not any(cell.count(",") == (width - 1) * cell.count("\n") > 0 for row in rows for cell in row))
    columns = tuple(f"h{place}" for place in range(width))
    con, path = bench.con, bench.folder / "written.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator=ending, quoting=quoting).writerows([columns, *rows])
    expected = [(*row, number) for number, row in enumerate(rows, start=1) if "".join(row).strip(" ")]
    try:
        careful = read_carefully(con, path, _layout(columns), "careful")
    except CxError:
        assert expected == []
        return
    assert _rows(con, careful) == expected
    fast = read_fast(con, path, _layout(columns), "fast")
    assert fast is not None
    assert _rows(con, fast) == expected
    assert (fast.rows, fast.rejected, fast.notes) == (careful.rows, careful.rejected, careful.notes)


@settings(max_examples=200, deadline=None)
@given(
    lines=st.lists(st.lists(FRAGMENT, min_size=1, max_size=4), min_size=1, max_size=5),
    ending=st.sampled_from(["\n", "\r\n"]),
)
def test_whatever_the_fast_way_accepts_the_careful_way_reads_alike(bench, lines, ending):
    """Text put together without regard to any rule: the fast way refuses it, or both agree to the letter."""
    con, path = bench.con, bench.folder / "thrown.csv"
    path.write_bytes(ending.join(["h0,h1,h2", *(",".join(line) for line in lines), ""]).encode())
    layout = _layout(("h0", "h1", "h2"))
    try:
        fast = read_fast(con, path, layout, "fast")
    except CxError:
        fast = None
    if fast is None:
        return
    careful = read_carefully(con, path, layout, "careful")
    assert _rows(con, fast) == _rows(con, careful)
    assert (fast.rows, fast.rejected, fast.notes) == (careful.rows, careful.rejected, careful.notes)


def test_both_ways_agree_on_real_files(shared_real, tmp_path):
    for path in [
        shared_real / "sf311/vintage_a.csv",
        shared_real / "baltimore311/311_sample.csv",
        shared_real / "bad_csv/planning-application-aug-17.csv",
    ]:
        con, layout = duckdb.connect(), sniff(path)
        fast = read_fast(con, path, layout, "fast")
        careful = read_carefully(con, path, layout, "careful")
        with path.open(encoding="utf-8", newline="") as file:
            expected = [tuple(row) for row in csv.reader(file)][1:]
        assert fast is not None
        assert fast.columns == careful.columns
        assert [row[:-1] for row in _rows(con, fast)] == [row[:-1] for row in _rows(con, careful)] == expected
        assert [row[-1] for row in _rows(con, fast)] == list(range(1, len(expected) + 1))


def test_many_quoted_line_ends_across_the_fast_ways_parallel_parts(tmp_path):
    """25,000 rows of several lines each, some 38 MB, more than DuckDB reads at once: every row in its place."""
    rows = [(str(number), f'line "{number}",\nnext {"x" * (number % 3000)}\r\nlast') for number in range(25_000)]
    path = tmp_path / "long.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([("id", "comment"), *rows])
    assert path.stat().st_size > 32_000_000
    con = duckdb.connect()
    fast = read_fast(con, path, sniff(path), "fast")
    assert fast is not None
    assert _rows(con, fast) == [(*row, number) for number, row in enumerate(rows, start=1)]


@settings(max_examples=100, deadline=None)
@given(
    widths=st.lists(st.integers(1, 5), min_size=1, max_size=12),
    ending=st.sampled_from(["\n", "\r\n"]),
    gap=st.integers(0, 3),
)
def test_rows_of_another_width_are_set_aside_alike_both_ways(bench, widths, ending, gap):
    """Among rows that fit, quoted line breaks included, those that do not keep their number and their reason."""
    columns = ("h0", "h1", "h2")
    fitting = f'"two{ending}lines",b,c'
    lines = [line for width in widths for line in (",".join("xyzvw"[:width]), *[fitting] * gap)]
    con, path = bench.con, bench.folder / "widths.csv"
    path.write_bytes(ending.join([",".join(columns), *lines, ""]).encode())
    layout = _layout(columns)
    try:
        careful = read_carefully(con, path, layout, "careful")
    except CxError:
        return
    fast = read_fast(con, path, layout, "fast")
    assert fast is not None
    assert _rows(con, fast) == _rows(con, careful)
    assert (fast.rows, fast.rejected, fast.notes) == (careful.rows, careful.rejected, careful.notes)


@pytest.mark.parametrize("wide", [10, 4_996, 4_997, 4_998, 5_001, 12_000])
@pytest.mark.parametrize("last", ["1,2,3,4\n", "1\n", "1,2,3,4"])
def test_rows_behind_one_of_thousands_of_values_are_counted(tmp_path, wide, last):
    """DuckDB notes so many faults of a file and no more, one for each value too many."""
    path = tmp_path / "wide.csv"
    path.write_text("Ref,Ward,Contacts\nA1,Abbey,10\nA2" + "," * wide + f"\nA3,Barton,20\n{last}", "utf-8")
    raw = read_raw(duckdb.connect(), path)
    assert raw.rows == 2
    assert [row.row_number for row in raw.rejected] == [2, 4]
    assert raw.rejected[0].reason == f"has {wide + 1:,} values where the header has 3 columns (line 3 of the file)"
