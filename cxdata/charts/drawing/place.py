"""Where a drawing's plot, values and words stand at a given width: pixels from the left and from the top."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from math import ceil

from cxdata.charts.drawing import font
from cxdata.charts.drawing.colours import QUIET
from cxdata.charts.drawing.marks import SIZE, Anchor, Text
from cxdata.charts.drawing.model import Axis, Drawing, Margins

PAD = 8  # pixels between the plot and what is written on its axes
_TITLE = 8  # pixels between what is written under the plot and the axis' title
_LEAST_PLOT = 40
_ROUNDS = 6


@dataclass(frozen=True)
class Place:
    """The plot's edges in pixels, and with them the place of every value."""

    x: Axis
    y: Axis
    left: float
    right: float
    top: float
    bottom: float

    def across(self, value: float) -> float:
        """Pixels from the left at which a value of the lower axis stands."""
        return self.left + (value - self.x.span[0]) / (self.x.span[1] - self.x.span[0]) * (self.right - self.left)

    def down(self, value: float) -> float:
        """Pixels from the top at which a value of the upright axis stands."""
        return self.bottom - (value - self.y.span[0]) / (self.y.span[1] - self.y.span[0]) * (self.bottom - self.top)


@dataclass(frozen=True)
class Words:
    """Text at its place: `x` is where it is anchored, `y` the middle of its lines; `of` says what it belongs to."""

    of: str
    words: str
    x: float
    y: float
    anchor: Anchor
    colour: str
    size: float = SIZE
    bold: bool = False
    halo: bool = False
    fill: str = ""

    @property
    def box(self) -> tuple[float, float, float, float]:
        """The edges of the text: left, top, right, bottom."""
        wide, high = font.width(self.words, self.size, bold=self.bold), font.height(self.words, self.size)
        left = self.x - {"start": 0, "middle": wide / 2, "end": wide}[self.anchor]
        return left, self.y - high / 2, left + wide, self.y + high / 2


def place(drawing: Drawing, width: float) -> Place:
    """Where the plot stands in a picture of this width; a square one has one scale both ways and is centred."""
    margins = drawing.margins
    left, right = float(margins.left), max(width - margins.right, margins.left + 1.0)
    top, bottom = float(margins.top), max(drawing.height - margins.bottom, margins.top + 1.0)
    if drawing.square:
        wide, high = _span(drawing.x), _span(drawing.y)
        scale = min((right - left) / wide, (bottom - top) / high)
        middle, centre = (left + right) / 2, (top + bottom) / 2
        left, right = middle - wide * scale / 2, middle + wide * scale / 2
        top, bottom = centre - high * scale / 2, centre + high * scale / 2
    return Place(drawing.x, drawing.y, left, right, top, bottom)


def words_of(drawing: Drawing, width: float) -> list[Words]:
    """Every text of a drawing at its place, in the order they are drawn: the axes' first, then the marks'."""
    at = place(drawing, width)
    return [*_on_axes(drawing, at), *(_of_mark(mark, at) for mark in drawing.marks if isinstance(mark, Text))]


def fit(drawing: Drawing, width: float) -> Drawing:
    """The drawing with its margins widened until every text lies inside a picture of this width.

    A drawing whose margins do hold its texts comes back as it is. The plot keeps its height, so that the picture grows
    where the room above or below does. Texts wider than the picture stay cut.
    """
    for _ in range(_ROUNDS):
        boxes = [words.box for words in words_of(drawing, width)]
        short = Margins(
            left=_ceil(-min((box[0] for box in boxes), default=0)),
            right=_ceil(max((box[2] for box in boxes), default=0) - width),
            top=_ceil(-min((box[1] for box in boxes), default=0)),
            bottom=_ceil(max((box[3] for box in boxes), default=0) - drawing.height),
        )
        if short == Margins(0, 0, 0, 0):
            return drawing
        drawing = _widen(drawing, short, width)
    return drawing


def _widen(drawing: Drawing, by: Margins, width: float) -> Drawing:
    margins = drawing.margins
    spare = max(int(width) - margins.left - margins.right - _LEAST_PLOT, 0)
    left = min(by.left, spare)
    wider = Margins(
        left=margins.left + left,
        right=margins.right + min(by.right, spare - left),
        top=margins.top + by.top,
        bottom=margins.bottom + by.bottom,
    )
    return replace(drawing, margins=wider, height=drawing.height + by.top + by.bottom)


def _on_axes(drawing: Drawing, at: Place) -> Iterator[Words]:
    low = at.bottom + PAD
    for tick in drawing.x.ticks:
        high = font.height(tick.words, SIZE)
        yield Words("x tick", tick.words, at.across(tick.at), low + high / 2, "middle", tick.colour, bold=tick.strong)
    for tick in drawing.y.ticks:
        yield Words("y tick", tick.words, at.left - PAD, at.down(tick.at), "end", tick.colour, bold=tick.strong)
    if drawing.x.title:
        below = low + max((font.height(tick.words, SIZE) for tick in drawing.x.ticks), default=0)
        half = font.height(drawing.x.title, SIZE) / 2
        y = max(below + half, min(below + _TITLE + half, drawing.height - half))
        yield Words("x title", drawing.x.title, (at.left + at.right) / 2, y, "middle", QUIET)
    if drawing.y.title:
        half = font.height(drawing.y.title, SIZE) / 2
        yield Words("y title", drawing.y.title, at.left, at.top - 6 - half, "start", QUIET)


def _of_mark(mark: Text, at: Place) -> Words:
    x, y = at.across(mark.x) + mark.dx, at.down(mark.y) + mark.dy
    return Words("mark", mark.words, x, y, mark.anchor, mark.colour, mark.size, mark.bold, mark.halo, mark.fill)


def _span(axis: Axis) -> float:
    return abs(axis.span[1] - axis.span[0])


def _ceil(pixels: float) -> int:
    return max(ceil(pixels - 0.01), 0)
