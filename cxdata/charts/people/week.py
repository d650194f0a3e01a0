"""The week by half-hours: a grid of weekdays and times, shaded by what comes, with the people on duty written in."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from cxdata.analysis.phones.week.peaks import PEAK, Cell, Week
from cxdata.analysis.phones.week.words import say_a_step, say_mean, say_rest, say_step, say_week
from cxdata.charts.drawing.colours import INK, WHITE, ink_on
from cxdata.charts.drawing.font import widest
from cxdata.charts.drawing.marks import SIZE, Bar, Bars, Line, Mark, Text
from cxdata.charts.drawing.model import Axis, Chart, Drawing, Margins, Tick
from cxdata.charts.parts import alt
from cxdata.charts.parts.shades import Shades, shades
from cxdata.measures.model import Measure, Unit
from cxdata.periods import WEEKDAYS

OnDuty = Mapping[tuple[str, str], tuple[float, int]]
"""(weekday, start) -> people on duty, and how many more are needed."""

_TALL = 24  # pixels of a row that holds a figure
_MOST_TALL = 20  # rows that a screen has room for with figures in them
_LOW = 13  # pixels of a row without
_GAP = 0.04
_NARROW_MOST = 5  # columns of a phone that have room for figures
PEAK_LINE = 3


@dataclass(frozen=True)
class Slot:
    """A cell of the drawing: what comes, whether it is a peak, what is written in it (bold where people
    are missing), and what is said of it on the screen.
    """

    weekday: str
    starts: str
    value: float
    peak: bool
    written: str
    bold: bool
    hover: str


def week_grid(week: Week, duty: OnDuty = MappingProxyType({}), *, narrow: bool = False) -> Chart:
    """The week as a grid, weekdays across and times down; each step is shaded in one of five classes by what comes, and
    runs of peaks are outlined.

    `duty` gives for a weekday and a start the people on duty and how many more are needed: they are written in the
    steps then, else what comes. There is room for figures beside 20 times of day at most, and on a phone (`narrow`)
    beside five days.
    """
    slots = [_slot(week, cell, duty.get((cell.weekday, cell.starts))) for cell in week.cells]
    days = [day for day in WEEKDAYS if any(slot.weekday == day for slot in slots)]
    times = sorted({slot.starts for slot in slots})
    places = {(slot.weekday, slot.starts): (days.index(slot.weekday), times.index(slot.starts)) for slot in slots}
    classes = shades(_shaded_by(week), [slot.value for slot in slots], what=f"{say_step(week)}s")
    written = len(times) <= _MOST_TALL and not (narrow and len(days) > _NARROW_MOST)
    marks: list[Mark] = [_shaded(slots, places, classes)]
    if written:
        marks += _figures(slots, places, classes)
    marks += _outlines(slots, places)
    drawing = _drawing(marks, days, times, tall=_TALL if written else _LOW)
    return Chart(drawing, _alt(week, duty), _reading(week, classes, duty if written else {}))


def _slot(week: Week, cell: Cell, here: tuple[float, int] | None) -> Slot:
    figure = say_mean(cell.mean)
    hover = f"{cell.weekday}, {cell.starts} to {cell.ends}\n{figure} {week.noun} on an open day"
    hover += f"\n{cell.kind} week after week" if cell.kind else ""
    if here is None:
        return Slot(cell.weekday, cell.starts, cell.mean, cell.kind == PEAK, figure, False, hover)
    people, more = here
    hover += f"\n{people:.1f} on duty" + (f", {more} more needed" if more else "")
    written = f"{people:.0f} +{more}" if more else f"{people:.0f}"
    return Slot(cell.weekday, cell.starts, cell.mean, cell.kind == PEAK, written, bool(more), hover)


def _shaded_by(week: Week) -> Measure:
    """The measure with a decimal where what comes in a step is so little that whole numbers say nothing."""
    few = max((cell.mean for cell in week.cells), default=0.0) < 10
    return replace(week.measure, unit=Unit.RATIO, decimals=1 if few else 0)


def _alt(week: Week, duty: OnDuty) -> str:
    what = f"Grid of the week by {say_step(week)}s: {week.noun}{' and people on duty' if duty else ''}."
    return alt.sentence(what, f"{say_week(week).rstrip('.')}.", *say_rest(week)[:2])


def _reading(week: Week, classes: Shades, duty: OnDuty) -> str:
    """How to read it: shade, figure and outline."""
    figure = " Figures: people on duty." if duty else ""
    figure += " +: more needed." if any(more for _, more in duty.values()) else ""
    outline = " Outlined: a peak week after week." if week.peaks else ""
    return f"Darker: more {week.noun} in {say_a_step(week)}. {_legend(classes)}{figure}{outline}"


def _legend(classes: Shades) -> str:
    """'Lightest: 5 to 18; darkest: 55 to 77.'"""
    if len(classes.labels) < 2:
        return ""
    return f"Lightest: {classes.labels[0]}; darkest: {classes.labels[-1]}."


Places = Mapping[tuple[str, str], tuple[int, int]]


def _fill(number: int | None, classes: Shades) -> str:
    return WHITE if number is None else classes.colours[number]


def _shaded(slots: Sequence[Slot], places: Places, classes: Shades) -> Bars:
    bars = []
    for slot, number in zip(slots, classes.of, strict=True):
        column, line = places[slot.weekday, slot.starts]
        across, down = (column - 0.5 + _GAP, column + 0.5 - _GAP), (line - 0.5 + _GAP, line + 0.5 - _GAP)
        bars.append(Bar(*across, *down, _fill(number, classes), hover=slot.hover))
    return Bars(tuple(bars))


def _figures(slots: Sequence[Slot], places: Places, classes: Shades) -> list[Mark]:
    texts: list[Mark] = []
    for slot, number in zip(slots, classes.of, strict=True):
        column, line = places[slot.weekday, slot.starts]
        colour = ink_on(_fill(number, classes))
        texts.append(Text(column, line, slot.written, anchor="middle", colour=colour, bold=slot.bold))
    return texts


def _outlines(slots: Sequence[Slot], places: Places) -> list[Mark]:
    """A line around each run of peaks of one day, on white so that it is seen on the darkest shade."""
    by_day: dict[int, list[int]] = {}
    for slot in slots:
        if slot.peak:
            column, line = places[slot.weekday, slot.starts]
            by_day.setdefault(column, []).append(line)
    lines: list[Mark] = []
    for column, rows in by_day.items():
        for first, last in _runs(sorted(rows)):
            left, right, top, bottom = column - 0.5 + _GAP, column + 0.5 - _GAP, first - 0.5, last + 0.5
            xs, ys = (left, right, right, left, left), (top, top, bottom, bottom, top)
            lines += [Line(xs, ys, WHITE, width=2 * PEAK_LINE), Line(xs, ys, INK, width=PEAK_LINE)]
    return lines


def _runs(rows: Sequence[int]) -> list[tuple[int, int]]:
    runs: list[tuple[int, int]] = []
    for row in rows:
        if runs and runs[-1][1] == row - 1:
            runs[-1] = (runs[-1][0], row)
        else:
            runs.append((row, row))
    return runs


def _drawing(marks: Sequence[Mark], days: Sequence[str], times: Sequence[str], *, tall: int) -> Drawing:
    """The grid with the weekdays above; every hour is named at the left, every second one where rows are low."""
    whole_days = list(times) == ["00:00"]
    step = 1 if tall == _TALL else 2
    hours = [at for at, time in enumerate(times) if time.endswith(":00")][::step]
    ticks = tuple(Tick(at, times[at], colour=INK) for at in (() if whole_days else hours))
    heads = [Text(at, -0.5, day[:3], anchor="middle", dy=-14) for at, day in enumerate(days)]
    left = 8 if whole_days else widest([tick.words for tick in ticks], SIZE) + 14
    margins = Margins(left=left, right=8, top=30, bottom=8)
    return Drawing(
        (*marks, *heads),
        Axis((-0.5, max(len(days), 1) - 0.5)),
        Axis((max(len(times), 1) - 0.5, -0.5), ticks),
        (2 * _TALL if whole_days else tall * max(len(times), 1)) + margins.top + margins.bottom,
        margins,
    )
