"""What charts with one named row for each group share: the two axes, the values beside the marks, and the ranges."""

from collections.abc import Sequence
from typing import Any

import plotly.graph_objects as go

from cxdata.charts.parts.theme import INK, QUIET, SIZE, SMALL, WHITE, axis


def names_axis(names: Sequence[str]) -> dict[str, Any]:
    """The axis with one name a row, read from the top."""
    return axis(
        range=[max(len(names), 1) - 0.5, -0.5],
        tickvals=list(range(len(names))),
        ticktext=list(names),
        showgrid=False,
        tickfont={"size": SIZE, "color": INK},
    )


def value_axis(
    span: tuple[float, float], tick_values: Sequence[float], texts: Sequence[str], title: str
) -> dict[str, Any]:
    """The axis of the figures, with these ticks only; `title` is safe to put into a figure."""
    return axis(
        range=list(span),
        tickvals=list(tick_values),
        ticktext=list(texts),
        title={"text": title, "font": {"size": SMALL, "color": QUIET}},
    )


def words_after(
    figure: go.Figure, values: Sequence[float], rows: Sequence[float], words: Sequence[str], *, size: int = SIZE
) -> None:
    """Write words to the right of each value, one value a row; they are not cut off at the edge of the plot."""
    figure.add_trace(
        go.Scatter(
            mode="text",
            x=list(values),
            y=list(rows),
            text=["  " + word for word in words],
            textposition="middle right",
            textfont={"size": size, "color": INK},
            cliponaxis=False,
            hoverinfo="skip",
        )
    )


def whiskers(
    figure: go.Figure,
    values: Sequence[float],
    rows: Sequence[float],
    *,
    below: Sequence[float],
    above: Sequence[float],
) -> None:
    """Draw the 95 % ranges: `below` and `above` are the distances from each value to its limits.

    Dark over a white halo, so that they are seen on a dark bar and on paper alike.
    """
    for colour, thickness, cap in ((WHITE, 5, 5), (INK, 1.8, 4)) if values else ():
        figure.add_trace(
            go.Scatter(
                mode="markers",
                x=list(values),
                y=list(rows),
                marker={"size": 1, "opacity": 0},
                error_x={
                    "type": "data",
                    "symmetric": False,
                    "array": list(above),
                    "arrayminus": list(below),
                    "color": colour,
                    "thickness": thickness,
                    "width": cap,
                },
                cliponaxis=False,
                hoverinfo="skip",
            )
        )
