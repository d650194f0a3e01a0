"""The groups of one split, each against all the others: which do better or worse by more than chance."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

import pandas as pd

from cxdata.measures.model import Better, Interval
from cxdata.measures.query import Answer
from cxdata.stats.basics.comparisons import AgainstRest, compare_with_rest
from cxdata.stats.basics.proportions import TOO_FEW


class Verdict(Enum):
    """How a group stands against the rest; DIFFERENT where the measure has no better side."""

    WORSE = "worse than the rest"
    BETTER = "better than the rest"
    DIFFERENT = "different from the rest"
    ALIKE = "like the rest"


@dataclass(frozen=True)
class Judged:
    """A group, how it stands, and the figures of the comparison (shares of 1)."""

    verdict: Verdict
    against: AgainstRest


def judge_groups(answer: Answer) -> Mapping[str, Judged]:
    """Each group of an answer by one dimension that can be judged, by its level as stored.

    Only shares with a range are judged, on whole counts and bases of 10 and more: a part larger than its whole is not.
    {} for any other measure, for one that is a part of all the groups (the share of contacts by channel), and for fewer
    than two groups.
    The comparison allows for the number of groups (stats.basics.comparisons).
    """
    measure, dimension = answer.measure, answer.by[0]
    sound = sound_groups(answer)
    if measure.interval is not Interval.WILSON or measure.share_of or len(sound) < 2:
        return {}
    results = compare_with_rest(list(sound[dimension.id].astype(str)), sound["numerator"], sound["denominator"])
    return {result.group: Judged(_verdict(measure.better, result), result) for result in results}


def sound_groups(answer: Answer) -> pd.DataFrame:
    """The rows of an answer whose share can be held against the others': on a base of 10 and more, of which it is no
    more than the whole; none where a count is not a whole number.
    """
    frame = answer.frame
    sound = frame[(frame["denominator"] >= TOO_FEW) & frame["value"].notna() & frame["numerator"].notna()]
    sound = sound[sound["numerator"] <= sound["denominator"]]
    whole = (sound[["numerator", "denominator"]] % 1 == 0).all(axis=None)
    return sound if whole else sound.iloc[:0]


def worst_excess(judged: Mapping[str, Judged]) -> float:
    """How many more went badly, in the worst of the groups that are worse than the rest, than at the rest's rate; 0
    where none is. By it the split with the most to say is known.
    """
    worse = [one.against for one in judged.values() if one.verdict is Verdict.WORSE]
    return max((abs(against.gap) * against.n for against in worse), default=0.0)


def _verdict(better: Better, result: AgainstRest) -> Verdict:
    if result.verdict not in ("higher than the rest", "lower than the rest"):
        return Verdict.ALIKE
    if better is Better.NEITHER:
        return Verdict.DIFFERENT
    good = (better is Better.HIGHER) == (result.verdict == "higher than the rest")
    return Verdict.BETTER if good else Verdict.WORSE
