"""What other councils publish, as it was printed: for which days, by which definition, and on which counts."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from cxdata.contract import NOT_RECORDED
from cxdata.council import Council
from cxdata.measures.model import Measure
from cxdata.measures.registry.labels import FORMER
from cxdata.periods import Period, add_months, last_day_of
from cxdata.store import Store

LENGTHS = ("week", "month", "quarter", "year")
"""Grains that say for how long a figure is; a day or a moment does not."""


@dataclass(frozen=True)
class Printed:
    """One published figure of a whole council. `span` is None where the source does not say for how long it is,
    `definition` "" where it states none, and `counts` None where it gives none. `note` says how it was read.
    """

    organisation: str
    figure: str
    definition: str
    span: Period | None
    value: float
    counts: tuple[float, float] | None
    publication: str
    note: str = ""


def read_printed(store: Store) -> tuple[Printed, ...]:
    """Every published figure of a whole council, the newest last; figures of one service or channel are left out."""
    if not store.row_counts["benchmarks"]:
        return ()
    rows = store.tuples(
        """
        select organisation::varchar, figure::varchar, definition::varchar, grain::varchar, period::date,
            period_end::date, months, value, numerator, denominator, publication::varchar
        from benchmarks where value is not null and service = $nothing and channel = $nothing
        order by period, period_end, file_id, row_number
        """,
        {"nothing": NOT_RECORDED},
    )
    return tuple(
        Printed(
            organisation,
            figure,
            _stated(definition),
            _span(grain, start, end, months),
            float(value),
            None if counted is None or base is None else (float(counted), float(base)),
            _stated(publication),
        )
        for organisation, figure, definition, grain, start, end, months, value, counted, base, publication in rows
    )


def is_same(printed: Printed, measure: Measure, council: Council) -> bool:
    """Whether a published figure is defined as a measure of ours: in its very words, or as an officer has read it.

    What states no definition is never the same.
    """
    if not printed.definition:
        return False
    if fold(printed.definition) == fold(measure.formula):
        return True
    return any(
        same.measure == measure.id
        and fold(same.definition) == fold(printed.definition)
        and fold(same.figure) in ("", fold(printed.figure))
        for same in council.same_definitions
    )


def about(printed: Sequence[Printed], measure: Measure, council: Council) -> tuple[Printed, ...]:
    """What others publish about a measure: all that is defined as ours, and all that goes by the same name or ours."""
    called = {fold(name) for name in (measure.title, *FORMER.get(measure.id, ()))}
    names = {fold(row.figure) for row in printed if fold(row.figure).rstrip("% ") in called}
    names |= {fold(row.figure) for row in printed if is_same(row, measure, council)}
    names |= {fold(same.figure) for same in council.same_definitions if same.measure == measure.id and same.figure}
    ours = fold(council.name)
    return tuple(row for row in printed if fold(row.figure) in names and fold(row.organisation) != ours)


def fold(text: str) -> str:
    """A text blind to case and spaces."""
    return " ".join(text.split()).casefold()


def _stated(text: str | None) -> str:
    return "" if text in (None, NOT_RECORDED) else str(text)


def _span(grain: str, start: date, end: date | None, months: float | None) -> Period | None:
    if end is not None and end >= start:
        return Period(start, end + timedelta(days=1))
    if months:
        return Period(start, add_months(start, int(months)))
    return Period(start, last_day_of(grain, start) + timedelta(days=1)) if grain in LENGTHS else None
