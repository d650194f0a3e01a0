"""What a chart says, in a sentence a member can read aloud before looking at it.

Where several rules hold, the newest news leads: a rise or a fall before a month out of the ordinary, that before a long
row on one side. A rise that still lies below the average is said first, and the average as a fact.
"""

import math

import numpy as np

from cxdata.analysis.change.signals import Signal, level_leads
from cxdata.analysis.result import capital, listed
from cxdata.analysis.series import Series
from cxdata.measures.model import Better, Measure, Unit
from cxdata.measures.words import say_value
from cxdata.periods import MONTHS
from cxdata.stats.spc.fit import FEWEST
from cxdata.stats.spc.judge import WORDS_ONLY, Judgement
from cxdata.stats.spc.limits import RUN
from cxdata.stats.spc.rules import Latest

_FEW = 3
"""From so many rises against the side on, they are worth telling as a fact."""
_NUMBERS = ("six", "seven", "eight", "nine", "ten", "eleven", "twelve")


def say_step(sentence: str, step: str) -> str:
    """A sentence about months, said of quarters where the chart is by quarter."""
    return sentence if step == "month" else sentence.replace("month", step)


def say_chart(series: Series, judged: Judgement, near: tuple[str, ...], *, levels: str = "") -> str:
    """What the latest point says: a real change, a possible one, or ordinary ups and downs.

    near: events at the start of the evidence; levels: what it was and is, where a person set a new average.
    """
    title = series.measure.title
    if np.isnan(series.values).all():
        return f"{title}: too few to say in every {series.step}."
    if levels:
        return f"{title}: {levels}. {capital(say_chart(series, judged, near).removeprefix(f'{title}: '))}"
    if judged.latest is None or judged.at is None:
        return _too_few(series, judged)
    now = f"{_figure(series, judged.at)} in {series.name(judged.at)}"
    if not judged.sign:
        said = f"{title}: {now}, within the usual range {_usual(series, judged)}. No sign of a change."
        return " ".join(text for text in (said, _longside_of(series, judged)) if text)
    if judged.words_only:
        return _unusual(series, judged, now)
    said = _changed(series, judged, judged.latest, now)
    happened = f" It began around the time of: {listed(near)}; that is no proof of the cause." if near else ""
    return said + happened


def _too_few(series: Series, judged: Judgement) -> str:
    title, last = series.measure.title, judged.last
    if judged.at is None:
        return f"{title}: no figure yet since the average was set anew."
    since = "since the average was set anew" if len(judged.stretches) > 1 else "so far"
    points = int(np.count_nonzero(~np.isnan(series.values[last.start :])))
    return (
        f"{title}: too few to say. There are {points} {series.step}s {since}, and {FEWEST} next to one another are "
        "needed to tell a change from ordinary ups and downs."
    )


def _unusual(series: Series, judged: Judgement, now: str) -> str:
    needed = WORDS_ONLY[series.step]
    return (
        f"{series.measure.title}: {now}, unusual beside the {series.step}s so far ({_ends(series, judged)}). With "
        f"fewer than {needed} {series.step}s the time of year cannot be taken out, so this is not yet a real change."
    )


def _changed(series: Series, judged: Judgement, latest: Latest, now: str) -> str:
    measure = series.measure
    better = _verdict(measure, judged.sign > 0)
    title = measure.title
    if latest.trend:
        return _trend(series, judged, latest, better)
    if judged.new_level and level_leads(judged):
        before, after = (say_value(measure, value) for value in (judged.new_level.before, judged.new_level.after))
        since = f"Since {series.name(judged.new_level.at)} it has been about {after}, against {before} before"
        return f"{title}: {now}. {since}: a real change{better}."
    if latest.outside:
        clauses = [f"{capital(series.name(judged.at or 0))} lies outside the usual range {_usual(series, judged)}"]
        kind = f"something out of the ordinary{better}"
        if latest.shift:
            clauses.append(f"the last {latest.run} {series.step}s are all {side_of(latest)} what they usually are")
            kind = f"a real change{better}"
    elif latest.shift:
        clauses = [f"The last {latest.run} {series.step}s are all {side_of(latest)} what they usually are"]
        kind = f"a real change{better}"
    else:
        edge = "upper" if latest.side > 0 else "lower"
        clauses = [f"Two of the last three {series.step}s lie near the {edge} edge of what is usual"]
        kind = f"a possible change{better}"
    said = f"{'; '.join(clauses)}: {kind}. {title}: {now}."
    if latest.outside and not latest.shift and latest.run >= RUN:
        said += f" The last {latest.run} {series.step}s are all {side_of(latest)} what they usually are."
    return said + _against(series, judged, latest)


