"""Shares of a count: how wide the doubt is, how two shares differ, and when a base is too small to speak.

The query engine calls this module for every figure on every page, so it needs nothing beyond numpy and the
standard library. Shares are fractions of 1, never percentages.
"""

from statistics import NormalDist
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]

TOO_FEW = 10
VERY_SMALL = 30
SMALL = 100


class IntervalLimits(NamedTuple):
    """Lower and upper limit, arrays of one shape; nan where there is nothing to say."""

    lower: Floats
    upper: Floats


class Difference(NamedTuple):
    """Share one minus share two, with its interval; arrays of one shape, fractions of 1."""

    value: Floats
    lower: Floats
    upper: Floats


def z_value(conf: float) -> float:
    """Two-sided normal quantile: 1.959964 for .95, 3.090232 for .998. ValueError unless 0 < conf < 1."""
    if not 0 < conf < 1:
        raise ValueError(f"conf must lie between 0 and 1, not {conf}")
    return NormalDist().inv_cdf(0.5 + conf / 2)


def wilson(x: ArrayLike, n: ArrayLike, *, conf: float = 0.95) -> IntervalLimits:
    """Wilson score interval of x in n, without continuity correction (Newcombe 1998, method 3).

    x and n are counts, scalars or arrays that broadcast; x may be a weighted, non-integer count.
    n = 0 and missing values give nan. The lower limit is exactly 0 at x = 0, the upper exactly 1 at x = n.
    ValueError when a count is negative or x exceeds n.
    """
    successes, base = _counts(x, n)
    z = z_value(conf)
    with np.errstate(divide="ignore", invalid="ignore"):
        share = successes / base
        centre = (2 * successes + z**2) / (2 * (base + z**2))
        half = z * np.sqrt(z**2 + 4 * successes * (1 - share)) / (2 * (base + z**2))
    lower = np.where(successes == 0, 0.0, np.clip(centre - half, 0, 1))
    upper = np.where(successes == base, 1.0, np.clip(centre + half, 0, 1))
    unknown = np.isnan(share)
    return IntervalLimits(np.where(unknown, np.nan, lower), np.where(unknown, np.nan, upper))


def newcombe(x1: ArrayLike, n1: ArrayLike, x2: ArrayLike, n2: ArrayLike, *, conf: float = 0.95) -> Difference:
    """Difference of two independent shares, x1/n1 - x2/n2 (Newcombe 1998, method 10: Wilson limits squared).

    Compare a group with the rest, never with a total that contains it. nan where either base is 0 or missing.
    ValueError as for `wilson`.
    """
    low1, high1 = wilson(x1, n1, conf=conf)
    low2, high2 = wilson(x2, n2, conf=conf)
    share1, share2 = _share(x1, n1), _share(x2, n2)
    value = share1 - share2
    lower = value - np.sqrt((share1 - low1) ** 2 + (high2 - share2) ** 2)
    upper = value + np.sqrt((high1 - share1) ** 2 + (share2 - low2) ** 2)
    return Difference(value, lower, upper)


def base_note(n: float | None) -> str:
    """The small-base ladder, in the words shown beside a figure; "" from 100 upwards.

    "too few to say" (under 10, or missing) means that no percentage may be shown.
    """
    if n is None or not n >= TOO_FEW:
        return "too few to say"
    if n < VERY_SMALL:
        return "very small base"
    return "small base" if n < SMALL else ""


def effective_base(weights: ArrayLike) -> float:
    """Kish's effective number of answers, (sum w)^2 / sum w^2; 0 when nobody carries weight.

    ValueError when a weight is negative or missing.
    """
    w = np.asarray(weights, dtype=float)
    if np.isnan(w).any() or (w < 0).any():
        raise ValueError("weights must be numbers of 0 or more")
    squares = float((w**2).sum())
    return float(w.sum()) ** 2 / squares if squares > 0 else 0.0


def weighted_share(hits: ArrayLike, weights: ArrayLike, *, conf: float = 0.95) -> tuple[float, IntervalLimits, float]:
    """Weighted share of answers that are hits, its Wilson interval on the effective base, and that base.

    hits holds 1 or 0 (or True, False) an answer, weights one weight an answer. No weight at all gives nan.
    """
    flags, w = np.asarray(hits, dtype=float), np.asarray(weights, dtype=float)
    if flags.shape != w.shape:
        raise ValueError("hits and weights must be of the same length")
    base = effective_base(w)
    if base == 0:
        nothing = np.array(np.nan)
        return float("nan"), IntervalLimits(nothing, nothing), 0.0
    share = min(float((flags * w).sum() / w.sum()), 1.0)
    return share, wilson(share * base, base, conf=conf), base


def _share(x: ArrayLike, n: ArrayLike) -> Floats:
    successes, base = _counts(x, n)
    with np.errstate(divide="ignore", invalid="ignore"):
        return successes / base


def _counts(x: ArrayLike, n: ArrayLike) -> tuple[Floats, Floats]:
    successes, base = np.broadcast_arrays(np.asarray(x, dtype=float), np.asarray(n, dtype=float))
    if (successes < 0).any() or (base < 0).any():
        raise ValueError("counts must not be negative")
    if (successes > base).any():
        raise ValueError("a part must not exceed its whole: x is greater than n")
    return successes, base
