"""Is this month's change a signal or ordinary wobble, and does the service as it now runs meet its target?

XmR charts in the manner of NHS England's Making Data Count (limits as NHSRplotthedots works them out). One
deliberate difference: a month without a figure breaks runs and moving ranges, where that package closes the gap.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike

from cxdata.stats.basics.proportions import Floats
from cxdata.stats.spc.rules import Rule, mark

Better = Literal["higher", "lower", "neither"]

LIMIT = 2.66
SCREEN = 3.267
FEWEST = 6
TRIAL = 12
LONG_SHIFT = 8


@dataclass(frozen=True)
class Rebase:
    """A person's decision that a new average holds from a point onwards; at is its place, counted from 0."""

    at: int
    on: date
    reason: str


@dataclass(frozen=True)
class Limits:
    """Average and natural limits of one stretch, unclamped: for a percentage draw them within 0 to 100."""

    mean: float
    lower: float
    upper: float
    near_lower: float
    near_upper: float
    points: int


@dataclass(frozen=True)
class Segment:
    """A stretch of points judged together, start inclusive, end exclusive. limits is None under 6 points.

    standing: "run chart only" (under 6 points), "trial limits" (6 to 12) or "".
    """

    start: int
    end: int
    limits: Limits | None
    standing: str
    rebase: Rebase | None


@dataclass(frozen=True)
class Sign:
    """A verdict as a word, a shape and a direction, so that it never hangs on a colour.

    shape names what to draw; direction is "up", "down" or "level"; tone is "good", "bad", "neutral", "ordinary",
    "uncertain" or "none"; detail says in a sentence why.
    """

    word: str
    shape: str
    direction: str
    tone: str
    detail: str


@dataclass(frozen=True)
class Chart:
    """One XmR chart: one element a point in every array, nan where there is no figure or no limit.

    rules holds Rule values, direction +1, 0 or -1. prompt is a question for a person, or "".
    """

    values: Floats
    mean: Floats
    lower: Floats
    upper: Floats
    near_lower: Floats
    near_upper: Floats
    rules: np.ndarray
    direction: np.ndarray
    segments: tuple[Segment, ...]
    variation: Sign
    assurance: Sign
    prompt: str


def xmr_limits(values: ArrayLike, *, screen: bool = True) -> Limits | None:
    """Average -+ 2.66 times the mean moving range; None under 6 points.

    Moving ranges are taken between neighbours only, never across a gap. screen: moving ranges of 3.267 times
    their mean and more are left out once. Without two neighbours there are no limits (None).
    """
    series = np.asarray(values, dtype=float)
    points = int(np.count_nonzero(~np.isnan(series)))
    ranges = np.abs(np.diff(series))
    ranges = ranges[~np.isnan(ranges)]
    if points < FEWEST or not len(ranges):
        return None
    if screen and ranges.mean() > 0:
        ranges = ranges[ranges < SCREEN * ranges.mean()]
    lowest, highest = np.nanmin(series), np.nanmax(series)
    # The mean of equal figures may miss them by a rounding error, which would put all of them "above" it.
    mean = float(lowest if lowest == highest else np.nanmean(series))
    reach = LIMIT * float(ranges.mean())
    near = 2 * reach / 3
    return Limits(mean, mean - reach, mean + reach, mean - near, mean + near, points)


def xmr(
    values: ArrayLike,
    *,
    better: Better,
    target: float | None = None,
    rebases: Sequence[Rebase] = (),
    baseline: int | None = None,
    screen: bool = True,
) -> Chart:
    """Draw up a chart for values on a full calendar (nan for a month without a figure), oldest first.

    rebases break the chart at their points; baseline (12 or more) takes the limits from the first points only.
    ValueError for both together, for a rebase outside the series, out of order or without a reason.
    """
    series = np.asarray(values, dtype=float)
    _check(series, rebases, baseline)
    starts = [0, *(rebase.at for rebase in rebases)]
    ends = [*starts[1:], len(series)]
    segments = tuple(
        _segment(series, start, end, rebase, baseline, screen)
        for start, end, rebase in zip(starts, ends, (None, *rebases), strict=True)
    )
    lines = {name: np.full(len(series), np.nan) for name in ("mean", "lower", "upper", "near_lower", "near_upper")}
    rules, direction = np.zeros(len(series), dtype=int), np.zeros(len(series), dtype=int)
    for segment in segments:
        if limits := segment.limits:
            stretch = slice(segment.start, segment.end)
            for name, line in lines.items():
                line[stretch] = getattr(limits, name)
            rules[stretch], direction[stretch] = mark(
                series[stretch],
                mean=limits.mean,
                limits=(limits.lower, limits.upper),
                near=(limits.near_lower, limits.near_upper),
            )
    return Chart(
        values=series,
        **lines,
        rules=rules,
        direction=direction,
        segments=segments,
        variation=_variation(series, segments[-1], rules, direction, better),
        assurance=_assurance(segments[-1].limits, target, better),
        prompt=_prompt(series, segments[-1]),
    )