def _trend(series: Series, judged: Judgement, latest: Latest, better: str) -> str:
    measure, at = series.measure, judged.at or 0
    steps = abs(latest.steps)
    way = "rose" if latest.steps > 0 else "fell"
    first, last = (f"{_figure(series, place)} ({series.name(place)})" for place in (at - steps, at))
    row = f"{measure.title} {way} {_number(steps)} {series.step}s in a row"
    if _rises_as_counted(series, judged, steps):
        said = f"{row}, from {first} to {last}"
    else:
        said = f"{row} once {_what_is_taken_out(series, judged)} is allowed for ({first}, {last})"
    if latest.against:
        average = f"the average of the last {_points(judged)} {series.step}s"
        if judged.fit and (judged.fit.season.taken_out or judged.fit.centre.line):
            average = "what is usual"
        else:
            average += f" ({say_value(measure, float(judged.centre[at]))})"
        run = f"{latest.run} {series.step}{'' if latest.run == 1 else 's'}"
        return f"{said}: a real change{better}. It is still {side_of(latest)} {average}, as it has been for {run}."
    if latest.outside:
        said += f", and {series.name(at)} lies outside the usual range {_usual(series, judged)}"
    elif latest.shift:
        said += f", and the last {latest.run} {series.step}s are all {side_of(latest)} what they usually are"
    return f"{said}: a real change{better}."


def _rises_as_counted(series: Series, judged: Judgement, steps: int) -> bool:
    """Whether the figures themselves rose (or fell) in every step, not only once season and line are taken out."""
    at = judged.at or 0
    moved = np.diff(series.values[at - steps : at + 1])
    return bool((moved * judged.sign > 0).all())


def _what_is_taken_out(series: Series, judged: Judgement) -> str:
    fit = judged.fit
    if fit and fit.season.taken_out:
        return "the time of year"
    if fit and fit.centre.line:
        return "the line it runs along"
    return "the number of days" if fit and fit.figures.usual_days is not None else "the number of answers"


def _against(series: Series, judged: Judgement, latest: Latest) -> str:
    """Three to five rises against the side, as a fact that is called no change."""
    if abs(latest.steps) < _FEW or np.sign(latest.steps) == latest.side or latest.trend:
        return ""
    if not _moved(series, judged, latest):
        return ""
    word = "higher" if latest.steps > 0 else "lower"
    return f" Each of the last {abs(latest.steps)} {series.step}s was {word} than the one before."


def _moved(series: Series, judged: Judgement, latest: Latest) -> bool:
    at = judged.at or 0
    moved = np.diff(series.values[at - abs(latest.steps) : at + 1])
    return bool((moved * latest.steps > 0).all())


def _longside_of(series: Series, judged: Judgement) -> str:
    """A row that would be long enough if the figure did not wander so much: the fact, and how many are needed."""
    latest, fit = judged.latest, judged.fit
    if latest is None or fit is None or judged.words_only or judged.new_level or latest.run < RUN:
        return ""
    average = "what is usual" if fit.season.taken_out or fit.centre.line else "the average"
    return (
        f"The last {latest.run} {series.step}s are all {side_of(latest)} {average}; this figure wanders so much from "
        f"{series.step} to {series.step} that {fit.run} would be needed to call it a change."
    )


def say_earlier(series: Series, judged: Judgement, signals: tuple[Signal, ...]) -> str:
    """The signs that the latest point is no part of; "" where there is none."""
    past = [signal for signal in signals if signal.end != judged.at]
    # On either side of a new level all months lie far from the average of both: that is told as the level.
    if not past or judged.new_level:
        return ""
    said = [f"{_span(signal)} ({'high' if signal.high else 'low'}{_near(signal)})" for signal in past]
    return f"Earlier, more than ordinary ups and downs: {listed(said)}."


def _near(signal: Signal) -> str:
    return f", around the time of {listed(signal.near)}" if signal.near else ""


def _span(signal: Signal) -> str:
    return signal.first if signal.length == 1 else f"{signal.first} to {signal.last}"


def _verdict(measure: Measure, up: bool) -> str:
    if measure.better is Better.NEITHER:
        return ""
    return " for the better" if up == (measure.better is Better.HIGHER) else " for the worse"


def side_of(latest: Latest) -> str:
    """Where the latest figures lie: 'above' or 'below'."""
    return "above" if latest.side > 0 else "below"


def _number(number: int) -> str:
    return _NUMBERS[number - 6] if 6 <= number < 6 + len(_NUMBERS) else str(number)


def _points(judged: Judgement) -> int:
    return int(np.count_nonzero(~np.isnan(judged.fit.left))) if judged.fit else 0


def _usual(series: Series, judged: Judgement) -> str:
    """'of 85.7% to 96.3%'; where the time of year is taken out 'for August, 144 to 178'."""
    fit, ends = judged.fit, _ends(series, judged)
    if fit is None or not fit.season.taken_out:
        return f"of {ends}"
    start = series.starts[judged.at or 0]
    name = MONTHS[start.month - 1] if series.step == "month" else f"this {series.step} of the year"
    return f"for {name}, {ends}"


def _ends(series: Series, judged: Judgement) -> str:
    """The usual range at the latest figure."""
    measure, at = series.measure, judged.at or 0
    # No share lies beyond 0 and 100%, no count or wait below 0, whatever the arithmetic gives.
    top = {Unit.SHARE: 1.0, Unit.SCORE: 100.0}.get(measure.unit, math.inf)
    lower, upper = max(float(judged.lower[at]), 0.0), min(float(judged.upper[at]), top)
    base = float(series.denominators[at])
    return f"{say_value(measure, lower, base)} to {say_value(measure, upper, base)}"


def _figure(series: Series, place: int) -> str:
    """The figure of a month, with the decimals that its own base carries."""
    return say_value(series.measure, float(series.values[place]), float(series.denominators[place]))
