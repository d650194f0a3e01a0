"""A drawing as a Plotly figure for the screen: the places, colours and words of the paper, and hover texts besides."""

from functools import lru_cache
from html import escape
from typing import Any

import plotly.graph_objects as go

from cxdata.charts.drawing.colours import GRID, INK, OUTLINE, QUIET, WHITE
from cxdata.charts.drawing.marks import SIZE, Area, Bars, Line, Mark, Points, Text
from cxdata.charts.drawing.model import Axis, Drawing, Margins, Tick
from cxdata.charts.drawing.place import fit
from cxdata.charts.drawing.rings import wind

FAMILY = 'Arial, "Liberation Sans", Helvetica, sans-serif'
"""Pictures have no web fonts: only a font that every machine has is as wide on paper as on the screen."""

LEAST = 480
"""Pixels: how wide the place of a drawing is on the narrowest laptop; its texts are whole from there on."""

CONFIG: dict[str, Any] = {"displayModeBar": False, "responsive": True, "scrollZoom": False, "doubleClick": False}
_SYMBOLS = {
    "circle": "circle",
    "diamond": "diamond",
    "triangle": "triangle-up",
    "triangle-down": "triangle-down",
    "square": "square",
}


@lru_cache(maxsize=128)
def figure_of(drawing: Drawing) -> go.Figure:
    """The figure, built once for each drawing. Show it with Streamlit's own theme switched off (theme=None)."""
    drawing = fit(drawing, LEAST)
    figure = go.Figure(layout=_layout(drawing))
    traces: list[Any] = []
    words: list[dict[str, Any]] = []
    for mark in drawing.marks:
        if isinstance(mark, Text):
            words.append(_annotation(mark))
        else:
            traces += _traces(mark)
    figure.add_traces(traces)
    titles = [_title_over(drawing)] if drawing.y.title else []
    figure.update_layout(annotations=[*words, *titles])
    return figure


def _layout(drawing: Drawing) -> dict[str, Any]:
    margins: Margins = drawing.margins
    across = _axis(drawing.x, upright=False)
    upright = _axis(drawing.y, upright=True)
    if drawing.square:
        upright |= {"scaleanchor": "x", "scaleratio": 1, "constrain": "domain"}
        across |= {"constrain": "domain"}
    return {
        "template": None,
        "height": drawing.height,
        "autosize": True,
        "margin": {"l": margins.left, "r": margins.right, "t": margins.top, "b": margins.bottom, "pad": 6},
        "font": {"family": FAMILY, "size": SIZE, "color": INK},
        "paper_bgcolor": WHITE,
        "plot_bgcolor": WHITE,
        "showlegend": False,
        "hovermode": "closest",
        "dragmode": False,
        "barmode": "overlay",
        "hoverlabel": {
            "bgcolor": WHITE,
            "bordercolor": OUTLINE,
            "align": "left",
            "font": {"family": FAMILY, "size": SIZE, "color": INK},
        },
        "xaxis": across,
        "yaxis": upright,
    }


def _axis(axis: Axis, *, upright: bool) -> dict[str, Any]:
    usual = next((tick.colour for tick in axis.ticks), QUIET)
    return {
        "range": list(axis.span),
        "tickvals": [tick.at for tick in axis.ticks],
        "ticktext": [_tick_text(tick, usual) for tick in axis.ticks],
        "showgrid": axis.grid,
        "gridcolor": GRID,
        "fixedrange": True,
        "automargin": False,
        "showline": False,
        "zeroline": False,
        "ticks": "",
        "tickangle": 0,
        "tickfont": {"size": SIZE, "color": usual},
        "title": {"text": "" if upright else _escape(axis.title), "font": {"size": SIZE, "color": QUIET}},
    }


def _tick_text(tick: Tick, usual: str) -> str:
    text = _lines(tick.words)
    text = f"<b>{text}</b>" if tick.strong else text
    return text if tick.colour == usual else f'<span style="color:{tick.colour}">{text}</span>'


def _title_over(drawing: Drawing) -> dict[str, Any]:
    return {
        "text": _escape(drawing.y.title),
        "xref": "paper",
        "yref": "paper",
        "x": 0,
        "y": 1,
        "xanchor": "left",
        "yanchor": "bottom",
        "yshift": 6,
        "showarrow": False,
        "font": {"size": SIZE, "color": QUIET},
    }


