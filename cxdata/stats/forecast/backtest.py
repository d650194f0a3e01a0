"""The tool's own past forecasts held against what came: how often the band held, how far the middle was out."""

from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike

from cxdata.stats.basics.proportions import Floats
from cxdata.stats.basics.student_t import t_quantile
from cxdata.stats.forecast.projection import FEWEST, YEAR, logit, monthly_steps, path, share_of

Method = Literal["damped", "no change", "straight line"]
METHODS: tuple[Method, ...] = ("damped", "no change", "straight line")
HORIZONS = (3, 6, 12)
BAND = 0.8


@dataclass(frozen=True)
class Record:
    """How one method has fared at one horizon (in months) on this series.

    coverage: share of outcomes inside the 80% band, nan where no forecast could be checked; mean_error: mean
    distance of the middle from the outcome, as a fraction of 1.
    """

    method: Method
    horizon: int
    forecasts: int
    coverage: float
    mean_error: float


def backtest(shares: ArrayLike, *, horizons: tuple[int, ...] = HORIZONS, window: int = YEAR) -> tuple[Record, ...]:
    """Forecast from every month of the past that has `window` months behind it, and compare with what came.

    shares: fractions of 1 on a full calendar, nan for gaps; months at exactly 0 or 1 are treated as gaps. The
    straight line is here to be seen failing: it is never used for a forecast.
    """
    series = np.asarray(shares, dtype=float)
    logits = logit(np.where((series > 0) & (series < 1), series, np.nan))
    return tuple(_record(logits, method, horizon, window) for method in METHODS for horizon in horizons)


def forecast(logits: Floats, method: Method, ahead: int) -> tuple[float, float, float]:
    """Middle and 80% band, as shares, of one method from these months; the last of them must have a figure."""
    middle, spread, freedom = (
        _straight_line(logits, ahead) if method == "straight line" else _walk(logits, ahead, drift=method == "damped")
    )
    reach = float(t_quantile(0.5 + BAND / 2, freedom=freedom)) * spread
    low, mid, high = share_of(np.array([middle - reach, middle, middle + reach]))
    return float(mid), float(low), float(high)


def _walk(logits: Floats, ahead: int, *, drift: bool) -> tuple[float, float, int]:
    steps = monthly_steps(logits)
    if not drift:
        steps = replace(steps, drift=0.0)
    middle, spread = path(steps, np.array([ahead]))
    return float(middle[0]), float(spread[0]), steps.count - 1


def _straight_line(logits: Floats, ahead: int) -> tuple[float, float, int]:
    """Least squares on the month number, with its usual prediction error."""
    months = np.flatnonzero(~np.isnan(logits))
    values, centre, count = logits[months], months.mean(), len(months)
    width = float(((months - centre) ** 2).sum())
    slope = float(((months - centre) * (values - values.mean())).sum()) / width
    residuals = values - values.mean() - slope * (months - centre)
    to = len(logits) - 1 + ahead - centre
    error = np.sqrt((residuals**2).sum() / (count - 2) * (1 + 1 / count + to**2 / width))
    return float(values.mean() + slope * to), float(error), count - 2


def _record(logits: Floats, method: Method, horizon: int, window: int) -> Record:
    held, errors = [], []
    for origin in range(window - 1, len(logits) - horizon):
        past, outcome = logits[origin - window + 1 : origin + 1], logits[origin + horizon]
        if np.isnan(past[-1]) or np.isnan(outcome) or np.count_nonzero(~np.isnan(past)) < FEWEST:
            continue
        came = float(share_of(outcome))
        middle, low, high = forecast(past, method, horizon)
        held.append(low <= came <= high)
        errors.append(abs(middle - came))
    if not held:
        return Record(method, horizon, 0, float("nan"), float("nan"))
    return Record(method, horizon, len(held), float(np.mean(held)), float(np.mean(errors)))
