"""Which published figures differ by more than chance and rounding together: groups from the rest, now from before.

Both errors count: that of a sample of people, and that of counts rounded apart at random, each of which has a variance
of (to^2 - 1) / 6 on average. A verdict needs 100 people on either side, as shown. On 1,058 groups of 100 and more of
the sample, 40 of the 48 that exact counts mark are marked, and 7 others.
"""

from collections.abc import Mapping, Sequence
from enum import Enum

import numpy as np
import pandas as pd

from cxdata.analysis.groups import Judged, Verdict
from cxdata.export.edition.offered import MEAN_BASE
from cxdata.measures.model import Better, Interval, Measure
from cxdata.measures.query import Answer
from cxdata.stats.basics.comparisons import AgainstRest
from cxdata.stats.basics.distributions import normal_both_tails
from cxdata.stats.basics.false_discovery import benjamini_hochberg
from cxdata.stats.basics.proportions import Floats, base_note, z_value
from cxdata.stats.basics.rates import byar

JUDGED_BASE = MEAN_BASE
CHANGE_BASE = 50
"""How many a change in per cent needs, before and now, as shown."""

_SURE = 0.05


class Change(Enum):
    """What became of a figure since an earlier period."""

    BETTER = "better"
    WORSE = "worse"
    DIFFERENT = "changed"
    CHANCE = "may be chance"
    TOO_FEW = "too few to say in the published view"
    NOT_JUDGED = "not judged"


def judge(answer: Answer, whole: Answer) -> Mapping[str, Judged]:
    """Each group of an answer by one dimension against everybody else of `whole`, the same measure unsplit.

    Only shares with a range are judged, of 100 people and more with as many beside them. {} for any other measure, for
    the parts of one total, and for fewer than two such groups.
    """
    measure, frame = answer.measure, answer.frame
    sound = frame[(frame["denominator"] >= JUDGED_BASE) & frame["value"].notna()]
    if measure.interval is not Interval.WILSON or measure.share_of or len(sound) < 2 or whole.frame.empty:
        return {}
    levels = list(sound[answer.by[0].id].astype(str))
    results = against_rest(levels, sound, whole.frame.iloc[0], measure.counts_to)
    return {one.group: Judged(verdict_of(measure, one), one) for one in results if not np.isnan(one.q)}


def against_rest(names: Sequence[str], groups: pd.DataFrame, whole: "pd.Series[float]", to: int) -> list[AgainstRest]:
    """Groups (numerator, denominator) each against the rest of `whole`, with Benjamini and Hochberg's allowance.

    nan where the rest are fewer than 100, and where a part would be larger than its whole.
    """
    x, n = (groups[name].to_numpy(dtype=float) for name in ("numerator", "denominator"))
    rest_x, rest_n = float(whole["numerator"]) - x, float(whole["denominator"]) - n
    possible = (rest_n >= JUDGED_BASE) & (rest_x >= 0) & (rest_x <= rest_n) & (x <= n)
    with np.errstate(divide="ignore", invalid="ignore"):
        share, rest = x / n, rest_x / rest_n
        # The rest is the difference of two rounded counts, so it carries the rounding of both.
        error = np.sqrt(_variance(share, n, to, 1) + _variance(rest, rest_n, to, 2))
        p = np.where(possible, normal_both_tails((share - rest) / error), np.nan)
    q = benjamini_hochberg(p)
    half = z_value(0.95) * error
    return [
        AgainstRest(
            group=name,
            x=float(x[i]),
            n=float(n[i]),
            share=float(share[i]),
            lower=float(share[i] - half[i]),
            upper=float(share[i] + half[i]),
            rest_share=float(rest[i]),
            gap=float(share[i] - rest[i]),
            p=float(p[i]),
            q=float(q[i]),
            verdict=_words(float(share[i] - rest[i]), float(q[i])),
            base_note=base_note(n[i]),
        )
        for i, name in enumerate(names)
    ]


def differs(x: float, n: float, share: float, to: int) -> bool:
    """Whether a part of people, itself the difference of two counts rounded to `to`, lies off a share beyond chance."""
    mine, base = np.array([x / n]), np.array([n])
    return bool(abs(mine[0] - share) > z_value(0.95) * np.sqrt(_variance(mine, base, to, 2)[0]))


def _variance(share: Floats, base: Floats, to: int, times: int) -> Floats:
    """Of a share of yes and others, each rounded `times` times to multiples of `to`, and of a sample of people."""
    rounding = times * (to**2 - 1) / 6 * ((1 - share) ** 2 + share**2) / base**2
    # With the sample's own plus four (Agresti and Coull), so that a share of 0 has an error too.
    plus = (share * base + 2) / (base + 4)
    return plus * (1 - plus) / (base + 4) + rounding


def _words(gap: float, q: float) -> str:
    if np.isnan(q):
        return "too few to say"
    if q >= _SURE:
        return "no clear difference"
    return "higher than the rest" if gap > 0 else "lower than the rest"


def verdict_of(measure: Measure, result: AgainstRest) -> Verdict:
    """How a group stands, by which side of the measure is good."""
    if not result.q < _SURE:
        return Verdict.ALIKE
    if measure.better is Better.NEITHER:
        return Verdict.DIFFERENT
    return Verdict.BETTER if (measure.better is Better.HIGHER) == (result.gap > 0) else Verdict.WORSE


def changed(now: Answer, then: Answer) -> Change:
    """What became of one figure since `then`: its ranges, which count the rounding, decide (Donner and Zou 2012).

    The measure's own range is taken, and of a count that of a rate. TOO_FEW under 100 people on either side, NOT_JUDGED
    for a measure that has no range.
    """
    if now.frame.empty or then.frame.empty:
        return Change.TOO_FEW
    if not now.measure.is_count and now.frame["lower"].isna().all():
        return Change.NOT_JUDGED
    new, old = _limits(now), _limits(then)
    if new is None or old is None:
        return Change.TOO_FEW
    (value, low, high), (before, before_low, before_high) = new, old
    gap = value - before
    least = gap - np.hypot(value - low, before_high - before)
    most = gap + np.hypot(high - value, before - before_low)
    if least <= 0 <= most:
        return Change.CHANCE
    better = now.measure.better
    if better is Better.NEITHER:
        return Change.DIFFERENT
    return Change.BETTER if (better is Better.HIGHER) == (gap > 0) else Change.WORSE


def _limits(answer: Answer) -> tuple[float, float, float] | None:
    """A figure and its range; None where it rests on too few, or has no range."""
    row, measure = answer.frame.iloc[0], answer.measure
    value = float(row["value"])
    if measure.is_count:
        if value < JUDGED_BASE:
            return None
        limits = byar(np.array([value]))
        rounding = z_value(0.95) ** 2 * (measure.counts_to**2 - 1) / 6
        low, high = float(limits.lower[0]), float(limits.upper[0])
        return value, value - np.sqrt((value - low) ** 2 + rounding), value + np.sqrt((high - value) ** 2 + rounding)
    few = float(row["denominator"]) < JUDGED_BASE
    if few or np.isnan([value, row["lower"], row["upper"]]).any():
        return None
    return value, float(row["lower"]), float(row["upper"])
