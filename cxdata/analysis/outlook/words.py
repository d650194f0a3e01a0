"""A forecast as it may be read aloud: never one number alone, always with its record."""

from collections.abc import Sequence
from datetime import date

import numpy as np

from cxdata.analysis.outlook.ahead import Ahead
from cxdata.analysis.result import capital, in_100
from cxdata.measures.model import Better, Measure
from cxdata.measures.words import say_value
from cxdata.periods import say_month
from cxdata.stats.forecast.backtest import Record
from cxdata.stats.forecast.pace import Pace
from cxdata.stats.forecast.projection import Projection

_VERDICTS = {
    "likely": "the target of {target} by {month} is likely to be reached",
    "cannot say": "the figures cannot say whether the target of {target} by {month} will be reached",
    "unlikely": "the target of {target} by {month} is unlikely to be reached",
}


def say_forecast(
    measure: Measure, ahead: Projection, months: Sequence[Ahead], target: float | None, until: date
) -> str:
    """Where it may be by then, and whether the target is within reach; or why nothing can be said."""
    if ahead.problem:
        return f"{measure.title}: too few to say. {ahead.problem}"
    last, month = months[-1], say_month(until)
    where = (
        f"if things go on as they have, the figure in {month} will in 8 of 10 cases lie between "
        f"{say_value(measure, last.lower_80)} and {say_value(measure, last.upper_80)}."
    )
    if target is None:
        return f"{measure.title}: {where} There is no target to hold it against."
    verdict = _VERDICTS[ahead.verdict].format(target=say_value(measure, target), month=month)
    return f"{measure.title}: {verdict} (its chance: {in_100(ahead.chance)}). {capital(where)}"


def say_pace(measure: Measure, speed: Pace, target: float, until: date) -> str:
    """The arithmetic every member can check: points a month needed, best ever, last twelve."""
    if speed.needed <= 0:
        return f"The target of {say_value(measure, target)} is already met today; the question is whether it holds."
    way = "down" if measure.better is Better.LOWER else "up"
    start = (
        f"Reaching {say_value(measure, target)} by {say_month(until)} needs {100 * speed.needed:.1f} percentage "
        f"points {way} every month."
    )
    if np.isnan(speed.best_year):
        return f"{start} There are not yet two months a year apart to compare with."
    best = f"The fastest twelve months so far {_went(speed.best_year, way)}"
    if np.isnan(speed.last_year):
        return f"{start} {best}."
    return f"{start} {best}; the latest twelve {_went(speed.last_year, way)}."


def _went(speed: float, way: str) -> str:
    size = f"{100 * abs(speed):.1f}"
    if size == "0.0":
        return "did not move it"
    return f"took it {way if speed >= 0 else {'up': 'down', 'down': 'up'}[way]} by {size} a month"


def say_record(record: Sequence[Record], horizon: int) -> str:
    """How forecasts made in this way from earlier months have fared, at the nearest horizon that could be checked."""
    checked = [one for one in record if one.forecasts]
    ours = [one for one in checked if one.method == "damped"]
    if not ours:
        return "There are too few months yet to hold forecasts made in this way against what came."
    near = min(ours, key=lambda one: (abs(one.horizon - horizon), one.horizon))
    plain = next(one for one in checked if one.method == "no change" and one.horizon == near.horizon)
    better = "worse" if plain.mean_error > near.mean_error else "no worse"
    held = {0.0: "none of them", 1.0: "all of them"}.get(near.coverage, in_100(near.coverage))
    return (
        f"Its own record: {near.forecasts} forecasts made in this way from earlier months, {near.horizon} months "
        f"ahead. What came lay within the 8-in-10 band in {held}, on average {100 * near.mean_error:.1f} percentage "
        f"points from the middle; simply saying “no change” was {better} ({100 * plain.mean_error:.1f})."
    )
