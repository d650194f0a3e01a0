"""The parts of the Hotspots page beyond the map: wards that stand out alone, wards that lie in clusters, smoothing."""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
import streamlit as st

from cxdata import findings
from cxdata.analysis.hotspots.funnel import FunnelResult, funnel_of, is_share
from cxdata.analysis.hotspots.wards import Hotspots, hotspots
from cxdata.charts.hotspots_funnel import funnel as draw_funnel
from cxdata.errors import CxError
from cxdata.export.download import words_to_save
from cxdata.export.results import funnel_rows, ward_rows
from cxdata.measures.model import Measure
from cxdata.measures.query import Answer
from cxdata.measures.rows import can_be_a_rate, drop_not_recorded
from cxdata.measures.words import say_value
from cxdata.ui.frame import cache
from cxdata.ui.frame.app import View
from cxdata.ui.frame.text import plain, small, warned
from cxdata.ui.parts.cards import Card, about_result, draw, explain, show_card, table
from cxdata.ui.parts.results import say, warn

SMOOTHING = (
    "Smoothed: each ward's figure is drawn towards the overall one by as much as its size deserves, so that small "
    "wards do not take both ends of the scale by chance. The figures as counted are in the table."
)
_FINER = {"lsoa": "small areas (LSOA)", "msoa": "middle-sized areas (MSOA)"}
_HOW = (
    "Alone: a ward is held against the overall figure with the room that chance gives a ward of its size (a funnel "
    "plot, with lines for 95 in 100 and 998 in 1,000).",
    "With its neighbours: a ward and those that touch it are held against as many wards drawn at random, many times "
    "over (Getis and Ord's Gi*), allowing for how many wards are looked at.",
)


def hotspots_of(view: View, measure: Measure) -> Hotspots | None:
    """The measure by ward with its smoothed figures and clusters; None where it cannot be worked out, or published."""
    try:
        return cache.ask(hotspots, measure.id, scope=view.scope).for_officers()
    except CxError:
        return None


def smoothed(wards: Answer, found: Hotspots) -> Answer:
    """The answer with each ward's smoothed figure, and no range: the range belongs to the figure as counted."""
    values = {ward.name: ward.smoothed for ward in found.wards}
    figures = [values.get(str(name), np.nan) for name in wards.frame["ward"]]
    if np.isnan(figures).all():
        return wards
    return replace(wards, frame=wards.frame.assign(value=figures, lower=np.nan, upper=np.nan))


def title_of(drawn: Answer, wards: Answer) -> str:
    """The title of the map: of smoothed figures that are all alike, what that means."""
    values = drawn.frame["value"].dropna()
    if (
        drawn is wards
        or len(values) < 2
        or say_value(wards.measure, values.min()) != say_value(wards.measure, values.max())
    ):
        return findings.of_groups(drawn)
    return (
        f"{wards.measure.title}: the wards differ by no more than chance would make them "
        f"({say_value(wards.measure, float(values.iloc[0]))} each, once smoothed)"
    )


def by_name(found: Hotspots) -> Mapping[str, str]:
    """Each ward's smoothed figure in words."""
    return {ward.name: say_value(found.measure, ward.smoothed) for ward in found.wards}


def beyond_chance(view: View, measure: Measure, answer: Answer, found: Hotspots | None) -> None:
    """Which wards are more than chance: alone on the funnel, and together with their neighbours."""
    single = _funnel(view, measure, answer)
    if single is None and found is None:
        return
    st.header("More than chance?", anchor=False)
    if found is not None:
        _together(view, found)
    if single is not None:
        _alone(single, answer.rules)


def _funnel(view: View, measure: Measure, answer: Answer) -> FunnelResult | None:
    """The funnel of the very figures that the page shows, rounded where they are; of a count, that of its rate."""
    scope = view.scope.with_choice("ward")
    if can_be_a_rate(measure):
        answer = cache.answer(measure.id, ("ward",), scope, per_head=True)
    elif not is_share(measure):
        return None
    elif scope != view.scope:
        answer = cache.answer(measure.id, ("ward",), scope)
    if drop_not_recorded(answer).frame["value"].isna().all():
        return None
    return funnel_of(answer)


def _together(view: View, found: Hotspots) -> None:
    with st.container(border=True, key="card-clusters"):
        st.subheader(plain(found.sentence), anchor=False)
        st.markdown(small(f"{found.measure.title} by ward, each with those that touch it. {found.scope}."))
        warn(found.warnings)
        say(*found.notes, _finer(view))
        with st.expander("Every ward: smoothed, as counted, alone and with its neighbours"):
            name, rows = f"{found.measure.id}-wards", ward_rows(found)
            saved = words_to_save(name, rows, found.sentence, f"{found.scope}.", warnings=found.warnings)
            table(rows, saved, key=name, alt=found.sentence)
            explain(about_result(found.measure, found.sources, *_HOW))


def _finer(view: View) -> str:
    """What small-area boundaries would make possible, where they are loaded beside wards."""
    kinds = [area.kind for area in view.loaded.areas if area.current]
    small_areas = {kind: kinds.count(kind) for kind in _FINER if kind in kinds}
    if not small_areas or not set(kinds) - set(_FINER):
        return ""
    said = " and ".join(f"{count} {_FINER[kind]}" for kind, count in small_areas.items())
    return (
        f"Boundaries of {said} are loaded too, and clusters show better at that size. Load files with map points into "
        "a second data folder with the small-area boundaries alone: this page is then by small area."
    )


def _alone(single: FunnelResult, rules: str) -> None:
    """The funnel, which is of an Answer's own figures: `rules` are those of publishing that were applied to them."""
    name, rows = f"{single.measure.id}-funnel", funnel_rows(single)
    show_card(
        Card(
            key="funnel",
            title=single.sentence,
            caption=f"{single.measure.title} by ward, against the size of the ward. {single.scope}.",
            lines=[
                *warned(single.warnings),
                *([small(single.expected_sentence)] if single.expected_sentence else []),
            ],
            chart=lambda: draw(draw_funnel(single), key="funnel"),
            rows=rows,
            download=words_to_save(
                name, rows, single.sentence, f"{single.scope}.", warnings=single.warnings, rules=rules
            ),
            about=about_result(single.measure, single.sources, single.note, _HOW[0]),
        )
    )
