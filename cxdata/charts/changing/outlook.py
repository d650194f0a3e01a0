"""Where a figure may be by a date: its past, the bands of the forecast, the target, and how such forecasts held."""

import math
from collections.abc import Sequence
from datetime import date

from cxdata.analysis.outlook.forecast import Forecast
from cxdata.analysis.outlook.past import PastMonth
from cxdata.charts.changing.signs import BAD
from cxdata.charts.drawing.colours import ACCENT, GREY, INK, OUTLINE, PALETTE, QUIET, WHITE
from cxdata.charts.drawing.font import widest
from cxdata.charts.drawing.marks import SIZE, Area, Line, Mark, Point, Points
from cxdata.charts.drawing.model import Axis, Chart, Drawing, Margins, Tick
from cxdata.charts.over_time.labels import End, end_texts, room_right
from cxdata.charts.parts.alt import sentence
from cxdata.charts.parts.scale import extent, tick_text, ticks, unit_word
from cxdata.charts.parts.timeline import dates_across
from cxdata.measures import find_dimension
from cxdata.measures.model import Measure, Unit
from cxdata.measures.words import say_range, say_value
from cxdata.periods import add_months, say_month
from cxdata.stats.forecast.outlook import MEASURED

PLOT = 280
"""Pixels from the lower axis to the top of the plot."""
_DATES = 48  # pixels that the names of months take below
_TARGET = PALETTE[2]
_TOPS = {Unit.SHARE: 1.0, Unit.SCORE: 100.0}
_WIDE, _NARROW = "#DCE4EB", "#B3C3D1"
READING = "The dark band holds what comes in 5 of 10 cases, the wide one in 8 of 10, if things go on as they have."


def fan(result: Forecast, *, narrow: bool = False) -> Chart:
    """The past as a line, then the bands that hold 8 in 10 and 5 in 10 of cases; target and "no change" as lines."""
    series = result.series
    future = [add_months(series.starts[-1], step + 1) for step in range(len(result.months))]
    across = dates_across(find_dimension("month"), [*series.starts, *future], narrow=narrow)
    at = _marks(result)
    marks: list[Mark] = _bands(result, future) if future else []
    marks += [
        Line(across.span, (judged.goal.value, judged.goal.value), _TARGET, width=2.5, dash="dot")
        for judged in result.judged
    ]
    marks += _past(result)
    ends = end_texts(_ends(result), at=across.span[1], span=(at[0], at[-1]), plot=PLOT)
    drawing = _drawing(result.measure, [*marks, *ends], across, at, right=room_right(ends))
    return Chart(drawing, _alt(result), READING if result.months else "", _notes(result, at))


def record(result: Forecast, past: Sequence[PastMonth], *, ahead: int, narrow: bool = False) -> Chart:
    """Each past forecast's band and middle, and what came: a dot within the band, a diamond outside it."""
    starts = [result.series.starts[forecast.place] for forecast in past]
    days = [float(start.toordinal()) for start in starts]
    marks: list[Mark] = [
        Line((day, day), (forecast.lower_80, forecast.upper_80), GREY, width=5)
        for day, forecast in zip(days, past, strict=True)
    ]
    outcomes = tuple(
        Point(
            day,
            forecast.outcome,
            colour=ACCENT if forecast.held else BAD.colour,
            shape="circle" if forecast.held else BAD.shape,
            size=11 if forecast.held else BAD.size,
            hover=_say_past(result, forecast),
        )
        for day, forecast in zip(days, past, strict=True)
    )
    marks.append(Points(outcomes))
    at = _room(
        result.measure, [end for forecast in past for end in (forecast.lower_80, forecast.upper_80, forecast.outcome)]
    )
    across = dates_across(find_dimension("month"), starts or [date(2000, 1, 1)], narrow=narrow)
    drawing = _drawing(result.measure, marks, across, at, right=24)
    held = sum(forecast.held for forecast in past)
    words = f"{held} of {len(past)} outcomes lie within the band that should hold 8 in 10."
    alt = sentence(f"Past forecasts of {result.measure.title.lower()}, {ahead} months ahead, with what came.", words)
    reading = (
        f"Each bar is a forecast made {ahead} months before: it should hold what came in 8 of 10 cases. "
        "Dots came within the bar, diamonds did not."
    )
    return Chart(drawing, alt, reading, (words,))


def _drawing(measure: Measure, marks: Sequence[Mark], across: Axis, at: Sequence[float], *, right: int) -> Drawing:
    """Marks over time on an axis of the measure's values."""
    texts = [tick_text(measure, tick) for tick in at]
    upright = Axis(
        (at[0], at[-1]),
        tuple(Tick(tick, text) for tick, text in zip(at, texts, strict=True)),
        title=unit_word(measure),
        grid=True,
    )
    margins = Margins(left=widest(texts, SIZE) + 14, right=right, top=36 if unit_word(measure) else 14, bottom=_DATES)
    return Drawing(tuple(marks), across, upright, PLOT + margins.top + margins.bottom, margins)


