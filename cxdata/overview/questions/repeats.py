"""Services for which people come back most, as a question."""

from cxdata.analysis.asking import Asking
from cxdata.analysis.came_back.matters import came_back
from cxdata.errors import CxError
from cxdata.findings import Finding, Kind, Strength
from cxdata.measures.constants.matters import DAYS
from cxdata.measures.looked_at import MeasureLook
from cxdata.measures.words import say_count
from cxdata.overview.questions.headlines import say_came_back
from cxdata.overview.questions.worse import HIGHER, is_beyond_middle
from cxdata.stats.basics.comparisons import compare_with_rest
from cxdata.stats.basics.proportions import TOO_FEW

LEAST_GAP = 0.03
"""Three in each hundred more than the rest: people who come back do so together, and a small gap says nothing."""


def services_come_back_to(asking: Asking) -> tuple[list[Finding], MeasureLook | None]:
    """The service with most people who came back beyond the rate of the rest; and whether it could be looked at."""
    title = "Who came back"
    try:
        answer = asking.result(came_back, scope=asking.scope.with_choice("service"))
    except CxError as reason:
        return [], MeasureLook(title, f"{str(reason)[:1].lower()}{str(reason)[1:]}".rstrip("."))
    sound = answer.frame[answer.frame["denominator"] >= TOO_FEW]
    chosen = asking.scope.chosen("service")
    if sound.empty or (chosen and not set(chosen) & set(sound["service"])):
        return [], MeasureLook(title, "too few to say")
    results = compare_with_rest(list(sound["service"].astype(str)), sound["numerator"], sound["denominator"])
    apart = [
        one
        for one in results
        if one.verdict == HIGHER
        and one.gap >= LEAST_GAP
        and is_beyond_middle(one, results, HIGHER)
        and (not chosen or one.group in chosen)
    ]
    if not apart:
        return [], MeasureLook(title)
    most = max(apart, key=lambda one: one.gap * one.n)
    headline = say_came_back(most.group, most.share, most.rest_share, DAYS)
    people = most.gap * most.n
    finding = Finding(
        sentence=f"{headline}. That is about {say_count(people)} more than at the rate of the rest, of "
        f"{say_count(most.n)} matters that known customers raised.",
        strength=Strength.CLEAR,
        question="What sends people back, and what would settle it the first time?",
        evidence=(answer,),
        page="channels",
        choices=(("service", (most.group,)),),
        group=most.group,
        weight=people,
        kind=Kind.REPEAT,
        headline=headline,
    )
    return [finding], MeasureLook(title)
