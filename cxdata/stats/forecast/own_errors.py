"""How wide a band has to be, from the errors that forecasts made in the same way have had on the same series."""

from dataclasses import dataclass

import numpy as np

from cxdata.stats.basics.proportions import Floats
from cxdata.stats.forecast.drift import drift, drift_ahead

FIRST_ORIGIN = 7
"""The eighth month: forecasts of the ninth month and later are held against what came."""
FURTHEST = 12
PRIOR_GROWTH, PRIOR_WEIGHT = 0.3, 6.0
_FEWEST_A_HORIZON = 3
_SHARED = 3.1
"""Errors of one series overlap: weights that sum to 3.1 count as one separate error (the sum of 1/h, h 1 to 12)."""
_WIDEST = 0.995


@dataclass(frozen=True)
class OwnErrors:
    """Past errors of a series: months ahead, size on the scale of the series, and how they grow with months ahead.

    growth: the error at h months ahead is about h ** growth times that at one.
    """

    ahead: Floats
    sizes: Floats
    growth: float

    def half_width(self, held: float, ahead: Floats) -> Floats:
        """Half the width of the band that should hold this share (0 to 1) of what comes, at each month ahead.

        The quantile asked for is a little beyond `held`, by the number of separate errors: few errors, wide band.
        """
        if not len(self.sizes):
            return np.full(len(ahead), np.nan)
        weights = 1 / self.ahead
        widened = min(held * (1 + _SHARED / float(weights.sum())), _WIDEST)
        return _quantile(self.sizes / self.ahead**self.growth, weights, widened) * ahead**self.growth


def own_errors(series: Floats, levels: Floats, inflation: float) -> OwnErrors:
    """Forecast from every month after the seventh with what was known then, and take the distance to what came.

    series: on its scale, season taken out, nan for gaps; levels: its level after each month; inflation: what the
    errors are multiplied by, as the season taken out has seen them.
    """
    steps = np.arange(1.0, FURTHEST + 1)
    ahead, sizes = [], []
    for origin in range(FIRST_ORIGIN, len(series) - 1):
        if np.isnan(series[origin]):
            continue
        came = series[origin + 1 : origin + 1 + FURTHEST]
        months = steps[: len(came)]
        errors = np.abs(came - levels[origin] - drift_ahead(drift(series[: origin + 1]), months)) * inflation
        has_outcome = ~np.isnan(errors)
        ahead.append(months[has_outcome])
        sizes.append(errors[has_outcome])
    if not ahead:
        return OwnErrors(np.zeros(0), np.zeros(0), PRIOR_GROWTH)
    all_ahead, all_sizes = np.concatenate(ahead), np.concatenate(sizes)
    return OwnErrors(all_ahead, all_sizes, _growth(all_ahead, all_sizes))


def _growth(ahead: Floats, sizes: Floats) -> float:
    """Slope of the log of the mean error on the log of months ahead, drawn towards .3; from 0 to 1."""
    logs, means, weights = [], [], []
    for month in np.unique(ahead):
        errors = sizes[ahead == month]
        if len(errors) >= _FEWEST_A_HORIZON and errors.mean() > 0:
            logs.append(np.log(month))
            means.append(np.log(errors.mean()))
            weights.append(len(errors) / month)
    if not logs:
        return PRIOR_GROWTH
    x, y, w = np.array(logs), np.array(means), np.array(weights)
    x, y = x - np.average(x, weights=w), y - np.average(y, weights=w)
    slope = (float(w @ (x * y)) + PRIOR_GROWTH * PRIOR_WEIGHT) / (float(w @ x**2) + PRIOR_WEIGHT)
    return min(max(slope, 0.0), 1.0)


def _quantile(values: Floats, weights: Floats, share: float) -> float:
    """Weighted quantile: each value stands at the middle of its weight, straight lines between them."""
    order = np.argsort(values)
    stands = (np.cumsum(weights[order]) - weights[order] / 2) / weights.sum()
    return float(np.interp(share, stands, values[order]))
