"""Groups that do worse than the rest by more than chance, each as a finding with a question."""

from collections.abc import Sequence

import numpy as np

from cxdata.contract import NOT_RECORDED
from cxdata.findings import Finding, Strength
from cxdata.measures.model import Better, Interval
from cxdata.measures.query import Answer
from cxdata.measures.words import say_count, say_level, say_value
from cxdata.stats.basics.comparisons import AgainstRest, compare_with_rest
from cxdata.stats.basics.proportions import TOO_FEW


def groups_worse(answer: Answer, page: str) -> list[Finding]:
    """The groups that do worse than the rest by more than chance, the most people first.

    Worse than the middle one of the other groups too: one group that does very well makes none of the others bad.
    """
    measure, dimension = answer.measure, answer.by[0]
    sound = answer.frame[(answer.frame["denominator"] >= TOO_FEW) & answer.frame["value"].notna()]
    if measure.better is Better.NEITHER or measure.interval is not Interval.WILSON or len(sound) < 2:
        return []
    bad, more = ("higher than the rest", "more") if measure.better is Better.LOWER else ("lower than the rest", "fewer")
    results = compare_with_rest(list(sound[dimension.id].astype(str)), sound["numerator"], sound["denominator"])
    worse = []
    for result in (r for r in results if r.verdict == bad and _worse_than_middle(r, results, bad)):
        name = say_level(dimension, result.group)
        people = abs(result.gap) * result.n
        worse.append(
            Finding(
                sentence=(
                    f"{measure.title}: {say_value(measure, result.share, result.n)} for {name} against "
                    f"{say_value(measure, result.rest_share)} for the rest. That is about {say_count(people)} {more} "
                    f"{measure.title[:1].lower()}{measure.title[1:]} than at the rate of the rest, "
                    f"of {say_count(result.n)} {measure.base}."
                ),
                strength=Strength.CLEAR,
                question=f"What is different for {name}, and what has been tried?",
                evidence=(answer,),
                page=page,
                choices=((dimension.id, (result.group,)),),
                group=result.group,
                about=((dimension.id, (result.group,)),),
                weight=people,
                counted=(round(result.share * result.n, 6), result.n),
            )
        )
    return sorted(worse, key=lambda finding: -finding.weight)


def _worse_than_middle(one: AgainstRest, results: Sequence[AgainstRest], bad: str) -> bool:
    """Whether the range of a recorded group lies on the bad side of the median of the other recorded groups."""
    others = [other.share for other in results if other.group not in (one.group, NOT_RECORDED)]
    if one.group == NOT_RECORDED or not others:
        return one.group != NOT_RECORDED
    middle = float(np.median(others))
    return one.lower > middle if bad == "higher than the rest" else one.upper < middle
