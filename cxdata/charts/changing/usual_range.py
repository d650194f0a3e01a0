"""A measure over time with its average and its usual range: what is ordinary, and what is more than that.

An XmR chart in the manner of NHS England's Making Data Count, with the words in front.
"""

import math
from collections.abc import Sequence
from datetime import date

from cxdata.analysis.change.charts import Control
from cxdata.analysis.result import say_list
from cxdata.charts.changing.signs import ORDINARY, Sign, sign_of
from cxdata.charts.drawing.colours import GREY, INK, OUTLINE, PALETTE, QUIET
from cxdata.charts.drawing.font import widest
from cxdata.charts.drawing.marks import SIZE, Line, Mark, Point, Points
from cxdata.charts.drawing.model import Axis, Chart, Drawing, Margins, Tick
from cxdata.charts.over_time.labels import End, Event, end_texts, event_marks, place_events, room_above, room_right
from cxdata.charts.parts.alt import sentence
from cxdata.charts.parts.scale import extent, tick_text, ticks, unit_word
from cxdata.charts.parts.timeline import dates_across, level_of
from cxdata.measures import find_dimension
from cxdata.measures.model import Unit
from cxdata.measures.words import calendar_start, say_count, say_level, say_range, say_value

PLOT = 270
"""Pixels from the lower axis to the top of the plot."""
_TARGET = PALETTE[2]
_DATES = 48  # pixels that the names of months take below


def spc(control: Control, *, events: Sequence[Event] = (), narrow: bool = False) -> Chart:
    """Points and line, the average, the usual range (dashed), the target (dotted), and what stands out by shape.

    The lines start anew where a person set a new average or the definition changed. A month without a figure is
    bridged by a dashed line, never joined; one that is not whole is hollow and judged by nothing.
    """
    series, starts = control.series, control.series.starts
    loose = _unfinished_steps(control)
    shown = [*starts, *(day for day, _ in loose)]
    ticked = _ticks(control, loose)
    span = (ticked[0], ticked[-1])
    across = dates_across(find_dimension(series.step), shown, narrow=narrow)
    placed = place_events([*events, *((rebase.on, "New average") for rebase in control.rebases)], starts[0], shown[-1])
    ends = end_texts(_ends(control), at=across.span[1], span=span, plot=PLOT)
    marks: list[Mark] = [*_limits(control), *event_marks(placed, span)]
    if control.target is not None:
        marks.append(Line(across.span, (control.target, control.target), _TARGET, width=2.5, dash="dot"))
    points, signs = _points(control)
    marks += [*_lines(control), Points(points), *_hollow(control, loose), *ends]
    texts = [tick_text(control.measure, tick) for tick in ticked]
    margins = Margins(
        left=widest(texts, SIZE) + 14,
        right=room_right(ends),
        top=room_above(placed) + (24 if unit_word(control.measure) else 0),
        bottom=_DATES,
    )
    upright = Axis(
        span,
        tuple(Tick(tick, text) for tick, text in zip(ticked, texts, strict=True)),
        title=unit_word(control.measure),
        grid=True,
    )
    drawing = Drawing(tuple(marks), across, upright, PLOT + margins.top + margins.bottom, margins)
    return Chart(drawing, _alt(control), _how_to_read(control, signs), _notes(control, loose, ticked))


def _unfinished_steps(control: Control) -> list[tuple[date, float]]:
    """The steps after the last whole one that have a figure: shown hollow, because they are not over."""
    series = control.series
    rows = series.answer.frame.to_dict("records")
    values = [(calendar_start(series.step, str(row[series.step])), float(row["value"])) for row in rows]
    return sorted((day, value) for day, value in values if day > series.starts[-1] and not math.isnan(value))


def _limits(control: Control) -> list[Mark]:
    """What is usual, month by month: the centre and both limits of each stretch that was judged."""
    judged = control.judged
    marks: list[Mark] = []
    for stretch in judged.stretches:
        if stretch.fit is None:
            continue
        places = range(stretch.start, stretch.end)
        days = tuple(_day(control, position) for position in places)
        for line, dash in ((judged.centre, "solid"), (judged.lower, "dash"), (judged.upper, "dash")):
            heights = tuple(_within(control, float(line[position])) for position in places)
            marks.append(Line(days, heights, OUTLINE, width=1.6, dash="solid" if dash == "solid" else "dash"))
    return marks