def _past(result: Forecast) -> list[Mark]:
    """The figures so far; a gap where there is none."""
    series = result.series
    days = [float(start.toordinal()) for start in series.starts]
    heights = tuple(None if math.isnan(value) else float(value) for value in series.values)
    points = tuple(
        Point(
            day,
            float(value),
            colour=ACCENT,
            size=7,
            hover=f"{series.name(position)}\n{say_value(result.measure, float(value), float(base))}",
        )
        for position, (day, value, base) in enumerate(zip(days, series.values, series.denominators, strict=True))
        if not math.isnan(value)
    )
    return [Line(tuple(days), heights, ACCENT, width=2.5), Points(points)]


def _bands(result: Forecast, future: Sequence[date]) -> list[Mark]:
    """Both bands, "no change" and the middle, which goes on dashed beyond a year: no past error was measured there."""
    latest = float(result.series.values[-1])
    # Where the last month is a gap the bands begin with the forecast itself.
    lead = [] if math.isnan(latest) else [latest]
    first = [] if math.isnan(latest) else [result.series.starts[-1]]
    days = [float(day.toordinal()) for day in (*first, *future)]
    marks: list[Mark] = []
    for name, fill in (("80", _WIDE), ("50", _NARROW)):
        lower = lead + [getattr(month, f"lower_{name}") for month in result.months]
        upper = lead + [getattr(month, f"upper_{name}") for month in result.months]
        ring = [*zip(days, upper, strict=True), *reversed(list(zip(days, lower, strict=True)))]
        marks.append(Area((tuple(ring),), fill=fill, outline=WHITE, width=0))
    marks.append(Line((days[0], days[-1]), (result.no_change, result.no_change), OUTLINE, dash="dash"))
    middles = lead + [month.middle for month in result.months]
    year = min(len(days), len(lead) + MEASURED - result.outlook.stale)
    for part, dash in ((slice(0, year), "solid"), (slice(year - 1, None), "dash")):
        if len(days[part]) > 1:
            line = tuple(days[part]), tuple(middles[part])
            marks.append(Line(*line, ACCENT, dash="solid" if dash == "solid" else "dash"))
    words = [_say_month(result, position) for position in range(len(result.months))]
    told = zip(days[len(lead) :], middles[len(lead) :], words, strict=True)
    marks.append(Points(tuple(Point(day, middle, colour=ACCENT, size=4, hover=word) for day, middle, word in told)))
    return marks


def _say_month(result: Forecast, position: int) -> str:
    month, measure = result.months[position], result.measure
    return "\n".join(
        [
            f"{month.month}, forecast",
            f"5 in 10: {say_range(measure, month.lower_50, month.upper_50)}",
            f"8 in 10: {say_range(measure, month.lower_80, month.upper_80)}",
        ]
    )


def _say_past(result: Forecast, past: PastMonth) -> str:
    return "\n".join(
        [
            f"{past.month}: {say_value(result.measure, past.outcome)}",
            f"Forecast in {past.made_in}: {say_range(result.measure, past.lower_80, past.upper_80)}",
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


def _ends(result: Forecast) -> list[End]:
    measure, ends = result.measure, list[End]()
    if result.months:
        last = result.months[-1]
        ends = [
            End(last.upper_80, "8 in 10 below", say_value(measure, last.upper_80), QUIET),
            End(last.lower_80, "and above", say_value(measure, last.lower_80), QUIET),
            End(result.no_change, "No change", say_value(measure, result.no_change), INK),
        ]
    for judged in result.judged:
        value = judged.goal.value
        ends.append(End(value, "Target", say_value(measure, value), _TARGET, bold=True))
    return ends


def _notes(result: Forecast, at: Sequence[float]) -> tuple[str, ...]:
    notes = []
    if len(result.months) + result.outlook.stale > MEASURED:
        notes.append("Dashed: more than a year ahead. A rise or fall that lasts so long would leave the band.")
    if any(math.isnan(value) for value in result.series.values):
        notes.append("A gap in the line is a month without data, or with too few answers to say.")
    if at[0] > 0:
        notes.append("The axis does not start at zero.")
    return tuple(notes)


def _alt(result: Forecast) -> str:
    start = say_month(result.series.starts[0])
    return sentence(
        f"Line with a fan of possible futures: {result.measure.title.lower()} by month from {start} to {result.until}.",
        result.sentence,
        result.pace_sentence,
    )
