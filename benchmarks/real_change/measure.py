"""False signs where nothing is new, and how soon a real step is found, with the seed of every case."""

from dataclasses import dataclass
from math import sqrt
from zlib import crc32

import numpy as np

from benchmarks.real_change.kinds import KINDS, Sort, drawn, stepped
from benchmarks.real_change.ways import WAYS, Way
from cxdata.stats.spc.fit import Figures

SEED = 7
LOOKS = 12
JANUARY = 0


@dataclass(frozen=True)
class Rate:
    """How many of the series showed a sign."""

    signs: int
    series: int

    @property
    def share(self) -> float:
        return self.signs / self.series

    @property
    def two_se(self) -> float:
        """Two standard errors of the share."""
        return 2 * sqrt(max(self.share * (1 - self.share), 1 / self.series) / self.series)


def generator(seed: int, name: str, months: int) -> np.random.Generator:
    """The same numbers for one case whatever else is run."""
    return np.random.default_rng([seed, crc32(name.encode()), months])


def false_signs(name: str, months: int, *, series: int, seed: int = SEED) -> dict[str, Rate]:
    """By each way the share of series of one kind that show a sign at their latest month."""
    rng, sort = generator(seed, name, months), KINDS[name]
    signs = dict.fromkeys(WAYS, 0)
    for _ in range(series):
        values, bases = drawn(sort, rng, months)
        figures = Figures(values, sort.kind, JANUARY, bases=bases)
        for title, way in WAYS.items():
            signs[title] += way(figures) != 0
    return {title: Rate(count, series) for title, count in signs.items()}


def found_by(name: str, months: int, size: float, *, series: int, seed: int = SEED) -> dict[str, list[Rate]]:
    """Looked at every month: by each way the share with a right-way sign by month 1 to 12 after a step of `size` sd.

    With size 0 nothing happens, and any sign either way is counted.
    """
    rng, sort = generator(seed, f"{name} {size}", months), KINDS[name]
    firsts: dict[str, list[int]] = {title: [] for title in WAYS}
    for _ in range(series):
        values, bases = drawn(sort, rng, months + LOOKS)
        values = stepped(sort, values, size, months)
        for title, way in WAYS.items():
            firsts[title].append(_first(way, sort, values, bases, months, any_way=size == 0))
    return {
        title: [Rate(sum(first <= month for first in found), series) for month in range(1, LOOKS + 1)]
        for title, found in firsts.items()
    }


def _first(way: Way, sort: Sort, values: np.ndarray, bases: np.ndarray | None, months: int, *, any_way: bool) -> int:
    """The month after the step (from 1) in which the first sign is seen; 99 for none within a year."""
    for month in range(1, LOOKS + 1):
        end = months + month
        sign = way(Figures(values[:end], sort.kind, JANUARY, bases=None if bases is None else bases[:end]))
        if sign > 0 or (any_way and sign):
            return month
    return 99
