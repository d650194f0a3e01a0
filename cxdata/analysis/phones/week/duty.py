"""Calls and people on duty of each queue, by day and half-hour: what the staffing of the phones is reckoned from."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from math import inf

import numpy as np

from cxdata.analysis.phones.week.counted import SLOTS, Days, HalfHours, count_half_hours
from cxdata.analysis.phones.week.open_hours import HALF_HOUR
from cxdata.council import Council
from cxdata.measures import MEASURES
from cxdata.measures.statement import narrowed
from cxdata.scope import Scope
from cxdata.stats.basics.proportions import Floats
from cxdata.stats.queues import Demand, patience_seen
from cxdata.store import Store

ALL_QUEUES = "All queues"
CALLS: Mapping[str, str] = {
    "offered": "sum(offered)",
    "answered": "sum(answered)",
    "abandoned": "sum(abandoned)",
    "waited": "sum(wait_seconds_total)",
    "lost": "sum(abandoned_wait_seconds)",
    "handled": "sum(handle_seconds_total)",
}
GIVE_UP = 0.03
"""Above this share of callers who give up Erlang A takes the place of Erlang C, which would ask for too many; and where
people cannot keep up in some half-hour."""
INTERVAL = 60.0 * HALF_HOUR
"""Seconds of a half-hour."""
PEOPLE = ("staff", "in_training", "vacant")


@dataclass(frozen=True)
class Duty:
    """Calls (`CALLS`) and people (`PEOPLE`) by queue, as arrays of days by half-hours.

    `unmatched` are the queues of one side that the other does not know; where no name is in both, all are one queue.
    """

    days: Days
    queues: tuple[str, ...]
    calls: Mapping[str, Mapping[str, Floats]]
    people: Mapping[str, Mapping[str, Floats]]
    unmatched: tuple[str, ...]


def read_duty(store: Store, scope: Scope, council: Council) -> Duty | None:
    """The calls and the people of the scope's period and queues; None where either is missing."""
    measure = MEASURES["calls_offered"]
    chosen = narrowed(measure, scope, council)
    calls = count_half_hours(store, "calls", CALLS, f"{chosen.sql} and {measure.condition}", chosen.values, by="queue")
    if not calls.sums["offered"].any():
        return None
    people = _people(store, calls.days, scope.chosen("queue"))
    return match_queues(calls, people) if people else None


