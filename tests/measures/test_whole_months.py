"""Which months are whole: where a file begins and stops inside a month, and where it does not."""

import random
from datetime import date, timedelta
from pathlib import Path

import pytest

from cxdata.constants import StoredFile
from cxdata.measures.coverage.exports import Day, Export, exports_of
from cxdata.measures.coverage.whole_months import judge, whole_in_all, whole_months
from cxdata.periods import Period, add_months
from cxdata.store import Store
from tests.analysis.small import survey

Exports = tuple[Export, ...]


def plain(days: list[date]) -> list[tuple[date, dict[str, str]]]:
    return [(day, {}) for day in days]


def daily(first: date, last: date) -> list[date]:
    return [first + timedelta(days=step) for step in range((last - first).days + 1)]


def test_months_begun_or_stopped_inside_are_left_out(tmp_path: Path) -> None:
    found = whole_months(survey(tmp_path, plain(daily(date(2025, 1, 10), date(2025, 4, 20)))), "responses")
    assert found.months == Period(date(2025, 2, 1), date(2025, 4, 1))
    assert found.notes == (
        "January 2025 is left out: survey.csv starts on 10 January 2025.",
        "April 2025 is left out: survey.csv stops on 20 April 2025.",
    )


def test_a_weekend_at_the_end_is_no_gap(tmp_path: Path) -> None:
    """May 2025 ends on a Saturday: its last working day is the 30th."""
    days = [day for day in daily(date(2025, 3, 3), date(2025, 5, 30)) if day.weekday() < 5]
    found = whole_months(survey(tmp_path, plain(days)), "responses")
    assert found.months == Period(date(2025, 3, 1), date(2025, 6, 1))
    assert found.notes == ()


def test_rare_answers_cannot_tell_where_their_file_ends(tmp_path: Path) -> None:
    days = [date(2025, month, 12) for month in (1, 2, 3, 4, 5)]
    found = whole_months(survey(tmp_path, plain(days)), "responses")
    assert found.months == Period(date(2025, 1, 1), date(2025, 6, 1))


def test_a_part_of_one_month_leaves_none(tmp_path: Path) -> None:
    found = whole_months(survey(tmp_path, plain(daily(date(2025, 1, 10), date(2025, 1, 20)))), "responses")
    assert found.months is None


def test_a_period_narrows_to_the_months_inside_it(store: Store) -> None:
    found = whole_months(store, "responses", Period(date(2025, 1, 10), date(2025, 5, 1)))
    assert found.months == Period(date(2025, 2, 1), date(2025, 5, 1))
    assert found.notes == ("January 2025 left out: the period chosen takes only a part.",)


def test_the_sample_stops_inside_september_in_one_file_of_its_contacts(store: Store) -> None:
    stop = whole_months(store, "contacts").stop
    assert stop is not None
    assert stop.month == "2026-09"
    assert stop.sentence == (
        "September 2026 is not whole in the contacts: online_forms_and_app.csv.gz stops on 15 September 2026."
    )
    assert whole_months(store, "responses").stop is None
    assert whole_months(store, "invitations").stop is None, "a monthly file's last month is whole"


def test_a_table_that_is_not_loaded_has_none(tmp_path: Path) -> None:
    assert whole_months(survey(tmp_path, plain(daily(date(2025, 1, 1), date(2025, 1, 31)))), "contacts").months is None


def exports(*files: tuple[str, str, list[date]], loaded: date | None = None, monthly: bool = False) -> Exports:
    """Files of contacts: name, layout and the days with rows."""
    return exports_of(
        [StoredFile(number, name, "", layout, loaded) for number, (name, layout, _) in enumerate(files)],
        [Day("contacts", number, day, monthly) for number, (*_, days) in enumerate(files) for day in days],
    )


def months(first: date, count: int) -> list[date]:
    return [add_months(first, step) for step in range(count)]


def test_eight_enquiries_cannot_tell_where_their_file_ends() -> None:
    received = ((1, 9), (2, 3), (2, 27), (3, 20), (4, 14), (5, 1), (5, 29), (6, 20))
    days = [date(2026, month, day) for month, day in received]
    assert judge(exports(("enquiries.csv", "e", days)), "contacts").months == Period(date(2026, 1, 1), date(2026, 7, 1))


