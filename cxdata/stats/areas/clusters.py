"""Do areas with high (or low) rates sit together on the map by more than chance would bring about?

Local Gi* of Ord and Getis (1995, Geographical Analysis 27, 286-306), with a conditional permutation test
for each area and the false-discovery rate of Benjamini and Hochberg over all of them. It claims clusters,
never single areas: for those there is the funnel.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from cxdata.stats.basics.false_discovery import benjamini_hochberg

Tier = Literal["strong", "likely", "possible", "none", "not tested"]

DRAWS = 9_999
SEED = 20200204
FEWEST_AREAS = 20
POSSIBLE_P, LIKELY_Q, STRONG_Q = 0.05, 0.10, 0.05
CLUSTER_TIERS: tuple[Tier, ...] = ("likely", "strong")


@dataclass(frozen=True)
class Spot:
    """One area: z of Gi* (nan if not tested), two-sided p, q after allowing for all the looking, and the
    tier.
    """

    name: str
    rate: float
    z: float
    p: float
    q: float
    high: bool
    tier: Tier


@dataclass(frozen=True)
class Cluster:
    """Adjacent areas, all high or all low, each at least "likely". `events` and `base` are nan if not
    supplied.
    """

    high: bool
    names: tuple[str, ...]
    events: float
    base: float


@dataclass(frozen=True)
class ClusterSearch:
    """The whole map. `sentence` is what a reader is told; `left_out` names areas with no rate or no
    neighbour.
    """

    spots: tuple[Spot, ...]
    clusters: tuple[Cluster, ...]
    left_out: tuple[str, ...]
    draws: int
    sentence: str


def gi_star(rates: ArrayLike, neighbours: Sequence[Sequence[int]]) -> NDArray[np.float64]:
    """z of Gi* for each area: rates of the area and its neighbours against all rates, binary weights with
    self.

    `neighbours[i]` lists positions in `rates`. Missing rates (nan) take no part; they, and areas with no
    neighbour that has a rate, get nan, as does every area when all rates are equal.
    """
    x = np.asarray(rates, dtype=float)
    result = np.full(len(x), np.nan)
    has_rate = np.isfinite(x)
    n = int(has_rate.sum())
    if n < 2 or np.ptp(x[has_rate]) <= 1e-12 * np.abs(x[has_rate]).max():
        return result
    mean, spread = x[has_rate].mean(), x[has_rate].std()
    for i, around in enumerate(usable_neighbours(x, neighbours)):
        size = len(around) + 1
        if len(around) == 0 or size == n:
            continue
        scale = spread * np.sqrt((n * size - size**2) / (n - 1))
        result[i] = (x[i] + x[around].sum() - mean * size) / scale
    return result


def usable_neighbours(rates: NDArray[np.float64], neighbours: Sequence[Sequence[int]]) -> list[NDArray[np.int64]]:
    """The neighbour lists without self, repeats and areas with no rate; empty for an area with no rate
    itself.
    """
    if len(rates) != len(neighbours):
        raise ValueError("there must be one list of neighbours for each rate")
    has_rate = np.isfinite(rates)
    lists = []
    for i, around in enumerate(neighbours):
        keep = sorted({int(j) for j in around if has_rate[j] and j != i}) if has_rate[i] else []
        lists.append(np.array(keep, dtype=np.int64))
    return lists


def find_hotspots(
    names: Sequence[str],
    rates: ArrayLike,
    neighbours: Sequence[Sequence[int]],
    *,
    events: ArrayLike | None = None,
    base: ArrayLike | None = None,
    draws: int = DRAWS,
    seed: int = SEED,
) -> ClusterSearch:
    """Test every area, set the tiers, and join adjacent areas of the same kind into clusters.

    `events` and `base` (counts, one an area) only give the clusters their totals. Off, with a sentence, for
    fewer than 20 areas with a rate and for rates that do not vary.
    """
    x = np.asarray(rates, dtype=float)
    if len(names) != len(x):
        raise ValueError("names and rates must be of equal length")
    around = usable_neighbours(x, neighbours)
    has_rate = np.isfinite(x)
    z = gi_star(x, neighbours)
    left_out = tuple(str(names[i]) for i in range(len(x)) if not has_rate[i] or len(around[i]) == 0)
    if has_rate.sum() < FEWEST_AREAS:
        return _switched_off(
            names,
            x,
            left_out,
            f"Clusters are not looked for with fewer than {FEWEST_AREAS} areas: see the funnel.",
        )
    if np.isnan(z).all():
        return _switched_off(names, x, left_out, "The rates do not vary from area to area, so there is no cluster.")
    p, high = permutation_p(x, around, tested=np.isfinite(z), draws=draws, seed=seed)
    q = benjamini_hochberg(p)
    spots = tuple(
        Spot(
            str(names[i]),
            float(x[i]),
            float(z[i]),
            float(p[i]),
            float(q[i]),
            bool(high[i]),
            _tier(p[i], q[i]),
        )
        for i in range(len(x))
    )
    clusters = _clusters(spots, around, _or_nan(events, len(x)), _or_nan(base, len(x)))
    return ClusterSearch(spots, clusters, left_out, draws, _sentence(clusters))


def permutation_p(
    rates: NDArray[np.float64],
    around: Sequence[NDArray[np.int64]],
    *,
    tested: NDArray[np.bool_],
    draws: int = DRAWS,
    seed: int = SEED,
) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    """Two-sided p of each tested area (nan for others), and whether it leans high.

    The area keeps its rate; its neighbours' rates are drawn from all other areas without replacement. One
    random order of n-1 places is made per draw and used for every area. p = (1 + draws as extreme) / (draws
    + 1) in each tail.
    """
    places = np.flatnonzero(np.isfinite(rates))
    x = rates[places]
    widest = max((len(a) for a in around), default=0)
    random = np.random.default_rng(seed).random((draws, len(x) - 1), dtype=np.float32)
    order = np.argsort(random, axis=1)[:, :widest]
    p, high = np.full(len(rates), np.nan), np.zeros(len(rates), dtype=bool)
    slack = 1e-9 * max(float(np.abs(x).max()), 1e-300)
    for own, i in enumerate(places.tolist()):
        if not tested[i]:
            continue
        drawn = order[:, : len(around[i])]
        sums = x[drawn + (drawn >= own)].sum(axis=1)
        seen = rates[around[i]].sum()
        upper = (1 + np.count_nonzero(sums >= seen - slack)) / (draws + 1)
        lower = (1 + np.count_nonzero(sums <= seen + slack)) / (draws + 1)
        p[i], high[i] = min(1.0, 2 * min(upper, lower)), upper < lower
    return p, high


def _tier(p: float, q: float) -> Tier:
    if not np.isfinite(p):
        return "not tested"
    if q < STRONG_Q:
        return "strong"
    if q < LIKELY_Q:
        return "likely"
    return "possible" if p < POSSIBLE_P else "none"


def _or_nan(values: ArrayLike | None, length: int) -> NDArray[np.float64]:
    return np.full(length, np.nan) if values is None else np.asarray(values, dtype=float)


def _clusters(
    spots: Sequence[Spot],
    around: Sequence[NDArray[np.int64]],
    events: NDArray[np.float64],
    base: NDArray[np.float64],
) -> tuple[Cluster, ...]:
    """Connected groups of areas that lean the same way and are at least "likely", largest first."""
    waiting = {i for i, spot in enumerate(spots) if spot.tier in CLUSTER_TIERS}
    clusters = []
    while waiting:
        group, edge = set(), {min(waiting)}
        while edge:
            i = edge.pop()
            group.add(i)
            beside = {j for j in waiting if j in around[i] or i in around[j]}
            edge |= {j for j in beside - group if spots[j].high == spots[i].high}
        waiting -= group
        at = sorted(group)
        names = tuple(spots[i].name for i in at)
        clusters.append(Cluster(spots[at[0]].high, names, float(events[at].sum()), float(base[at].sum())))
    return tuple(sorted(clusters, key=lambda c: (-len(c.names), c.names)))


def _sentence(clusters: Sequence[Cluster]) -> str:
    if not clusters:
        return "No strong cluster found. That is not the same as no problem: only large or marked clusters show."
    kinds = [("higher", [c for c in clusters if c.high]), ("lower", [c for c in clusters if not c.high])]
    parts = [f"{len(group)} where rates are {word} than elsewhere" for word, group in kinds if group]
    return f"Clusters of neighbouring areas found: {' and '.join(parts)}."


def _switched_off(
    names: Sequence[str], rates: NDArray[np.float64], left_out: tuple[str, ...], sentence: str
) -> ClusterSearch:
    nan = float("nan")
    spots = tuple(
        Spot(str(name), float(rate), nan, nan, nan, False, "not tested")
        for name, rate in zip(names, rates, strict=True)
    )
    return ClusterSearch(spots, (), left_out, 0, sentence)
