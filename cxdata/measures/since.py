"""Since when a selection has figures, and which of its larger parts came late."""

from datetime import date

from cxdata.contract import NOT_RECORDED, TABLES
from cxdata.council import Council
from cxdata.measures.constants.first_days import STARTING, first_days
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
"""A part of fewer is not named: that it is more than 5 % of a published total would tell a count that is hidden."""


def late_selection(store: Store, measure: Measure, scope: Scope, then: Period) -> str:
    """'make-a-lpa has figures only since May 2025' where what was chosen begins after the earlier span's first month.

    "" where nothing is chosen, nothing is there at all, or it reaches back.
    """
    possible = splits(measure)
    chosen = [(name, values) for name, values in scope.choices if name in possible]
    if not chosen:
        return ""
    first = _first(store, measure, scope)
    if first is None or not _is_late(first, then):
        return ""
    (name, one), *more = chosen
    subject = "This selection" if more or len(one) > 1 else say_level(name, one[0])
    return f"{subject} has figures only since {say_month(first)}"


def late_parts(store: Store, measure: Measure, scope: Scope, now: Period, then: Period) -> tuple[str, ...]:
    """A sentence for each service, channel or provider that begins after the earlier span's first month and makes up
    more than 5 % of the later one: the change is then also one of what is counted.
    """
    possible = splits(measure)
    sentences: list[str] = []
    for name in STARTING:
        if name in possible:
            sentences += _late_levels(store, measure, scope, name, now, then)
    return tuple(dict.fromkeys(sentences))


def _late_levels(store: Store, measure: Measure, scope: Scope, name: str, now: Period, then: Period) -> list[str]:
    level, time = DIMENSIONS[name].column, TABLES[measure.table].time
    firsts = _firsts(store, measure, scope, name)
    late = {part: first for part, first in firsts.items() if part != NOT_RECORDED and _is_late(first, then)}
    if not late:
        return []
    where, values = _where(measure, scope, now)
    base = measure.numerator if measure.denominator is None or measure.denominator_table else measure.denominator
    counted = fill(base, time=time, parts=parts_of(Council()))
    sizes = {
        part: float(size or 0)
        for part, size in store.tuples(
            f"select {level}::varchar, {counted} from {measure.table} where {where} group by 1", values
        )
    }
    whole = sum(sizes.values())
    return [
        f"{say_level(name, part)} has figures only since {say_month(first)}"
        for part, first in late.items()
        if sizes.get(part, 0.0) >= LEAST and sizes[part] > LARGE * whole
    ]


def _first(store: Store, measure: Measure, scope: Scope) -> date | None:
    """The first day of the rows that a scope's choices leave."""
    name = next((of for of in STARTING if of in splits(measure)), None)
    if name and {of for of, _ in scope.choices if of in splits(measure)} <= set(STARTING):
        return min(_firsts(store, measure, scope, name).values(), default=None)
    where, values = _where(measure, scope, None)
    [(first,)] = store.tuples(
        f"select min({TABLES[measure.table].time})::date from {measure.table} where {where}", values
    )
    return first


def _firsts(store: Store, measure: Measure, scope: Scope, name: str) -> dict[str, date]:
    """The first day of each level of a dimension among the rows that a scope's choices leave, in order of level."""
    chosen = {of: levels for of, levels in scope.choices if of in splits(measure)}
    if set(chosen) <= set(STARTING):
        return first_days(store).of(measure, name, chosen, staff=scope.include_staff or bool(scope.chosen("requester")))
    where, values = _where(measure, scope, None)
    return dict(
        store.tuples(
            f"select {DIMENSIONS[name].column}::varchar, min({TABLES[measure.table].time})::date "
            f"from {measure.table} where {where} group by 1 order by 1",
            values,
        )
    )


def _where(measure: Measure, scope: Scope, period: Period | None) -> tuple[str, dict[str, object]]:
    """The rows of a measure's own table that a scope's choices leave, in a period where one is given."""
    predicate = narrowed(measure, scope, period)
    return f"{predicate.sql} and {measure.condition}", predicate.values


def _is_late(first: date | None, then: Period) -> bool:
    return first is not None and first.replace(day=1) > then.start
