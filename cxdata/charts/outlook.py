"""Where a figure may be by a date: its past, the bands of the forecast, the target, and how such forecasts held."""

import math
from collections.abc import Sequence
from datetime import date

import plotly.graph_objects as go

from cxdata.analysis.outlook.forecast import Forecast
from cxdata.analysis.outlook.past import PastMonth
from cxdata.charts.over_time.annotations import end_labels
from cxdata.charts.parts.alt import sentence
from cxdata.charts.parts.scale import extent, tick_text, ticks
from cxdata.charts.parts.signs import BAD
from cxdata.charts.parts.theme import (
    ACCENT,
    CONFIG,
    GREY,
    INK,
    OUTLINE,
    PALETTE,
    QUIET,
    WHITE,
    Chart,
    axis,
    base_layout,
    escape_text,
)
from cxdata.charts.parts.timeline import time_axis
from cxdata.measures import find_dimension
from cxdata.measures.model import Measure, Unit
from cxdata.measures.words import say_range, say_value
from cxdata.periods import add_months, say_month
from cxdata.stats.forecast.outlook import MEASURED

PLOT = 280
_TARGET = PALETTE[2]
_TOPS = {Unit.SHARE: 1.0, Unit.SCORE: 100.0}
_WIDE, _NARROW = "rgba(18,67,109,0.14)", "rgba(18,67,109,0.30)"


def fan(result: Forecast) -> Chart:
    """The past as a line, then the bands that hold 8 in 10 and 5 in 10 of cases; target and "no change" as lines."""
    series = result.series
    future = [add_months(series.starts[-1], step + 1) for step in range(len(result.months))]
    figure = go.Figure()
    if future:
        _bands(figure, result, future)
    figure.add_trace(
        go.Scatter(
            mode="lines+markers",
            name="past",
            x=[start.isoformat() for start in series.starts],
            y=[None if math.isnan(value) else float(value) for value in series.values],
            connectgaps=False,
            cliponaxis=False,
            line={"color": ACCENT, "width": 2.5},
            marker={"size": 6, "color": ACCENT},
            hovertext=[
                f"{series.name(position)}<br><b>{say_value(result.measure, float(value), float(base))}</b>"
                for position, (value, base) in enumerate(zip(series.values, series.denominators, strict=True))
            ],
            hovertemplate="%{hovertext}<extra></extra>",
        )
    )
    marks = _marks(result)
    starts = [*series.starts, *future]
    for judged in result.judged:
        figure.add_shape(
            type="line",
            x0=0,
            x1=1,
            xref="paper",
            y0=judged.goal.value,
            y1=judged.goal.value,
            line={"color": _TARGET, "width": 2.5, "dash": "dot"},
        )
    right = _ends(figure, result, marks)
    layout = base_layout(height=PLOT + 66, right=right, top=14)
    layout["xaxis"] = time_axis(find_dimension("month"), starts)
    layout["yaxis"] = axis(
        range=[marks[0], marks[-1]], tickvals=marks, ticktext=[tick_text(result.measure, tick) for tick in marks]
    )
    figure.update_layout(layout)
    return Chart(figure, _alt(result), dict(CONFIG), _notes(result, marks))


def record(result: Forecast, past: Sequence[PastMonth], *, ahead: int) -> Chart:
    """Each past forecast's band and middle, and what came: a dot within the band, a diamond outside it."""
    figure = go.Figure()
    starts = [result.series.starts[forecast.place] for forecast in past]
    xs = [start.isoformat() for start in starts]
    figure.add_trace(
        go.Scatter(
            mode="markers",
            name="forecast",
            x=xs,
            y=[forecast.middle for forecast in past],
            marker={"symbol": "line-ew", "size": 13, "color": OUTLINE, "line": {"color": OUTLINE, "width": 2.5}},
            error_y={
                "type": "data",
                "symmetric": False,
                "array": [forecast.upper_80 - forecast.middle for forecast in past],
                "arrayminus": [forecast.middle - forecast.lower_80 for forecast in past],
                "color": GREY,
                "thickness": 5,
                "width": 0,
            },
            hoverinfo="skip",
        )
    )
    figure.add_trace(
        go.Scatter(
            mode="markers",
            name="outcome",
            x=xs,
            y=[forecast.outcome for forecast in past],
            cliponaxis=False,
            marker={
                "symbol": ["circle" if forecast.held else BAD.symbol for forecast in past],
                "size": [10 if forecast.held else 14 for forecast in past],
                "color": [ACCENT if forecast.held else BAD.colour for forecast in past],
                "line": {"color": [WHITE if forecast.held else INK for forecast in past], "width": 1.2},
                "opacity": 1,
            },
            hovertext=[_say_past(result, forecast) for forecast in past],
            hovertemplate="%{hovertext}<extra></extra>",
        )
    )
    marks = _room(
        result.measure, [end for forecast in past for end in (forecast.lower_80, forecast.upper_80, forecast.outcome)]
    )
    layout = base_layout(height=PLOT + 40, top=14, right=24)
    layout["xaxis"] = time_axis(find_dimension("month"), starts or [date(2000, 1, 1)])
    layout["yaxis"] = axis(
        range=[marks[0], marks[-1]], tickvals=marks, ticktext=[tick_text(result.measure, tick) for tick in marks]
    )
    figure.update_layout(layout)
    held = sum(forecast.held for forecast in past)
    words = f"{held} of {len(past)} outcomes lie within the band that should hold 8 in 10."
    alt = sentence(f"Past forecasts of {result.measure.title.lower()}, {ahead} months ahead, with what came.", words)
    notes = (
        f"Each bar is a forecast made {ahead} months before: it should hold what came in 8 of 10 cases. {words}",
        "Blue dots came within the bar, orange diamonds did not.",
    )
    return Chart(figure, alt, dict(CONFIG), notes)


