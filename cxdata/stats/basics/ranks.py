"""Where one of several bodies stands among the others: a range of ranks, and quarters.

A bare rank says more than counts know. The range follows the usual way for league tables: each share is drawn many
times from what its count allows, and ranked each time (Goldstein and Spiegelhalter 1996).
"""

from collections.abc import Sequence
from math import ceil, floor, isnan

import numpy as np

from cxdata.stats.basics.proportions import Floats

DRAWS = 2_000
SEED = 20_240_401


def rank_ranges(
    x: Sequence[float],
    n: Sequence[float],
    *,
    highest_first: bool = True,
    draws: int = DRAWS,
    seed: int = SEED,
    conf: float = 0.95,
) -> tuple[tuple[int, int], ...]:
    """For each of several shares x in n the ranks between which it lies in `conf` of the draws; 1 is first.

    Each draw takes every share from Beta(x + 0.5, n - x + 0.5). ValueError where the lengths differ, a base is not
    above 0, or a count does not lie between 0 and its base.
    """
    counts, bases = np.asarray(x, dtype=float), np.asarray(n, dtype=float)
    if counts.shape != bases.shape:
        raise ValueError("x and n must be of the same length")
    if not ((bases > 0) & (counts >= 0) & (counts <= bases)).all():
        raise ValueError("each count lies between 0 and a base above 0")
    if not len(counts):
        return ()
    drawn: Floats = np.random.default_rng(seed).beta(counts + 0.5, bases - counts + 0.5, size=(draws, len(counts)))
    ranks = np.argsort(np.argsort(-drawn if highest_first else drawn, axis=1), axis=1) + 1
    tail = (1 - conf) / 2
    low, high = np.quantile(ranks, [tail, 1 - tail], axis=0, method="inverted_cdf")
    return tuple((int(first), int(last)) for first, last in zip(low, high, strict=True))


def quantile_groups(values: Sequence[float], groups: int = 4, *, highest_first: bool = True) -> tuple[int | None, ...]:
    """Which quarter (or tenth) each value falls into, 1 the first; None for a missing value, and for all where fewer
    are known than there are groups.

    The rule of Public Health England (PHEindicatormethods, phe_quantile): ranks in which ties share the lowest, then
    floor(k + 1 - ceil((n + 1 - rank) / (n / k))), at least 1.
    """
    known = [value for value in values if not isnan(value)]
    if len(known) < groups:
        return (None,) * len(values)
    sign = -1 if highest_first else 1
    return tuple(
        None
        if isnan(value)
        else max(
            floor(
                groups
                + 1
                - ceil((len(known) - sum(sign * other < sign * value for other in known)) / (len(known) / groups))
            ),
            1,
        )
        for value in values
    )
