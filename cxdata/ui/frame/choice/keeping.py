"""Keeping the view on the screen for the meeting, under a name, from any page."""

import streamlit as st

from cxdata.errors import CxError
from cxdata.export.links import LONGEST, Link, keep_link
from cxdata.ui.frame import cache, elements
from cxdata.ui.frame.pages import LIST

NAME = "Keep this view for the meeting, under the name"
KEEP = "Keep this view"
_TYPED = "view_name"
_NO_CHOICE = (cache.MODE, cache.COUNCIL, "present", "n")


def draw(page: str) -> None:
    """A name and a button, for a council of one's own; the page with the list itself is no view to keep."""
    if page == LIST or cache.opened() != cache.folder():
        return
    with st.form("keep-view", border=False), st.container(horizontal=True, vertical_alignment="bottom"):
        elements.text_input(NAME, key=_TYPED, max_chars=LONGEST)
        elements.form_submit_button(KEEP, on_click=_keep, args=(page,))


def _keep(page: str) -> None:
    """Keep what the address says now, but for the view and what is presented; a name that stays is to be mended."""
    query = {name: st.query_params.get_all(name) for name in st.query_params if name not in _NO_CHOICE}
    try:
        keep_link(cache.folder(), Link(str(st.session_state[_TYPED]), page, query))
    except CxError as refusal:
        elements.toast(str(refusal))
        return
    elements.toast(f"Kept for the meeting: {' '.join(str(st.session_state[_TYPED]).split())}")
    st.session_state[_TYPED] = ""
