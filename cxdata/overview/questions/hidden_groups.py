"""The group that each average hides most of, as a question: the survey's first, or else that of most excess."""

import math

from cxdata.analysis.asking import Asking
from cxdata.analysis.hidden.as_counted import split_as_counted
from cxdata.analysis.hidden.search import DEFAULT, Pockets, pockets
from cxdata.errors import CxError
from cxdata.findings import Finding, Kind, Strength
from cxdata.measures import DIMENSIONS
from cxdata.measures.looked_at import MeasureLook
from cxdata.stats.pockets.cells import values_of

SEARCHED = (DEFAULT, "abandoned_share", "on_time", "web_completion")
"""The shares searched: the survey's is the one that a reader asks of first."""


def search(asking: Asking, measure: str) -> Pockets | str:
    """The search of one share in scope; why there is none where the data cannot be searched, or not as narrowed."""
    try:
        result = asking.result(pockets, scope=asking.scope, measure=measure)
    except CxError as reason:
        return str(reason).split(". ")[0]
    if result.cells.not_applied:
        titles = [DIMENSIONS[name].title.lower() for name in result.cells.not_applied]
        return f"no {' and no '.join(titles)} in its data"
    return result


def first_hidden_group(asking: Asking) -> Finding | None:
    """The hidden group that comes before all other questions. Of a survey with one, nothing else is searched."""
    of_survey = search(asking, DEFAULT)
    if isinstance(of_survey, Pockets) and of_survey.pockets:
        return finding_of(asking, of_survey, math.inf)
    return next(iter(hidden_groups(asking)[0]), None)


def hidden_groups(asking: Asking) -> tuple[list[Finding], MeasureLook | None, int]:
    """A finding for each share that has a hidden group, the first first; whether any could be searched, or else why the
    survey could not; and how many groups were looked at.
    """
    results = [search(asking, measure) for measure in SEARCHED]
    searched = [result for result in results if isinstance(result, Pockets)]
    groups = sum(result.search.groups_searched for result in searched)
    looked = any(result.search.searched for result in searched)
    reason = next(result if isinstance(result, str) else result.sentence for result in results)
    title = "Groups hidden by the average"
    look = MeasureLook(title) if looked else MeasureLook(title, f"{reason[:1].lower()}{reason[1:]}".rstrip("."))
    with_group = [result for result in searched if result.pockets]
    if not with_group:
        return [], look, groups
    most = max(with_group, key=lambda result: result.pockets[0].pocket.excess)
    head = with_group[0] if with_group[0].share.is_survey else most
    ordered = [head, *(result for result in with_group if result is not head)]
    weights = [math.inf if result is head else result.pockets[0].pocket.excess for result in ordered]
    found = [finding_of(asking, result, weight) for result, weight in zip(ordered, weights, strict=True)]
    return found, look, groups


def finding_of(asking: Asking, result: Pockets, weight: float) -> Finding:
    """The first group of a search as a finding, beside the groups it is one of."""
    top, share = result.pockets[0], result.share
    dimension, value = next(iter(top.pocket.conditions.items()))
    named = values_of(value)[0]
    beside = asking.result(split_as_counted, result.measure, dimension, scope=top.scope.with_choice(dimension))
    return Finding(
        sentence=f"Hidden by the average: {top.sentence}",
        strength=Strength.CLEAR,
        question=f"What will be different for these {share.things}, and by when?",
        evidence=(beside,),
        page="hidden",
        options=() if result.measure == DEFAULT else (("share", share.of.title),),
        about=top.scope.choices,
        group=named if named in set(beside.frame[dimension]) else "",
        weight=weight,
        kind=Kind.HIDDEN,
        headline=result.finding,
    )
