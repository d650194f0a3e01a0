"""What a load writes of a store once for all is what its rows say, recounted by plain SQL.

An older store, which has none of it, gives the same from its rows.
"""

import shutil
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from cxdata.constants import KEPT, Constant
from cxdata.contract import TABLES
from cxdata.ingest.history.remove import remove_files
from cxdata.ingest.load.rows.constants import CONSTANTS, add_files, write_constants
from cxdata.measures import MEASURES
from cxdata.measures.constants.first_days import STARTING, first_days
from cxdata.measures.constants.sources import read_sources, sources_of
from cxdata.measures.registry.dimensions import splits
from cxdata.measures.registry.pairs import PAIRS
from cxdata.store import Store, current_path, open_store, pointed_path
from tests.contract.old_stores import WITHOUT_CONSTANTS, alter_store
from tests.ingest.history.stores import numbers_of
from tests.ingest.papers.test_worked_example import VOLUMES, add
from tests.measures.lengths import mixed, quarters, weeks
from tests.measures.lengths import years as years_of
from tests.soundness.counted_twice import MONTHS, load

pytestmark = pytest.mark.store


def papers(data: Path) -> Path:
    """Figures typed out of papers only, each of a year."""
    for measure, value, words in VOLUMES:
        assert add(data, measure, "2018/19", value, *words).code == 0
    return data


def several(data: Path) -> Path:
    """Contacts, calls, forms and complaints of the same months, with words that SQL could trip over, a case that came
    twice and a month without calls.
    """
    contacts = [
        (f"{month}-01", way, service, kind, "", number)
        for month in MONTHS
        for way, service, kind, number in (
            ("phone", "Bins; it's 'late'", "Formal complaint about a visit", 40),
            ("web", 'Parks "West"', "Noise complaint", 60),
            ("desk", "Bins; it's 'late'", "Enquiry", 10),
        )
    ]
    calls = [(f"{month}-01", "phone", "Bins; it's 'late'", 443, 440) for month in MONTHS[1:]]
    forms = [(f"{month}-01", 'Parks "West"', 500, 400) for month in MONTHS]
    complaints = [(f"{month}-{day:02d}", f"C{day}") for month in MONTHS for day in range(1, 8)]
    return load(data, contacts=contacts, calls=calls, web=forms, complaints=complaints)


def nothing(data: Path) -> Path:
    """A store from which its only file was removed."""
    weeks(data)
    remove_files(data, numbers_of(data, "weekly.csv"))
    return data


MADE: dict[str, Callable[[Path], Path]] = {
    "years": years_of,
    "quarters": quarters,
    "weeks": weeks,
    "mixed": mixed,
    "papers": papers,
    "several": several,
    "nothing": nothing,
}


