"""The first screen of the Hotspots page: one measure on a map of wards, with the list and what stands out."""

from dataclasses import dataclass, replace

import streamlit as st

from cxdata import findings
from cxdata.analysis.groups import judge_groups
from cxdata.analysis.hotspots.finding import say_where, ward_or_wards
from cxdata.analysis.hotspots.wards import Hotspots, hotspots
from cxdata.charts.dots import Beside, dots
from cxdata.charts.drawing.model import Chart
from cxdata.charts.where import ward_map
from cxdata.contract import NOT_RECORDED, TABLES
from cxdata.errors import CxError
from cxdata.export.exhibit import Exhibit, exhibit_of
from cxdata.export.tables import numbered
from cxdata.measures import DIMENSIONS, MEASURES
from cxdata.measures.model import Measure
from cxdata.measures.query import Answer
from cxdata.measures.rows import can_be_a_rate, drop_not_recorded, is_none_counted, name_ends, rank_groups
from cxdata.overview import Tile, tile_of_group, tile_of_whole
from cxdata.ui.frame import cache
from cxdata.ui.frame.app import View
from cxdata.ui.parts import screen
from cxdata.ui.parts.about import about_answer
from cxdata.ui.parts.choose import choose_measure

DEFAULT = "contacts"
_CHOICE = 420  # pixels: the longest title of a measure
NO_MAP = "No boundaries are loaded, so there is no map: load a GeoJSON file of your wards on the Data page."
NO_RESIDENTS = "A count for each ward: no file of residents is loaded, so a large ward has more."
# The rate of contacts is reached from the count of contacts, like any other rate.
_LEFT_OUT = {"contacts_per_1000"}


@dataclass(frozen=True)
class Shown:
    """What the page is about: the measure as chosen, its figures by ward (with and without "Not recorded"), the figure
    of all, and the clusters, None where they may not be shown or cannot be looked for.
    """

    measure: Measure
    answer: Answer
    wards: Answer
    whole: Answer
    clusters: Hotspots | None

    def say_nothing(self) -> str:
        """Why there is nothing to map, "" where there is: of what is counted, a map of noughts has no highest ward."""
        frame = self.wards.frame
        if self.wards.empty or frame["value"].isna().all():
            return findings.nothing_to_show(self.wards)
        if is_none_counted(self.wards):
            return f"{self.measure.title}: none in this selection"
        return ""


def measures_by_ward() -> dict[str, Measure]:
    """What can be mapped: the measure by its title."""
    ward = DIMENSIONS["ward"]
    return {
        measure.title: measure
        for measure in MEASURES.values()
        if ward.on(measure.table)
        and not measure.share_of
        and (not measure.denominator_table or measure.broadcast)
        and measure.id not in _LEFT_OUT
    }


def choose(view: View) -> Shown:
    """The measure that the reader chooses, with its figures: a count for each 1,000 residents where they are known.

    A chosen ward is picked out among the others, so it does not narrow the figures.
    """
    with st.container(width=_CHOICE):
        measure = choose_measure(measures_by_ward(), DEFAULT, key="measure", label="What to show")
    return _of_measure(view, measure.id)


@cache.part
def _of_measure(view: View, name: str) -> Shown:
    measure, scope = MEASURES[name], view.scope.with_choice("ward")
    answer = cache.answer(measure.id, ("ward",), scope, per_head=can_be_a_rate(measure))
    as_rate = can_be_a_rate(measure) and answer.frame["value"].notna().any()
    if can_be_a_rate(measure) and not as_rate:
        counted = cache.answer(measure.id, ("ward",), scope)
        answer = replace(counted, notes=(*counted.notes, NO_RESIDENTS))
    whole = cache.answer(measure.id, (), scope, per_head=bool(as_rate))
    return Shown(measure, answer, drop_not_recorded(answer), whole, _clusters(view, measure))


def _clusters(view: View, measure: Measure) -> Hotspots | None:
    try:
        return cache.ask(hotspots, measure.id, scope=view.scope)
    except CxError:
        return None


def first_screen(view: View, shown: Shown) -> None:
    """The cluster or that there is none, the map that shows it, and the figures of the whole and of its ends."""
    if nothing := shown.say_nothing():
        screen.first_screen(nothing, None)
        return
    exhibit, tiles = _map_and_tiles(view, shown.measure.id)
    screen.first_screen(exhibit.finding, exhibit, tiles)


@cache.part
def _map_and_tiles(view: View, name: str) -> tuple[Exhibit, tuple[Tile, ...]]:
    shown = _of_measure(view, name)
    return _exhibit(view, shown), tuple(_tiles(view, shown))


def _exhibit(view: View, shown: Shown) -> Exhibit:
    finding = say_where(shown.wards, shown.whole, shown.clusters)
    ranked = rank_groups(shown.wards)
    about = about_answer(shown.answer)
    exhibit = exhibit_of(ranked, draw(view, shown.wards, shown), finding, key="wards", about=about)
    return replace(exhibit, rows=numbered(exhibit.rows))


def draw(view: View, wards: Answer, shown: Shown) -> Chart:
    """The figures on the map; where no boundary of these wards is loaded as dots, with a note that says so."""
    chosen = view.scope.chosen("ward")
    try:
        return ward_map(
            wards,
            cache.outlines(),
            clusters=shown.clusters.neighbourhoods if shown.clusters else (),
            highlight=chosen,
            narrow=view.narrow,
        )
    except CxError:
        overall = shown.whole.frame["value"]
        beside = [Beside(float(overall.iloc[0]), "Council")] if len(overall) and not wards.measure.is_count else []
        chart = dots(wards, judged=judge_groups(wards), highlight=chosen, beside=beside, narrow=view.narrow)
        return replace(chart, notes=(*chart.notes, NO_MAP))


def _label_of_end(wards: Answer, word: str, level: str) -> str:
    """'Lowest: Abbey', 'Lowest: 2 wards' where they are alike."""
    value = float(wards.frame.loc[wards.frame["ward"] == level, "value"].iloc[0])
    return f"{word}: {ward_or_wards(wards.frame, value)}"


def _tiles(view: View, shown: Shown) -> list[Tile]:
    """The council's figure, the chosen ward's, the highest and the lowest, and how many have no ward (if any)."""
    tiles = [tile_of_whole(shown.whole, "Council")]
    if view.ward is not None:
        tiles.append(tile_of_group(shown.wards, view.ward, view.ward))
    if ends := name_ends(shown.wards):
        tiles += [
            tile_of_group(shown.wards, level, _label_of_end(shown.wards, word, level))
            for word, level in zip(("Highest", "Lowest"), ends, strict=True)
        ]
    counted = TABLES[shown.measure.table].noun  # The measure that counts a table goes by its noun.
    if counted in MEASURES:
        unplaced = cache.answer(counted, ("ward",), shown.answer.scope)
        if NOT_RECORDED in set(unplaced.frame["ward"]):
            tiles.append(tile_of_group(unplaced, NOT_RECORDED, f"{MEASURES[counted].title} without a ward"))
    return tiles
