"""Groups that do worse (or better) than the rest by more than chance, each as a finding with a question."""

from collections.abc import Sequence

import numpy as np

from cxdata.analysis.groups import sound_groups
from cxdata.contract import NOT_RECORDED
from cxdata.findings import Finding, Strength
from cxdata.measures.model import Better, Interval, Measure
from cxdata.measures.query import Answer
from cxdata.measures.words import say_count, say_level, say_value
from cxdata.overview.questions.headlines import say_group
from cxdata.stats.basics.comparisons import AgainstRest, compare_with_rest

HIGHER, LOWER = "higher than the rest", "lower than the rest"


def groups_worse(answer: Answer, page: str) -> list[Finding]:
    """The groups that do worse than the rest by more than chance, the most people first.

    Worse than the middle one of the other groups too: one group that does very well makes none of the others bad.
    """
    return _groups(answer, page, LOWER if answer.measure.better is Better.HIGHER else HIGHER)


def groups_better(answer: Answer, page: str) -> list[Finding]:
    """The groups that do better than the rest by more than chance, judged as those that do worse."""
    return _groups(answer, page, HIGHER if answer.measure.better is Better.HIGHER else LOWER)


def count_judged(answer: Answer) -> int:
    """How many groups of an answer by one dimension can be held against the rest."""
    return len(sound_groups(answer))


def _groups(answer: Answer, page: str, verdict: str) -> list[Finding]:
    measure, dimension = answer.measure, answer.by[0]
    sound = sound_groups(answer)
    if measure.better is Better.NEITHER or measure.interval is not Interval.WILSON or len(sound) < 2:
        return []
    results = compare_with_rest(list(sound[dimension.id].astype(str)), sound["numerator"], sound["denominator"])
    apart = [one for one in results if one.verdict == verdict and is_beyond_middle(one, results, verdict)]
    return sorted((_finding(answer, one, page, verdict) for one in apart), key=lambda finding: -finding.weight)


def _finding(answer: Answer, one: AgainstRest, page: str, verdict: str) -> Finding:
    measure, dimension = answer.measure, answer.by[0]
    name, people = say_level(dimension, one.group), abs(one.gap) * one.n
    better = (verdict == HIGHER) == (measure.better is Better.HIGHER)
    ask = f"What is done for {name} that others could do?" if better else _ask(name)
    return Finding(
        sentence=_sentence(measure, name, one, people, verdict),
        strength=Strength.CLEAR,
        question=ask,
        evidence=(answer,),
        page=page,
        choices=((dimension.id, (one.group,)),),
        group=one.group,
        about=((dimension.id, (one.group,)),),
        weight=people,
        counted=(round(one.share * one.n, 6), one.n),
        headline=say_group(name, measure, one.share, one.rest_share),
    )


def _ask(name: str) -> str:
    return f"What is different for {name}, and what has been tried?"


def _sentence(measure: Measure, name: str, one: AgainstRest, people: float, verdict: str) -> str:
    more, title = "more" if verdict == HIGHER else "fewer", f"{measure.title[:1].lower()}{measure.title[1:]}"
    return (
        f"{measure.title}: {say_value(measure, one.share, one.n)} for {name} against "
        f"{say_value(measure, one.rest_share)} for the rest. That is about {say_count(people)} {more} {title} than at "
        f"the rate of the rest, of {say_count(one.n)} {measure.base}."
    )


def is_beyond_middle(one: AgainstRest, results: Sequence[AgainstRest], verdict: str) -> bool:
    """Whether the range of a recorded group lies beyond the median of the other recorded groups, on the same side."""
    others = [other.share for other in results if other.group not in (one.group, NOT_RECORDED)]
    if one.group == NOT_RECORDED or not others:
        return one.group != NOT_RECORDED
    middle = float(np.median(others))
    return one.lower > middle if verdict == HIGHER else one.upper < middle
