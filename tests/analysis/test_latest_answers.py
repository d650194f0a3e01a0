"""One answer a customer, the latest of those chosen: known from the next answer's day as it is found by sorting.

The store is the sample's with few customers who answered often, several times a day and at one moment, some without a
reference, some with questions left blank, some known by their month only, from two files.
"""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from random import Random

import duckdb
import pandas as pd
import pytest

from cxdata.analysis.hidden.cells import rows_of, share_cells
from cxdata.analysis.hidden.counted import Counted, cells_and_rows
from cxdata.analysis.hidden.search import pockets
from cxdata.analysis.hidden.shares import SHARES, Share
from cxdata.contract import level_fields
from cxdata.council import Council
from cxdata.ingest.load.rows.constants.write import add_answers
from cxdata.measures.constants.answers import ANSWERS, FACTS, answers_sql
from cxdata.periods import Period, add_months
from cxdata.scope import Scope
from cxdata.statements import listening
from cxdata.store import Store, current_path, open_store
from tests.contract.old_stores import alter_store
from tests.effort import sample

HOSTILE = (
    "update responses set customer_key = case when row_number % 11 = 0 then null else hash(row_number) % 700 end",
    "update responses set responded_at = responded_at::date where row_number % 3 = 0",
    "update responses set grain = 'month', responded_at = date_trunc('month', responded_at) where row_number % 13 = 0",
    "update responses set file_id = 99 where row_number % 4 = 1",
    "update responses set score = null where row_number % 5 = 0",
    "update responses set ease = null, satisfied = true where row_number % 7 = 0",
    "update responses set count = case row_number % 17 when 0 then 0 when 1 then 6 else 1 end",
    f"create or replace table {ANSWERS.name} as {ANSWERS.sql}",
)
SURVEY = [share for share in SHARES.values() if share.is_survey]
FIRST = date(2024, 3, 1)
NOT_WRITTEN = (f"drop table {ANSWERS.name}", f"delete from meta where key = '{ANSWERS.key}'")


