"""A funnel: each group by its base and its figure, with the lines that chance alone would rarely cross."""

import math
from collections.abc import Sequence

import numpy as np
import plotly.graph_objects as go

from cxdata.analysis.hotspots.funnel import FunnelGroup, FunnelResult, is_share
from cxdata.analysis.result import say_list
from cxdata.charts.over_time.annotations import end_labels
from cxdata.charts.parts.alt import sentence
from cxdata.charts.parts.scale import extent, step_for, tick_text, ticks
from cxdata.charts.parts.signs import ORDINARY, Mark, mark_of
from cxdata.charts.parts.theme import (
    CONFIG,
    INK,
    OUTLINE,
    QUIET,
    SMALL,
    WHITE,
    Chart,
    axis,
    base_layout,
    escape_text,
    wrap_name,
)
from cxdata.measures import find_dimension
from cxdata.measures.model import Unit
from cxdata.measures.words import say_count, say_value
from cxdata.stats.funnel.rates import ratio_limits
from cxdata.stats.funnel.shares import Z_INNER, Z_OUTER, proportion_limits

PLOT = 320
WIDE = 30.0  # a largest base so many times the smallest: on a plain axis the small ones would lie in a heap
LABELS = 8
_STEPS = 80
_DOTS = {"high": "triangle-up", "low": "triangle-down"}


def funnel(result: FunnelResult) -> Chart:
    """Each group as a point (base across, figure up), the overall figure as a line, and the lines of 95 and 99.8 %.

    Groups outside the lines are triangles that point the way they differ, filled beyond the outer lines, and named.
    The base runs on a logarithmic axis where the largest is 30 times the smallest or more.
    """
    points = [point for point in result.points if not math.isnan(point.value) and point.denominator > 0]
    if not points or math.isnan(result.centre):
        return _nothing(result)
    low, high = extent([point.denominator for point in points])
    log = high >= low * WIDE
    first, last = (low / 1.3, high * 1.2) if log else (max(low * 0.9, 1.0), high * 1.04)
    bases = np.geomspace(first, last, _STEPS) if log else np.linspace(first, last, _STEPS)
    lines = {z: _lines(result, bases, z) for z in (Z_INNER, Z_OUTER)}
    tick_values = _tick_values(result, points, lines[Z_OUTER])
    figure = go.Figure()
    for z, dash in ((Z_INNER, "dash"), (Z_OUTER, "solid")):
        for side in lines[z]:
            _curve(figure, bases, side, dash)
    figure.add_shape(
        type="line", x0=0, x1=1, xref="paper", y0=result.centre, y1=result.centre, line={"color": INK, "width": 1.8}
    )
    _dots(figure, result, points)
    named = _names(figure, result, points)
    layout = base_layout(height=PLOT + 76, right=_ends(figure, result, lines, tick_values), top=14)
    layout["xaxis"] = _base_axis(result, (first, last), log=log)
    layout["yaxis"] = axis(
        range=[tick_values[0], tick_values[-1]],
        tickvals=tick_values,
        ticktext=[tick_text(result.measure, tick) for tick in tick_values],
    )
    figure.update_layout(layout)
    return Chart(figure, _alt(result, points), dict(CONFIG), _notes(result, points, named, log=log))


def _lines(result: FunnelResult, bases: np.ndarray, z: float) -> tuple[np.ndarray, np.ndarray]:
    """Lower and upper line at each base, in the measure's unit."""
    if is_share(result.measure):
        return proportion_limits(bases, result.centre, z=z, tau2=result.tau2)
    expected = bases * result.centre / result.measure.scale
    limits = [ratio_limits(float(due), z=z, tau2=result.tau2) if due > 0 else (math.nan, math.nan) for due in expected]
    return result.centre * np.array([low for low, _ in limits]), result.centre * np.array([high for _, high in limits])


def _tick_values(
    result: FunnelResult, points: Sequence[FunnelGroup], outer: tuple[np.ndarray, np.ndarray]
) -> list[float]:
    """The axis holds every group and the lines at middling bases; at the smallest the lines may leave the plot."""
    middle = len(outer[0]) // 5
    values = [point.value for point in points] + [result.centre, float(outer[0][middle]), float(outer[1][middle])]
    low, high = extent(values)
    air = (high - low) * 0.05 or abs(high) * 0.1 or 0.1
    return ticks(result.measure, max(low - air, 0.0), high + air)


def _curve(figure: go.Figure, bases: np.ndarray, values: np.ndarray, dash: str) -> None:
    figure.add_trace(
        go.Scatter(
            mode="lines",
            name="99.8%" if dash == "solid" else "95%",
            x=[float(base) for base in bases],
            y=[float(value) for value in values],
            line={"color": OUTLINE, "width": 1.5, "dash": dash},
            hoverinfo="skip",
        )
    )


def _mark(result: FunnelResult, point: FunnelGroup) -> Mark:
    higher = None if not point.strength else point.verdict.startswith("higher")
    return mark_of(higher=higher, better=result.measure.better.value)


def _dots(figure: go.Figure, result: FunnelResult, points: Sequence[FunnelGroup]) -> None:
    marks = [_mark(result, point) for point in points]
    outlines = [shape.colour if point.strength else WHITE for point, shape in zip(points, marks, strict=True)]
    shapes = [
        ORDINARY.symbol if not point.strength else _DOTS["high" if point.verdict.startswith("higher") else "low"]
        for point in points
    ]
    figure.add_trace(
        go.Scatter(
            mode="markers",
            name="groups",
            x=[point.denominator for point in points],
            y=[point.value for point in points],
            cliponaxis=False,
            marker={
                "symbol": shapes,
                "size": [10 if not point.strength else 15 for point in points],
                "color": [
                    WHITE if point.strength == "possible" else shape.colour
                    for point, shape in zip(points, marks, strict=True)
                ],
                "opacity": 1,
                "line": {
                    "color": outlines,
                    "width": [2.5 if point.strength else 1 for point in points],
                },
            },
            customdata=[[point.level] for point in points],
            hovertext=[_hover(result, point) for point in points],
            hovertemplate="%{hovertext}<extra></extra>",
        )
    )


