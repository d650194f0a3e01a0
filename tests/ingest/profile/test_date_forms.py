"""One list of forms: whatever the reader reads, the suggestion takes for a date; durations and numbers as written."""

from datetime import date, datetime, timedelta

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxdata.ingest.profile.dates import Reader, choose, is_date
from cxdata.ingest.profile.sql import plain_number_sql, seconds_sql

CON = duckdb.connect()
CON.execute("set TimeZone = 'Europe/London'")

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sept", "Oct", "Nov", "Dec")
FORMS = (
    lambda day: f"{day:%d/%m/%Y}",
    lambda day: f"{day:%Y-%m-%d}",
    lambda day: f"{day:%Y%m%d}",
    lambda day: f"{day:%y%m%d}",
    lambda day: f"{day.day} {MONTHS[day.month - 1]} {day.year}",
    lambda day: f"{day:%d-%b-%y}",
    lambda day: f"{day:%A} {day.day} {day:%B %Y}",
    lambda day: f"w/e {day:%d/%m/%Y}",
    lambda day: f"Week ending: {day:%d/%m/%Y}",
    lambda day: f"{day:%Y-%m-%d} 00:00:00.0000000",
)
PERIODS = (
    (lambda day: f"{MONTHS[day.month - 1]}-{day:%y}", lambda day: day.replace(day=1)),
    (lambda day: f"{day:%B %Y}", lambda day: day.replace(day=1)),
    (lambda day: f"{day:%Y-%m}", lambda day: day.replace(day=1)),
    (lambda day: f"{day.year}-Q{(day.month + 2) // 3}", lambda day: date(day.year, (day.month - 1) // 3 * 3 + 1, 1)),
    (lambda day: f"{day.year}/{(day.year + 1) % 100:02}", lambda day: date(day.year, 4, 1)),
)


def read(text: str, reader: Reader | None = None) -> datetime | None:
    reader = reader or choose([text], order="dmy", offset="convert", zone="Europe/London")
    query = f"select {reader.slow_sql('v')} from (select $value as v)"
    return CON.execute(query, {"value": text}).fetchall()[0][0]


@settings(max_examples=40, deadline=None)
@given(day=st.dates(date(2001, 1, 1), date(2039, 12, 31)), form=st.sampled_from(FORMS))
def test_a_day_in_any_form(day, form):
    text = form(day)
    reader = Reader("dmy", "convert", "Europe/London", None, short_days=True)
    assert (text, read(text, reader)) == (text, datetime(day.year, day.month, day.day))
    assert is_date(text)


@settings(max_examples=30, deadline=None)
@given(day=st.dates(date(2013, 1, 1), date(2039, 12, 31)), period=st.sampled_from(PERIODS))
def test_a_period_is_its_first_day(day, period):
    form, first = period
    assert (form(day), read(form(day))) == (form(day), datetime.combine(first(day), datetime.min.time()))
    assert is_date(form(day))


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("14/04/2025 9.30", datetime(2025, 4, 14, 9, 30)),
        ("14/04/2025 9.30pm", datetime(2025, 4, 14, 21, 30)),
        ("14/04/2025 24:00", datetime(2025, 4, 15)),
        ("31/12/2025 24:00:00", datetime(2026, 1, 1)),
        ("2025-01-13 00:00:00 09:30:00", datetime(2025, 1, 13, 9, 30)),
        ("2025-01-13 09:30:00.1234567", datetime(2025, 1, 13, 9, 30, 0, 123_456)),
        ("2023/24 Q1", datetime(2023, 4, 1)),
        ("2023-24", datetime(2023, 4, 1)),
        ("Q3 2023", datetime(2023, 7, 1)),
        ("202504", datetime(2025, 4, 1)),
        ("45670.395833", datetime(2025, 1, 13, 9, 30)),
    ],
)
def test_other_forms(text, moment):
    assert read(text) == moment


def test_what_a_column_holds_decides_between_months_and_financial_years():
    """2011-12 alone is December 2011; among 2012-13 and 2013-14 it is the financial year from April 2011."""
    years = choose(["2011-12", "2012-13"], order=None, offset="convert", zone="Europe/London")
    assert read("2011-12", years) == datetime(2011, 4, 1)
    assert read("2011-12") == datetime(2011, 12, 1)


@pytest.mark.parametrize("text", ["Abbey", "CR1", "2025", "45670", "12", "5 High Street", "31/02/2025", "2025/27", ""])
def test_what_is_no_date(text):
    assert not is_date(text)


@settings(max_examples=40, deadline=None)
@given(seconds=st.integers(0, 359_999), form=st.integers(0, 3))
def test_a_duration_in_any_form(seconds, form):
    minutes, rest = divmod(seconds, 60)
    text = (
        f"{minutes // 60:02}:{minutes % 60:02}:{rest:02}",
        f"{minutes}:{rest:02}",
        f"{minutes // 60}h {minutes % 60}m {rest}s",
        f"{minutes} min {rest} sec",
    )[form]
    query = f"select {seconds_sql('v')} from (select $value as v)"
    assert (text, CON.execute(query, {"value": text}).fetchall()[0][0]) == (
        text,
        timedelta(seconds=seconds).total_seconds(),
    )


@settings(max_examples=40, deadline=None)
@given(number=st.integers(-10_000_000, 10_000_000), form=st.integers(0, 4))
def test_a_number_in_any_form(number, form):
    bracketed = f"({-number:,})" if number < 0 else f"{number:,}"
    text = (f"{number:,}", bracketed, f" {number} ", f"{number}%", f"{number}".replace("-", "\u2212"))[form]
    query = f"select {plain_number_sql('v')} from (select $value as v)"
    assert (text, CON.execute(query, {"value": text}).fetchall()[0][0]) == (text, float(number))
