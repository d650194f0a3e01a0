"""Spans of time as a council counts them: months, quarters, half-years and financial years from April."""

from dataclasses import dataclass, field
from datetime import date, timedelta

from cxdata.errors import CxError

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@dataclass(frozen=True, order=True)
class Period:
    """A span of days: from `start` up to, and not including, `end`.

    `name` is what it is called where the calendar has no name for it ("Since the strategy was adopted"); two spans of
    the same days are equal, whatever they are called. Raises CxError when it would hold no day.
    """

    start: date
    end: date
    name: str = field(default="", compare=False)

    def __post_init__(self) -> None:
        if self.end <= self.start:
            last = self.end - timedelta(days=1)
            raise CxError(
                f"A period must end after it starts: {say_date(self.start)} to {say_date(last)} holds no day."
            )

    @property
    def last_day(self) -> date:
        """The last day that belongs to the period."""
        return self.end - timedelta(days=1)

    @property
    def whole_months(self) -> int | None:
        """How many calendar months it is; None when it does not start and end on a month's edge."""
        if self.start.day != 1 or self.end.day != 1:
            return None
        return (self.end.year - self.start.year) * 12 + self.end.month - self.start.month

    def before(self) -> "Period":
        """The period of the same length that ends where this one starts."""
        if (months := self.whole_months) is not None:
            return Period(add_months(self.start, -months), self.start)
        return Period(self.start - (self.end - self.start), self.start)

    def year_before(self) -> "Period":
        """The same days one year earlier (29 February counts as the 28th)."""
        return Period(add_months(self.start, -12), add_months(self.end, -12))

    def months(self) -> list[date]:
        """The first day of each month that the period touches, in order."""
        first = self.start.replace(day=1)
        count = (self.last_day.year - first.year) * 12 + self.last_day.month - first.month + 1
        return [add_months(first, step) for step in range(count)]

    def __str__(self) -> str:
        return self.name or name_period(self)


def say_date(day: date) -> str:
    """A date as it is read aloud: 4 February 2020."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def say_month(day: date) -> str:
    """A month as it is read aloud: February 2020."""
    return f"{MONTHS[day.month - 1]} {day.year}"


def add_months(day: date, months: int) -> date:
    """The same day of the month, `months` later (or earlier); the month's last day where it has no such day."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    following = date(year + (month == 11), (month + 1) % 12 + 1, 1)
    return date(year, month + 1, min(day.day, (following - timedelta(days=1)).day))


def last_day_of(grain: str, start: date) -> date:
    """The last day of a figure that begins on this day and is for a week, month, quarter or year; else the day."""
    if grain == "week":
        return start + timedelta(days=6)
    months = {"month": 1, "quarter": 3, "year": 12}.get(grain)
    return add_months(start, months) - timedelta(days=1) if months else start


def say_figure_span(grain: str, start: date) -> str:
    """The week, quarter or year that begins on this day in words: '2024/25', 'the week from 1 April 2024'."""
    if grain == "week":
        return f"the week from {say_date(start)}"
    if grain == "year" and start == date(start.year, 1, 1):
        return str(start.year)
    return name_period(Period(start, last_day_of(grain, start) + timedelta(days=1)))


def month_period(day: date) -> Period:
    """The calendar month that holds the day."""
    first = day.replace(day=1)
    return Period(first, add_months(first, 1))


def financial_year(day: date) -> int:
    """The year in whose April the day's financial year began."""
    return day.year if day.month >= 4 else day.year - 1


def name_year(start_year: int) -> str:
    """A financial year's name: 2025/26."""
    return f"{start_year}/{(start_year + 1) % 100:02d}"


def say_days(first: date, last: date) -> str:
    """'3 March 2025 to 9 March 2025'; one day is said once."""
    return say_date(first) if first == last else f"{say_date(first)} to {say_date(last)}"


def name_period(period: Period) -> str:
    """The shortest true name: 'September 2026', '2025/26', '2025/26 Q2', '1 May 2025 to 3 June 2025'."""
    months = period.whole_months
    year = financial_year(period.start)
    since_april = (period.start.month - 4) % 12
    if months == 1:
        return say_month(period.start)
    if months == 12 and since_april == 0:
        return name_year(year)
    if months == 6 and since_april % 6 == 0:
        return f"{name_year(year)} H{since_april // 6 + 1}"
    if months == 3 and since_april % 3 == 0:
        return f"{name_year(year)} Q{since_april // 3 + 1}"
    if months is not None:
        return f"{say_month(period.start)} to {say_month(period.last_day)}"
    if period.start == period.last_day:
        return say_date(period.start)
    return say_days(period.start, period.last_day)


def period_choices(first: date, last: date, newest: Period | None) -> list[Period]:
    """The named periods a reader may choose between the first and last day of data, widest and newest first.

    The whole span and the newest whole months (as the caller found them), then financial years, calendar years,
    half-years, quarters and months.
    Parts of the calendar that the data only touches are offered too: a year in progress is a fair question.
    """
    end = add_months(last.replace(day=1), 1)
    choices = [Period(first.replace(day=1), end), *([newest] if newest else [])]
    for length, begins in ((12, 4), (12, 1), (6, 4), (3, 4), (1, 4)):
        start = add_months(first.replace(day=1), -((first.month - begins) % 12 % length))
        spans = []
        while start <= last:
            spans.append(Period(start, add_months(start, length)))
            start = add_months(start, length)
        choices.extend(reversed(spans))
    return list(dict.fromkeys(choices))
