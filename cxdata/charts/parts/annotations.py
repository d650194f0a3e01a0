"""Labels on a chart over time: dated events, target lines, and the names at the ends of lines."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import plotly.graph_objects as go

from cxdata.charts.parts.theme import OUTLINE, QUIET, SMALL, escape_text, lines_in, room_for, wrap_name

ROW = 19  # pixels a line of event labels takes above the plot
_NARROW = 190  # pixels: how wide the plot is on a phone
_WIDEST = 24  # characters of a label that have room there

Event = tuple[date, str]


@dataclass(frozen=True)
class PlacedEvent:
    """An event with its label, broken into lines and safe to draw, and where that goes.

    `row` is the line of the label's foot, counted from the plot upwards, `anchor` the side it is anchored at.
    """

    day: date
    text: str
    row: int
    anchor: str
    left: float
    right: float

    @property
    def top(self) -> int:
        """The first line above the label that is free."""
        return self.row + lines_in(self.text)


def place_events(events: Sequence[Event], first: date, last: date) -> list[PlacedEvent]:
    """The events between `first` and `last`, with lines above the plot on which no label overlaps another."""
    days = max((last - first).days, 1)
    placed: list[PlacedEvent] = []
    for day, text in sorted(events):
        if not first <= day <= last:
            continue
        across = (day - first).days / days
        anchor = "left" if across < 0.35 else "right" if across > 0.65 else "center"
        label = wrap_name(text, _WIDEST)
        width = room_for([label], size=SMALL) / _NARROW
        left = across - {"left": 0.0, "center": width / 2, "right": width}[anchor]
        near = [other for other in placed if left < other.right and other.left < left + width]
        rows = sorted({0, *(other.top for other in near)})
        row = next(row for row in rows if all(row + lines_in(label) <= o.row or o.top <= row for o in near))
        placed.append(PlacedEvent(day, label, row, anchor, left, left + width))
    return placed


def draw_events(figure: go.Figure, placed: Sequence[PlacedEvent]) -> None:
    """Draw a thin dotted line at each event's date, with its label above the plot."""
    for event in placed:
        day = event.day.isoformat()
        figure.add_shape(
            type="line", x0=day, x1=day, y0=0, y1=1, yref="paper", line={"color": OUTLINE, "width": 1, "dash": "dot"}
        )
        figure.add_annotation(
            x=day,
            y=1,
            yref="paper",
            yanchor="bottom",
            yshift=event.row * ROW,
            showarrow=False,
            xanchor=event.anchor,
            text=event.text,
            align=event.anchor,
            font={"size": SMALL, "color": QUIET},
        )


def draw_level(figure: go.Figure, value: float) -> None:
    """A dashed level line across the plot."""
    figure.add_shape(
        type="line", x0=0, x1=1, xref="paper", y0=value, y1=value, line={"color": OUTLINE, "width": 2, "dash": "dash"}
    )


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


def end_label(figure: go.Figure, height: float, text: str, colour: str) -> None:
    """A name or a value to the right of the plot at this height of the y axis."""
    figure.add_annotation(
        x=1,
        xref="paper",
        xanchor="left",
        xshift=8,
        y=height,
        yanchor="middle",
        showarrow=False,
        align="left",
        text=text,
        font={"size": SMALL, "color": colour},
    )


def end_labels(
    figure: go.Figure, ends: Sequence[tuple[float, str, str, str]], *, marks: Sequence[float], plot: int, wide: int = 13
) -> int:
    """What lines are, each at its height at the right (height, words, value, colour), moved apart; the pixels needed.

    A value stays in one piece: it goes under its words where both are too long for one line. `marks` are the values of
    the y axis from the bottom to the top, `plot` its length in pixels.
    """
    texts = [_label(words, value, wide) for _, words, value, _ in ends]
    per_pixel = (marks[-1] - marks[0]) / plot
    sizes = [(lines_in(text) * 17 + 5) * per_pixel for text in texts]
    reach = 26 * per_pixel
    heights = spread_labels([height for height, _, _, _ in ends], sizes, marks[0] - reach, marks[-1] + reach)
    for height, text, (_, _, _, colour) in zip(heights, texts, ends, strict=True):
        end_label(figure, height, text, colour)
    return room_for(texts, size=SMALL) + 10 if texts else 20


def _label(words: str, value: str, wide: int) -> str:
    together = f"{words} {value}".strip()
    return (
        wrap_name(together, wide)
        if len(together) <= wide or not value
        else f"{wrap_name(words, wide)}<br>{escape_text(value)}"
    )
