"""The parts of the Ward page: one ward's figures beside the council and the wards most like it."""

from dataclasses import replace

import streamlit as st

from cxdata import findings
from cxdata.charts import bars
from cxdata.contract import NOT_RECORDED
from cxdata.measures import DIMENSIONS, MEASURES
from cxdata.measures.query import Answer
from cxdata.measures.similar import similar_wards
from cxdata.measures.words import say_count
from cxdata.scope import Scope
from cxdata.ui import cache, parts
from cxdata.ui.cards import card, plain
from cxdata.ui.frame import View
from cxdata.ui.sidebar import labels_of

BESIDE = ("contacts_per_1000", "satisfied", "dissatisfied", "on_time", "online_share", "days_to_close")


def choose(view: View) -> None:
    """Choose a ward (the sidebar's, where it names just one), then its figures."""
    wards = [ward for ward in labels_of("ward", ("contacts", "responses")) if ward != NOT_RECORDED]
    wards += [area.label for area in view.loaded.areas if area.current and area.label not in wards]
    if not wards:
        st.info("No data by ward is loaded.")
        return
    only = view.scope.chosen("ward")
    start = wards.index(only[0]) if len(only) == 1 and only[0] in wards else 0
    asked = st.query_params.get("see")
    if asked and asked not in wards:
        st.warning(f"The link asks for the ward '{plain(asked)}', which the loaded data does not have.")
    ward = st.selectbox("Ward", sorted(wards), index=sorted(wards).index(wards[start]), key="see", bind="query-params")
    _one(view, ward or wards[0])


def _one(view: View, ward: str) -> None:
    council = view.scope.with_choice("ward")
    mine = council.with_choice("ward", ward)
    here = replace(view, scope=mine)
    contacts = cache.answer("contacts", (), mine)
    st.header(plain(ward), anchor=False)
    if not contacts.frame["numerator"].iloc[0]:
        st.info(plain(f"No contacts of {ward} are in this selection. No data is not the same as no need."))
    parts.headlines(here, ["contacts", "contacts_per_1000", "satisfied", "on_time"])
    alike = similar_wards(view.loaded, ward)
    _say_alike(ward, alike)
    left, right = st.columns(2)
    for number, measure in enumerate(BESIDE):
        with (left, right)[number % 2]:
            _beside(measure, ward, council, tuple(name for name, _ in alike))
    left, right = st.columns(2)
    with left:
        parts.breakdown(here, "contacts", "service", key="ward-services")
    with right:
        parts.breakdown(here, "channel_share", "channel", key="ward-channels")
    parts.over_time(here, "contacts", key="ward-months")
    _casework(here)


def _say_alike(ward: str, alike: tuple[tuple[str, float], ...]) -> None:
    if alike:
        names = ", ".join(name for name, _ in alike)
        st.caption(plain(f"Most like {ward} by age, deprivation, digital exclusion and size (not by score): {names}."))
    else:
        st.caption("No population or deprivation figures are loaded to say which wards are most like it.")


def _beside(measure: str, ward: str, council: Scope, alike: tuple[str, ...]) -> None:
    """The ward, its like and the whole council on one axis."""
    shown = cache.answer(measure, ("ward",), council.with_choice("ward", ward, *alike))
    if not DIMENSIONS["ward"].on(MEASURES[measure].table):
        return
    whole = cache.answer(measure, (), council)
    row = whole.frame.assign(ward="Whole council")
    order = {name: position for position, name in enumerate((ward, *alike))}
    wards = shown.frame[shown.frame["ward"].isin(list(order))]
    wards = wards.sort_values("ward", key=lambda names: names.map(order)).reset_index(drop=True)
    together = replace(shown, frame=_stack(wards, row))
    card(together, _title(shown, whole, ward), _bars_of(ward), key=f"beside-{measure}")


def _stack(wards, row):  # type: ignore[no-untyped-def]
    import pandas as pd

    return pd.concat([wards, row[wards.columns]], ignore_index=True)


def _bars_of(ward: str):  # type: ignore[no-untyped-def]
    return lambda answer: bars.bars(answer, highlight=ward)


def _title(shown: Answer, whole: Answer, ward: str) -> str:
    return findings.of_one_beside(shown, whole, ward)


def _casework(view: View) -> None:
    scope = view.scope.with_choice("requester", "councillor")
    cases = cache.answer("contacts", ("service",), scope)
    total = cases.frame["numerator"].sum() if not cases.frame.empty else 0
    st.caption(f"Members' enquiries from this ward in the period: {say_count(float(total))}.")
