"""A measure over time with its average and its usual range: what is ordinary, and what is more than that.

An XmR chart in the manner of NHS England's Making Data Count, with the words in front.
"""

import math
from collections.abc import Sequence
from datetime import date

import plotly.graph_objects as go

from cxdata.analysis.change.charts import Control
from cxdata.analysis.result import say_list
from cxdata.charts.over_time.annotations import ROW, Event, draw_events, end_labels, place_events
from cxdata.charts.parts.alt import sentence
from cxdata.charts.parts.scale import extent, tick_text, ticks, unit_word
from cxdata.charts.parts.signs import ORDINARY, Mark, mark_of
from cxdata.charts.parts.theme import (
    CONFIG,
    GREY,
    INK,
    OUTLINE,
    PALETTE,
    QUIET,
    SMALL,
    WHITE,
    Chart,
    axis,
    base_layout,
    escape_text,
)
from cxdata.charts.parts.timeline import level_of, time_axis
from cxdata.measures import find_dimension
from cxdata.measures.model import Unit
from cxdata.measures.words import calendar_start, say_count, say_level, say_range, say_value

PLOT = 270
_TARGET = PALETTE[2]
_ACROSS = {"type": "line", "xref": "paper", "x0": 0, "x1": 1}


def spc(control: Control, *, events: Sequence[Event] = ()) -> Chart:
    """Points and line, the average, the usual range (dashed), the target (dotted), and what stands out by shape.

    The lines start anew where a person set a new average or the definition changed. A month without a figure is
    bridged by a dashed line, never joined; one that is not whole is hollow and judged by nothing.
    """
    series, starts = control.series, control.series.starts
    loose = _unfinished_steps(control)
    shown = [*starts, *(day for day, _ in loose)]
    figure = go.Figure()
    _limits(figure, control)
    _line(figure, control)
    marks = _points(figure, control)
    _hollow(figure, control, loose)
    placed = place_events([*events, *((rebase.on, "New average") for rebase in control.rebases)], starts[0], shown[-1])
    draw_events(figure, placed)
    ticked = _ticks(control, loose)
    if control.target is not None:
        figure.add_shape(
            y0=control.target, y1=control.target, line={"color": _TARGET, "width": 2.5, "dash": "dot"}, **_ACROSS
        )
    right = _ends(figure, control, ticked)
    top = 14 + ROW * max((event.top for event in placed), default=0)
    layout = base_layout(height=PLOT + top + 52, right=right, top=top)
    layout["xaxis"] = time_axis(find_dimension(series.step), shown)
    layout["yaxis"] = axis(
        range=[ticked[0], ticked[-1]],
        tickvals=ticked,
        ticktext=[tick_text(control.measure, tick) for tick in ticked],
        title={"text": unit_word(control.measure), "font": {"size": SMALL, "color": QUIET}},
    )
    figure.update_layout(layout)
    return Chart(figure, _alt(control), dict(CONFIG), _notes(control, marks, loose, ticked))


def _unfinished_steps(control: Control) -> list[tuple[date, float]]:
    """The steps after the last whole one that have a figure: shown hollow, because they are not over."""
    series = control.series
    rows = series.answer.frame.to_dict("records")
    values = [(calendar_start(series.step, str(row[series.step])), float(row["value"])) for row in rows]
    return sorted((day, value) for day, value in values if day > series.starts[-1] and not math.isnan(value))


def _limits(figure: go.Figure, control: Control) -> None:
    """What is usual, month by month: the centre and both limits of each stretch that was judged."""
    judged = control.judged
    for stretch in judged.stretches:
        if stretch.fit is None:
            continue
        places = range(stretch.start, stretch.end)
        for line, dash, name in (
            (judged.centre, "solid", "usual"),
            (judged.lower, "dash", "usual range"),
            (judged.upper, "dash", "usual range"),
        ):
            figure.add_trace(
                go.Scatter(
                    mode="lines",
                    name=name,
                    x=[_x(control, position) for position in places],
                    y=[_within(control, float(line[position])) for position in places],
                    line={"color": OUTLINE, "width": 1.6, "dash": dash},
                    hoverinfo="skip",
                )
            )


