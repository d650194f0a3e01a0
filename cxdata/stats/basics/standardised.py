"""A group held against the others like for like: within the parts that differ anyway (services, channels)."""

import numpy as np
from numpy.typing import ArrayLike


def excess_like_for_like(x: ArrayLike, n: ArrayLike, others_x: ArrayLike, others_n: ArrayLike) -> float:
    """How many of a group there are beyond those expected at the others' rate within each part (stratum).

    Indirect standardisation (Breslow and Day 1987, Statistical Methods in Cancer Research II, chapter 2): expected =
    sum over parts of n * others_x / others_n, the excess is sum of x less expected; below 0 there are fewer. One count
    a part, all of one length. A part in which there is nobody else compares with nothing and counts on neither side.
    """
    own, base, other, other_base = (np.asarray(counts, dtype=float) for counts in (x, n, others_x, others_n))
    shared = other_base > 0
    expected = base[shared] * other[shared] / other_base[shared]
    return float((own[shared] - expected).sum())
