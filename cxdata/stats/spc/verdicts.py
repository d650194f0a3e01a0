"""Verdicts as a word, a shape and a direction: is it a change, and does the service as it now runs meet its target?"""

from dataclasses import dataclass
from typing import Literal

import numpy as np

from cxdata.stats.basics.proportions import Floats
from cxdata.stats.spc.fit import FEWEST, ChartFit
from cxdata.stats.spc.judge import Judgement
from cxdata.stats.spc.rules import Latest

Better = Literal["higher", "lower", "neither"]
WANDERS = 0.5
"""Above this pull of one month on the next, a usual range does not say how the service runs now."""


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

    @property
    def is_change(self) -> bool:
        """Whether it says that something changed."""
        return self.tone in ("good", "bad", "neutral")


_TOO_FEW = Sign("too few points", "dash", "level", "none", f"Fewer than {FEWEST} points: no limits yet.")
_NO_TARGET = Sign("no target", "dash", "level", "none", "There is no target to judge against.")


def variation(judged: Judgement, better: Better) -> Sign:
    """The sign at the latest figure. Its direction is a trend's where one holds, else the side's."""
    latest, way = judged.latest, judged.sign
    if latest is None:
        return _TOO_FEW
    if not way:
        return Sign("no change", "wave", "level", "ordinary", "The latest point is within the usual range.")
    heading = "up" if way > 0 else "down"
    if judged.words_only:
        high = "high" if way > 0 else "low"
        detail = f"The latest point is {high} beside the points so far; they are too few to tell a change."
        return Sign("unusual so far", "wave", heading, "ordinary", detail)
    detail = _detail(latest, way)
    if better == "neither":
        word = f"{'rising' if way > 0 else 'falling'} again" if latest.against else "change"
        return Sign(word, "arrow", heading, "neutral", detail)
    if (better == "higher") == (way > 0):
        word = "recovering" if latest.against else "improvement"
        return Sign(word, "arrow in circle", heading, "good", detail)
    word = "slipping back" if latest.against else "concern"
    return Sign(word, "arrow in diamond", heading, "bad", detail)


def _detail(latest: Latest, way: int) -> str:
    """What chooses the words: a trend before all, else outside before a run, a run before a pair."""
    if latest.trend:
        return f"The figure {'rose' if way > 0 else 'fell'} {abs(latest.steps)} months in a row."
    if latest.outside:
        return f"The latest point is {'high' if way > 0 else 'low'}: outside the usual range."
    if latest.shift:
        return f"The last {latest.run} months are all {'above' if way > 0 else 'below'} what is usual."
    return f"Two of the last three months lie near the {'upper' if way > 0 else 'lower'} edge of the usual range."


def assurance(judged: Judgement, target: float | None, better: Better) -> Sign:
    """Is the target met by the service as it runs now? By calendar month where the time of year matters.

    Not judged where a usual range does not say how the service runs now: along a line, in a long shift, on a new level
    that nobody set, or in a series that wanders much.
    """
    fit, latest = judged.fit, judged.latest
    if target is None or better == "neither":
        return _NO_TARGET
    if fit is None or latest is None:
        return _TOO_FEW
    if reason := _why_not(judged, fit):
        return Sign("not judged", "dash", "level", "none", reason)
    return _by_month(fit, target, better) if fit.season.taken_out else _all_year(fit, target, better)


def _why_not(judged: Judgement, fit: ChartFit) -> str:
    if judged.new_level or (judged.latest and judged.latest.shift):
        return (
            "The figures have moved to a new level and no new average is set, so the usual range does not say how the "
            "service runs now. Once the cause is known, set a new average in council.toml to judge it against the "
            "target."
        )
    if fit.centre.line:
        return "The figures run along a line, so no usual range says how the service will stand against the target."
    if fit.wander.rho > WANDERS:
        return "The figures move slowly up and down by themselves, so the usual range is too wide to judge the target."
    return ""


def _ends(fit: ChartFit) -> tuple[Floats, Floats]:
    """Lower and upper limit by place in the year, in the measure's own unit."""
    middle = float(np.nanmean(fit.centre.middle)) + fit.season.effects
    return fit.scale.original(middle - fit.reach), fit.scale.original(middle + fit.reach)


def _all_year(fit: ChartFit, target: float, better: Better) -> Sign:
    lower, upper = (float(ends[0]) for ends in _ends(fit))
    if lower <= target <= upper:
        detail = "The target lies within the usual range: some months meet it and some miss it, by chance."
        return Sign("hit or miss", "question mark", "level", "uncertain", detail)
    above = lower > target
    side = "up" if above else "down"
    if above == (better == "higher"):
        return Sign("meets target", "tick", side, "good", "The whole usual range is on the right side of the target.")
    detail = "The whole usual range misses the target: it will not be met unless something changes."
    return Sign("misses target", "cross", side, "bad", detail)


def _by_month(fit: ChartFit, target: float, better: Better) -> Sign:
    lower, upper = _ends(fit)
    high, low = int((lower > target).sum()), int((upper < target).sum())
    met, missed = (high, low) if better == "higher" else (low, high)
    year, side = len(lower), "up" if (met == high) == (met > 0) else "down"
    months = "months" if year == 12 else "quarters"
    detail = f"Met in {met} of {year} {months} of a usual year, missed in {missed}; in the others it may go either way."
    if met == year:
        return Sign("meets target", "tick", side, "good", f"Met in all {year} {months} of a usual year.")
    if missed == year:
        return Sign("misses target", "cross", side, "bad", f"Missed in all {year} {months} of a usual year.")
    return Sign("hit or miss", "question mark", "level", "uncertain", detail)
