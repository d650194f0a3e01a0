"""Will we get there? A figure carried forward to a date, beside the pace it needs and the method's own record."""

from dataclasses import dataclass, field
from datetime import date

import numpy as np

from cxdata.analysis.outlook.ahead import Ahead, Judged
from cxdata.analysis.outlook.words import say_distance, say_forecast, say_method, say_paces, say_record
from cxdata.analysis.rebases import rebases_of, say_rebases, since_last
from cxdata.analysis.result import HIDDEN, Result
from cxdata.analysis.series import Series, series_of
from cxdata.analysis.targets.aims import Goal, aim_of, goal_of
from cxdata.council import Council
from cxdata.errors import CxError
from cxdata.measures import find_measure
from cxdata.measures.model import Measure, Unit
from cxdata.measures.words import as_written, say_value
from cxdata.periods import add_months, say_date, say_month
from cxdata.scope import Scope
from cxdata.stats.forecast.outlook import Outlook, outlook, verdict
from cxdata.stats.forecast.pace import extra_needed, pace
from cxdata.stats.forecast.record import Past, Record, past_forecasts, record
from cxdata.store import Store

LONGEST = 60
HORIZONS = (1, 3, 6, 12)
YEAR = 12


@dataclass(frozen=True)
class Forecast(Result):
    """A figure carried forward to a month, in its own unit (shares 0 to 1).

    `judged` holds the figures of the target; `target`, `chance` and `verdict` are those of the first, None, nan and ""
    without one. `no_change` is the latest figure, which is hard to beat as a forecast. `problem` says why there is no
    forecast, or why it does not reach the month. `record` is how forecasts made in this way have fared, and
    `record_months` the months ahead that its sentence is about (0 without a record).
    """

    measure: Measure
    scope: str
    sentence: str
    pace_sentence: str
    distance_sentence: str
    method_sentence: str
    record_sentence: str
    target: float | None
    until: str
    verdict: str
    chance: float
    latest: float
    latest_month: str
    no_change: float
    months: tuple[Ahead, ...]
    judged: tuple[Judged, ...]
    record: tuple[Record, ...]
    record_months: int
    problem: str
    notes: tuple[str, ...]
    sources: tuple[str, ...]
    warnings: tuple[str, ...]
    series: Series = field(metadata=HIDDEN)
    outlook: Outlook = field(metadata=HIDDEN)
    past: tuple[Past, ...] = field(metadata=HIDDEN)
    since: int = field(metadata=HIDDEN)


def forecast(
    store: Store,
    measure: str | Measure,
    scope: Scope,
    council: Council,
    *,
    until: date,
    target: float | None = None,
    with_record: bool = True,
) -> Forecast:
    """Carry a figure forward to the month of `until`, from its whole months since it was last broken.

    `target` is in the measure's unit, a fraction of 1 for a share; without one the council's own is used.
    `with_record` works out how forecasts made in this way have fared, which takes most of the time. Raises CxError for
    a target that cannot be, and for a month that is past or more than five years ahead.
    """
    definition = measure if isinstance(measure, Measure) else find_measure(measure)
    series = series_of(store, definition, scope, council)
    horizon = _horizon(series, until)
    rebases = rebases_of(series, council)
    since = since_last(rebases)
    with_figure = np.flatnonzero(~np.isnan(series.values))
    if not len(with_figure):
        raise CxError(f"'{definition.title}' has no month with a figure, so there is nothing to carry forward.")
    latest = float(series.values[with_figure[-1]])
    definition = as_written(definition, float(series.denominators[with_figure[-1]]))
    goals, note = _goals(definition, scope, council, until, target, latest)
    values, kind = series.values[since:], series.kind
    bases = series.denominators[since:] if kind == "share" else None
    ahead = outlook(values, kind=kind, horizon=LONGEST, bases=bases)
    past = past_forecasts(values, kind=kind, bases=bases) if with_record else ()
    steps = horizon + ahead.stale
    months = _months(series, ahead, horizon)
    judged = tuple(_judge(goal, ahead, steps, horizon, series, since) for goal in goals)
    records = tuple(
        record(past, months_ahead) for months_ahead in sorted({*HORIZONS, min(steps, ahead.reach or steps)})
    )
    shown = _nearest(records, len(months) + ahead.stale) if months else None
    half = _half_width(months, shown, ahead)
    problem = ahead.problem or _beyond(ahead, series, horizon)
    return Forecast(
        measure=definition,
        scope=series.answer.sentence,
        sentence=say_forecast(definition, ahead, months, judged, say_month(until), problem),
        pace_sentence=say_paces(definition, judged, say_month(until), float(series.denominators[with_figure[-1]])),
        distance_sentence=_distance(series, since, judged),
        method_sentence=say_method(ahead),
        record_sentence=say_record(
            definition, shown, len(months) + ahead.stale, seasonal=ahead.seasonal, half_width=half
        )
        if months and with_record
        else "",
        target=goals[0].value if goals else None,
        until=say_month(until),
        verdict=judged[0].verdict if judged else "",
        chance=judged[0].chance if judged else float("nan"),
        latest=latest,
        latest_month=series.name(int(with_figure[-1])),
        no_change=latest,
        months=months,
        judged=judged,
        record=records,
        record_months=shown.horizon if shown else 0,
        problem=problem,
        notes=tuple(text for text in (*series.notes, note, *say_rebases(rebases)) if text),
        sources=series.answer.sources,
        warnings=series.answer.warnings,
        series=series,
        outlook=ahead,
        past=past,
        since=since,
    )


