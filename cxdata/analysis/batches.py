"""What comes in together: the answers of one day, service and ward, or of one customer; and how a group's are dated."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from cxdata.analysis.cells import Rows, rows_of
from cxdata.analysis.shares import Share
from cxdata.contract import TABLES
from cxdata.council import Council
from cxdata.measures.dimensions import fill
from cxdata.periods import say_date
from cxdata.scope import Scope
from cxdata.stats.pockets.cells import OTHER, Conditions, values_of
from cxdata.stats.pockets.clusters import Clusters
from cxdata.store import Store

LARGE_PART = 0.25
_LONG_ENOUGH = 8 * 7

CountBatches = Callable[[Conditions, tuple[Conditions, ...]], tuple[Clusters, ...]]


@dataclass(frozen=True)
class Dated:
    """When those of a group came for whom it went badly; `worst_day` and `worst_week` are how many came in one.

    `undated` are known by their month only. `sentence` names a day or week with more than a quarter of them.
    """

    days: int
    dated: int
    undated: int
    worst_day: int
    worst_week: int
    flagged: bool
    sentence: str


def batches_of(
    store: Store,
    share: Share,
    scope: Scope,
    council: Council,
    dimensions: Sequence[str],
    folded: Mapping[str, Sequence[str]],
) -> CountBatches:
    """Counts a group's answers by batch, as the search asks for them: one question to the store for each."""
    rows = rows_of(share, scope, council, dimensions)
    time = TABLES[share.of.table].time

    def count(conditions: Conditions, aside: tuple[Conditions, ...]) -> tuple[Clusters, ...]:
        values = dict(rows.values)
        inside = _where(rows, conditions, folded, values, "in")
        left = [f"not ({_where(rows, one, folded, values, f'out{place}_')})" for place, one in enumerate(aside)]
        return tuple(
            _clusters(store, share, rows, fill(key, time=time, parts={}), inside, left, values) for key in share.batches
        )

    return count


def dated(
    store: Store,
    share: Share,
    scope: Scope,
    council: Council,
    conditions: Conditions,
    folded: Mapping[str, Sequence[str]],
) -> Dated:
    """How those of a group for whom it went badly are spread over days and weeks."""
    rows = rows_of(share, scope, council, tuple(conditions))
    values = dict(rows.values)
    inside = _where(rows, conditions, folded, values, "in")
    day = f"{TABLES[share.of.table].time}::date"
    found = store.tuples(
        f"select case when grain = 'month' then null else {day} end as day, coalesce({share.bad_count}, 0)::bigint "
        f"from ({rows.sql}) where {inside} group by 1 order by 1",
        values,
    )
    by_day = {day: int(number) for day, number in found if day is not None and number > 0}
    undated = sum(int(number) for day, number in found if day is None)
    by_week: dict[date, int] = {}
    for when, number in by_day.items():
        monday = date.fromordinal(when.toordinal() - when.weekday())
        by_week[monday] = by_week.get(monday, 0) + number
    return _dated(by_day, by_week, undated)


def _dated(by_day: Mapping[date, int], by_week: Mapping[date, int], undated: int) -> Dated:
    total = sum(by_day.values())
    if not total:
        return Dated(0, 0, undated, 0, 0, flagged=False, sentence="")
    worst_day = max(by_day, key=lambda day: by_day[day])
    worst_week = max(by_week, key=lambda week: by_week[week])
    long_enough = (max(by_day) - min(by_day)).days >= _LONG_ENOUGH
    in_one_week = by_week[worst_week] > LARGE_PART * total
    flagged = long_enough and (in_one_week or by_day[worst_day] > LARGE_PART * total)
    sentence = f"The {total:,} came on {len(by_day):,} days, at most {by_day[worst_day]:,} on one."
    if flagged:
        sentence = (
            f"{by_week[worst_week]:,} of the {total:,} came in one week, the one that began on {say_date(worst_week)}: "
            "ask first what happened then."
        )
    if flagged and by_day[worst_day] > LARGE_PART * total:
        came = f"{by_day[worst_day]:,} of the {total:,} came on one day, {say_date(worst_day)}"
        sentence = f"{came}: ask first what happened then."
    return Dated(len(by_day), total, undated, by_day[worst_day], by_week[worst_week], flagged, sentence)


def _where(
    rows: Rows, conditions: Conditions, folded: Mapping[str, Sequence[str]], values: dict[str, object], prefix: str
) -> str:
    """The SQL of a group over the facts of `rows`; the levels are bound in `values` under names with this prefix."""
    tests = []
    for dimension, value in conditions.items():
        levels = [
            level
            for one in values_of(value)
            for level in (folded[dimension] if one == OTHER and dimension in folded else (one,))
        ]
        names = [f"{prefix}{rows.columns[dimension]}_{place}" for place in range(len(levels))]
        values.update(zip(names, levels, strict=True))
        tests.append(f"{rows.columns[dimension]} in ({', '.join('$' + name for name in names)})")
    return " and ".join(tests) or "true"


def _clusters(
    store: Store, share: Share, rows: Rows, key: str, inside: str, left: Sequence[str], values: Mapping[str, object]
) -> Clusters:
    tests = " and ".join(["grain <> 'month'", "batch is not null", *left])
    found = store.tuples(
        f"""
        select dense_rank() over (order by batch) - 1, inside, n, greatest(0, least(n, d)) from (
            select batch, inside, ({share.of.denominator})::bigint as n, coalesce({share.bad_count}, 0)::bigint as d
            from (select *, {key} as batch, ({inside}) as inside from ({rows.sql})) where {tests} group by all
        ) where n > 0
        """,
        values,
    )
    table = np.array(found, dtype=np.int64).reshape(-1, 4)
    size = int(table[:, 0].max()) + 1 if len(table) else 0
    counts = [
        np.bincount(side[:, 0], side[:, column], minlength=size)
        for side in (table[table[:, 1] == 1], table[table[:, 1] == 0])
        for column in (2, 3)
    ]
    return Clusters(*counts)
