"""Will we get there? A share carried forward to a date, beside the pace it needs and the tool's own record."""

from dataclasses import dataclass, field
from datetime import date

import numpy as np

from cxdata.analysis.outlook.ahead import Ahead
from cxdata.analysis.outlook.words import say_forecast, say_pace, say_record
from cxdata.analysis.rebases import rebases_of, say_rebases, since_last
from cxdata.analysis.result import HIDDEN, Result
from cxdata.analysis.series import Series, series_of
from cxdata.analysis.targets import aim_of
from cxdata.council import Council
from cxdata.errors import CxError
from cxdata.measures import find_measure
from cxdata.measures.model import Better, Measure, Unit
from cxdata.measures.words import say_value
from cxdata.periods import add_months, say_date, say_month
from cxdata.scope import Scope
from cxdata.stats.forecast.backtest import Record, backtest
from cxdata.stats.forecast.pace import Pace, pace
from cxdata.stats.forecast.projection import Projection, project
from cxdata.store import Store

LONGEST = 60


@dataclass(frozen=True)
class Forecast(Result):
    """A share carried forward to a month. Shares are 0 to 1; `target` None where there is none to hold it against.

    `verdict` is "likely", "cannot say", "unlikely" or "" (no target, or no forecast, and then `problem` says why).
    `no_change` is the latest figure, which is hard to beat as a forecast.
    """

    measure: Measure
    scope: str
    sentence: str
    pace_sentence: str
    record_sentence: str
    target: float | None
    until: str
    verdict: str
    chance: float
    latest: float
    latest_month: str
    no_change: float
    months: tuple[Ahead, ...]
    pace: Pace | None
    record: tuple[Record, ...]
    problem: str
    notes: tuple[str, ...]
    sources: tuple[str, ...]
    series: Series = field(metadata=HIDDEN)
    projection: Projection = field(metadata=HIDDEN)


def forecast(
    store: Store,
    measure: str | Measure,
    scope: Scope,
    council: Council,
    *,
    until: date,
    target: float | None = None,
    seasonal: bool = False,
) -> Forecast:
    """Carry a share forward to the month of `until`, from its whole months since it was last broken.

    `target` is a fraction of 1; without one the council's own is used. Raises CxError for a measure that is no share,
    a target outside 0 to 1, and a month that is past or more than five years ahead.
    """
    found = measure if isinstance(measure, Measure) else find_measure(measure)
    if found.unit is not Unit.SHARE:
        raise CxError(f"'{found.title}' is no share, and only a share between 0 and 100% is carried forward.")
    series = series_of(store, found, scope, council)
    horizon = _horizon(series, until)
    target, note = _target(found, scope, council, until, target)
    rebases = rebases_of(series, council)
    since = since_last(rebases)
    # The lower the better: a fall to the target is a rise of everything else to what the target leaves.
    falling = found.better is Better.LOWER
    shares, aim = (1 - series.values, _less(target)) if falling else (series.values, target)
    ahead = project(shares, horizon=horizon, target=aim, bases=series.denominators, since=since, seasonal=seasonal)
    known = np.flatnonzero(~np.isnan(series.values))
    if not len(known):
        raise CxError(f"'{found.title}' has no month with a figure, so there is nothing to carry forward.")
    record = backtest(shares[since:])
    months = _months(series, ahead, falling=falling)
    speed = pace(shares[since:], target=aim, months_left=horizon) if aim is not None and known[-1] >= since else None
    latest = int(known[-1])
    return Forecast(
        measure=found,
        scope=series.answer.sentence,
        sentence=say_forecast(found, ahead, months, target, until),
        pace_sentence=say_pace(found, speed, target, until) if speed and target is not None else "",
        record_sentence=say_record(record, horizon),
        target=target,
        until=say_month(until),
        verdict=ahead.verdict,
        chance=ahead.chance,
        latest=float(series.values[latest]),
        latest_month=series.name(latest),
        no_change=float(series.values[latest]),
        months=months,
        pace=speed,
        record=record,
        problem=ahead.problem,
        notes=tuple(text for text in (*series.notes, note, *say_rebases(rebases)) if text),
        sources=series.answer.sources,
        series=series,
        projection=ahead,
    )


def _horizon(series: Series, until: date) -> int:
    last = series.starts[-1]
    horizon = (until.year - last.year) * 12 + until.month - last.month
    if horizon < 1:
        raise CxError(
            f"{say_date(until)} is not after {say_month(last)}, the last whole month of data. Choose a later date."
        )
    if horizon > LONGEST:
        raise CxError(f"{say_date(until)} is {horizon} months ahead; nothing can be said of more than {LONGEST}.")
    return horizon


def _target(
    measure: Measure, scope: Scope, council: Council, until: date, given: float | None
) -> tuple[float | None, str]:
    if given is None:
        aim = aim_of(measure, scope, council, until)
        return aim.value, aim.sentence
    if not 0 <= given <= 1:
        raise CxError(f"A target of {given:g} is no share: give a number between 0 and 1, or a percentage such as 80%.")
    return given, f"The target asked about is {say_value(measure, given)}."


def _less(target: float | None) -> float | None:
    return None if target is None else 1 - target


def _months(series: Series, ahead: Projection, *, falling: bool) -> tuple[Ahead, ...]:
    """The months to come in the measure's own terms, lower limits below upper ones whichever way is good."""
    bands = [ahead.middle, ahead.band50.lower, ahead.band50.upper, ahead.band80.lower, ahead.band80.upper]
    if falling:
        middle, lower_50, upper_50, lower_80, upper_80 = (1 - band for band in bands)
        bands = [middle, upper_50, lower_50, upper_80, lower_80]
    last = series.starts[-1]
    return tuple(
        Ahead(say_month(add_months(last, step + 1)), *(float(band[step]) for band in bands))
        for step in range(len(ahead.middle))
    )