def _half_width(months: tuple[Ahead, ...], shown: Record | None, ahead: Outlook) -> float:
    """Half of the 8-in-10 band at the horizon of the record shown, or at the nearest month ahead."""
    if shown is None or not months:
        return float("nan")
    at = months[min(max(shown.horizon - ahead.stale, 1), len(months)) - 1]
    return (at.upper_80 - at.lower_80) / 2


def _horizon(series: Series, until: date) -> int:
    last = series.starts[-1]
    horizon = (until.year - last.year) * YEAR + until.month - last.month
    if horizon < 1:
        raise CxError(
            f"{say_date(until)} is not after {say_month(last)}, the last whole month of data. Choose a later date."
        )
    if horizon > LONGEST:
        raise CxError(f"{say_date(until)} is {horizon} months ahead; nothing can be said of more than {LONGEST}.")
    return horizon


def _goals(
    measure: Measure, scope: Scope, council: Council, until: date, asked_target: float | None, latest: float
) -> tuple[tuple[Goal, ...], str]:
    if asked_target is None:
        aim = aim_of(measure, scope, council, until)
        return aim.goals, aim.sentence
    if measure.unit is Unit.SHARE and not 0 <= asked_target <= 1:
        raise CxError(
            f"A target of {asked_target:g} is no share: give a number between 0 and 1, or a percentage such as 80%."
        )
    if asked_target < 0:
        raise CxError(f"A target of {asked_target:g} cannot be: '{measure.title}' is never below nothing.")
    return (goal_of(measure, asked_target, latest),), f"The target asked about is {say_value(measure, asked_target)}."


def _judge(goal: Goal, ahead: Outlook, steps: int, horizon: int, series: Series, since: int) -> Judged:
    at_least = ahead.chance_at_least(goal.value, steps)
    chance = at_least if goal.at_least else 1 - at_least
    values = series.values[since:]
    has_figures = bool((~np.isnan(values)).any())
    speed = pace(values, target=goal.value, months_left=horizon, falling=not goal.at_least) if has_figures else None
    counted, base = _latest_year(series, since)
    share = series.measure.unit is Unit.SHARE and base > 0
    missing = extra_needed(counted, base, goal.value, falling=not goal.at_least) if share else None
    return Judged(goal, chance, verdict(chance), speed, missing)


def _latest_year(series: Series, since: int) -> tuple[float, float]:
    """Numerator and base of a share's latest twelve months with a figure, since it was last broken."""
    latest = _latest_months(series, since)
    return float(series.numerators[latest].sum()), float(series.denominators[latest].sum())


def _latest_months(series: Series, since: int) -> np.ndarray:
    with_figure = np.flatnonzero(~np.isnan(series.values))
    return with_figure[with_figure >= since][-YEAR:]


def _distance(series: Series, since: int, judged: tuple[Judged, ...]) -> str:
    months = _latest_months(series, since)
    if not judged or not len(months):
        return ""
    _, base = _latest_year(series, since)
    return say_distance(series.measure, judged, base, [series.name(int(at)) for at in months])


def _months(series: Series, ahead: Outlook, horizon: int) -> tuple[Ahead, ...]:
    """The months to come, up to the one asked for; those at the end that have no figure are not among them."""
    last = series.starts[-1]
    lines = [
        line[ahead.stale : ahead.stale + horizon]
        for line in (ahead.middle, ahead.band50.lower, ahead.band50.upper, ahead.band80.lower, ahead.band80.upper)
    ]
    return tuple(
        Ahead(say_month(add_months(last, step + 1)), *(float(line[step]) for line in lines))
        for step in range(len(lines[0]))
    )


def _beyond(ahead: Outlook, series: Series, horizon: int) -> str:
    if horizon + ahead.stale <= ahead.reach:
        return ""
    furthest = say_month(add_months(series.starts[-1], ahead.reach - ahead.stale))
    return f"{ahead.months_used} months of figures carry no further than {furthest}."


def _nearest(records: tuple[Record, ...], steps: int) -> Record | None:
    """The record at the months ahead asked for, or the nearest that could be checked; None where none could."""
    checked = [record for record in records if record.forecasts]
    return min(checked, key=lambda record: (abs(record.horizon - steps), record.horizon), default=None)
