"""My ward on and off, from any page in one key or one press: in its place the whole council, and back.

A ward that was chosen once is remembered as long as the visit lasts, in either view; before one is, the first press
says so and opens the list to choose it from.
"""

from collections.abc import Mapping

import streamlit as st

from cxdata.ui.frame import elements

KEY = "W"
BACK, ON = "Council", "My ward"
CHOOSE = "Choose your ward in the list: from then on one press shows it, and one the council."
_MINE, _LIST, _ASKED = "_my_ward", "_my_ward_list", "_my_ward_asked"

# The list of a ward is opened for whoever is told to choose: the focus goes there, and a press of the key opens it.
_OPEN = """<script>
const list = document.querySelector(".st-key-" + KEY_OF_LIST + " input");
if (list) {
    list.focus();
    list.dispatchEvent(new KeyboardEvent("keydown", {key: "ArrowDown", code: "ArrowDown", keyCode: 40, bubbles: true}));
}
</script>"""


def offer(key: str, wards: Mapping[str, str], *, everybody: str | None = None) -> None:
    """Say in which list a ward is chosen: its key, each ward's name with its label there, and the label of all of them.

    Whatever ward is chosen in it now is remembered.
    """
    st.session_state[_LIST] = (key, dict(wards), everybody)
    chosen = _chosen()
    if chosen:
        st.session_state[_MINE] = chosen


def draw_turn(*, key: str) -> None:
    """The button, with the key W, that turns my ward on and off; nothing where no ward can be chosen."""
    if not _wards():
        return
    elements.button(BACK if _chosen() else ON, key=key, shortcut=KEY, on_click=turn)
    if st.session_state.pop(_ASKED, False):
        elements.toast(CHOOSE)
        elements.script(_OPEN, KEY_OF_LIST=st.session_state[_LIST][0])


def turn() -> None:
    """Show the whole council in place of my ward, or my ward again; without one, ask for it."""
    key, wards, everybody = st.session_state[_LIST]
    mine = st.session_state.get(_MINE)
    if _chosen():
        st.session_state[key] = everybody
    elif mine in wards:
        st.session_state[key] = wards[mine]
    else:
        st.session_state[_ASKED] = True


def _wards() -> Mapping[str, str]:
    return st.session_state.get(_LIST, ("", {}, None))[1]


def _chosen() -> str | None:
    """The ward that is chosen in the list now; None where none is."""
    key, wards, _ = st.session_state.get(_LIST, ("", {}, None))
    label = st.session_state.get(key)
    return next((ward for ward, shown in wards.items() if shown == label), None)
