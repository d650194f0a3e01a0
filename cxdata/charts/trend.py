"""Figures over time as lines; a step without data is a gap."""

from collections.abc import Sequence
from datetime import date

import plotly.graph_objects as go

from cxdata.charts.channel_mix import mix
from cxdata.charts.parts import alt
from cxdata.charts.parts.annotations import ROW, Event, draw_events, draw_level, end_label, place_events, spread_labels
from cxdata.charts.parts.rows import Row, hover, rows_of
from cxdata.charts.parts.scale import extent, tick_text, ticks, unit_word
from cxdata.charts.parts.series import Line, TimeSplit, lines_of, split_dimensions, value_of
from cxdata.charts.parts.theme import (
    ACCENT,
    CONFIG,
    PALETTE,
    QUIET,
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
from cxdata.measures.model import Dimension, Measure, Unit
from cxdata.measures.query import Answer
from cxdata.measures.words import calendar_start, say_level, say_value

__all__ = ["mix", "trend"]

MOST = len(PALETTE)
LONG = 60  # steps: with more, a dot on each hides the line
PLOT = 250  # pixels from the axis to the top of the plot
_DASHES = ("solid", "dash", "dot", "dashdot")


def trend(
    answer: Answer,
    *,
    events: Sequence[Event] = (),
    target: float | None = None,
    target_name: str = "Target",
    reference: float | None = None,
    reference_name: str = "Average",
    incomplete: str | None = None,
    keep: Sequence[str] = (),
    zoom: bool = False,
) -> Chart:
    """Lines over a calendar dimension, one a level of the other dimension if there is one.

    At most four lines: those in `keep` (levels as stored), then those with the most behind them; the others are named
    in the notes. A step without data is a gap; of counts it is 0 between the first and the last step of the answer.
    One line alone has its 95 % range as a band. A pale point rests on a small base. `incomplete` is the level of the
    first step at the end that is not whole: it and those after it are drawn hollow. Shares run from 0 to 100 % and
    other figures from 0, unless `zoom`. Raises ValueError without exactly one calendar dimension, or with more than one
    other.
    """
    by = split_dimensions(answer)
    calendar, other, where = by.calendar, by.other, by.index
    rows = rows_of(answer)
    starts = span(calendar, [row.levels[where] for row in rows])
    if not starts:
        return _nothing(answer)
    lines, left_out = lines_of(answer, rows, by, starts, keep=keep, most=MOST)
    figure = go.Figure()
    unfinished = calendar_start(calendar, incomplete) if incomplete else None
    if len(lines) == 1:
        _band(figure, lines[0], starts)
    for number, line in enumerate(lines):
        _draw(figure, answer, line, number, starts, unfinished)
    tick_values = _tick_values(answer.measure, lines, (target, reference), zoom)
    levels = [
        (value, name) for value, name in ((target, target_name), (reference, reference_name)) if value is not None
    ]
    for value, _ in levels:
        draw_level(figure, value)
    placed = place_events(events, starts[0], starts[-1])
    draw_events(figure, placed)
    right = _ends(figure, answer.measure, other, lines, levels, tick_values)
    top = 14 + ROW * max((event.top for event in placed), default=0)
    layout = base_layout(height=PLOT + top + 52, right=right, top=top, bottom=8)
    layout["xaxis"] = time_axis(calendar, starts)
    layout["yaxis"] = axis(
        range=[tick_values[0], tick_values[-1]],
        tickvals=tick_values,
        ticktext=[tick_text(answer.measure, tick) for tick in tick_values],
        title={"text": unit_word(answer.measure), "font": {"size": SMALL, "color": QUIET}},
    )
    figure.update_layout(layout)
    return _chart(figure, answer, lines, left_out, by, incomplete=incomplete, zoom=zoom)


def _draw(
    figure: go.Figure,
    answer: Answer,
    line: Line,
    number: int,
    starts: Sequence[date],
    unfinished: date | None,
) -> None:
    """One line in the colour and dashes of its number; the steps that are not whole have hollow dots."""
    colour, dash = PALETTE[number], _DASHES[number]
    hollow = [unfinished is not None and start >= unfinished for start in starts]
    sizes = [
        11 if hollow[index] else 7 if len(starts) <= LONG or _stands_alone(line, index) else 0
        for index in range(len(starts))
    ]
    fills = [
        WHITE if is_hollow else _PALE[colour] if point is not None and point.doubtful else colour
        for is_hollow, point in zip(hollow, line.points, strict=True)
    ]
    figure.add_trace(
        go.Scatter(
            mode="lines+markers",
            name=line.level,
            x=[start.isoformat() for start in starts],
            y=[value_of(point) for point in line.points],
            connectgaps=False,
            cliponaxis=False,
            line={"color": colour, "width": 2.5, "dash": dash},
            marker={
                "opacity": 1,
                "size": sizes,
                "color": fills,
                "line": {"color": colour, "width": [2.5 if is_hollow else 1 for is_hollow in hollow]},
            },
            customdata=[[line.level, start.isoformat()] for start in starts],
            hovertext=[hover(answer.measure, answer.by, point) if point else "" for point in line.points],
            hovertemplate="%{hovertext}<extra></extra>",
        )
    )


def _stands_alone(line: Line, index: int) -> bool:
    """Whether no line leads to or from this step, so that without its dot it would not be seen."""
    beside = line.points[max(index - 1, 0) : index] + line.points[index + 1 : index + 2]
    return all(value_of(point) is None for point in beside)


_PALE = {"#12436D": "#B7C7D6", "#28A197": "#BFE3E0", "#801650": "#DDBBCD", "#F46A25": "#FBD2BE"}


def _band(figure: go.Figure, line: Line, starts: Sequence[date]) -> None:
    """The 95 % range: one closed shape for each run of steps without a gap."""
    runs: list[list[tuple[str, float, float]]] = [[]]
    for start, point in zip(starts, line.points, strict=True):
        if point is not None and point.has_value and point.has_range:
            runs[-1].append((start.isoformat(), point.lower, point.upper))
        elif runs[-1]:
            runs.append([])
    for run in runs:
        if len(run) < 2:
            continue
        figure.add_trace(
            go.Scatter(
                mode="lines",
                x=[x for x, _, _ in run] + [x for x, _, _ in reversed(run)],
                y=[upper for _, _, upper in run] + [lower for _, lower, _ in reversed(run)],
                fill="toself",
                fillcolor="rgba(18,67,109,0.16)",
                line={"width": 0, "color": ACCENT},
                hoverinfo="skip",
                name="range",
            )
        )


def _tick_values(measure: Measure, lines: Sequence[Line], levels: Sequence[float | None], zoom: bool) -> list[float]:
    values = [value_of(point) for line in lines for point in line.points]
    if len(lines) == 1:
        values += [end for point in lines[0].points if point is not None for end in (point.lower, point.upper)]
    low, high = extent([value for value in [*values, *levels] if value is not None])
    if zoom:
        return ticks(measure, low, high if high > low else low + 1)
    if measure.unit is Unit.SHARE:
        return ticks(measure, 0, 1)
    if measure.unit is Unit.SCORE:
        return ticks(measure, 0, 100)
    return ticks(measure, min(low, 0), high if high > 0 else 1)


def _ends(
    figure: go.Figure,
    measure: Measure,
    other: Dimension | None,
    lines: Sequence[Line],
    levels: Sequence[tuple[float, str]],
    tick_values: Sequence[float],
) -> int:
    """The name (of several) or the last value (of one) at the end of each line and level; the pixels they need."""
    ends, texts, colours = [], [], []
    for number, line in enumerate(lines):
        last = next((point for point in reversed(line.points) if value_of(point) is not None), None)
        if last is None:
            continue
        ends.append(last.value)
        texts.append(
            wrap_name(say_level(other, line.level), 15) if other else say_value(measure, last.value, last.denominator)
        )
        texts[-1] = f"<b>{texts[-1]}</b>"
        colours.append(text_colour(PALETTE[number]))
    for value, name in levels:
        ends.append(value)
        texts.append(wrap_name(f"{name} {say_value(measure, value)}", 15))
        colours.append(QUIET)
    per_pixel = (tick_values[-1] - tick_values[0]) / PLOT
    sizes = [(lines_in(text) * 17 + 3) * per_pixel for text in texts]
    heights = spread_labels(ends, sizes, tick_values[0] - 10 * per_pixel, tick_values[-1] + 10 * per_pixel)
    for height, text, colour in zip(heights, texts, colours, strict=True):
        end_label(figure, height, text, colour)
    return room_for(texts, size=SMALL) + 14


def _chart(
    figure: go.Figure,
    answer: Answer,
    lines: Sequence[Line],
    left_out: Sequence[str],
    by: TimeSplit,
    *,
    incomplete: str | None,
    zoom: bool,
) -> Chart:
    """The drawn figure with its notes and the sentence that stands in for it."""
    calendar, other, where = by.calendar, by.other, by.index
    measure = answer.measure
    drawn = [point for line in lines for point in line.points if point is not None]
    gaps = sum(value_of(point) is None for line in lines for point in line.points)
    notes = []
    if other and left_out:
        rest = alt.list_names([say_level(other, level) for level in left_out], most=6)
        notes.append(f"Not drawn, but in the table: {rest}.")
    if gaps:
        notes.append("A gap in a line is a time without data, or with too few answers to say.")
    if any(point.doubtful for point in drawn):
        notes.append("Pale points rest on a small base: read them with care.")
    if incomplete:
        notes.append(f"{say_level(calendar, incomplete)}, drawn hollow, is not fully loaded.")
    if len(lines) == 1 and any(point.has_range for point in drawn):
        notes.append("The band is the range in which the true figure very likely lies (95 %).")
    if zoom:
        notes.append("The axis does not start at zero.")
    last = [line.points[-1] for line in lines]
    ends = [point for point in last if point is not None and point.has_value]
    latest = "; ".join(f"{_series(other, p, where)}{say_value(measure, p.value, p.denominator)}" for p in ends)
    when = say_level(calendar, ends[0].levels[where]) if ends else ""
    words = alt.sentence(
        alt.say_subject("Line chart", measure, answer.by) + ".",
        alt.say_extremes(measure, answer.by, drawn),
        f"Latest, {when}: {latest}." if latest else "",
        *notes[:1] if left_out else (),
    )
    return Chart(figure, words, dict(CONFIG), tuple(notes))


def _series(other: Dimension | None, point: Row, where: int) -> str:
    return f"{say_level(other, point.levels[1 - where])} " if other else ""


def _nothing(answer: Answer) -> Chart:
    figure = go.Figure()
    figure.update_layout(base_layout(height=80))
    figure.update_layout(xaxis={"visible": False}, yaxis={"visible": False})
    figure.add_annotation(
        x=0.5,
        y=0.5,
        xref="paper",
        yref="paper",
        showarrow=False,
        text="Nothing to show for these choices.",
        font={"size": SMALL, "color": QUIET},
    )
    return Chart(figure, alt.say_subject("Line chart", answer.measure, answer.by) + ": nothing to show.", dict(CONFIG))
