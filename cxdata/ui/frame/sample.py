"""The strip over every page while invented figures are shown, and the switch between one's own and the sample."""

import streamlit as st

from cxdata.data_folder import Holding, doubt_of
from cxdata.data_folder.public import is_public_alone
from cxdata.ui.frame import cache, elements
from cxdata.ui.frame.pages import find_page
from cxdata.ui.frame.text import small

START = "Start with your own council"
WAY = "Start your own"
ASKED = "start"
BACK = "Back to your own council"


def doubt() -> str:
    """What is wrong with every figure on the screen, for the strip and for what a reader saves; "" with one's own."""
    return doubt_of(cache.holds())


def begin() -> None:
    """On the first run, the council that a link asks for: its figures are read before the switch is drawn."""
    if cache.COUNCIL not in st.session_state and st.query_params.get(cache.COUNCIL) == cache.SAMPLE:
        st.session_state[cache.COUNCIL] = cache.SAMPLE


def draw_switch() -> None:
    """Where there are both, the choice between one's own council and the sample; kept in the link."""
    if cache.has_both():
        elements.selectbox("Council", [cache.OWN, cache.SAMPLE], key=cache.COUNCIL, bind="query-params")


def query() -> dict[str, list[str]]:
    """The words of a link that keep a reader on the sample where the own council is the one shown without them."""
    looks = cache.has_both() and st.session_state.get(cache.COUNCIL) == cache.SAMPLE
    return {cache.COUNCIL: [cache.SAMPLE]} if looks else {}


def draw_strip(*, on_data_page: bool) -> None:
    """One line: that the figures are invented, and the way to one's own. Nothing over a council of one's own."""
    held = cache.holds()
    if held is Holding.OWN:
        return
    with st.container(horizontal=True, vertical_alignment="center", key="invented"):
        elements.markdown(small(doubt()))
        if is_public_alone():
            return  # there is no page to go to
        if cache.has_both() and held is Holding.SAMPLE:
            elements.button(BACK, on_click=_back, key="back_to_own")
        elif not on_data_page:
            # A link and no button: Streamlit refuses to leave a page by a button while choices are in the address.
            if held is Holding.SAMPLE:
                elements.page_link(find_page("data").file, label=WAY, query_params={ASKED: "own"})
            else:
                elements.page_link(find_page("data").file, label="See what to do on the Data page")


def _back() -> None:
    st.session_state[cache.COUNCIL] = cache.OWN
