"""Marks for what stands out: shape and colour together, never red against green."""

from dataclasses import dataclass

from cxdata.analysis.change.summary import Change
from cxdata.charts.drawing.colours import ACCENT, GREY, PALETTE, WARM
from cxdata.charts.drawing.marks import Shape


@dataclass(frozen=True)
class Sign:
    """How a figure is marked: its shape and colour, its height in pixels, and the words for a legend."""

    shape: Shape
    colour: str
    size: int
    words: str

    @property
    def key(self) -> str:
        """'Diamond: worse than ordinary ups and downs explain.'"""
        return f"{_NAMES[self.shape]}: {self.words}."


_NAMES = {"circle": "Small circle", "triangle": "Triangle", "diamond": "Diamond", "square": "Square"}
ORDINARY = Sign("circle", GREY, 8, "ordinary ups and downs")
GOOD = Sign("triangle", ACCENT, 15, "better than ordinary ups and downs explain")
BAD = Sign("diamond", WARM, 15, "worse than ordinary ups and downs explain")
CHANGED = Sign("square", PALETTE[2], 13, "more of a change than ordinary ups and downs explain")
_OF = {Change.BETTER: GOOD, Change.WORSE: BAD, Change.CHANGED: CHANGED}


def sign_of(*, higher: bool | None, better: str) -> Sign:
    """The mark of a point that stands out upwards (True), downwards (False) or not at all (None).

    `better` is "higher", "lower" or "neither".
    """
    if higher is None:
        return ORDINARY
    if better == "neither":
        return CHANGED
    return GOOD if (better == "higher") == higher else BAD


def sign_for(change: Change) -> Sign:
    """The mark of a measure by what became of it."""
    return _OF.get(change, ORDINARY)
