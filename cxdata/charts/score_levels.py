"""The five levels of answer as stacked bars: an average or a share satisfied cannot show how they are spread."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import plotly.graph_objects as go

from cxdata.charts.parts import alt
from cxdata.charts.parts.named_rows import names_axis
from cxdata.charts.parts.rows import Row, hover, rows_of
from cxdata.charts.parts.theme import (
    CONFIG,
    DIVERGING,
    INK,
    LINE_HEIGHT,
    QUIET,
    SMALL,
    WHITE,
    Chart,
    axis,
    base_layout,
    ink_on,
    lines_in,
    room_for,
    wrap_name,
)
from cxdata.measures.query import Answer
from cxdata.measures.words import say_level

SCORES = ("1", "2", "3", "4", "5")
MOST = 30  # bars
_KEY = 52  # pixels that the two lines of the key take


def levels(answer: Answer, *, limit: int = MOST) -> Chart:
    """The five levels of answer_share as parts of a whole: one bar a group, or a single bar for all.

    The answer is split by the score and at most one other dimension. Parts wide enough for it carry their share in
    whole per cents; a group with too few answers keeps its row and says so. Of more groups than `limit` those with the
    most answers are drawn. Raises ValueError when the answer is split in another way.
    """
    names = [dimension.id for dimension in answer.by]
    if "score" not in names or len(names) > 2:
        raise ValueError(f"the levels need the score and at most one other dimension, not {', '.join(names) or 'none'}")
    where = names.index("score")
    rows = [row for row in rows_of(answer) if row.levels[where] in SCORES]
    other = next((d for d in answer.by if d.id != "score"), None)
    every = list(dict.fromkeys(_group(row, where) for row in rows))
    groups = _most_answers(rows, where, every, limit)
    rows = [row for row in rows if _group(row, where) in groups]
    shown = [_group_name(answer, rows, where, group, other is None) for group in groups]
    figure = go.Figure()
    for score, colour in zip(SCORES, DIVERGING, strict=True):
        parts = [
            (groups.index(_group(row, where)), row) for row in rows if row.levels[where] == score and row.has_value
        ]
        figure.add_trace(
            go.Bar(
                orientation="h",
                name=say_level("score", score),
                y=[index for index, _ in parts],
                x=[row.value for _, row in parts],
                text=[f"{row.value * 100:.0f}%" for _, row in parts],
                textposition="inside",
                insidetextanchor="middle",
                textangle=0,
                textfont={"size": SMALL, "color": ink_on(colour)},
                marker={"color": colour, "line": {"color": WHITE, "width": 1.5}},
                customdata=[[_group(row, where)] for _, row in parts],
                hovertext=[hover(answer.measure, answer.by, row) for _, row in parts],
                hovertemplate="%{hovertext}<extra></extra>",
            )
        )
    figure.update_layout(_layout(shown))
    _notes_in_place(figure, rows, where, groups)
    left_out = len(every) - len(groups)
    notes = (f"The groups with the most answers: {left_out} more are in the table.",) if left_out else ()
    return Chart(figure, alt.sentence(_words(answer, rows, where, groups), *notes), dict(CONFIG), notes)


def _most_answers(rows: Sequence[Row], where: int, groups: Sequence[str], limit: int) -> list[str]:
    if len(groups) <= limit:
        return list(groups)
    answers = dict.fromkeys(groups, 0.0)
    for row in rows:
        if row.has_value:
            answers[_group(row, where)] = row.denominator
    largest = sorted(groups, key=lambda group: -answers[group])[:limit]
    return [group for group in groups if group in largest]


def _group(row: Row, where: int) -> str:
    others = [level for index, level in enumerate(row.levels) if index != where]
    return others[0] if others else ""


def _group_name(answer: Answer, rows: Sequence[Row], where: int, group: str, alone: bool) -> str:
    if alone:
        return "All answers"
    other = next(dimension for dimension in answer.by if dimension.id != "score")
    name = wrap_name(say_level(other, group))
    notes = {row.note for row in rows if _group(row, where) == group and row.doubtful}
    return f"{name}<br><i>{sorted(notes)[0]}</i>" if notes else name


def _notes_in_place(figure: go.Figure, rows: Sequence[Row], where: int, groups: Sequence[str]) -> None:
    for index, group in enumerate(groups):
        mine = [row for row in rows if _group(row, where) == group]
        if not any(row.has_value for row in mine):
            figure.add_annotation(
                x=0,
                y=index,
                text=mine[0].note or "no data",
                showarrow=False,
                xanchor="left",
                xshift=6,
                font={"size": SMALL, "color": QUIET},
            )


def _layout(shown: Sequence[str]) -> dict[str, Any]:
    """The key is written in two lines that fit a phone, over names as well as bars: a legend would need five there."""
    per_row = max((lines_in(name) for name in shown), default=1) * LINE_HEIGHT + 15
    left = room_for(shown) + 4
    marks = [
        f'<span style="color:{colour}">■</span> {say_level("score", score)}'
        for score, colour in zip(SCORES, DIVERGING, strict=True)
    ]
    key = f"{'   '.join(marks[:3])}<br>{'   '.join(marks[3:])}"
    layout = base_layout(height=per_row * max(len(shown), 1) + _KEY + 44, left=left, right=24, top=_KEY)
    return layout | {
        "barmode": "stack",
        "bargap": 0.28,
        "uniformtext": {"minsize": 13, "mode": "hide"},
        "xaxis": axis(range=[0, 1], tickvals=[0, 0.5, 1], ticktext=["0%", "50%", "100%"]),
        "yaxis": names_axis(shown) | {"automargin": False},
        "annotations": [
            {
                "text": key,
                "x": 0,
                "xref": "paper",
                "xanchor": "left",
                "xshift": 4 - left,
                "y": 1,
                "yref": "paper",
                "yanchor": "bottom",
                "yshift": 6,
                "showarrow": False,
                "align": "left",
                "font": {"size": SMALL, "color": INK},
            }
        ],
    }


def _words(answer: Answer, rows: Sequence[Row], where: int, groups: Sequence[str]) -> str:
    """The highest and lowest share very dissatisfied, since that is what an average hides."""
    worst = [row for row in rows if row.levels[where] == "1"]
    if len(groups) == 1:
        with_value = [row for row in rows if row.has_value]
        parts = ", ".join(
            f"{say_level('score', row.levels[where]).lower()} {row.value * 100:.0f}%" for row in with_value
        )
        return alt.sentence("Stacked bar of the five levels of answer.", f"{parts.capitalize()}." if parts else "")
    other = tuple(dimension for dimension in answer.by if dimension.id != "score")
    stripped = [_without(row, where) for row in worst]
    return alt.sentence(
        f"Stacked bars of the five levels of answer, by {' and '.join(d.title.lower() for d in other)}.",
        "Very dissatisfied:",
        alt.say_extremes(answer.measure, other, stripped),
        alt.say_without_figure(other, stripped),
    )


def _without(row: Row, where: int) -> Row:
    return replace(row, levels=tuple(level for index, level in enumerate(row.levels) if index != where))
