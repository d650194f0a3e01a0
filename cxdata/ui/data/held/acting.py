"""After something was done to the store: what is said of it, and the page as the store now is."""

import streamlit as st

from cxdata.ui.data.load_form import RECEIPTS
from cxdata.ui.frame import elements

# Session keys: what is asked once more about which file, and what the last act said.
ASKED, SAID = "data_asked", "data_said"


def act(said: str) -> None:
    """Run the page again, with a sentence of what was done; receipts of an earlier load are put away."""
    st.session_state.pop(ASKED, None)
    st.session_state.pop(RECEIPTS, None)
    st.session_state[SAID] = said
    st.rerun()


def say_done() -> None:
    """What the last act said, once; its place stays, so that the folds under it do not move."""
    with st.container():
        if said := st.session_state.pop(SAID, None):
            elements.success(said)
