"""The forms in which systems write dates, times and periods: ONE list, for the reader of files and for suggestions.

`REWRITES` turn odd forms into ones that the lists of `strptime` forms know, in this order; they are written so that
Python and DuckDB read them alike.
"""

import re
from collections.abc import Sequence
from datetime import datetime
from functools import lru_cache

DAY_FIRST = ("%d/%m/%y", "%d/%m/%Y", "%d-%m-%y", "%d-%m-%Y", "%d.%m.%y", "%d.%m.%Y")
MONTH_FIRST = ("%m/%d/%y", "%m/%d/%Y", "%m-%d-%y", "%m-%d-%Y", "%m.%d.%y", "%m.%d.%Y")
_PLAIN = ("%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%Y%m%d", "%G-W%V-%u")
_NAMED = (
    *("%d %b %y", "%d %b %Y", "%d %B %y", "%d %B %Y", "%d-%b-%y", "%d-%b-%Y", "%d-%B-%Y", "%b %d %Y", "%B %d %Y"),
    *("%b %d, %Y", "%B %d, %Y", "%d/%b/%y", "%d/%b/%Y", "%d%b%Y"),
)
_MONTHS = (
    *("%Y-%m", "%b %y", "%b %Y", "%B %y", "%B %Y", "%b-%y", "%b-%Y", "%B-%y", "%B-%Y", "%b/%y", "%b/%Y", "%m/%Y", "%Y"),
)
_TIMES = ("%H:%M:%S", "%H:%M", "%H:%M:%S.%f", "%I:%M:%S %p", "%I:%M %p", "%I:%M:%S%p", "%I:%M%p")
_GLUE = {"%Y-%m-%d": (" ", "T"), "%Y%m%d": (" ", "T")}

