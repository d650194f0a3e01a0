"""The two exhibits as Plotly figures, and a tile's course as a picture: the same in every peer."""

import base64

import plotly.graph_objects as go
from figures import Bar


def chart(bars: list[Bar]) -> go.Figure:
    """A row a channel: a line between its two ends, and a dot."""
    names, values = [bar.name for bar in bars], [bar.value for bar in bars]
    figure = go.Figure(
        [
            go.Scatter(
                x=[end for bar in bars for end in (bar.low, bar.high, None)],
                y=[name for bar in bars for name in (bar.name, bar.name, None)],
                mode="lines",
            ),
            go.Scatter(
                x=values,
                y=names,
                mode="markers+text",
                text=[f"{value:.1f}%" for value in values],
                textposition="top right",
            ),
        ]
    )
    figure.add_vline(x=sum(values) / max(len(values), 1))
    figure.update_layout(showlegend=False, height=400)
    return figure


def sparkline(course: list[float]) -> str:
    """A course as the address of an SVG picture."""
    low, high = min(course, default=0), max(course, default=1)
    steps = [
        f"{200 * at / max(len(course) - 1, 1):.1f},{38 - 36 * (value - low) / ((high - low) or 1):.1f}"
        for at, value in enumerate(course)
    ]
    line = f'<polyline points="{" ".join(steps)}" fill="none" stroke="#154273" stroke-width="2"/>'
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 40">{line}</svg>'
    return "data:image/svg+xml;base64," + base64.b64encode(svg.encode()).decode()
