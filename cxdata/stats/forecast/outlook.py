"""Will we get there? Where a figure may be in the months to come, in its own unit, if it goes on as it has."""

from dataclasses import dataclass
from statistics import NormalDist

import numpy as np
from numpy.typing import ArrayLike

from cxdata.stats.basics.proportions import Floats, IntervalLimits
from cxdata.stats.forecast.method import LAST, ForecastFit, fit
from cxdata.stats.forecast.own_errors import FURTHEST
from cxdata.stats.forecast.scale import forecast_scale, from_scale, to_scale
from cxdata.stats.spc.scale import Kind, Scale

REACHES = ((36, 24), (24, 12), (18, 6))
"""Months with a figure, and how many months ahead they may be carried."""
FEWEST = REACHES[-1][0]
MEASURED = FURTHEST
"""Errors are measured to twelve months ahead; beyond that the band only goes on growing."""
UNLIKELY, LIKELY = 0.2, 0.8
_HALF_80 = NormalDist().inv_cdf(0.9)


@dataclass(frozen=True)
class Outlook:
    """Months ahead 1, 2 ... of the last month with a figure, one element each: the middle and bands of 50 and 80 %.

    The arrays are empty where `problem` says why there is no forecast. no_change: the latest figure. months_used
    counts months with a figure; `reach` is how many months ahead they may be carried. stale: months at the end
    without a figure. varies: whether the months differ at all; where they do not there is neither band nor chance.
    """

    middle: Floats
    band50: IntervalLimits
    band80: IntervalLimits
    no_change: float
    months_used: int
    reach: int
    stale: int
    seasonal: bool
    varies: bool
    problem: str
    kind: Kind = "share"
    scale: Scale | None = None
    fitted: ForecastFit | None = None
    ceiling: float = np.inf

    def chance_at_least(self, value: float, ahead: int) -> float:
        """The chance that the figure is at or above a value so many months ahead; nan where there is no forecast."""
        if self.fitted is None or self.scale is None or not self.varies or not 1 <= ahead <= len(self.middle):
            return float("nan")
        if value > self.ceiling:
            return 0.0
        goal = _on_scale(self.kind, self.scale, value)
        if np.isinf(goal):
            return float(goal < 0)
        at = np.array([float(ahead)])
        spread = float(self.fitted.half_width(0.8, at)[0]) / _HALF_80
        surplus = float(self.fitted.middle(at)[0]) - goal
        return NormalDist().cdf(surplus / spread) if spread > 0 else float(surplus >= 0)


def outlook(
    values: ArrayLike,
    *,
    kind: Kind,
    horizon: int,
    bases: ArrayLike | None = None,
    ceiling: float = np.inf,
) -> Outlook:
    """Carry a monthly series forward from its last month with a figure, as far as asked and as its length allows.

    values: one a month on a full calendar, nan for gaps, since the last change of definition; shares are fractions of
    1. bases: answers behind each share. ceiling: a figure that cannot be passed, such as 1 less the share who need a
    person. ValueError for a share outside 0 to 1, a score outside 0 to 100, a figure below 0 or a horizon under 1.
    """
    series = np.asarray(values, dtype=float)[-LAST:]
    _check(series, kind, horizon)
    answers = None if bases is None else np.asarray(bases, dtype=float)[-LAST:]
    scale = forecast_scale(kind, series)
    scaled = to_scale(kind, scale, series, answers)
    places = np.flatnonzero(~np.isnan(scaled))
    figures, reach = series[places], reach_of(len(places))
    if not reach:
        return _no_forecast(figures)
    fitted = fit(scaled)
    ahead = np.arange(1.0, min(horizon, reach) + 1)
    middle = fitted.middle(ahead)

    def band(held: float) -> IntervalLimits:
        half = fitted.half_width(held, ahead)
        ends = (np.minimum(from_scale(kind, scale, middle + way * half), ceiling) for way in (-1, 1))
        return IntervalLimits(*ends)

    return Outlook(
        middle=np.minimum(from_scale(kind, scale, middle), ceiling),
        band50=band(0.5),
        band80=band(0.8),
        no_change=float(figures[-1]),
        months_used=len(figures),
        reach=reach,
        stale=len(series) - 1 - int(places[-1]),
        seasonal=fitted.season.taken_out,
        varies=bool(np.ptp(figures) > 0),
        problem="",
        kind=kind,
        scale=scale,
        fitted=fitted,
        ceiling=ceiling,
    )


def reach_of(months: int) -> int:
    """How many months ahead so many months with a figure may be carried: 0 under 18, then 6, 12 and 24."""
    return next((reach for fewest, reach in REACHES if months >= fewest), 0)


def verdict(chance: float) -> str:
    """The word for a chance of reaching a target; "" where it is not known."""
    if np.isnan(chance):
        return ""
    if chance < UNLIKELY:
        return "unlikely"
    return "likely" if chance > LIKELY else "cannot say"


def _on_scale(kind: Kind, scale: Scale, value: float) -> float:
    """A target on the scale; minus or plus infinity where every figure, or none, reaches it."""
    top = {"share": 1.0, "score": 100.0}.get(kind, np.inf)
    if value <= 0:
        return -np.inf
    return np.inf if value >= top else float(to_scale(kind, scale, np.array([value]))[0])


def _check(series: Floats, kind: Kind, horizon: int) -> None:
    top = {"share": 1.0, "score": 100.0}.get(kind, np.inf)
    if horizon < 1 or (series < 0).any() or (series > top).any():
        raise ValueError(f"a {kind} lies between 0 and {top:g}, and the horizon is 1 month or more")


def _no_forecast(figures: Floats) -> Outlook:
    empty = np.zeros(0)
    nothing = IntervalLimits(empty, empty)
    months = len(figures)
    problem = (
        f"No forecast: {months} {'month' if months == 1 else 'months'} with a figure are too short a time to know what "
        f"is usual; {FEWEST} are needed."
    )
    latest = float(figures[-1]) if months else float("nan")
    return Outlook(empty, nothing, nothing, latest, months, 0, 0, False, False, problem)
