"""Whether exhibits are presented and which one: it stands in the address, so that a link opens the same screen."""

import streamlit as st

PRESENT, NUMBER = "present", "n"
_NOTES, _BEHIND = "_present_notes", "_page_behind"


def is_on() -> bool:
    """Whether the address asks to present."""
    return st.query_params.get(PRESENT) == "1"


def only_registers() -> bool:
    """Whether an exhibit is only noted in this run and not drawn: its page runs behind the one that is seen."""
    return is_on() or bool(st.session_state.get(_BEHIND))


def behind(yes: bool) -> None:
    """Say that a page runs behind the one that is seen, or no longer."""
    st.session_state[_BEHIND] = yes


def number(count: int) -> int:
    """The exhibit of the address, from 0; the nearest there is where it names none."""
    asked = st.query_params.get(NUMBER, "0")
    return min(max(int(asked) if asked.isdecimal() else 0, 0), max(count - 1, 0))


def start(at: int = 0) -> None:
    """Begin to present, with the exhibit of this number."""
    st.query_params[PRESENT] = "1"
    st.query_params[NUMBER] = str(at)
    st.session_state[_NOTES] = False


def step(to: int) -> None:
    """Go to another exhibit."""
    st.query_params[NUMBER] = str(to)


def end() -> None:
    """Back to the page."""
    for name in (PRESENT, NUMBER):
        st.query_params.pop(name, None)


def shows_notes() -> bool:
    """Whether the notes of who presents are open."""
    return bool(st.session_state.get(_NOTES))


def turn_notes() -> None:
    """Open the notes, or close them."""
    st.session_state[_NOTES] = not shows_notes()
