"""The first screen on hidden groups: who is worse served than the average shows, among those like them."""

from dataclasses import replace
from functools import partial

from cxdata.analysis.hidden.search import DEFAULT, Pockets, pockets
from cxdata.analysis.hidden.shares import SHARES
from cxdata.errors import CxError
from cxdata.export.asked import name_of_selection
from cxdata.export.exhibit import Exhibit, exhibit_of_group, exhibit_of_nothing
from cxdata.measures.words import say_count
from cxdata.overview import TileWords
from cxdata.ui.frame import cache, elements
from cxdata.ui.frame.app import View
from cxdata.ui.frame.text import plain
from cxdata.ui.hidden import walk as sections
from cxdata.ui.parts import screen
from cxdata.ui.parts.choose import choose_measure, first_loaded
from cxdata.ui.parts.splits import opens_at, split_of, splits_of

SHARE = "share"
WAITING = "Looking at every group of customers…"
ASK = "Why is that, and what will be different, by when?"


def first_screen(view: View) -> None:
    """The group, how many people, against whom; or that there is none, and what could have been seen."""
    screen.first_screen_of(partial(_first, view), below=True)


def walk(view: View) -> None:
    """The rest of the page, section by section, each on what the first screen shows."""
    try:
        result = _search(view, sections.chosen_share(SHARE))
    except CxError:
        return  # The first screen has said why.
    sections.walk(view, result)


def _search(view: View, measure: str) -> Pockets:
    return cache.ask(pockets, scope=view.scope, measure=measure)


def _first(view: View) -> screen.First:
    measure = _share_to_search(view)
    try:
        with elements.spinner(WAITING):
            result = _search(view, measure)
    except CxError as reason:
        return screen.First(str(reason), None)
    ask = ASK if result.pockets else ""
    return screen.First(result.finding, _exhibit(view, result), _tiles(result), ask)


def _share_to_search(view: View) -> str:
    """The id of the share to look behind: the survey's dissatisfied, or another of which something is loaded."""
    loaded = {
        share.of.title: share.of
        for share in SHARES.values()
        if share.measure == DEFAULT or share.of.table in view.loaded.spans
    }
    if len(loaded) < 2:
        return DEFAULT
    opening = first_loaded(loaded.values(), DEFAULT, view.loaded)
    return choose_measure(loaded, opening, key=SHARE, label="Look behind another share").id


def _exhibit(view: View, result: Pockets) -> Exhibit | None:
    """The group among its relatives; what could have been seen; or, without a search, one fact at a time."""
    whole = name_of_selection(view.scope.choices)
    narrow = view.narrow
    about = [plain(sentence) for sentence in result.limits]
    if not result.search.searched:
        splits = splits_of(result.measure, result.share.dimensions)
        if not splits:
            return None
        by = opens_at(view, result.measure, splits)
        return replace(split_of(view, result.measure, by, key="one"), finding=result.finding)
    if not result.pockets:
        return exhibit_of_nothing(result, key="nothing", about=about, whole=whole, narrow=narrow)
    first = result.pockets[0]
    about = [plain(first.about), *about]
    return exhibit_of_group(result, first, key="group", finding=result.finding, about=about, whole=whole, narrow=narrow)


def _tiles(result: Pockets) -> list[TileWords]:
    """What was looked at, and the smallest group that could have been seen; of a group found how many people it is."""
    search, share = result.search, result.share
    facts = [
        TileWords(
            "Answers" if share.is_survey else share.things.capitalize(),
            say_count(search.total_responses),
            remark="one answer a customer" if share.is_survey else share.counted,
        )
    ]
    if not search.searched:
        return facts
    facts.append(TileWords("Groups looked at", say_count(search.groups_searched), remark=f"of {share.things}"))
    if seen := next((size for size in search.smallest_detectable if size.dissatisfied is not None), None):
        facts.append(
            TileWords(
                "Smallest group that could be seen",
                f"{seen.dissatisfied} of {seen.responses}",
                remark=f"who {share.bad}",
            )
        )
    if result.pockets:
        pocket = result.pockets[0].pocket
        lower, upper = max(pocket.excess_lower, 0.0), pocket.excess_upper
        facts.insert(
            0,
            TileWords(
                "More than at the rate of the rest",
                f"about {pocket.excess:,.0f}",
                remark=f"{share.unit}; very likely {lower:,.0f} to {upper:,.0f}",
            ),
        )
    return facts
