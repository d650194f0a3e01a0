"""What a forecast gives: the months to come, and each figure of the target judged."""

from dataclasses import dataclass

from cxdata.analysis.targets.aims import Goal
from cxdata.stats.forecast.pace import Pace


@dataclass(frozen=True)
class Ahead:
    """One month to come, in the measure's unit: the middle, and the bands that hold it 50 and 80 times in 100."""

    month: str
    middle: float
    lower_50: float
    upper_50: float
    lower_80: float
    upper_80: float


@dataclass(frozen=True)
class Judged:
    """One figure of the target: its chance by the month asked for, the pace it needs, and what is missing.

    `verdict` is "likely", "cannot say", "unlikely" or "" (no forecast reaches that month). `missing` is how many more
    of the latest year's base would have had to count (fewer, where low is good); None where the measure is no share.
    """

    goal: Goal
    chance: float
    verdict: str
    pace: Pace | None
    missing: int | None