def _people(store: Store, days: Days, queues: tuple[str, ...]) -> dict[str, dict[str, Floats]]:
    """The people of each queue in every half-hour that a shift covers, of these days."""
    first, last = days[0], days[-1] + 1
    only = " and list_contains($queues, queue::varchar)" if queues else ""
    minutes = "date_diff('minute', timestamp '1970-01-01', {})"
    # A shift that ends at an earlier hour than it begins ends on the next day (as the measure of the rota has it).
    end = (
        "case when ends_at < interval_start then ends_at + to_days(1) "
        f"else coalesce(ends_at, interval_start + to_minutes({HALF_HOUR})) end"
    )
    rows = store.arrays(
        f"select coalesce(queue::varchar, '') as queue, {minutes.format('interval_start')} as begins, "
        f"{minutes.format(end)} as ends, {', '.join(f'sum(coalesce({name}, 0))::double as {name}' for name in PEOPLE)} "
        "from shifts where grain = 'moment' and interval_start >= $first - to_days(1) and interval_start < $last"
        f"{only} group by all",
        {"first": first.item(), "last": last.item(), **({"queues": list(queues)} if queues else {})},
    )
    # A half-hour counts where the shift covers all of it.
    start = int(first.astype(np.int64)) * SLOTS
    begins = np.clip(-(-rows["begins"] // HALF_HOUR) - start, 0, None).astype(np.int64)
    size = (int(last.astype(np.int64)) - int(first.astype(np.int64))) * SLOTS
    ends = np.clip(rows["ends"] // HALF_HOUR - start, 0, size).astype(np.int64)
    wanted = (days - first).astype(np.int64)
    found: dict[str, dict[str, Floats]] = {}
    for queue in np.unique(rows["queue"].astype(str)):
        own = (rows["queue"].astype(str) == queue) & (ends > begins)
        found[str(queue)] = {}
        for name in PEOPLE:
            steps = np.zeros(size + 1)
            np.add.at(steps, begins[own], rows[name][own])
            np.add.at(steps, ends[own], -rows[name][own])
            found[str(queue)][name] = np.cumsum(steps)[:size].reshape(-1, SLOTS)[wanted]
    return found


def match_queues(calls: HalfHours, people: Mapping[str, Mapping[str, Floats]]) -> Duty:
    """Queues by their names in both; all as one where no name is in both."""
    both = tuple(name for name in calls.groups if name in people)
    unmatched = tuple(sorted(set(calls.groups) ^ set(people)))
    if both:
        of_calls = {queue: {name: calls.of(name, queue) for name in CALLS} for queue in both}
        return Duty(calls.days, both, of_calls, {queue: people[queue] for queue in both}, unmatched)
    whole = {name: calls.sums[name].sum(axis=0) for name in CALLS}
    together = {name: np.sum([one[name] for one in people.values()], axis=0) for name in PEOPLE}
    return Duty(calls.days, (ALL_QUEUES,), {ALL_QUEUES: whole}, {ALL_QUEUES: together}, ())


def of_days(duty: Duty, kept: np.ndarray) -> Duty:
    """The same of some of its days only."""
    calls, people = (
        {queue: {name: values[kept] for name, values in sums.items()} for queue, sums in sides.items()}
        for sides in (duty.calls, duty.people)
    )
    return replace(duty, days=duty.days[kept], calls=calls, people=people)


@dataclass(frozen=True)
class UsualCall:
    """What is taken to be the same in all half-hours of a queue: seconds of a call and of patience, who gives up.

    `patience` is inf where so few give up that nobody is taken to; `seen` is what those who did had.
    """

    handle: float
    patience: float
    given_up: float
    seen: float = inf

    def in_hours(self, offered: float, abandoned: float) -> "UsualCall":
        """The same for hours in which so many rang and gave up: their patience counts where many do there."""
        return replace(self, patience=self.seen) if abandoned > GIVE_UP * offered else self

    def demand(self, calls: float) -> Demand:
        """So many calls in a half-hour."""
        return Demand(max(calls, 0.0), INTERVAL, self.handle, self.patience)


def usual_call(calls: Mapping[str, Floats], staff: Floats, weekday: np.ndarray) -> UsualCall | None:
    """What holds for all of a queue's calls (`CALLS`, days by half-hours), with the people on duty and the weekday of
    each day; None without talk times or waits.
    """
    offered, answered, abandoned, waited, lost, handled = (float(calls[name].sum()) for name in CALLS)
    if not (answered and handled and waited):
        return None
    given_up = abandoned / offered
    # Where the export does not say how long those who gave up had waited, they are taken to have waited like the rest.
    whole = waited + (lost or waited * abandoned / answered)
    handle = handled / answered
    gives_up = given_up > GIVE_UP or _cannot_keep_up(calls["offered"] * handle / INTERVAL, staff, weekday)
    seen = patience_seen(abandoned, whole)[0]
    return UsualCall(handle, seen if gives_up else inf, given_up, seen)


def _cannot_keep_up(work: Floats, staff: Floats, weekday: np.ndarray) -> bool:
    """Whether in some half-hour of the week more work comes than the people on duty do: Erlang C would leave all its
    callers waiting for ever, where in life they give up.
    """
    for day in np.unique(weekday):
        here, there = work[weekday == day].mean(axis=0), staff[weekday == day].mean(axis=0)
        if ((there > 0) & (here >= there)).any():
            return True
    return False
