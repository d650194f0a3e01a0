"""The page on hidden groups in the published view: who is on the list, each with its own figures fit to publish."""

from dataclasses import replace
from functools import partial

from cxdata.analysis.hidden.people import ORDER
from cxdata.analysis.hidden.search import DEFAULT, Pockets
from cxdata.analysis.result import in_100
from cxdata.errors import CxError
from cxdata.export.exhibit import Exhibit
from cxdata.export.publish_results import PublishedGroup, PublishedSearch, publish_search
from cxdata.measures.words import say_count
from cxdata.ui.frame import cache, elements
from cxdata.ui.frame.app import View
from cxdata.ui.frame.exact import Exact
from cxdata.ui.parts import screen
from cxdata.ui.parts.exhibits.show import show
from cxdata.ui.parts.splits import choose_split, opens_at, split_of, splits_of
from cxdata.ui.parts.tiles import tiles_of
from cxdata.ui.parts.walk import section

WAITING = "Looking at every group of customers…"
TILES = ("satisfied", "dissatisfied", "response_rate")


def first_screen(view: View, exact: Exact[Pockets]) -> None:
    """Who is on the list, beside those who differ from them by one fact; where there is no survey, the reason."""
    try:
        with elements.spinner(WAITING):
            search = exact.to_publish(publish_search)
    except CxError as reason:
        screen.first_screen(str(reason), None)
        return
    finding = _finding(view, search)
    exhibit = _of_group(view, search.groups[0], finding) if search.groups else _one_fact(view)
    screen.first_screen(finding, exhibit, tiles_of(view, TILES))


def walk(view: View, exact: Exact[Pockets]) -> None:
    """The groups on the list with their figures, and who answered."""
    try:
        search = exact.to_publish(publish_search)
    except CxError:
        return  # The first screen has said why.
    if search.groups:
        section("The groups on the list, with their figures", partial(_figures, search), key="list")
    if splits := splits_of("response_rate", ("channel", "customer_type")):
        section("Who answered, and who did not", partial(_who_answered, view, splits), key="silent")


def _finding(view: View, search: PublishedSearch) -> str:
    if not search.searched:
        return "There are too few answers, or too few unhappy ones, to search this selection for groups"
    if not search.groups:
        return "No group of customers is clearly worse served than the average shows"
    group = search.groups[0]
    here, everyone = _share_of(view, group), _share_of(view)
    if not here or not everyone:
        return f"{group.short}: clearly worse served than everybody else"
    return f"{group.short}: about {here} dissatisfied, against {everyone} of all who answered"


def _share_of(view: View, group: PublishedGroup | None = None) -> str:
    """The published share dissatisfied as it is read aloud; "" where it is hidden or there is none."""
    answer = cache.answer(DEFAULT, (), group.scope if group else view.scope)
    value = float(answer.frame["value"].iloc[0]) if len(answer.frame) else float("nan")
    return in_100(value) if value == value else ""


def _of_group(view: View, group: PublishedGroup, finding: str) -> Exhibit:
    """The group beside those who differ from it by its first fact: Answers, each fit to publish.

    Its finding names all facts of the group: on a slide that of one split would seem to speak of everybody.
    """
    by = min(group.facts, key=lambda name: (*ORDER, *group.facts).index(name))
    return replace(split_of(replace(view, scope=group.scope), DEFAULT, by, key="group"), finding=finding)


def _one_fact(view: View) -> Exhibit | None:
    splits = splits_of(DEFAULT)
    return split_of(view, DEFAULT, opens_at(view, DEFAULT, splits), key="one") if splits else None


def _figures(search: PublishedSearch) -> None:
    for number, group in enumerate(search.groups, start=1):
        elements.subheader(f"{number}. {group.people}", anchor=False)
        row = cache.answer(DEFAULT, (), group.scope).frame.iloc[0]
        if row["suppressed"] or row["value"] != row["value"]:
            elements.markdown("Clearly worse served than everybody else. The figures are too small to publish.")
            continue
        elements.markdown(
            f"About {in_100(float(row['value']))} are dissatisfied, of about {say_count(row['denominator'])} who "
            "answered: clearly worse served than everybody else."
        )


def _who_answered(view: View, splits: dict[str, str]) -> None:
    show(choose_split(view, "response_rate", splits, key="asked"))
