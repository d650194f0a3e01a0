"""A change split in two: what came from who is counted, and what changed within the groups, like for like."""

from collections.abc import Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from cxdata.analysis.like_for_like.split import GroupEffect, LikeForLike
from cxdata.charts.parts.alt import sentence
from cxdata.charts.parts.named_rows import names_axis, value_axis, words_after
from cxdata.charts.parts.scale import extent, tick_text, ticks, unit_word
from cxdata.charts.parts.theme import (
    ACCENT,
    CONFIG,
    INK,
    LINE_HEIGHT,
    OUTLINE,
    PALETTE,
    SMALL,
    WHITE,
    Chart,
    base_layout,
    escape_text,
    lines_in,
    room_for,
    wrap_name,
)
from cxdata.measures import find_dimension
from cxdata.measures.model import Measure, Unit
from cxdata.measures.words import say_difference, say_value

MOST = 12
_MIX = PALETTE[1]


@dataclass(frozen=True)
class _Step:
    name: str
    start: float
    end: float
    colour: str
    pattern: str


def waterfall(result: LikeForLike) -> Chart:
    """The earlier figure, the effect of who is counted, the change within groups and the later figure, from the top.

    The two figures are lines across their rows, the two steps bars between them: the axis need not start at zero.
    """
    steps = [
        _Step("Before", result.before, result.before, INK, ""),
        _Step("Who is counted (mix)", result.before, result.before + result.mix, _MIX, "/"),
        _Step("Change within, like for like", result.before + result.mix, result.after, ACCENT, ""),
        _Step("After", result.after, result.after, INK, ""),
    ]
    names = [
        wrap_name(f"{steps[0].name}: {result.before_period}", 16),
        *(wrap_name(step.name, 16) for step in steps[1:3]),
    ]
    names.append(wrap_name(f"{steps[3].name}: {result.after_period}", 16))
    figure = go.Figure()
    _bars(figure, [(index, step) for index, step in enumerate(steps) if index in (1, 2)])
    for index, step in enumerate(steps):
        if index in (0, 3):
            figure.add_shape(
                type="line", x0=step.end, x1=step.end, y0=index - 0.36, y1=index + 0.36, line={"color": INK, "width": 5}
            )
        if index < 3:
            figure.add_shape(
                type="line",
                x0=step.end,
                x1=step.end,
                y0=index,
                y1=index + 1,
                line={"color": OUTLINE, "width": 1.2, "dash": "dot"},
            )
    words = [
        say_value(result.measure, result.before),
        _signed(result.measure, result.mix),
        _signed(result.measure, result.within),
        say_value(result.measure, result.after),
    ]
    _values(figure, [max(step.start, step.end) for step in steps], words)
    low, high = extent([end for step in steps for end in (step.start, step.end)])
    air = (high - low) * 0.15 or abs(high) * 0.02 or 0.01
    tick_values = ticks(result.measure, low - air, high + air, about=3)
    tick_values = [tick_values[0], tick_values[-1]]
    texts = [tick_text(result.measure, tick) for tick in tick_values]
    _finish(
        figure, names, (tick_values[0], tick_values[-1]), (tick_values, texts), words, unit=unit_word(result.measure)
    )
    notes = ["The axis does not start at zero: the figures before and after are lines, the two steps are bars."]
    return Chart(figure, _alt(result), dict(CONFIG), (result.weights, *notes))


