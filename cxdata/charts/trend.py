"""Figures over time as lines; a step without data is a gap."""

from collections.abc import Sequence
from datetime import date
from itertools import groupby

from cxdata.charts.drawing.colours import ACCENT, GREY, OUTLINE, PALETTE, QUIET, text_colour
from cxdata.charts.drawing.font import widest
from cxdata.charts.drawing.marks import SIZE, Area, Dash, Line, Mark, Point, Points, Shape, Text
from cxdata.charts.drawing.model import Axis, Chart, Drawing, Margins, Tick
from cxdata.charts.over_time.labels import (
    NARROW_PLOT,
    PLOT,
    End,
    Event,
    end_texts,
    event_marks,
    place_events,
    room_above,
    room_right,
)
from cxdata.charts.over_time.lines import Plan, Usual, say_how_to_read, say_in_words, say_notes
from cxdata.charts.over_time.series import Course, TimeSplit, courses_of, split_dimensions, value_of
from cxdata.charts.parts import alt
from cxdata.charts.parts.rows import hover_words, rows_of
from cxdata.charts.parts.scale import extent, tick_text, ticks, unit_word
from cxdata.charts.parts.timeline import dates_across, short_label, span
from cxdata.measures.model import Unit
from cxdata.measures.query import Answer
from cxdata.measures.words import calendar_start, say_level, say_value

__all__ = ["Usual", "trend"]

MOST = len(PALETTE)
LONG = 60  # steps: with more, a dot on each hides the line
HEIGHT = 230  # pixels from the axis to the top of the plot
# Told apart in grey too; dotted is what is not fully loaded.
_DASHES: tuple[Dash, ...] = ("solid", "dash", "solid", "dash")
_SHAPES: tuple[Shape, ...] = ("circle", "circle", "square", "square")
_DOT, _NARROW_DOT, _HOLLOW = 8, 5, 11  # pixels
_UNSEEN = 1  # a step of a long line keeps a mark, so that the pointer finds its figures


def trend(
    answer: Answer,
    *,
    events: Sequence[Event] = (),
    target: float | None = None,
    target_name: str = "Target",
    beside: Answer | None = None,
    usual: Usual | None = None,
    incomplete: str | None = None,
    keep: Sequence[str] = (),
    zoom: bool = False,
    scale: tuple[float, float] | None = None,
    narrow: bool = False,
) -> Chart:
    """Lines over a calendar dimension, one a level of the other dimension if there is one.

    At most four lines: those in `keep` (levels as stored), then those with the most behind them; the others are named
    in the notes. A step without data is a gap; of counts it is 0 between the first and the last step of the answer.
    One line alone has its `usual` range in grey, else its 95 % range as a band, and `beside` (the same measure of the
    whole council, over the same calendar) as a grey line. Hollow points rest on a small base.
    `incomplete` is the level of the first step at the end that is not whole: a dotted line leads to it, and neither the
    label nor the sentence speaks of it. Shares run from 0 to 100 % and other figures from 0, unless `zoom`; `scale`
    gives figures in the measure's unit that the axis must reach as well, so that two charts share one. `narrow` lays it
    out for a phone. Raises ValueError without exactly one calendar dimension, or with more than one other.
    """
    by = split_dimensions(answer)
    rows = rows_of(answer)
    starts = span(by.calendar, [row.levels[by.index] for row in rows])
    if not starts:
        return _nothing(answer)
    courses, left_out = courses_of(answer, rows, by, starts, keep=keep, most=MOST)
    unfinished = calendar_start(by.calendar, incomplete) if incomplete else None
    levels = [(target, target_name)] if target is not None else []
    council = _council(by, starts, beside) if beside is not None and by.other is None else ()
    plan = Plan(answer, by, starts, courses, unfinished, usual if len(courses) == 1 else None, levels, council)
    tick_values = _tick_values(plan, scale or (), zoom=zoom)
    notes = say_notes(plan, left_out)
    if tick_values[0] > 0:
        notes.append("The axis does not start at zero.")
    drawing = _drawing(plan, tick_values, events, narrow=narrow)
    return Chart(drawing, say_in_words(plan, left_out), say_how_to_read(plan), tuple(notes))


def _council(by: TimeSplit, starts: Sequence[date], beside: Answer) -> list[float | None]:
    """The council's figure at each step; None where it has none."""
    values = {calendar_start(by.calendar, row.levels[0]): value_of(row) for row in rows_of(beside)}
    return [values.get(start) for start in starts]


def _drawing(plan: Plan, tick_values: Sequence[float], events: Sequence[Event], *, narrow: bool) -> Drawing:
    measure = plan.answer.measure
    across = dates_across(plan.by.calendar, plan.starts, narrow=narrow)
    heights = (tick_values[0], tick_values[-1])
    placed = place_events(events, plan.starts[0], plan.starts[-1], plot=NARROW_PLOT if narrow else PLOT)
    marks: list[Mark] = [*_band(plan), *event_marks(placed, heights)]
    marks += [Line(across.span, (value, value), OUTLINE, width=2, dash="dash") for value, _ in plan.levels]
    if plan.beside:
        marks.append(Line(tuple(start.toordinal() for start in plan.starts), tuple(plan.beside), OUTLINE, width=2))
    for number, course in enumerate(plan.courses):
        marks += _line(plan, course, number, narrow=narrow)
    ends = end_texts(_ends(plan), at=across.span[1], span=heights, plot=HEIGHT, wide=14 if narrow else 20)
    texts = [tick_text(measure, tick) for tick in tick_values]
    margins = Margins(
        left=widest(texts, SIZE) + 16,
        right=room_right(ends),
        top=room_above(placed) + (22 if unit_word(measure) else 0),
        bottom=54,
    )
    upright = Axis(
        heights,
        tuple(Tick(at, words) for at, words in zip(tick_values, texts, strict=True)),
        title=unit_word(measure),
        grid=True,
    )
    return Drawing((*marks, *ends), across, upright, HEIGHT + margins.top + margins.bottom, margins)


