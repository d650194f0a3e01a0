"""Figures for a week, a quarter or a year: which tables hold nothing finer, and what such a table covers.

Nobody knows the months of such a figure. A table of quarters or years still covers whole months from end to end, so
that a year can be held against the year before; by the month it can be neither split nor followed.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from cxdata.contract import GRAINS_WITHOUT_MONTH, TABLES
from cxdata.periods import Period, add_months
from cxdata.store import Store

MONTHS_IN = {"quarter": 3, "year": 12}


@dataclass(frozen=True)
class LongFigures:
    """The finest grain of a table that knows no months ("week", "quarter" or "year"), and the first day of each figure
    of that grain, in order.
    """

    grain: str
    starts: tuple[date, ...]

    @property
    def covered(self) -> Period | None:
        """The months that the newest figures cover without a gap; None for weeks, which end inside months."""
        length = MONTHS_IN.get(self.grain)
        if length is None or self.starts[-1].day != 1:
            return None
        first = self.starts[-1]
        while add_months(first, -length) in self.starts:
            first = add_months(first, -length)
        return Period(first, add_months(self.starts[-1], length))

    @property
    def dimension(self) -> str:
        """The span of time by which such figures can be followed."""
        if self.grain == "year":
            return "financial_year" if self.starts[-1].month == 4 else "calendar_year"
        return self.grain


def read_long_figures(store: Store) -> Mapping[str, LongFigures]:
    """The tables that hold figures of weeks, quarters or years and nothing finer."""
    tables = {}
    for table, rows in store.long_figures.items():
        if all(grain in GRAINS_WITHOUT_MONTH for grain in store.grains(table)):
            finest = min((grain for grain, _ in rows), key=GRAINS_WITHOUT_MONTH.index)
            tables[table] = LongFigures(finest, tuple(day for grain, day in rows if grain == finest))
    return tables


def say_no_months(table: str, figures: LongFigures, title: str) -> str:
    """Why a measure cannot be followed by the month: 'The export of contacts has figures for whole years ...'"""
    return (
        f"The export of {TABLES[table].in_words} has figures for whole {figures.grain}s and nothing finer, so nobody "
        f"knows the months of '{title}'."
    )


def is_cut(span: Period, covered: Period, length: int) -> bool:
    """Whether a span takes only a part of a figure that is for `length` months, counted from the start of `covered`."""
    if span.start.day != 1 or span.end.day != 1:
        return True
    return any(_months_between(covered.start, day) % length for day in (span.start, span.end))


def _months_between(start: date, end: date) -> int:
    return (end.year - start.year) * 12 + end.month - start.month
