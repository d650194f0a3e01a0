"""How a result of the analysis room is opened, and its sentences written."""

from collections.abc import Callable, Sequence
from contextlib import nullcontext
from typing import TypeVar

from cxdata.errors import CxError
from cxdata.ui.frame import elements
from cxdata.ui.frame.text import small, warned

R = TypeVar("R")


def answer_or_say_why(ask: Callable[[], R], *, waiting: str = "") -> R | None:
    """The result of a question; None, with the reason on the page, where it cannot be had. `waiting` is what a reader
    sees meanwhile.
    """
    try:
        with elements.spinner(waiting) if waiting else nullcontext():
            return ask()
    except CxError as reason:
        elements.info(str(reason))
        return None


def say(*sentences: str) -> None:
    """Sentences one under another, in smaller type; empty ones are left out."""
    for sentence in sentences:
        if sentence:
            elements.markdown(small(sentence))


def warn(warnings: Sequence[str]) -> None:
    """What doubts the figures themselves, one line each."""
    for line in warned(warnings):
        elements.markdown(line)
