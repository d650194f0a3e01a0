"""My ward: the one choice of a ward in the app, kept in the link and for the next visit of the same browser."""

from collections.abc import Mapping, Sequence

import streamlit as st

from cxdata.council import Council
from cxdata.ui.frame import browser, elements
from cxdata.ui.frame.pages import find_page

WARD = "ward"
AS_BEFORE = "see"  # as the links of earlier versions name the ward of the Ward page
_KEEP, _ASK, _TAKEN = "_ward_to_keep", "_ward_ask", "_ward_taken"


def start(meant: Sequence[str], labels: Sequence[str], *, own_visit: bool) -> None:
    """Before the list is drawn: on a visit's first run the ward of the link, later the one kept in the browser.

    `meant` holds the label of the link's ward. `own_visit` says that the address holds no choice, so that nobody made
    it: a link that somebody made is shown as it was made.
    """
    if _ASK not in st.session_state:
        st.session_state[_ASK] = own_visit
        if meant and WARD not in st.session_state:
            st.session_state[WARD] = meant[0]
    kept = browser.kept_ward()
    if kept and not st.session_state.get(_TAKEN):
        st.session_state[_TAKEN] = True
        if kept in labels and st.session_state.get(WARD) is None and _KEEP not in st.session_state:
            st.session_state[WARD] = kept


def draw(labels: Mapping[str, str]) -> list[str]:
    """The list in which typing a part of a name and Enter chooses one ward; the label chosen, or nothing."""
    chosen = elements.selectbox(
        "My ward",
        list(labels),
        index=None,
        key=WARD,
        bind="query-params",
        filter_mode="contains",
        placeholder="My ward: type its name",
        label_visibility="collapsed",
        on_change=_keep,
    )
    return [chosen] if chosen else []


def draw_link(label: str) -> None:
    """The way to the figures of the ward that is chosen, from any page in one click."""
    elements.page_link(find_page(WARD).file, label=f"Go to {label}")


def remember(council: Council) -> None:
    """Tell the browser what to keep, and ask it for what it kept."""
    browser.draw(council.name, keep=st.session_state.get(_KEEP), ask=st.session_state.get(_ASK, False))


def _keep() -> None:
    st.session_state[_KEEP] = st.session_state[WARD] or ""
