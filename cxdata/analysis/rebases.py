"""Where a series has to start anew: a person said so, or the measure's definition changed."""

from collections.abc import Sequence
from datetime import date

import numpy as np

from cxdata.analysis.series import Series
from cxdata.council import Council, Event
from cxdata.measures import MEASURES
from cxdata.measures.model import Measure
from cxdata.measures.words import say_value
from cxdata.periods import say_date
from cxdata.stats.spc.judge import Rebase

KIND = "rebase"
PROCEDURE = "procedure change"
"""Kinds of event from which a series starts anew: of one measure, and of all measures of its table."""


def rebases_of(series: Series, council: Council) -> tuple[Rebase, ...]:
    """The breaks of a series in order: `[[events]]` of kind "rebase" for its measure, or "procedure change" for one of
    its table, and a new definition.

    Only a person sets a rebase, with its reason in the title; one outside the months shown is not used, nor one
    before the second month, where there is nothing to break.
    """
    return breaks_of(series.measure, series.starts, council)


def breaks_of(measure: Measure, starts: Sequence[date], council: Council) -> tuple[Rebase, ...]:
    """The same of a measure whose months or quarters start on these days."""
    reasons = {event.day: event.title for event in council.events if _breaks(event, measure) and event.title.strip()}
    if measure.version > 1 and measure.changed_on is not None:
        reasons[measure.changed_on] = f"The definition changed to version {measure.version}"
    rebases = [Rebase(sum(start < day for start in starts), day, reason) for day, reason in sorted(reasons.items())]
    usable = [rebase for rebase in rebases if 0 < rebase.at < len(starts)]
    return tuple({rebase.at: rebase for rebase in usable}.values())


def _breaks(event: Event, measure: Measure) -> bool:
    """Whether a series of the measure starts anew with an event: another procedure changes all of its table."""
    if event.kind == PROCEDURE and event.measure in MEASURES:
        return MEASURES[event.measure].table == measure.table
    return event.kind == KIND and event.measure == measure.id


def since_last(rebases: tuple[Rebase, ...]) -> int:
    """The place from which a series may be carried forward."""
    return rebases[-1].at if rebases else 0


def say_rebases(rebases: tuple[Rebase, ...]) -> tuple[str, ...]:
    """A sentence for each break, for beside the chart."""
    return tuple(f"A new average starts on {say_date(rebase.on)}: {rebase.reason}." for rebase in rebases)


def say_levels(series: Series, rebases: tuple[Rebase, ...]) -> str:
    """What it was and what it is, at the last break: '43 a month until June 2015, 69 since'; '' without a break."""
    if not rebases:
        return ""
    at, start = rebases[-1].at, rebases[-2].at if len(rebases) > 1 else 0
    before, after = (_typical(series, *ends) for ends in ((start, at), (at, len(series.starts))))
    if np.isnan(before) or np.isnan(after):
        return ""
    each = f" a {series.step}" if series.measure.is_count else ""
    measure = series.measure
    return f"{say_value(measure, before)}{each} until {series.name(at - 1)}, {say_value(measure, after)} since"


def _typical(series: Series, start: int, end: int) -> float:
    """The figure of all months together where they have a base, else their mean."""
    stretch = slice(start, end)
    values, bases = series.values[stretch], series.denominators[stretch]
    has_figure = ~np.isnan(values)
    if not has_figure.any():
        return float("nan")
    weighed = series.measure.value is None and not series.measure.is_count and (bases[has_figure] > 0).all()
    return float(np.average(values[has_figure], weights=bases[has_figure] if weighed else None))
