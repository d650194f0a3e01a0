"""A steady rise or fall, if a straight line tells the series better than any single step does."""

from dataclasses import dataclass

import numpy as np

from cxdata.stats.basics.distributions import t_both_tails
from cxdata.stats.basics.proportions import Floats

FEWEST = 18
LEVEL = 0.05
STEP_SIDE = 3
"""A step has at least so many months on either side."""
LINE_HANDICAP = 4.0
"""A step must beat the line by exp(4/n), else slow growth passes for steps."""


@dataclass(frozen=True)
class Centre:
    """What the series runs along, once the season is out: its mean, or a line where `line` holds.

    `slope` is per month on the scale of the series (0 for a mean), `t` the ordinary t of the slope.
    """

    middle: Floats
    line: bool
    slope: float
    t: float


@dataclass(frozen=True)
class Step:
    """The best single step in a series: its place in time (the first month after it) and the squares it leaves."""

    at: int
    squares: float


def centre_of(adjusted: Floats, *, fewest: int = FEWEST) -> Centre:
    """The line, if its slope has p < .05 and it beats the best step; else the mean. One element a month, gaps too."""
    with_figure = np.flatnonzero(~np.isnan(adjusted))
    y, time = adjusted[with_figure], with_figure.astype(float)
    lowest, highest = y.min(), y.max()
    # The mean of equal figures may miss them by a rounding error, which would put all of them "above" it.
    mean = float(lowest if lowest == highest else y.mean())
    level = Centre(np.full(len(adjusted), mean), False, 0.0, 0.0)
    if len(y) < fewest or lowest == highest:
        return level
    deviation = time - time.mean()
    slope = float(deviation @ (y - mean) / (deviation @ deviation))
    left = y - mean - slope * deviation
    squares, degrees = float(left @ left), len(y) - 2
    t = slope / max(np.sqrt(squares / degrees / (deviation @ deviation)), 1e-300)
    p = t_both_tails(float(t), freedom=degrees)
    if p >= LEVEL or squares >= best_step(adjusted, side=STEP_SIDE).squares * np.exp(LINE_HANDICAP / len(y)):
        return level
    middle = mean + slope * (np.arange(len(adjusted)) - time.mean())
    return Centre(middle, True, slope, float(t))


def best_step(adjusted: Floats, *, side: int) -> Step:
    """The single step of level that leaves the least squares, with `side` or more figures before and after it."""
    with_figure = np.flatnonzero(~np.isnan(adjusted))
    y = adjusted[with_figure]
    cuts = np.arange(side, len(y) - side + 1)
    if not len(cuts):
        return Step(0, float("inf"))
    total, sums, ends = float(y @ y), np.cumsum(y)[cuts - 1], float(y.sum())
    left = total - sums**2 / cuts - (ends - sums) ** 2 / (len(y) - cuts)
    best = int(np.argmin(left))
    return Step(int(with_figure[cuts[best]]), max(float(left[best]), 0.0))
