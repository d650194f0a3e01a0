"""The last thirteen months of a measure, so that a tile shows where its figure comes from: a year ago is in it."""

import math
from dataclasses import dataclass, replace
from datetime import date

from cxdata.analysis.asking import Asking
from cxdata.contract import NOT_RECORDED
from cxdata.measures.coverage.whole_months import WholeMonths, whole_in_all
from cxdata.measures.model import Measure
from cxdata.measures.query import Answer
from cxdata.measures.registry.dimensions import splits
from cxdata.measures.words import calendar_start
from cxdata.periods import Period, add_months

MONTHS = 13


@dataclass(frozen=True)
class Step:
    """One month: its first day, its value (None where there is none to show), and whether it is loaded as a whole."""

    start: date
    value: float | None
    whole: bool = True


def course_of(asking: Asking, measure: Measure, last: date) -> tuple[Step, ...]:
    """The thirteen months up to that of the last day, in one question; () where months are not known.

    A month that is missing has no value, but a count between two months with something in them is 0.
    """
    window = window_of(asking, measure, last)
    if window is None:
        return ()
    answer = asking.answer(measure.id, ("month",), replace(asking.scope, period=window))
    return steps_of(answer, window, whole_in_all(asking.store, measure.tables))


def window_of(asking: Asking, measure: Measure, last: date) -> Period | None:
    """The thirteen months up to that of the last day; None where the measure's months are not known."""
    if "month" not in splits(measure) or last == date.max or whole_in_all(asking.store, measure.tables).long:
        return None
    end = add_months(last.replace(day=1), 1)
    return Period(add_months(end, -MONTHS), end)


def steps_of(answer: Answer, window: Period, whole: WholeMonths) -> tuple[Step, ...]:
    """The months of a window out of an answer by month; a month that is broken inside has no value."""
    frame = answer.frame
    names = frame["month"].astype(str)
    dated = zip(names, frame["value"], strict=True)
    values = {calendar_start("month", name): value for name, value in dated if name != NOT_RECORDED}
    counted = [calendar_start("month", name) for name in names if name != NOT_RECORDED]
    steps = []
    for start in window.months():
        value = values.get(start)
        if value is None and answer.measure.is_count and counted and min(counted) < start < max(counted):
            value = None if start in counted else 0.0
        shown = None if value is None or math.isnan(value) or start in whole.broken_months else float(value)
        steps.append(Step(start, shown, _is_whole(start, whole)))
    return tuple(steps)


def _is_whole(start: date, whole: WholeMonths) -> bool:
    return whole.months is not None and whole.months.start <= start < whole.months.end