@pytest.fixture(scope="module", params=["sample", *MADE])
def data(request: pytest.FixtureRequest, sample_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    if request.param == "sample":
        return sample_data
    folder = tmp_path_factory.mktemp(request.param) / "data"
    return MADE[request.param](folder)


@pytest.fixture(scope="module")
def store(data: Path) -> Store:
    path = pointed_path(data)
    assert path is not None
    return Store(path)


# From the first to the last day of a figure for longer.
ENDS = (
    "case grain when 'week' then interval 6 day when 'quarter' then interval 3 month - interval 1 day "
    "else interval 1 year - interval 1 day end"
)


def is_kept(store: Store) -> bool:
    """Whether each constant is read from the table that the load wrote, and not made of rows."""
    return all(constant.prelude(store.meta) == "" for constant in CONSTANTS)


def test_rows_spans_and_long_figures(store: Store) -> None:
    assert is_kept(store)
    for name, table in TABLES.items():
        assert store.tuples(f"select count(*) from {name}") == [(store.row_counts[name],)]
        if table.time is None:
            assert name not in store.spans
            continue
        [(first, last)] = store.tuples(f"select min({table.time})::date, max({table.time})::date from {name}")
        long = store.tuples(
            f"select distinct grain::varchar, {table.time}::date as day from {name} "
            f"where grain in ('week', 'quarter', 'year') and {table.time} is not null order by day"
        )
        assert list(store.long_figures.get(name, ())) == long
        ends = f"max({table.time}::date + {ENDS}) filter (where grain in ('week', 'quarter', 'year'))"
        [(end,)] = store.tuples(f"select ({ends})::date from {name}")
        assert store.spans.get(name) == (None if first is None else (first, max(last, end or last)))


def test_the_days_with_rows_of_each_file(store: Store) -> None:
    for name, table in TABLES.items():
        day = f"{table.time}::date" if table.time else "null::date"
        counted = store.tuples(f"select file_id, grain::varchar, {day}, count(*) from {name} group by all")
        assert set(store.grains(name)) == {grain for _, grain, *_ in counted}
        kept = {(file.file_id, file.grain, day) for file in store.days_with_rows(name) for day in file.days}
        assert kept == {(file_id, grain, day) for file_id, grain, day, _ in counted if day is not None}
        assert sum(file.rows for file in store.days_with_rows(name)) == sum(rows for *_, rows in counted)


def test_the_words_of_each_table(store: Store) -> None:
    for name, table in TABLES.items():
        columns = [field.name for field in table.fields if field.has_levels] + ["ward"] * table.has_wards
        for column in columns:
            words = [word for (word,) in store.tuples(f"select distinct {column} as word from {name} order by word")]
            assert list(store.present(column, name)) == words
            listed = store.tuples(f"select unnest(enum_range(null::level_{column}))")
            assert store.levels(column) == tuple(word for (word,) in listed)


def test_the_first_day_of_each_level(store: Store) -> None:
    for measure in MEASURES.values():
        table = TABLES[measure.table]
        if table.time is None:
            continue
        for name in (name for name in STARTING if name in splits(measure)):
            for staff in (True, False):
                for way in ((), ("phone",), ("web", "app")):
                    if way and "channel" not in splits(measure):
                        continue
                    told = staff or "requester" not in table.names
                    who = "true" if told else "requester <> 'staff'"
                    which = f"channel in ({', '.join(repr(one) for one in way)})" if way else "true"
                    some = f"having min({table.time}) is not null"
                    rows = store.tuples(
                        f"select {name}::varchar, min({table.time})::date from {table.name} "
                        f"where ({measure.condition}) and {who} and {which} group by 1 {some}"
                    )
                    chosen = {"channel": way} if way else {}
                    assert first_days(store).of(measure, name, chosen, staff=staff) == dict(rows)


def test_what_each_source_counts_by_month(store: Store) -> None:
    for source in (source for pair in PAIRS for source in (pair.first, pair.second)):
        time = TABLES[source.table].time
        rows = store.tuples(
            f"select date_trunc('month', {time})::date, coalesce(sum({source.amount}), 0)::double from {source.table} "
            f"where {source.condition} and {time} is not null group by 1"
        )
        assert dict(sources_of(store).of(source)) == dict(rows)
        service = "service" if "service" in TABLES[source.table].names else "'Not recorded'"
        named = store.tuples(
            f"select 1 from {source.table} where {source.condition} and {source.amount} > 0 "
            f"and {service} <> 'Not recorded' limit 1"
        )
        assert (source.words in sources_of(store).naming_services) == bool(named)


def test_an_older_store_gives_the_same_from_its_rows(data: Path, store: Store, tmp_path: Path) -> None:
    forgotten = (*WITHOUT_CONSTANTS, f"delete from meta where key like '{KEPT}%'")
    path = pointed_path(alter_store(data, tmp_path / "data", forgotten))
    assert path is not None
    older = Store(path)
    assert not is_kept(older)
    assert older.constants == store.constants
    assert first_days(older).days.keys() == first_days(store).days.keys()
    for measure in MEASURES.values():
        for name in STARTING:
            of_both = [first_days(one).of(measure, name, {}, staff=True) for one in (older, store)]
            assert of_both[0] == of_both[1]
    assert sources_of(older).counts == sources_of(store).counts


@pytest.mark.parametrize("constant", [one for one in CONSTANTS if one.parts], ids=lambda one: one.name)
def test_each_part_of_a_constant_has_the_columns_of_the_whole(store: Store, constant: Constant) -> None:
    """A load leaves out the parts of empty tables, and the table it writes must not depend on it."""
    whole = store.tuples(f"select * from (describe {constant.sql})")
    for part in constant.parts:
        assert store.tuples(f"select * from (describe {part.select()})") == whole, part


def test_what_another_definition_wrote_is_not_read(sample_data: Path, tmp_path: Path) -> None:
    """A program that has changed what a constant means finds yesterday's table, and asks the rows."""
    spoilt = ("delete from source_months", f"update meta set value = 'another' where key = '{KEPT}source_months'")
    older = open_store(alter_store(sample_data, tmp_path / "data", spoilt))
    assert sources_of(older).counts == sources_of(open_store(sample_data)).counts
    assert read_sources(older.tuples, older.meta).prelude.startswith("with source_months as materialized (")


@pytest.mark.parametrize("seed_file", [1, 2, 5, 9])
def test_the_rows_of_a_further_file_are_added(sample_data: Path, tmp_path: Path, seed_file: int) -> None:
    """A store without one file's rows, then with them: each constant is as if all had been written at once."""
    path = current_path(sample_data)
    assert path is not None
    shutil.copy(path, tmp_path / "copy.duckdb")
    with duckdb.connect(str(tmp_path / "copy.duckdb")) as con:
        con.execute("set TimeZone = 'Europe/London'")
        whole = {
            constant.name: sorted(con.execute(f"from {constant.name}").fetchall(), key=repr) for constant in CONSTANTS
        }
        for name in TABLES:
            con.execute(f"create temp table kept_{name} as from {name} where file_id = {seed_file}")
            con.execute(f"delete from {name} where file_id = {seed_file}")
        for constant in CONSTANTS:
            con.execute(f"drop table {constant.name}")
        con.execute(f"delete from meta where key like '{KEPT}%'")
        write_constants(con)
        fewer = con.execute("select sum(rows) from days_with_rows").fetchone()
        for name in TABLES:
            con.execute(f"insert into {name} from kept_{name}")
        add_files(con, [seed_file])
        more = con.execute("select sum(rows) from days_with_rows").fetchone()
        assert fewer < more
        for constant in CONSTANTS:
            assert sorted(con.execute(f"from {constant.name}").fetchall(), key=repr) == whole[constant.name]
