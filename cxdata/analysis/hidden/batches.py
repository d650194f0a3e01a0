"""What comes in together: the answers of one day, service and ward, or of one customer; and how a group's are dated."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

import numpy as np
import pandas as pd

from cxdata.analysis.hidden.cells import Rows, rows_of
from cxdata.analysis.hidden.shares import Share
from cxdata.contract import TABLES
from cxdata.council import Council
from cxdata.measures.registry.dimensions import fill
from cxdata.periods import say_date
from cxdata.scope import Scope
from cxdata.stats.pockets.assessment.clusters import Clusters, CountBatches
from cxdata.stats.pockets.cells import OTHER, Conditions, values_of
from cxdata.store import Store

LARGE_PART = 0.25
_LONG_ENOUGH = 8 * 7


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
    """Counts a group's answers by batch, as the search asks for them.

    The store is asked once, when the first group has passed every other test: most searches never need it.
    """

    @cache
    def table() -> _Batched:
        return _find_batches(store, share, rows_of(share, scope, council, dimensions), folded)

    return lambda conditions, aside: table().clusters(conditions, aside)


@dataclass(frozen=True)
class _Batched:
    """The rows that count, added up by facts and batches: codes and levels of each fact, counts, one key a batching.

    A key of -1 says that the row belongs to no batch.
    """

    facts: Mapping[str, tuple[np.ndarray, tuple[str, ...]]]
    n: np.ndarray
    d: np.ndarray
    keys: tuple[np.ndarray, ...]

    def clusters(self, conditions: Conditions, aside: tuple[Conditions, ...]) -> tuple[Clusters, ...]:
        """The rows still in play by batch, in the group and outside it; one for each way of batching."""
        inside = self._meets(conditions)
        left = ~np.logical_or.reduce([np.zeros_like(inside), *(self._meets(group) for group in aside)])
        return tuple(self._count(key, inside & left & (key >= 0), ~inside & left & (key >= 0)) for key in self.keys)

    def _meets(self, conditions: Conditions) -> np.ndarray:
        inside = np.ones(len(self.n), dtype=bool)
        for name, value in conditions.items():
            codes, levels = self.facts[name]
            inside &= np.isin(codes, [levels.index(level) for level in values_of(value) if level in levels])
        return inside

    def _count(self, key: np.ndarray, inside: np.ndarray, outside: np.ndarray) -> Clusters:
        size = int(key.max(initial=-1)) + 1
        counts = [
            np.bincount(key[side], numbers[side], minlength=size)
            for side in (inside, outside)
            for numbers in (self.n, self.d)
        ]
        return Clusters(*counts)


def _find_batches(store: Store, share: Share, rows: Rows, folded: Mapping[str, Sequence[str]]) -> _Batched:
    frame = store.rows(_batch_sql(share, rows), rows.values)
    coded = {name: _coded(frame[column], folded.get(name, ())) for name, column in rows.columns.items()}
    n = frame["n"].to_numpy()
    return _Batched(
        coded,
        n,
        frame["d"].clip(0, frame["n"]).to_numpy(),
        tuple(_number_from_0(frame[f"batch_{number}"].to_numpy()) for number in range(len(share.batches))),
    )


def _batch_sql(share: Share, rows: Rows) -> str:
    """One row a combination of facts and batches. The text is the registry's own; values are bound."""
    time = TABLES[share.of.table].time
    keys = [fill(key, time=time, parts={}) for key in share.batches]
    named = ", ".join(
        f"case when grain not in ('moment', 'day') or ({key}) is null then -1 else hash({key}) % {2**62} end "
        f"as batch_{number}"
        for number, key in enumerate(keys)
    )
    facts = ", ".join(rows.columns.values())
    return f"""
        select * from (
            select {facts}, {named}, ({share.of.denominator})::bigint as n, coalesce({share.bad_count}, 0)::bigint as d
            from ({rows.sql}) group by all
        ) where n > 0
        """


def _coded(column: pd.Series, put_together: Sequence[str]) -> tuple[np.ndarray, tuple[str, ...]]:
    """The levels of a fact, those that are put together as one, and the position of each row's level among them."""
    codes, levels = column.factorize()
    texts = [OTHER if level in put_together else str(level) for level in levels]
    names = tuple(dict.fromkeys(texts))
    return np.array([names.index(text) for text in texts], dtype=int)[codes], names


def _number_from_0(key: np.ndarray) -> np.ndarray:
    """Batches numbered from 0; -1 stays."""
    numbers = np.full(len(key), -1)
    batched = key >= 0
    numbers[batched] = np.unique(key[batched], return_inverse=True)[1]
    return numbers


def has_monthly_rows(store: Store, share: Share) -> bool:
    """Whether any row of the share's table is known by its week, month or longer only: its day is in no batch."""
    return any(grain not in ("moment", "day") for grain in store.grains(share.of.table))


def dates_of(
    store: Store,
    share: Share,
    scope: Scope,
    council: Council,
    conditions: Conditions,
    folded: Mapping[str, Sequence[str]],
) -> Dated:
    """How those of a group for whom it went badly are spread over days and weeks.

    One day or week with more than a quarter of them is flagged where the selection covers eight weeks or more.
    """
    rows = rows_of(share, scope, council, tuple(conditions))
    values = dict(rows.values)
    inside = _where(rows, conditions, folded, values, "in")
    day = f"{TABLES[share.of.table].time}::date"
    rows_by_day = store.tuples(
        f"select case when grain in ('moment', 'day') then {day} end as day, coalesce({share.bad_count}, 0)::bigint "
        f"from ({rows.sql}) where {inside} group by 1 order by 1",
        values,
    )
    by_day = {day: int(number) for day, number in rows_by_day if day is not None and number > 0}
    undated = sum(int(number) for day, number in rows_by_day if day is None)
    by_week: dict[date, int] = {}
    for when, number in by_day.items():
        monday = date.fromordinal(when.toordinal() - when.weekday())
        by_week[monday] = by_week.get(monday, 0) + number
    first, last = store.tuples(f"select min({day}), max({day}) from ({rows.sql})", rows.values)[0]
    return _dates(by_day, by_week, undated, long_enough=(last - first).days >= _LONG_ENOUGH)


def _dates(by_day: Mapping[date, int], by_week: Mapping[date, int], undated: int, *, long_enough: bool) -> Dated:
    total = sum(by_day.values())
    if not total:
        return Dated(0, 0, undated, 0, 0, flagged=False, sentence="")
    worst_day = max(by_day, key=lambda day: by_day[day])
    worst_week = max(by_week, key=lambda week: by_week[week])
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
            for chosen in values_of(value)
            for level in (folded[dimension] if chosen == OTHER and dimension in folded else (chosen,))
        ]
        names = [f"{prefix}{rows.columns[dimension]}_{number}" for number in range(len(levels))]
        values.update(zip(names, levels, strict=True))
        tests.append(f"{rows.columns[dimension]} in ({', '.join('$' + name for name in names)})")
    return " and ".join(tests) or "true"
