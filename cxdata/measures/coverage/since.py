"""Since when a selection has figures, and which of its larger parts came late."""

from dataclasses import replace
from datetime import date
from typing import Any

from cxdata.contract import NOT_RECORDED, TABLES
from cxdata.council import Council
from cxdata.measures.constants.first_days import STARTING, first_days
from cxdata.measures.lattice import lattice_of, smallest
from cxdata.measures.model import Measure
from cxdata.measures.registry.dimensions import DIMENSIONS, fill, parts_of, splits
from cxdata.measures.statement import narrowed
from cxdata.measures.words import say_level
from cxdata.periods import Period, say_month
from cxdata.scope import Scope
from cxdata.stats.basics.proportions import VERY_SMALL
from cxdata.store import Store

LARGE = 0.05
"""The share of the later span from which on a part that came late is named."""
LEAST = VERY_SMALL
"""A part of fewer is not named: that it is more than 5 % of a total says nothing of so few."""


def late_selection(store: Store, measure: Measure, scope: Scope, then: Period, council: Council) -> str:
    """'make-a-lpa has figures only since May 2025' where what was chosen begins after the earlier span's first month.

    "" where nothing is chosen, nothing is there at all, or it reaches back.
    """
    possible = splits(measure)
    chosen = [(name, values) for name, values in scope.choices if name in possible]
    if not chosen:
        return ""
    first = _first(store, measure, scope, council)
    if first is None or not _is_late(first, then):
        return ""
    (name, one), *more = chosen
    subject = "This selection" if more or len(one) > 1 else say_level(name, one[0])
    return f"{subject} has figures only since {say_month(first)}"


def late_parts(
    store: Store, measure: Measure, scope: Scope, now: Period, then: Period, council: Council
) -> tuple[str, ...]:
    """A sentence for each service, channel or provider that begins after the earlier span's first month and makes up
    more than 5 % of the later one: the change is then also one of what is counted.
    """
    possible = splits(measure)
    sentences: list[str] = []
    for name in STARTING:
        if name in possible:
            sentences += _late_levels(store, measure, scope, name, (now, then), council)
    return tuple(dict.fromkeys(sentences))


def _late_levels(
    store: Store, measure: Measure, scope: Scope, name: str, spans: tuple[Period, Period], council: Council
) -> list[str]:
    now, then = spans
    level, time = DIMENSIONS[name].column, TABLES[measure.table].time
    firsts = _firsts(store, measure, scope, name, council)
    late = {part: first for part, first in firsts.items() if part != NOT_RECORDED and _is_late(first, then)}
    if not late:
        return []
    base = measure.numerator if measure.denominator is None or measure.denominator_table else measure.denominator
    counted = fill(base, time=time, parts=parts_of(council))
    counts = _by(store, measure, replace(scope, period=now), level, counted, council)
    sizes = {part: float(size or 0) for part, size in counts}
    whole = sum(sizes.values())
    return [
        f"{say_level(name, part)} has figures only since {say_month(first)}"
        for part, first in late.items()
        if sizes.get(part, 0.0) >= LEAST and sizes[part] > LARGE * whole
    ]


def _first(store: Store, measure: Measure, scope: Scope, council: Council) -> date | None:
    """The first day of the rows that a scope's choices leave."""
    name = next((of for of in STARTING if of in splits(measure)), None)
    if name is None:
        [(_, first)] = _by(store, measure, replace(scope, period=None), None, None, council) or [(None, None)]
        return first
    firsts = _firsts(store, measure, scope, name, council).values()
    return min((first for first in firsts if first is not None), default=None)


def _firsts(store: Store, measure: Measure, scope: Scope, name: str, council: Council) -> dict[str, date]:
    """The first day of each level of a dimension among the rows that a scope's choices leave, in order of level."""
    chosen = {of: levels for of, levels in scope.choices if of in splits(measure)}
    if set(chosen) <= set(STARTING):
        return first_days(store).of(measure, name, chosen, staff=scope.include_staff or bool(scope.chosen("requester")))
    months = _first_months(store, measure, replace(scope, period=None), council)
    return {level: first for of, level, first in months if of == name}


def _first_months(store: Store, measure: Measure, scope: Scope, council: Council) -> list[tuple[str, str, date]]:
    """The first month of each level of each dimension in `STARTING` that the measure has, in one statement: the
    dimension, the level and the month, in order.
    """
    predicate, time = narrowed(measure, scope, council), TABLES[measure.table].time
    where, month = f"{predicate.sql} and {measure.condition}", f"date_trunc('month', {time})"
    levels = {name: f"{DIMENSIONS[name].column}::varchar" for name in STARTING if name in splits(measure)}
    texts = (where, month, *levels.values())
    rows = smallest(lattice_of(store), measure.table, texts=texts, sums={}, period=None).rows
    parts = ", ".join(f"{{'of': '{name}', 'level': {level}}}" for name, level in levels.items())
    return store.tuples(
        f"select part.of, part.level, min(month)::date from (select {month} as month, unnest([{parts}]) as part "
        f"from {rows} where {where}) group by all order by all",
        predicate.values,
    )


def _by(
    store: Store, measure: Measure, scope: Scope, level: str | None, counted: str | None, council: Council
) -> list[tuple[Any, Any]]:
    """What is counted of a measure's rows in a scope, by a column or (None) together; with nothing to count the first
    month of each.
    """
    predicate = narrowed(measure, scope, council)
    where, column = f"{predicate.sql} and {measure.condition}", f"{level}::varchar" if level else "null"
    first = f"min(date_trunc('month', {TABLES[measure.table].time}))::date"
    source = smallest(
        lattice_of(store),
        measure.table,
        texts=(where, column, *(() if counted else (first,))),
        sums={"counted": counted} if counted else {},
        period=scope.period,
    )
    return store.tuples(
        f"select {column}, {source.sums.get('counted', first)} from {source.rows} where {where} group by 1 order by 1",
        predicate.values,
    )


def _is_late(first: date | None, then: Period) -> bool:
    return first is not None and first.replace(day=1) > then.start
