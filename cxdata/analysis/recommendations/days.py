"""Dates as people write them in papers: '12 March 2026', '12/03/2026', 'March 2026', 'Q2 2026/27', 'autumn 2026'.

A date may be a span: 'March 2026' is over when March is, so that nothing due then is late before. Numbers are read day
first, as in Britain.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from cxdata.periods import MONTHS, Period, add_months

_MONTH = "Sept|" + "|".join(f"{name[:3]}(?:{name[3:]})?" if len(name) > 3 else name for name in MONTHS)
_ENDS = {"spring": 5, "summer": 8, "autumn": 11}


@dataclass(frozen=True)
class Day:
    """A date as it was written: its first and last day, the same where it names one day; `text` as it stands."""

    first: date
    last: date
    text: str


def read_day(text: str, *, after: date | None = None) -> Day | None:
    """The first date in a text; None where there is none. A year alone is one only where it is all of the text.

    `after` is the day from which 'March' without a year is looked for: the next one.
    """
    year = re.fullmatch(r"\s*(?:by\s+|end\s+(?:of\s+)?)?((?:19|20)\d\d)\s*", text, re.IGNORECASE)
    if year:
        return _span(Period(date(int(year[1]), 1, 1), date(int(year[1]) + 1, 1, 1)), text.strip())
    return next(days_in(text, after=after), None)


def days_in(text: str, *, after: date | None = None) -> Iterator[Day]:
    """Every date that a text names, in its order. What is no date (31/02/2026) is passed over."""
    at = 0
    while at < len(text):
        matches = [(match, read) for form, read in _FORMS if (match := form.search(text, at))]
        if not matches:
            return
        match, read = min(matches, key=lambda pair: (pair[0].start(), -pair[0].end()))
        at = match.end()
        if (day := read(match, after)) is not None:
            yield day


def _span(period: Period, text: str) -> Day:
    return Day(period.start, period.end - timedelta(days=1), text)


def _date(match: re.Match[str], year: int, month: int, day: int) -> Day | None:
    try:
        found = date(year, month, day)
    except ValueError:
        return None
    return Day(found, found, match[0])


def _year(text: str) -> int:
    return int(text) if len(text) == 4 else 2000 + int(text)


def _number_of(month: str) -> int:
    return next(number for number, name in enumerate(MONTHS, 1) if name[:3].casefold() == month[:3].casefold())


def _months(first: date, months: int, text: str) -> Day:
    return _span(Period(first, add_months(first, months)), text)


def _iso(match: re.Match[str], after: date | None) -> Day | None:
    return _date(match, int(match[1]), int(match[2]), int(match[3]))


def _numbers(match: re.Match[str], after: date | None) -> Day | None:
    return _date(match, _year(match[3]), int(match[2]), int(match[1]))


def _in_words(match: re.Match[str], after: date | None) -> Day | None:
    return _date(match, _year(match[3]), _number_of(match[2]), int(match[1]))


def _month_and_year(match: re.Match[str], after: date | None) -> Day | None:
    return _months(date(_year(match[2]), _number_of(match[1]), 1), 1, match[0])


def _quarter(match: re.Match[str], after: date | None) -> Day | None:
    """A quarter of the financial year, which begins in April."""
    return _months(add_months(date(_year(match[2]), 4, 1), 3 * (int(match[1]) - 1)), 3, match[0])


def _financial_year(match: re.Match[str], after: date | None) -> Day | None:
    if int(match[2][-2:]) != (int(match[1]) + 1) % 100:
        return None
    return _months(date(int(match[1]), 4, 1), 12, match[0])


def _season(match: re.Match[str], after: date | None) -> Day | None:
    return _months(date(int(match[2]), _ENDS[match[1].casefold()] - 2, 1), 3, match[0])


def _month_alone(match: re.Match[str], after: date | None) -> Day | None:
    """'to March': the next one after the day from which it is looked for; without that day nobody knows which."""
    if after is None:
        return None
    month = _number_of(match[1])
    year = after.year + (month <= after.month)
    return _months(date(year, month, 1), 1, match[0])


_FORMS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], date | None], Day | None]], ...] = (
    (re.compile(r"\b(\d{4})-(\d\d?)-(\d\d?)\b"), _iso),
    (re.compile(r"\b(\d\d?)[/.-](\d\d?)[/.-](\d{4}|\d\d)\b"), _numbers),
    (re.compile(rf"\b(\d\d?)(?:st|nd|rd|th)?(?: of)?[ -]({_MONTH}),?[ -]'?(\d{{4}}|\d\d)\b", re.IGNORECASE), _in_words),
    (re.compile(rf"\b({_MONTH})[ -]'?(\d{{4}}|\d\d(?!\d))\b", re.IGNORECASE), _month_and_year),
    (re.compile(r"\bQ([1-4])(?: of)? ?((?:20)\d\d)(?:[/-]\d\d)?\b", re.IGNORECASE), _quarter),
    (re.compile(r"\b(20\d\d)[/-]((?:20)?\d\d)\b"), _financial_year),
    (re.compile(r"\b(spring|summer|autumn)(?: of)? (20\d\d)\b", re.IGNORECASE), _season),
    # 'may' and 'march' are words of other kinds too: a month alone follows a word for when, and has its capital.
    (re.compile(rf"\b(?:to|by|in|until|till|for|before|from|of|next) ({_MONTH})\b(?! \d)"), _month_alone),
)
