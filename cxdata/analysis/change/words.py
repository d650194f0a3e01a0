"""What a chart says, in a sentence a member can read aloud before looking at it."""

import math

import numpy as np

from cxdata.analysis.change.signals import Signal
from cxdata.analysis.result import capital, listed
from cxdata.analysis.series import Series
from cxdata.measures.model import Better, Measure, Unit
from cxdata.measures.words import say_seconds, say_value
from cxdata.stats.spc.chart import FEWEST, Chart
from cxdata.stats.spc.rules import RUN, Rule


def say_step(sentence: str, step: str) -> str:
    """A sentence about months, said of quarters where the chart is by quarter."""
    return sentence if step == "month" else sentence.replace("month", step)


def say_chart(series: Series, chart: Chart, signals: tuple[Signal, ...], *, year_on_year: bool) -> str:
    """What the latest point says: a real change, a possible one, or ordinary ups and downs."""
    known = np.flatnonzero(~np.isnan(series.values))
    measure, title = series.measure, series.measure.title
    if not len(known):
        return f"{title}: too few to say in every {series.step}."
    latest = int(known[-1])
    if chart.segments[-1].limits is None:
        since = "since the average was set anew" if len(chart.segments) > 1 else "so far"
        points = int(np.count_nonzero(known >= chart.segments[-1].start))
        return (
            f"{title}: too few to say. There are {points} {series.step}s {since}, and {FEWEST} are needed to tell a "
            "change from ordinary ups and downs."
        )
    if latest < chart.segments[-1].start:
        return f"{title}: no figure yet since the average was set anew."
    now = f"{_level(measure, series.values[latest], year_on_year)} in {series.name(latest)}"
    if Rule(chart.rules[latest]) is Rule.ORDINARY:
        usual = _usual(measure, chart, latest, year_on_year)
        return f"{title}: {now}, within the usual range of {usual}. No sign of a change."
    return _changed(series, chart, signals[-1], latest, now, year_on_year=year_on_year)


def _changed(series: Series, chart: Chart, signal: Signal, latest: int, now: str, *, year_on_year: bool) -> str:
    measure, rule = series.measure, Rule(chart.rules[latest])
    run, side = run_of(chart, latest)
    if run >= RUN:
        kind = "a real change" if measure.better is Better.NEITHER else f"a real change{_verdict(measure, side > 0)}"
        average = "the average since then" if len(chart.segments) > 1 else "the average of all months shown"
        what = (
            f"The last {run} {series.step}s are all {'above' if side > 0 else 'below'} {say_step(average, series.step)}"
        )
    elif rule is Rule.TREND:
        way = "rose" if chart.direction[latest] > 0 else "fell"
        kind, what = (
            f"a real change{_verdict(measure, way == 'rose')}",
            f"The last {RUN} {series.step}s {way} one after another",
        )
    elif rule is Rule.OUTSIDE:
        usual = _usual(measure, chart, latest, year_on_year)
        kind = f"something out of the ordinary{_verdict(measure, chart.direction[latest] > 0)}"
        what = f"{capital(series.name(latest))} lies outside the usual range of {usual}"
    else:
        edge = "upper" if chart.direction[latest] > 0 else "lower"
        kind = f"a possible change{_verdict(measure, edge == 'upper')}"
        what = f"Two of the last three {series.step}s lie near the {edge} edge of the usual range"
    near = f" It began around the time of: {listed(signal.near)}; that is no proof of the cause." if signal.near else ""
    return f"{what}: {kind}. {measure.title}: {now}.{near}"


def say_earlier(series: Series, signals: tuple[Signal, ...]) -> str:
    """The signs that the latest point is no part of; "" where there is none."""
    known = np.flatnonzero(~np.isnan(series.values))
    latest = int(known[-1]) if len(known) else -1
    past = [signal for signal in signals if signal.end != latest]
    if not past:
        return ""
    said = [f"{_span(signal)} ({'high' if signal.high else 'low'}{_near(signal)})" for signal in past]
    return f"Earlier, more than ordinary ups and downs: {listed(said)}."


def run_of(chart: Chart, latest: int) -> tuple[int, float]:
    """How many points up to the latest lie on one side of the average without a break, and which side (+1, -1)."""
    start = chart.segments[-1].start
    sides = np.sign(chart.values[start : latest + 1] - chart.mean[start : latest + 1])[::-1]
    run = 0
    for side in sides:
        if math.isnan(side) or side == 0 or side != sides[0]:
            break
        run += 1
    return run, float(sides[0])


def _near(signal: Signal) -> str:
    return f", around the time of {listed(signal.near)}" if signal.near else ""


def _span(signal: Signal) -> str:
    return signal.first if signal.length == 1 else f"{signal.first} to {signal.last}"


def _verdict(measure: Measure, up: bool) -> str:
    if measure.better is Better.NEITHER:
        return ""
    return " for the better" if up == (measure.better is Better.HIGHER) else " for the worse"


def _level(measure: Measure, value: float, year_on_year: bool) -> str:
    if not year_on_year:
        return say_value(measure, value)
    size = say_difference(measure, abs(value))
    return f"{size} {'higher' if value >= 0 else 'lower'} than a year before"


def say_difference(measure: Measure, size: float) -> str:
    """A difference of two values of a measure, without its sign."""
    if measure.unit is Unit.SHARE:
        return f"{size * 100:.{measure.decimals}f} percentage points"
    return say_seconds(size) if measure.unit is Unit.SECONDS else say_value(measure, size)


def _usual(measure: Measure, chart: Chart, place: int, year_on_year: bool) -> str:
    lower, upper = float(chart.lower[place]), float(chart.upper[place])
    if year_on_year:
        ends = [f"{say_difference(measure, abs(end))} {'more' if end >= 0 else 'less'}" for end in (lower, upper)]
        return f"{ends[0]} to {ends[1]} than a year before"
    # No share lies beyond 0 and 100%, no count or wait below 0, whatever the arithmetic gives.
    top = {Unit.SHARE: 1.0, Unit.SCORE: 100.0}.get(measure.unit, math.inf)
    return f"{say_value(measure, max(lower, 0.0))} to {say_value(measure, min(upper, top))}"
