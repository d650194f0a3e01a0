"""The parts of the Hotspots page: one measure on a map of wards, with the ranked table beside it."""

import streamlit as st

from cxdata import findings
from cxdata.charts.ward_map import ward_map as draw_map
from cxdata.contract import NOT_RECORDED
from cxdata.export.tables import in_words
from cxdata.measures import DIMENSIONS, MEASURES
from cxdata.measures.query import Answer
from cxdata.ui import cache
from cxdata.ui.cards import explain, plain
from cxdata.ui.frame import View, href

DEFAULT = "contacts_per_1000"


def measures_by_ward() -> dict[str, str]:
    """What can be mapped: the measure's title -> its id."""
    ward = DIMENSIONS["ward"]
    return {
        measure.title: measure.id
        for measure in MEASURES.values()
        if ward.on(measure.table) and not measure.share_of
        and (not measure.denominator_table or measure.broadcast)
    }  # fmt: skip


def ward_map(view: View) -> None:
    """Choose a measure; see it on the map and in the ranked table; click a ward to go to it."""
    choices = measures_by_ward()
    start = MEASURES[DEFAULT].title
    chosen = st.selectbox(
        "What to show", list(choices), index=list(choices).index(start), key="measure", bind="query-params"
    )
    answer = cache.answer(choices[chosen or start], ("ward",), view.scope)
    wards = _only_wards(answer)
    if wards.empty:
        st.info(plain(findings.nothing_to_show(wards)))
        return
    left, right = st.columns([3, 2])
    with left, st.container(border=True):
        st.subheader(plain(findings.of_groups(wards)), anchor=False)
        st.caption(plain(f"{answer.measure.title} by ward. {answer.sentence}."))
        _map(view, wards)
        _not_on_the_map(answer)
    with right, st.container(border=True):
        st.subheader("The same figures, highest first", anchor=False)
        _ranked(view, wards)
    with st.expander("About these figures"):
        explain(answer)


def _only_wards(answer: Answer) -> Answer:
    from dataclasses import replace

    return replace(answer, frame=answer.frame[answer.frame["ward"] != NOT_RECORDED].reset_index(drop=True))


def _map(view: View, answer: Answer) -> None:
    if not view.loaded.areas:
        st.info("No boundaries are loaded, so there is no map: load a GeoJSON file of your wards on the Data page.")
        return
    chart = draw_map(answer, view.loaded.areas)
    event = st.plotly_chart(
        chart.figure, key="ward-map", theme=None, config=chart.config, alt=chart.alt,
        on_select="rerun", selection_mode="points",
    )  # fmt: skip
    clicked = [point.get("location") for point in event["selection"]["points"]]
    if clicked and clicked[0]:
        _go_to(view, str(clicked[0]))
    else:
        st.caption("Click a ward to go to its page, or choose it in the table.")


def _go_to(view: View, ward: str) -> None:
    """Open the ward's page: at once by script, and by a link for who reads without."""
    link = href("ward", view.scope, see=ward)
    st.html(f'<script>window.location.assign("{link}")</script>', unsafe_allow_javascript=True)
    st.markdown(f"[Go to {plain(ward)}]({link})")


def _ranked(view: View, answer: Answer) -> None:
    from dataclasses import replace

    order = answer.frame.sort_values("value", ascending=False, na_position="last", kind="stable")
    ranked = replace(answer, frame=order.reset_index(drop=True))
    told = in_words(ranked).map(plain).rename(columns=plain)
    told["Ward"] = [f"[{plain(ward)}]({href('ward', view.scope, see=ward)})" for ward in order["ward"]]
    st.table(told, hide_index=True, height=560)
    table_download(ranked)


def table_download(answer: Answer) -> None:
    """The ranked figures as CSV."""
    from cxdata.export.tables import file_name, to_csv

    st.download_button("Download these figures (CSV)", to_csv(answer), file_name(answer, "csv"), "text/csv")


def _not_on_the_map(answer: Answer) -> None:
    left_out = answer.frame[answer.frame["ward"] == NOT_RECORDED]
    if len(left_out) and answer.measure.is_count:
        counted = left_out["numerator"].iloc[0]
        share = counted / answer.frame["numerator"].sum()
        st.caption(f"{counted:,.0f} of them ({share:.1%}) have no ward recorded and are not on the map.")
    silent = answer.frame[answer.frame["base_note"] == "no data"]["ward"]
    if len(silent):
        st.caption(f"No data (hatched): {plain(', '.join(silent))}. No data is not the same as none.")
