"""Rates from small areas, pulled towards the overall rate by as much as their smallness deserves."""

import numpy as np
from numpy.typing import ArrayLike, NDArray


def empirical_bayes(events: ArrayLike, base: ArrayLike) -> NDArray[np.float64]:
    """Marshall's global empirical Bayes rate of each area.

    `events` and `base` are 1-D and of equal length: what happened, and the people it could have happened
    to. The result is a rate per person, nan where the base is missing or not above 0. An area with a large
    base keeps its own rate, one with a small base moves towards the rate of all areas together.

    Source: Marshall (1991), Applied Statistics 40, 283-294. The variance between areas is not allowed below
    0: where the areas differ by less than chance alone would make them, every area gets the overall rate.
    """
    happened = np.asarray(events, dtype=float)
    people = np.asarray(base, dtype=float)
    if happened.shape != people.shape or happened.ndim != 1:
        raise ValueError("events and base must be one-dimensional and of equal length")
    smoothed = np.full(happened.shape, np.nan)
    usable = np.isfinite(happened) & np.isfinite(people) & (people > 0)
    if not usable.any():
        return smoothed
    e, b = happened[usable], people[usable]
    overall = e.sum() / b.sum()
    if overall == 0:
        smoothed[usable] = 0.0
        return smoothed
    rate = e / b
    spread = (b * (rate - overall) ** 2).sum() / b.sum()
    between = max(0.0, spread - overall / b.mean())
    weight = between / (between + overall / b)
    smoothed[usable] = weight * rate + (1 - weight) * overall
    return smoothed
