"""The first screen of coming back: which failure comes back most, and how often people come back at all."""

import streamlit as st

from cxdata.analysis.came_back.matters import DAYS
from cxdata.analysis.came_back.shares import FORM_DAYS, kinds_of_form, phoned
from cxdata.analysis.came_back.ways import Ways, say_bounds, say_left_out, ways
from cxdata.analysis.result import in_100
from cxdata.analysis.savings.words import say_about
from cxdata.errors import CxError
from cxdata.export.asked import with_note
from cxdata.export.exhibit import Exhibit
from cxdata.measures.constants.matters import WINDOWS
from cxdata.overview import Line, Tile, TileWords
from cxdata.ui.came_back.shares import after_forms, by_group, share
from cxdata.ui.frame import cache
from cxdata.ui.frame.app import View
from cxdata.ui.parts import screen
from cxdata.ui.parts.splits import splits_of
from cxdata.ui.parts.tiles import tiles_of
from cxdata.ui.parts.walk import switch

ASK_FORM = "What do people miss on this form or in its answer, so that they phone?"
ASK = "What sends people back, and what would settle it the first time?"
FORMS = "forms"
SPLITS = ("service", "channel", "customer_type", "provider")


def first_screen(view: View) -> None:
    """The finding, the groups it is of beside the others, and how often, how and at what cost people come back."""
    screen.first_screen_of(lambda: _first(view))


def _first(view: View) -> screen.First:
    if not view.loaded.row_counts["contacts"]:
        return screen.First("No export of contacts is loaded.", None)
    what, days = _choose(view, start=FORMS if _is_a_form_failing(view) else "service")
    try:
        exhibit = after_forms(view) if what == FORMS else by_group(view, what, days)
    except CxError as reason:
        return screen.First(str(reason), None, _tiles(view, days))
    exhibit = _with_what_is_not_known(view, exhibit, days)
    return screen.First(f"{exhibit.finding}.", exhibit, _tiles(view, days), ask=ASK_FORM if what == FORMS else ASK)


def _is_a_form_failing(view: View) -> bool:
    """Whether after one kind of form people phone more than after the others; not where nobody can say."""
    if not kinds_of_form(view.loaded):
        return False
    try:
        return share(view, phoned, kinds_of_form(view.loaded)[0], FORM_DAYS).fails is not None
    except CxError:
        return False


def _choose(view: View, *, start: str) -> tuple[str, int]:
    """What is split, and within how many days."""
    titles = splits_of("contacts", SPLITS)
    splits = {FORMS: "After a form"} | titles if kinds_of_form(view.loaded) else titles
    with st.container(horizontal=not view.narrow):
        what = switch("What to compare", splits or {"service": "Service"}, key="what", start=start)
        if what == FORMS:
            return what, DAYS
        days = switch("Within", {str(days): f"{days} days" for days in WINDOWS}, key="within", start=str(DAYS))
    return what, int(days)


def _with_what_is_not_known(view: View, exhibit: Exhibit, days: int) -> Exhibit:
    result = ways_of(view, days)
    for line in (say_bounds(result), *say_left_out(result)):
        exhibit = with_note(exhibit, line) if line else exhibit
    return exhibit


def ways_of(view: View, days: int = DAYS) -> Ways:
    """The ways in which people came back."""
    return cache.ask(ways, scope=view.scope, days=days)


def _tiles(view: View, days: int) -> list[Tile | TileWords]:
    """How often people come back, who chases, what staff say, what cannot be followed, and what it costs."""
    settled: list[Tile | TileWords] = [
        one for one in tiles_of(view, ("first_time", "avoidable_share")) if not one.unloaded and not one.now.empty
    ]
    result = ways_of(view, days)
    if not result.enough:
        return [*settled, _unknown(result)]
    judged = result.total("judged")
    tiles: list[Tile | TileWords] = [
        TileWords("Came back", f"{result.again / judged:.1%}", Line(f"of contacts, within {days} days")),
        TileWords("Chased an open case", in_100(result.total("chased") / judged), Line("of contacts")),
    ]
    cost = "No cost is set" if not view.council.unit_costs else "no cost is known"
    pounds = say_about(result.pounds[1]) if result.pounds else "–"
    tiles.append(TileWords("Coming back cost", pounds, Line("at the costs set" if result.pounds else cost)))
    return [*tiles, *settled, _unknown(result)]


def _unknown(result: Ways) -> TileWords:
    return TileWords("Without a reference", f"{1 - result.known:.0%}", Line("of contacts: cannot be followed"))
