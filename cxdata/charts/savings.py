"""Pounds on one scale: promised, possible, moved and achieved; and what staff cost beside what online would cost."""

from collections.abc import Sequence
from math import isnan
from textwrap import wrap

from cxdata.analysis.savings.moved import ChannelMoved, Moved
from cxdata.analysis.savings.rows import ACHIEVED, PROMISED, Row
from cxdata.analysis.savings.sides import Side
from cxdata.analysis.savings.words import say_about, say_between, say_pounds
from cxdata.charts.drawing.colours import ACCENT, GREY, GRID, INK, PALETTE, QUIET, WARM
from cxdata.charts.drawing.font import widest
from cxdata.charts.drawing.marks import SIZE, Line, Mark, Point, Points, Shape, Text
from cxdata.charts.drawing.model import Axis, Chart, Drawing, Margins, Tick
from cxdata.charts.parts import alt
from cxdata.charts.parts.scale import extent, step_for
from cxdata.measures.model import Unit
from cxdata.measures.words import say_count

ROW, NARROW_ROW = 62, 84  # pixels a row
_LOOK: dict[str, tuple[Shape, str]] = {PROMISED: ("diamond", INK), ACHIEVED: ("square", PALETTE[1])}
READING = "A line is the range of 8 in 10, from the range of the costs and of the shift."
MOVED_READING = "Triangles: more than chance. The line holds 8 in 10."
STAFF, ONLINE = "served by staff, as now", "online, with those who come back"


def scale(rows: Sequence[Row], *, narrow: bool = False) -> Chart:
    """A row a sum of pounds, with its range, and the contacts it is of or would take in words at the right.

    `narrow` puts the names over the rows, for a phone. What has no pounds keeps its row and says why.
    """
    names = ["\n".join(wrap(row.name, 18)) for row in rows]
    figures = [_figure(row) for row in rows]
    remarks = ["\n".join(wrap(_remark(row), 18 if narrow else 26)) for row in rows]
    across = _pounds_across([end for row in rows for end in (row.pounds, row.low, row.high)])
    marks: list[Mark] = []
    if across.span[0] < 0:
        marks.append(Line((0, 0), (-0.5, len(rows) - 0.5), INK, width=1.5))
    for at, row in enumerate(rows):
        marks.append(Line(across.span, (at, at), GRID, width=1))
        if not isnan(row.low) and row.low < row.high:
            marks.append(Line((row.low, row.high), (at, at), _look(row)[1], width=5))
    marks.append(Points(tuple(_point(at, row) for at, row in enumerate(rows) if not isnan(row.pounds))))
    marks += _texts(across, figures, remarks)
    has_ranges = any(row.low < row.high for row in rows)
    words = "; ".join(f"{row.name}: {figure}, {_remark(row)}" for row, figure in zip(rows, figures, strict=True))
    drawing = _drawing(marks, across, names, [*figures, *remarks], narrow=narrow)
    return Chart(drawing, f"Pounds on one scale. {words}.", READING if has_ranges else "")


def both_sides(sides: Sequence[Side], *, narrow: bool = False) -> Chart:
    """A row a group of people: what staff who serve them cost a year, and what the same contacts would cost online."""
    names = ["\n".join(wrap(side.name, 18)) for side in sides]
    figures = [f"{say_about(side.staff_pounds)} or {say_about(side.online_pounds)}" for side in sides]
    remarks = [f"{say_count(side.staff)} contacts" for side in sides]
    across = _pounds_across([0.0, *(pounds for side in sides for pounds in (side.staff_pounds, side.online_pounds))])
    marks: list[Mark] = [
        Line((side.online_pounds, side.staff_pounds), (at, at), GREY, width=3) for at, side in enumerate(sides)
    ]
    staff = tuple(
        Point(side.staff_pounds, at, colour=PALETTE[2], hover=f"{side.name}\n{say_about(side.staff_pounds)} {STAFF}")
        for at, side in enumerate(sides)
    )
    online = tuple(
        Point(
            side.online_pounds,
            at,
            colour=ACCENT,
            shape="triangle",
            hover=f"{side.name}\n{say_about(side.online_pounds)} {ONLINE}",
        )
        for at, side in enumerate(sides)
    )
    marks += [Points(staff), Points(online), *_texts(across, figures, remarks)]
    words = "; ".join(
        f"{side.name}: {figure}, {remark}" for side, figure, remark in zip(sides, figures, remarks, strict=True)
    )
    return Chart(
        _drawing(marks, across, names, [*figures, *remarks], narrow=narrow),
        alt.sentence(f"What contacts with staff cost a year, and would cost online. {words}."),
        f"Circle: {STAFF}. Triangle: {ONLINE}.",
    )


