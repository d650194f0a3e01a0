"""The record: forecasts made in the same way from earlier months, with what was known then, beside what came."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from cxdata.stats.forecast.method import LAST
from cxdata.stats.forecast.outlook import FEWEST, REACHES, outlook
from cxdata.stats.forecast.scale import forecast_scale, to_scale
from cxdata.stats.spc.scale import Kind

POOR = 0.65
ENOUGH = 10


@dataclass(frozen=True)
class Past:
    """One forecast made at month `origin` of month `place`: its middle and 80 % band, what came, and no change.

    `seasonal` says whether the time of year could be seen by then, and was in it.
    """

    origin: int
    place: int
    middle: float
    lower_80: float
    upper_80: float
    outcome: float
    no_change: float
    seasonal: bool

    @property
    def ahead(self) -> int:
        """How many months ahead it was made."""
        return self.place - self.origin

    @property
    def held(self) -> bool:
        """Whether what came lies within the band."""
        return self.lower_80 <= self.outcome <= self.upper_80


@dataclass(frozen=True)
class Record:
    """How forecasts so many months ahead have fared: how many there are, how many held, and mean distances.

    Errors are in the unit of the series, of the middle and of saying "no change"; nan where nothing could be checked.
    `seasonal` of the forecasts had the time of year in them.
    """

    horizon: int
    forecasts: int
    held: int
    mean_error: float
    no_change_error: float
    seasonal: int = 0

    @property
    def coverage(self) -> float:
        """The share of outcomes within the 80 % band; nan where there is none."""
        return self.held / self.forecasts if self.forecasts else float("nan")

    @property
    def poor(self) -> bool:
        """Whether ten or more forecasts show that the band has held too seldom: the figure has changed its ways."""
        return self.forecasts >= ENOUGH and self.coverage < POOR


def past_forecasts(values: ArrayLike, *, kind: Kind, bases: ArrayLike | None = None) -> tuple[Past, ...]:
    """Every forecast that the last 60 months would have seen, made as `outlook` makes them, from what was known then.

    values and bases as there. Nothing later than the origin is used, neither for the season nor for the band.
    """
    answers = None if bases is None else np.asarray(bases, dtype=float)
    series = np.array(values, dtype=float)
    series[np.isnan(to_scale(kind, forecast_scale(kind, series), series, answers))] = np.nan
    forecasts = []
    for origin in range(max(FEWEST - 1, len(series) - LAST), len(series) - 1):
        seen = slice(0, origin + 1)
        if np.isnan(series[origin]) or np.nanmin(series[seen]) == np.nanmax(series[seen]):
            continue  # A figure that had not varied by then had no band to hold anything.
        furthest = min(REACHES[0][1], len(series) - 1 - origin)
        then = outlook(series[seen], kind=kind, horizon=furthest, bases=None if answers is None else answers[seen])
        for step in range(len(then.middle)):
            outcome = float(series[origin + 1 + step])
            if not np.isnan(outcome):
                ends = (float(then.band80.lower[step]), float(then.band80.upper[step]))
                middle = float(then.middle[step])
                forecasts.append(
                    Past(origin, origin + 1 + step, middle, *ends, outcome, float(series[origin]), then.seasonal)
                )
    return tuple(forecasts)


def record(past: Sequence[Past], horizon: int) -> Record:
    """What these past forecasts say of one horizon."""
    checked = [forecast for forecast in past if forecast.ahead == horizon]
    if not checked:
        return Record(horizon, 0, 0, float("nan"), float("nan"))
    return Record(
        horizon=horizon,
        forecasts=len(checked),
        held=sum(forecast.held for forecast in checked),
        mean_error=float(np.mean([abs(forecast.middle - forecast.outcome) for forecast in checked])),
        no_change_error=float(np.mean([abs(forecast.no_change - forecast.outcome) for forecast in checked])),
        seasonal=sum(forecast.seasonal for forecast in checked),
    )
