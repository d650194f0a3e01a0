"""How far a series wanders: the pull of one month on the next, measured before the latest seven months.

Measured on all months, a step of the last half year would itself be read as wander. Taking out a season and a line
pushes the measured pull down; what is seen is therefore compared with what an AR(1) series of each strength would
show after the same was taken out of it.
"""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from cxdata.stats.basics.proportions import Floats

LATEST = 7
FEWEST_BEFORE = 12
RECENT = 6
CAUTION = 0.15
MOST = 0.9
_GRID = np.round(np.arange(-0.30, 0.951, 0.05), 2)


@dataclass(frozen=True)
class Wander:
    """rho: the autocorrelation of neighbouring months, 0 to .9; widen: what the limits are to be multiplied by."""

    rho: float
    widen: float


NO_WANDER = Wander(0.0, 1.0)


def wander_of(left: Floats, design: Floats) -> Wander:
    """Measure the wander of what is left after the fit of `design` (one row a month, gaps too; left nan there)."""
    time = np.flatnonzero(~np.isnan(left))
    r = left[time]
    rows = early_months(len(r))
    neighbours = np.flatnonzero(np.diff(time[:rows]) == 1)
    squares = float(r[:rows] @ r[:rows])
    if squares <= 0 or not len(neighbours):
        return NO_WANDER
    seen = float(r[neighbours] @ r[neighbours + 1]) / squares
    fitted = np.ascontiguousarray(design[time], dtype=float)
    expected, widen = _tables(fitted.tobytes(), fitted.shape[1], tuple(time.tolist()))
    rho = float(np.clip(np.interp(seen, expected, _GRID) + CAUTION / np.sqrt(len(r)), 0.0, MOST))
    return Wander(rho, float(np.interp(rho, _GRID, widen)))


def early_months(months: int) -> int:
    """How many months the wander is measured on: all but the latest seven, or all where too few would remain."""
    before = months - LATEST
    return before if before >= FEWEST_BEFORE else months


@lru_cache(maxsize=256)
def _tables(design: bytes, columns: int, time: tuple[int, ...]) -> tuple[Floats, Floats]:
    """For each rho of the grid: the pull that would be seen, and how far the limits must be widened.

    Both come from the covariance M S M of what a least-squares fit leaves of an AR(1) series (M takes figures to what
    is left, S is their covariance by distance in time); only its diagonal and the neighbours beside it are needed.
    """
    fitted = np.frombuffer(design).reshape(len(time), columns)
    maker = np.eye(len(time)) - fitted @ np.linalg.pinv(fitted)
    apart = np.abs(np.subtract.outer(time, time))
    rows = early_months(len(time))
    pairs = np.flatnonzero(np.diff(time) == 1)
    early = pairs[pairs + 1 < rows]
    expected, widen = np.empty(len(_GRID)), np.empty(len(_GRID))
    for at, rho in enumerate(_GRID):
        half = maker @ (rho**apart if rho else np.eye(len(time)))
        spread = (half * maker).sum(axis=1)
        beside = (half[:-1] * maker[1:]).sum(axis=1)
        expected[at] = beside[early].sum() / spread[:rows].sum()
        steps = np.maximum(spread[pairs] + spread[pairs + 1] - 2 * beside[pairs], 0.0)
        implied = np.sqrt(steps).mean() / np.sqrt(2)
        widen[at] = np.sqrt(spread[-RECENT:].mean()) / implied if implied > 0 else 1.0
    return expected, widen
