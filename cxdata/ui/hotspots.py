"""The parts of the Hotspots page: one measure on a map of wards, with the ranked table beside it."""

import streamlit as st

from cxdata import findings
from cxdata.charts.ward_map import ward_map as draw_map
from cxdata.export.tables import ranked_in_words
from cxdata.measures import DIMENSIONS, MEASURES
from cxdata.measures.model import Measure
from cxdata.measures.query import Answer
from cxdata.measures.rows import can_be_a_rate, ranked, recorded, silent_groups, without_place
from cxdata.measures.words import say_count
from cxdata.ui import cache
from cxdata.ui.cards import download, explain, notes_of, plain, small
from cxdata.ui.frame import View, href
from cxdata.ui.parts import PAIR

DEFAULT = "contacts"
PER_1000, NUMBER = "Per 1,000 residents", "Number"
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
    """Choose a measure; see it on the map and in the ranked table; click a ward to go to it."""
    answer = _asked(view)
    wards = recorded(answer)
    if wards.empty or wards.frame["value"].isna().all():
        st.info(plain(findings.nothing_to_show(wards)))
        return
    with st.grid(2, min_column_width=PAIR):
        with st.container(border=True, height="stretch", key="card-map"):
            st.subheader(plain(findings.of_groups(wards)), anchor=False)
            st.markdown(small(f"{answer.measure.title} by ward. {answer.sentence}."))
            for note in answer.notes:
                st.markdown(small(f"Note: {note}"))
            _map(view, wards)
            _not_on_the_map(answer)
            with st.expander("About these figures"):
                explain(answer)
        with st.container(border=True, height="stretch", key="card-ranked"):
            st.subheader("The same figures, highest first", anchor=False)
            _ranked(view, ranked(wards))


def _asked(view: View) -> Answer:
    """The measure and, for a count, whether as a number or per head."""
    choices = measures_by_ward()
    start = MEASURES[DEFAULT].title
    left, right = st.columns(2, vertical_alignment="bottom")
    with left:
        title = st.selectbox(
            "What to show", list(choices), index=list(choices).index(start), key="measure", bind="query-params"
        )
    measure = choices[title or start]
    if not can_be_a_rate(measure):
        return cache.answer(measure.id, ("ward",), view.scope)
    with right:
        shown = st.segmented_control(
            "Shown as", [PER_1000, NUMBER], default=PER_1000, required=True, key="shown", bind="query-params"
        )
    if shown == NUMBER:
        return cache.answer(measure.id, ("ward",), view.scope)
    return cache.rate(measure.id, ("ward",), view.scope)


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
    link = href("ward", view.scope, see=ward)
    st.html(f'<script>window.location.assign("{link}")</script>', unsafe_allow_javascript=True)
    st.markdown(f"[Go to {plain(ward)}]({link})")


def _ranked(view: View, answer: Answer) -> None:
    told = ranked_in_words(answer).map(plain).rename(columns=plain)
    told["Ward"] = [f"[{plain(ward)}]({href('ward', view.scope, see=ward)})" for ward in answer.frame["ward"]]
    st.table(told, hide_index=True)
    download(answer, key="hotspots")


def _not_on_the_map(answer: Answer) -> None:
    if unplaced := without_place(answer):
        st.markdown(small(f"{say_count(unplaced[0])} ({unplaced[1]:.1%}) have no ward recorded: not on the map."))
    if silent := silent_groups(recorded(answer)):
        st.markdown(small(f"No data: {', '.join(silent)}. No data is not the same as none."))