def _lines(control: Control) -> list[Mark]:
    """The line through neighbours of one stretch; across a gap a dashed one."""
    values = control.series.values
    joined: tuple[list[float | None], list[float | None]] = ([], [])
    bridged: tuple[list[float | None], list[float | None]] = ([], [])
    for start, end in _between_breaks(control):
        with_figure = [position for position in range(start, end) if not math.isnan(values[position])]
        for first, second in zip(with_figure, with_figure[1:], strict=False):
            xs, ys = bridged if second - first > 1 else joined
            xs += [_day(control, first), _day(control, second), None]
            ys += [float(values[first]), float(values[second]), None]
    marks: list[Mark] = [Line(tuple(joined[0]), tuple(joined[1]), GREY)] if joined[0] else []
    if bridged[0]:
        marks.append(Line(tuple(bridged[0]), tuple(bridged[1]), GREY, width=1.6, dash="dash"))
    return marks


def _between_breaks(control: Control) -> list[tuple[int, int]]:
    """The stretches between new averages, whether judged or too old to be."""
    starts = [0, *(rebase.at for rebase in control.rebases)]
    return list(zip(starts, [*starts[1:], len(control.series.values)], strict=True))


def _points(control: Control) -> tuple[tuple[Point, ...], set[Sign]]:
    """The months with a figure, each marked as it was judged, and the marks there are."""
    judged, better = control.judged, control.measure.better.value
    signs = [
        sign_of(higher=None if not rule else bool(way > 0), better=better)
        for rule, way in zip(judged.rules, judged.direction, strict=True)
    ]
    with_figure = [position for position, value in enumerate(control.series.values) if not math.isnan(value)]
    points = tuple(
        Point(
            _day(control, position),
            float(control.series.values[position]),
            colour=signs[position].colour,
            shape=signs[position].shape,
            size=signs[position].size,
            hover=_hover(control, position),
        )
        for position in with_figure
    )
    return points, {signs[position] for position in with_figure}


def _hollow(control: Control, loose: Sequence[tuple[date, float]]) -> list[Mark]:
    if not loose:
        return []
    points = [
        Point(
            day.toordinal(),
            value,
            colour=GREY,
            size=11,
            hollow=True,
            hover=f"{_name(control, day)}, not whole: not judged\n{say_value(control.measure, value)}",
        )
        for day, value in loose
    ]
    return [Points(tuple(points))]


def _hover(control: Control, position: int) -> str:
    point = control.points[position]
    lines = [point.name, say_value(control.measure, point.value, point.denominator)]
    if not math.isnan(point.denominator) and control.measure.base:
        lines.append(f"{say_count(point.denominator)} {control.measure.base}")
    if not math.isnan(point.lower):
        low, high = (_within(control, end) for end in (point.lower, point.upper))
        lines.append(f"Usual range {say_range(control.measure, low, high, point.denominator)}")
    lines.append((point.marked or "within the usual range") if not math.isnan(point.lower) else "not judged")
    return "\n".join(lines)


def _ends(control: Control) -> list[End]:
    """What the lines are, at their right-hand ends."""
    judged, ends = control.judged, list[End]()
    if judged.fit is not None and judged.at is not None:
        for line, word, colour in (
            (judged.centre, _centre_word(control), INK),
            (judged.lower, "Usually from", QUIET),
            (judged.upper, "Usually up to", QUIET),
        ):
            value = _within(control, float(line[judged.at]))
            said = say_value(control.measure, value, control.points[judged.at].denominator)
            ends.append(End(value, word, said, colour))
    if control.target is not None:
        ends.append(End(control.target, "Target", say_value(control.measure, control.target), _TARGET))
    return ends


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


def _day(control: Control, position: int) -> float:
    return float(control.series.starts[position].toordinal())


def _how_to_read(control: Control, signs: set[Sign]) -> str:
    if not any(stretch.fit for stretch in control.judged.stretches):
        return ""
    middle = "the average" if _centre_word(control) == "Average" else f"what is usual for each {control.step}"
    keys = [sign.key for sign in sorted(signs, key=lambda sign: sign.words) if sign is not ORDINARY]
    return sentence(f"Solid line: {middle}. Dashed: the usual range.", *keys)


def _notes(control: Control, loose: Sequence[tuple[date, float]], ticked: Sequence[float]) -> tuple[str, ...]:
    notes = _not_judged(control)
    if not any(stretch.fit for stretch in control.judged.stretches):
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
