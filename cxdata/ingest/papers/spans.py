"""The period of a typed figure: a day, a week, a month, a quarter, a financial year or a calendar year."""

import re
from datetime import date, timedelta

from cxdata.errors import CxError
from cxdata.ingest.profile.date_forms import YEAR_SPAN, moment_of, normal
from cxdata.ingest.profile.period_length import period_length
from cxdata.periods import Period, add_months, last_day_of, say_date, say_figure_span, say_month

_WEEK_END = re.compile(r"(w/e|we|(?:week|wk) end(?:ing|ed))\b[ :]*(.+)", re.IGNORECASE)
_WEEK_START = re.compile(r"(w/c|w/b|wc|wb|(week|wk) (commencing|beginning|starting|from))\b[ :]*(.+)", re.IGNORECASE)
_RANGE = re.compile(r"\d{1,4}[/.-]\d\d?[/.-]\d{1,4} ?(-|–|to) ?\d")
_HOW = "Write it as 2024/25, 2024, 2024/25 Q1, April 2025, w/e 06/04/2025 or 01/04/2025."


def read_span(text: str, today: date) -> tuple[str, date]:
    """The grain and the first day of a period as it is typed: ("year", 1 April 2024) for '2024/25'.

    Days are read day first. Raises CxError for a text that names no period, and for one that has not ended by `today`.
    """
    grain, start = _read(" ".join(text.split()))
    last = last_day_of(grain, start)
    if last > today:
        raise CxError(
            f"{say_span(grain, start)} has not ended yet: it runs to {say_date(last)}. Type the parts that are over."
        )
    return grain, start


def say_span(grain: str, start: date) -> str:
    """A period in words: '2024/25', '2024', 'April 2025', 'the week from 31 March 2025', '1 April 2025'."""
    if grain == "month":
        return say_month(start)
    return say_date(start) if grain == "day" else say_figure_span(grain, start)


def days_of(grain: str, start: date) -> Period:
    """The days that a figure is for."""
    return Period(start, last_day_of(grain, start) + timedelta(days=1))


def _read(text: str) -> tuple[str, date]:
    if week := _WEEK_END.fullmatch(text):
        return "week", _day(week[2], text) - timedelta(days=6)
    if week := _WEEK_START.fullmatch(text):
        return "week", _day(week[4], text)
    length = period_length(text)
    if length == "half-year":
        raise CxError(f"'{text}' is a half-year: type its two quarters, or its six months.")
    if length == "week" or _RANGE.search(text):
        raise CxError(f"'{text}' names no period. {_HOW}")
    if length in ("year", "quarter"):
        return length, _year_or_quarter(text, length)
    if length == "month":
        return "month", _day(text, text).replace(day=1)
    return "day", _day(text, text)


def _year_or_quarter(text: str, length: str) -> date:
    """The first day: of 2024/25 and its quarters in April, of 2024 and its quarters in January."""
    span = re.match(YEAR_SPAN, normal(text))
    if span:
        if (int(span[2]) + 1) % 100 != int(span[3]):
            raise CxError(f"'{text}' is no financial year: the one after {span[2]} ends in {int(span[2]) + 1}.")
        quarter = int(span[1] or span[4] or 1)
        return add_months(date(int(span[2]), 4, 1), 3 * (quarter - 1))
    year, number = re.search(r"(19|20)\d\d", text), re.search(r"(?i)q(?:uarter )?([1-4])", text)
    if year is None:
        raise CxError(f"'{text}' names no year. {_HOW}")
    if length == "quarter" and number:
        return add_months(date(int(year[0]), 1, 1), 3 * (int(number[1]) - 1))
    return date(int(year[0]), 1, 1) if length == "year" else _day(text, text)


def _day(text: str, whole: str) -> date:
    moment = moment_of(text, "dmy")
    if moment is None:
        raise CxError(f"'{whole}' names no period. {_HOW}")
    return moment.date()
