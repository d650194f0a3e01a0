"""What a group must pass to be listed."""

from dataclasses import dataclass

import numpy as np

MIN_DISSATISFIED = 5
USUAL_GAP = 0.03
SMALL_GAP = 0.01
LARGE_RATIO = 1.5


@dataclass(frozen=True)
class Rules:
    """Share of false finds, people in a group, gap in rate to the rest, and how many groups to list."""

    q: float = 0.10
    min_base: int = 50
    min_gap: float = USUAL_GAP
    max_pockets: int = 10

    def __post_init__(self) -> None:
        if not 0 < self.q < 1:
            raise ValueError(f"q is the share of false finds allowed, between 0 and 1; {self.q} was given.")
        if not 0 <= self.min_gap < 1:
            raise ValueError(f"min_gap is a difference of rates, from 0 to below 1; {self.min_gap} was given.")
        if self.min_base < 1 or self.max_pockets < 1:
            raise ValueError("min_base and max_pockets must be at least 1.")

    def large_enough(self, rate: np.ndarray, rest_rate: np.ndarray) -> np.ndarray:
        """Whether each difference matters: `min_gap`, or 1 percentage point and half as much again as the rest.

        The second way is what 98 % satisfied needs: 4 in 100 against 2 in 100 is twice as many. Who asks for a larger
        gap than the usual 3 points asks for that gap and nothing less.
        """
        gap = rate - rest_rate
        # The last place allows for 0.08 - 0.05 falling short of 0.03 in floating point.
        wide = gap >= self.min_gap - 1e-12
        if self.min_gap > USUAL_GAP:
            return wide
        return wide | ((gap >= SMALL_GAP - 1e-12) & (rate >= LARGE_RATIO * rest_rate))
