"""Monthly series in which nothing new happens, of 23 kinds, and the ground on which a real step is then laid."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

import numpy as np

Draw = Callable[[np.random.Generator, int], np.ndarray]
Kind = Literal["share", "wait", "count", "score"]
MEAN, SD = 50.0, 5.0
LARGE, NOISE = 1000.0, 0.05
"""Counts that grow: the first month's mean, and the spread of a month about it as a part of it."""


@dataclass(frozen=True)
class Sort:
    """One kind of series: how it is drawn (values and bases, 12 months in a year from January), and what it counts.

    `nothing` draws figures; `bases` the answers behind each, for shares only.
    """

    title: str
    kind: Kind
    nothing: Draw
    bases: Draw | None = None
    level: Literal["add", "times"] = "add"


def _months(n: int) -> np.ndarray:
    return np.arange(n)


def noise(rng: np.random.Generator, n: int, pull: float = 0.0) -> np.ndarray:
    """Standard normal figures, each pulled by the one before: a stationary AR(1) of variance 1."""
    drawn = rng.normal(size=n)
    for month in range(1, n):
        drawn[month] = pull * drawn[month - 1] + np.sqrt(1 - pull**2) * drawn[month]
    return drawn


def wave(rng: np.random.Generator, n: int) -> np.ndarray:
    """A yearly wave of height 1, its top in any month."""
    return np.sin(2 * np.pi * (_months(n) + rng.uniform(0, 12)) / 12)


def peak(n: int) -> np.ndarray:
    """A spring peak of height 1: March whole, February and April half."""
    month = _months(n) % 12
    return np.where(month == 2, 1.0, np.where((month == 1) | (month == 3), 0.5, 0.0))


def _score(season: float = 0.0, pull: float = 0.0, spring: float = 0.0) -> Draw:
    def draw(rng: np.random.Generator, n: int) -> np.ndarray:
        return MEAN + SD * (season * wave(rng, n) + spring * peak(n) + noise(rng, n, pull))

    return draw


def _varying(rng: np.random.Generator, n: int) -> np.ndarray:
    years = rng.uniform(1.4, 2.6, n // 12 + 1)[_months(n) // 12]
    return MEAN + SD * (years * wave(rng, n) + noise(rng, n))


def _growing(rate: float, *, season: float = 0.0, pull: float = 0.0, spring: float = 0.0) -> Draw:
    def draw(rng: np.random.Generator, n: int) -> np.ndarray:
        about = season * wave(rng, n) + spring * peak(n) + noise(rng, n, pull)
        return LARGE * (1 + rate) ** _months(n) * np.exp(NOISE * about)

    return draw


def _skewed(season: float = 0.0) -> Draw:
    def draw(rng: np.random.Generator, n: int) -> np.ndarray:
        return 60 * np.exp(0.5 * (season * wave(rng, n) + noise(rng, n)))

    return draw


def _freak(rng: np.random.Generator, n: int) -> np.ndarray:
    values = MEAN + SD * noise(rng, n)
    values[rng.integers(6, n - 8)] += 6 * SD
    return values


def _walking(rng: np.random.Generator, n: int) -> np.ndarray:
    return MEAN + SD * (np.cumsum(0.15 * rng.normal(size=n)) + noise(rng, n))


def _bases(low: int, high: int) -> Draw:
    return lambda rng, n: rng.integers(low, high + 1, n).astype(float)


def _level(share: float) -> Draw:
    return lambda rng, n: np.full(n, share)


KINDS: Mapping[str, Sort] = {
    "stable": Sort("stable", "score", _score()),
    "season1": Sort("season 1 sd", "score", _score(1)),
    "season2": Sort("season 2 sd", "score", _score(2)),
    "season3": Sort("season 3 sd", "score", _score(3)),
    "peak": Sort("spring peak 4 sd", "score", _score(spring=4)),
    "varying": Sort("season, its height varies", "score", _varying),
    "ar3": Sort("pull of .3 (AR)", "score", _score(pull=0.3)),
    "ar5": Sort("pull of .5", "score", _score(pull=0.5)),
    "ar7": Sort("pull of .7", "score", _score(pull=0.7)),
    "growth": Sort("growth .5 % a month", "count", _growing(0.005), level="times"),
    "growth1": Sort("growth 1 % a month", "count", _growing(0.01), level="times"),
    "skewed": Sort("skewed wait", "wait", _skewed(), level="times"),
    "skewed2": Sort("skewed wait + season 2 sd", "wait", _skewed(2), level="times"),
    "small": Sort("count of 8 a month", "count", lambda rng, n: rng.poisson(8, n).astype(float)),
    "share90": Sort("90 % of 30 to 90 answers", "share", _level(0.9), _bases(30, 90)),
    "share80": Sort("80 % of 40 to 200", "share", _level(0.8), _bases(40, 200)),
    "share97": Sort("97 % of 100 to 300", "share", _level(0.97), _bases(100, 300)),
    "season_ar": Sort("season 2 sd + pull of .5", "score", _score(2, 0.5)),
    "season_growth": Sort("season 3 sd + growth 1 %", "count", _growing(0.01, season=3), level="times"),
    "peak_growth": Sort("spring peak 4 sd + growth .5 %", "count", _growing(0.005, spring=4), level="times"),
    "ar_growth": Sort("pull of .5 + growth .5 %", "count", _growing(0.005, pull=0.5), level="times"),
    "freak": Sort("one month 6 sd out, in the past", "score", _freak),
    "walk": Sort("level walks .15 sd a month", "score", _walking),
}


def drawn(sort: Sort, rng: np.random.Generator, n: int) -> tuple[np.ndarray, np.ndarray | None]:
    """One series of n months: its values, and the bases of a share."""
    values = sort.nothing(rng, n)
    if sort.bases is None:
        return values, None
    bases = sort.bases(rng, n)
    return rng.binomial(bases.astype(int), values) / bases, bases


def stepped(sort: Sort, values: np.ndarray, size: float, at: int) -> np.ndarray:
    """The same with a lasting step up of `size` standard deviations of a month from place `at` on."""
    after = np.arange(len(values)) >= at
    return values * np.exp(NOISE * size * after) if sort.level == "times" else values + SD * size * after
