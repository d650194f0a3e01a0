"""The table of signs: a row a measure with its line of 24 months, its latest figure and whether that is a real change.

Each line has a scale of its own: it shows the measure's own ups and downs, and is not to be held against the next row.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from textwrap import wrap

from cxdata.analysis.change.charts import Control, Point
from cxdata.analysis.change.summary import Change, change_of
from cxdata.charts.changing.signs import ORDINARY, sign_for
from cxdata.charts.drawing.colours import GRID, OUTLINE, QUIET, WHITE
from cxdata.charts.drawing.font import widest
from cxdata.charts.drawing.marks import SIZE, Area, Line, Mark, Points, Text
from cxdata.charts.drawing.marks import Point as Dot
from cxdata.charts.drawing.model import Axis, Chart, Drawing, Margins, names
from cxdata.charts.parts.alt import sentence
from cxdata.charts.parts.scale import extent
from cxdata.measures.model import Unit
from cxdata.measures.words import say_in_short, say_range, say_value
from cxdata.periods import add_months

MONTHS = 24
ROW, NARROW_ROW, HEAD = 40, 62, 26  # pixels
_WRAP = 18  # characters of a measure's title in one line
_PLACE, _NARROW_PLACE = (0.0, 0.36), (0.14, 0.24)  # of a row: a line's middle below the row's, and how far it reaches
_GAP = 16
_TOPS = {Unit.SHARE: 1.0, Unit.SCORE: 100.0}
_BAND = "The grey band is the usual range."
_BY = "Each line has its own scale."


@dataclass(frozen=True)
class _Row:
    """A measure as its row draws it: the days, figures and usual range of the months shown, and its words."""

    control: Control
    days: tuple[int, ...]
    values: tuple[float, ...]
    lower: tuple[float, ...]
    upper: tuple[float, ...]
    latest: Point
    change: Change

    @property
    def figure(self) -> str:
        """The latest figure as it is read, marked where a warning doubts it."""
        said = say_value(self.control.measure, self.latest.value, self.latest.denominator)
        return f"{said} !" if self.control.warnings else said


def sign_table(controls: Sequence[Control], *, narrow: bool = False) -> Chart:
    """One row a measure in the order given: its title, its last 24 months with the usual range, figure and verdict.

    The verdict stands as a word and as the shape of the last point: diamond worse, triangle better, square changed.
    `narrow` lays it out for a phone. Raises ValueError without any measure that has a figure.
    """
    newest = max((control.series.starts[-1] for control in controls), default=None)
    if newest is None:
        raise ValueError("a table of signs needs at least one measure")
    since = add_months(newest, 1 - MONTHS)
    rows = [_row(control, since) for control in controls if control.latest]
    span = (float(since.toordinal()), float(newest.toordinal()))
    marks: list[Mark] = []
    for index, row in enumerate(rows):
        marks += _line(index, row, *(_NARROW_PLACE if narrow else _PLACE))
    figures, verdicts = [row.figure for row in rows], [row.change.value for row in rows]
    marks += [*_heads(span[1], figures, narrow=narrow), _dates(newest, len(rows) - 0.5)]
    aside = _GAP + widest([*figures, "Latest"], SIZE) + _GAP
    for index, (row, figure, verdict) in enumerate(zip(rows, figures, verdicts, strict=True)):
        colour = _ink(row)
        strong = sign_for(row.change) is not ORDINARY
        lift = 11 if narrow else 0
        marks.append(Text(span[1], index, figure, dx=_GAP, dy=-lift, bold=strong))
        marks.append(Text(span[1], index, verdict, dx=_GAP if narrow else aside, dy=lift, colour=colour, bold=strong))
    titles = ["\n".join(wrap(row.control.measure.title, _WRAP)) for row in rows]
    if narrow:
        marks += [
            Text(span[0], index, title.replace("\n", " "), dy=-22, bold=sign_for(row.change) is not ORDINARY, halo=True)
            for index, (title, row) in enumerate(zip(titles, rows, strict=True))
        ]
    margins = Margins(
        left=12 if narrow else widest(titles, SIZE) + 18,
        right=_GAP + widest([*figures, *verdicts], SIZE) + 8
        if narrow
        else aside + widest([*verdicts, "Real change?"], SIZE) + 8,
        top=HEAD + (8 if narrow else 0),
        bottom=30,
    )
    upright = names([""] * len(rows) if narrow else titles)
    height = (NARROW_ROW if narrow else ROW) * len(rows) + margins.top + margins.bottom
    drawing = Drawing(tuple(marks), Axis(span), upright, height, margins)
    return Chart(drawing, _in_words(rows), _how_to_read(rows), _doubts(rows))


def _row(control: Control, since: date) -> _Row:
    latest = control.latest
    assert latest is not None
    shown = [at for at, start in enumerate(control.series.starts) if start >= since]
    points = [control.points[at] for at in shown]
    return _Row(
        control=control,
        days=tuple(control.series.starts[at].toordinal() for at in shown),
        values=tuple(point.value for point in points),
        lower=tuple(_within(control, point.lower) for point in points),
        upper=tuple(_within(control, point.upper) for point in points),
        latest=latest,
        change=change_of(control),
    )


def _within(control: Control, value: float) -> float:
    """The value, no further than the measure can go."""
    return value if math.isnan(value) else min(max(value, 0.0), _TOPS.get(control.measure.unit, math.inf))


def _line(index: int, row: _Row, lower: float, half: float) -> list[Mark]:
    """The usual range, the line of the months, and the last figure as the mark of what became of it.

    `lower` is how far below its row's middle the line's lies, `half` how far it reaches either way, in rows.
    """
    low, high = extent([*row.values, *row.lower, *row.upper])
    middle, reach = (low + high) / 2, (high - low) / 2 or 1.0

    def height(value: float) -> float:
        # Kept within its row: the highest figure is no further than 1, but for rounding.
        return index + lower - half * min(max((value - middle) / reach, -1.0), 1.0)

    marks: list[Mark] = []
    judged = [at for at, value in enumerate(row.lower) if not math.isnan(value)]
    if len(judged) > 1:
        above = [(float(row.days[at]), height(row.upper[at])) for at in judged]
        below = [(float(row.days[at]), height(row.lower[at])) for at in reversed(judged)]
        marks.append(Area((tuple([*above, *below]),), fill=GRID, outline=WHITE, width=0, opacity=0.6))
    sign = sign_for(row.change)
    heights = tuple(None if math.isnan(value) else height(value) for value in row.values)
    marks.append(Line(tuple(float(day) for day in row.days), heights, _ink(row), width=2))
    last = next((at for at in reversed(range(len(heights))) if heights[at] is not None), None)
    if last is not None:
        marks.append(
            Points(
                (
                    Dot(
                        row.days[last],
                        heights[last] or 0.0,
                        colour=_ink(row),
                        shape=sign.shape,
                        size=max(sign.size, 9),
                        hover=_hover(row),
                        key=row.control.measure.id,
                    ),
                )
            )
        )
    return marks


def _ink(row: _Row) -> str:
    sign = sign_for(row.change)
    return OUTLINE if sign is ORDINARY else sign.colour


def _heads(at: float, figures: Sequence[str], *, narrow: bool) -> list[Mark]:
    if narrow:
        return []
    aside = _GAP + widest([*figures, "Latest"], SIZE) + _GAP
    return [
        Text(at, -0.5, "Latest", dx=_GAP, dy=-HEAD / 2, colour=QUIET),
        Text(at, -0.5, "Real change?", dx=aside, dy=-HEAD / 2, colour=QUIET),
    ]


def _dates(newest: date, foot: float) -> Text:
    """Which months the lines show, under them."""
    words = f"{MONTHS} months to {newest:%b} {newest.year}"
    return Text(newest.toordinal(), foot, words, anchor="end", dy=14, colour=QUIET)


def _hover(row: _Row) -> str:
    measure, latest = row.control.measure, row.latest
    lines = [measure.title, f"{latest.name}: {row.figure}"]
    if not math.isnan(latest.lower):
        low, high = (_within(row.control, end) for end in (latest.lower, latest.upper))
        lines.append(f"Usual range {say_range(measure, low, high, latest.denominator)}")
    return "\n".join([*lines, row.change.value])


def _how_to_read(rows: Sequence[_Row]) -> str:
    shown = [sign_for(row.change) for row in rows]
    keys = [f"{sign.key}" for sign in dict.fromkeys(shown) if sign is not ORDINARY]
    return sentence(*keys, _BAND if any(not math.isnan(end) for row in rows for end in row.lower) else "", _BY)


def _doubts(rows: Sequence[_Row]) -> tuple[str, ...]:
    """What doubts a figure, with the measure it is of."""
    doubted = [(row.control.measure.title, say_in_short(line)) for row in rows for line in row.control.warnings]
    return tuple(f"! {title}: {line}" for title, line in doubted)


def _in_words(rows: Sequence[_Row]) -> str:
    said = [f"{row.control.measure.title}: {row.figure} in {row.latest.name}, {row.change.value}" for row in rows]
    return f"Table of signs. {'; '.join(said)}."
