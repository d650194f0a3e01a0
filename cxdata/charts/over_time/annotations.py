"""Labels put straight into a Plotly figure: the same words as `labels`, for charts that are not drawings yet."""

from collections.abc import Sequence

import plotly.graph_objects as go

from cxdata.charts.over_time.labels import ROW, Event, PlacedEvent, place_events, spread_labels
from cxdata.charts.parts.theme import OUTLINE, QUIET, SMALL, escape_text, lines_in, room_for, wrap_name

__all__ = ["ROW", "Event", "draw_events", "end_label", "end_labels", "place_events", "spread_labels"]
_SIDES = {"start": "left", "middle": "center", "end": "right"}


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
            xanchor=_SIDES[event.anchor],
            text="<br>".join(escape_text(line) for line in event.text.split("\n")),
            align=_SIDES[event.anchor],
            font={"size": SMALL, "color": QUIET},
        )


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
