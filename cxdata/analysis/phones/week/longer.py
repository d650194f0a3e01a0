"""What longer hours would take: the calls that came after closing, the people for them, and what a call would cost."""

from dataclasses import dataclass
from math import ceil, isfinite, isnan, nan

import numpy as np

from cxdata.analysis.phones.week.counted import SLOTS, count_half_hours, weekday_of
from cxdata.analysis.phones.week.duty import CALLS, UsualCall, usual_call
from cxdata.analysis.phones.week.open_hours import HALF_HOUR, is_holiday, opening_slots
from cxdata.analysis.phones.week.peaks import clock
from cxdata.analysis.phones.week.staffing import promise_of
from cxdata.analysis.result import Result, say_many
from cxdata.council import Council
from cxdata.measures import MEASURES
from cxdata.measures.statement import narrowed
from cxdata.measures.words import say_count
from cxdata.scope import Scope
from cxdata.stats.basics.proportions import Floats
from cxdata.stats.queues import erlang_a, people_needed
from cxdata.store import Store

UNTIL = 19 * 60
"""Seven in the evening, in minutes of the day."""
FEWEST_CALLS = 0.5
"""Calls a day after closing: with fewer there is nothing to reckon with."""


@dataclass(frozen=True)
class Longer(Result):
    """Open from `closes` until `until` on the days that are open now: calls, forms and hours of people, all on one day.

    `forms` came by then too, nan where none are loaded with a time. `pounds` is what a call answered would cost, with
    its range; nan where no cost of a call is set or no rota says how many calls an hour of a person answers.
    """

    closes: str
    until: str
    days: int
    calls: float
    forms: float
    people: int
    hours: float
    answered: float
    pounds: float
    low: float
    high: float
    now: float
    why_not: str = ""


def longer(store: Store, scope: Scope, council: Council, *, until: int = UNTIL, staff_hours: float = nan) -> Longer:
    """What it would take to stay open until a minute of the day. `staff_hours` are the hours of people on duty on a
    day, from which the cost of an hour is reckoned.
    """
    opened = opening_slots(council)
    closing = int(np.flatnonzero(opened.any(axis=0)).max()) + 1
    blank = Longer(clock(closing * HALF_HOUR), clock(until), 0, nan, nan, 0, nan, nan, nan, nan, nan, nan)
    if "calls" not in store.spans:
        return _because(blank, "No telephone data is loaded")
    if closing * HALF_HOUR >= until:
        return _because(blank, f"The council is open until {blank.closes} as it is")
    measure, phones = MEASURES["calls_offered"], scope.with_choice("channel")
    chosen = narrowed(measure, phones, council)
    counted = count_half_hours(store, "calls", CALLS, f"{chosen.sql} and {measure.condition}", chosen.values)
    days = np.asarray(opened.any(axis=1))[weekday_of(counted.days)] & ~is_holiday(counted.days, council)
    calls = {name: sums[0][days] for name, sums in counted.sums.items()}
    evening = slice(closing, min(-(-until // HALF_HOUR), SLOTS))
    rate = calls["offered"][:, evening].mean(axis=0) if days.any() else np.zeros(1)
    forms = _forms(store, scope, council, evening, opened)
    blank = Longer(
        blank.closes, blank.until, int(days.sum()), float(rate.sum()), forms, 0, nan, nan, nan, nan, nan, nan
    )
    if rate.sum() < FEWEST_CALLS:
        return _because(blank, _say_no_calls(blank, calls["offered"], opened, weekday_of(counted.days[days])))
    hours_now = {name: of[:, :closing] for name, of in calls.items()}
    nobody = np.zeros_like(hours_now["offered"])
    usual = usual_call(hours_now, nobody, weekday_of(counted.days[days]))
    if usual is None:
        return _because(blank, "The telephone data has no talk times or waits to reckon with")
    now = float(hours_now["answered"].sum()) / blank.days
    return _reckoned(blank, rate, usual, now, council, staff_hours)


def _say_no_calls(one: Longer, offered: Floats, opened: np.ndarray, weekday: np.ndarray) -> str:
    """Why there is nothing to reckon with. Where the line counts calls at other hours out of the opening hours it is
    not shut then: nobody rang. Where it counts none at all, nobody can tell who would have.
    """
    came = float(offered[~opened[weekday]].sum()) / max(one.days, 1)
    few = "no calls" if not one.calls else "hardly any calls"
    if came >= FEWEST_CALLS:
        return (
            f"The telephone data has {few} from {one.closes} to {one.until}, and {say_many(round(came) or 1, 'call')} "
            "a day at other hours when the council is closed"
        )
    return f"The telephone data has {few} after {one.closes}: who rang then nobody can tell"


def _reckoned(one: Longer, rate: np.ndarray, usual: UsualCall, now: float, council: Council, hours: float) -> Longer:
    """People for each half-hour, the share of calls they answer, and what one costs at the cost of an hour of today:
    `now` calls are answered on a day by people on duty for so many hours.
    """
    promise = promise_of(council)
    demands = [usual.demand(float(calls)) for calls in rate]
    people = [max(people_needed(demand, promise), 1) for demand in demands]
    answered = sum(
        demand.calls * (1 - erlang_a(demand, number).given_up) for demand, number in zip(demands, people, strict=True)
    )
    taken = sum(people) * HALF_HOUR / 60
    cost = next((unit for unit in council.unit_costs if unit.channel == "phone"), None)
    low, pounds, high = nan, nan, nan
    if cost and isfinite(hours) and hours:
        low, pounds, high = (each * now / hours * taken / answered for each in cost.range)
    return Longer(
        closes=one.closes,
        until=one.until,
        days=one.days,
        calls=one.calls,
        forms=one.forms,
        people=max(people),
        hours=taken,
        answered=answered,
        low=low,
        pounds=pounds,
        high=high,
        now=cost.pounds if cost else nan,
    )


def _forms(store: Store, scope: Scope, council: Council, evening: slice, opened: np.ndarray) -> float:
    """Contacts online in the same hours of the same weekdays, on one day; nan where none are loaded with a time."""
    if "contacts" not in store.spans:
        return nan
    measure = MEASURES["contacts"]
    online = narrowed(measure, scope.with_choice("channel", *council.channel_groups["online"]), council)
    counted = count_half_hours(store, "contacts", {"came": "sum(count)"}, online.sql, online.values)
    days = np.asarray(opened.any(axis=1))[weekday_of(counted.days)] & ~is_holiday(counted.days, council)
    came = counted.sums["came"][0]
    return float(came[days][:, evening].sum() / days.sum()) if days.any() and came.any() else nan


def _because(one: Longer, why: str) -> Longer:
    return Longer(**{**one.__dict__, "why_not": why})


def say_longer(one: Longer) -> str:
    """'Open until 19:00: 12 calls a day came after 17:00; 2 people, 4 hours, about £2.40 a call answered.'"""
    forms = (
        ""
        if isnan(one.forms)
        else f" {say_count(one.forms)} forms a day are sent between {one.closes} and {one.until}."
    )
    if one.why_not:
        return f"{one.why_not}.{forms}"
    head = f"Open until {one.until}: {one.calls:.0f} calls a day came after {one.closes}"
    people = f"{one.people} {'person' if one.people == 1 else 'people'}, {one.hours:g} hours a day"
    if isnan(one.pounds):
        cost = f"{ceil(one.hours * 60 / one.answered)} minutes of people a call answered"
    else:
        cost = f"about £{one.pounds:.2f} a call answered (£{one.low:.2f} to £{one.high:.2f}), now £{one.now:.2f}"
    return f"{head}. It takes {people}: {cost}.{forms}"
