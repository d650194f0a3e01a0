"""What of a figure Office can draw itself: its kind of chart, and the numbers in it, out of the figure's own table.

A chart is taken only where it says what the drawing says: its numbers must be those that are drawn, and whatever the
drawing holds beside them (a target, a line to compare with) must have its place in the chart or in words. Else the
drawing is shown as a picture. A chart of ranges, of a usual range, of a map has no like in Office.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from cxdata.charts.drawing.colours import GREY, OUTLINE
from cxdata.charts.drawing.marks import Area, Bars, Line, Points, Text
from cxdata.charts.drawing.model import Drawing
from cxdata.charts.parts.timeline import level_of, short_label, span
from cxdata.documents.model import Figure
from cxdata.measures import DIMENSIONS
from cxdata.measures.model import Dimension
from cxdata.measures.words import say_level
from cxdata.spreadsheets import Cell

Kind = Literal["line", "bars", "stacked"]
MOST_BARS = 14
"""Bars that have room on a slide with type of 18 points; of more, the first are shown, which is said."""
_MOST_LINES = 4
_NUMBER = re.compile(r"^[£+−-]?[\d,]+(\.\d+)?%?")
_BY_TITLE = {dimension.title: dimension for dimension in DIMENSIONS.values()}


@dataclass(frozen=True)
class Series:
    """One line, row of bars or part of stacks: a number a category, None where there is none.

    `colours` has one a category for bars, one in all for others. `constant` is a line to compare with.
    """

    name: str
    values: tuple[float | None, ...]
    colours: tuple[str, ...]
    constant: bool = False


@dataclass(frozen=True)
class Native:
    """A chart of Office: categories in the order they are read, series, and how its numbers are written.

    `decimals` are those of the values, but for those at the places in `whole`, which are read without; `percent` is
    whether they are percentages, `ends` the ends of their axis, `step` the way from tick to tick, 0 for no axis.
    `unfinished` is the first category that is not loaded in full, `hollow` those that rest on few. `beside` is said in
    words, because the chart cannot draw it.
    """

    kind: Kind
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    decimals: int
    percent: bool
    ends: tuple[float, float]
    step: float
    unfinished: int | None = None
    hollow: tuple[int, ...] = ()
    whole: tuple[int, ...] = ()
    beside: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Columns:
    """The figure's table, cut into what its rows are of and their values."""

    levels: tuple[str, ...]
    rows: tuple[tuple[tuple[str, ...], float | None], ...]
    whole: frozenset[tuple[str, ...]]
    percent: bool
    decimals: int


def native_of(figure: Figure) -> Native | None:
    """The chart of Office that says what a figure's drawing says; None where there is no such chart."""
    columns = _columns(figure)
    if columns is None or figure.chart is None or figure.chart.drawing.square:
        return None
    drawing = figure.chart.drawing
    dimensions = [_BY_TITLE.get(level) for level in columns.levels]
    over_time = [dimension for dimension in dimensions if dimension is not None and dimension.calendar]
    if len(columns.levels) == 1 and not over_time:
        return _bars(drawing, columns)
    if len(over_time) != 1 or dimensions[0] is not over_time[0] or len(columns.levels) > 2:
        return None
    if any(isinstance(mark, Bars) for mark in drawing.marks):
        return _stacked(drawing, columns, over_time[0], dimensions[1]) if len(dimensions) == 2 else None
    return _lines(drawing, columns, over_time[0], dimensions[1] if len(dimensions) == 2 else None)


def _columns(figure: Figure) -> _Columns | None:
    heads = figure.data.heads
    value = next((place for place, head in enumerate(heads) if head == "Value" or head.startswith("Value (")), None)
    if value is None:
        return None
    first = next(place for place, head in enumerate(heads) if head.startswith(("Counted: ", "Of: ", "Value")))
    rows = tuple((tuple(map(str, row[:first])), _number(row[value])) for row in figure.data.rows)
    if not any(number is not None for _, number in rows):
        return None
    whole = frozenset(tuple(map(str, row[:first])) for row in figure.data.rows if isinstance(row[value], int))
    decimals = figure.data.decimals.get(heads[value], 0)
    return _Columns(heads[:first], rows, whole, heads[value] == "Value (%)", decimals)


