"""Shares of a whole over time, as stacked bars: how much of all contact each channel has."""

from collections.abc import Sequence

import plotly.graph_objects as go

from cxdata.charts.over_time.annotations import end_label, spread_labels
from cxdata.charts.parts import alt
from cxdata.charts.parts.rows import Row, hover, rows_of
from cxdata.charts.parts.theme import (
    CONFIG,
    GREY,
    PALETTE,
    SMALL,
    WHITE,
    Chart,
    axis,
    base_layout,
    lines_in,
    room_for,
    text_colour,
    wrap_name,
)
from cxdata.charts.parts.timeline import span, time_axis
from cxdata.measures.model import Dimension
from cxdata.measures.query import Answer
from cxdata.measures.words import calendar_start, say_level, say_value

PLOT = 270
_OTHERS = "All others"
_LONG = 60  # steps: with more, the gaps between the bars would be all that is seen


def mix(answer: Answer) -> Chart:
    """A stacked bar for each step of a calendar dimension, its parts the levels of the answer's other dimension.

    The largest parts have a colour each; with more than four parts, all beyond the largest three are grey. Each part
    has its own figure under the pointer, and its name at the right beside the latest bar. Raises ValueError unless the
    answer is split by one calendar dimension and one other.
    """
    if len(answer.by) != 2 or sum(dimension.calendar for dimension in answer.by) != 1:
        raise ValueError("a mix needs one calendar dimension and one other")
    calendar_index = 0 if answer.by[0].calendar else 1
    calendar, other = answer.by[calendar_index], answer.by[1 - calendar_index]
    rows = [row for row in rows_of(answer) if row.has_value]
    starts = span(calendar, [row.levels[calendar_index] for row in rows])
    order = _order(rows, calendar_index)
    colours = _colours(order)
    figure = go.Figure()
    for level in order:
        by_start = {
            calendar_start(calendar, row.levels[calendar_index]): row
            for row in rows
            if row.levels[1 - calendar_index] == level
        }
        drawn = [start for start in starts if start in by_start]
        figure.add_trace(
            go.Bar(
                name=level,
                x=[start.isoformat() for start in drawn],
                y=[by_start[start].value for start in drawn],
                marker={"color": colours[level], "line": {"color": WHITE, "width": 0 if len(starts) > _LONG else 0.8}},
                customdata=[[level, start.isoformat()] for start in drawn],
                hovertext=[hover(answer.measure, answer.by, by_start[start]) for start in drawn],
                hovertemplate="%{hovertext}<extra></extra>",
            )
        )
    latest = [row for row in rows if starts and calendar_start(calendar, row.levels[calendar_index]) == starts[-1]]
    layout = base_layout(height=PLOT + 70, top=14, right=24)
    layout |= {"barmode": "stack", "bargap": 0 if len(starts) > _LONG else 0.12}
    layout["yaxis"] = axis(range=[0, 1], tickvals=[0, 0.25, 0.5, 0.75, 1], ticktext=["0%", "25%", "50%", "75%", "100%"])
    if starts:
        latest_values = {row.levels[1 - calendar_index]: row.value for row in latest}
        layout["xaxis"] = time_axis(calendar, starts, bars=True)
        layout["margin"]["r"] = _add_names(figure, other, latest_values, order, colours)
    figure.update_layout(layout)
    parts = ", ".join(
        f"{say_level(other, row.levels[1 - calendar_index])} {say_value(answer.measure, row.value, row.denominator)}"
        for row in sorted(latest, key=lambda row: order.index(row.levels[1 - calendar_index]))
    )
    when = say_level(calendar, latest[0].levels[calendar_index]) if latest else ""
    words = alt.sentence(
        alt.say_subject("Stacked bars", answer.measure, answer.by) + ".",
        f"In {when}: {parts}." if latest else "No figure can be shown.",
    )
    return Chart(figure, words, dict(CONFIG))


def _order(rows: Sequence[Row], where: int) -> list[str]:
    """Parts from the bottom: four or fewer in the dimension's order, else the largest three and then the rest."""
    levels = list(dict.fromkeys(row.levels[1 - where] for row in rows))
    if len(levels) <= len(PALETTE):
        return levels
    size = {level: sum(row.numerator for row in rows if row.levels[1 - where] == level) for level in levels}
    largest = sorted(levels, key=lambda level: -size[level])[: len(PALETTE) - 1]
    return [level for level in levels if level in largest] + [level for level in levels if level not in largest]


def _colours(order: Sequence[str]) -> dict[str, str]:
    if len(order) <= len(PALETTE):
        return dict(zip(order, PALETTE, strict=False))
    return {level: PALETTE[index] if index < len(PALETTE) - 1 else GREY for index, level in enumerate(order)}


def _add_names(
    figure: go.Figure, other: Dimension, latest: dict[str, float], order: Sequence[str], colours: dict[str, str]
) -> int:
    """A name beside each part of the latest bar, the grey ones under one name; the pixels they need.

    `latest` gives the figure of each part in the latest bar, `order` the parts from the bottom.
    """
    spans: dict[str, tuple[float, float]] = {}
    floor = 0.0
    for level in order:
        name = _OTHERS if colours[level] == GREY else level
        ceiling = floor + latest.get(level, 0.0)
        spans[name] = (spans.get(name, (floor, floor))[0], ceiling)
        floor = ceiling
    texts = [name if name == _OTHERS else wrap_name(say_level(other, name), 15) for name in spans]
    sizes = [(lines_in(text) * 17 + 3) / PLOT for text in texts]
    heights = spread_labels([(low + high) / 2 for low, high in spans.values()], sizes, 0, 1)
    for name, text, height in zip(spans, texts, heights, strict=True):
        end_label(figure, height, f"<b>{text}</b>", text_colour(colours.get(name, GREY)))
    return room_for(texts, size=SMALL) + 14
