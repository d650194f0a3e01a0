"""The stretches of a chart that are more than ordinary ups and downs, and what happened around their start."""

from dataclasses import dataclass

import numpy as np

from cxdata.analysis.rebases import KIND
from cxdata.analysis.series import MONTHS_IN, Series
from cxdata.council import Council, Event
from cxdata.measures import MEASURES
from cxdata.measures.model import Measure
from cxdata.periods import add_months, say_date
from cxdata.stats.spc.judge import Judgement
from cxdata.stats.spc.rules import Rule

_SAME = 0.5
"""A change a year ago of half this one's size and more is the same thing happening again."""


@dataclass(frozen=True)
class Signal:
    """Neighbouring marked points that lean one way. `start` and `end` are places in the series, both in it.

    `near` says what happened around the time it began, never that it is the cause; () for one that runs from the
    first point, whose beginning nobody saw, and for one that began in the same way a year before or after.
    """

    start: int
    end: int
    first: str
    last: str
    high: bool
    strong: bool
    near: tuple[str, ...]

    @property
    def length(self) -> int:
        """How many months or quarters it holds."""
        return self.end - self.start + 1


def signals_of(series: Series, judged: Judgement, council: Council) -> tuple[Signal, ...]:
    """The signals of a chart in order of time; a new average, a gap or a turn ends one."""
    breaks = {stretch.start for stretch in judged.stretches}
    runs: list[list[int]] = []
    for position in np.flatnonzero(judged.rules):
        last = runs[-1][-1] if runs else None
        follows = (
            last == position - 1 and judged.direction[last] == judged.direction[position] and position not in breaks
        )
        if follows:
            runs[-1].append(int(position))
        else:
            runs.append([int(position)])
    return tuple(_signal(series, judged, council, places) for places in runs)


def _signal(series: Series, judged: Judgement, council: Council, places: list[int]) -> Signal:
    start, end = places[0], places[-1]
    weak = all(Rule(judged.rules[position]) is Rule.TWO_OF_THREE for position in places)
    return Signal(
        start=start,
        end=end,
        first=series.name(start),
        last=series.name(end),
        high=bool(judged.direction[start] > 0),
        strong=not weak,
        near=events_near(series, start, council),
    )


def level_leads(judged: Judgement) -> bool:
    """Whether the sign is told as a new level: one is seen, no trend is newer, and both lie the same way."""
    level, latest = judged.new_level, judged.latest
    if level is None or latest is None or latest.trend or judged.words_only:
        return False
    return judged.sign == (1 if level.after > level.before else -1)


def evidence_start(judged: Judgement) -> int | None:
    """Where the evidence of the sign at the latest figure begins: its rise's first month, its level's, its run's, or
    the month itself; None without a sign."""
    latest, at = judged.latest, judged.at
    if latest is None or at is None or not judged.sign:
        return None
    if latest.trend:
        return at - abs(latest.steps) + 1
    if judged.new_level and level_leads(judged):
        return judged.new_level.at
    if latest.outside:
        return at
    return at - latest.run + 1 if latest.shift else at - 2 + _first_marked(judged, at)


def _first_marked(judged: Judgement, at: int) -> int:
    marked = np.flatnonzero(judged.rules[at - 2 : at + 1])
    return int(marked[0]) if len(marked) else 0


def events_near(series: Series, position: int, council: Council) -> tuple[str, ...]:
    """The council's events from a month (or quarter) before the place until its end that could bear on the measure.

    None where nothing is known of the same time a year before (or after), or where the same happened then: what
    comes every year is not news of this one.
    """
    if position < 1 or not new_this_year(series, position):
        return ()
    start = series.starts[position]
    length = MONTHS_IN[series.step]
    earliest, latest = add_months(start, -length), add_months(start, length)
    return tuple(
        f"{event.title} ({say_date(event.day)})"
        for event in council.events
        if earliest <= event.day < latest and bears_on(event, series.measure)
    )


def new_this_year(series: Series, position: int) -> bool:
    """Whether the step into a place did not happen at the same time of the year before (or, failing that, after)."""
    steps = np.diff(series.values, prepend=np.nan)
    year = 12 // MONTHS_IN[series.step]
    for other in (position - year, position + year):
        if 0 <= other < len(steps) and not np.isnan(steps[other]):
            alike = steps[other] * steps[position] > 0
            return not (alike and abs(steps[other]) >= _SAME * abs(steps[position]))
    return False


def bears_on(event: Event, measure: Measure) -> bool:
    """Whether an event is worth naming beside a measure: one of the same data, or of no measure at all."""
    same = event.measure in MEASURES and MEASURES[event.measure].table == measure.table
    return event.kind != KIND and (not event.measure or same)
