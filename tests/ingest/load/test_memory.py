"""A load's memory: its limit, and tables written in slices of days."""

from datetime import date

import duckdb
import pytest

from cxdata.ingest.load import build, store_folder
from cxdata.ingest.load.memory import bytes_of, limit_memory
from cxdata.ingest.load.rows import in_order
from tests.ingest.loading import HEADER, Folder


@pytest.mark.parametrize(
    ("said", "size"), [("512 bytes", 512), ("1.5 KiB", 1536), ("18.7 GiB", 20_078_972_108), ("2.0 TiB", 2 * 1024**4)]
)
def test_a_size_in_bytes(said, size):
    assert bytes_of(said) == size


def test_a_size_in_words_nobody_knows_is_refused():
    with pytest.raises(ValueError, match="not a size: plenty"):
        bytes_of("plenty")


def test_the_limit_is_half_of_what_duckdb_would_take_and_two_gibibytes_at_most(tmp_path):
    for given, limit in (("1 GiB", 512 * 1024**2), ("100 GiB", 2 * 1024**3)):
        with duckdb.connect(config={"memory_limit": given}) as con:
            assert limit_memory(con, tmp_path / "spill") == limit
            said = con.execute("select current_setting('memory_limit')").fetchall()[0][0]
            assert bytes_of(said) == limit


def test_rows_beyond_the_limit_go_to_the_spill_folder_and_come_back(tmp_path):
    with duckdb.connect(config={"memory_limit": "128 MiB"}) as con:
        assert limit_memory(con, tmp_path / "spill") == 64 * 1024**2
        con.execute(
            "create temp table texts as select range as number, repeat('x', 90) || range as text from range(2000000)"
        )
        assert sum(path.stat().st_size for path in (tmp_path / "spill").iterdir()) > 50e6
        # 90 for each, and the digits of 0 to 1,999,999.
        digits = 10 + 90 * 2 + 900 * 3 + 9_000 * 4 + 90_000 * 5 + 900_000 * 6 + 1_000_000 * 7
        assert con.execute("select sum(length(text)) from texts").fetchall() == [(90 * 2_000_000 + digits,)]


def test_an_append_holds_what_its_rows_need_and_a_store_built_anew_all_that_a_load_may(tmp_path, monkeypatch):
    held = []

    def hold(con: duckdb.DuckDBPyConnection, limit: int) -> None:
        con.execute(f"set memory_limit = '{limit} bytes'")
        held.append(limit)

    monkeypatch.setattr(build, "hold", hold)
    folder = Folder(tmp_path)
    folder.load_one("a.csv", HEADER, "A1,13/04/2025,,Call,Waste,,,,,,", "A2,14/04/2025,,Call,Roads,,,,,,")
    assert held == []
    folder.load_one("b.csv", HEADER, "A3,15/04/2025,,Call,Waste,,,,,,", "A4,15/04/2025,,Call,Waste,,,,,,")
    assert held == [96 * 1024**2 + 2 * 256]
    # The row of an old reference says something new: the old one gives way, and the store is built anew.
    folder.load_one("c.csv", HEADER, "A1,13/04/2025,,Call,Roads,,,,,,")
    assert held[1] == 96 * 1024**2 + 256
    assert held[2] > 200 * 1024**2


def test_slices_begin_on_the_day_after_enough_rows(monkeypatch):
    monkeypatch.setattr(in_order, "SLICE", 10)
    days = [date(2025, 4, day) for day in range(1, 8)]
    rows = [4, 4, 4, 30, 1, 8, 2]
    assert in_order.slice_starts(zip(days, rows, strict=True)) == [
        days[3],
        days[4],
    ]
    assert in_order.slice_starts([(days[0], 50), (None, 9)]) == []


def test_a_table_in_slices_is_the_table_sorted_whole(monkeypatch):
    monkeypatch.setattr(in_order, "SLICE", 700)
    with duckdb.connect() as con:
        con.execute("attach ':memory:' as new")
        con.execute(
            "create temp table times as select range as id, case when range % 97 = 0 then null else "
            "timestamp '2024-03-25 10:00' + to_minutes((range * 7919 % 90001)::int) end as received from range(5000)"
        )
        in_order.write_in_order(con, "new.t", "select x.* from (from times) x", rows="from times", time="received")
        written = con.execute("select received, id from new.t").fetchall()
        whole = con.execute("select received from times order by received nulls last").fetchall()
        assert [row[:1] for row in written] == whole
        assert {row[1] for row in written} == set(range(5000))
        # 0, 97, ... 4,947
        assert [row[0] for row in written[-52:]] == [None] * 52
        assert written[-53][0] is not None


def test_what_is_spilled_is_its_owners_only_and_gone_with_the_load(tmp_path):
    with store_folder.work_folder(tmp_path) as work:
        assert work.stat().st_mode & 0o077 == 0
        (work / "spill").mkdir()
        (work / "spill" / "rows.tmp").write_text("rows", encoding="utf-8")
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_does_not_fit_into_memory_is_refused_in_words_and_leaves_no_trace(tmp_path, monkeypatch):
    lines = "".join(f"{n},01/04/2026 09:00,,Bins,Ann Quillfeather,CR-{n},,{'words ' * 30}{n}\n" for n in range(60_000))
    file = tmp_path / "cases.csv"
    file.write_text(
        "Case ID,Received,Closed,Service,Customer Name,Customer Ref,Postcode,Notes\n" + lines, encoding="utf-8"
    )
    monkeypatch.setattr(build, "_SETTINGS", (*build._SETTINGS, "set memory_limit = '12 MiB'"))
    receipt = build.load_files([file], data=tmp_path / "data")
    assert receipt.files[0].refused == (
        "It needs more memory than this machine has to spare. Close other programs, or split it, by year for example, "
        "and load the parts one after another."
    )
    left = [path for path in (tmp_path / "data").rglob("*") if path.is_file()]
    assert all(b"Quillfeather" not in path.read_bytes() for path in left)
    assert not list((tmp_path / "data").rglob("*.tmp"))
