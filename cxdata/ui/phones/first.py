"""The first screen of the phones: whose callers are worse served than the rest, or when, and how long all wait."""

from dataclasses import replace

from cxdata.analysis.phones.words import ask_of, say_first
from cxdata.analysis.phones.worse import JUDGED
from cxdata.export.exhibit import Exhibit
from cxdata.findings import nothing_to_show
from cxdata.overview import Tile, TileWords
from cxdata.ui.frame import cache
from cxdata.ui.frame.app import View
from cxdata.ui.parts import screen
from cxdata.ui.parts.course import course
from cxdata.ui.parts.tiles import tiles_of
from cxdata.ui.parts.walk import switch
from cxdata.ui.phones.how_long import wait_tiles, worst_spans
from cxdata.ui.phones.queues import queues, standing_of, ways
from cxdata.ui.phones.week import week_exhibit

TILES = ("abandoned_share", "answered_in_target", "average_wait", "visitor_wait", "calls_offered")
WEEK, COURSE = "week", "course"
BESIDE = 3
"""After so many tiles stand the middle wait and after how long people give up."""


def first_screen(view: View) -> None:
    """The finding with what proves it: the groups that are worse than the rest, else the week by half-hours; either is
    a switch away.
    """
    council = replace(view, scope=replace(view.scope, choices=()))
    screen.first_screen_of(lambda: _first(view, council))


def _first(view: View, council: View) -> screen.First:
    standing = standing_of(view)
    start = standing.by if standing.heads else WEEK
    chosen = switch("Look at", {WEEK: "The week", **(ways() or {COURSE: "Month by month"})}, key="split", start=start)
    exhibit = _exhibit(view, council, standing.measure, chosen)
    if chosen != start and exhibit is not None:
        return screen.First(exhibit.finding, exhibit, _tiles(view))
    whole = [cache.answer(name, (), council.scope) for name in (*JUDGED, "calls_offered")]
    asked = cache.answer(standing.measure, (standing.by,) if standing.by else (), council.scope)
    finding = say_first(asked, whole, standing, worst_spans(view))
    if exhibit is None or not finding:
        return screen.First(finding or nothing_to_show(whole[-1]), None, _tiles(view))
    return screen.First(finding, exhibit, _tiles(view), ask=ask_of(asked, standing))


def _exhibit(view: View, council: View, measure: str, chosen: str) -> Exhibit | None:
    """The week, or the groups of a split; where there is no figure of it the course of all calls."""
    if chosen != COURSE:
        exhibit = week_exhibit(view, key="first") if chosen == WEEK else queues(view, measure, chosen, place="first")
        if exhibit.chart is not None:
            return exhibit
    followed = (replace(course(council, name), key=f"first-{name}") for name in (*JUDGED, "calls_offered"))
    return next((exhibit for exhibit in followed if exhibit.chart is not None), None)


def _tiles(view: View) -> list[Tile | TileWords]:
    """Those figures that have data: giving up, in time, the mean with the middle wait beside it, and the counters."""
    phones = replace(view, scope=view.scope.with_choice("channel"))
    measured = {one.now.measure.id: one for one in tiles_of(phones, TILES) if not one.unloaded and not one.now.empty}
    before = [measured[name] for name in TILES[:BESIDE] if name in measured]
    after = [measured[name] for name in TILES[BESIDE:] if name in measured]
    tiles: list[Tile | TileWords] = [*before, *wait_tiles(view), *after]
    return tiles[: screen.MOST_TILES]
