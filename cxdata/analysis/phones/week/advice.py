"""From needs of half-hours to advice: so many more from nine to eleven on Mondays, in these queues."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from cxdata.analysis.phones.week.open_hours import HALF_HOUR
from cxdata.analysis.phones.week.staffing import Need, Staffing, fitting, is_near
from cxdata.analysis.result import Result
from cxdata.periods import WEEKDAYS

LEAST_STEPS = 2
"""Advice is for an hour at least: nobody comes in for half of one."""


@dataclass(frozen=True)
class Advice(Result):
    """At least `more` people more (below 0: fewer) on these weekdays and hours, in these queues.

    `wait` is the mean wait seen then, `expected` the model's with the people on duty, and `then` with those needed, in
    seconds; `calls` come in all of these hours on one such day.
    """

    more: int
    weekdays: tuple[str, ...]
    starts: str
    ends: str
    queues: tuple[str, ...]
    calls: float
    wait: float
    expected: float
    then: float


def advise(result: Staffing) -> tuple[Advice, ...]:
    """Where more are needed, the most people first; () where the model does not fit, or enough are on duty."""
    return _together(one for one in _spans(fitting(result), 1) if _fits(one))


def spare(result: Staffing) -> tuple[Advice, ...]:
    """Where fewer would keep the promise too, the most people first."""
    return _together(one for one in _spans(fitting(result), -1) if _fits(one))


def misfits(result: Staffing) -> tuple[Advice, ...]:
    """Where the model asks for more, but the waits seen in those very hours are not the model's: no advice."""
    return _together(one for one in _spans(fitting(result), 1) if not _fits(one))


def _fits(one: Advice) -> bool:
    """Whether the model gives the waits seen in these hours; where none was seen nothing speaks against it."""
    return not np.isfinite(one.wait) or is_near(one.wait, one.expected)


def _spans(needs: Sequence[Need], side: int) -> Iterator[Advice]:
    """Of each weekday the hours in which as many or more are needed, for each number of people."""
    for weekday in WEEKDAYS:
        own = [need for need in needs if need.weekday == weekday]
        times = sorted({need.starts for need in own})
        totals = [sum(max(side * need.more, 0) for need in own if need.starts == time) for time in times]
        for people, first, last in _layers(totals):
            inside = [need for need in own if need.starts in times[first:last]]
            yield _say(weekday, side * people, inside, side, last - first)


def _together(spans: Iterable[Advice]) -> tuple[Advice, ...]:
    """The same advice of several weekdays as one, the most people first."""
    together: dict[tuple[int, str, str, tuple[str, ...]], Advice] = {}
    for one in spans:
        key = one.more, one.starts, one.ends, one.queues
        together[key] = _joined(together[key], one) if key in together else one
    return tuple(sorted(together.values(), key=lambda one: (-abs(one.more), -one.calls * len(one.weekdays))))


def _layers(totals: Sequence[int]) -> Iterator[tuple[int, int, int]]:
    """People, first and one after the last half-hour: for each number the runs of half-hours with as many or more, but
    those that a higher number has too.
    """
    higher: set[tuple[int, int]] = set()
    for people in range(max(totals, default=0), 0, -1):
        edges = np.flatnonzero(np.diff([0, *(int(total >= people) for total in totals), 0]))
        runs = {
            (int(first), int(last))
            for first, last in zip(edges[::2], edges[1::2], strict=True)
            if last - first >= LEAST_STEPS
        }
        yield from ((people, *run) for run in sorted(runs - higher))
        higher |= runs


def _say(weekday: str, more: int, inside: Sequence[Need], side: int, steps: int) -> Advice:
    lacking: Mapping[str, int] = {
        queue: sum(need.queue == queue and side * need.more > 0 for need in inside)
        for queue in dict.fromkeys(need.queue for need in inside)
    }
    queues = tuple(queue for queue, times in lacking.items() if 2 * times >= steps)
    whose = [need for need in inside if need.queue in queues] or list(inside)
    known = [need for need in whose if np.isfinite(need.wait)]
    weights = [need.calls for need in known]
    wait, expected, then = (
        float(np.average(waits, weights=weights)) if sum(weights) else np.nan
        for waits in (
            [need.wait for need in known],
            [need.expected for need in known],
            [need.then for need in known],
        )
    )
    starts, ends = min(need.starts for need in inside), max(need.ends for need in inside)
    calls = sum(need.calls for need in whose)
    return Advice(more, (weekday,), starts, ends, queues, calls, wait, expected, then)


def _joined(one: Advice, other: Advice) -> Advice:
    """The same for several weekdays; waits are those of the mean day."""
    days = len(one.weekdays)

    def mean(here: float, there: float) -> float:
        return (here * days + there) / (days + 1)

    return replace(
        one,
        weekdays=(*one.weekdays, *other.weekdays),
        calls=mean(one.calls, other.calls),
        wait=mean(one.wait, other.wait),
        expected=mean(one.expected, other.expected),
        then=mean(one.then, other.then),
    )


def _is_in(need: Need, one: Advice) -> bool:
    return need.weekday in one.weekdays and need.queue in one.queues and one.starts <= need.starts < one.ends


def on_duty(result: Staffing, minutes: int, queue: str = "") -> dict[tuple[str, str], tuple[float, int]]:
    """(weekday, start) -> people on duty in all queues together (or in one), and how many more the fitting ones need,
    in steps of so many minutes: in an hour the mean of its half-hours, and the more of the two.
    """
    doubted = misfits(result)
    fit = [need for need in fitting(result) if not any(_is_in(need, one) for one in doubted)]
    steps: dict[tuple[str, str], dict[str, tuple[float, int]]] = {}
    for need in result.needs:
        if queue and need.queue != queue:
            continue
        start = need.starts if minutes == HALF_HOUR else f"{need.starts[:2]}:00"
        halves = steps.setdefault((need.weekday, start), {})
        people, more = halves.get(need.starts, (0.0, 0))
        halves[need.starts] = people + need.duty, more + (max(need.more, 0) if need in fit else 0)
    return {
        step: (sum(people for people, _ in halves.values()) / len(halves), max(more for _, more in halves.values()))
        for step, halves in steps.items()
    }
