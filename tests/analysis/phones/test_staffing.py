"""People on duty: advice where the model gives the waits seen, none where it does not, and none without a rota."""

import csv
from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta
from math import inf
from pathlib import Path

import numpy as np
import pytest

from cxdata.analysis.phones.week.advice import advise, on_duty, spare
from cxdata.analysis.phones.week.counted import SLOTS, HalfHours
from cxdata.analysis.phones.week.duty import ALL_QUEUES, CALLS, PEOPLE, Duty, match_queues
from cxdata.analysis.phones.week.longer import longer, say_longer
from cxdata.analysis.phones.week.open_hours import HALF_HOUR, HOUR
from cxdata.analysis.phones.week.staffing import Staffing, promise_of, reckon, staffing
from cxdata.analysis.phones.week.staffing_words import say_fit, say_rest_of_staffing, say_staffing
from cxdata.council import Council, Target, UnitCost
from cxdata.scope import Scope
from cxdata.settings import read_settings
from cxdata.stats.queues import Demand, Promise, erlang_a
from cxdata.store import Store, open_store
from tests.analysis.phones.conftest import Load, week_of_calls
from tests.cli.terminal import run

WEEKS, PATIENCE, HANDLE = 12, 400.0, 300.0
MONDAY = np.datetime64("2026-06-01")
PROMISE = Promise(share=0.8, seconds=120, occupancy=1.0, given_up=0.08)
NINE, ELEVEN, FIVE = 18, 22, 34
POSTS = ("People on duty", "In training", "Posts vacant")
HEADERS = (
    "Interval Start,Skill Group,IVR Option,Service,Offered,Handled,Abnd,Abnd <5s,"
    "Queue Time (s),Talk+Wrap (s),Handled <=120s,Abnd Time (s)"
)


def people(weekday: int, slot: int) -> int:
    """Five in every half-hour."""
    return 5


def rate(weekday: int, slot: int) -> float:
    """Twelve calls in a half-hour, which are two people's work; 24 on Mondays from nine to eleven, which are four's."""
    return 24.0 if weekday == 0 and slot < ELEVEN else 12.0


def a_duty(
    of_people: Callable[[int, int], int] = people, *, weeks: int = WEEKS, longer_by: float = 1.0, queue: str = "Waste"
) -> Duty:
    """Whole weeks in which callers wait and give up as the model says, or `longer_by` times as long."""
    days = np.array([MONDAY + 7 * week + day for week in range(weeks) for day in range(5)])
    calls = {name: np.zeros((len(days), SLOTS)) for name in CALLS}
    staff = np.zeros((len(days), SLOTS))
    for place, day in enumerate(days):
        weekday = int((day - MONDAY).astype(int)) % 7
        for slot in range(NINE, FIVE):
            offered, staff[place, slot] = rate(weekday, slot), of_people(weekday, slot)
            service = erlang_a(Demand(offered, 1800, HANDLE, PATIENCE), of_people(weekday, slot))
            lost = offered * service.given_up
            waited = offered * service.wait * longer_by
            figures = offered, offered - lost, lost, waited * 0.7, waited * 0.3, (offered - lost) * HANDLE
            for name, figure in zip(CALLS, figures, strict=True):
                calls[name][place, slot] = figure
    nobody = np.zeros_like(staff)
    return Duty(days, (queue,), {queue: calls}, {queue: {"staff": staff, "in_training": nobody, "vacant": nobody}}, ())


def reckoned(duty: Duty) -> Staffing:
    return reckon(duty, PROMISE, Council())


def test_where_people_are_missing_it_says_when_and_how_many() -> None:
    """Of 24 calls of 5 minutes 4 people lose 18 in 100, 5 lose 9, and 6 lose 4 (counted state by state in
    tests/stats/test_queues.py): with five on duty one is missing on Mondays from nine to eleven, with four two.
    """
    one = reckoned(a_duty())
    assert say_staffing(one) == "One more person from 09:00 to 11:00 on Mondays would keep the promise"
    two = reckoned(a_duty(lambda weekday, slot: 4))
    assert say_staffing(two) == "Two more people from 09:00 to 11:00 on Mondays would keep the promise"
    (advice,) = advise(two)
    assert (advice.more, advice.weekdays, advice.starts, advice.ends) == (2, ("Monday",), "09:00", "11:00")
    assert advice.expected == pytest.approx(erlang_a(Demand(24, 1800, HANDLE, PATIENCE), 4).wait, rel=0.05)
    assert advice.then < 20 < advice.wait


