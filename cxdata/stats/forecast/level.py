"""Where a series stands: exponential smoothing, with the weight of the newest month chosen by one-step errors."""

import numpy as np

from cxdata.stats.basics.proportions import Floats

WEIGHTS = (0.05, 0.1, 0.2, 0.3, 0.45, 0.6, 0.8, 1.0)
"""How much of each month's surprise the level takes up: 1 is "as last month", .05 nearly the mean of all months."""
START = 6
FIRST_JUDGED = 4
CLEARLY = 0.005


def smoothing_weight(series: Floats) -> float:
    """The weight with the least squared one-step error from the fifth month on.

    A larger weight has to win by half a per cent: on a tie the calmer level is kept.
    """
    weights = np.array(WEIGHTS)
    level = np.full(len(weights), _start(series))
    squares = np.zeros(len(weights))
    for month, value in enumerate(series):
        if np.isnan(value):
            continue
        surprise = value - level
        if month >= FIRST_JUDGED:
            squares += surprise**2
        level = level + weights * surprise
    best = 0
    for position in range(1, len(weights)):
        if squares[position] < squares[best] * (1 - CLEARLY):
            best = position
    return WEIGHTS[best]


def levels(series: Floats, weight: float) -> Floats:
    """The level after each month; a gap carries it on. It starts at the mean of the first six months."""
    level, by_month = _start(series), np.empty(len(series))
    for month, value in enumerate(series):
        if not np.isnan(value):
            level += weight * (value - level)
        by_month[month] = level
    return by_month


def _start(series: Floats) -> float:
    figures = series[~np.isnan(series)]
    first = series[:START][~np.isnan(series[:START])]
    return float((first if len(first) else figures[:1]).mean())
