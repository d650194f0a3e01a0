"""Words on a chart over time: dated events above the plot, and names and values at the ends of its lines."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from textwrap import wrap

from cxdata.charts.drawing.colours import OUTLINE, QUIET
from cxdata.charts.drawing.font import width
from cxdata.charts.drawing.marks import SIZE, Anchor, Line, Mark, Text

ROW = 21
"""Pixels a line of words takes."""
PLOT, NARROW_PLOT = 400, 190
"""Pixels: how wide the plot is beside the tiles on a projector, and on a phone; by these no label meets another."""
_WIDEST, _NARROW_WIDEST = 34, 24  # characters of an event's label in one line
_GAP = 8  # pixels between the plot and the words at its right
_LIFT = 14  # pixels between the plot and the labels over it, which may reach over the word of the top tick

Event = tuple[date, str]


@dataclass(frozen=True)
class PlacedEvent:
    """An event with its label, broken into lines, and where that goes.

    `row` is the line of the label's foot, counted from the plot upwards; `left` and `right` are its ends as shares of
    the plot's width.
    """

    day: date
    text: str
    row: int
    anchor: Anchor
    left: float
    right: float

    @property
    def top(self) -> int:
        """The first line above the label that is free."""
        return self.row + lines_in(self.text)


def lines_in(text: str) -> int:
    """How many lines a text takes."""
    return text.count("\n") + 1


def place_events(events: Sequence[Event], first: date, last: date, *, plot: int = NARROW_PLOT) -> list[PlacedEvent]:
    """The events between `first` and `last`, with lines above the plot on which no label overlaps another."""
    days = max((last - first).days, 1)
    placed: list[PlacedEvent] = []
    for day, text in sorted(events):
        if not first <= day <= last:
            continue
        across = (day - first).days / days
        anchor: Anchor = "start" if across < 0.35 else "end" if across > 0.65 else "middle"
        label = "\n".join(wrap(text, _NARROW_WIDEST if plot <= NARROW_PLOT else _WIDEST, break_on_hyphens=False)) or " "
        share = (width(label, SIZE) + 12) / plot
        left = across - {"start": 0.0, "middle": share / 2, "end": share}[anchor]
        near = [other for other in placed if left < other.right and other.left < left + share]
        rows = sorted({0, *(other.top for other in near)})
        row = next(row for row in rows if all(row + lines_in(label) <= o.row or o.top <= row for o in near))
        placed.append(PlacedEvent(day, label, row, anchor, left, left + share))
    return placed


def event_marks(placed: Sequence[PlacedEvent], span: tuple[float, float]) -> list[Mark]:
    """A thin dotted line at each event's date from the foot to the top of the plot, and its label above."""
    marks: list[Mark] = []
    for event in placed:
        day = event.day.toordinal()
        marks.append(Line((day, day), span, OUTLINE, width=1, dash="dot"))
        lift = ROW * (event.row + lines_in(event.text) / 2) + _LIFT
        marks.append(Text(day, span[1], event.text, anchor=event.anchor, dy=-lift, colour=QUIET))
    return marks


def room_above(placed: Sequence[PlacedEvent]) -> int:
    """Pixels above the plot that the labels of these events need."""
    return 8 + (_LIFT if placed else 4) + ROW * max((event.top for event in placed), default=0)


@dataclass(frozen=True)
class End:
    """What stands at the right of a line: the line's height there in the axis's unit, its words and its value."""

    height: float
    words: str
    value: str
    colour: str
    bold: bool = False


def end_texts(ends: Sequence[End], *, at: float, span: tuple[float, float], plot: int, wide: int = 20) -> list[Text]:
    """The words at the right of lines, moved apart so that none lies on another.

    A value stays in one piece: it goes under its words where both are too long for one line of `wide` characters. `at`
    is the right end of the lower axis, `span` the ends of the upright one, `plot` its length in pixels.
    """
    texts = [_label(end.words, end.value, wide) for end in ends]
    per_pixel = (span[1] - span[0]) / plot
    sizes = [(lines_in(text) * ROW + 3) * per_pixel for text in texts]
    low, high = span[0] - 6 * per_pixel, span[1] + ROW * per_pixel  # below stand the dates
    heights = spread_labels([end.height for end in ends], sizes, low, high)
    return [
        Text(at, height, text, dx=_GAP, colour=end.colour, bold=end.bold)
        for end, text, height in zip(ends, texts, heights, strict=True)
    ]


def room_right(texts: Sequence[Text]) -> int:
    """Pixels at the right of the plot that these words need."""
    return max((width(text.words, text.size) + round(text.dx) for text in texts), default=0) + 12


def spread_labels(heights: Sequence[float], sizes: Sequence[float], low: float, high: float) -> list[float]:
    """The heights (middles) of labels of these sizes, moved apart so that none overlaps, as far as they fit."""
    order = sorted(range(len(heights)), key=lambda index: heights[index])
    moved = list(heights)
    floor = low
    for index in order:
        moved[index] = max(moved[index], floor + sizes[index] / 2)
        floor = moved[index] + sizes[index] / 2
    ceiling = high
    for index in reversed(order):
        moved[index] = min(moved[index], ceiling - sizes[index] / 2)
        ceiling = moved[index] - sizes[index] / 2
    return moved


def _label(words: str, value: str, wide: int) -> str:
    together = f"{words} {value}".strip()
    if "\n" in value:
        return together
    if len(together) <= wide or not value:
        return "\n".join(wrap(together, wide, break_on_hyphens=False))
    return "\n".join([*wrap(words, wide, break_on_hyphens=False), value])
