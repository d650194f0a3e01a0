"""How much a series moves a month: a least-squares slope, believed only as far as it is plain to see."""

import numpy as np

from cxdata.stats.basics.proportions import Floats

WINDOW = 24
FEWEST = 3
DAMPING = 0.9
"""Each further month brings this much of the drift of the month before: trends end, and straight lines do not."""
_MOST_LIKE = 0.9
_PLAIN = 4.0


def drift(series: Floats) -> float:
    """The slope of the last 24 months times max(0, 1 - 4/t2); 0 where t2 is 4 or less.

    t2 is the squared t of the slope, discounted by (1 - r)/(1 + r), r the residuals' likeness to their neighbours
    (with 3/k for k months, as fitting a line hides likeness; from 0 to .9). nan for gaps.
    """
    recent = series[-WINDOW:]
    months = np.flatnonzero(~np.isnan(recent))
    count = len(months)
    if count < FEWEST:
        return 0.0
    values, centred = recent[months], months - months.mean()
    width = float(centred @ centred)
    slope = float(centred @ values) / width
    residuals = values - values.mean() - slope * centred
    squares = float(residuals @ residuals)
    if squares <= 1e-20 * max(1.0, float(values @ values)):
        return slope
    like = float(residuals[1:] @ residuals[:-1]) / squares
    like = min(max(like + 3 / count, 0.0), _MOST_LIKE)
    plainness = slope**2 * width / (squares / (count - 2)) * (1 - like) / (1 + like)
    return slope * max(0.0, 1 - _PLAIN / plainness) if plainness > 0 else 0.0


def drift_ahead(slope: float, ahead: Floats) -> Floats:
    """How far the drift carries by each of these months ahead, as it fades."""
    return np.asarray(slope * (1 - DAMPING**ahead) / (1 - DAMPING))