def _line(plan: Plan, course: Course, number: int, *, narrow: bool) -> list[Mark]:
    """One course as a line, dotted where it leads to a step that is not whole, and its points."""
    colour = plan.colours[number]
    days = [start.toordinal() for start in plan.starts]
    values = [value_of(point) for point in course.points]
    whole = [value if plan.is_whole(index) else None for index, value in enumerate(values)]
    marks: list[Mark] = [Line(tuple(days), tuple(whole), colour, width=2.5, dash=_DASHES[number])]
    first = next((index for index in range(len(days)) if not plan.is_whole(index)), len(days))
    if first < len(days):
        tail = slice(max(first - 1, 0), None)
        marks.append(Line(tuple(days[tail]), tuple(values[tail]), colour, width=2, dash="dot"))
    dot = _NARROW_DOT if narrow else _DOT
    points = [_point(plan, course, index, number, dot) for index, value in enumerate(values) if value is not None]
    return [*marks, Points(tuple(points))]


def _point(plan: Plan, course: Course, index: int, number: int, dot: int) -> Point:
    row = course.points[index]
    assert row is not None
    hollow = row.doubtful or not plan.is_whole(index)
    seen = len(plan.starts) <= LONG or _stands_alone(course, index)
    return Point(
        plan.starts[index].toordinal(),
        row.value,
        colour=plan.colours[number],
        shape=_SHAPES[number],
        size=_HOLLOW if hollow else dot if seen else _UNSEEN,
        hollow=hollow,
        hover=hover_words(plan.answer.measure, plan.answer.by, row),
        key=course.level,
    )


def _stands_alone(course: Course, index: int) -> bool:
    """Whether no line leads to or from this step, so that without its dot it would not be seen."""
    beside = course.points[max(index - 1, 0) : index] + course.points[index + 1 : index + 2]
    return all(value_of(point) is None for point in beside)


def _band(plan: Plan) -> list[Mark]:
    """The usual range, else of one line alone its 95 % range: one closed shape for each run of steps without a gap."""
    if len(plan.courses) != 1:
        return []
    steps: dict[date, tuple[float, float]] = {}
    if plan.usual is not None:
        steps = {start: (lower, upper) for start, lower, upper in plan.usual.steps}
    else:
        for start, point in zip(plan.starts, plan.courses[0].points, strict=True):
            if point is not None and point.has_value and point.has_range:
                steps[start] = (point.lower, point.upper)
    marks: list[Mark] = []
    for has_band, run in groupby(plan.starts, key=lambda start: start in steps):
        days = list(run)
        if not has_band or len(days) < 2:
            continue
        ring = [(float(day.toordinal()), steps[day][1]) for day in days]
        ring += [(float(day.toordinal()), steps[day][0]) for day in reversed(days)]
        fill, opacity = (GREY, 0.22) if plan.usual is not None else (ACCENT, 0.16)
        marks.append(Area((tuple(ring),), fill=fill, outline=fill, width=0, opacity=opacity))
    return marks


def _tick_values(plan: Plan, reach: Sequence[float], *, zoom: bool) -> list[float]:
    measure = plan.answer.measure
    points = [point for course in plan.courses for point in course.points if point is not None]
    values = [point.value for point in points]
    if len(plan.courses) == 1:
        values += [end for point in points for end in (point.lower, point.upper)]
    if plan.usual is not None:
        values += [end for _, lower, upper in plan.usual.steps for end in (lower, upper)]
    values += [value for value in plan.beside if value is not None]
    low, high = extent([*values, *reach, *(value for value, _ in plan.levels)])
    if zoom and low > high / 2:
        return ticks(measure, low, high if high > low else low + 1)
    if not zoom and measure.unit in (Unit.SHARE, Unit.SCORE):
        return ticks(measure, 0, 1 if measure.unit is Unit.SHARE else 100)
    return ticks(measure, min(low, 0), high if high > 0 else 1)


def _ends(plan: Plan) -> list[End]:
    """The last whole figure of each line (with its name, where there are several) and each level, for the right."""
    measure, other, calendar = plan.answer.measure, plan.by.other, plan.by.calendar
    ends = []
    for course, colour in zip(plan.courses, plan.colours, strict=True):
        if (last := plan.last(course)) is None:
            continue
        index, point = last
        value = say_value(measure, point.value, point.denominator)
        if index < len(plan.starts) - 1 and not other:
            value = f"{value}\n{' '.join(short_label(calendar, plan.starts[index]).split())}"
        words = say_level(other, course.level) if other else ""
        ends.append(End(point.value, words, value, text_colour(colour), bold=True))
    if plan.council is not None:
        ends.append(End(plan.council, "Council", say_value(measure, plan.council), QUIET))
    return [*ends, *(End(value, name, say_value(measure, value), QUIET) for value, name in plan.levels)]


def _nothing(answer: Answer) -> Chart:
    words = Text(0.5, 0.5, "Nothing to show for these choices.", anchor="middle", colour=QUIET)
    drawing = Drawing((words,), Axis((0, 1)), Axis((0, 1)), 80, Margins(bottom=8))
    return Chart(drawing, alt.say_subject("Line chart", answer.measure, answer.by) + ": nothing to show.")
