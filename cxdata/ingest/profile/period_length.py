"""How long a period is that a text names: a day, a week, a month, a quarter, a year."""

import re
from collections.abc import Sequence
from functools import lru_cache

from cxdata.ingest.profile.date_forms import are_year_spans, literal, moment_of

LENGTHS = ("day", "week", "month", "quarter", "half-year", "year")
_MONTHS = {"month": 1, "quarter": 3, "half-year": 6, "year": 12}
_MONTH = (
    r"(jan(uary)?|feb(ruary)?|mar(ch)?|apr(il)?|may|june?|july?|aug(ust)?|sept?(ember)?|oct(ober)?|nov(ember)?|"
    r"dec(ember)?)\.?"
)
_YEAR = r"(fy ?)?(19|20)\d\d"
_SPAN = rf"({_YEAR} ?[/-] ?(20)?\d\d|\d\d/\d\d)"
_TO = r" ?(-|–|to) ?"
_WEEK = r"(w|wk|week)"
_WEEK_OF = r"(w/?[ecb]|wk|week)[ .:]*((ending|ended|commencing|beginning|starting)[ .:]*)?"
_FORMS = (
    ("week", rf"{_YEAR}[ -]?{_WEEK}[ -]?[0-5]?\d|{_WEEK}[ -]?[0-5]?\d,?[ /-]+{_YEAR}|{_WEEK_OF}\d[\w/., -]{{4,18}}"),
    (
        "quarter",
        rf"(({_SPAN}|{_YEAR})[ /-]*)?(q|quarter|qtr) ?[1-4]([ /-]*({_SPAN}|{_YEAR}))?|"
        rf"(jan|apr|jul|oct)[a-z]*{_TO}(mar|jun|sep|dec)[a-z]*,? {_YEAR}",
    ),
    ("half-year", rf"({_SPAN}|{_YEAR})[ -]?h[12]|h[12][ -]({_SPAN}|{_YEAR})"),
    (
        "month",
        rf"{_MONTH}[ ,'/-]*({_SPAN}|{_YEAR}|\d\d)|{_YEAR}[ -]?{_MONTH}|{_YEAR}[-/]?(0[1-9]|1[0-2])|"
        rf"(0?[1-9]|1[0-2])[-/]{_YEAR}",
    ),
    ("year", rf"(year )?({_YEAR}|{_YEAR} ?[/-] ?(20)?\d\d)"),
    ("day", r"([a-z]{3,9},? )?\d{1,4}(st|nd|rd|th)?[/.\- ]([a-z]{3,9}|\d{1,2}),?[/.\- ]\d{2,4}( .*|T.*)?"),
)
_COMPILED = tuple((name, re.compile(form, re.IGNORECASE)) for name, form in _FORMS)
_DAY = r"(\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}|\d{4}-\d\d-\d\d)"
_FROM_TO = re.compile(rf"{_DAY}\s*(?:-|–|to)\s*{_DAY}")
# The days between the first and the last of a period of each length.
_SPANS = ((1, "day"), (7, "week"), (31, "month"), (92, "quarter"), (184, "half-year"), (366, "year"))


@lru_cache(maxsize=50_000)
def period_length(text: str) -> str | None:
    """One of LENGTHS; None for a text that names no period.

    2024-07 is July 2024; 2024-25 and 2024/25 are years, because no month is the twenty-fifth.
    """
    text = text.strip()
    if matched := _FROM_TO.fullmatch(text):
        return _length_between(matched[1], matched[2])
    return next((name for name, form in _COMPILED if form.fullmatch(text)), None)


def _length_between(first: str, last: str) -> str | None:
    """The length of a period from one day to another, both included, in the order of day and month that fits."""
    days = []
    for order in ("dmy", "mdy"):
        start, end = moment_of(first, order), moment_of(last, order)
        if start and end and end >= start:
            days.append((end - start).days + 1)
    return next((name for most, name in _SPANS if min(days) <= most), None) if days else None


def months_sql(text: str) -> str:
    """An SQL expression for how many months the period has that a text names; null for none, and for days and weeks."""
    whens = " ".join(
        f"when regexp_full_match(trim({text}), {literal(form)}, 'i') then {_MONTHS.get(name, 'null')}"
        for name, form in _FORMS
    )
    return f"case {whens} end"


def period_lengths(texts: Sequence[str]) -> list[str | None]:
    """The length of each text of one column: 2010-11 and 2011-12 together are years, not months."""
    years = are_year_spans(texts)
    return ["year" if years and re.fullmatch(r"\d{4}[/-]\d\d", text) else period_length(text) for text in texts]


def longer_periods(texts: Sequence[str]) -> tuple[str | None, frozenset[int]]:
    """The shortest length that a column names, and the positions of texts that name a longer one."""
    lengths = period_lengths([text.strip() for text in texts])
    known = [LENGTHS.index(length) for length in lengths if length]
    if not known:
        return None, frozenset()
    shortest = min(known)
    return LENGTHS[shortest], frozenset(
        position for position, length in enumerate(lengths) if length and LENGTHS.index(length) > shortest
    )
