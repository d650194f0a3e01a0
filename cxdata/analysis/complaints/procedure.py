"""Another complaints procedure starts a new series: how many came a month before it, and since."""

from dataclasses import dataclass
from datetime import date

import numpy as np

from cxdata.analysis.rebases import PROCEDURE
from cxdata.council import Council
from cxdata.measures.query import Answer
from cxdata.measures.words import calendar_start, say_value
from cxdata.periods import add_months, say_date, say_month

COUNTED = "complaints"


@dataclass(frozen=True)
class Procedure:
    """The newest change of procedure: its day and title, and complaints a month before and since (None: unknown).

    `first` is the first whole month under it; a month in which it came is on neither side.
    """

    day: date
    title: str
    first: str
    before: float | None
    since: float | None
    sentence: str


def newest_procedure(by_month: Answer, council: Council) -> Procedure | None:
    """The change of procedure that the newest figures are under, from cases by whole months; None for none."""
    starts = [calendar_start(by_month.by[0], str(level)) for level in by_month.frame["month"]]
    values = by_month.frame["value"].to_numpy(dtype=float)
    events = [
        event
        for event in council.events
        if event.kind == PROCEDURE and event.measure == COUNTED and starts and event.day <= starts[-1]
    ]
    if not events:
        return None
    event = max(events, key=lambda one: one.day)
    of_event = event.day.replace(day=1)
    first = of_event if event.day.day == 1 else add_months(of_event, 1)
    before = _a_month(values[[start < of_event for start in starts]])
    since = _a_month(values[[start >= first for start in starts]])
    figures = [None if one is None else say_value(by_month.measure, one) for one in (before, since)]
    compared = f": {figures[0]} complaints a month before, {figures[1]} since" if None not in figures else ""
    sentence = (
        f"{event.title} ({say_date(event.day)}){compared}. What is counted under two procedures is not one line: "
        f"the new one begins with {say_month(first)}."
    )
    return Procedure(event.day, event.title, f"{first:%Y-%m}", before, since, sentence)


def _a_month(values: np.ndarray) -> float | None:
    """The mean of the months that have a figure."""
    known = values[~np.isnan(values)]
    return float(known.mean()) if len(known) else None
