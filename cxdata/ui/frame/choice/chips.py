"""What is chosen beyond period and ward, as words that a press takes out again."""

from collections.abc import Iterator

import streamlit as st

from cxdata.scope import Comparison
from cxdata.ui.frame import elements
from cxdata.ui.frame.choice.link import Known

STAFF = "with contacts raised by staff"


def draw(known: Known) -> bool:
    """A button for each; whether there is any."""
    chosen = list(_chosen(known))
    if not chosen:
        return False
    with st.container(key="chips", horizontal=True, gap="xxsmall"):
        for name, label, words in chosen:
            elements.button(f"{words} ✕", key=f"chip-{name}-{label}", on_click=_take_out, args=(name, label))
    return True


def _chosen(known: Known) -> Iterator[tuple[str, str, str]]:
    """Each choice's key, its label in the list, and its words."""
    for name in known.values:
        if name != "ward":
            yield from ((name, label, label) for label in st.session_state.get(name, ()))
    compared = st.session_state.get("compare", Comparison.PERIOD_BEFORE.value)
    if compared != Comparison.PERIOD_BEFORE.value:
        yield "compare", compared, f"against {compared}"
    if st.session_state.get("staff"):
        yield "staff", "staff", STAFF


def _take_out(name: str, label: str) -> None:
    if name == "compare":
        st.session_state[name] = Comparison.PERIOD_BEFORE.value
    elif name == "staff":
        st.session_state[name] = False
    else:
        st.session_state[name] = [other for other in st.session_state[name] if other != label]
