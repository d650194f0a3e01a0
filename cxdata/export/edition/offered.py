"""The fixed list of what an edition holds: which counts, by at most two things, over which periods.

Nothing outside the list is published, whatever is asked, because no rounding survives a free choice of sums and of
dates. Two things at once are two dimensions (a value of one and a split by the other are the same table). The parts of
a measure are counts, and come from its own definition in the registry; whatever is published is made of them.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from cxdata.council import Council
from cxdata.measures import DIMENSIONS, MEASURES
from cxdata.measures.model import Measure, Unit
from cxdata.measures.registry.dimensions import splits
from cxdata.measures.registry.pairs import PAIRS
from cxdata.periods import Period, add_months, financial_year

SHARE_BASE, MEAN_BASE = 30, 100
"""How many people, as shown, a percentage needs, and a mean or a middle value."""

MONTH, QUARTER, YEAR, LATEST = "month", "quarter", "financial_year", "latest_four_quarters"

ANYWHERE = ("ward", "service", "channel", "channel_group", "customer_type", "provider")
"""The dimensions that are offered beside each other."""
BESIDE = ("ward", "service", "channel")
"""Beside which of them every other dimension is offered; else alone."""

_MOVES = "it is another with every load, so the same people would be counted again and again"

LEFT_OUT = {
    "requester": "contacts that staff raised are left out of it",
    **dict.fromkeys(("weeks_open", "clock", "case_age", "case_clock"), _MOVES),
}
"""Dimensions by which nothing is offered, and why."""

NOT_OFFERED = {
    **dict.fromkeys(("cases_open", "complaints_open", "complaints_overdue"), _MOVES),
    "days_to_close_p90": "of the days to close it has the middle value and no other",
}
"""Measures of which nothing is offered, and why."""

DAYS = (0, 1, 2, 3, 5, 7, 10, 14, 21, 28, 42, 56, 84, 112, 182, 365)
"""Where the bands of days begin from which a middle value is read; the last has no end."""


@dataclass(frozen=True)
class Part:
    """One count behind a measure: what a row of `table` adds to it, as SQL over its columns; null or 0 is nothing.

    Placeholders ({online}, {open}, {time}) are those of the registry. `unit` is what is added up where that is not the
    row's own number of people or cases: another thing of the same row is rounded by a number drawn for itself.
    """

    name: str
    table: str
    amount: str
    unit: str = ""


@dataclass(frozen=True)
class Table:
    """One table of the list: the parts of a measure by no, one or two dimensions, for each period of some kinds."""

    measure: str
    parts: tuple[Part, ...]
    by: tuple[str, ...]
    periods: tuple[str, ...]

    @property
    def base_parts(self) -> tuple[str, ...]:
        """The parts whose sum, as shown, is the base of its figure; () of a count."""
        names = tuple(part.name for part in self.parts)
        return ("base",) if "base" in names else names if len(names) > 1 else ()

    @property
    def least_base(self) -> int:
        """How many that must be for any figure to be given; where they are fewer no part of it is published."""
        if not self.base_parts:
            return 0
        return SHARE_BASE if {"yes", "n"} & {part.name for part in self.parts} else MEAN_BASE


def offered(council: Council) -> tuple[Table, ...]:
    """The whole list, in the registry's order."""
    tables = []
    for measure in MEASURES.values():
        if why_not_offered(measure, council):
            continue
        parts = parts_of(measure)
        tables += [Table(measure.id, parts, by, kinds_of(by)) for by in _ways(measure)]
    return tuple(tables)


def why_not_offered(measure: Measure, council: Council) -> str:
    """Why an edition holds nothing of a measure; "" where it does. Residents are public and stand in it as they are."""
    if measure.id not in MEASURES:
        return "only measures of the list on the Definitions page are in it"
    counted = [pair.second.words for pair in PAIRS if measure.id in pair.measures and _chosen(pair.id, council)]
    if counted:
        return f"the council counts {' and '.join(counted)} in it, which belong to no ward and no customer"
    return NOT_OFFERED.get(measure.id, "residents are public" if measure.table == "population" else "")


def _chosen(pair: str, council: Council) -> bool:
    """Whether the council counts the second source of a pair in the place of the first."""
    return any(one.id == pair and council.base.get(pair) == one.second.word for one in PAIRS if one.channel)


def dimensions_of(measure: Measure) -> tuple[str, ...]:
    """The dimensions by which a measure's parts are offered, time apart."""
    return tuple(name for name in splits(measure) if name not in LEFT_OUT and not DIMENSIONS[name].calendar)


def kinds_of(by: Collection[str]) -> tuple[str, ...]:
    """The kinds of period in which a table by these dimensions is offered: months only for one thing at a time."""
    return (QUARTER, YEAR, LATEST) if len(by) > 1 else (MONTH, QUARTER, YEAR, LATEST)


def _ways(measure: Measure) -> list[tuple[str, ...]]:
    """The dimensions, none to two, that a measure is offered by."""
    known = dimensions_of(measure)
    pairs = [pair for pair in combinations(known, 2) if _go_together(pair)]
    ways = [(), *((name,) for name in known), *pairs]
    return [way for way in ways if measure.share_of is None or measure.share_of in way]


