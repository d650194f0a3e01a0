"""Periods as a council counts them, checked against the calendar by hand."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxdata.errors import CxError
from cxdata.periods import Period, add_months, name_period, period_choices, period_from_name, year_period

days = st.dates(date(2000, 1, 1), date(2060, 12, 31))


@pytest.mark.parametrize(
    ("start", "end", "name"),
    [
        (date(2025, 4, 1), date(2026, 4, 1), "2025/26"),
        (date(2025, 10, 1), date(2026, 4, 1), "2025/26 H2"),
        (date(2026, 1, 1), date(2026, 4, 1), "2025/26 Q4"),
        (date(2026, 9, 1), date(2026, 10, 1), "September 2026"),
        (date(2025, 10, 1), date(2026, 10, 1), "October 2025 to September 2026"),
        (date(2020, 2, 4), date(2020, 2, 13), "4 February 2020 to 12 February 2020"),
        (date(2020, 2, 4), date(2020, 2, 5), "4 February 2020"),
    ],
)
def test_a_period_has_the_name_a_council_gives_it(start: date, end: date, name: str) -> None:
    assert name_period(Period(start, end)) == name
    assert period_from_name(name) == Period(start, end)


@given(start=days, length=st.integers(1, 2000))
def test_every_name_reads_back_as_the_same_period(start: date, length: int) -> None:
    period = Period(start, start + timedelta(days=length))
    assert period_from_name(name_period(period)) == period


def test_the_period_before_a_half_year_is_the_half_year_before() -> None:
    second_half = Period(date(2025, 10, 1), date(2026, 4, 1))
    assert second_half.before() == Period(date(2025, 4, 1), date(2025, 10, 1))
    assert second_half.year_before() == Period(date(2024, 10, 1), date(2025, 4, 1))


def test_a_leap_day_a_year_before_is_the_28th() -> None:
    assert add_months(date(2024, 2, 29), -12) == date(2023, 2, 28)


def test_an_empty_period_is_refused_in_a_sentence() -> None:
    with pytest.raises(CxError, match="1 May 2026 to 30 April 2026 holds no day"):
        Period(date(2026, 5, 1), date(2026, 5, 1))


def test_a_name_that_is_no_period_is_refused_in_a_sentence() -> None:
    with pytest.raises(CxError, match="'Septober 2026' is not a period"):
        period_from_name("Septober 2026")


def test_choices_cover_years_halves_quarters_and_months_newest_first() -> None:
    newest = Period(date(2025, 9, 1), date(2026, 9, 1))
    names = [str(period) for period in period_choices(date(2024, 4, 1), date(2026, 9, 30), newest)]
    assert names[:5] == [
        "April 2024 to September 2026",
        "September 2025 to August 2026",
        "2026/27",
        "2025/26",
        "2024/25",
    ]
    assert len([name for name in names if " Q" in name]) == 10
    assert names[-1] == "April 2024"
    assert year_period(2025) in period_choices(date(2024, 4, 1), date(2026, 9, 30), None)
