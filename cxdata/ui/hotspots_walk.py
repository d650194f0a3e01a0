"""The walk of the Hotspots page: more than chance, small wards steadied, and what is not on the map."""

from cxdata.analysis.hotspots.funnel import FunnelResult, funnel_of, is_share
from cxdata.analysis.hotspots.steadied import say_steadied, steadied
from cxdata.analysis.hotspots.wards import Hotspots
from cxdata.charts.where import funnel as draw_funnel
from cxdata.contract import TABLES
from cxdata.export.download import words_to_save
from cxdata.export.exhibit import Exhibit
from cxdata.export.results import funnel_rows, ward_rows
from cxdata.measures.model import Unit
from cxdata.measures.query import Answer
from cxdata.measures.rows import count_without_ward, drop_not_recorded, silent_groups
from cxdata.measures.words import say_count
from cxdata.ui.frame import cache, elements
from cxdata.ui.frame.app import View
from cxdata.ui.frame.go import go_to
from cxdata.ui.hotspots import Shown, draw
from cxdata.ui.parts.about import about_result
from cxdata.ui.parts.exhibits.show import show
from cxdata.ui.parts.results import say, warn
from cxdata.ui.parts.walk import section

STEADIED = (
    "Small wards take both ends of a scale by chance. Here each is drawn towards the figure of all wards, the more so "
    "the smaller it is."
)
HOW_STEADIED = (
    "Steadied, or smoothed: Marshall's empirical Bayes, by which each ward's figure is drawn towards the overall one "
    "by as much as its size deserves."
)
_FINER = {"lsoa": "small areas (LSOA)", "msoa": "middle-sized areas (MSOA)"}
HOW_ALONE = (
    "Alone: a ward is held against the overall figure with the room that chance gives a ward of its size (a funnel "
    "plot, with lines for 95 in 100 and 998 in 1,000)."
)
HOW_TOGETHER = (
    "With its neighbours: a ward and those that touch it are held against as many wards drawn at random, many times "
    "over (Getis and Ord's Gi*), allowing for how many wards are looked at."
)


def walk(view: View, shown: Shown) -> None:
    """The rest of the page, section by section."""
    if shown.say_nothing():
        return
    result = shown.clusters
    if result is not None or _can_be_judged(shown.answer):
        section("Is it more than chance?", lambda: more_than_chance(view, shown), key="chance")
    if result is not None and (steady := steadied(shown.wards, result)) is not None:
        section("What is left once small wards are steadied?", lambda: steady_map(view, shown, steady), key="steady")
    section("What is not on the map?", lambda: not_on_the_map(view, shown), key="off")


def more_than_chance(view: View, shown: Shown) -> None:
    """Which wards lie together in clusters, and which stand out alone on the funnel."""
    if shown.clusters is not None:
        _clusters(view, shown.clusters)
    if _can_be_judged(shown.answer):
        single = funnel_of(shown.answer)
        show(_funnel(view, single))


def _can_be_judged(answer: Answer) -> bool:
    """Whether chance has a funnel for it: a share, or a rate for each resident."""
    judged = is_share(answer.measure) or answer.measure.unit is Unit.PER_1000
    return judged and bool(drop_not_recorded(answer).frame["value"].notna().any())


def _clusters(view: View, result: Hotspots) -> None:
    elements.subheader(result.sentence, anchor=False)
    warn(result.warnings)
    say(*result.notes, _finer(view))
    for ward in dict.fromkeys(name for area in result.neighbourhoods for name in area.named):
        go_to("ward", view.scope.with_choice("ward", ward), f"What is different in {ward}?")


def _funnel(view: View, single: FunnelResult) -> Exhibit:
    rows = funnel_rows(single)
    download = words_to_save(
        f"{single.measure.id}-funnel",
        rows,
        single.sentence,
        f"{single.scope}.",
        warnings=single.warnings,
    )
    return Exhibit(
        key="funnel",
        finding=single.sentence,
        chart=draw_funnel(single, highlight=view.scope.chosen("ward")),
        scope=single.scope,
        source="; ".join(single.sources) or "no file",
        rows=rows,
        download=download,
        about=about_result(single.measure, single.sources, single.note, HOW_ALONE),
        warnings=single.warnings,
        notes=[single.expected_sentence] if single.expected_sentence else [],
    )


def steady_map(view: View, shown: Shown, steady: Answer) -> None:
    """The map again with small wards steadied, and every ward both ways."""
    result = shown.clusters
    assert result is not None
    say(STEADIED)
    rows, finding = ward_rows(result), say_steadied(steady)
    download = words_to_save(f"{result.measure.id}-wards", rows, finding, f"{result.scope}.", warnings=result.warnings)
    show(
        Exhibit(
            key="steadied",
            finding=finding,
            chart=draw(view, steady, shown),
            scope=result.scope,
            source="; ".join(result.sources) or "no file",
            rows=rows,
            download=download,
            about=about_result(result.measure, result.sources, HOW_STEADIED, HOW_ALONE, HOW_TOGETHER),
            warnings=result.warnings,
        )
    )


def not_on_the_map(view: View, shown: Shown) -> None:
    """What has no ward recorded, and wards without data or boundary."""
    counted = cache.answer(shown.measure.id, ("ward",), shown.answer.scope)
    if unplaced := count_without_ward(counted):
        say(f"{say_count(unplaced[0])} ({unplaced[1]:.1%}) have no ward recorded.")
    elif shown.clusters is not None and shown.clusters.unplaced:
        say(f"{shown.clusters.unplaced:.1%} of the {TABLES[shown.measure.table].noun} counted have no ward recorded.")
    drawn = {area.label for area in view.loaded.areas if area.current}
    silent = silent_groups(shown.wards)
    if unseen := [ward for ward in silent if ward not in drawn]:
        say(f"No data, and no boundary to draw: {', '.join(unseen)}.")
    say("No data is not the same as no need.")


def _finer(view: View) -> str:
    """What small-area boundaries would make possible, where they are loaded beside wards."""
    kinds = [area.kind for area in view.loaded.areas if area.current]
    small_areas = {kind: kinds.count(kind) for kind in _FINER if kind in kinds}
    if not small_areas or not set(kinds) - set(_FINER):
        return ""
    areas = " and ".join(f"{count} {_FINER[kind]}" for kind, count in small_areas.items())
    return (
        f"Boundaries of {areas} are loaded too, and clusters show better at that size. Load files with map points into "
        "a second data folder with the small-area boundaries alone: this page is then by small area."
    )
