"""Monthly aggregates: the same answer from them as from the rows, whatever is asked; and who is sent to the rows."""

from collections import Counter
from datetime import date
from pathlib import Path
from random import Random

import duckdb
import pandas as pd
import pytest

from cxdata.contract import TABLES
from cxdata.council import Council
from cxdata.ingest.load.rows import lattice
from cxdata.measures import DIMENSIONS, MEASURES
from cxdata.measures.comparison import compare
from cxdata.measures.lattice import Monthly, aggregates_listed, columns_named, lattice_of, smallest, stored_sums
from cxdata.measures.model import Measure
from cxdata.measures.query import Answer, query, values_present
from cxdata.measures.registry.dimensions import parts_of, splits
from cxdata.measures.statement import statement
from cxdata.periods import Period, add_months
from cxdata.scope import Scope
from cxdata.store import Store
from tests.effort import sample
from tests.measures.lattices import HOSTILE, of_rows_only, with_whole_lattice

MONTHS = Period(date(2025, 9, 1), date(2026, 9, 1))
DAYS = Period(date(2025, 9, 1), date(2026, 8, 20))
COUNTS = Monthly(
    "contacts",
    "month_contacts__ward",
    900,
    60_000,
    {"ward": "ward", "requester": "requester", "grain": "grain", "file_id": "file_id", "count": "sum(count)"}
    | {"on_time": "sum(count) filter (where kept)"},
)
LATTICE = {"contacts": (COUNTS,)}


def rows_asked(texts: list[str], sums: list[str], period: Period | None = MONTHS) -> tuple[str, list[str]]:
    """What stands in the FROM of a question about contacts, and its sums there."""
    named = {f"sum_{number}": text for number, text in enumerate(sums)}
    source = smallest(LATTICE, "contacts", texts=texts, sums=named, period=period)
    return source.rows, list(source.sums.values())


PERIOD = "received_at >= $period_start and received_at < $period_end"


def test_a_stored_sum_is_summed_again() -> None:
    rows, sums = rows_asked(["ward", f"{PERIOD} and requester <> 'staff'"], ["sum(count) filter (where kept)"])
    assert (rows, sums) == ("month_contacts__ward", ["sum(on_time)"])


def test_a_sum_of_some_groups_needs_only_what_tells_them_apart() -> None:
    text = "sum(count) filter (where ward in ('Abbey', 'Castle'))"
    assert rows_asked(["true"], [text]) == ("month_contacts__ward", [text])


@pytest.mark.parametrize(
    ("texts", "sums", "period"),
    [
        (["channel"], ["sum(count)"], MONTHS),  # a column that is not kept
        ([PERIOD], ["sum(count)"], DAYS),  # a period that cuts a month
        (["date_trunc('week', received_at)"], ["sum(count)"], MONTHS),
        (["hour(received_at)"], ["sum(count)"], None),
        (["isodow(received_at)"], ["sum(count)"], None),
        (["received_at < timestamp '2026-01-15'"], ["sum(count)"], None),
        (["true"], ["count(*)"], None),  # an aggregate has fewer rows
        (["true"], ["sum(count) filter (where urgent)"], None),
        (["true"], ["sum(count * 2)"], None),
        (["true"], ["sum(count) filter (where count > 1)"], None),
        (["true"], ["sum(count) + sum(count) filter (where kept)"], None),
        (["true"], ["quantile_cont(days_taken, 0.5)"], None),
        (["count > 3"], ["sum(count)"], None),
        (['"ward"'], ["sum(count)"], None),
        (["ward in (select ward from contacts where channel = 'web')"], ["sum(count)"], None),
        (["ward in (select ward from population where channel = 'web')"], ["sum(count)"], None),
        (["rowid < 10"], ["sum(count)"], None),
    ],
)
def test_whatever_an_aggregate_cannot_say_is_asked_of_the_rows(
    texts: list[str], sums: list[str], period: Period | None
) -> None:
    assert rows_asked(texts, sums, period) == ("contacts", sums)


def test_a_list_of_another_table_tells_rows_apart_by_one_column() -> None:
    text = "ward in (select ward from population where characteristic = 'all')"
    assert columns_named((text, "month(received_at)", PERIOD), "contacts") == {"ward"}


