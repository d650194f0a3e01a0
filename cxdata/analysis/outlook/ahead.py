"""One month to come, as a forecast gives it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Ahead:
    """One month to come: the middle of the forecast, and the bands that hold it 50 and 80 times in 100 (0 to 1)."""

    month: str
    middle: float
    lower_50: float
    upper_50: float
    lower_80: float
    upper_80: float
