"""Who is on duty in each half-hour of the week, who would be needed to keep the council's promise, and does it fit.

People needed are reckoned by Erlang A where more than 3 % of callers give up, of a queue or in a half-hour of the week,
else by Erlang C (stats.queues). Before
anything is advised the same formula must give the waits that were seen with the people who were on duty: where it does
not, something else makes people wait, and more people may not mend it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import inf, isfinite, isinf, log, nan

import numpy as np

from cxdata.analysis.phones.week.counted import week_of, weekday_of
from cxdata.analysis.phones.week.duty import Duty, UsualCall, of_days, read_duty, usual_call
from cxdata.analysis.phones.week.open_hours import HALF_HOUR, is_holiday, opening_slots
from cxdata.analysis.phones.week.peaks import clock
from cxdata.analysis.result import Result
from cxdata.council import Council
from cxdata.periods import WEEKDAYS
from cxdata.scope import Scope
from cxdata.stats.basics.proportions import Floats, z_value
from cxdata.stats.peaks import LEAST_WEEKS
from cxdata.stats.queues import Promise, erlang_a, people_needed
from cxdata.store import Store

FACTOR, SECONDS_NEAR, LEAST_NEAR = 2.0, 30.0, 0.5
"""The model fits where its mean wait is within a factor of two of the one seen, and so is that of half of the calls'
half-hours (or within half a minute)."""
IN_SECONDS = 120
"""The wait within which calls are to be answered, where a council has a share as its target: the telephone system
keeps the seconds to itself."""


@dataclass(frozen=True)
class Need(Result):
    """One queue in one half-hour of the week: calls on a day, people on duty, people needed (and for the least and the
    most calls that chance leaves likely). In seconds the wait seen, the one expected with the people on duty, and the
    one `then`, with those needed.
    """

    queue: str
    weekday: str
    starts: str
    ends: str
    days: int
    calls: float
    duty: float
    needed: int
    fewest: int
    most: int
    wait: float
    expected: float
    then: float

    @property
    def more(self) -> int:
        """How many more are needed, even for the least calls that are likely; below 0 how many could go."""
        if self.fewest - self.duty >= 0.5:
            return max(int(self.needed - self.duty + 0.5), 1)
        return -int(self.duty - self.most) if self.duty - self.most >= 1 else 0


@dataclass(frozen=True)
class Fit(Result):
    """How a queue's waits agree with the model: seconds seen and expected, the share of calls in half-hours where both
    are near, the share that gave up, seconds of a call and of patience (inf: nobody gives up).
    """

    queue: str
    formula: str
    seen: float
    expected: float
    near: float
    fits: bool
    given_up: float
    handle: float
    patience: float
    calls: float


@dataclass(frozen=True)
class Staffing(Result):
    """Who is on duty and who would be needed. `why_not` says why nothing can be said; `vacant` posts and people
    `in_training` are those of the mean staffed half-hour, beside `on_duty`.
    """

    needs: tuple[Need, ...]
    fits: tuple[Fit, ...]
    promise: Promise
    weeks: int
    on_duty: float
    vacant: float
    in_training: float
    unmatched: tuple[str, ...]
    why_not: str = ""

    @property
    def hours(self) -> float:
        """Hours of people on duty on a mean open day; nan where there are none."""
        days = len({need.weekday for need in self.needs})
        return sum(need.duty for need in self.needs) * HALF_HOUR / 60 / days if days else nan


def staffing(store: Store, scope: Scope, council: Council) -> Staffing:
    """People on duty, laid over the calls of the scope's period, by queue and half-hour of the week."""
    promise = promise_of(council)
    others = [name for name, _ in scope.choices if name not in ("queue", "channel")]
    if "shifts" not in store.spans:
        return _nothing(promise, "No rota of the people on duty is loaded")
    if "calls" not in store.spans:
        return _nothing(promise, "No telephone data is loaded")
    if others:
        return _nothing(promise, "People on duty answer all calls of their queue: they cannot be split as chosen here")
    duty = read_duty(store, scope.with_choice("channel"), council)
    if duty is not None and not any(of["staff"].any() for of in duty.people.values()):
        return _nothing(promise, "The rota has nobody on duty in this period")
    kept = None if duty is None else _staffed_days(duty, council)
    if duty is None or kept is None or not kept.any():
        return _nothing(promise, "The rota and the calls loaded have no half-hour of this period in common")
    return reckon(of_days(duty, kept), promise, council)