def terms(result: LikeForLike) -> Chart:
    """Each group's part in the change: what its growing or shrinking did, and what changed within it."""
    parts = result.parts[:MOST]
    names = [wrap_name(part.name, 18) for part in parts]
    figure = go.Figure()
    words: list[str] = []
    for offset, name, colour, pattern in ((-0.2, "mix", _MIX, "/"), (0.2, "within", ACCENT, "")):
        values = [float(getattr(part, name)) for part in parts]
        figure.add_trace(
            go.Bar(
                orientation="h",
                name=name,
                y=[index + offset for index in range(len(parts))],
                x=values,
                width=0.34,
                marker=_marker(colour, pattern),
                customdata=[[part.level] for part in parts],
                hovertext=[_hover(result.measure, part) for part in parts],
                hovertemplate="%{hovertext}<extra></extra>",
            )
        )
        labels = [_signed(result.measure, value) for value in values]
        words += labels
        _values(figure, [max(value, 0.0) for value in values], labels, shift=offset)
    low, high = extent([0.0, *(float(part.mix) for part in parts), *(float(part.within) for part in parts)])
    step = (high - low) or 0.01
    tick_values = ticks(result.measure, low - step * 0.02, high + step * 0.02, about=3)
    tick_values = sorted({tick_values[0], 0.0, tick_values[-1]})
    texts = [_tick(result.measure, tick) for tick in tick_values]
    unit = "percentage points" if result.measure.unit is Unit.SHARE else unit_word(result.measure)
    _finish(figure, names, (tick_values[0], tick_values[-1]), (tick_values, texts), words, unit=unit, row=58)
    figure.add_shape(type="line", x0=0, x1=0, y0=0, y1=1, yref="paper", line={"color": OUTLINE, "width": 1.5})
    notes = ["Striped: what its growing or shrinking did. Plain: what changed within it, like for like."]
    if len(result.parts) > MOST:
        notes.append(f"{len(result.parts) - MOST} more groups are in the table.")
    by = find_dimension(result.by).title.lower()
    alt = sentence(f"Bars: each {by}'s part in the change of {result.measure.title.lower()}.", result.parts_sentence)
    return Chart(figure, alt, dict(CONFIG), tuple(notes))


def _bars(figure: go.Figure, numbered_steps: Sequence[tuple[int, _Step]]) -> None:
    for index, step in numbered_steps:
        figure.add_trace(
            go.Bar(
                orientation="h",
                name=step.name,
                y=[index],
                base=[min(step.start, step.end)],
                x=[abs(step.end - step.start)],
                width=0.5,
                marker=_marker(step.colour, step.pattern),
                hoverinfo="skip",
            )
        )


def _marker(colour: str, pattern: str) -> dict[str, object]:
    return {
        "color": colour,
        "line": {"color": colour, "width": 1.5},
        "pattern": {
            "shape": pattern,
            "bgcolor": WHITE if pattern else colour,
            "fgcolor": colour,
            "fgopacity": 1,
            "size": 7,
            "solidity": 0.35,
        },
    }


def _values(figure: go.Figure, at: Sequence[float], words: Sequence[str], *, shift: float = 0.0) -> None:
    words_after(figure, at, [index + shift for index in range(len(words))], words, size=SMALL)


def _finish(
    figure: go.Figure,
    names: Sequence[str],
    span: tuple[float, float],
    marks: tuple[Sequence[float], Sequence[str]],
    words: Sequence[str],
    *,
    unit: str,
    row: int = 0,
) -> None:
    per_row = max(max((lines_in(name) for name in names), default=1) * LINE_HEIGHT + 18, row)
    layout = base_layout(height=per_row * max(len(names), 1) + 62, right=room_for(words, size=SMALL) + 4)
    layout["barmode"] = "overlay"
    layout["xaxis"] = value_axis(span, *marks, unit)
    layout["yaxis"] = names_axis(names)
    figure.update_layout(layout)


def _signed(measure: Measure, change: float) -> str:
    size = say_difference(measure, abs(change))
    if size == say_difference(measure, 0.0):
        return "about 0"
    short = f"{abs(change) * 100:.{measure.decimals}f} points" if measure.unit is Unit.SHARE else size
    return f"{'+' if change > 0 else '−'}{short}"


def _tick(measure: Measure, value: float) -> str:
    sign = "+" if value > 0 else "−" if value < 0 else ""
    size = abs(value)
    return sign + (f"{size * 100:.4g}" if measure.unit is Unit.SHARE else tick_text(measure, size))


def _hover(measure: Measure, part: GroupEffect) -> str:
    lines = [
        f"<b>{escape_text(part.name)}</b>",
        f"Share of all {part.share_before:.1%} before, {part.share_after:.1%} after",
        f"{say_value(measure, part.value_before, part.answers)} before, "
        f"{say_value(measure, part.value_after, part.answers)} after",
        f"By growing or shrinking {_signed(measure, part.mix)}",
        f"By change within {_signed(measure, part.within)}",
    ]
    return "<br>".join([*lines, escape_text(part.note)] if part.note else lines)


def _alt(result: LikeForLike) -> str:
    by = find_dimension(result.by).title.lower()
    return sentence(f"Waterfall by {by}.", result.sentence, result.warning)