def test_a_month_that_was_not_over_when_the_file_was_loaded_is_not_whole_however_rare_its_rows() -> None:
    days = [date(2026, 1, 9), date(2026, 3, 20), date(2026, 5, 29), date(2026, 6, 20)]
    whole = judge(exports(("enquiries.csv", "e", days), loaded=date(2026, 6, 24)), "contacts")
    assert whole.months == Period(date(2026, 1, 1), date(2026, 6, 1))
    assert whole.notes == (
        "June 2026 is left out: enquiries.csv was loaded on 24 June 2026, before the month was over.",
    )


def test_other_rows_of_the_same_export_say_how_far_it_reaches() -> None:
    """Complaints are rare; the contacts of the same file stop on 20 June."""
    file = [StoredFile(1, "crm.csv", "", "crm", None)]
    contacts = [Day("contacts", 1, day, False) for day in daily(date(2026, 1, 1), date(2026, 6, 20))]
    complaints = [Day("complaints", 1, date(2026, month, 9), False) for month in range(1, 7)]
    assert judge(exports_of(file, complaints), "complaints").months == Period(date(2026, 1, 1), date(2026, 7, 1))
    whole = judge(exports_of(file, contacts + complaints), "complaints")
    assert whole.months == Period(date(2026, 1, 1), date(2026, 6, 1))


def test_an_export_that_lags_cuts_the_months_that_it_lacks() -> None:
    crm = ("crm.csv", "crm", daily(date(2026, 1, 1), date(2026, 6, 30)))
    late = ("forms.csv", "forms", daily(date(2026, 1, 1), date(2026, 4, 18)))
    whole = judge(exports(crm, late), "contacts")
    assert whole.months == Period(date(2026, 1, 1), date(2026, 4, 1))
    assert whole.notes == ("The months from April 2026 are left out: forms.csv stops on 18 April 2026.",)


def test_a_system_switched_off_long_ago_or_replaced_is_not_an_unfinished_month() -> None:
    crm = ("crm.csv", "crm", daily(date(2025, 1, 1), date(2026, 6, 30)))
    old = ("old.csv", "old", daily(date(2025, 1, 1), date(2026, 2, 18)))
    assert judge(exports(crm, old), "contacts").months == Period(date(2025, 1, 1), date(2026, 7, 1))
    before = ("before.csv", "before", daily(date(2025, 1, 1), date(2026, 5, 12)))
    after = ("after.csv", "after", daily(date(2026, 5, 13), date(2026, 6, 30)))
    assert judge(exports(before, after), "contacts").months == Period(date(2025, 1, 1), date(2026, 7, 1))
    assert judge(exports(crm, before), "contacts").months == Period(date(2025, 1, 1), date(2026, 5, 1))


def test_monthly_figures_are_whole_and_a_month_that_they_lack_is_not() -> None:
    crm = ("a.csv", "a", months(date(2025, 1, 1), 12))
    assert judge(exports(crm, monthly=True), "contacts").months == Period(date(2025, 1, 1), date(2026, 1, 1))
    other = ("b.csv", "b", months(date(2025, 1, 1), 11))
    whole = judge(exports(crm, other, monthly=True), "contacts")
    assert whole.months == Period(date(2025, 1, 1), date(2025, 12, 1))
    assert whole.notes == ("December 2025 is left out: b.csv stops on 30 November 2025.",)


def test_files_of_one_layout_follow_one_another_and_a_hole_between_them_breaks_its_month() -> None:
    first = ("q1.csv", "crm", daily(date(2026, 1, 1), date(2026, 3, 31)))
    second = ("q2.csv", "crm", daily(date(2026, 4, 1), date(2026, 6, 30)))
    whole = judge(exports(first, second), "contacts")
    assert (whole.months, whole.broken_months) == (Period(date(2026, 1, 1), date(2026, 7, 1)), ())
    short = ("q1.csv", "crm", daily(date(2026, 1, 1), date(2026, 3, 20)))
    whole = judge(exports(short, second), "contacts")
    assert (whole.months, whole.broken_months) == (Period(date(2026, 1, 1), date(2026, 7, 1)), (date(2026, 3, 1),))
    assert whole.notes == ("March 2026 is left out: q1.csv stops on 20 March 2026 and q2.csv starts on 1 April 2026.",)