def reckon(duty: Duty, promise: Promise, council: Council) -> Staffing:
    """The staffing of days that have both calls and a rota."""
    needs, fits = [], []
    for queue in duty.queues:
        own, fit = _queue(duty, queue, promise, council)
        needs += own
        fits += [fit] if fit else []
    staffed = np.sum([duty.people[queue]["staff"] for queue in duty.queues], axis=0) > 0
    means = {
        name: float(np.sum([duty.people[queue][name] for queue in duty.queues], axis=0)[staffed].mean())
        for name in ("staff", "vacant", "in_training")
    }
    weeks = len(np.unique(week_of(duty.days)))
    why_not = "" if fits else _why_no_fit(duty)
    if weeks < LEAST_WEEKS:
        why_not = f"{weeks} weeks of rota and calls are too few; it takes {LEAST_WEEKS}"
    return Staffing(
        needs=tuple(needs),
        fits=tuple(fits),
        promise=promise,
        weeks=weeks,
        on_duty=means["staff"],
        vacant=means["vacant"],
        in_training=means["in_training"],
        unmatched=duty.unmatched,
        why_not=why_not,
    )


def _why_no_fit(duty: Duty) -> str:
    """Why no queue's waits can be held against the model: what the data lacks, and not what it has."""
    known = [usual_call(duty.calls[queue], duty.people[queue]["staff"], weekday_of(duty.days)) for queue in duty.queues]
    if not any(known):
        return "The telephone data has no talk times or waits by half-hours to reckon with"
    return (
        f"No half-hour has both calls and people on duty on {LEAST_WEEKS} days of one weekday, so nobody can say how "
        "many are needed"
    )


def promise_of(council: Council) -> Promise:
    """What the council promised of its phones, as its newest targets have it; else 80 % within 20 seconds."""
    newest = {
        name: max(
            (one for one in council.targets if one.measure == name and not one.services),
            key=lambda target: target.since,
            default=None,
        )
        for name in ("answered_in_target", "average_wait", "abandoned_share")
    }
    share, wait, given_up = newest["answered_in_target"], newest["average_wait"], newest["abandoned_share"]
    if not any((share, wait, given_up)):
        return Promise()
    return Promise(
        share=(share.low or 0.0) if share else 0.0,
        seconds=IN_SECONDS,
        wait=(wait.high or inf) if wait else inf,
        given_up=(given_up.high or 1.0) if given_up else 1.0,
    )


def _staffed_days(duty: Duty, council: Council) -> np.ndarray:
    """Days on which somebody is on the rota and somebody rang, without bank holidays."""
    people = np.sum([duty.people[queue]["staff"] for queue in duty.queues], axis=(0, 2))
    rang = np.sum([duty.calls[queue]["offered"] for queue in duty.queues], axis=(0, 2))
    return np.asarray((people > 0) & (rang > 0) & ~is_holiday(duty.days, council))


