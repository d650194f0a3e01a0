"""One figure for each group: horizontal bars from zero, or dots beside a reference line."""

from collections.abc import Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from cxdata.charts.parts import alt
from cxdata.charts.parts.named_rows import names_axis, value_axis, whiskers, words_after
from cxdata.charts.parts.rows import Row, hover, pick_ends, rows_of, sort_rows
from cxdata.charts.parts.scale import extent, tick_text, ticks, unit_word
from cxdata.charts.parts.theme import (
    ACCENT,
    CONFIG,
    GREY,
    LINE_HEIGHT,
    OUTLINE,
    QUIET,
    SMALL,
    WHITE,
    Chart,
    base_layout,
    lines_in,
    room_for,
    wrap_name,
)
from cxdata.measures.model import Measure, Unit
from cxdata.measures.query import Answer
from cxdata.measures.words import say_level, say_value

__all__ = ["bars", "dots"]

MOST = 30  # bars: more are a wall that nobody reads, and slow to draw


@dataclass(frozen=True)
class _ReferenceLine:
    """The dashed line to compare with: its value in the measure's unit (None for no line) and its name."""

    value: float | None
    name: str


def bars(
    answer: Answer,
    *,
    highlight: str | None = None,
    reference: float | None = None,
    reference_name: str = "All",
    limit: int = MOST,
    by_value: bool | None = None,
) -> Chart:
    """A horizontal bar from zero for each group of the answer's one dimension, with its value and 95 % range.

    Groups come in the dimension's own order where it has one, else the highest first; `by_value` overrules that. A
    small base is hatched and says so under its name; a group without a figure keeps its row and says why. `highlight`
    names the one group (as stored) that is dark among grey ones, `reference` a value for a dashed line. Of more groups
    than `limit` the highest and the lowest are drawn, of a count the highest; the notes say how many are not.
    A click gives the group as stored in customdata. Raises ValueError unless the answer has one dimension.
    """
    rows, left_out = _choose_rows(answer, highlight, limit, by_value)
    colours = [ACCENT if highlight in (None, row.levels[0]) else GREY for row in rows]
    measure = answer.measure
    figure = go.Figure()
    drawn = [(index, row) for index, row in enumerate(rows) if row.has_value]
    figure.add_trace(
        go.Bar(
            orientation="h",
            y=[index for index, _ in drawn],
            x=[row.value for _, row in drawn],
            width=0.62,
            marker={
                "color": [colours[index] for index, _ in drawn],
                "line": {"color": [colours[index] for index, _ in drawn], "width": 1.5},
                "pattern": {
                    "shape": ["/" if row.doubtful else "" for _, row in drawn],
                    "bgcolor": [WHITE if row.doubtful else colours[index] for index, row in drawn],
                    "fgcolor": [colours[index] for index, _ in drawn],
                    "fgopacity": 1,
                    "size": 7,
                    "solidity": 0.25,
                },
            },
            customdata=[[row.levels[0]] for _, row in drawn],
            hovertext=[hover(measure, answer.by, row) for _, row in drawn],
            hovertemplate="%{hovertext}<extra></extra>",
        )
    )
    top = max(extent([row.upper for row in rows] + [row.value for row in rows] + [reference or 0.0])[1], 0.0)
    line = _ReferenceLine(reference, reference_name)
    _finish(figure, answer, rows, (0, top if top > 0 else 1), line)
    return _chart(figure, "Bars", answer, rows, left_out, line)


def dots(
    answer: Answer,
    *,
    highlight: str | None = None,
    reference: float | None = None,
    reference_name: str = "All",
    limit: int = MOST,
    by_value: bool | None = None,
) -> Chart:
    """A dot with its 95 % range for each group, beside one reference line: a ward, the council and wards like it.

    Arguments as for `bars`. The axis need not start at zero, since a dot is read by its position and not its length.
    A small base is a hollow dot.
    """
    rows, left_out = _choose_rows(answer, highlight, limit, by_value)
    measure = answer.measure
    figure = go.Figure()
    drawn = [(index, row) for index, row in enumerate(rows) if row.has_value]
    colours = [ACCENT if highlight in (None, row.levels[0]) else GREY for _, row in drawn]
    ends = [end for row in rows for end in (row.value, row.lower, row.upper)]
    low, high = extent(ends + ([] if reference is None else [reference]))
    if low == high:
        low, high = min(low, 0.0), high or 1.0
    line = _ReferenceLine(reference, reference_name)
    _finish(figure, answer, rows, (low, high), line)
    figure.add_trace(
        go.Scatter(
            mode="markers",
            x=[row.value for _, row in drawn],
            y=[index for index, _ in drawn],
            marker={
                "size": 14,
                "color": [WHITE if row.doubtful else c for (_, row), c in zip(drawn, colours, strict=True)],
                "line": {"color": colours, "width": 2.5},
                "opacity": 1,
            },
            cliponaxis=False,
            customdata=[[row.levels[0]] for _, row in drawn],
            hovertext=[hover(measure, answer.by, row) for _, row in drawn],
            hovertemplate="%{hovertext}<extra></extra>",
        )
    )
    return _chart(figure, "Dots", answer, rows, left_out, line)