def test_an_office_closed_over_christmas_has_not_stopped_but_a_website_has() -> None:
    days = daily(date(2025, 9, 1), date(2025, 12, 24))
    office = [day for day in days if day.weekday() < 5]
    assert judge(exports(("crm.csv", "crm", office)), "contacts").stop is None
    stop = judge(exports(("web.csv", "web", days)), "contacts").stop
    assert stop is not None
    assert (stop.month, stop.days) == ("2025-12", Period(date(2025, 12, 1), date(2025, 12, 25)))


def test_a_slip_of_the_keyboard_moves_no_end() -> None:
    days = [date(1900, 1, 1), *daily(date(2026, 1, 1), date(2026, 6, 20)), date(2062, 6, 21)]
    whole = judge(exports(("crm.csv", "crm", days), loaded=date(2026, 7, 3)), "contacts")
    assert whole.months == Period(date(2026, 1, 1), date(2026, 6, 1))


@pytest.mark.parametrize("seed", range(40))
def test_random_ends_of_dense_days_are_seen_and_chance_silence_is_not(seed: int) -> None:
    """A file cut off at random inside a month is seen; one that runs to the end of its month is called whole, whatever
    its pace: a random silence passes for a stop in about one file in a hundred, and in none of these."""
    chance = random.Random(seed)
    first, pace = date(2025, 1, 1), chance.choice((0.03, 0.1, 0.3, 0.5, 0.7, 1.0))
    days = [day for day in daily(first, date(2026, 6, 30)) if chance.random() < pace] or [first]
    assert judge(exports(("a.csv", "a", days)), "contacts").stop is None
    last = date(2026, 6, chance.randint(5, 24))
    cut = [day for day in daily(first, last) if day.weekday() < 5 or chance.random() < 0.5]
    stop = judge(exports(("a.csv", "a", cut)), "contacts").stop
    assert stop is not None
    assert stop.month == "2026-06"


def test_a_rate_of_two_tables_has_the_months_that_are_whole_in_both(store: Store) -> None:
    both = whole_in_all(store, ("contacts", "responses"))
    assert both.months == Period(date(2024, 4, 1), date(2026, 9, 1))
    assert both.notes == ("September 2026 is left out: online_forms_and_app.csv.gz stops on 15 September 2026.",)
    assert whole_in_all(store, ("contacts", "population")) == whole_months(store, "contacts")


def test_files_of_one_layout_that_run_side_by_side_are_an_export_each() -> None:
    """The website's file runs to 30 September, the telephone's stops on the 10th: September is not whole."""
    web = ("web.csv", "crm", daily(date(2025, 10, 1), date(2026, 9, 30)))
    phone = ("phone.csv", "crm", daily(date(2025, 10, 1), date(2026, 9, 10)))
    whole = judge(exports(web, phone), "contacts")
    assert whole.months == Period(date(2025, 10, 1), date(2026, 9, 1))
    assert whole.notes == ("September 2026 is left out: phone.csv stops on 10 September 2026.",)


@pytest.mark.parametrize("stray", [[30], [1, 2, 29, 30]])
def test_a_few_stray_days_make_no_month(stray: list[int]) -> None:
    days = [*daily(date(2025, 10, 1), date(2026, 8, 31)), *(date(2026, 9, day) for day in stray)]
    assert judge(exports(("a.csv", "crm", days)), "contacts").months == Period(date(2025, 10, 1), date(2026, 9, 1))


def test_a_silence_inside_a_file_breaks_its_month() -> None:
    days = [*daily(date(2025, 10, 1), date(2026, 5, 4)), *daily(date(2026, 5, 25), date(2026, 9, 30))]
    whole = judge(exports(("a.csv", "crm", days)), "contacts")
    assert (whole.months, whole.broken_months) == (Period(date(2025, 10, 1), date(2026, 10, 1)), (date(2026, 5, 1),))
    assert whole.notes == ("May 2026 is left out: a.csv has nothing between 4 May 2026 and 25 May 2026.",)


@pytest.mark.parametrize(("last", "is_whole"), [(30, True), (29, True), (28, False), (27, False)])
def test_a_service_of_every_day_has_stopped_after_two_days_of_silence(last: int, is_whole: bool) -> None:
    whole = judge(exports(("a.csv", "crm", daily(date(2025, 10, 1), date(2026, 9, last)))), "contacts")
    assert whole.months == Period(date(2025, 10, 1), date(2026, 10 if is_whole else 9, 1))
