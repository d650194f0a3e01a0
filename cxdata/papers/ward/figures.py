"""A figure of one ward in a sentence: what it is, what it rests on, the council's beside it, and what chance allows."""

import math

from cxdata.analysis.groups import Verdict
from cxdata.analysis.ward import Beside, way_of
from cxdata.measures.query import Answer
from cxdata.measures.words import say_range, say_value
from cxdata.stats.basics.rates import byar

_STANDS = {
    Verdict.WORSE: "here {way} than in the other wards, which is worse and more than chance",
    Verdict.BETTER: "here {way} than in the other wards, which is better and more than chance",
    Verdict.DIFFERENT: "here {way} than in the other wards, by more than chance",
    Verdict.ALIKE: "not so far apart that it stands out among the wards",
}


def figure(one: Beside) -> str:
    """'92.4%', as it is read on its base."""
    return say_value(one.measure, one.value, one.base)


def beside_council(one: Beside) -> str:
    """'in the whole council 89.5%: not so far apart that it stands out ...'; "" without a council's figure."""
    if math.isnan(one.council):
        return ""
    too_few = ", and too few to say whether that is more than chance"
    stands = f": {_STANDS[one.verdict].format(way=way_of(one))}" if one.verdict else too_few
    return f"in the whole council {say_value(one.measure, one.council)}{stands}"


def doubted(one: Beside) -> str:
    """' (a very small base)' of a figure that rests on few; "" of one that does not."""
    return f" (a {one.note})" if one.note.endswith("base") else ""


def likely_range(one: Beside) -> str:
    """'95% range 87.1% to 95.6%'."""
    return f"95% range {say_range(one.measure, one.lower, one.upper, one.base)}"


def number(answer: Answer) -> float:
    """The one figure of an answer; nan where there is none."""
    return float(answer.frame["value"].iloc[0]) if len(answer.frame) else math.nan


def say_number(answer: Answer) -> str:
    """The one figure of an answer in words."""
    if not len(answer.frame):
        return say_value(answer.measure, None)
    row = answer.frame.iloc[0]
    return say_value(answer.measure, float(row["value"]), float(row["denominator"]))


def lie_apart(now: float, then: float) -> bool:
    """Whether two counts over as long a time differ by more than chance: their likely ranges do not meet (Byar)."""
    first, second = byar(now), byar(then)
    return bool(first.lower > second.upper or second.lower > first.upper)
