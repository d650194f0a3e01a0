"""The exhibits that a run has shown so far, in their order, each with the section of the page it stands in."""

from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st

from cxdata.export.exhibit import Exhibit

_PAGE = "_page"
_SHOWN, _SECTION, _WANTED = "_exhibits_shown", "_section_now", "_section_wanted"


def begin(page: str, *, section: str = "") -> None:
    """Forget the exhibits of the run before; the frame calls it before a page, of this name, is drawn.

    `section` is the part of the page that shall be drawn although it is closed, as that of an exhibit of the list is.
    """
    st.session_state[_PAGE] = page
    st.session_state[_SHOWN] = []
    st.session_state[_SECTION] = ""
    st.session_state[_WANTED] = section


def page() -> str:
    """The name of the page that is drawn."""
    return str(st.session_state[_PAGE])


def register(exhibit: Exhibit) -> None:
    """Note that an exhibit is shown."""
    st.session_state.setdefault(_SHOWN, []).append((st.session_state.get(_SECTION, ""), exhibit))


def shown() -> list[Exhibit]:
    """The exhibits drawn in this run so far: what "present this" presents."""
    return [exhibit for _, exhibit in st.session_state.get(_SHOWN, [])]


def section_of(key: str) -> str:
    """The section in which the exhibit of this key was shown; "" for the first screen, and for one not shown."""
    return next((section for section, exhibit in st.session_state.get(_SHOWN, []) if exhibit.key == key), "")


@contextmanager
def inside(section: str) -> Iterator[None]:
    """What is shown in the block stands in this section of the page."""
    before = st.session_state.get(_SECTION, "")
    st.session_state[_SECTION] = section
    try:
        yield
    finally:
        st.session_state[_SECTION] = before


def is_wanted(section: str) -> bool:
    """Whether this section shall be drawn although the reader has not opened it."""
    return bool(section) and st.session_state.get(_WANTED) == section