def _number(cell: Cell) -> float | None:
    return float(cell) if isinstance(cell, int | float) and not isinstance(cell, bool) else None


def _bars(drawing: Drawing, columns: _Columns) -> Native | None:
    """A bar a group, in the order of the drawing; a group without a figure has no row there either.

    Bars begin at zero, so that where the drawing does not, because its differences are small, they would show none.
    """
    ticks = {tick.at: " ".join(tick.words.split()) for tick in drawing.y.ticks}
    values = {levels[0]: value for levels, value in columns.rows if value is not None}
    named = {at: next((name for name in values if words in (name, f"{name} (few)")), "") for at, words in ticks.items()}
    drawn = _rows_drawn(drawing)
    order = [at for at in sorted(named) if named[at]]
    numbers = [values[named[at]] for at in order]
    if not order or drawing.x.span[0] > 0 or any(at in drawn for at in named if not named[at]) or min(numbers) < 0:
        return None
    if [at for at in order if at not in drawn] or not _are_drawn([drawn[at][0] for at in order], numbers, columns):
        return None
    suffixes = {mark.y: _suffix(mark.words) for mark in drawing.marks if isinstance(mark, Text) and mark.y in ticks}
    beside = [" ".join(mark.words.split()) for mark in drawing.marks if isinstance(mark, Text) and mark.y < 0]
    said = [f"To compare: {'; '.join(beside)}."] if beside else []
    if len(order) > MOST_BARS:
        said.append(f"The first {MOST_BARS} of {len(order)} are shown; all stand in the notes.")
    order = order[:MOST_BARS]
    numbers = numbers[:MOST_BARS]
    return Native(
        "bars",
        tuple(_with(ticks[at], suffixes.get(at, "")) for at in order),
        (Series("", tuple(numbers), tuple(drawn[at][1] for at in order)),),
        columns.decimals,
        columns.percent,
        (0.0, max(numbers)),
        0.0,
        hollow=tuple(place for place, at in enumerate(order) if drawn[at][2]),
        whole=tuple(place for place, at in enumerate(order) if (named[at],) in columns.whole),
        beside=tuple(said),
    )


def _rows_drawn(drawing: Drawing) -> dict[float, tuple[float, str, bool]]:
    """The value drawn in each row, its colour, and whether it is hollow: a dot's place or a bar's end."""
    found: dict[float, tuple[float, str, bool]] = {}
    for mark in drawing.marks:
        if isinstance(mark, Points):
            found |= {point.y: (point.x, point.colour, point.hollow) for point in mark.points}
        elif isinstance(mark, Bars):
            for bar in mark.bars:
                if bar.x0 == 0 and not bar.hatched:
                    found[round((bar.y0 + bar.y1) / 2, 6)] = (bar.x1, bar.fill, False)
    return found


def _lines(drawing: Drawing, columns: _Columns, calendar: Dimension, other: Dimension | None) -> Native | None:
    """A line a group over every step from the first to the last, of which those without a figure are gaps."""
    points = [point for mark in drawing.marks if isinstance(mark, Points) for point in mark.points]
    lines = [mark for mark in drawing.marks if isinstance(mark, Line)]
    if not points or any(_is_beyond(mark) for mark in drawing.marks):
        return None
    steps = [level_of(calendar, date.fromordinal(round(point.x))) for point in points]
    starts = span(calendar, steps)
    words = [say_level(calendar, level_of(calendar, start)) for start in starts]
    names = list(dict.fromkeys(point.key for point in points)) if other else [""]
    values = {(levels[0], levels[-1] if other else ""): value for levels, value in columns.rows}
    series = []
    for key in names:
        name = say_level(other, key) if other else ""
        colour = next(point.colour for point in points if not other or point.key == key)
        series.append(Series(name, tuple(values.pop((word, name), None) for word in words), (colour,)))
    if len(names) > _MOST_LINES or any(value is not None for value in values.values()):
        return None
    numbers = [value for one in series for value in one.values if value is not None]
    if not _are_drawn([point.y for point in points], numbers, columns):
        return None
    scale = 100.0 if columns.percent else 1.0
    levels = _levels(drawing, lines, scale, len(words))
    if levels is None:
        return None
    dotted = [line.xs for line in lines if line.dash == "dot"]
    unfinished = min((round(xs[1]) for xs in dotted if len(xs) > 1 and xs[1] is not None), default=None)
    days = [start.toordinal() for start in starts]
    low, high = (end * scale for end in drawing.y.span)
    return Native(
        "line",
        tuple(" ".join(short_label(calendar, start).split()) for start in starts),
        (*series, *levels),
        columns.decimals,
        columns.percent,
        (low, high),
        _step(drawing, scale),
        unfinished=days.index(unfinished) if unfinished in days else None,
        hollow=tuple(days.index(round(point.x)) for point in points if point.hollow) if not other else (),
    )