def _check(series: Floats, rebases: Sequence[Rebase], baseline: int | None) -> None:
    places = [0, *(rebase.at for rebase in rebases), len(series)]
    if rebases and any(later <= earlier for earlier, later in pairwise(places)):
        raise ValueError("rebases must lie within the series, in order")
    if any(not rebase.reason.strip() for rebase in rebases):
        raise ValueError("a rebase needs a reason that can be printed beside the chart")
    if baseline is not None and (rebases or baseline < TRIAL):
        raise ValueError(f"a fixed baseline is {TRIAL} points or more, and goes without rebases")


def _segment(
    series: Floats, start: int, end: int, rebase: Rebase | None, baseline: int | None, screen: bool
) -> Segment:
    limits = xmr_limits(series[start : min(end, baseline or end)], screen=screen)
    if limits is None:
        return Segment(start, end, None, "run chart only", rebase)
    return Segment(start, end, limits, "trial limits" if limits.points <= TRIAL else "", rebase)


def _variation(series: Floats, segment: Segment, rules: np.ndarray, direction: np.ndarray, better: Better) -> Sign:
    known = np.flatnonzero(~np.isnan(series[segment.start : segment.end]))
    if segment.limits is None or not len(known):
        return Sign("too few points", "dash", "level", "none", f"Fewer than {FEWEST} points: no limits yet.")
    latest = segment.start + int(known[-1])
    rule, way = Rule(rules[latest]), int(direction[latest])
    if rule is Rule.ORDINARY:
        return Sign("no change", "wave", "level", "ordinary", "The latest point is within the usual range.")
    heading, high = ("up", "high") if way > 0 else ("down", "low")
    detail = f"The latest point is {high}: {rule.words}."
    if rule is Rule.TREND:
        detail = f"The latest points run {heading}: {rule.words}."
    if better == "neither":
        return Sign("change", "arrow", heading, "neutral", detail)
    if (better == "higher") == (way > 0):
        return Sign("improvement", "arrow in circle", heading, "good", detail)
    return Sign("concern", "arrow in diamond", heading, "bad", detail)


def _assurance(limits: Limits | None, target: float | None, better: Better) -> Sign:
    if target is None or better == "neither":
        return Sign("no target", "dash", "level", "none", "There is no target to judge against.")
    if limits is None:
        return Sign("too few points", "dash", "level", "none", f"Fewer than {FEWEST} points: no limits yet.")
    if limits.lower <= target <= limits.upper:
        detail = "The target lies within the usual range: some months meet it and some miss it, by chance."
        return Sign("hit or miss", "question mark", "level", "uncertain", detail)
    above = limits.lower > target
    side = "up" if above else "down"
    if above == (better == "higher"):
        return Sign("meets target", "tick", side, "good", "The whole usual range is on the right side of the target.")
    detail = "The whole usual range misses the target: it will not be met unless something changes."
    return Sign("misses target", "cross", side, "bad", detail)


def _prompt(series: Floats, segment: Segment) -> str:
    if segment.limits is None:
        return ""
    run, previous = 0, 0.0
    for side in np.sign(series[segment.start : segment.end] - segment.limits.mean)[::-1]:
        if np.isnan(side) or side == 0 or (run and side != previous):
            break
        run, previous = run + 1, side
    if run < LONG_SHIFT:
        return ""
    where = "above" if previous > 0 else "below"
    return f"The last {run} points are all {where} the average. If the cause is known, should a new average start?"