@pytest.fixture(scope="module")
def hostile(sample_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Store:
    return open_store(alter_store(sample_data, tmp_path_factory.mktemp("hostile") / "data", HOSTILE))


def any_scope(chance: Random, store: Store) -> Scope:
    """All dates, whole months or any days; half of the time narrowed by a fact or two."""
    start = add_months(FIRST, chance.randrange(30))
    periods: list[Callable[[], Period | None]] = [
        lambda: None,
        lambda: Period(start, add_months(start, chance.choice([1, 3, 12]))),
        lambda: Period(start + timedelta(chance.randrange(40)), start + timedelta(chance.randrange(41, 300))),
    ]
    scope = Scope(chance.choice(periods)())
    for name in chance.sample(["channel", "service", "ward"], chance.choice([0, 0, 1, 2])):
        scope = scope.with_choice(name, *chance.sample(store.levels(name), 2))
    return scope


def sorted_cells(frame: pd.DataFrame) -> list[tuple[object, ...]]:
    return sorted(frame.astype({name: str for name in FACTS if name in frame}).itertuples(index=False, name=None))


def by_day(rows: Counted) -> list[tuple[str, bool, int, int]]:
    """Day, whether it is known, answers, those for whom it went badly."""
    frame = pd.DataFrame({"day": rows.days, "dated": rows.dated, "n": rows.n, "bad": rows.bad})
    told = frame.groupby(["day", "dated"]).sum().reset_index()
    days = [(date(1970, 1, 1) + timedelta(int(day))).isoformat() for day in told["day"]]
    return sorted(zip(days, told["dated"], told["n"], told["bad"], strict=True))


def by_day_sorted(store: Store, share: Share, scope: Scope) -> list[tuple[str, bool, int, int]]:
    """The same of the rows that sorting by customer leaves."""
    rows = rows_of(share, scope, Council(), ())
    return store.tuples(
        f"select responded_at::date::varchar, grain in ('moment', 'day') as dated, "
        f"coalesce({share.of.denominator}, 0)::bigint, coalesce({share.bad_count}, 0)::bigint from ({rows.sql}) "
        "group by 1, 2 order by 1, 2",
        rows.values,
    )


@pytest.mark.parametrize("seed", range(sample(30, 400)))
def test_what_counts_is_what_sorting_by_customer_leaves(hostile: Store, seed: int) -> None:
    chance = Random(seed)
    share, scope = chance.choice(SURVEY), any_scope(chance, hostile)
    with listening() as asked:
        cells, take = cells_and_rows(hostile, share, scope, Council())
    assert any(ANSWERS.name in statement.sql for statement in asked) == (not scope.choices)
    plain = share_cells(hostile, share, scope, Council(), dimensions=FACTS)
    assert sorted_cells(cells.frame) == sorted_cells(plain.frame)
    assert (cells.dimensions, cells.notes) == (plain.dimensions, plain.notes)
    assert by_day(take()) == by_day_sorted(hostile, share, scope)


def test_ties_are_broken_and_blanks_passed_over_as_they_are_by_sorting() -> None:
    """By hand: of 7's three answers at one moment that of row 2 of the later file is the last. The answer of 2 May says
    nothing of ease, so that the next to say so is none. Without a reference nobody answers again.
    """
    with duckdb.connect() as con:
        for name in (*level_fields(), "ward"):
            con.execute(f"create type level_{name} as enum ('Not recorded')")
        words = ", ".join(f"'Not recorded'::level_{name} as {name}" for name in FACTS)
        con.execute(
            "create table responses as select *, 'moment' as grain, 1 as count, null::boolean as satisfied, "
            f"score as outcome_got, null::utinyint as felt, {words} from (values "
            "(1, 1, timestamp '2026-05-01 09:00', 7, 5, 5), (1, 2, timestamp '2026-05-01 09:00', 7, 4, 5), "
            "(2, 1, timestamp '2026-05-01 09:00', 7, 3, 5), (2, 2, timestamp '2026-05-01 09:00', 7, 2, 5), "
            "(2, 3, timestamp '2026-05-02 09:00', 7, 1, null), (2, 4, timestamp '2026-05-03 09:00', null, 1, 1), "
            "(2, 5, timestamp '2026-05-04 09:00', null, 1, 1)"
            ") t(file_id, row_number, responded_at, customer_key, score, ease)"
        )
        rows = con.execute(
            f"select file_id, row_number, next_score::varchar, next_ease::varchar, next_felt from ({answers_sql()})"
        ).fetchall()
    assert sorted(rows) == [
        (1, 1, "2026-05-01", "2026-05-01", None),
        (1, 2, "2026-05-01", "2026-05-01", None),
        (2, 1, "2026-05-01", "2026-05-01", None),
        (2, 2, "2026-05-02", None, None),
        (2, 3, None, None, None),
        (2, 4, None, None, None),
        (2, 5, None, None, None),
    ]


def test_answers_added_file_by_file_are_those_written_together(hostile: Store, tmp_path: Path) -> None:
    """The hostile answers in six files, each added after the other."""
    path = tmp_path / "parts.duckdb"
    path.write_bytes(hostile.path.read_bytes())
    with duckdb.connect(str(path)) as con:
        con.execute("create table parts as from responses")
        con.execute("delete from responses")
        con.execute(f"delete from {ANSWERS.name}")
        for number in range(6):
            con.execute(
                f"insert into responses by name select * replace ({number}::usmallint as file_id, row_number "
                f"+ 100000 * file_id as row_number) from parts where hash(row_number, file_id) % 6 = {number}"
            )
            add_answers(con, [number])
        whole = con.execute(answers_sql()).fetchall()
        assert len(whole) > 10_000
        assert sorted(con.execute(f"from {ANSWERS.name}").fetchall(), key=repr) == sorted(whole, key=repr)


def test_a_store_that_does_not_hold_them_gives_the_same_search(
    sample_data: Path, store: Store, council: Council, tmp_path: Path
) -> None:
    older = open_store(alter_store(sample_data, tmp_path / "data", NOT_WRITTEN))
    year = Scope(Period(date(2025, 9, 1), date(2026, 9, 1)))
    with listening() as asked:
        found = pockets(older, year, council)
    assert not any(ANSWERS.name in statement.sql for statement in asked)
    assert found.as_dict() == pockets(store, year, council).as_dict()


def test_a_search_asks_for_its_answers_once(sample_data: Path, council: Council) -> None:
    """One search with one group found: once for the answers, once for all of them and the unnamed. Cells, batches and
    the days of the group were five statements, each sorting the answers again."""
    path = current_path(sample_data)
    assert path is not None
    store = Store(path)
    with listening() as asked:
        found = pockets(store, Scope(Period(date(2025, 9, 1), date(2026, 9, 1))), council)
    assert len(found.pockets) == 1
    assert sum("customer_key" in statement.sql for statement in asked) == 1
    assert sum(f"from {ANSWERS.name}" in statement.sql for statement in asked) == 1