def _is_beyond(mark: object) -> bool:
    """Whether a mark over time has no place in a chart of lines: a usual range, an event, the council's own line."""
    if isinstance(mark, Area):
        return mark.fill == GREY
    if not isinstance(mark, Line):
        return False
    return mark.xs[0] == mark.xs[-1] or (mark.colour == OUTLINE and mark.dash == "solid")


def _levels(drawing: Drawing, lines: Iterable[Line], scale: float, steps: int) -> list[Series] | None:
    """The targets as lines of one height, by the names that stand at their ends; None where one has no name."""
    texts = [" ".join(mark.words.split()) for mark in drawing.marks if isinstance(mark, Text)]
    found = []
    for line in lines:
        if line.dash != "dash" or line.xs != drawing.x.span or line.ys[0] is None:
            continue
        height = line.ys[0] * scale
        named = next((text for text in texts if _ends_with(text, height)), "")
        if not named:
            return None
        found.append(Series(named, (height,) * steps, (line.colour,), constant=True))
    return found


def _ends_with(text: str, number: float) -> bool:
    last = text.split(" ")[-1].rstrip("%").replace(",", "")
    try:
        return abs(float(last) - number) < 0.051 and " " in text
    except ValueError:
        return False


def _stacked(drawing: Drawing, columns: _Columns, calendar: Dimension, other: Dimension | None) -> Native | None:
    """Parts of a whole, from the bottom in the order of the drawing; each step must have every part."""
    bars = [bar for mark in drawing.marks if isinstance(mark, Bars) for bar in mark.bars]
    keys = list(dict.fromkeys(bar.key for bar in bars))
    colours = {bar.key: bar.fill for bar in bars}
    if other is None or not keys or len(set(colours.values())) < len(keys):
        return None
    values = {levels: value for levels, value in columns.rows}
    words = list(dict.fromkeys(levels[0] for levels, _ in columns.rows))
    names = [say_level(other, key) for key in keys]
    whole = {(word, name) for word in words for name in names}
    if whole != set(values) or any(value is None for value in values.values()):
        return None
    drawn = [bar.y1 - bar.y0 for bar in bars]
    numbers = [value for value in values.values() if value is not None]
    if not _are_drawn(drawn, numbers, columns) or len(words) < len({round(bar.x0) for bar in bars}):
        return None
    scale = 100.0 if columns.percent else 1.0
    return Native(
        "stacked",
        tuple(words),
        tuple(
            Series(name, tuple(values[word, name] for word in words), (colours[key],))
            for key, name in zip(keys, names, strict=True)
        ),
        columns.decimals,
        columns.percent,
        (drawing.y.span[0] * scale, drawing.y.span[1] * scale),
        _step(drawing, scale),
    )


def _are_drawn(drawn: Sequence[float], numbers: Sequence[float], columns: _Columns) -> bool:
    """Whether these numbers of the table are what is drawn, as far as they are rounded."""
    scale = 100 if columns.percent else 1
    pairs = zip(sorted(value * scale for value in drawn), sorted(numbers), strict=False)
    return len(drawn) == len(numbers) and all(abs(one - other) <= _rounded_by(other, columns) for one, other in pairs)


def _rounded_by(number: float, columns: _Columns) -> float:
    return 0.5 / 10 ** (0 if number.is_integer() else columns.decimals) + 1e-6


def _step(drawing: Drawing, scale: float) -> float:
    at = sorted(tick.at for tick in drawing.y.ticks)
    return (at[1] - at[0]) * scale if len(at) > 1 else 0.0


def _suffix(words: str) -> str:
    """What a row's words say after its figure: "worse", "was 1,100"."""
    return _NUMBER.sub("", " ".join(words.split())).strip(" ,")


def _with(name: str, said: str) -> str:
    return f"{name}, {said}" if said else name
