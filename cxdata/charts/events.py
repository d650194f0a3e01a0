"""What is written over a chart of time: dated events, a target, the names at the ends of lines."""

from collections.abc import Sequence
from datetime import date

import plotly.graph_objects as go

from cxdata.charts.theme import INK, OUTLINE, QUIET, SMALL, safe

ROW = 19  # pixels a line of event labels takes above the plot
_APART = 0.34  # of the axis: labels of events closer than this go on different lines

Event = tuple[date, str]


def event_rows(events: Sequence[Event], first: date, last: date) -> list[tuple[date, str, int]]:
    """Events within the axis, each with the line its label goes on so that no two run into one another."""
    days = max((last - first).days, 1)
    placed: list[tuple[date, str, int]] = []
    for day, text in sorted(events):
        if not first <= day <= last:
            continue
        taken = {row for other, _, row in placed if (day - other).days / days < _APART}
        placed.append((day, text, next(row for row in range(len(events) + 1) if row not in taken)))
    return placed


def draw_events(figure: go.Figure, placed: Sequence[tuple[date, str, int]], first: date, last: date) -> None:
    """A thin line a date, its label above the plot."""
    days = max((last - first).days, 1)
    for day, text, row in placed:
        across = (day - first).days / days
        figure.add_shape(
            type="line", x0=day.isoformat(), x1=day.isoformat(), y0=0, y1=1, yref="paper",
            line={"color": OUTLINE, "width": 1, "dash": "dot"},
        )  # fmt: skip
        figure.add_annotation(
            x=day.isoformat(), y=1, yref="paper", yanchor="bottom", yshift=row * ROW, showarrow=False,
            xanchor="left" if across < 0.3 else "right" if across > 0.6 else "center",
            text=safe(text), font={"size": SMALL, "color": QUIET},
        )  # fmt: skip


def draw_level(figure: go.Figure, value: float, text: str) -> None:
    """A dashed level line across the plot, named at its left end."""
    figure.add_shape(
        type="line", x0=0, x1=1, xref="paper", y0=value, y1=value, line={"color": OUTLINE, "width": 2, "dash": "dash"}
    )
    figure.add_annotation(
        x=0, xref="paper", xanchor="left", y=value, yanchor="bottom", showarrow=False,
        text=safe(text), font={"size": SMALL, "color": QUIET}, bgcolor="rgba(255,255,255,0.85)", borderpad=1,
    )  # fmt: skip


def spread(heights: Sequence[float], gap: float, low: float, high: float) -> list[float]:
    """The heights moved as little as it takes for each to be `gap` from the next and within low to high, in order."""
    order = sorted(range(len(heights)), key=lambda place: heights[place])
    moved = list(heights)
    floor = low
    for place in order:
        moved[place] = max(moved[place], floor)
        floor = moved[place] + gap
    ceiling = high
    for place in reversed(order):
        moved[place] = min(moved[place], ceiling)
        ceiling = moved[place] - gap
    return moved


def end_label(figure: go.Figure, height: float, text: str, colour: str) -> None:
    """A name or a value to the right of the plot at this height of the y axis."""
    figure.add_annotation(
        x=1, xref="paper", xanchor="left", xshift=8, y=height, yanchor="middle", showarrow=False, align="left",
        text=text, font={"size": SMALL, "color": colour or INK},
    )  # fmt: skip