def test_the_people_missing_are_laid_over_the_week() -> None:
    result = reckoned(a_duty(lambda weekday, slot: 4))
    half_hours = on_duty(result, HALF_HOUR)
    assert half_hours["Monday", "09:00"] == (4, 2)
    assert half_hours["Tuesday", "09:00"] == (4, 0)
    assert on_duty(result, HOUR)["Monday", "10:00"] == (4, 2)


def test_one_hour_with_too_few_is_said_of_all_days_that_have_it() -> None:
    result = reckoned(a_duty(lambda weekday, slot: 2 if 30 <= slot < 32 and weekday in (3, 4) else 7))
    assert say_staffing(result).startswith("Two more people from 15:00 to 16:00 on Thursdays and Fridays")


def test_people_who_are_not_needed_are_said_as_such() -> None:
    result = reckoned(a_duty(lambda weekday, slot: 9))
    assert (
        say_staffing(result) == "By the model enough people are on duty in every hour of the week to keep the promise"
    )
    assert max(-advice.more for advice in spare(result)) >= 3


def test_waits_of_another_cause_bring_no_advice() -> None:
    """Callers wait five times as long as so few people can explain (a line that is down, people off the phones)."""
    result = reckoned(a_duty(lambda weekday, slot: 4, longer_by=5))
    assert say_staffing(result) == "The waits seen are not those of the people on duty: nothing is advised on staffing"
    assert advise(result) == ()
    assert "it does not fit, so nothing is advised" in say_fit(result.fits[0])
    assert any("does not fit" in line for line in say_rest_of_staffing(result))


def test_callers_who_do_not_give_up_are_reckoned_by_erlang_c() -> None:
    duty = a_duty(lambda weekday, slot: 9)
    (fit,) = reckoned(duty).fits
    assert (fit.formula, fit.patience) == ("Erlang C", inf)
    assert reckoned(a_duty(lambda weekday, slot: 4)).fits[0].formula == "Erlang A"


def test_patience_comes_out_of_those_who_gave_up() -> None:
    (fit,) = reckoned(a_duty(lambda weekday, slot: 4)).fits
    assert fit.patience == pytest.approx(PATIENCE, rel=0.01)
    assert fit.handle == pytest.approx(HANDLE)


def test_a_few_weeks_are_too_few() -> None:
    result = reckoned(a_duty(weeks=3))
    assert say_staffing(result) == "3 weeks of rota and calls are too few; it takes 8"
    assert advise(result) == ()


def test_the_promise_is_the_councils_own() -> None:
    day = date(2025, 4, 1)
    targets = (
        Target("average_wait", date(2024, 4, 1), high=300),
        Target("average_wait", day, high=120),
        Target("answered_in_target", day, low=0.6),
    )
    assert promise_of(Council()) == Promise(0.8, 20, 0.85)
    assert promise_of(Council(targets=targets)) == Promise(0.6, 120, 0.85, wait=120)


# By way of files, as an officer loads them.


def write_calls(path: Path, duty: Duty, *, queue: str, evening: float = 0.0) -> None:
    """The half-hours of a duty as a telephone export writes them; `evening` calls in each half-hour until seven."""
    lines = [HEADERS]
    (calls,) = duty.calls.values()
    for place, day in enumerate(duty.days):
        for slot in range(NINE, 38 if evening else FIVE):
            when = datetime.combine(day.item(), datetime.min.time()) + timedelta(minutes=30 * slot)
            if slot < FIVE:
                offered, answered, abandoned, waited, lost, handled = (calls[name][place, slot] for name in CALLS)
                figures = round(offered), round(offered) - round(abandoned), round(abandoned), 0
                times = round(waited), round(handled), 0, round(lost)
                lines.append(f"{when:%d/%m/%Y %H:%M},{queue},,,{','.join(map(str, (*figures, *times)))}")
            else:
                lines.append(f"{when:%d/%m/%Y %H:%M},{queue},,,{evening:.0f},0,{evening:.0f},0,0,0,0,0")
    path.write_text("\n".join(lines), encoding="utf-8")