def _choose_rows(answer: Answer, highlight: str | None, limit: int, by_value: bool | None) -> tuple[list[Row], int]:
    if len(answer.by) != 1:
        raise ValueError(f"a chart of single figures needs one dimension, not {len(answer.by)}")
    rows = sort_rows(rows_of(answer), answer.by[0], by_value=by_value)
    if len(rows) <= limit:
        return rows, 0
    chosen = [row for row in rows if row.levels[0] == highlight]
    others = [row for row in rows if row.levels[0] != highlight]
    drawn = pick_ends(others, limit - len(chosen), count=answer.measure.is_count)
    shown = [row for row in rows if row in drawn or row in chosen]
    return shown, len(rows) - len(shown)


def _finish(
    figure: go.Figure,
    answer: Answer,
    rows: Sequence[Row],
    span: tuple[float, float],
    reference: _ReferenceLine,
) -> None:
    """What bars and dots share: whiskers, values, names, axes and the reference line."""
    measure = answer.measure
    names = [_name(answer, row) for row in rows]
    values = [say_value(measure, row.value) for row in rows if row.has_value]
    tick_values = ticks(measure, *span, about=3)
    start, end = tick_values[0], min(tick_values[-1], span[1] + (span[1] - tick_values[0]) * 0.05)
    tick_values = [tick for tick in tick_values if tick <= end]
    ranged = [(index, row) for index, row in enumerate(rows) if row.has_value and row.has_range]
    whiskers(
        figure,
        [row.value for _, row in ranged],
        [index for index, _ in ranged],
        below=[max(row.value - row.lower, 0) for _, row in ranged],
        above=[max(row.upper - row.value, 0) for _, row in ranged],
    )
    bar_ends = [row.upper if row.has_range else row.value for row in rows if row.has_value]
    words_after(figure, bar_ends, [index for index, row in enumerate(rows) if row.has_value], values)
    for index, row in enumerate(rows):
        if not row.has_value:
            figure.add_annotation(
                x=start,
                y=index,
                text=row.note or "no data",
                showarrow=False,
                xanchor="left",
                xshift=6,
                font={"size": SMALL, "color": QUIET},
            )
    per_row = max((lines_in(name) for name in names), default=1) * LINE_HEIGHT + 13
    top = 34 if reference.value is not None else 10
    layout = base_layout(height=per_row * max(len(rows), 1) + top + 50, right=room_for(values) + 8, top=top)
    layout["bargap"] = 0.3
    texts = [tick_text(measure, tick) for tick in tick_values]
    layout["xaxis"] = value_axis((start, end), tick_values, texts, unit_word(measure))
    layout["yaxis"] = names_axis(names)
    figure.update_layout(layout)
    if reference.value is not None:
        _draw_reference(figure, measure, (start, end), reference.value, reference.name)


def _draw_reference(figure: go.Figure, measure: Measure, span: tuple[float, float], value: float, name: str) -> None:
    across = (value - span[0]) / (span[1] - span[0])
    figure.add_shape(
        type="line", x0=value, x1=value, y0=0, y1=1, yref="paper", line={"color": OUTLINE, "width": 2, "dash": "dash"}
    )
    figure.add_annotation(
        x=value,
        y=1,
        yref="paper",
        yanchor="bottom",
        showarrow=False,
        xanchor="left" if across < 0.3 else "right" if across > 0.7 else "center",
        text=f"{wrap_name(name, 40)} {say_value(measure, value)}",
        font={"size": SMALL, "color": QUIET},
    )


def _name(answer: Answer, row: Row) -> str:
    name = wrap_name(say_level(answer.by[0], row.levels[0]))
    return f"{name}<br><i>{row.note}</i>" if row.doubtful else name


def _chart(
    figure: go.Figure,
    kind: str,
    answer: Answer,
    rows: Sequence[Row],
    left_out: int,
    reference: _ReferenceLine,
) -> Chart:
    """The drawn figure with its notes and the sentence that stands in for it; `left_out` groups are not drawn."""
    measure = answer.measure
    line = f"{reference.name}: {say_value(measure, reference.value)}." if reference.value is not None else ""
    left = ""
    if left_out:
        which = "highest" if measure.is_count else "highest and the lowest"
        left = f"Only the {which} are drawn here, and few of small bases: {left_out} more are in the table."
    rest = left
    if any(row.doubtful for row in rows):
        word = "Hatched bars" if kind == "Bars" else "Hollow dots"
        rest = alt.sentence(f"{word} rest on a small base: read them with care.", rest)
    words = alt.sentence(
        alt.say_subject(kind, measure, answer.by) + ".",
        alt.say_extremes(measure, answer.by, rows),
        line,
        alt.say_without_figure(answer.by, rows),
        left,
    )
    notes = [rest] if rest else []
    if any(row.has_range for row in rows) and measure.unit is not Unit.COUNT:
        notes.insert(0, "The thin line on each is the range in which the true figure very likely lies (95 %).")
    return Chart(figure, words, dict(CONFIG), tuple(notes))
