"""The first screen: who has gone silent or is not reached, beside those whom staff serve, their wait and their word.

No figure of online stands here as a headline: a target met or a share that rose would praise what somebody is left
behind by.
"""

from dataclasses import replace

from cxdata.analysis.left_behind.groups import hardest_hit
from cxdata.analysis.left_behind.page import LeftBehind, left_behind, say_services, say_silence, say_thirds
from cxdata.analysis.left_behind.resources import PLACE
from cxdata.analysis.left_behind.silent import Looked
from cxdata.charts.people.left_behind import beside_expected, exclusion, take_up
from cxdata.export.asked import with_scope
from cxdata.export.exhibit import Exhibit
from cxdata.export.people.left_behind import exhibit_of_left_behind, group_rows, place_rows, silence_rows
from cxdata.measures import find_measure
from cxdata.measures.words import say_count
from cxdata.overview import Line, Mood, Tile, TileWords
from cxdata.ui.frame import cache
from cxdata.ui.frame.app import View
from cxdata.ui.parts import screen
from cxdata.ui.parts.tiles import tiles_of

ASK = "Who has asked these people why, and what is kept open for them?"
STAFFED = ("average_wait", "visitor_wait")


def first_screen(view: View) -> None:
    """The finding, what proves it, and the people whom staff serve."""
    result = result_of(view)
    exhibit = _proof(view, result)
    exhibit = with_scope(exhibit, view.scope.with_choice("channel"), find_measure("online_share")) if exhibit else None
    screen.first_screen(result.finding, exhibit, _tiles(view, result), ask=ASK if result.is_left_behind else "")


def result_of(view: View) -> LeftBehind:
    """The page's figures."""
    return cache.ask(left_behind, scope=view.scope.with_choice("channel"))


def silence_exhibit(view: View, result: LeftBehind, looked: Looked) -> Exhibit:
    """The groups of one split after one service moved online, each beside what was to be expected of it."""
    chart = beside_expected(looked, narrow=view.narrow)
    rows = silence_rows([looked])
    finding = f"Contacts about {looked.service or 'anything'}, beside what was to be expected"
    return exhibit_of_left_behind(result, rows, chart, finding, key=f"silence-{looked.by}")


def places_exhibit(view: View, result: LeftBehind) -> Exhibit | None:
    """The wards beside how excluded they are; None where no ward has both figures."""
    chart = exclusion(result.places, highlight=view.scope.chosen("ward"), narrow=view.narrow)
    if chart is None:
        return None
    rows, finding = place_rows(result.places), "Share of contacts online, beside digital exclusion"
    return exhibit_of_left_behind(result, rows, chart, finding, key="places")


def groups_exhibit(view: View, result: LeftBehind, by: str) -> Exhibit | None:
    """The groups of one split by their share online; None where there are not two."""
    groups = [group for group in result.groups if group.by == by]
    chart = take_up(groups, narrow=view.narrow)
    if chart is None:
        return None
    finding = "Share online of each group, beside that of all"
    return exhibit_of_left_behind(result, group_rows(groups), chart, finding, key=f"groups-{by}")


def _proof(view: View, result: LeftBehind) -> Exhibit | None:
    """The exhibit that proves the finding: of the silent, of the groups behind, else of the places."""
    exhibit, notes = None, list[str]()
    if result.silent and result.looked:
        first = result.silent[0]
        looked = next(one for one in result.looked if (one.by, one.service) == (first.by, first.service))
        exhibit = silence_exhibit(view, result, looked)
    elif group := hardest_hit(result.groups):
        exhibit, notes = groups_exhibit(view, result, group.by), say_services(result)
    if exhibit is None or exhibit.chart is None:
        exhibit, notes = places_exhibit(view, result), say_thirds(result)
    if exhibit is None or exhibit.chart is None:
        return None
    return replace(exhibit, finding=result.finding, chart=replace(exhibit.chart, notes=(*exhibit.chart.notes, *notes)))


def _tiles(view: View, result: LeftBehind) -> list[Tile | TileWords]:
    """How many are left behind and silent, whom staff serve, how satisfied they are and how long they wait."""
    tiles: list[Tile | TileWords] = []
    if result.is_left_behind or result.judged:
        groups = sum(row.kind != PLACE for row in result.resources)
        places = len(result.resources) - groups
        mood = Mood.BAD if groups else Mood.NEITHER
        tiles.append(TileWords("Groups left behind", say_count(groups), Line(f"and {places} places at risk", mood)))
        bad = Mood.BAD if result.silent else Mood.NEITHER
        tiles.append(TileWords("Gone silent", say_silence(result), Line(f"of {result.judged} looked at", bad)))
    council = replace(view, scope=view.scope.with_choice("channel"))
    staffed = replace(view, scope=view.scope.with_choice("channel", *view.council.channel_groups["assisted"]))
    (satisfied,) = tiles_of(staffed, ("satisfied",))
    (share,) = tiles_of(council, ("assisted_share",))
    measured = [share, replace(satisfied, label="Satisfied with staff"), *tiles_of(council, STAFFED)]
    return [*tiles, *(tile for tile in measured if not tile.now.empty)]
