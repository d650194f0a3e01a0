"""Targets met and missed: the council's own promise, held against the figure of the period."""

import math
from dataclasses import dataclass

from cxdata.analysis.asking import Asking
from cxdata.analysis.targets.aims import Aim
from cxdata.findings import Finding, Kind, Strength
from cxdata.measures.query import Answer
from cxdata.overview.questions.headlines import say_target
from cxdata.overview.questions.known import unknown_choices
from cxdata.overview.tile_words import reaches, short_value
from cxdata.overview.tiles import aim_in_force, figure_of

AIMED = (
    "satisfied",
    "online_share",
    "average_wait",
    "abandoned_share",
    "answered_in_target",
    "on_time",
    "visitor_wait",
)
"""The measures whose targets are looked at: what a council promises its customers."""


@dataclass(frozen=True)
class Judged:
    """A figure and its target in words; `gap` is how far it is beyond the target, as a share of it (below 0: short)."""

    now: Answer
    target: str
    gap: float
    sentence: str


def judged_aims(asking: Asking) -> list[Judged]:
    """Every target that is met or missed by more than chance: one that lies within the figure's range is left out."""
    return [judged for measure in AIMED if (judged := _judge(asking, measure)) is not None]


def count_aims(asking: Asking) -> int:
    """How many targets were held against their figures, those too close to say included."""
    return sum(_held_against(asking, measure) is not None for measure in AIMED)


def _judge(asking: Asking, measure: str) -> Judged | None:
    held = _held_against(asking, measure)
    if held is None:
        return None
    now, aim = held
    goal, row = aim.goals[0], now.frame.iloc[0]
    value = float(row["value"])
    if row["lower"] <= goal.value <= row["upper"]:
        return None
    gap = (value - goal.value) / goal.value * (1 if goal.at_least else -1)
    gap = max(gap, 0.0) if reaches(goal, value) else min(gap, -1e-9)
    return Judged(now, short_value(now.measure, goal.value), gap, aim.sentence)


def _held_against(asking: Asking, measure: str) -> tuple[Answer, Aim] | None:
    """A figure and its target, where there are both."""
    if unknown_choices(asking, measure):
        return None
    now = figure_of(asking, measure)
    aim = aim_in_force(asking, now.measure)
    if now.empty or not aim.value or not aim.goals or math.isnan(now.frame["value"].iloc[0]):
        return None
    return now, aim


def missed_target(asking: Asking) -> list[Finding]:
    """The target missed by most, as a share of it. The others stand on their tiles."""
    missed = sorted((one for one in judged_aims(asking) if one.gap < 0), key=lambda one: one.gap)
    return [_finding(one, math.inf) for one in missed[:1]]


def met_targets(asking: Asking) -> list[Finding]:
    """The targets met with the whole range of the figure, that by most first."""
    met = sorted((one for one in judged_aims(asking) if one.gap >= 0), key=lambda one: -one.gap)
    return [_finding(one, 0.0) for one in met]


def _finding(one: Judged, weight: float) -> Finding:
    measure, row, missed = one.now.measure, one.now.frame.iloc[0], one.gap < 0
    headline = say_target(measure, float(row["value"]), one.target, met=not missed)
    ask = "What would it take to meet the target, and by when?" if missed else "What keeps it there?"
    return Finding(
        sentence=f"{headline}. {one.sentence}",
        strength=Strength.CLEAR,
        question=ask,
        evidence=(one.now,),
        page="outlook" if missed else "change",
        options=(("carry" if missed else "follow", measure.title),),
        weight=weight,
        kind=Kind.TARGET,
        headline=headline,
    )
