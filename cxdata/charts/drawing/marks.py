"""What a drawing is made of: lines, areas, bars, points and words, at places on two axes and in plain values.

Every text is literal text of the data (no markup); a line break in it breaks the line. Hover texts show on the screen
only, so nothing may stand in them that the drawing needs.
"""

from dataclasses import dataclass
from typing import Literal

from cxdata.charts.drawing.colours import GREY, INK, WHITE

Shape = Literal["circle", "diamond", "triangle", "triangle-down", "square"]
Dash = Literal["solid", "dash", "dot"]
Anchor = Literal["start", "middle", "end"]

SIZE = 16
"""Type in pixels: the least that is read from the back of a room."""


@dataclass(frozen=True)
class Point:
    """One mark. `size` is its height in pixels; a hollow one has the colour as outline and is white inside.

    `key` is what a click on it chooses.
    """

    x: float
    y: float
    colour: str = GREY
    shape: Shape = "circle"
    size: float = 14
    hollow: bool = False
    hover: str = ""
    key: str = ""


@dataclass(frozen=True)
class Points:
    """Marks in the order they are drawn."""

    points: tuple[Point, ...]


@dataclass(frozen=True)
class Line:
    """A line through its points in order; None breaks it. `width` in pixels."""

    xs: tuple[float | None, ...]
    ys: tuple[float | None, ...]
    colour: str = INK
    width: float = 2
    dash: Dash = "solid"


@dataclass(frozen=True)
class Bar:
    """A rectangle between two values on each axis. `hatched` is for what rests on a small base."""

    x0: float
    x1: float
    y0: float
    y1: float
    fill: str
    hatched: bool = False
    outline: str = ""
    hover: str = ""
    key: str = ""


@dataclass(frozen=True)
class Bars:
    """Rectangles: bars from zero, parts of stacked bars, the cells of a week."""

    bars: tuple[Bar, ...]


@dataclass(frozen=True)
class Area:
    """Closed outlines filled by the even-odd rule, so that an inner ring is a hole. Without a fill it is an outline."""

    rings: tuple[tuple[tuple[float, float], ...], ...]
    fill: str = ""
    outline: str = WHITE
    width: float = 1
    opacity: float = 1
    hover: str = ""
    key: str = ""


@dataclass(frozen=True)
class Text:
    """Words at a place, moved by `dx` and `dy` pixels (down is positive); `y` is the middle of the block's height.

    Words may stand outside the axes, within the margins. `halo` puts white behind them, `fill` a colour.
    """

    x: float
    y: float
    words: str
    anchor: Anchor = "start"
    dx: float = 0
    dy: float = 0
    colour: str = INK
    size: float = SIZE
    bold: bool = False
    halo: bool = False
    fill: str = ""


Mark = Points | Line | Bars | Area | Text
