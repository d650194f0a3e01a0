"""What a measure and a dimension are: frozen definitions that the one engine turns into figures."""

from dataclasses import dataclass, field
from datetime import date
from enum import Enum

from cxdata.contract import TABLES, Table


class Unit(Enum):
    """What a value is counted in, and so how it is written."""

    COUNT = "count"
    SHARE = "share"  # 0 to 1, shown as a percentage
    SCORE = "score out of 100"
    PER_1000 = "per 1,000 residents"
    SECONDS = "seconds"
    DAYS = "days"
    RATIO = "ratio"


class Better(Enum):
    """Which way is good."""

    HIGHER = "higher"
    LOWER = "lower"
    NEITHER = "neither"


class Interval(Enum):
    """How the range around a value is found."""

    WILSON = "Wilson score interval, 95 %"
    BYAR = "Byar's interval (exact Poisson under 10 events), 95 %"
    MEAN = "mean plus or minus 1.96 standard errors"
    NONE = ""


@dataclass(frozen=True)
class Source:
    """One count of something: what `amount` (SQL of one row) comes to over the rows of `table` that fit `condition`.

    `words` name what is counted, in the plural; `word` is what an officer writes in council.toml to choose it.
    """

    table: str
    amount: str
    condition: str
    words: str
    word: str = ""


@dataclass(frozen=True)
class Pair:
    """Two sources of one thing, of which `measures` are made by the first.

    With a `channel` the first is the part of the contacts that came by it, and the second may stand in its place:
    see cxdata.measures.base. `needed` is whether the first is a source only where it counts anything at all.
    """

    id: str
    first: Source
    second: Source
    measures: tuple[str, ...]
    channel: str = ""
    needed: bool = False


@dataclass(frozen=True)
class Measure:
    """One figure the product can give.

    `numerator` and `denominator` are SQL aggregates over additive columns of `table`; the value is their ratio times
    `scale`, divided once, at the end. A measure without a denominator is a count. `value` replaces the ratio where a
    figure is not one (a median); its base is then the denominator. In the SQL, {online}, {automated_phone} and
    {assisted} stand for the council's channel groups.

    `denominator_table` names another table that gives the denominator; with `broadcast` it is the same for each part
    of a dimension which that table does not have (residents are the same in every month), without it such a split is
    refused. `share_of` names the dimension whose levels share a total. `squares` gives the sum of squares behind a
    mean's interval. `condition` leaves out rows that cannot be in the base. `whole` is the SQL aggregate of all that
    the base is a part of, and `left_out` says of the others why they are in neither: a share of half of the contacts
    says so. `not_by` names dimensions of the table that the measure must not be split or narrowed by, each with the
    reason. `counted_from` are the pairs of which the second source is counted in the place of the first, as the council
    chose (never in the registry). `counts_to` is what the counts of a published figure are rounded to (1: they
    are exact). `version` and `changed_on` say when the definition last changed; `source` says whose
    definition it is, `reviewed_on` when a person last held it against that source, and `next_review` by when it is to
    be looked at again.
    """

    id: str
    title: str
    question: str
    table: str
    numerator: str
    unit: Unit
    counted: str
    formula: str
    why: str
    source: str = field(kw_only=True)
    reviewed_on: date = field(kw_only=True)
    next_review: date = field(kw_only=True)
    denominator: str | None = None
    base: str = ""
    denominator_table: str | None = None
    broadcast: bool = False
    share_of: str | None = None
    value: str | None = None
    extras: tuple[tuple[str, str], ...] = ()
    squares: str | None = None
    condition: str = "true"
    whole: str = ""
    left_out: str = ""
    not_by: tuple[tuple[str, str], ...] = ()
    counted_from: tuple[Pair, ...] = ()
    scale: float = 1.0
    better: Better = Better.NEITHER
    interval: Interval = Interval.NONE
    decimals: int = 1
    counts_to: int = 1
    caveats: tuple[str, ...] = ()
    version: int = 1
    changed_on: date | None = None

    @property
    def tables(self) -> tuple[str, ...]:
        """The tables it is made of: its own, that of its base where it is another, and those counted in its place."""
        base = (self.denominator_table,) if self.denominator_table else ()
        return tuple(dict.fromkeys((self.table, *base, *(pair.second.table for pair in self.counted_from))))

    @property
    def is_count(self) -> bool:
        """Whether the value is the numerator itself."""
        return self.denominator is None and self.value is None and self.share_of is None


@dataclass(frozen=True)
class Dimension:
    """One way to split a measure.

    `sql` is the expression that rows are grouped by, over the columns in `needs`, with {time} for the table's time
    column; `label` turns the grouped {value} into the text that is shown and filtered by. `levels` lists the values in
    order where the order is not the data's own. `column` names the ENUM column behind it, where there is one.
    `calendar` marks the spans of time that follow one another, and `months` says how many months each has (0: none, as
    a week begins in one month and ends in another).
    """

    id: str
    title: str
    sql: str
    needs: tuple[str, ...] = ()
    needs_time: bool = False
    label: str = "{value}::varchar"
    levels: tuple[str, ...] = ()
    meaning: str = ""
    column: str | None = None
    calendar: bool = False
    months: int = 0

    def on(self, table: str) -> bool:
        """Whether the table can be split by this dimension."""
        contract: Table = TABLES[table]
        has_columns = all(name in contract.names for name in self.needs)
        return has_columns and (contract.time is not None or not self.needs_time)