def _queue(duty: Duty, queue: str, promise: Promise, council: Council) -> tuple[list[Need], Fit | None]:
    """A queue's half-hours of the week, and whether its waits are those of the model."""
    calls, staff = duty.calls[queue], duty.people[queue]["staff"]
    known = usual_call(calls, staff, weekday_of(duty.days))
    if known is None:
        return [], None
    weekday, opened = weekday_of(duty.days), opening_slots(council)
    needs = []
    for day in range(len(WEEKDAYS)):
        days = weekday == day
        if days.sum() < LEAST_WEEKS:
            continue
        for slot in np.flatnonzero(opened[day] | (staff[days] > 0).any(axis=0)):
            own = {name: of[days, slot] for name, of in calls.items()}
            need = _need((queue, day, int(slot)), own, staff[days, slot], known, promise)
            needs.append(need)
    return needs, _fit(queue, needs, known, float(calls["offered"].sum()))


def _fit(queue: str, needs: Sequence[Need], known: UsualCall, calls: float) -> Fit | None:
    """Whether the waits expected are those seen, each half-hour as much as it has calls; None without any wait."""
    judged = [need for need in needs if isfinite(need.wait) and need.calls]
    weights = np.array([need.calls * need.days for need in judged])
    if not len(judged):
        return None
    seen, expected = (
        float(np.average(waits, weights=weights))
        for waits in ([need.wait for need in judged], [need.expected for need in judged])
    )
    near = float(np.average([is_near(need.wait, need.expected) for need in judged], weights=weights))
    return Fit(
        queue=queue,
        formula="Erlang C" if isinf(known.patience) else "Erlang A",
        seen=seen,
        expected=expected,
        near=near,
        fits=is_near(seen, expected) and near >= LEAST_NEAR,
        given_up=known.given_up,
        handle=known.handle,
        patience=known.patience,
        calls=calls,
    )


def _need(
    where: tuple[str, int, int], calls: Mapping[str, Floats], staff: Floats, known: UsualCall, promise: Promise
) -> Need:
    """One half-hour of the week: queue, weekday and half-hour, its calls and people on each day."""
    queue, day, slot = where
    days, mean = len(staff), float(calls["offered"].mean())
    known = known.in_hours(float(calls["offered"].sum()), float(calls["abandoned"].sum()))
    error = z_value(0.95) * float(calls["offered"].std(ddof=1)) / days**0.5
    needed, fewest, most = (people_needed(known.demand(mean + more), promise) for more in (0, -error, error))
    served = float(calls["answered"].sum())
    lost = float(calls["abandoned"].sum()) if calls["lost"].any() else 0.0
    wait = float(calls["waited"].sum() + calls["lost"].sum()) / (served + lost) if served + lost else nan
    # A day on which nobody is on duty and nobody rings has no such half-hour: the line is shut.
    there = (staff > 0) | (calls["offered"] > 0)
    levels, often = np.unique(np.floor((staff[there] if there.any() else staff) + 0.5), return_counts=True)
    waits = [erlang_a(known.demand(mean), int(level)).wait for level in levels]
    return Need(
        queue=queue,
        weekday=WEEKDAYS[day],
        starts=clock(slot * HALF_HOUR),
        ends=clock((slot + 1) * HALF_HOUR),
        days=days,
        calls=mean,
        duty=float(staff.mean()),
        needed=needed,
        fewest=fewest,
        most=most,
        wait=wait,
        expected=float(np.average(waits, weights=often)),
        then=erlang_a(known.demand(mean), needed).wait,
    )


def is_near(seen: float, expected: float) -> bool:
    """Whether a mean wait seen is the one expected, in seconds: within a factor of two, or half a minute."""
    if abs(seen - expected) <= SECONDS_NEAR:
        return True
    return seen > 0 and 0 < expected < inf and abs(log(expected / seen)) <= log(FACTOR)


def _nothing(promise: Promise, why: str) -> Staffing:
    return Staffing((), (), promise, 0, nan, nan, nan, (), why)


def fitting(result: Staffing) -> Sequence[Need]:
    """The half-hours of the queues whose waits the model gives; () where nothing can be said."""
    if result.why_not:
        return ()
    fit = {one.queue for one in result.fits if one.fits}
    return [need for need in result.needs if need.queue in fit]