def _hover(result: FunnelResult, point: FunnelGroup) -> str:
    lines = [escape_text(point.name), f"<b>{say_value(result.measure, point.value, point.denominator)}</b>"]
    lines.append(f"{say_count(point.denominator)} {escape_text(result.measure.base or 'in the base')}")
    lines.append(escape_text(f"{point.verdict}{f' ({point.strength})' if point.strength else ''}"))
    return "<br>".join(lines)


def _names(figure: go.Figure, result: FunnelResult, points: Sequence[FunnelGroup]) -> int:
    """The names of the groups that stand out, the furthest first; how many there was no room for."""
    apart = [point for point in points if point.strength]
    apart.sort(key=lambda point: (point.strength != "clear", -abs(point.value - result.centre)))
    log = _is_log(points)
    middle = float(np.median([point.denominator for point in points]))
    for point in apart[:LABELS]:
        left = point.denominator > middle
        figure.add_annotation(
            x=math.log10(point.denominator) if log else point.denominator,
            y=point.value,
            showarrow=False,
            text=escape_text(point.name),
            xanchor="right" if left else "left",
            xshift=-10 if left else 10,
            font={"size": SMALL, "color": INK},
            bgcolor="rgba(255,255,255,0.8)",
        )
    return max(len(apart) - LABELS, 0)


def _is_log(points: Sequence[FunnelGroup]) -> bool:
    low, high = extent([point.denominator for point in points])
    return high >= low * WIDE


def _ends(
    figure: go.Figure,
    result: FunnelResult,
    lines: dict[float, tuple[np.ndarray, np.ndarray]],
    tick_values: Sequence[float],
) -> int:
    """What each line is, at its right-hand end; the pixels that takes."""
    ends = [(result.centre, "Overall", say_value(result.measure, result.centre), INK)]
    for z, words in ((Z_INNER, "95 in 100"), (Z_OUTER, "998 in 1,000")):
        ends += [
            (float(side[-1]), words, "", QUIET) for side in lines[z] if tick_values[0] <= side[-1] <= tick_values[-1]
        ]
    return end_labels(figure, ends, marks=tick_values, plot=PLOT)


def _base_axis(result: FunnelResult, span: tuple[float, float], *, log: bool) -> dict[str, object]:
    title = {
        "text": wrap_name(f"{_capital(result.measure.base) or 'Base'}", 40),
        "font": {"size": SMALL, "color": QUIET},
    }
    if not log:
        step = step_for(Unit.COUNT, span[1] - span[0], 4)
        tick_values = [tick * step for tick in range(int(span[1] // step) + 1) if tick * step >= span[0]]
        return axis(
            range=list(span), tickvals=tick_values, ticktext=[say_count(tick) for tick in tick_values], title=title
        )
    powers = range(math.floor(math.log10(span[0])), math.ceil(math.log10(span[1])) + 1)
    tick_values = [float(10**power) for power in powers]
    return axis(
        type="log",
        range=[math.log10(end) for end in span],
        tickvals=tick_values,
        ticktext=[say_count(tick) for tick in tick_values],
        title=title,
    )


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _notes(result: FunnelResult, points: Sequence[FunnelGroup], unnamed: int, *, log: bool) -> tuple[str, ...]:
    by = find_dimension(result.by).title.lower()
    notes = [
        "By chance alone 95 in 100 would lie between the dashed lines and 998 in 1,000 between the outer ones.",
        result.note,
    ]
    strengths = {point.strength for point in points} - {""}
    if strengths:
        kinds = {"clear": "filled: beyond the outer lines (clear)", "possible": "hollow: between the two (possible)"}
        notes.append(
            f"Triangles stand out, {say_list([kinds[kind] for kind in ('clear', 'possible') if kind in strengths])}."
        )
    if any("exact" in point.method for point in points):
        notes.append(
            "Where few cases are expected, the word rests on an exact count of chance and not on the line as drawn."
        )
    silent = [point.name for point in result.points if point not in points]
    if silent:
        notes.append(f"Not drawn, no figure or too few to say: {say_list(silent)}.")
    if unnamed:
        notes.append(f"{unnamed} more stand out and are named in the table.")
    if log:
        notes.append(f"The size of each {by} is on a scale on which every step is ten times the one before.")
    return tuple(notes)


def _alt(result: FunnelResult, points: Sequence[FunnelGroup]) -> str:
    title, by = result.measure.title.lower(), find_dimension(result.by).title.lower()
    return sentence(f"Funnel chart: {title} by {by}, {len(points)} shown.", result.sentence, result.expected_sentence)


def _nothing(result: FunnelResult) -> Chart:
    figure = go.Figure()
    figure.update_layout(base_layout(height=80) | {"xaxis": {"visible": False}, "yaxis": {"visible": False}})
    figure.add_annotation(
        x=0.5,
        y=0.5,
        xref="paper",
        yref="paper",
        showarrow=False,
        text="Too few to say of any group.",
        font={"size": SMALL, "color": QUIET},
    )
    return Chart(figure, sentence("Funnel chart with nothing to show.", result.sentence), dict(CONFIG))