def channels_moved(change: Moved, *, narrow: bool = False) -> Chart:
    """A row a channel: how many contacts it lost or gained like for like, with the range of 8 in 10."""
    drawn = change.channels
    names = [one.name for one in drawn]
    figures = [f"{'+' if one.moved > 0 else '−'}{say_count(abs(one.moved))}" for one in drawn]
    remarks = [f"{say_count(one.then)} to {say_count(one.now)}" for one in drawn]
    low, high = extent([0.0, *(end for one in drawn for end in (one.lower, one.upper))])
    room, step = 0.06 * (high - low or 1.0), step_for(Unit.COUNT, high - low, 4)
    at = [step * number for number in range(-int(-low // step), int(high // step) + 1)]
    ticks = tuple(Tick(value, f"{'−' if value < 0 else ''}{say_count(abs(value))}") for value in at)
    across = Axis((low - room, high + room), ticks, title="contacts gained", grid=True)
    marks: list[Mark] = [Line((0, 0), (-0.5, len(drawn) - 0.5), INK, width=1.5)]
    marks += [Line((one.lower, one.upper), (row, row), _sure(one)[1], width=2.5) for row, one in enumerate(drawn)]
    points = tuple(
        Point(one.moved, row, colour=_sure(one)[1], shape=_sure(one)[0], hover=f"{one.name}\n{figures[row]} contacts")
        for row, one in enumerate(drawn)
    )
    marks += [Points(points), *_texts(across, figures, remarks)]
    told = zip(names, figures, remarks, strict=True)
    words = "; ".join(f"{name} {figure}, contacts {remark}" for name, figure, remark in told)
    drawing = _drawing(marks, across, names, [*figures, *remarks], narrow=narrow)
    return Chart(drawing, f"Contacts gained or lost like for like. {words}.", MOVED_READING)


def _sure(one: ChannelMoved) -> tuple[Shape, str]:
    """How a channel is marked: a triangle where its range leaves out nought."""
    if one.lower > 0:
        return "triangle", ACCENT
    return ("triangle-down", ACCENT) if one.upper < 0 else ("circle", GREY)


def _look(row: Row) -> tuple[Shape, str]:
    if row.pounds < 0:
        return "triangle-down", WARM
    return _LOOK.get(row.key.split("_")[0], ("circle", ACCENT))


def _point(at: int, row: Row) -> Point:
    shape, colour = _look(row)
    return Point(row.pounds, at, colour=colour, shape=shape, hover=f"{row.name}\n{_figure(row)}\n{_remark(row)}")


def _figure(row: Row) -> str:
    if isnan(row.pounds):
        return "no figure"
    if row.key.startswith((PROMISED, ACHIEVED)):
        return say_pounds(row.pounds)
    return say_about(row.pounds)


def _remark(row: Row) -> str:
    """'11,195 calls, 79% of all calls'; '£434 to £1,440, 771 contacts'."""
    parts = [say_between(row.low, row.high)] if row.low < row.high else []
    if not isnan(row.contacts):
        parts.append(f"{say_count(row.contacts)} {row.noun}")
    return ", ".join([*parts, *([row.note] if row.note and (len(parts) < 2) else [])])


def _texts(across: Axis, figures: Sequence[str], remarks: Sequence[str]) -> list[Mark]:
    marks: list[Mark] = []
    for at, (figure, remark) in enumerate(zip(figures, remarks, strict=True)):
        lines = remark.count("\n") + 1
        marks.append(Text(across.span[1], at, figure, dx=16, dy=-10 * lines, bold=True))
        marks.append(Text(across.span[1], at, remark, dx=16, dy=11, colour=QUIET))
    return marks


def _drawing(marks: list[Mark], across: Axis, names: Sequence[str], words: Sequence[str], *, narrow: bool) -> Drawing:
    if narrow:
        marks += [Text(across.span[0], at, name.replace("\n", " "), dy=-30, halo=True) for at, name in enumerate(names)]
    ticks = tuple(Tick(at, "" if narrow else name, colour=INK) for at, name in enumerate(names))
    right = widest([line for word in words for line in word.split("\n")], SIZE) + 28
    margins = Margins(left=16 if narrow else widest(names, SIZE) + 18, right=right, top=30 if narrow else 8, bottom=34)
    height = (NARROW_ROW if narrow else ROW) * len(names) + margins.top + margins.bottom
    return Drawing(tuple(marks), across, Axis((len(names) - 0.5, -0.5), ticks), height, margins)


def _pounds_across(values: Sequence[float]) -> Axis:
    """The lower axis in pounds, from nought or from below it."""
    low, high = extent([0.0, *values])
    room = 0.04 * max(high - low, 1.0)
    step = step_for(Unit.COUNT, high - low, 3)
    first, last = -int(-low // step) if low < 0 else 0, int(high // step)
    ticks = tuple(Tick(step * number, say_pounds(step * number)) for number in range(first, last + 1))
    return Axis((low - room, high + room), ticks, grid=True)
