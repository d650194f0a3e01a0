"""A percentile out of counts in bands: between which edges it lies, and about where.

Percentiles of several groups or hours are never averaged: the counts are added up and the percentile is read anew.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Percentile:
    """It lies above `low` and at most at `high` (inf: nobody counted further). `about` is the straight line between the
    two; nan where the upper end is open.
    """

    low: float
    high: float
    about: float


def percentile_of_bands(edges: Sequence[float], within: Sequence[float], level: float) -> Percentile | None:
    """The value that a share `level` of all stays within, from the shares `within` each of the edges (cumulative).

    Edges must rise; a share that is not known (nan) is passed over. Shares that fall are taken as the highest before
    them, as rounding can make them fall. None where no share is known. ValueError for a level outside 0 to 1, for
    shares outside it, or where the two are not of one length.
    """
    if not 0 < level < 1:
        raise ValueError(f"level must lie between 0 and 1, not {level}")
    if len(edges) != len(within):
        raise ValueError("edges and shares must be of the same length")
    known = [(float(edge), float(share)) for edge, share in zip(edges, within, strict=True) if not math.isnan(share)]
    if not known:
        return None
    ends = [0.0, *(edge for edge, _ in known)]
    shares = np.maximum.accumulate([0.0, *(share for _, share in known)])
    if shares[-1] > 1 or min(share for _, share in known) < 0:
        raise ValueError("shares must lie between 0 and 1")
    place = int(np.searchsorted(shares, level, side="left"))
    if place == len(shares):
        return Percentile(ends[-1], math.inf, math.nan)
    low, high = ends[place - 1], ends[place]
    part = (level - shares[place - 1]) / (shares[place] - shares[place - 1])
    return Percentile(low, high, low + float(part) * (high - low))
