"""Is a panel made up as the residents are? Each band's share beside that of residents, and one test of all bands.

A band's ratio is its share of the panel over its share of residents; its range is Wilson's, over the same. It is
flagged where it lies under 0.8 or over 1.25 and the range leaves 1 out. The test of all bands is Pearson's (1900)
chi-square of fit where at least 5 are expected in each band (Cochran 1954), else a simulation (Hope 1968) of 9,999
panels drawn from the residents. Cohen's (1988) w and Cramer's V say how far the shares lie apart: in a large panel a
trifle is beyond chance.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from math import ceil, nan, sqrt

import numpy as np

from cxdata.stats.basics.proportions import Floats, wilson

LOW, HIGH = 0.8, 1.25
LEAST_EXPECTED = 5
DRAWS = 9_999
SEED = 20200204
TOO_FEW, TOO_MANY = "too few", "too many"


@dataclass(frozen=True)
class Band:
    """One band: how many members, its shares of the panel and of residents (of 1), their ratio with its range.

    `flag` is "too few", "too many" or "". `short` is how many more there would be in a panel of the same size that was
    made up as the residents are, a whole number; 0 where there are enough.
    """

    name: str
    members: int
    share: float
    residents: float
    ratio: float
    lower: float
    upper: float
    flag: str
    short: int


@dataclass(frozen=True)
class Fit:
    """A test of all bands at once: chi-square and its p, Cohen's w, Cramer's V; `simulated` where p was drawn."""

    statistic: float
    p: float
    w: float
    v: float
    simulated: bool


@dataclass(frozen=True)
class Representation:
    """The bands in the order of the residents, over `base` members. `left_out` are members of bands without residents,
    as of those who prefer not to say. `fit` is None with fewer than two bands, or without members.
    """

    bands: tuple[Band, ...]
    base: int
    left_out: Mapping[str, int]
    fit: Fit | None


def represent(members: Mapping[str, int], residents: Mapping[str, float]) -> Representation:
    """Members by band beside residents by band, both as counts.

    A band without residents is left out of the base. Without members every share of the panel is nan. ValueError for a
    count below 0.
    """
    if any(count < 0 for count in (*members.values(), *residents.values())):
        raise ValueError("members and residents must be counts of 0 or more")
    known = {band: count for band, count in residents.items() if count > 0}
    counts = np.array([members.get(band, 0) for band in known], dtype=float)
    base, total = int(counts.sum()), sum(known.values())
    shares = np.array(list(known.values())) / total if known else np.array([])
    low, high = wilson(counts, np.full(counts.shape, base))
    bands = tuple(
        _band(name, int(count), base, float(share), (float(lower), float(upper)))
        for name, count, share, lower, upper in zip(known, counts, shares, low, high, strict=True)
    )
    left_out = {band: count for band, count in members.items() if band not in known and count}
    return Representation(bands, base, left_out, _fit(counts, shares) if base and len(known) > 1 else None)


def _band(name: str, count: int, base: int, residents: float, limits: tuple[float, float]) -> Band:
    share = count / base if base else nan
    ratio, lower, upper = share / residents, limits[0] / residents, limits[1] / residents
    flag = TOO_FEW if ratio < LOW and upper < 1 else TOO_MANY if ratio > HIGH and lower > 1 else ""
    # Rounded first: 0.1 x 50 must not come to 6.
    short = max(ceil(round(base * residents - count, 9)), 0)
    return Band(name, count, share, residents, ratio, lower, upper, flag, short)


def _fit(counts: Floats, shares: Floats) -> Fit:
    from scipy.special import chdtrc

    base, expected = counts.sum(), counts.sum() * shares
    statistic = float(((counts - expected) ** 2 / expected).sum())
    simulated = bool((expected < LEAST_EXPECTED).any())
    p = _drawn(int(base), shares, statistic) if simulated else float(chdtrc(len(counts) - 1, statistic))
    w = sqrt(statistic / base)
    return Fit(statistic, p, w, w / sqrt(len(counts) - 1), simulated)


def _drawn(base: int, shares: Floats, statistic: float) -> float:
    """How many of the panels drawn from the residents are as far from them as this one, itself among them."""
    drawn = np.random.default_rng(SEED).multinomial(base, shares, DRAWS)
    expected = base * shares
    far = ((drawn - expected) ** 2 / expected).sum(axis=1) >= statistic - 1e-9
    return float((1 + far.sum()) / (1 + DRAWS))