def write_rota(path: Path, days: Iterable[np.datetime64], *, queue: str, number: int) -> None:
    """One shift a day, from nine to five."""
    with path.open("w", encoding="utf-8", newline="") as out:
        rows = csv.writer(out)
        rows.writerow(("Shift date", "On duty from", "On duty to", "Team", *POSTS))
        rows.writerows((f"{day.item():%d/%m/%Y}", "09:00", "17:00", queue, number, 1, 2) for day in days)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """A store of twelve weeks of calls, three of them in each half-hour after five, and a rota of four people."""
    folder = tmp_path_factory.mktemp("staffing")
    duty = a_duty(lambda weekday, slot: 4)
    write_calls(folder / "calls.csv", duty, queue="Waste", evening=3)
    write_rota(folder / "rota.csv", duty.days, queue="Waste", number=4)
    done = run(folder / "data", "load", folder / "calls.csv", folder / "rota.csv")
    assert done.code == 0, done.out + done.err
    return open_store(folder / "data")


def test_shifts_are_laid_over_every_half_hour_they_cover(store: Store) -> None:
    result = staffing(store, Scope(), Council())
    assert {need.duty for need in result.needs} == {4}
    assert {(need.starts, need.days) for need in result.needs if need.weekday == "Monday"} == {
        (f"{hour:02d}:{half}", WEEKS) for hour in range(9, 17) for half in ("00", "30")
    }
    assert (result.on_duty, result.in_training, result.vacant) == (4, 1, 2)
    assert "2.0 posts are vacant" in say_rest_of_staffing(result)[-1]


def test_a_rota_that_names_other_queues_is_held_against_all_calls() -> None:
    days = np.array([MONDAY])
    ones = np.ones((1, SLOTS))
    calls = HalfHours(days, ("Waste", "Housing"), {name: np.stack([ones, ones]) for name in CALLS}, {})
    duty = match_queues(calls, {"Contact centre": dict.fromkeys(PEOPLE, 3 * ones)})
    assert duty.queues == (ALL_QUEUES,)
    assert duty.calls[ALL_QUEUES]["offered"][0, 0] == 2
    assert duty.people[ALL_QUEUES]["staff"][0, 0] == 3
    some = match_queues(calls, {"Waste": dict.fromkeys(PEOPLE, ones), "Desk": dict.fromkeys(PEOPLE, ones)})
    assert (some.queues, some.unmatched) == (("Waste",), ("Desk", "Housing"))


def test_without_a_rota_nothing_is_said_of_staffing(load_calls: Load) -> None:
    data = load_calls(week_of_calls(1, weeks=2, gives_up=lambda *_: 0.1))
    told = staffing(open_store(data), Scope(), Council())
    assert say_staffing(told) == "No rota of the people on duty is loaded"


def test_staff_cannot_be_split_by_service(store: Store) -> None:
    result = staffing(store, Scope().with_choice("service", "Bins"), Council())
    assert say_staffing(result) == "People on duty answer all calls of their queue: they cannot be split as chosen here"


def test_longer_hours_say_calls_and_what_one_would_cost(store: Store) -> None:
    """Three calls in each of four half-hours after five: 12 a day, for which two people are needed, so 4 hours. On a
    day now 32 hours of people answer some 200 calls: at £2.83 each an hour is about £18, and a call then £18 × 4 ÷ 12.
    """
    hours = staffing(store, Scope(), Council()).hours
    assert hours == 32
    told = longer(store, Scope(), Council(unit_costs=(UnitCost("phone", 2.83, 2011, ""),)), staff_hours=hours)
    assert (told.calls, told.people, told.hours) == (12, 2, 4)
    assert told.pounds == pytest.approx(2.83 * 200 / 32 * 4 / 12, rel=0.1)
    assert say_longer(told).startswith("Open until 19:00: 12 calls a day came after 17:00. It takes 2 people, 4 hours")
    without = say_longer(longer(store, Scope(), Council()))
    assert "minutes of people a call answered" in without


def test_calls_that_were_never_counted_cost_nothing(sample_data: Path) -> None:
    told = longer(open_store(sample_data), Scope(), Council())
    assert say_longer(told).startswith("The telephone data has no calls after 17:00: who rang then nobody can tell. ")


def test_the_monday_mornings_of_the_sample_are_found(sample_data: Path) -> None:
    """Planted: a rota with too few on Mondays from nine to eleven only, and one person for adult social care."""
    result = staffing(open_store(sample_data), Scope(), read_settings(sample_data))
    assert say_staffing(result) == "Two more people from 09:00 to 11:00 on Mondays would keep the promise"
    first, *others = advise(result)
    assert {advice.more for advice in others} == {1}
    assert {advice.queues for advice in others} == {("Adult social care",)}
