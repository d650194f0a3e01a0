"""Which months are whole: where a file begins and stops inside a month, and where it does not."""

from datetime import date, timedelta
from pathlib import Path

from cxdata.analysis.complete import whole_months
from cxdata.periods import Period
from cxdata.store import Store
from tests.analysis.small import survey


def plain(days: list[date]) -> list[tuple[date, dict[str, str]]]:
    return [(day, {}) for day in days]


def daily(first: date, last: date) -> list[date]:
    return [first + timedelta(days=step) for step in range((last - first).days + 1)]


def test_months_begun_or_stopped_inside_are_left_out(tmp_path: Path) -> None:
    found = whole_months(survey(tmp_path, plain(daily(date(2025, 1, 10), date(2025, 4, 20)))), "responses")
    assert found.months == Period(date(2025, 2, 1), date(2025, 4, 1))
    assert found.notes == (
        "January 2025 is left out: the data starts on 10 January 2025.",
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


def test_a_table_that_is_not_loaded_has_none(opg: Store) -> None:
    assert whole_months(opg, "contacts").months is None
