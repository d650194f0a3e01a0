"""Before and around a chart: months or quarters, and the signs that chance alone would give."""

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike

FEWEST_EXPECTED = 5
THIN_SHARE = 0.1

CHANCE_OF_A_SIGN = 0.017
"""Chance of a sign at the latest point where nothing changed, the mean over the kinds of docs/real_change.md."""


@dataclass(frozen=True)
class Grain:
    """Whether a share may be charted by month, or by quarter, or not at all ("none").

    thin is True for each month, or quarter, to be left as a gap; empty for "none". sentence says why, for a reader.
    """

    step: Literal["month", "quarter", "none"]
    thin: np.ndarray
    sentence: str


@dataclass(frozen=True)
class FalseAlarms:
    """How many signs chance alone gives on a page of charts of which nothing changed."""

    signs: float
    sentence: str


def choose_grain(share: float, month_bases: ArrayLike, quarter_bases: ArrayLike) -> Grain:
    """Months, if at least nine in ten of them can be expected to hold 5 of the rarer answer; else quarters; else none.

    share: the overall share, fraction of 1; bases: answers in each month and each quarter (0 or nan: none).
    With few unhappy answers a month, a stable chart cries wolf: at 98% satisfied and 40 answers a month every
    second one does. ValueError for a share outside 0 to 1.
    """
    if not 0 <= share <= 1:
        raise ValueError("share is a fraction between 0 and 1")
    rarer = min(share, 1 - share)
    steps: tuple[tuple[Literal["month", "quarter"], ArrayLike], ...] = (
        ("month", month_bases),
        ("quarter", quarter_bases),
    )
    for step, bases in steps:
        counted = np.nan_to_num(np.asarray(bases, dtype=float))
        thin = counted * rarer < FEWEST_EXPECTED
        answered = counted > 0
        if answered.any() and (thin & answered).sum() <= THIN_SHARE * answered.sum():
            return Grain(step, thin, _grain_words(step, int((thin & answered).sum())))
    sentence = "Too few answers even by quarter for a chart with limits; the figures are listed instead."
    return Grain("none", np.zeros(0, dtype=bool), sentence)


def _grain_words(step: str, thin: int) -> str:
    start = "Shown by month." if step == "month" else "Shown by quarter, because single months hold too few answers."
    if not thin:
        return start
    return f"{start} {thin} {step if thin == 1 else step + 's'} with too few answers left as a gap."


def expected_false_alarms(charts: int) -> FalseAlarms:
    """How many of these charts would show a sign if nothing at all had changed."""
    signs = charts * CHANCE_OF_A_SIGN
    sentence = (
        f"If nothing had changed, about {signs:.1f} of these {charts} charts would still show a sign of change: about "
        "one in sixty, up to one in thirty of figures that wander."
    )
    return FalseAlarms(signs, sentence)
