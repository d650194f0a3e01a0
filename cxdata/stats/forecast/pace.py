"""The arithmetic of a target that every member can check: how fast, how fast ever before, how many more."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from cxdata.stats.basics.proportions import Floats

HALF, YEAR = 6, 12


@dataclass(frozen=True)
class Pace:
    """Speeds a month in the unit of the series, positive towards the target; needed is 0 or less where it is met.

    best_year and last_year are the best twelve months ever and the last twelve, best_half and last_half those of six,
    nan where no two months lie so far apart. so_far is the speed from the first month with a figure to the latest, nan
    with one month only, and months_so_far how long that was.
    """

    needed: float
    best_year: float
    last_year: float
    best_half: float
    last_half: float
    so_far: float
    months_so_far: int


def pace(values: ArrayLike, *, target: float, months_left: int, falling: bool = False) -> Pace:
    """The arithmetic that needs no model: is the speed needed one that was ever reached?

    falling: the target is met at or below it. ValueError when no month has a figure or no month is left.
    """
    series = np.asarray(values, dtype=float)
    months = np.flatnonzero(~np.isnan(series))
    if not len(months) or months_left < 1:
        raise ValueError("a pace needs a month with a figure and a month still to come")
    way = -1.0 if falling else 1.0
    first, last = int(months[0]), int(months[-1])
    needed = way * (target - float(series[last])) / months_left
    yearly, half_yearly = (way * (series[span:] - series[:-span]) / span for span in (YEAR, HALF))
    since = last - first
    return Pace(
        needed=needed,
        best_year=_highest(yearly),
        last_year=float(yearly[-1]) if len(yearly) else float("nan"),
        best_half=_highest(half_yearly),
        last_half=float(half_yearly[-1]) if len(half_yearly) else float("nan"),
        so_far=way * float(series[last] - series[first]) / since if since else float("nan"),
        months_so_far=since,
    )


def _highest(speeds: Floats) -> float:
    figures = speeds[~np.isnan(speeds)]
    return float(figures.max()) if len(figures) else float("nan")


def extra_needed(count: float, base: float, target: float, *, falling: bool = False) -> int:
    """How many more (or, falling, fewer) of the base must count for the target share to be met; 0 when it is met.

    ValueError when there is no base, or the target is not a share.
    """
    if not base > 0 or not 0 <= target <= 1:
        raise ValueError("a base above 0 and a target between 0 and 1 are needed")
    missing = count - target * base if falling else target * base - count
    return max(int(np.ceil(round(missing, 6))), 0)