_DAY = r"(?:\d{1,2}[/.-]\d{1,2}[/.-](?:\d{4}|\d\d)|\d{4}-\d\d-\d\d)"
_TO = r"\s*(?:-|–|to)\s*"
_MONTH_WORD = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*"
_WEEKDAY = r"(?:Mon|Tue|Tues|Wed|Weds|Thu|Thur|Thurs|Fri|Sat|Sun)(?:day|sday|nesday|rsday|urday)?"
REWRITES = (
    (r"(?i)^(\d{4})[ -]?(?:w|wk|week)[ -]?0?([1-9])$", r"\1-W0\2-1"),  # a week by its ISO number: its Monday
    (r"(?i)^(\d{4})[ -]?(?:w|wk|week)[ -]?([1-5]\d)$", r"\1-W\2-1"),
    (r"(?i)^(?:w|wk|week)[ -]?0?([1-9]),?[ /-]+(\d{4})$", r"\2-W0\1-1"),
    (r"(?i)^(?:w|wk|week)[ -]?([1-5]\d),?[ /-]+(\d{4})$", r"\2-W\1-1"),
    ("(?i)^(?:w/?[ecb]|wk|week)[ .:]*(?:ending|commencing|beginning|starting)?[ .:]+", ""),
    (rf"(?i)^{_WEEKDAY},?\s+", ""),
    (rf"^({_DAY}){_TO}{_DAY}$", r"\1"),  # from a day to another: the first
    (r"(\d:\d\d)\s+(?:-|–|to)\s+\d{1,2}:\d\d(?::\d\d)?$", r"\1"),  # likewise of times
    (r"(?i) at (\d)", r" \1"),
    (r"^(\d{8})[ T](\d\d)(\d\d)(?:\d\d)?$", r"\1 \2:\3"),
    (rf"(?i)^({_MONTH_WORD})[ .-]*'(\d\d)$", r"\1 20\2"),
    (rf"(?i)^({_MONTH_WORD}),\s*(\d{{4}})$", r"\1 \2"),
    (rf"(?i)^((?:Jan|Apr|Jul|Oct)[a-z]*){_TO}(?:Mar|Jun|Sep|Dec)[a-z]*,?\s+(\d{{4}})$", r"\1 \2"),
    (r"^(\d{4})/(0?[1-9]|1[0-2])$", r"\1-\2"),
    (r"(?i)^(?:FY|year)\s*(\d)", r"\1"),
    (r"(?i)^(\d{4})[/-](?:20)?\d\d[ -]*H1$|^H1[ -]+(\d{4})[/-](?:20)?\d\d$", r"\1\2-04-01"),
    (r"(?i)^(\d{4})[/-](?:20)?\d\d[ -]*H2$|^H2[ -]+(\d{4})[/-](?:20)?\d\d$", r"\1\2-10-01"),
    # A month of a financial year: from April in its first year, until March in its second.
    (r"(?i)^((?:Jan|Feb|Mar)[a-z]*)\s+20\d\d[/-](?:20)?(\d\d)$", r"\1 20\2"),
    (rf"(?i)^({_MONTH_WORD})\s+(20\d\d)[/-](?:20)?\d\d$", r"\1 \2"),
    (r"(?i)^(?:quarter|qtr)\s*([1-4])\b", r"Q\1"),
    (r"(?i)^Q([1-4])[ -]+(\d\d)[/-](\d\d)$", r"Q\1 20\2/\3"),
    (r"(?i)^(\d\d)[/-](\d\d)[ -]+Q([1-4])$", r"Q\3 20\1/\2"),
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
    """Whether values such as 2011-12 are financial years and not months: every one so written spans two years, and
    one cannot be a month, or has a stroke, or several differ (no months are thirteen apart)."""
    pairs = {matched[0]: matched for value in values if (matched := re.fullmatch(r"(\d{4})([/-])(\d\d)", value))}
    spans = [int(pair[3]) == (int(pair[1]) + 1) % 100 for pair in pairs.values()]
    told = len(pairs) > 1 or any(int(pair[3]) > 12 or pair[2] == "/" for pair in pairs.values())
    return bool(spans) and all(spans) and told


def is_date(text: str) -> bool:
    """Whether a text is a date, moment or period in a form that the reader knows, in either order of day and month.

    Day numbers of Excel are not told from other numbers here: see `dates.all_serial`.
    """
    return moment_of(text) is not None


@lru_cache(maxsize=50_000)
def moment_of(text: str, order: str | None = None) -> datetime | None:
    """The moment, or the first day of the period, that a text says, in this order of day and month or in either."""
    plain = normal(text.strip())
    span = re.match(YEAR_SPAN, plain)
    if span and (int(span[2]) + 1) % 100 == int(span[3]):
        month = 4 + 3 * (int(span[1] or span[4] or 1) - 1)
        return datetime(int(span[2]) + month // 13, (month - 1) % 12 + 1, 1)
    plain = re.sub(r"(:\d\d(?:\.\d+)?)\s*(?:Z|[+-]\d\d(?::?\d\d)?)$", r"\1", plain)
    if re.fullmatch(r"\d+", plain) and len(plain) != 8:
        return None
    orders = (order,) if order else ("dmy", "mdy")
    return next((moment for each in orders if (moment := _matching(plain, each))), None)


def _matching(text: str, order: str) -> datetime | None:
    for form in _forms_by_marks(order).get(_marks(text), ()):
        try:
            moment = datetime.strptime(text, form)
        except ValueError:
            continue
        if 1900 <= moment.year <= 2100:
            return moment
    return None


@lru_cache(maxsize=4)
def _forms_by_marks(order: str) -> dict[str, tuple[str, ...]]:
    """The forms of dates by what stands between their letters and digits."""
    by_marks: dict[str, tuple[str, ...]] = {}
    for form in forms_of(order):
        marks = _marks(re.sub(r"%\w", "", form))
        by_marks[marks] = (*by_marks.get(marks, ()), form)
    return by_marks


def _marks(text: str) -> str:
    """What stands between the letters and digits of a text."""
    return "".join(character for character in text if not character.isalnum())


def literal(text: str) -> str:
    """A text as an SQL literal."""
    return "'" + text.replace("'", "''") + "'"
