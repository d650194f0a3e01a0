"""Marks for points that stand out: shape and colour together, never red against green."""

from dataclasses import dataclass

from cxdata.charts.parts.theme import GREY, INK, PALETTE, WHITE

BLUE, ORANGE, PURPLE = PALETTE[0], PALETTE[3], PALETTE[2]


@dataclass(frozen=True)
class Mark:
    """How a point is drawn: Plotly's symbol, its fill and outline, its size in pixels, and the words for a legend."""

    symbol: str
    colour: str
    outline: str
    size: int
    words: str


ORDINARY = Mark("circle", GREY, GREY, 7, "Small grey circles: ordinary ups and downs.")
GOOD = Mark("circle", BLUE, WHITE, 12, "Large blue circles: better than ordinary ups and downs explain.")
BAD = Mark("diamond", ORANGE, INK, 12, "Orange diamonds: worse than ordinary ups and downs explain.")
CHANGED = Mark("square", PURPLE, WHITE, 11, "Purple squares: more of a change than ordinary ups and downs explain.")


def mark_of(*, higher: bool | None, better: str) -> Mark:
    """The mark of a point that stands out upwards (True), downwards (False) or not at all (None).

    `better` is "higher", "lower" or "neither".
    """
    if higher is None:
        return ORDINARY
    if better == "neither":
        return CHANGED
    return GOOD if (better == "higher") == higher else BAD
