"""Recommendations as rows: what each says, how long it has been open, and what it lacks first.

A bar runs from the day it was made to the day of the drawing, or of the last word where it is closed; the part after
the date by which it was due is the warm one. What it lacks stands at the right as words.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from textwrap import wrap

from cxdata.charts.drawing.colours import ACCENT, GREY, INK, QUIET, WARM
from cxdata.charts.drawing.font import widest
from cxdata.charts.drawing.marks import SIZE, Bar, Bars, Mark, Point, Points, Shape, Text
from cxdata.charts.drawing.model import Axis, Chart, Drawing, Margins, names
from cxdata.periods import say_date

ROW, NARROW_ROW = 48, 92  # pixels
_WRAP, _NARROW_WRAP, _LINES = 32, 40, 2
_HALF = 6  # pixels: half the height of a bar
_GAP = 14


@dataclass(frozen=True)
class TrackedRow:
    """A row in words: its name and text, how it stands, and its days (None where they are not known).

    `stands` is what it lacks first, or how it stands; `lacks` says which of the two. `until` is the end of its bar,
    `due` the day from which it is late.
    """

    key: str
    words: str
    stands: str
    lacks: bool
    made: date | None
    until: date | None
    due: date | None
    done: bool = False


def tracked(rows: Sequence[TrackedRow], as_of: date, *, narrow: bool = False) -> Chart:
    """One row a recommendation in the order given. On a phone its words stand over its bar and under it.

    Raises ValueError without any row.
    """
    if not rows:
        raise ValueError("there is no row to draw")
    span = _span(rows, as_of)
    row = NARROW_ROW if narrow else ROW
    marks: list[Mark] = [Bars(tuple(bar for place, one in enumerate(rows) for bar in _bars(place, one, _HALF / row)))]
    for place, one in enumerate(rows):
        marks += _words(place, one, span, narrow=narrow)
    titles = ["\n".join(_lines(one.words, _WRAP)) for one in rows]
    if narrow:
        margins = Margins(left=8, right=16, top=8, bottom=12)
    else:
        aside = _GAP + 18 + widest([one.stands for one in rows], SIZE, bold=True) + 8
        margins = Margins(left=widest(titles, SIZE) + 18, right=aside, top=8, bottom=12)
    height = row * len(rows) + margins.top + margins.bottom
    upright = names([""] * len(rows) if narrow else titles)
    drawing = Drawing(tuple(marks), Axis(span), upright, height, margins)
    return Chart(drawing, f"Recommendations. {' '.join(_in_words(one) for one in rows)}", _how_to_read(rows, as_of))


def _span(rows: Sequence[TrackedRow], as_of: date) -> tuple[float, float]:
    first = min((one.made for one in rows if one.made), default=as_of)
    return float(min(first, as_of).toordinal() - 1), float(as_of.toordinal() + 1)


def _lines(words: str, room: int) -> list[str]:
    lines = wrap(words, room) or [""]
    if len(lines) > _LINES:
        lines = [*lines[: _LINES - 1], f"{lines[_LINES - 1][: room - 1].rstrip()}…"]
    return lines


def _bars(place: int, one: TrackedRow, half: float) -> list[Bar]:
    if one.made is None or one.until is None:
        return []
    start, end = one.made.toordinal(), max(one.until.toordinal(), one.made.toordinal() + 1)
    late = min(max(one.due.toordinal(), start), end) if one.due and not one.done else end
    hover = _in_words(one)
    bars = [Bar(start, late, place - half, place + half, ACCENT if one.done else GREY, hover=hover, key=one.key)]
    if late < end:
        bars.append(Bar(late, end, place - half, place + half, WARM, hover=hover, key=one.key))
    return [bar for bar in bars if bar.x1 > bar.x0]


def _words(place: int, one: TrackedRow, span: tuple[float, float], *, narrow: bool) -> list[Mark]:
    """How it stands: at the right of its bar, on a phone under it; marked by shape where it lacks something."""
    colour = WARM if one.lacks else ACCENT if one.done else QUIET
    shape: Shape = "diamond" if one.lacks else "triangle" if one.done else "circle"
    if narrow:
        said = [Text(span[0], place, "\n".join(_lines(one.words, _NARROW_WRAP)), dy=-30, colour=INK)]
        return [*said, Text(span[0], place, one.stands, dy=20, colour=colour, bold=one.lacks)]
    dot = Point(span[1], place, colour=colour, shape=shape, size=11, hollow=not (one.lacks or one.done))
    return [Points((dot,)), Text(span[1], place, one.stands, dx=_GAP, colour=colour, bold=one.lacks)]


def _how_to_read(rows: Sequence[TrackedRow], as_of: date) -> str:
    any_late = any(one.due and one.until and one.due < one.until and not one.done for one in rows)
    late = " Its end in the warm colour: after it was due." if any_late else ""
    return f"A bar runs from the day it was made to {say_date(as_of)}, or to the last word on one that is closed.{late}"


def _in_words(one: TrackedRow) -> str:
    made = f", made {say_date(one.made)}" if one.made else ""
    due = f", due {say_date(one.due)}" if one.due else ""
    return f"{one.words}{made}{due}: {one.stands}."