def test_every_additive_figure_is_stored() -> None:
    texts = set(stored_sums("responses").values())
    assert MEASURES["easy"].numerator in texts
    assert MEASURES["satisfaction_mean_score"].squares in texts
    assert stored_sums("contacts")["on_time_base"] == "sum(count) filter (where kept is not null)"
    assert not any("{" in text for text in texts)


def random_scope(random: Random, store: Store, measure: Measure, council: Council) -> Scope:
    """A period of whole months, of days or none; up to two choices; staff in or out."""
    start = add_months(date(2024, 3, 1), random.randrange(28))
    whole = Period(start, add_months(start, random.choice([1, 3, 12, 14])))
    broken = Period(start.replace(day=random.randrange(2, 28)), whole.end)
    scope = Scope(random.choice([None, whole, whole, whole, broken]), include_staff=random.random() < 0.3)
    for name in random.sample(splits(measure), min(len(splits(measure)), random.choice([0, 0, 1, 2]))):
        values = values_present(store, name, measure.table, council)
        if values:
            scope = scope.with_choice(name, *random.sample(values, min(len(values), random.choice([1, 2, 3]))))
    return scope


def same(answer: Answer, other: Answer, question: object) -> None:
    pd.testing.assert_frame_equal(
        answer.frame, other.frame, check_exact=answer.measure.value is None, obj=str(question)
    )
    assert (answer.sources, answer.notes, answer.warnings) == (other.sources, other.notes, other.warnings), question


@pytest.mark.parametrize("statements", [(), HOSTILE], ids=["sample", "hostile"])
def test_the_answer_is_the_same_from_the_aggregates_and_from_the_rows(
    sample_data: Path, council: Council, tmp_path: Path, statements: tuple[str, ...]
) -> None:
    path = with_whole_lattice(sample_data, tmp_path, statements)
    store, rows = Store(path), of_rows_only(path)
    random, answered = Random(10), Counter[str]()
    measures = [measure for measure in MEASURES.values() if TABLES[measure.table].lattice]
    for _ in range(sample(150, 5000)):
        measure = random.choice(measures)
        scope = random_scope(random, rows, measure, council)
        possible = splits(measure)
        usual = [name for name in ("channel", "service", "ward", "provider", "month") if name in possible]
        by = random.sample(random.choice([usual, possible]), random.choice([0, 0, 1, 1, 2, min(3, len(usual))]))
        sql = statement(measure, [DIMENSIONS[name] for name in by], scope, parts_of(council), lattice_of(store)).sql
        answered["aggregates" if "from month_" in sql else "rows"] += 1
        same(
            query(store, measure, by, scope, council=council),
            query(rows, measure, by, scope, council=council),
            (measure.id, by, scope),
        )
        assert compare(store, measure, scope) == compare(rows, measure, scope), (measure.id, scope)
    # Neither way is untested.
    assert min(answered["aggregates"], answered["rows"]) > 20, answered


def test_sums_that_are_not_whole_numbers_are_left_to_the_rows(sample_data: Path, tmp_path: Path) -> None:
    held = lattice_of(Store(with_whole_lattice(sample_data, tmp_path, HOSTILE)))
    assert "average_wait" not in held["calls"][0].columns
    assert "answered_in_target" in held["calls"][0].columns
    assert "satisfaction_mean_score" not in held["responses"][0].columns
    assert "satisfied" in held["responses"][0].columns


def test_a_file_that_is_added_gives_the_aggregates_of_all(
    sample_data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lattice, "MANY", 0)
    path = with_whole_lattice(sample_data, tmp_path)
    with duckdb.connect(str(path)) as con:
        listed = aggregates_listed(dict(con.execute("select key, value from meta").fetchall()))
        of_sums = [monthly for of_table in listed.values() for monthly in of_table if not monthly.of_values]
        names = [monthly.name for monthly in of_sums]
        whole = {name: con.execute(f"select * from {name} order by all").fetchall() for name in names}
        [(last,)] = con.execute("select max(file_id) from contacts").fetchall()
        for name in names:
            con.execute(f"delete from {name} where file_id = {last}")
        lattice.add_files(con, [last])
        assert {name: con.execute(f"select * from {name} order by all").fetchall() for name in names} == whole
        assert aggregates_listed(dict(con.execute("select key, value from meta").fetchall())) == listed
