"""The parts of the Hotspots page: one measure on a map of wards, with the ranked table beside it."""

from collections.abc import Mapping

import streamlit as st

from cxdata import findings
from cxdata.analysis.hotspots.funnel import is_share
from cxdata.charts.hotspots_map import ward_map as draw_map
from cxdata.export.tables import download_of, ranked_in_words
from cxdata.measures import DIMENSIONS, MEASURES
from cxdata.measures.model import Measure
from cxdata.measures.query import Answer
from cxdata.measures.rows import can_be_a_rate, count_without_ward, drop_not_recorded, rank_groups, silent_groups
from cxdata.measures.words import say_count
from cxdata.ui import hotspots_clusters
from cxdata.ui.frame import cache
from cxdata.ui.frame.app import View
from cxdata.ui.frame.go import href
from cxdata.ui.frame.text import plain, small, warned
from cxdata.ui.parts.blocks import PAIR
from cxdata.ui.parts.cards import about_answer, explain, notes_of, save
from cxdata.ui.parts.choose import choose_measure

DEFAULT = "contacts"
SMOOTHED, PER_1000, NUMBER, COUNTED = "Smoothed", "Per 1,000 residents", "Number", "As counted"
MOST = 30  # rows beside the map: more are a second page, and stand under one another in a box to open
# The rate of contacts is reached from the count of contacts, like any other rate.
_LEFT_OUT = {"contacts_per_1000"}


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


def ward_map(view: View) -> None:
    """Choose a measure; see it on the map and in the ranked table; click a ward to go to it.

    Under them: which wards stand out alone, and which lie in clusters.
    """
    measure = choose_measure(measures_by_ward(), DEFAULT, key="measure", label="What to show")
    answer, smooth = _answer(view, measure)
    wards = drop_not_recorded(answer)
    if wards.empty or wards.frame["value"].isna().all():
        st.info(plain(findings.nothing_to_show(wards)))
        return
    clusters = hotspots_clusters.hotspots_of(view, measure)
    drawn = hotspots_clusters.smooth_wards(wards, clusters) if smooth and clusters else wards
    st.header("Ward by ward", anchor=False)
    with st.grid(2, min_column_width=PAIR):
        with st.container(border=True, height="stretch", key="card-map"):
            st.subheader(plain(hotspots_clusters.title_of(drawn, wards)), anchor=False)
            st.markdown(small(f"{answer.measure.title} by ward. {answer.sentence}."))
            for line in (*warned(answer.warnings), *(small(f"Note: {note}") for note in answer.notes)):
                st.markdown(line)
            if drawn is not wards:
                st.markdown(small(hotspots_clusters.SMOOTHING))
            _map(view, drawn)
            _not_on_the_map(view, answer)
            with st.expander("About these figures"):
                explain(about_answer(answer))
        with st.container(border=True, height="stretch", key="card-ranked"):
            if clusters and drawn is not wards:
                st.subheader("As counted, highest first, with the smoothed figure beside", anchor=False)
                _ranked_table(view, rank_groups(wards), smoothed=hotspots_clusters.smoothed_by_name(clusters))
            else:
                st.subheader("The same figures, highest first", anchor=False)
                _ranked_table(view, rank_groups(wards))
    hotspots_clusters.beyond_chance(view, measure, answer, clusters)


def _answer(view: View, measure: Measure) -> tuple[Answer, bool]:
    """The figures as asked for, and whether the map is to show them smoothed.

    A count is shown per head or as it is, a share or a rate also smoothed: small wards swing to either end by chance.
    Smoothing rests on exact counts and is not in the published view.
    """
    per_head = can_be_a_rate(measure)
    options = [PER_1000, NUMBER] if per_head else [COUNTED]
    if not cache.publishing() and (per_head or is_share(measure)):
        options.insert(0, SMOOTHED)
    key = "shown" if per_head else "shown_share"
    if st.session_state.get(key, options[0]) not in options:
        del st.session_state[key]
    shown = options[0]
    if len(options) > 1:
        shown = st.segmented_control(
            "Shown as", options, default=options[0], required=True, key=key, bind="query-params"
        )
    answer = cache.answer(measure.id, ("ward",), view.scope, per_head=per_head and shown != NUMBER)
    return answer, shown == SMOOTHED


def _map(view: View, answer: Answer) -> None:
    if not view.loaded.areas:
        st.info("No boundaries are loaded, so there is no map: load a GeoJSON file of your wards on the Data page.")
        return
    chart = draw_map(answer, view.loaded.areas)
    event = st.plotly_chart(
        chart.figure,
        key="ward-map",
        theme=None,
        config=chart.config,
        alt=chart.alt,
        on_select="rerun",
        selection_mode="points",
    )
    clicked = [str(point["location"]) for point in event["selection"]["points"] if point.get("location")]
    if clicked:
        _go_to(view, clicked[0])
    notes_of(chart)
    st.markdown(small("Click a ward to go to its page, or choose it in the table."))


def _go_to(view: View, ward: str) -> None:
    """Open the ward's page: at once by script, and by a link for whoever has scripts slowed or off.

    Not st.switch_page: it refuses while widgets are bound to the link (docs/decisions/frame.md).
    """
    link = href("ward", view.scope.with_choice("ward", ward))
    st.html(f'<script>window.location.assign("{link}")</script>', unsafe_allow_javascript=True)
    st.markdown(f"[Go to {plain(ward)}]({link})")


def _ranked_table(view: View, answer: Answer, *, smoothed: Mapping[str, str] | None = None) -> None:
    """The ranked table; of many wards the two ends, with the whole of it in a box to open."""
    table = ranked_in_words(answer).map(plain).rename(columns=plain)
    if smoothed is not None:
        table.insert(2, "Smoothed", [smoothed.get(ward, "") for ward in answer.frame["ward"]])
    table["Ward"] = [
        f"[{plain(ward)}]({href('ward', view.scope.with_choice('ward', ward))})" for ward in answer.frame["ward"]
    ]
    if len(table) <= MOST:
        st.table(table, hide_index=True)
    else:
        with_figure, half = int(answer.frame["value"].notna().sum()), MOST // 2
        st.markdown(small(f"The {half} highest and, under them, the {half} lowest of {with_figure} with a figure."))
        st.table(table.head(half), hide_index=True)
        st.table(table.iloc[max(with_figure - half, half) : with_figure], hide_index=True)
        with st.expander(f"All {len(table)} wards"):
            st.table(table, hide_index=True)
    save(download_of(answer), key="hotspots")


def _not_on_the_map(view: View, answer: Answer) -> None:
    if unplaced := count_without_ward(answer):
        st.markdown(small(f"{say_count(unplaced[0])} ({unplaced[1]:.1%}) have no ward recorded: not on the map."))
    silent = silent_groups(drop_not_recorded(answer))
    drawn = {area.label for area in view.loaded.areas if area.current}
    if unseen := [ward for ward in silent if ward not in drawn]:
        st.markdown(small(f"No data, and no boundary to draw: {', '.join(unseen)}."))
    if silent:
        st.markdown(small("No data is not the same as none."))