def _line(figure: go.Figure, control: Control) -> None:
    """The line through neighbours of one stretch; across a gap a dashed one."""
    values = control.series.values
    for start, end in _between_breaks(control):
        with_figure = [position for position in range(start, end) if not math.isnan(values[position])]
        for bridge in (False, True):
            xs: list[str | None] = []
            ys: list[float | None] = []
            for first, second in zip(with_figure, with_figure[1:], strict=False):
                if (second - first > 1) is bridge:
                    xs += [_x(control, first), _x(control, second), None]
                    ys += [float(values[first]), float(values[second]), None]
            if xs:
                figure.add_trace(
                    go.Scatter(
                        mode="lines",
                        name="gap" if bridge else "line",
                        x=xs,
                        y=ys,
                        connectgaps=False,
                        line={"color": GREY, "width": 1.6, "dash": "dash"} if bridge else {"color": GREY, "width": 2},
                        hoverinfo="skip",
                    )
                )


def _between_breaks(control: Control) -> list[tuple[int, int]]:
    """The stretches between new averages, whether judged or too old to be."""
    starts = [0, *(rebase.at for rebase in control.rebases)]
    return list(zip(starts, [*starts[1:], len(control.series.values)], strict=True))


def _points(figure: go.Figure, control: Control) -> set[Mark]:
    judged, better = control.judged, control.measure.better.value
    marks = [
        mark_of(higher=None if not rule else bool(way > 0), better=better)
        for rule, way in zip(judged.rules, judged.direction, strict=True)
    ]
    with_figure = [position for position, value in enumerate(control.series.values) if not math.isnan(value)]
    figure.add_trace(
        go.Scatter(
            mode="markers",
            name="points",
            x=[_x(control, position) for position in with_figure],
            y=[float(control.series.values[position]) for position in with_figure],
            cliponaxis=False,
            marker={
                "symbol": [marks[position].symbol for position in with_figure],
                "color": [marks[position].colour for position in with_figure],
                "size": [marks[position].size for position in with_figure],
                "opacity": 1,
                "line": {"color": [marks[position].outline for position in with_figure], "width": 1.2},
            },
            hovertext=[_hover(control, position) for position in with_figure],
            hovertemplate="%{hovertext}<extra></extra>",
        )
    )
    return {marks[position] for position in with_figure}


def _hollow(figure: go.Figure, control: Control, loose: Sequence[tuple[date, float]]) -> None:
    if not loose:
        return
    figure.add_trace(
        go.Scatter(
            mode="markers",
            name="not whole",
            x=[day.isoformat() for day, _ in loose],
            y=[value for _, value in loose],
            cliponaxis=False,
            marker={"symbol": "circle", "color": WHITE, "size": 11, "line": {"color": GREY, "width": 2.5}},
            hovertext=[
                f"{_name(control, day)}, not whole: not judged<br><b>{say_value(control.measure, value)}</b>"
                for day, value in loose
            ],
            hovertemplate="%{hovertext}<extra></extra>",
        )
    )


def _hover(control: Control, position: int) -> str:
    point = control.points[position]
    lines = [escape_text(point.name), f"<b>{say_value(control.measure, point.value, point.denominator)}</b>"]
    if not math.isnan(point.denominator) and control.measure.base:
        lines.append(f"{say_count(point.denominator)} {escape_text(control.measure.base)}")
    if not math.isnan(point.lower):
        low, high = (_within(control, end) for end in (point.lower, point.upper))
        lines.append(f"Usual range {say_range(control.measure, low, high, point.denominator)}")
    lines.append(escape_text(point.marked or "within the usual range" if not math.isnan(point.lower) else "not judged"))
    return "<br>".join(lines)


