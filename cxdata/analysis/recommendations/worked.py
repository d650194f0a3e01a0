"""Did it work? The measure that a recommendation should move, before and after, once a year of whole months is over.

A year on is held against the year before, month by month the same, and called better or worse only where the test for
a real change says so too, from then on, and where it is not merely that others are counted.
"""

from dataclasses import dataclass, field
from datetime import date
from enum import Enum

import numpy as np

from cxdata.analysis.change.before_after import BeforeAfter, TooEarly, before_after, months_in_a_year_from
from cxdata.analysis.change.charts import Control, control
from cxdata.analysis.change.signals import evidence_start
from cxdata.analysis.change.summary import Change, change_of
from cxdata.analysis.recommendations.item import Item
from cxdata.analysis.result import HIDDEN, Result, say_many
from cxdata.council import Council
from cxdata.errors import CxError
from cxdata.measures import find_measure
from cxdata.measures.model import Better, Measure
from cxdata.periods import add_months, say_date
from cxdata.scope import Scope
from cxdata.store import Store


class Verdict(Enum):
    """What became of the measure; the value is what a reader is shown."""

    BETTER = "better since"
    WORSE = "worse since"
    CHANGED = "changed since"
    NOTHING = "no real change"
    OTHERS = "others are counted"
    EARLY = "too early to say"
    UNKNOWN = "cannot be told"


@dataclass(frozen=True)
class Worked(Result):
    """A measure before and after a day. `why` says what the verdict rests on, or what it lacks.

    `compared` is None while there is no whole month since, or none before; `chart` (the measure over time) where it
    cannot be followed.
    """

    measure: Measure
    on: date
    verdict: Verdict
    sentence: str
    why: str
    compared: BeforeAfter | None
    chart: Control | None = field(metadata=HIDDEN)


def begins_on(item: Item) -> date | None:
    """From when a row should show in its measure: the day by which it was due, else that of the recommendation."""
    return item.due or item.made


def did_it_work(store: Store, measure: str, on: date, scope: Scope, council: Council) -> Worked:
    """What became of a measure after a day. Raises CxError for no measure, or one without data."""
    definition = find_measure(measure)
    chart = _chart(store, definition, scope, council)
    try:
        compared = before_after(store, definition, scope, council, on=on)
    except TooEarly as early:
        return Worked(definition, on, Verdict.EARLY, _too_early(definition, on), str(early), None, chart)
    except CxError as reason:
        if chart is None:
            raise
        said = f"{definition.title}: it cannot be told whether this worked."
        return Worked(definition, on, Verdict.UNKNOWN, said, str(reason), None, chart)
    verdict, why = judge(compared, chart, on)
    said = _too_early(definition, on) if verdict is Verdict.EARLY else f"{definition.title}: {verdict.value}."
    return Worked(compared.measure, on, verdict, said, why, compared, chart)


def _chart(store: Store, measure: Measure, scope: Scope, council: Council) -> Control | None:
    try:
        return control(store, measure, scope, council)
    except CxError:
        return None


def _too_early(measure: Measure, on: date) -> str:
    first = on if on.day == 1 else add_months(on.replace(day=1), 1)
    ready = add_months(first, months_in_a_year_from(on))
    return f"{measure.title}: too early to say. A year is over, and loaded, from {say_date(ready)}."


def judge(compared: BeforeAfter, chart: Control | None, on: date) -> tuple[Verdict, str]:
    """The verdict on a measure before and after, and what it rests on."""
    if compared.months < (needed := months_in_a_year_from(on)):
        return Verdict.EARLY, f"{say_many(compared.months, 'whole month')} of {needed} since {say_date(on)} so far."
    change = change_of(chart) if chart else Change.FEW
    if chart is None or change in (Change.FEW, Change.UNUSUAL):
        return Verdict.UNKNOWN, "Too few months to tell a real change from ordinary ups and downs."
    start = evidence_start(chart.judged)
    if change is Change.NONE or start is None:
        return Verdict.NOTHING, f"No more than ordinary ups and downs in {chart.points[-1].name}."
    began = chart.series.period(start)
    if began.start < on.replace(day=1):
        return Verdict.NOTHING, f"There is a real change, but it began in {chart.series.name(start)}, before this."
    if not _moved_as(change, compared.measure, compared.after - compared.before):
        return Verdict.UNKNOWN, "The latest months say one thing, and the year against the year before another."
    split = compared.split
    if split is not None and not _moved_as(change, compared.measure, split.within):
        return Verdict.OTHERS, f"Like for like it did not move so: {split.sentence}"
    verdict = {Change.BETTER: Verdict.BETTER, Change.WORSE: Verdict.WORSE}.get(change, Verdict.CHANGED)
    return verdict, f"A real change, which began in {chart.series.name(start)}; that is no proof of what caused it."


def _moved_as(change: Change, measure: Measure, difference: float) -> bool:
    """Whether a difference goes the way that a change is said to have gone."""
    if np.isnan(difference) or difference == 0:
        return False
    if change is Change.CHANGED or measure.better is Better.NEITHER:
        return True
    return (difference > 0) == ((measure.better is Better.HIGHER) == (change is Change.BETTER))
