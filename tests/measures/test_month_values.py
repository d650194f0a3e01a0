"""Middle values kept by month: the very figures that the rows give, and only where they are asked so."""

import shutil
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from random import Random

import duckdb
import pandas as pd
import pytest

from cxdata.contract import TABLES
from cxdata.ingest.load.rows import lattice
from cxdata.measures import DIMENSIONS, MEASURES
from cxdata.measures.lattice import aggregates_listed, lattice_of
from cxdata.measures.query import query
from cxdata.measures.statement import statement
from cxdata.periods import Period, add_months
from cxdata.scope import Scope
from cxdata.store import Store, current_path
from tests.effort import sample
from tests.measures.lattices import of_rows_only

OF_VALUES = [measure.id for measure in MEASURES.values() if measure.value]
MONTHS = Period(date(2025, 4, 1), date(2026, 4, 1))
DAYS = Period(date(2025, 4, 1), date(2026, 3, 20))
FIRST = date(2024, 4, 1)
# Rows of several contacts, which have no days, whole days, and a ward without any.
UNEVEN = (
    "update contacts set count = 3, days_taken = null where row_number % 5 = 0",
    "update contacts set days_taken = round(days_taken) where row_number % 3 = 0",
    "update contacts set days_taken = null where ward = 'Abbey'",
)


@pytest.fixture(scope="module")
def path(sample_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    source, copy = current_path(sample_data), tmp_path_factory.mktemp("values") / "copy.duckdb"
    assert source is not None
    shutil.copy(source, copy)
    with duckdb.connect(str(copy)) as con:
        for change in UNEVEN:
            con.execute(change)
        written(con)
    return copy


def asked(store: Store, measure: str, by: tuple[str, ...], scope: Scope) -> str:
    """What stands in the FROM of a question."""
    dimensions = [DIMENSIONS[name] for name in by]
    sql = statement(MEASURES[measure], dimensions, scope, {}, lattice_of(store)).sql
    return next(word for word in sql.replace(")", " ").split("from ")[-1].split())


def test_who_is_answered_by_values_and_who_by_rows(path: Path) -> None:
    store, abbey = Store(path), Scope().with_choice("ward", "Abbey")
    assert asked(store, "days_to_close", ("month",), Scope()) == "month_values_contacts"
    assert asked(store, "days_to_close_p90", ("month",), Scope(MONTHS)) == "month_values_contacts"
    assert asked(store, "days_to_close", ("month",), abbey) == "month_values_contacts__ward"
    rows = {
        "another split": asked(store, "days_to_close", ("ward",), Scope()),
        "no split": asked(store, "days_to_close", (), Scope(MONTHS)),
        "two wards": asked(store, "days_to_close", ("month",), Scope().with_choice("ward", "Abbey", "Beacon Fold")),
        "another choice": asked(store, "days_to_close", ("month",), abbey.with_choice("channel", "phone")),
        "staff": asked(store, "days_to_close", ("month",), Scope(include_staff=True)),
        "part of a month": asked(store, "days_to_close", ("month",), Scope(DAYS)),
        "quarters": asked(store, "days_to_close", ("quarter",), Scope()),
    }
    assert set(rows.values()) == {"contacts"}, rows


@pytest.mark.parametrize("seed", range(sample(12, 200)))
def test_values_are_those_of_the_rows(path: Path, seed: int) -> None:
    chance = Random(seed)
    store, rows = Store(path), of_rows_only(path)
    start = add_months(FIRST, chance.randrange(28))
    whole = Period(start, add_months(start, chance.choice([1, 5, 12])))
    scope = Scope(chance.choice([None, whole, whole, Period(start, start + timedelta(45))]))
    if chance.random() < 0.6:
        scope = scope.with_choice("ward", *chance.sample(store.present("ward", "contacts"), chance.choice([1, 1, 2])))
    measure = chance.choice(OF_VALUES)
    of_store, of_rows = (query(one, measure, ("month",), scope) for one in (store, rows))
    pd.testing.assert_frame_equal(of_store.frame, of_rows.frame, check_exact=True)
    assert (of_store.sources, of_store.notes) == (of_rows.sources, of_rows.notes)


@pytest.fixture
def copy(sample_data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[duckdb.DuckDBPyConnection]:
    """The sample's database with the first six months of contacts, of one file, and their values."""
    source = current_path(sample_data)
    assert source is not None
    shutil.copy(source, tmp_path / "copy.duckdb")
    monkeypatch.setattr(lattice, "FEW", 0)
    with duckdb.connect(str(tmp_path / "copy.duckdb")) as con:
        con.execute("create temp table kept as from contacts where received_at < '2024-10-01'")
        con.execute("delete from contacts")
        con.execute("insert into contacts by name select * replace (1 as file_id) from kept where row_number % 2 = 0")
        yield con


def values(con: duckdb.DuckDBPyConnection) -> dict[str, list[str]]:
    """The rows of each table of values."""
    names = con.execute(
        "select table_name from duckdb_tables() where starts_with(table_name, 'month_values_') order by 1"
    ).fetchall()
    return {name: sorted(map(repr, con.execute(f"from {name}").fetchall())) for (name,) in names}


def written(con: duckdb.DuckDBPyConnection) -> dict[str, list[str]]:
    """The same, all made anew."""
    for name in values(con):
        con.execute(f"drop table {name}")
    lattice._write_values(con, TABLES["contacts"])
    return values(con)


def test_a_further_file_makes_its_months_anew(copy: duckdb.DuckDBPyConnection) -> None:
    """Files of two months each, of all months, and of none are added to half of the rows of six months."""
    written(copy)
    before = aggregates_listed(dict(copy.execute("select key, value from meta").fetchall()))["contacts"]
    kept = [monthly for monthly in before if monthly.of_values]
    assert [monthly.name for monthly in kept] == ["month_values_contacts", "month_values_contacts__ward"]
    for number, test in enumerate(("month(received_at) in (5, 6)", "month(received_at) in (4, 9)", "true", "false"), 2):
        copy.execute(
            f"insert into contacts by name select * replace ({number} as file_id) from kept "
            f"where row_number % 2 = 1 and row_number % 6 = {2 * number - 3} and {test}"
        )
        kept = lattice._bring_values(copy, TABLES["contacts"], kept, [number])
        brought = values(copy)
        assert len(brought["month_values_contacts"]) == 6
        assert brought == written(copy)
    assert [monthly.rows for monthly in kept] == [len(rows) for rows in brought.values()]


def test_a_figure_for_a_year_leaves_no_values(copy: duckdb.DuckDBPyConnection) -> None:
    """In whose year a figure is counted hangs on the period asked about."""
    written(copy)
    before = aggregates_listed(dict(copy.execute("select key, value from meta").fetchall()))["contacts"]
    copy.execute("insert into contacts by name select * replace (7 as file_id, 'year' as grain) from kept limit 1")
    kept = [monthly for monthly in before if monthly.of_values]
    assert lattice._bring_values(copy, TABLES["contacts"], kept, [7]) == []
    assert values(copy) == written(copy) == {}