def _ends(figure: go.Figure, control: Control, marks: Sequence[float]) -> int:
    """What the lines are, at their right-hand ends; the pixels that takes."""
    judged, ends = control.judged, list[tuple[float, str, str, str]]()
    if judged.fit is not None and judged.at is not None:
        for line, word, colour in (
            (judged.centre, _centre_word(control), INK),
            (judged.lower, "Usually from", QUIET),
            (judged.upper, "Usually up to", QUIET),
        ):
            value = _within(control, float(line[judged.at]))
            ends.append((value, word, say_value(control.measure, value, control.points[judged.at].denominator), colour))
    if control.target is not None:
        ends.append((control.target, "Target", say_value(control.measure, control.target), _TARGET))
    return end_labels(figure, ends, marks=marks, plot=PLOT)


def _centre_word(control: Control) -> str:
    """What the middle line is: the average, unless it follows the time of year or a steady rise or fall."""
    fit = control.judged.fit
    moves = fit is not None and (fit.season.taken_out or fit.centre.line or fit.figures.usual_days is not None)
    return "Usual now" if moves else "Average"


def _ticks(control: Control, loose: Sequence[tuple[date, float]]) -> list[float]:
    judged = control.judged
    values = [float(value) for value in control.series.values] + [value for _, value in loose]
    values += [_within(control, float(value)) for line in (judged.lower, judged.upper) for value in line]
    if control.target is not None:
        values.append(control.target)
    low, high = extent(values)
    if low == high:
        step = abs(low) * 0.1 or 1.0
        low, high = _within(control, low - step), _within(control, high + step)
    air = (high - low) * 0.03
    return ticks(control.measure, _within(control, low - air), _within(control, high + air))


def _within(control: Control, value: float) -> float:
    """The value, no further than the measure can go: arithmetic knows no bounds, shares and counts do."""
    if math.isnan(value):
        return value
    top = {Unit.SHARE: 1.0, Unit.SCORE: 100.0}.get(control.measure.unit, math.inf)
    return min(max(value, 0.0), top)


def _name(control: Control, day: date) -> str:
    """The step that starts on this day, as it is read aloud."""
    step = find_dimension(control.series.step)
    return say_level(step, level_of(step, day))


def _x(control: Control, position: int) -> str:
    return control.series.starts[position].isoformat()


def _notes(
    control: Control, marks: set[Mark], loose: Sequence[tuple[date, float]], ticked: Sequence[float]
) -> tuple[str, ...]:
    notes = []
    judged = any(stretch.fit for stretch in control.judged.stretches)
    if judged:
        middle = "the average" if _centre_word(control) == "Average" else f"what is usual for each {control.step}"
        notes.append(f"The solid line is {middle}; the dashed lines are the ends of the usual range.")
        notes.append("While nothing changes, nearly every point lies between them.")
        notes += [mark.words for mark in sorted(marks, key=lambda mark: mark.words) if mark is not ORDINARY]
    notes += _not_judged(control)
    if not judged:
        notes.append("Too few points for a usual range, so no point is judged.")
    if any(math.isnan(value) for value in control.series.values):
        notes.append("A dashed line bridges a time without data or with too few answers; it ends any run.")
    if loose:
        months = say_list([_name(control, day) for day, _ in loose])
        notes.append(f"{months}, drawn hollow, {'is' if len(loose) == 1 else 'are'} not whole and not judged.")
    if ticked[0] > 0:
        notes.append("The axis does not start at zero.")
    return tuple(notes)


def _not_judged(control: Control) -> list[str]:
    """What of the chart is provisional, and which points are too old to be judged."""
    last, notes = control.judged.last, []
    if last.standing == "words only":
        notes.append(f"So few {control.step}s give a provisional range; only a point outside it stands out.")
    if last.fit is not None and last.start > _between_breaks(control)[-1][0]:
        notes.append(f"Points before {control.series.name(last.start)} are shown and not judged: too long ago.")
    return notes


def _alt(control: Control) -> str:
    points = control.points
    span = f"{points[0].name} to {points[-1].name}" if len(points) > 1 else points[0].name
    title = control.measure.title.lower()
    return sentence(
        f"Line chart with a usual range: {title} by {control.step}, {span}.",
        control.sentence,
        control.earlier,
        control.target_sentence,
    )
