"""The week of calls, visits and forms: recounted, planted peaks found, and what must not make one."""

import gzip
import random
from collections import Counter
from datetime import date, datetime, time, timedelta
from pathlib import Path

import numpy as np
import pytest

from cxdata.analysis.phones.week.dated import of_events, of_holidays, of_months
from cxdata.analysis.phones.week.open_hours import DAY, HALF_HOUR, HOUR, Steps, steps_of
from cxdata.analysis.phones.week.peaks import week
from cxdata.analysis.phones.week.words import say_different, say_rest, say_week
from cxdata.council import Council, Event
from cxdata.council.working_days import bank_holidays
from cxdata.errors import CxError
from cxdata.periods import Period
from cxdata.scope import Scope
from cxdata.settings import read_settings
from cxdata.store import Store, open_store
from tests.analysis.phones.conftest import MONDAY, Load, Row, week_of_calls
from tests.cli.terminal import run
from tests.conftest import ROOT


@pytest.fixture(scope="module")
def sample_store(sample_data: Path) -> Store:
    return open_store(sample_data)


def test_the_means_are_those_of_the_file(sample_data: Path, sample_store: Store) -> None:
    """Mondays 09:30 to 10:00, added up from the export itself: all calls over the days that are no bank holiday."""
    by_day: Counter[date] = Counter()
    with gzip.open(ROOT / "sample_data" / "telephony_half_hours.txt.gz", "rt", encoding="utf-8") as lines:
        next(lines)
        for line in lines:
            started, _, _, _, offered, *_ = line.split("\t")
            when = datetime.strptime(started, "%d/%m/%Y %H:%M")
            if when.weekday() == 0 and when.time() == time(9, 30) and offered.isdecimal():
                by_day[when.date()] += int(offered)
    holidays = bank_holidays("england", range(2024, 2027))
    usual = [count for day, count in by_day.items() if day not in holidays]
    told = week(sample_store, "calls", Scope(), read_settings(sample_data))
    (cell,) = [cell for cell in told.cells if (cell.weekday, cell.starts) == ("Monday", "09:30")]
    assert (cell.total, cell.days) == (sum(usual), len(usual))
    assert cell.mean == pytest.approx(sum(usual) / len(usual))


def test_the_peak_of_the_sample_is_found(sample_data: Path, sample_store: Store) -> None:
    """Planted: Mondays have 1.3 times the calls of other days, and mid-morning 1.3 times those of other hours."""
    told = week(sample_store, "calls", Scope(), read_settings(sample_data))
    expected = "Calls peak on Mondays from 09:30 to 12:00, week after week: 1.5 times the usual half-hour"
    assert say_week(told) == expected
    assert "March +17%" in say_rest(told)[-1]
    assert told.minutes == HALF_HOUR
    assert told.in_hours


def test_forms_are_looked_at_by_day_and_night_and_visits_in_opening_hours(sample_store: Store) -> None:
    forms = week(sample_store, "forms", Scope(), Council())
    assert {cell.weekday for cell in forms.cells} >= {"Saturday", "Sunday"}
    assert (forms.cells[0].starts, forms.minutes) == ("00:00", HOUR)  # two an hour: half-hours would say little
    visits = week(sample_store, "visits", Scope(), Council())
    assert {cell.starts for cell in visits.cells} == {f"{hour:02d}:00" for hour in range(9, 17)}
    assert not visits.peaks


def test_a_ward_with_few_forms_names_nothing_of_few(sample_store: Store) -> None:
    ward = sample_store.levels("ward")[0]
    told = week(sample_store, "forms", Scope().with_choice("ward", ward), Council())
    whole = week(sample_store, "forms", Scope(), Council())
    assert sum(cell.total for cell in told.cells) < 0.1 * sum(cell.total for cell in whole.cells)
    assert max(cell.days for cell in told.cells) == max(cell.days for cell in whole.cells)  # days without count too


def test_one_week_is_too_few(load_calls: Load) -> None:
    data = load_calls(week_of_calls(1, weeks=1, gives_up=lambda *_: 0.1))
    told = week(open_store(data), "calls", Scope(), Council())
    assert say_week(told) == "1 week of calls is too few weeks to tell a peak from a big day; it takes 8"
    assert (told.peaks, told.troughs) == ((), ())
    assert len(told.cells) > 0


def test_where_all_hours_are_alike_nothing_is_said(load_calls: Load) -> None:
    chance = random.Random(1)
    days = [MONDAY + timedelta(days=day) for day in range(84) if day % 7 < 5]
    calls = [(day + timedelta(hours=hour), round(chance.gauss(40, 6))) for day in days for hour in range(9, 17)]
    rows: list[Row] = [(when, "Waste", "", offered, offered, 0, offered) for when, offered in calls]
    told = week(open_store(load_calls(rows)), "calls", Scope(), Council())
    assert say_week(told) == "No time of the week has more calls than the rest week after week"
    assert told.minutes == HOUR  # nothing begins at half past
    assert say_rest(told) == ()


def test_days_without_a_time_give_weekdays(load_calls: Load, tmp_path: Path) -> None:
    """Twice as many calls on Mondays, in an export that has days and no hours."""
    monday = datetime(2026, 1, 5)
    lines = ["Date,Calls Offered,Calls Answered"]
    for day in range(84):
        when = monday + timedelta(days=day)
        calls = 0 if when.weekday() > 4 else (200 if when.weekday() == 0 else 100) + day % 7
        lines += [f"{when:%d/%m/%Y},{calls},{calls}"] if calls else []
    (tmp_path / "daily.csv").write_text("\n".join(lines), encoding="utf-8")
    done = run(tmp_path / "data", "load", tmp_path / "daily.csv", "--suggested")
    assert done.code == 0, done.out + done.err
    told = week(open_store(tmp_path / "data"), "calls", Scope(), Council())
    assert told.minutes == DAY
    assert say_week(told) == "Calls peak on Mondays, week after week: 1.6 times the usual day"
    assert "200 calls came in each day on Mondays, against 122 in the mean day" in say_rest(told)[0]


