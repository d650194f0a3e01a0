"""The forms in which systems write dates, times and periods: ONE list, for the reader of files and for suggestions.

`REWRITES` turn odd forms into ones that the lists of `strptime` forms know, in this order; they are written so that
Python and DuckDB read them alike.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from functools import cache

DAY_FIRST = ("%d/%m/%y", "%d/%m/%Y", "%d-%m-%y", "%d-%m-%Y", "%d.%m.%y", "%d.%m.%Y")
MONTH_FIRST = ("%m/%d/%y", "%m/%d/%Y", "%m-%d-%y", "%m-%d-%Y", "%m.%d.%y", "%m.%d.%Y")
_PLAIN = ("%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%Y%m%d")
_NAMED = (
    *("%d %b %y", "%d %b %Y", "%d %B %y", "%d %B %Y", "%d-%b-%y", "%d-%b-%Y", "%d-%B-%Y", "%b %d %Y", "%B %d %Y"),
    *("%b %d, %Y", "%B %d, %Y", "%d/%b/%y", "%d/%b/%Y", "%d%b%Y"),
)
_MONTHS = (
    *("%Y-%m", "%b %y", "%b %Y", "%B %y", "%B %Y", "%b-%y", "%b-%Y", "%B-%y", "%B-%Y", "%b/%y", "%b/%Y", "%m/%Y", "%Y"),
)
_TIMES = ("%H:%M:%S", "%H:%M", "%H:%M:%S.%f", "%I:%M:%S %p", "%I:%M %p", "%I:%M:%S%p", "%I:%M%p")
_GLUE = {"%Y-%m-%d": (" ", "T"), "%Y%m%d": (" ", "T")}

_WEEKDAY = r"(?:Mon|Tue|Tues|Wed|Weds|Thu|Thur|Thurs|Fri|Sat|Sun)(?:day|sday|nesday|rsday|urday)?"
REWRITES = (
    ("(?i)^(?:w/?[ecb]|wk|week)[ .:]*(?:ending|commencing|beginning|starting)?[ .:]+", ""),
    (rf"(?i)^{_WEEKDAY},?\s+", ""),
    (r"(\d)(?:st|nd|rd|th)\b", r"\1"),
    (r"(?i)\bSept\b", "Sep"),
    (r"(:\d\d\.\d{6})\d+", r"\1"),  # .NET writes seven decimals of a second
    (r"[ T]00:00(?::00)?(?:\.0+)? +(\d{1,2}[:.]\d\d)", r" \1"),  # a date that Excel kept as midnight, then a time
    (r" (\d{1,2})\.(\d\d)(?:\.(\d\d))?( ?[AaPp][Mm])?$", r" \1:\2\4"),
    (r"(?i)^Q([1-4])[ -](\d{4})$", r"\2-Q\1"),
    (r"(?i)^(\d{4})[ -]?Q1$", r"\1-01-01"),
    (r"(?i)^(\d{4})[ -]?Q2$", r"\1-04-01"),
    (r"(?i)^(\d{4})[ -]?Q3$", r"\1-07-01"),
    (r"(?i)^(\d{4})[ -]?Q4$", r"\1-10-01"),
)
# Six digits: a year and a month (202504), or else a day without its century (250413).
_YEAR_MONTH = (r"^((?:19|20)\d\d)(0[1-9]|1[0-2])$", r"\1-\2-01")
_SHORT_DAY = (r"^(\d\d)(0[1-9]|1[0-2])([0-3]\d)( .*)?$", r"20\1-\2-\3\4")

# 2021/22, 2021-22, 2021/22 Q3, Q3 2021/22: a financial year from 1 April, or a quarter of it.
YEAR_SPAN = r"^(?:Q([1-4])\s+)?(\d{4})[/-](?:20)?(\d\d)(?:\s+Q([1-4]))?$"
_END_OF_DAY = r"[ T]24:00(?::00)?$"
SERIAL = r"^\d{5}(\.\d*)?$"
FIRST_SERIAL, LAST_SERIAL = 36_526, 80_000  # the years 2000 and 2119, among values written in other forms too


def forms_of(order: str | None) -> tuple[str, ...]:
    """Every form of date, with and without a time of day, that may stand in a file of this order.

    Two-digit years come before long ones, which would read '25' as the year 25; dates that begin with the year come
    last, because they would read 3/4/25 as the year 3.
    """
    slashed = {"dmy": DAY_FIRST, "mdy": MONTH_FIRST}.get(order or "dmy", ())
    days = (*slashed, *_NAMED, *_PLAIN)
    with_time = (f"{day}{glue}{time}" for day in days for glue in (*_GLUE.get(day, (" ",)), ", ") for time in _TIMES)
    return (*days, *_MONTHS, *with_time)


def rewrites(short_days: bool) -> Sequence[tuple[str, str]]:
    """Every rewriting; `short_days` says that six digits are days before they are months."""
    six = (_SHORT_DAY, _YEAR_MONTH) if short_days else (_YEAR_MONTH, _SHORT_DAY)
    return (*REWRITES, *six)


def normal(text: str, *, short_days: bool = False) -> str:
    """A text with odd forms rewritten, as `normal_sql` does it."""
    for pattern, plain in rewrites(short_days):
        text = re.sub(pattern, plain, text, count=1)
    return re.sub(_END_OF_DAY, " 00:00", text)


def normal_sql(text: str, *, short_days: bool = False) -> str:
    """An SQL expression for a text with odd forms rewritten."""
    for pattern, plain in rewrites(short_days):
        text = f"regexp_replace({text}, {literal(pattern)}, {literal(plain)})"
    return f"regexp_replace({text}, '{_END_OF_DAY}', ' 00:00')"


def days_over_sql(text: str) -> str:
    """The days to add to a moment: one where the time of day is 24:00."""
    return f"to_days(case when regexp_matches({text}, '{_END_OF_DAY}') then 1 else 0 end)"


def are_short_days(values: Sequence[str]) -> bool:
    """Whether six-digit values are days without a century, because one of them cannot be a year and a month."""
    six = [value for value in values if re.fullmatch(r"\d{6}", value)]
    return any(not re.match(_YEAR_MONTH[0], value) for value in six)


def are_year_spans(values: Sequence[str]) -> bool:
    """Whether values such as 2011-12 are financial years and not months: every one so written spans two years."""
    pairs = [re.fullmatch(r"(\d{4})-(\d\d)", value) for value in values]
    spans = [int(pair[2]) == (int(pair[1]) + 1) % 100 for pair in pairs if pair]
    return bool(spans) and all(spans) and any(int(pair[2]) > 12 for pair in pairs if pair)


def is_date(text: str) -> bool:
    """Whether a text is a date, moment or period in a form that the reader knows, in either order of day and month.

    Day numbers of Excel are not told from other numbers here: see `dates.all_serial`.
    """
    span = re.match(YEAR_SPAN, text.strip())
    if span:
        return (int(span[2]) + 1) % 100 == int(span[3]) or _read(text.strip(), ("%Y-%m",)) is not None
    plain = re.sub(r"(:\d\d(?:\.\d+)?)\s*(?:Z|[+-]\d\d(?::?\d\d)?)$", r"\1", normal(text.strip()))
    if re.fullmatch(r"\d+", plain) and len(plain) != 8:
        return False
    return any(_moment(plain, order) for order in ("dmy", "mdy"))


def day_first(text: str) -> date | None:
    """The day, or the first day of the month or year, that a text names, day before month; None where it names none."""
    moment = _moment(normal(text.strip()), "dmy")
    return moment.date() if moment else None


def _moment(plain: str, order: str) -> datetime | None:
    """The moment in a rewritten text, in one of an order's forms."""
    return _read(plain, _forms_by_marks(order).get(_marks(plain), ()))


@cache
def _forms_by_marks(order: str) -> Mapping[str, tuple[str, ...]]:
    """The forms of an order by what stands between their letters and digits: few need to be tried on one text."""
    by_marks: dict[str, tuple[str, ...]] = {}
    for form in forms_of(order):
        marks = _marks(re.sub(r"%\w", "", form))
        by_marks[marks] = (*by_marks.get(marks, ()), form)
    return by_marks


def _read(text: str, forms: Sequence[str]) -> datetime | None:
    for form in forms:
        try:
            moment = datetime.strptime(text, form)
        except ValueError:
            continue
        if 1900 <= moment.year <= 2100:
            return moment
    return None


def _marks(text: str) -> str:
    """What stands between the letters and digits of a text."""
    return "".join(character for character in text if not character.isalnum())


def literal(text: str) -> str:
    """A text as an SQL literal."""
    return "'" + text.replace("'", "''") + "'"
