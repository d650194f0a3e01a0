"""Calls counted by group and week (or day): what a comparison over spans of time is made of. One statement."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

import pandas as pd

from cxdata.council import Council
from cxdata.measures import MEASURES
from cxdata.measures.statement import narrowed
from cxdata.scope import Scope
from cxdata.store import Store

WEEKS = 26
"""With so many weeks of data a week is the unit; with fewer a day is."""

GRAINS = {"moment": ("moment",), "day": ("moment", "day"), "week": ("moment", "day", "week")}


@dataclass(frozen=True)
class InSpans:
    """A row for each group and span: the groups' columns, `span`, and of each measure its part `_x` and whole `_n`.

    `unit` is "week" or "day".
    """

    unit: str
    rows: pd.DataFrame

    @property
    def spans(self) -> int:
        """How many weeks or days there are."""
        return int(self.rows["span"].nunique())


def count_in_spans(
    store: Store,
    scope: Scope,
    council: Council,
    *,
    measures: Sequence[str],
    groups: Mapping[str, str],
    unit: str = "",
    known: str = "",
) -> InSpans:
    """The parts and wholes of measures of one table and condition, for each group and span.

    `groups` gives the SQL of each column that tells groups apart, the program's own; they come as text. Without a
    `unit` it is weeks where there are enough of them. Figures for longer than the unit are left out, or than what is
    `known` of each row's time: "moment" or "day".
    """
    unit = unit or ("week" if _weeks(store, scope) >= WEEKS else "day")
    grains = GRAINS[known or unit]
    where = narrowed(MEASURES[measures[0]], scope, council)
    columns = [f"{sql} as {name}" for name, sql in groups.items()]
    columns.append(f"date_trunc('{unit}', interval_start) as span")
    for name in measures:
        columns.append(f"({MEASURES[name].numerator})::double as {name}_x")
        columns.append(f"({MEASURES[name].denominator})::double as {name}_n")
    # The few groups are made text, never every row.
    names = ", ".join(f"{name}::varchar as {name}" for name in groups)
    rows = store.rows(
        f"select {names}, * exclude ({', '.join(groups)}) from (select {', '.join(columns)} from calls "
        f"where {where.sql} and {MEASURES[measures[0]].condition} "
        f"and grain in ({', '.join(repr(grain) for grain in grains)}) group by all) order by all",
        where.values,
    )
    return InSpans(unit, rows)


def days_of_options(store: Store, scope: Scope, council: Council) -> list[tuple[str, str, date, date]]:
    """Queue, menu option, and the first and last day with calls of each, at all times."""
    where = narrowed(MEASURES["calls_offered"], replace(scope, period=None), council)
    return store.tuples(
        "select queue::varchar, menu_option::varchar, min(interval_start)::date, max(interval_start)::date from calls "
        f"where {where.sql} and {MEASURES['calls_offered'].condition} and grain in ('moment', 'day') group by all "
        "order by all",
        where.values,
    )


def longest_wait(store: Store, scope: Scope, council: Council) -> float | None:
    """The longest wait of a caller who was answered, in seconds: one person's, so for officers. None where unknown."""
    calls = MEASURES["calls_offered"]
    where = narrowed(calls, scope, council)
    [(longest,)] = store.tuples(
        f"select max(longest_wait_seconds)::double from calls where {where.sql} and {calls.condition}", where.values
    )
    return longest


def _weeks(store: Store, scope: Scope) -> float:
    first, last = store.spans.get("calls", (None, None))
    if first is None or last is None:
        return 0
    if scope.period:
        first, last = max(first, scope.period.start), min(last, scope.period.last_day)
    return ((last - first).days + 1) / 7