def test_nothing_loaded_and_nothing_chosen_say_so(sample_store: Store, load_calls: Load) -> None:
    rows: list[Row] = week_of_calls(1, weeks=1, gives_up=lambda *_: 0.1)
    store = open_store(load_calls(rows))
    assert week(store, "forms", Scope(), Council()).why_not
    early = Scope(Period(date(2001, 1, 1), date(2001, 2, 1)))
    assert week(sample_store, "calls", early, Council()).cells == ()


def test_a_choice_of_which_no_form_came_says_so(sample_data: Path, sample_store: Store) -> None:
    """Forms of other services came on every day, of those not recorded none: the page failed on it."""
    told = week(sample_store, "forms", Scope().with_choice("service", "Not recorded"), read_settings(sample_data))
    assert told.why_not == "No forms with a day in this selection."
    assert told.cells == ()
    done = run(sample_data, "peaks", "forms", "--where", "service=Not recorded")
    assert (done.code, done.out) == (1, "")
    assert told.why_not in done.err


def test_what_is_no_count_by_time_is_refused(sample_store: Store) -> None:
    with pytest.raises(CxError, match="'abandoned_share' is not counted by time of day"):
        week(sample_store, "abandoned_share", Scope(), Council())
    with pytest.raises(CxError, match="Did you mean calls or calls_offered"):
        week(sample_store, "callls", Scope(), Council())


def days_of(first: str, last: str) -> np.ndarray:
    return np.arange(first, last, dtype="datetime64[D]")


def steps(days: np.ndarray, daily: np.ndarray) -> Steps:
    timed = np.zeros((len(days), 48))
    timed[:, 20] = daily
    timed[:, 21] = daily
    return steps_of(days, timed, np.zeros(len(days)), Council(), staffed=False)


def test_the_hour_that_is_missing_or_twice_is_in_no_mean() -> None:
    """The clocks of 2026 change on Sundays 29 March and 25 October at one in the morning."""
    days = days_of("2026-03-01", "2026-11-30")
    timed = np.full((len(days), 48), 10.0)
    timed[days == np.datetime64("2026-03-29"), 2:4] = 0
    timed[days == np.datetime64("2026-10-25"), 2:4] = 20
    counts = steps_of(days, timed, np.zeros(len(days)), Council(), staffed=False).counts
    odd = np.argwhere(np.isnan(counts)).tolist()
    assert [(str(days[day]), slot) for day, slot in odd] == [
        (day, slot) for day in ("2026-03-29", "2026-10-25") for slot in (2, 3)
    ]
    assert np.nanstd(counts) == 0


def test_bank_holidays_stand_apart_and_the_day_after_is_told() -> None:
    """Nobody rings on a bank holiday, and twice as many on the first day after it."""
    days = days_of("2025-01-01", "2027-01-01")
    days = days[(days.astype(int) + 3) % 7 < 5]
    holidays = np.array(sorted(bank_holidays("england", (2025, 2026))), dtype="datetime64[D]")
    open_days = days[~np.isin(days, holidays)]
    first_after = np.array([open_days[np.searchsorted(open_days, day)] for day in holidays if day < open_days[-1]])
    told = of_holidays(steps(open_days, np.where(np.isin(open_days, first_after), 100.0, 50.0)))
    (after,) = told
    assert after.what == "the first day after a bank holiday"
    assert after.days == len(np.unique(first_after)) - 1  # nobody knows what was before the first day
    assert after.differs
    assert after.ratio > 1.6


def test_a_month_of_two_years_is_a_season() -> None:
    days = days_of("2024-04-01", "2026-04-01")
    march = days.astype("datetime64[M]").astype(int) % 12 == 2
    told = {one.what: one for one in of_months(steps(days, np.where(march, 80.0, 50.0)))}
    assert told["March"].differs
    assert told["March"].years == 2
    assert told["March"].ratio == pytest.approx(1.6, abs=0.15)


def test_an_event_is_held_against_the_weeks_before() -> None:
    """Half as many again for two weeks after the bills; nothing after the bins, whose weeks before hold the bills'.
    Of 40 draws at most 6 may say of the bins that they changed something (0.05 of 40 are 2; 7 would be one in 200).
    """
    days = days_of("2026-01-05", "2026-06-01")
    days = days[(days.astype(int) + 3) % 7 < 5]
    bills = np.datetime64("2026-03-10")
    events = [Event(date(2026, 3, 10), "Bills sent out"), Event(date(2026, 5, 6), "Bins change")]
    bins_differ, said = 0, ""
    for seed in range(40):
        mean = np.where((days >= bills) & (days < bills + 14), 75, 50)
        bill, bins = of_events(steps(days, np.random.default_rng(seed).poisson(mean).astype(float)), events)
        assert bill.differs
        assert bill.ratio == pytest.approx(1.5, abs=0.3)
        bins_differ += bins.differs
        said = said or say_different(bill, "calls")
    assert bins_differ <= 6
    assert said.startswith("In the 10 open days from “Bills sent out” (10 March 2026) on, calls were ")
