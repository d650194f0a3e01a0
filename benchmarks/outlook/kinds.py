"""What a council's figures may do: ten kinds of monthly shares, drawn on the log odds, and three others beside."""

from collections.abc import Callable

import numpy as np
from scipy.special import expit

from cxdata.stats.spc.scale import Kind

Draw = Callable[[np.random.Generator, int, int], np.ndarray]
"""A series of `history` months and `ahead` more, the second and third argument."""


def _noise(rng: np.random.Generator, months: int, likeness: float, spread: float) -> np.ndarray:
    """Ups and downs with this spread, each month like the one before by `likeness` (an AR(1) process)."""
    found = np.empty(months)
    found[0] = rng.normal(0, spread)
    for month in range(1, months):
        found[month] = likeness * found[month - 1] + rng.normal(0, spread * np.sqrt(1 - likeness**2))
    return found


def _season(rng: np.random.Generator, months: int, height: float) -> np.ndarray:
    """A wave a year, its highest month anywhere."""
    return height * np.sin(2 * np.pi * (np.arange(months) + rng.integers(12)) / 12)


def _stable(rng: np.random.Generator, history: int, ahead: int) -> np.ndarray:
    return 2.2 + rng.normal(0, 0.12, history + ahead)


def _counted(rng: np.random.Generator, history: int, ahead: int) -> np.ndarray:
    part = rng.binomial(200, 0.9, history + ahead)
    return np.log((part + 0.5) / (200 - part + 0.5))


def _mild_season(rng: np.random.Generator, history: int, ahead: int) -> np.ndarray:
    return 0.5 + _season(rng, history + ahead, 0.2) + rng.normal(0, 0.1, history + ahead)


def _strong_season(rng: np.random.Generator, history: int, ahead: int) -> np.ndarray:
    return _season(rng, history + ahead, 0.5) + rng.normal(0, 0.06, history + ahead)


def _trend(rng: np.random.Generator, history: int, ahead: int) -> np.ndarray:
    return -0.5 + 0.02 * np.arange(history + ahead) + rng.normal(0, 0.08, history + ahead)


def _trend_that_stops(rng: np.random.Generator, history: int, ahead: int) -> np.ndarray:
    climbed = 0.02 * np.minimum(np.arange(history + ahead), history - 1)
    return -0.5 + climbed + rng.normal(0, 0.08, history + ahead)


def _step(rng: np.random.Generator, history: int, ahead: int) -> np.ndarray:
    at = rng.integers(history // 4, 3 * history // 4)
    return np.where(np.arange(history + ahead) < at, 0.0, 0.6) + rng.normal(0, 0.12, history + ahead)


def _walk(rng: np.random.Generator, history: int, ahead: int) -> np.ndarray:
    return np.cumsum(rng.normal(0, 0.1, history + ahead))


def _wander(rng: np.random.Generator, history: int, ahead: int) -> np.ndarray:
    return _noise(rng, history + ahead, 0.7, 0.14)


def _all_at_once(rng: np.random.Generator, history: int, ahead: int) -> np.ndarray:
    months = history + ahead
    return _season(rng, months, 0.3) + 0.01 * np.arange(months) + _noise(rng, months, 0.5, 0.1)


def _shares(on_log_odds: Draw) -> Draw:
    return lambda rng, history, ahead: np.asarray(expit(on_log_odds(rng, history, ahead)))


def _with_gaps(rng: np.random.Generator, history: int, ahead: int) -> np.ndarray:
    shares = expit(_mild_season(rng, history, ahead))
    missing = rng.random(history + ahead) < 0.1
    missing[history - 1 :] = False
    return np.where(missing, np.nan, shares)


def _small_counts(rng: np.random.Generator, history: int, ahead: int) -> np.ndarray:
    return rng.poisson(8, history + ahead).astype(float)


def _waits(rng: np.random.Generator, history: int, ahead: int) -> np.ndarray:
    months = history + ahead
    return 90 * np.exp(_season(rng, months, 0.3) + rng.normal(0, 0.25, months))


KINDS: dict[str, Draw] = {
    "stable": _shares(_stable),
    "stable, 200 answers a month at 90 in 100": _shares(_counted),
    "mild season": _shares(_mild_season),
    "strong season": _shares(_strong_season),
    "trend that lasts": _shares(_trend),
    "trend that stops today": _shares(_trend_that_stops),
    "step in the past": _shares(_step),
    "random walk": _shares(_walk),
    "each month like the last (AR .7)": _shares(_wander),
    "season, trend and likeness": _shares(_all_at_once),
}
BESIDE: dict[str, tuple[Draw, Kind]] = {
    "mild season, 1 month in 10 missing": (_with_gaps, "share"),
    "counts of about 8": (_small_counts, "count"),
    "skewed waits of about 90 s with a season": (_waits, "wait"),
}
"""Not in the averages of the ten."""
