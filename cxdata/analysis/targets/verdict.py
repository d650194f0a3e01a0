"""Met, missed, or too close to say: a figure with its range held against a target."""

import math
from collections.abc import Sequence
from enum import Enum

from cxdata.analysis.targets.aims import Goal
from cxdata.measures.model import Better, Measure


class Verdict(Enum):
    """What became of a target."""

    MET = "met"
    MISSED = "missed"
    CLOSE = "too close to say"
    NOT_JUDGED = "not judged"


def judge(measure: Measure, goals: Sequence[Goal], value: float, lower: float, upper: float) -> Verdict:
    """A figure held against the goals of a target, the first to be reached first; nan for what it lacks.

    A goal inside the figure's range is too close to say: an ordinary month more would turn it. Of a band the first end
    is what must be reached; both are where neither way is better.
    """
    if math.isnan(value) or not goals:
        return Verdict.NOT_JUDGED
    needed = goals if measure.better is Better.NEITHER else goals[:1]
    verdicts = {_of_goal(goal, value, lower, upper) for goal in needed}
    return next(one for one in (Verdict.MISSED, Verdict.CLOSE, Verdict.MET) if one in verdicts)


def _of_goal(goal: Goal, value: float, lower: float, upper: float) -> Verdict:
    if lower < goal.value < upper:
        return Verdict.CLOSE
    return Verdict.MET if goal.reached_by(value) else Verdict.MISSED
