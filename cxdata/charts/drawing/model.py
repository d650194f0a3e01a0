"""A drawing: marks on two axes, with every margin and tick given, so that each way of drawing it agrees."""

from dataclasses import dataclass

from cxdata.charts.drawing.colours import INK, QUIET
from cxdata.charts.drawing.marks import Mark


@dataclass(frozen=True)
class Tick:
    """A place on an axis and what is written there; a line break in it breaks the line."""

    at: float
    words: str
    strong: bool = False
    colour: str = QUIET


@dataclass(frozen=True)
class Axis:
    """The values at the two ends (left and right, bottom and top), the ticks, and whether a grid line goes from each.

    `title` stands under the ticks of the lower axis, and over the plot for the upright one. A span given the other way
    round turns the axis over.
    """

    span: tuple[float, float]
    ticks: tuple[Tick, ...] = ()
    title: str = ""
    grid: bool = False


@dataclass(frozen=True)
class Margins:
    """Pixels around the plot, in which tick texts, titles and labels stand."""

    left: int = 8
    right: int = 16
    top: int = 8
    bottom: int = 34


@dataclass(frozen=True)
class Drawing:
    """Marks in the order they are drawn, on two axes; bars lie under all others, words over them.

    `height` in pixels counts the margins; the place has the width.

    `square` gives both axes one scale (a map) and centres the plot in its place.
    """

    marks: tuple[Mark, ...]
    x: Axis
    y: Axis
    height: int
    margins: Margins = Margins()
    square: bool = False


@dataclass(frozen=True)
class Chart:
    """A drawing, the sentence that stands in for it, one line that says how to read it, and what must stand under it.

    `notes` are sentences a reader must see, because the drawing alone would mislead without them.
    """

    drawing: Drawing
    alt: str
    reading: str = ""
    notes: tuple[str, ...] = ()


def names(words: tuple[str, ...] | list[str], *, strong: int | None = None) -> Axis:
    """The upright axis with one name a row, read from the top; `strong` is the row picked out."""
    ticks = tuple(Tick(row, name, strong=row == strong, colour=INK) for row, name in enumerate(words))
    return Axis((max(len(words), 1) - 0.5, -0.5), ticks)
