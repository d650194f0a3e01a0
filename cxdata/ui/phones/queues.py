"""Queues, menu options and services as dots: who gives up or is answered late, held against the rest week by week."""

from dataclasses import replace

from cxdata import findings
from cxdata.analysis.groups import judge_groups
from cxdata.analysis.phones.words import say_split
from cxdata.analysis.phones.worse import LEAST, WAYS, Standing, worse_than_the_rest
from cxdata.charts.dots import dots
from cxdata.contract import NOT_RECORDED
from cxdata.export.asked import lines_of_all, picked_out
from cxdata.export.exhibit import Exhibit, exhibit_of
from cxdata.measures import DIMENSIONS
from cxdata.ui.frame import cache
from cxdata.ui.frame.app import View
from cxdata.ui.parts.about import about_answer
from cxdata.ui.parts.asking import asking_of

HOW_JUDGED = (
    f"Worse and better are said where a group differs from all the others together by {LEAST:.0%} or more, and by "
    "more than chance. A bad hour is bad for everybody in it, so what is drawn by chance here is a week (of less than "
    "half a year a day), not a caller. The more groups are looked at, the surer each must be (Benjamini and Hochberg). "
    "A group that stands out is set aside, and the others are held against each other without it."
)


def standing_of(view: View) -> Standing:
    """How every queue, menu option and service stands; who is chosen is held against the others too."""
    return cache.ask(worse_than_the_rest, scope=replace(view.scope, choices=())).standing


def ways() -> dict[str, str]:
    """The splits that tell groups apart, with their titles."""
    told = {name: set(cache.present(name, ("calls",))) - {NOT_RECORDED} for name in WAYS}
    return {name: DIMENSIONS[name].title for name, levels in told.items() if len(levels) > 1}


@cache.part
def queues(view: View, measure: str, by: str, *, place: str) -> Exhibit:
    """A measure for each group of a split, those worse than the rest marked, the worst first.

    `place` tells the same exhibit in two places of the page apart.
    """
    answer = cache.answer(measure, (by,), replace(view.scope, choices=()))
    about, key = [*about_answer(answer), HOW_JUDGED], f"{place}-{measure}-by-{by}"
    if answer.empty or answer.frame["value"].isna().all():
        return exhibit_of(answer, None, findings.nothing_to_show(answer), key=key, about=about)
    verdicts = standing_of(view).of(measure, by)
    of_each = judge_groups(answer).items()
    judged = {level: replace(one, verdict=verdicts[level]) for level, one in of_each if level in verdicts}
    chart = dots(
        answer,
        judged=judged,
        highlight=picked_out(view.scope, view.council, by),
        beside=lines_of_all(asking_of(view), answer),
        narrow=view.narrow,
    )
    finding = say_split(answer, verdicts) if verdicts else findings.of_groups(answer)
    return exhibit_of(answer, chart, finding, key=key, about=about)
