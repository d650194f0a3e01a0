"""How a result of the analysis room is opened, and its sentences written."""

from collections.abc import Callable, Sequence
from contextlib import nullcontext
from typing import TypeVar

from cxdata.errors import CxError
from cxdata.ui.frame import cache, elements
from cxdata.ui.frame.exact import Exact
from cxdata.ui.frame.text import small, warned

R = TypeVar("R")


def answer_or_say_why(ask: Callable[[], R], *, waiting: str = "") -> R | None:
    """The result of a question; None, with the reason on the page, where it cannot be had.

    The reason may be the data's, or that an exact result was asked for in the published view. `waiting` is what a
    reader sees meanwhile.
    """
    try:
        with elements.spinner(waiting) if waiting else nullcontext():
            return ask()
    except CxError as reason:
        elements.info(str(reason))
        return None


def show(exact: Exact[R], officers: Callable[[R], None], *, published: Callable[[], None], waiting: str = "") -> None:
    """A part made of an exact result: `officers` draws it; in the published view `published` stands in its place."""
    if cache.publishing():
        published()
    elif (result := answer_or_say_why(exact.for_officers, waiting=waiting)) is not None:
        officers(result)


def say(*sentences: str) -> None:
    """Sentences one under another, in smaller type; empty ones are left out."""
    for sentence in sentences:
        if sentence:
            elements.markdown(small(sentence))


def warn(warnings: Sequence[str]) -> None:
    """What doubts the figures themselves, one line each."""
    for line in warned(warnings):
        elements.markdown(line)
