"""The worst half-hours of the week: those in which callers fare worse than in all the others, week after week. Of calls
that are known by the day only, the worst weekdays.

What stands in the place of a middle wait where nothing says how waits spread, and on the screen as a tile. A half-hour
of a weekday is held against the rest of the week as a queue is against the other queues (analysis.phones.worse).
"""

from collections.abc import Sequence
from dataclasses import dataclass

from cxdata.analysis.groups import Verdict
from cxdata.analysis.phones.in_spans import count_in_spans
from cxdata.analysis.phones.worse import JUDGED, Group, judge
from cxdata.analysis.result import Result, say_list
from cxdata.council import Council
from cxdata.periods import WEEKDAYS
from cxdata.scope import Scope
from cxdata.store import Store

MOST = 3
"""Spans of hours that are named."""
_SLOT = "(isodow(interval_start) * 48 + hour(interval_start) * 2 + minute(interval_start) // 30)::integer"
_DAY = "isodow(interval_start)"


@dataclass(frozen=True)
class HalfHours(Result):
    """The half-hours in which callers fare worse than in the rest of the week, the worst first; by the measure
    that is surest of one. `spans` are the same as hours of a weekday, those that touch taken together ('Monday 09:00 to
    11:30'); `weeks` is how many weeks were looked at, `looked` how many half-hours.
    """

    weeks: int
    looked: int
    worst: tuple[Group, ...]
    spans: tuple[str, ...]


def worst_half_hours(store: Store, scope: Scope, council: Council) -> HalfHours:
    """Judge every half-hour of the week of phone calls, or every weekday where no time of day is known. One statement,
    or two where the days are known alone.
    """
    for column, known, together in ((_SLOT, "moment", _together), (_DAY, "day", _weekdays)):
        counted = count_in_spans(
            store, scope, council, measures=JUDGED, groups={"slot": column}, unit="week", known=known
        )
        groups = judge(counted.rows, ("slot",))
        if groups:
            worst = _worst(groups)
            looked = len({group.level for group in groups})
            return HalfHours(counted.spans, looked, worst, together([int(one.level) for one in worst]))
    return HalfHours(0, 0, (), ())


def _worst(groups: Sequence[Group]) -> tuple[Group, ...]:
    """Those that are worse by the measure that is surest of one, the furthest from the rest first."""
    worse = sorted((one for one in groups if one.verdict is Verdict.WORSE), key=lambda one: one.p)
    return tuple(sorted((one for one in worse if one.measure == worse[0].measure), key=lambda one: -abs(one.gap)))


def say_worst(spans: Sequence[str], *, most: int = MOST) -> str:
    """'worst on Monday 09:00 to 11:30 and Tuesday 09:00 to 09:30'; "" where none is."""
    return f"worst on {say_list(list(spans), most=most)}" if spans else ""


def name_of(slot: int, *, end: bool = False) -> str:
    """'Monday 09:30', the start of a half-hour of the week; with `end` the time at which it is over."""
    day, half = divmod(slot + end, 48)
    return f"{half // 2:02d}:{half % 2 * 30:02d}" if end else f"{WEEKDAYS[day - 1]} {half // 2:02d}:{half % 2 * 30:02d}"


def _together(slots: Sequence[int]) -> tuple[str, ...]:
    """Half-hours that touch as one span each, in the order in which the worst of each was named."""
    spans: dict[int, int] = {}
    for slot in sorted(slots):
        start = next((first for first, last in spans.items() if last == slot - 1 and slot % 48), slot)
        spans[start] = slot
    ordered = sorted(spans.items(), key=lambda span: min(slots.index(slot) for slot in range(span[0], span[1] + 1)))
    return tuple(f"{name_of(first)} to {name_of(last, end=True)}" for first, last in ordered)


def _weekdays(days: Sequence[int]) -> tuple[str, ...]:
    return tuple(WEEKDAYS[day - 1] for day in days)
