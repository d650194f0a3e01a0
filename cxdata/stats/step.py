"""Where a share stepped up or down: the place in a series of counts that splits it best into two levels.

The place of the greatest binomial log-likelihood of two shares (Hinkley and Hinkley 1970, Biometrika 57, 477-488, who
take the place so and its chance apart from it). The likeliest of many places lies somewhere in a series without any
step too: how much it rose, and whether by more than chance, is for the caller to ask.
"""

from collections.abc import Iterable

import numpy as np
from numpy.typing import ArrayLike


def best_step(x: ArrayLike, n: ArrayLike, *, least: int) -> int | None:
    """From which place on the share differs most from before, with at least `least` counts on either side.

    `x` and `n` are counts in the order of time, x in n. None where the series is too short. ValueError where they do
    not fit each other.
    """
    hits, bases = np.asarray(x, dtype=float), np.asarray(n, dtype=float)
    if hits.shape != bases.shape or hits.ndim != 1:
        raise ValueError("x and n must be of the same length")
    if (hits < 0).any() or (hits > bases).any():
        raise ValueError("a part must be between 0 and its whole")
    places: Iterable[int] = range(least, len(hits) - least + 1)
    return max(places, key=lambda place: _evidence(hits, bases, place), default=None)


def _evidence(hits: np.ndarray, bases: np.ndarray, place: int) -> float:
    return sum(_log_likelihood(hits[part].sum(), bases[part].sum()) for part in (slice(place), slice(place, None)))


def _log_likelihood(x: float, n: float) -> float:
    """Of x in n at its own share, without the constant; 0 where all or none are hits."""
    return float(sum(count * np.log(count / n) for count in (x, n - x) if count > 0))
