"""Where a share stepped up or down: the place in a series of counts that splits it best into two levels.

The place of the greatest binomial log-likelihood of two shares (Hinkley and Hinkley 1970, Biometrika 57, 477-488, who
take the place so and its chance apart from it). The likeliest of many places lies somewhere in a series without any
step too: how much it rose, and whether by more than chance, is for the caller to ask.
"""

from collections.abc import Iterable

import numpy as np
from numpy.typing import ArrayLike

REACH = 3.676
"""Places whose log-likelihood lies so little under the greatest hold the true one in 95 of 100 series: of a walk with a
drift away from it both ways the greatest rise is exponential on each side, (1 - exp(-REACH)) squared (Siegmund 1988,
International Statistical Review 56, 31-48).
"""


def best_step(x: ArrayLike, n: ArrayLike, *, least: int) -> int | None:
    """From which place on the share differs most from before, with at least `least` counts on either side.

    `x` and `n` are counts in the order of time, x in n. None where the series is too short. ValueError where they do
    not fit each other.
    """
    hits, bases = _counts(x, n)
    places: Iterable[int] = range(least, len(hits) - least + 1)
    return max(places, key=lambda place: _evidence(hits, bases, place), default=None)


def may_step_at(x: ArrayLike, n: ArrayLike, place: int, *, least: int, near: int = 0) -> bool:
    """Whether a step at a place, or within `near` counts of it, is borne out about as well as the best one.

    Counts that spread wider than binomial ones about the two levels of the best step bear out less (McCullagh and
    Nelder 1989, chapter 4.5). True where the series is too short to say. ValueError as `best_step`.
    """
    hits, bases = _counts(x, n)
    best = best_step(hits, bases, least=least)
    if best is None or abs(best - place) <= near:
        return True
    close = range(max(place - near, 1), min(place + near, len(hits) - 1) + 1)
    lost = _evidence(hits, bases, best) - max((_evidence(hits, bases, other) for other in close), default=-np.inf)
    return bool(lost <= REACH * _dispersion(hits, bases, best))


def _dispersion(hits: np.ndarray, bases: np.ndarray, place: int) -> float:
    """Pearson's chi-squared about the levels on either side, by its degrees of freedom; at least 1."""
    squares, freedom = 0.0, 0
    for part in (slice(place), slice(place, None)):
        x, n = hits[part], bases[part]
        share = x.sum() / n.sum() if n.sum() else 0.0
        due = n * share * (1 - share)
        squares += float(((x - n * share)[due > 0] ** 2 / due[due > 0]).sum())
        freedom += max(int((due > 0).sum()) - 1, 0)
    return max(squares / freedom, 1.0) if freedom else 1.0


def _counts(x: ArrayLike, n: ArrayLike) -> tuple[np.ndarray, np.ndarray]:
    hits, bases = np.asarray(x, dtype=float), np.asarray(n, dtype=float)
    if hits.shape != bases.shape or hits.ndim != 1:
        raise ValueError("x and n must be of the same length")
    if (hits < 0).any() or (hits > bases).any():
        raise ValueError("a part must be between 0 and its whole")
    return hits, bases


def _evidence(hits: np.ndarray, bases: np.ndarray, place: int) -> float:
    return sum(_log_likelihood(hits[part].sum(), bases[part].sum()) for part in (slice(place), slice(place, None)))


def _log_likelihood(x: float, n: float) -> float:
    """Of x in n at its own share, without the constant; 0 where all or none are hits."""
    return float(sum(count * np.log(count / n) for count in (x, n - x) if count > 0))
