"""The parts of the Ward page: one ward's figures beside the rest of the council and the wards most like it."""

from dataclasses import replace
from functools import partial

import streamlit as st

from cxdata import findings
from cxdata.charts import bars
from cxdata.contract import NOT_RECORDED
from cxdata.export.tables import values_in_words
from cxdata.measures.rows import add_row, pick_groups
from cxdata.measures.similar import similar_wards
from cxdata.scope import Scope
from cxdata.ui.frame import cache
from cxdata.ui.frame.app import View
from cxdata.ui.frame.choices import labels_of
from cxdata.ui.frame.text import plain, small
from cxdata.ui.parts import blocks
from cxdata.ui.parts.cards import card

BESIDE = ("contacts_per_1000", "satisfied", "dissatisfied", "on_time", "online_share", "days_to_close")
REST = "Rest of the council"


def choose(view: View) -> None:
    """The figures of the reader's ward; without one, how to choose it."""
    loaded_wards = [ward for ward in labels_of("ward").values() if ward != NOT_RECORDED]
    wards = sorted({*loaded_wards, *(area.label for area in view.loaded.areas if area.current)})
    if not wards:
        st.info("No data by ward is loaded: neither contacts nor survey answers name a ward, and there is no map.")
    elif view.ward is None:
        st.info("Choose a ward: type its name above.")
    else:
        _ward(view, view.ward, wards)


def _ward(view: View, ward: str, wards: list[str]) -> None:
    council = view.scope.with_choice("ward")
    here = replace(view, scope=council.with_choice("ward", ward))
    contacts = cache.answer("contacts", (), here.scope)
    st.header(plain(ward), anchor=False)
    if contacts.empty or not contacts.frame["numerator"].iloc[0]:
        st.info(plain(f"No contacts of {ward} are in this selection. No data is not the same as no need."))
    if view.loaded.areas and ward not in {area.label for area in view.loaded.areas if area.current}:
        st.markdown(small("It has no boundary among the files loaded, so it is on no map."))
    blocks.headlines(here, ["contacts", "contacts_per_1000", "satisfied", "on_time"])
    alike = tuple(name for name, _ in similar_wards(view.loaded, ward))
    _say_alike(ward, alike)
    others = tuple(name for name in (*wards, NOT_RECORDED) if name != ward)
    with st.grid(2, min_column_width=blocks.PAIR):
        for measure in BESIDE:
            _beside(measure, ward, alike, council, others)
        blocks.breakdown(here, "contacts", "service", key="ward-services")
        blocks.breakdown(here, "channel_share", "channel", key="ward-channels")
    blocks.over_time(here, "contacts", key="ward-months")
    _casework(here)


def _say_alike(ward: str, alike: tuple[str, ...]) -> None:
    if alike:
        words = f"Most like {ward} by age, deprivation, digital exclusion and size (not by score): {', '.join(alike)}."
    else:
        words = f"No population or deprivation figures of {ward} are loaded to say which wards are most like it."
    st.markdown(small(words))


def _beside(measure: str, ward: str, alike: tuple[str, ...], council: Scope, others: tuple[str, ...]) -> None:
    """The ward, those like it and the rest of the council on one axis: the rest, not a total that contains the ward."""
    groups = pick_groups(cache.answer(measure, ("ward",), council), (ward, *alike))
    rest = cache.answer(measure, (), council.with_choice("ward", *others))
    together = add_row(groups, REST, rest) if not rest.frame.empty else groups
    card(
        together,
        findings.of_one_beside(together, ward, REST),
        partial(bars.bars, highlight=ward, by_value=False),
        key=f"beside-{measure}",
    )


def _casework(view: View) -> None:
    """Councillors' own enquiries; nothing where the files do not say who asked, which is not the same as none."""
    if "councillor" not in cache.present("requester", ("contacts",)):
        return
    cases = cache.answer("contacts", (), view.scope.with_choice("requester", "councillor"))
    count = "0" if cases.empty else values_in_words(cases)[0]
    st.markdown(small(f"Enquiries that councillors made for this ward in the period: {count}."))
