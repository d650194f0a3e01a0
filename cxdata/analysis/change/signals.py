"""The stretches of a chart that are more than ordinary ups and downs, and what happened around their start."""

from dataclasses import dataclass

import numpy as np

from cxdata.analysis.rebases import KIND
from cxdata.analysis.series import MONTHS_IN, Series
from cxdata.council import Council
from cxdata.measures import MEASURES
from cxdata.periods import add_months, say_date
from cxdata.stats.spc.chart import Chart
from cxdata.stats.spc.rules import Rule


@dataclass(frozen=True)
class Signal:
    """Neighbouring marked points that lean one way. `start` and `end` are places in the series, both in it.

    `near` says what happened around the time it began, never that it is the cause; () for one that runs from the
    first point, whose beginning nobody saw.
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


def signals_of(series: Series, chart: Chart, council: Council) -> tuple[Signal, ...]:
    """The signals of a chart in order of time; a new average, a gap or a turn ends one."""
    breaks = {segment.start for segment in chart.segments}
    found: list[list[int]] = []
    for place in np.flatnonzero(chart.rules):
        last = found[-1][-1] if found else None
        follows = last == place - 1 and chart.direction[last] == chart.direction[place] and place not in breaks
        if follows:
            found[-1].append(int(place))
        else:
            found.append([int(place)])
    return tuple(_signal(series, chart, council, places) for places in found)


def _signal(series: Series, chart: Chart, council: Council, places: list[int]) -> Signal:
    start, end = places[0], places[-1]
    weak = all(Rule(chart.rules[place]) is Rule.TWO_OF_THREE for place in places)
    return Signal(
        start=start,
        end=end,
        first=series.name(start),
        last=series.name(end),
        high=bool(chart.direction[start] > 0),
        strong=not weak,
        near=events_near(series, start, council) if start else (),
    )


def events_near(series: Series, place: int, council: Council) -> tuple[str, ...]:
    """The council's events from a month (or quarter) before the place until its end that could bear on the measure."""
    start = series.starts[place]
    length = MONTHS_IN[series.step]
    earliest, latest = add_months(start, -length), add_months(start, length)
    return tuple(
        f"{event.title} ({say_date(event.day)})"
        for event in council.events
        if event.kind != KIND and earliest <= event.day < latest and _bears_on(event.measure, series)
    )


def _bears_on(named: str, series: Series) -> bool:
    """Whether an event of one measure is worth naming beside another: of the same data, or of no measure at all."""
    return not named or (named in MEASURES and MEASURES[named].table == series.measure.table)
