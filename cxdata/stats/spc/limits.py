"""How far ordinary ups and downs reach, and how long a run on one side is needed before it says anything."""

import math

import numpy as np

from cxdata.stats.basics.proportions import Floats

LIMIT = 2.66
SCREEN = 3.267
NEAR = 2 / 3
"""Where the edge of the usual range begins, as a part of the way to the limit."""
RUN = 7
_RUN_CHANCE = 0.0157
"""Chance of seven in a row on one side of the average where nothing wanders, beginning anywhere."""


def reach_of(values: Floats) -> float:
    """2.66 times the mean moving range, as NHSRplotthedots has it; nan without two neighbours.

    Moving ranges are taken between neighbours only, never across a gap; those of 3.267 times their mean and more are
    left out once.
    """
    ranges = np.abs(np.diff(values))
    ranges = ranges[~np.isnan(ranges)]
    if not len(ranges):
        return float("nan")
    if ranges.mean() > 0:
        ranges = ranges[ranges < SCREEN * ranges.mean()]
    return LIMIT * float(ranges.mean())


def run_needed(rho: float) -> int:
    """How many months in a row on one side are as rare as seven where nothing wanders: 9 at .2, 16 at .7, 28 at .9."""
    stays = 0.5 + math.asin(rho) / math.pi
    return max(RUN, math.ceil(1 + math.log(_RUN_CHANCE) / math.log(stays)))
