"""The period that a name stands for, so that tests can say a period as a reader reads it."""

import re
from datetime import date, timedelta

from cxdata.errors import CxError
from cxdata.periods import MONTHS, Period, add_months


def year_period(start_year: int) -> Period:
    """The financial year that starts in April of `start_year`."""
    return Period(date(start_year, 4, 1), date(start_year + 1, 4, 1))


def period_from_name(name: str) -> Period:
    """The period that `name_period` gave this name.

    Raises CxError when the name is none of the forms.
    """
    if match := re.fullmatch(r"(\d{4})/\d\d(?: ([QH])([1-4]))?", name):
        year = year_period(int(match[1]))
        if match[2] is None:
            return year
        length = 3 if match[2] == "Q" else 6
        start = add_months(year.start, length * (int(match[3]) - 1))
        return Period(start, add_months(start, length))
    first, _, last = name.partition(" to ")
    start, _ = _read_day_or_month(first)
    _, end = _read_day_or_month(last or first)
    return Period(start, end)


def _read_day_or_month(text: str) -> tuple[date, date]:
    """The half-open span of a day ('4 February 2020') or of a month ('February 2020')."""
    match = re.fullmatch(r"(?:(\d{1,2}) )?([A-Z][a-z]+) (\d{4})", text.strip())
    if match is None or match[2] not in MONTHS:
        raise CxError(f"'{text}' is not a period this dashboard knows, such as 2025/26, 2025/26 Q2 or May 2026.")
    month = date(int(match[3]), MONTHS.index(match[2]) + 1, 1)
    if match[1] is None:
        return month, add_months(month, 1)
    day = month.replace(day=int(match[1]))
    return day, day + timedelta(days=1)
