"""A grid of figures by two dimensions, each cell shaded and with its figure written in it."""

from collections.abc import Sequence

import plotly.graph_objects as go

from cxdata.charts.parts import alt
from cxdata.charts.parts.rows import Row, hover, rows_of
from cxdata.charts.parts.shades import Shades, shades
from cxdata.charts.parts.theme import (
    CONFIG,
    INK,
    QUIET,
    SMALL,
    WHITE,
    Chart,
    axis,
    base_layout,
    ink_on,
    lines_in,
    wrap_name,
)
from cxdata.contract import NOT_RECORDED
from cxdata.measures.model import Dimension, Measure, Unit
from cxdata.measures.query import Answer
from cxdata.measures.words import say_level, say_value

_CELL = 26  # pixels a row of the grid takes


def heat(answer: Answer) -> Chart:
    """A grid of the answer's two dimensions, the first across and the second down (such as weekdays and hours).

    Each cell is shaded in one of five classes and carries its figure; a cell without a row stays blank, one with too
    few answers shows a dash. Rows "Not recorded" in either dimension are left to the table. Raises ValueError unless
    the answer has two dimensions.
    """
    if len(answer.by) != 2:
        raise ValueError(f"a grid needs two dimensions, not {len(answer.by)}")
    across, down = answer.by
    rows = [row for row in rows_of(answer) if NOT_RECORDED not in row.levels]
    columns = _levels(across, [row.levels[0] for row in rows])
    lines = _levels(down, [row.levels[1] for row in rows], whole=down.id == "hour")
    by_levels = {row.levels: row for row in rows}
    grid = [[by_levels.get((column, line)) for column in columns] for line in lines]
    values = [row.value for row in rows]
    classes = shades(answer.measure, values, what="cells")
    shade = dict(zip((row.levels for row in rows), classes.of, strict=True))
    figure = go.Figure()
    if classes.colours:
        figure.add_trace(
            go.Heatmap(
                z=[[shade.get(row.levels) if row else None for row in line] for line in grid],
                x=list(range(len(columns))),
                y=list(range(len(lines))),
                zmin=classes.limits[0],
                zmax=classes.limits[1],
                colorscale=[list(step) for step in classes.scale],
                showscale=False,
                xgap=2,
                ygap=2,
                hoverongaps=False,
                hovertext=[[hover(answer.measure, answer.by, row) if row else "" for row in line] for line in grid],
                hovertemplate="%{hovertext}<extra></extra>",
            )
        )
    _figures(figure, answer.measure, grid, shade, classes)
    names = [wrap_name(say_level(down, line), 22) for line in lines]
    heads = [_head(across, column) for column in columns]
    tall = max(_CELL, max(map(lines_in, names), default=1) * 18 + 8)
    top = 18 * max(map(lines_in, heads), default=1) + 14
    layout = base_layout(height=tall * max(len(lines), 1) + top + 12, top=top, right=8)
    layout["xaxis"] = axis(
        range=[-0.5, max(len(columns), 1) - 0.5],
        tickvals=list(range(len(columns))),
        ticktext=heads,
        side="top",
        tickangle=None,
        autotickangles=[0, -90],
        showgrid=False,
        tickfont={"size": SMALL, "color": INK},
    )
    layout["yaxis"] = axis(
        range=[max(len(lines), 1) - 0.5, -0.5],
        tickvals=list(range(len(lines))),
        ticktext=names,
        showgrid=False,
        tickfont={"size": SMALL, "color": INK},
    )
    figure.update_layout(layout)
    left_out = any(NOT_RECORDED in row.levels for row in rows_of(answer))
    rest = f"What has no {across.title.lower()} or {down.title.lower()} on record is in the table." if left_out else ""
    words = alt.sentence(
        alt.say_subject("Grid of figures", answer.measure, answer.by) + ".",
        alt.say_extremes(answer.measure, answer.by, rows),
        rest,
    )
    return Chart(figure, words, dict(CONFIG), tuple(note for note in (classes.meaning, rest) if note))


def _levels(dimension: Dimension, present: Sequence[str], *, whole: bool = False) -> list[str]:
    """The levels to draw, in order; of hours every one between the first and the last."""
    if whole and present:
        return [f"{hour:02d}:00" for hour in range(int(min(present)[:2]), int(max(present)[:2]) + 1)]
    order = dimension.levels or tuple(dict.fromkeys(present))
    return [level for level in order if level in set(present)]


def _head(dimension: Dimension, level: str) -> str:
    return level[:3] if dimension.id == "weekday" else wrap_name(say_level(dimension, level), 10)


def _figures(
    figure: go.Figure,
    measure: Measure,
    grid: Sequence[Sequence[Row | None]],
    shade: dict[tuple[str, ...], int | None],
    classes: Shades,
) -> None:
    """Each cell's figure in an ink that can be read on its shade."""
    for line_index, line in enumerate(grid):
        for column, row in enumerate(line):
            if row is None:
                continue
            row_shade = shade[row.levels]
            fill = WHITE if row_shade is None else classes.colours[row_shade]
            figure.add_annotation(
                x=column,
                y=line_index,
                showarrow=False,
                text=_short(measure, row),
                font={"size": 13, "color": QUIET if row_shade is None else ink_on(fill)},
            )


def _short(measure: Measure, row: Row) -> str:
    if not row.has_value:
        return say_value(measure, None)
    if measure.unit is Unit.SHARE:
        return f"{row.value * 100:.0f}%"
    if measure.unit is Unit.SECONDS:
        return f"{row.value // 60:.0f}:{row.value % 60:02.0f}" if row.value >= 60 else f"{row.value:.0f} s"
    return f"{row.value:,.0f}" if abs(row.value) >= 100 or measure.is_count else f"{row.value:,.1f}"