def _traces(mark: Mark) -> list[Any]:
    if isinstance(mark, Points):
        return [_points(mark)]
    if isinstance(mark, Line):
        return [_line(mark)]
    if isinstance(mark, Bars):
        return [_bars(mark)]
    assert isinstance(mark, Area)
    return [_area(mark)]


def _points(mark: Points) -> go.Scatter:
    points = mark.points
    return go.Scatter(
        mode="markers",
        x=[point.x for point in points],
        y=[point.y for point in points],
        marker={
            "symbol": [_SYMBOLS[point.shape] for point in points],
            "size": [point.size for point in points],
            "color": [WHITE if point.hollow else point.colour for point in points],
            "line": {"color": [point.colour for point in points], "width": 2.5},
            "opacity": 1,
        },
        cliponaxis=False,
        customdata=[[point.key] for point in points],
        **_hover([point.hover for point in points]),
    )


def _line(mark: Line) -> go.Scatter:
    return go.Scatter(
        mode="lines",
        x=list(mark.xs),
        y=list(mark.ys),
        line={"color": mark.colour, "width": mark.width, "dash": mark.dash},
        connectgaps=False,
        cliponaxis=False,
        hoverinfo="skip",
    )


def _bars(mark: Bars) -> go.Bar:
    bars = mark.bars
    return go.Bar(
        orientation="h",
        base=[bar.x0 for bar in bars],
        x=[bar.x1 - bar.x0 for bar in bars],
        y=[(bar.y0 + bar.y1) / 2 for bar in bars],
        width=[abs(bar.y1 - bar.y0) for bar in bars],
        marker={
            "color": [bar.fill for bar in bars],
            "line": {
                "color": [bar.outline or bar.fill for bar in bars],
                "width": [1 if bar.outline or bar.hatched else 0 for bar in bars],
            },
            "pattern": {
                "shape": ["/" if bar.hatched else "" for bar in bars],
                "bgcolor": [WHITE if bar.hatched else bar.fill for bar in bars],
                "fgcolor": [bar.fill for bar in bars],
                "fgopacity": 1,
                "size": 7,
                "solidity": 0.25,
            },
        },
        customdata=[[bar.key] for bar in bars],
        **_hover([bar.hover for bar in bars]),
    )


def _area(mark: Area) -> go.Scatter:
    xs: list[float | None] = []
    ys: list[float | None] = []
    for ring in wind(mark.rings):
        xs += [*(x for x, _ in ring), None]
        ys += [*(y for _, y in ring), None]
    return go.Scatter(
        mode="lines",
        x=xs,
        y=ys,
        fill="toself" if mark.fill else "none",
        fillcolor=mark.fill or None,
        opacity=mark.opacity,
        line={"color": mark.outline, "width": mark.width},
        hoveron="fills" if mark.fill and mark.hover else None,
        text=_lines(mark.hover) if mark.hover else None,
        hoverinfo="text" if mark.hover else "skip",
        customdata=[[mark.key]] * len(xs),
        cliponaxis=False,
    )


def _hover(texts: list[str]) -> dict[str, Any]:
    if not any(texts):
        return {"hoverinfo": "skip"}
    return {"hovertext": [_lines(text) for text in texts], "hovertemplate": "%{hovertext}<extra></extra>"}


def _annotation(mark: Text) -> dict[str, Any]:
    text = _lines(mark.words)
    return {
        "x": mark.x,
        "y": mark.y,
        "text": f"<b>{text}</b>" if mark.bold else text,
        "showarrow": False,
        "xanchor": {"start": "left", "middle": "center", "end": "right"}[mark.anchor],
        "yanchor": "middle",
        "xshift": mark.dx,
        "yshift": -mark.dy,
        "align": {"start": "left", "middle": "center", "end": "right"}[mark.anchor],
        "borderpad": 3 if mark.fill else 0,
        "font": {"size": mark.size, "color": mark.colour},
        **({"bgcolor": mark.fill or WHITE} if mark.halo or mark.fill else {}),
    }


def _lines(words: str) -> str:
    return "<br>".join(_escape(line) for line in words.split("\n"))


def _escape(text: str) -> str:
    """Literal text: the browser reads a few tags in a figure's text, links among them."""
    return escape(text, quote=False)
