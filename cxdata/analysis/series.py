"""A measure over a full calendar of whole months or quarters, with its gaps, as the statistics want it."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

import numpy as np

from cxdata.contract import NOT_RECORDED
from cxdata.council import Council
from cxdata.errors import CxError
from cxdata.measures.coverage.long_figures import say_no_months
from cxdata.measures.coverage.whole_months import whole_in_all
from cxdata.measures.model import Measure, Unit
from cxdata.measures.query import Answer, query
from cxdata.measures.words import calendar_start, say_unloaded
from cxdata.periods import Period, add_months, name_period
from cxdata.scope import Scope
from cxdata.stats.basics.proportions import Floats
from cxdata.stats.spc.scale import Kind
from cxdata.store import Store

Step = Literal["month", "quarter"]
MONTHS_IN: dict[Step, int] = {"month": 1, "quarter": 3}
_KINDS: dict[Unit, Kind] = {
    Unit.SHARE: "share",
    Unit.SECONDS: "wait",
    Unit.DAYS: "wait",
    Unit.RATIO: "wait",
    Unit.COUNT: "count",
    Unit.PER_1000: "count",
    Unit.SCORE: "score",
}


@dataclass(frozen=True)
class Series:
    """One figure a month (or quarter), oldest first; nan where there is no figure. `notes` say what was left out."""

    measure: Measure
    step: Step
    starts: tuple[date, ...]
    values: Floats
    numerators: Floats
    denominators: Floats
    answer: Answer
    notes: tuple[str, ...]

    @property
    def kind(self) -> Kind:
        """How the statistics treat the figure: whatever is above nothing and has no top goes as a wait does."""
        return _KINDS[self.measure.unit]

    def name(self, position: int) -> str:
        """The month or quarter at a place, as it is read aloud: 'September 2026', '2026/27 Q2'."""
        return name_period(self.period(position))

    def period(self, position: int) -> Period:
        """The month or quarter at a place."""
        start = self.starts[position]
        return Period(start, add_months(start, MONTHS_IN[self.step]))

    def with_gaps(self, thin: np.ndarray) -> "Series":
        """The same with the marked places left as gaps."""
        return replace(self, values=np.where(thin, np.nan, self.values))


def series_of(store: Store, measure: Measure, scope: Scope, council: Council, *, step: Step = "month") -> Series:
    """The measure's whole months (or quarters) within the scope, from the engine.

    A count has 0 for a month in which the table has rows but none of those chosen. Raises CxError when the measure
    has no months, or no whole one, or several figures a month.
    """
    if measure.share_of and len(scope.chosen(measure.share_of)) != 1:
        part = measure.share_of.replace("_", " ")
        raise CxError(f"'{measure.title}' has a figure for each {part}: choose one of them to follow it over time.")
    answer = query(store, measure, (step,), scope, council=council)
    whole = whole_in_all(store, answer.measure.tables, scope.period)
    if whole.long and (whole.months is None or whole.length > MONTHS_IN[step]):
        raise CxError(say_no_months(measure.table, whole.long, measure.title))
    period = _whole_steps(whole.months, step) if whole.months else None
    if period is None:
        raise CxError(unloaded(store, measure) or _nothing(measure, step, scope, whole.notes))
    length = MONTHS_IN[step]
    starts = tuple(add_months(month, 0) for month in period.months()[::length])
    dated = answer.frame[answer.frame[step] != NOT_RECORDED]
    rows = {calendar_start(step, str(row[step])): row for row in dated.to_dict("records")}
    columns = {
        name: np.array([float(rows[start][name]) if start in rows else np.nan for start in starts])
        for name in ("value", "numerator", "denominator")
    }
    if measure.is_count or measure.unit is Unit.PER_1000:
        open_months = _steps_with_rows(store, measure, scope, council, step)
        silent = np.array([start not in rows and start in open_months for start in starts])
        columns["value"] = np.where(silent, 0.0, columns["value"])
        columns["numerator"] = np.where(silent, 0.0, columns["numerator"])
    broken = np.array(
        [any(add_months(start, step) in whole.broken_months for step in range(length)) for start in starts]
    )
    return Series(
        measure=measure,
        step=step,
        starts=starts,
        values=np.where(broken, np.nan, columns["value"]),
        numerators=columns["numerator"],
        denominators=columns["denominator"],
        answer=answer,
        notes=(*answer.notes, *whole.notes),
    )


def _whole_steps(months: Period, step: Step) -> Period | None:
    """The whole quarters (of the financial year) within whole months; the months themselves by month."""
    if step == "month":
        return months
    start = add_months(months.start, -((months.start.month - 4) % 12 % 3) % 3)
    end = add_months(months.end, -((months.end.month - 4) % 12 % 3))
    return Period(start, end) if start < end else None


def _steps_with_rows(store: Store, measure: Measure, scope: Scope, council: Council, step: Step) -> set[date]:
    """The months or quarters in which the table has anything at all."""
    everything = query(store, measure, (step,), replace(scope, choices=()), council=council)
    return {calendar_start(step, str(name)) for name in everything.frame[step] if name != NOT_RECORDED}


def unloaded(store: Store, measure: Measure) -> str:
    """Which export a measure lacks altogether; "" where it is loaded."""
    missing = [table for table in measure.tables if not store.row_counts[table]]
    return say_unloaded(measure, missing[0]) if missing else ""


def _nothing(measure: Measure, step: Step, scope: Scope, notes: tuple[str, ...]) -> str:
    when = f" in {scope.period}" if scope.period else ""
    return " ".join([f"'{measure.title}' has no whole {step}{when}, so there is nothing to follow over time.", *notes])
