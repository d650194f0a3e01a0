"""How long a period is that a text names: a day, a month, a quarter, a year."""

import re

LENGTHS = ("day", "month", "quarter", "half-year", "year")
_MONTH = r"(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_YEAR = r"(fy ?)?(19|20)\d\d"
_SPAN = rf"{_YEAR} ?[/-] ?(20)?\d\d"
_FORMS = (
    ("quarter", rf"(({_SPAN}|{_YEAR})[ -]?)?(q|quarter )[1-4]([ -]?({_SPAN}|{_YEAR}))?"),
    ("half-year", rf"({_SPAN}|{_YEAR})[ -]?h[12]|h[12][ -]({_SPAN}|{_YEAR})"),
    (
        "month",
        rf"{_MONTH}[ '-]?({_YEAR}|\d\d)|{_YEAR}[ -]?{_MONTH}|{_YEAR}[-/](0[1-9]|1[0-2])|(0?[1-9]|1[0-2])[-/]{_YEAR}",
    ),
    ("year", rf"{_YEAR}|{_SPAN}"),
    ("day", r"\d{1,4}[/.\- ]([a-z]{3,9}|\d{1,2})[/.\- ]\d{2,4}( .*|T.*)?"),
)
_COMPILED = tuple((name, re.compile(form, re.IGNORECASE)) for name, form in _FORMS)


def period_length(text: str) -> str | None:
    """'day', 'month', 'quarter', 'half-year' or 'year'; None for a text that names no period.

    2024-07 is July 2024; 2024-25 and 2024/25 are years, because no month is the twenty-fifth.
    """
    return next((name for name, form in _COMPILED if form.fullmatch(text.strip())), None)


def longer_periods(texts: list[str]) -> tuple[str | None, frozenset[int]]:
    """The shortest length that a column names, and the positions of texts that name a longer one."""
    lengths = [period_length(text) for text in texts]
    known = [LENGTHS.index(length) for length in lengths if length]
    if not known:
        return None, frozenset()
    shortest = min(known)
    return LENGTHS[shortest], frozenset(
        position for position, length in enumerate(lengths) if length and LENGTHS.index(length) > shortest
    )
