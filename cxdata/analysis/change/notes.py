"""What stands beside a chart: what was taken out before judging, when a sign was first given, what to ask a person."""

import numpy as np

from cxdata.analysis.change.signals import level_leads
from cxdata.analysis.change.words import side_of
from cxdata.analysis.result import say_list
from cxdata.analysis.series import Series
from cxdata.measures.model import Measure, Unit
from cxdata.measures.words import say_difference, say_value
from cxdata.stats.spc.fit import ChartFit
from cxdata.stats.spc.judge import WORDS_ONLY, Judgement
from cxdata.stats.spc.limits import RUN


def say_allowed(series: Series, judged: Judgement) -> tuple[str, ...]:
    """What was taken out before judging: the time of year, a line, the number of days, and how far it wanders."""
    fit, step = judged.fit, series.step
    if fit is None:
        return ()
    points = int(np.count_nonzero(~np.isnan(fit.left)))
    sentences = [
        _season_words(judged, fit, points, step),
        _line_words(series, judged, fit),
        f"Each {step} is judged by its usual days, weekdays and bank holidays allowed for."
        if fit.figures.usual_days is not None
        else "",
        _wander_words(judged, fit, step),
        "The pattern of the year has changed: the last 12 months do not follow that of the years before."
        if judged.pattern_changed
        else "",
    ]
    return tuple(text for text in sentences if text)


def _season_words(judged: Judgement, fit: ChartFit, points: int, step: str) -> str:
    if judged.words_only:
        return (
            f"With fewer than {WORDS_ONLY[step]} {step}s ({points} here) the time of year cannot be taken out, so "
            f"only a {step} out of the ordinary is named."
        )
    guess = "; a first guess" if judged.last.standing == "first guess" else ""
    if fit.season.taken_out:
        return f"The time of year is allowed for ({points} {step}s{guess})."
    if not fit.figures.seasonal:
        return "The time of year is not allowed for: council.toml says that it makes no difference."
    return f"No pattern of the year is seen ({points} {step}s{guess}), so none is taken out."


def _line_words(series: Series, judged: Judgement, fit: ChartFit) -> str:
    if not fit.centre.line:
        return ""
    since, way = series.name(judged.last.start), "rising" if fit.centre.slope > 0 else "falling"
    rise = "rise" if fit.centre.slope > 0 else "fall"
    steady = f"It has been {way} steadily" if judged.steady else f"It has been {way}"
    tail = "'usual' here means on that line."
    if not judged.sign:
        tail = f"this {series.step} is where that would put it. No sign that the {rise} has changed."
    return f"{steady} by about {say_slope(series.measure, judged)} since {since}; {tail}"


def say_slope(measure: Measure, judged: Judgement) -> str:
    """How steep the line is: '0.8% a month' for counts and waits, '1.2 percentage points a year' for shares."""
    fit = judged.fit
    if fit is None:
        return ""
    ends = fit.scale.original(fit.centre.middle[[0, -1]])
    months = len(fit.centre.middle) - 1
    if measure.unit in (Unit.SHARE, Unit.SCORE):
        year = 4 if fit.figures.step == "quarter" else 12
        return f"{say_difference(measure, abs(float(ends[1] - ends[0])) / months * year)} a year"
    rate = (max(float(ends[1]), 1e-9) / max(float(ends[0]), 1e-9)) ** (1 / months) - 1
    return f"{100 * abs(rate):.1f}% a {fit.figures.step}"


def _wander_words(judged: Judgement, fit: ChartFit, step: str) -> str:
    # What wanders here may be the step between two levels, which the prompt names.
    if judged.words_only or judged.new_level or fit.run <= RUN + 1:
        return ""
    return (
        f"It moves slowly up and down by itself, so {fit.run} {step}s in a row on one side, not {RUN}, would be needed "
        "to call it a change."
    )


def say_memory(series: Series, judged: Judgement) -> str:
    """When the sign was first given; or which signs of the last year have since faded into the average."""
    if judged.words_only:
        return ""
    if judged.first_said is not None and judged.first_said != judged.at:
        return f"First said in {series.name(judged.first_said)}."
    faded = [end for end, sign in judged.said[:-1] if sign]
    if judged.sign or not faded:
        return ""
    ways = {"high or rising" if sign > 0 else "low or falling" for _, sign in judged.said[:-1] if sign}
    names = [series.name(end) for end in faded]
    span = (
        f"the end of {names[0]}"
        if len(names) == 1
        else f"{len(names)} {series.step}-ends from {names[0]} to {names[-1]}"
    )
    return f"It stood out at {span} ({say_list(sorted(ways))}), and no longer does."


def say_prompt(series: Series, judged: Judgement, near: tuple[str, ...]) -> str:
    """A question for a person: does a new average start? '' where nothing asks for one."""
    measure, level = series.measure, judged.new_level
    ask = "If the cause is known, should a new average start?"
    if level:
        anew = f"{ask} Counting then starts again: under 24 months only a month out of the ordinary is named."
        if level_leads(judged):
            return anew
        before, after = (say_value(measure, value) for value in (level.before, level.after))
        when = f" Around then: {say_list(near)}; that is no proof of the cause." if near else ""
        since = f"Since {series.name(level.at)} it may stand on a new level: about {after}, against {before} before."
        return f"{since}{when} {anew}"
    if judged.latest and judged.latest.shift:
        run, side = judged.latest.run, side_of(judged.latest)
        return f"The last {run} {series.step}s are all {side} what they usually are. {ask}"
    return ""
