"""The arithmetic of a target that every member can check: how fast, how fast ever before, how many more."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

YEAR = 12


@dataclass(frozen=True)
class Pace:
    """Speeds in fractions of 1 a month: what the target needs, the best twelve months ever, the last twelve.

    nan where there are not two months a year apart. sentence says it in percentage points.
    """

    needed: float
    best_year: float
    last_year: float
    sentence: str


def pace(shares: ArrayLike, *, target: float, months_left: int) -> Pace:
    """The arithmetic that needs no model: is the speed needed one that was ever reached?

    ValueError when no month has a figure or no month is left.
    """
    series = np.asarray(shares, dtype=float)
    known = series[~np.isnan(series)]
    if not len(known) or months_left < 1:
        raise ValueError("a pace needs a month with a figure and a month still to come")
    needed = (target - float(known[-1])) / months_left
    yearly = (series[YEAR:] - series[:-YEAR]) / YEAR
    seen = yearly[~np.isnan(yearly)]
    best = float(seen.max()) if len(seen) else float("nan")
    last = float(yearly[-1]) if len(yearly) else float("nan")
    return Pace(needed, best, last, _pace_words(needed, best, last, target))


def _pace_words(needed: float, best: float, last: float, target: float) -> str:
    if needed <= 0:
        return f"The target of {target:.0%} is already reached."
    start = f"Reaching {target:.0%} needs {100 * needed:.1f} percentage points a month."
    parts = []
    if not np.isnan(best):
        parts.append(f"the best twelve months so far brought {100 * best:.1f} a month")
    if not np.isnan(last):
        parts.append(f"the last twelve {100 * last:.1f}")
    if not parts:
        return f"{start} There are not yet two months a year apart to compare with."
    words = ", ".join(parts)
    return f"{start} {words[0].upper()}{words[1:]}."


def extra_needed(count: float, base: float, target: float) -> int:
    """How many more of the base must count for the target share to be met; 0 when it is met already.

    ValueError when there is no base, or the target is not a share.
    """
    if not base > 0 or not 0 <= target <= 1:
        raise ValueError("a base above 0 and a target between 0 and 1 are needed")
    return max(int(np.ceil(round(target * base - count, 6))), 0)