def _go_together(pair: Collection[str]) -> bool:
    """Whether two dimensions are offered at once; never two of which one tells the other."""
    others = set(pair) - set(ANYWHERE)
    beside = set(pair) & set(BESIDE) if others else set(pair) - {"channel", "channel_group"}
    return len(others) < 2 and bool(beside)


def parts_of(measure: Measure) -> tuple[Part, ...]:
    """The counts that a measure is made of, from its own definition.

    A count and a rate for each resident: `n`. A share: `yes` and `others`, all in its base who do not say yes. A mean
    of levels: the five levels. A middle value of days: the bands of `DAYS`. Seconds, and any other ratio: `total` and
    `base`. A base in another table is counted there. ValueError for a definition that is none of these.
    """
    if measure.value:
        return _bands(measure)
    if measure.unit is Unit.SCORE:
        return _levels(measure)
    if measure.denominator is None or measure.broadcast:
        return (_part("n", measure.table, _Sum.read(measure.numerator), measure.condition),)
    part, base = _Sum.read(measure.numerator), _Sum.read(measure.denominator)
    if measure.unit is Unit.SHARE and measure.denominator_table is None:
        yes, both = part.of_row(measure.condition), base.of_row(measure.condition)
        unit = "" if part.is_people and base.is_people else f"{base.amount} - {part.amount}"
        others = f"coalesce({both}, 0) - coalesce({yes}, 0)"
        return (
            _part("yes", measure.table, part, measure.condition),
            Part("others", measure.table, others, unit),
        )
    beside = measure.denominator_table
    return (
        _part("total" if beside is None else "n", measure.table, part, measure.condition),
        _part("base", beside or measure.table, base, "true" if beside else measure.condition),
    )


@dataclass(frozen=True)
class _Sum:
    """`sum(amount) filter (where test)`, the form in which the registry writes a count, taken apart."""

    amount: str
    test: str

    @classmethod
    def read(cls, sql: str) -> "_Sum":
        """Take one apart. ValueError for what is written otherwise."""
        head, _, test = sql.partition(" filter (where ")
        if not head.startswith("sum(") or not head.endswith(")"):
            raise ValueError(f"no count can be read out of {sql}")
        return cls(head[4:-1], test[:-1] or "true")

    @property
    def is_people(self) -> bool:
        """Whether it adds up the row's own number of people or cases."""
        return self.amount in ("count", "coalesce(count, 1)")

    def of_row(self, condition: str, test: str = "true") -> str:
        """What one row adds to it."""
        tests = [f"({one})" for one in (condition, self.test, test) if one != "true"]
        return f"case when {' and '.join(tests)} then {self.amount} end" if tests else self.amount


def _part(name: str, table: str, counted: _Sum, condition: str) -> Part:
    return Part(name, table, counted.of_row(condition), "" if counted.is_people else counted.amount)


def _levels(measure: Measure) -> tuple[Part, ...]:
    """How many answered at each level of the scale from 1 to 5."""
    counted = _Sum.read(measure.denominator or "")
    levels = [level for level in DIMENSIONS["score"].levels if level.isdecimal()]
    return tuple(
        Part(f"level_{level}", measure.table, counted.of_row(measure.condition, f"score = {level}")) for level in levels
    )


def _bands(measure: Measure) -> tuple[Part, ...]:
    """How many took so many days, for each band; the days are what the base counts."""
    days = (measure.denominator or "").removeprefix("count(").removesuffix(")")
    ends = (*DAYS[1:], None)
    return tuple(
        Part(
            f"days_{start}",
            measure.table,
            f"case when {days} >= {start}{f' and {days} < {end}' if end else ''} then 1 end",
        )
        for start, end in zip(DAYS, ends, strict=True)
    )


def spans(whole: Collection[date], today: date) -> Mapping[str, tuple[Period, ...]]:
    """The periods of each kind that are over, and of which every month is whole; the oldest first.

    `whole` are the first days of a table's whole months. The latest four quarters are four that follow one another.
    """
    over = {month for month in whole if add_months(month, 1) <= today}

    def of_length(months: int) -> tuple[Period, ...]:
        starts = sorted(month for month in over if (month.month - 4) % 12 % months == 0)
        held = [start for start in starts if all(add_months(start, step) in over for step in range(months))]
        return tuple(Period(start, add_months(start, months)) for start in held)

    quarters = of_length(3)
    newest = quarters[-1].end if quarters else None
    latest = Period(add_months(newest, -12), newest) if newest else None
    four = [quarter for quarter in quarters if latest and quarter.start >= latest.start]
    return {
        MONTH: of_length(1),
        QUARTER: quarters,
        YEAR: of_length(12),
        LATEST: (latest,) if latest and len(four) == 4 else (),
    }


def kind_of(period: Period) -> str | None:
    """The kind of period that a span of days is; None for one that is never in an edition.

    Twelve months that begin in April are a financial year, any other four quarters the latest four.
    """
    months, since_april = period.whole_months, (period.start.month - 4) % 12
    if months == 12 and since_april % 3 == 0:
        return YEAR if period.start == date(financial_year(period.start), 4, 1) else LATEST
    if months == 3 and since_april % 3 == 0:
        return QUARTER
    return MONTH if months == 1 else None