def _bands(figure: go.Figure, result: Forecast, future: Sequence[date]) -> None:
    start = [result.series.starts[-1].isoformat()]
    xs = start + [day.isoformat() for day in future]
    # Where the last month is a gap the bands begin with the forecast itself.
    latest = float(result.series.values[-1])
    has_latest = not math.isnan(latest)
    xs = xs if has_latest else xs[1:]
    lead = [latest] if has_latest else []
    for name, fill in (("80", _WIDE), ("50", _NARROW)):
        lower = lead + [getattr(month, f"lower_{name}") for month in result.months]
        upper = lead + [getattr(month, f"upper_{name}") for month in result.months]
        figure.add_trace(
            go.Scatter(
                mode="lines",
                name=f"{name}% band",
                x=xs + xs[::-1],
                y=upper + lower[::-1],
                fill="toself",
                fillcolor=fill,
                line={"width": 0, "color": ACCENT},
                hoverinfo="skip",
            )
        )
    figure.add_trace(
        go.Scatter(
            mode="lines",
            name="no change",
            x=[xs[0], xs[-1]],
            y=[result.no_change] * 2,
            line={"color": OUTLINE, "width": 2, "dash": "dash"},
            hoverinfo="skip",
        )
    )
    middles = lead + [month.middle for month in result.months]
    words = ([""] if has_latest else []) + [_say_month(result, position) for position in range(len(result.months))]
    # Beyond a year no past error was measured: the line goes on dashed.
    year = min(len(xs), len(lead) + MEASURED - result.outlook.stale)
    for name, part, dash in (("middle", slice(0, year), "solid"), ("beyond a year", slice(year - 1, None), "dash")):
        if len(xs[part]) > 1:
            figure.add_trace(
                go.Scatter(
                    mode="lines",
                    name=name,
                    x=xs[part],
                    y=middles[part],
                    line={"color": ACCENT, "width": 2, "dash": dash},
                    hovertext=words[part],
                    hovertemplate="%{hovertext}<extra></extra>",
                )
            )


def _say_month(result: Forecast, position: int) -> str:
    month, measure = result.months[position], result.measure
    return "<br>".join(
        [
            f"{escape_text(month.month)}, forecast",
            f"5 in 10: {say_range(measure, month.lower_50, month.upper_50)}",
            f"8 in 10: {say_range(measure, month.lower_80, month.upper_80)}",
        ]
    )


def _say_past(result: Forecast, past: PastMonth) -> str:
    return "<br>".join(
        [
            f"{escape_text(past.month)}: <b>{say_value(result.measure, past.outcome)}</b>",
            f"Forecast in {escape_text(past.made_in)}: {say_range(result.measure, past.lower_80, past.upper_80)}",
            "within the band" if past.held else "outside the band",
        ]
    )


def _marks(result: Forecast) -> list[float]:
    values = [float(value) for value in result.series.values]
    values += [end for month in result.months for end in (month.lower_80, month.upper_80)]
    values += [judged.goal.value for judged in result.judged]
    return _room(result.measure, values)


def _room(measure: Measure, values: Sequence[float]) -> list[float]:
    """Marks of an axis with a little room around the values, within what the measure can be."""
    low, high = extent(values)
    room = 0.01 if measure.unit is Unit.SHARE else 0.03 * (high - low or 1.0)
    return ticks(measure, max(low - room, 0.0), min(high + room, _TOPS.get(measure.unit, math.inf)))


def _ends(figure: go.Figure, result: Forecast, marks: Sequence[float]) -> int:
    measure, ends = result.measure, []
    if result.months:
        last = result.months[-1]
        ends = [
            (last.upper_80, "8 in 10 below", say_value(measure, last.upper_80), QUIET),
            (last.lower_80, "and above", say_value(measure, last.lower_80), QUIET),
            (result.no_change, "No change", say_value(measure, result.no_change), INK),
        ]
    ends += [(judged.goal.value, "Target", say_value(measure, judged.goal.value), _TARGET) for judged in result.judged]
    return end_labels(figure, ends, marks=marks, plot=PLOT)


def _notes(result: Forecast, marks: Sequence[float]) -> tuple[str, ...]:
    notes = []
    if result.months:
        notes.append(
            "If things go on as they have, the dark band holds what comes in 5 of 10 cases, the wide one in 8 of 10; "
            "in 2 of 10 it lies outside both."
        )
    if len(result.months) + result.outlook.stale > MEASURED:
        notes.append("Dashed: more than a year ahead. A rise or fall that lasts so long would leave the band.")
    if any(math.isnan(value) for value in result.series.values):
        notes.append("A gap in the line is a month without data, or with too few answers to say.")
    if marks[0] > 0:
        notes.append("The axis does not start at zero.")
    return tuple(notes)


def _alt(result: Forecast) -> str:
    start = say_month(result.series.starts[0])
    return sentence(
        f"Line with a fan of possible futures: {result.measure.title.lower()} by month from {start} to {result.until}.",
        result.sentence,
        result.pace_sentence,
    )
