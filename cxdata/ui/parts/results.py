"""How a result of the analysis room is opened, and its sentences and signs written."""

from collections.abc import Callable, Sequence
from contextlib import nullcontext
from typing import TypeVar

import streamlit as st

from cxdata.errors import CxError
from cxdata.stats.spc.verdicts import Sign
from cxdata.ui.frame import cache
from cxdata.ui.frame.exact import Exact
from cxdata.ui.frame.text import plain, small, warned

# Word, shape and colour; the shapes are those of the points on the chart.
_SHAPES = {
    "arrow in circle": ("●", "blue"),
    "arrow in diamond": ("◆", "orange"),
    "arrow": ("■", "violet"),
    "wave": ("○", "gray"),
    "dash": ("–", "gray"),
    "question mark": ("?", "gray"),
    "tick": ("✓", "blue"),
    "cross": ("✗", "orange"),
}
R = TypeVar("R")
_WAYS = {"up": " (up)", "down": " (down)", "level": ""}


def answered(ask: Callable[[], R], *, waiting: str = "") -> R | None:
    """The result of a question; None, with the reason on the page, where it cannot be had.

    The reason may be the data's, or that an exact result was asked for in the published view. `waiting` is what a
    reader sees meanwhile.
    """
    try:
        with st.spinner(waiting) if waiting else nullcontext():
            return ask()
    except CxError as reason:
        st.info(plain(str(reason)))
        return None


def show(exact: Exact[R], officers: Callable[[R], None], *, published: Callable[[], None], waiting: str = "") -> None:
    """A part made of an exact result: `officers` draws it; in the published view `published` stands in its place."""
    if cache.publishing():
        published()
    elif (result := answered(exact.for_officers, waiting=waiting)) is not None:
        officers(result)


def nothing() -> None:
    """What the published view shows of a part that is for officers and need not be missed."""


def say(*sentences: str) -> None:
    """Sentences one under another, in smaller type; empty ones are left out."""
    for sentence in sentences:
        if sentence:
            st.markdown(small(sentence))


def warn(warnings: Sequence[str]) -> None:
    """What doubts the figures themselves, one line each."""
    for line in warned(warnings):
        st.markdown(line)


def sign(found: Sign) -> str:
    """A verdict as shape, colour and word, in markdown: '● improvement (up)'."""
    shape, colour = _SHAPES[found.shape]
    way = _WAYS[found.direction] if found.shape.startswith("arrow") else ""
    return f":{colour}[**{shape}**] {plain(found.word)}{way}"
