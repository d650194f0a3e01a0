"""Copies of the sample council's store with every monthly aggregate there can be, and with rows hard to add up."""

import shutil
from pathlib import Path

import duckdb
import pytest

from cxdata.form import LATTICE_KEY, MONTHLY
from cxdata.ingest.load.rows import lattice
from cxdata.ingest.load.rows.constants import CONSTANTS, write_constants
from cxdata.measures.lattice import _OF_STORE
from cxdata.store import Store, current_path

# Of each table some of its rows, with counts of several, of none and unknown, figures for longer spans, and values that
# are not whole numbers or not there.
HOSTILE = (
    "delete from contacts where row_number % 9 <> 0",
    "update contacts set count = case row_number % 5 when 0 then 0 when 1 then null when 2 then 17 else 1 end",
    "update contacts set kept = null, days_taken = null where row_number % 7 = 0",
    "update contacts set requester = 'Not recorded' where row_number % 11 = 0",
    "update contacts set grain = 'day', received_at = received_at::date where row_number % 6 = 0",
    "update contacts set grain = 'month', received_at = date_trunc('month', received_at) where row_number % 6 = 1",
    "update contacts set grain = 'week', received_at = date_trunc('week', received_at) where row_number % 6 = 2",
    "update contacts set grain = 'quarter', received_at = date_trunc('quarter', received_at) where row_number % 30 = 3",
    "update contacts set grain = 'year', received_at = date_trunc('year', received_at) where row_number % 60 = 3",
    "update responses set count = 3, score = null, satisfied = row_number % 2 = 0 where row_number % 10 = 0",
    "update responses set rating = 1 + row_number % 7, rating_points = 7 where row_number % 10 = 1",
    "update responses set ease = null, felt = null where row_number % 10 = 2",
    "update responses set count = 0 where row_number % 10 = 3",
    "update calls set answered = null where row_number % 9 = 0",
    "update calls set answered = 0, wait_seconds_total = null where row_number % 9 = 1",
    "update calls set abandoned = null, answered_in_target = null where row_number % 9 = 2",
    # An eighth is no whole number, and adds up to the same in any order.
    "update calls set wait_seconds_total = wait_seconds_total + 0.125 where row_number % 9 = 3",
)


def with_whole_lattice(data: Path, folder: Path, statements: tuple[str, ...] = ()) -> Path:
    """The database file of a copy of a store, altered by `statements`, with all aggregates, however large."""
    source = current_path(data)
    assert source is not None
    path = folder / source.name
    shutil.copy(source, path)
    with duckdb.connect(str(path)) as con:
        aggregates = con.execute(
            "select table_name from duckdb_tables() where starts_with(table_name, $name)", {"name": MONTHLY}
        )
        for name in [*(name for (name,) in aggregates.fetchall()), *(constant.name for constant in CONSTANTS)]:
            con.execute(f"drop table {name}")
        keys = [LATTICE_KEY, *(constant.key for constant in CONSTANTS)]
        con.execute("delete from meta where key in (select unnest($keys))", {"keys": keys})
        for statement in statements:
            con.execute(statement)
        write_constants(con)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(lattice, "FEW", 0)
            patch.setattr(lattice, "CLEARLY_SMALLER", 1.0)
            lattice.write_lattice(con)
    return path


def of_rows_only(path: Path) -> Store:
    """The same store as it answers from its rows."""
    store = Store(path)
    _OF_STORE[store] = {}
    return store
