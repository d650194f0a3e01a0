"""Which phrases set one group of people apart from another: keyness by log-likelihood, with an effect size and a floor.

Log-likelihood G2 of two counts of two bases: Rayson and Garside (2000), Comparing corpora using frequency profiling,
Workshop on Comparing Corpora, 1-6 (the calculator of UCREL, Lancaster). Effect size: log ratio, the binary logarithm of
the ratio of the two shares (Hardie 2014, CASS blog, Log Ratio: an informal introduction), with half a count for none.
Counts here are of people, not of words: who repeats a word ten thousand times counts once. The allowance for having
looked at so many phrases is Benjamini and Hochberg's (1995).
"""

from dataclasses import dataclass
from math import erfc, sqrt

import numpy as np
from numpy.typing import ArrayLike, NDArray

from cxdata.stats.basics.false_discovery import benjamini_hochberg

Floats = NDArray[np.float64]
FEWEST = 5
"""A phrase of fewer people is none, whatever else is said of it."""
LEAST_RATIO = 1.0
"""Twice as large a share, as a log ratio."""
MOST_FALSE = 0.05
"""The share of false ones among those found, on average."""


@dataclass(frozen=True)
class Keyness:
    """One figure a phrase: `g2`, `log_ratio`, and `p`, the chance of a G2 as large (chi-squared, 1 degree of freedom).

    nan where either base is 0.
    """

    g2: Floats
    log_ratio: Floats
    p: Floats


def keyness(a: ArrayLike, b: ArrayLike, c: float, d: float) -> Keyness:
    """Of `a` people out of `c` against `b` out of `d`, one entry a phrase.

    ValueError where a part exceeds its whole.
    """
    here, there = np.asarray(a, dtype=float), np.asarray(b, dtype=float)
    if (here < 0).any() or (there < 0).any() or (here > c).any() or (there > d).any():
        raise ValueError("a part must be 0 or more, and no more than its whole")
    if not c > 0 or not d > 0:
        nothing = np.full(here.shape, np.nan)
        return Keyness(nothing, nothing, nothing)
    expected_here, expected_there = c * (here + there) / (c + d), d * (here + there) / (c + d)
    g2 = np.maximum(2 * (_times_log(here, expected_here) + _times_log(there, expected_there)), 0.0)
    ratio = np.log2((np.maximum(here, 0.5) / c) / (np.maximum(there, 0.5) / d))
    return Keyness(g2, ratio, np.array([erfc(sqrt(value / 2)) for value in g2.ravel()]).reshape(g2.shape))


def key_phrases(a: ArrayLike, b: ArrayLike, c: float, d: float, *, fewest: int = FEWEST) -> NDArray[np.int64]:
    """Which phrases are key to the first group, the highest G2 first: said by `fewest` of it and more, at least twice
    as often as by the other, and more than chance would give among all that `fewest` people of both said.
    """
    here, there = np.asarray(a, dtype=float), np.asarray(b, dtype=float)
    found = keyness(here, there, c, d)
    tested = np.where(here + there >= fewest, found.p, np.nan)
    with np.errstate(invalid="ignore"):
        key = (here >= fewest) & (found.log_ratio >= LEAST_RATIO) & (benjamini_hochberg(tested) < MOST_FALSE)
    places = np.flatnonzero(key)
    return places[np.argsort(-found.g2[places], kind="stable")]


def _times_log(count: Floats, expected: Floats) -> Floats:
    """count x ln(count / expected), 0 where there is none."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(count > 0, count * np.log(count / expected), 0.0)
