"""What charts with a name a row share: the names down the left, the axis along the bottom, the value at each end."""

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


def value_axis(span: tuple[float, float], marks: Sequence[float], texts: Sequence[str], title: str) -> dict[str, Any]:
    """The axis of the figures, with these marks only; `title` is safe to put into a figure."""
    return axis(
        range=list(span),
        tickvals=list(marks),
        ticktext=list(texts),
        title={"text": title, "font": {"size": SMALL, "color": QUIET}},
    )


def words_after(
    figure: go.Figure, at: Sequence[float], places: Sequence[float], words: Sequence[str], *, size: int = SIZE
) -> None:
    """Words to the right of each figure, never cut off at the edge of the plot."""
    figure.add_trace(
        go.Scatter(
            mode="text",
            x=list(at),
            y=list(places),
            text=["  " + word for word in words],
            textposition="middle right",
            textfont={"size": size, "color": INK},
            cliponaxis=False,
            hoverinfo="skip",
        )
    )


def whiskers(
    figure: go.Figure,
    at: Sequence[float],
    places: Sequence[float],
    *,
    below: Sequence[float],
    above: Sequence[float],
) -> None:
    """The 95 % ranges, each so far below and above its figure: dark over a white halo, so that they are seen on a dark
    bar and on paper alike.
    """
    for colour, thickness, cap in ((WHITE, 5, 5), (INK, 1.8, 4)) if at else ():
        figure.add_trace(
            go.Scatter(
                mode="markers",
                x=list(at),
                y=list(places),
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
