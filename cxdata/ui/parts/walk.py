"""The walk after the first screen: sections that compute nothing until they are opened, and switches between splits."""

from collections.abc import Callable, Mapping

import streamlit as st

from cxdata.errors import CxError
from cxdata.store_files import StoreTrouble
from cxdata.ui.frame import elements, presenting

_LONGEST = 80  # letters: nothing that a switch offers is longer


def section(title: str, draw: Callable[[], None], *, key: str, open_at_first: bool = False) -> None:
    """A part of the page under a title that says what it answers; drawn, and its figures asked for, once it is open."""
    part = elements.expander(title, expanded=open_at_first, on_change="rerun", key=f"section-{key}")
    if part.open or presenting.is_wanted(key):
        with part, presenting.inside(key):
            try:
                draw()
            except StoreTrouble:
                raise
            except CxError as refusal:
                elements.error(str(refusal))  # the sections below it are still of use


def switch(label: str, options: Mapping[str, str], *, key: str, start: str = "") -> str:
    """One of several splits of the same question, in place of a card for each: the key of the one chosen.

    `options` maps keys to the words shown, which speak for themselves and stand in the link: they are the program's own
    words, never out of the data. `label` is read out only. At first `start` is chosen, or where it is none of them the
    first, and the choice stays in the link. Options that the data does not have are left out by the caller, who must
    give at least one.
    """
    keys = list(options)
    first = start if start in options else keys[0]
    _say_gone(label, options, key, keys[0] if len(keys) == 1 else first)
    return keys[0] if len(keys) == 1 else elements.segmented_control(label, options, key=key, start=first)


def _say_gone(label: str, options: Mapping[str, str], key: str, first: str) -> None:
    """Say on a link's first run what it asks for that the switch does not have: Streamlit drops it without a word."""
    asked = st.query_params.get(key)
    if asked and key not in st.session_state and asked not in options.values() and len(asked) <= _LONGEST:
        elements.warning(f"{label}: the link asks for “{asked}”, which is not there. Shown instead: {options[first]}.")
