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

_NAME_WRAP, _REMARK_WRAP, _NARROW_WRAP = 18, 30, 36  # characters in one line
_LOOK: dict[str, tuple[Shape, str]] = {PROMISED: ("diamond", INK), ACHIEVED: ("square", PALETTE[1])}
READING = "A line is the range of 8 in 10, from the range of the costs and of the shift."
ENDS = "A line runs from every cost at its low to every cost at its high; of what moved it is 8 in 10."
MOVED_READING = "Triangles: more than chance. The line holds 8 in 10."
STAFF, ONLINE = "served by staff, as now", "online, with those who come back"


def scale(rows: Sequence[Row], *, reading: str = READING, narrow: bool = False) -> Chart:
    """A row a sum of pounds, with its range, and the contacts it is of or would take in words at the right.

    `narrow` puts the names over the rows, for a phone. What has no pounds keeps its row and says why.
    """
    told = [(_figure(row), _remark(row)) for row in rows]
    across = _pounds_across([end for row in rows for end in (row.pounds, row.low, row.high)])
    marks: list[Mark] = []
    if across.span[0] < 0:
        marks.append(Line((0, 0), (-0.5, len(rows) - 0.5), INK, width=1.5))
    for at, row in enumerate(rows):
        marks.append(Line(across.span, (at, at), GRID, width=1))
        if not isnan(row.low) and row.low < row.high:
            marks.append(Line((row.low, row.high), (at, at), _look(row)[1], width=5))
    marks.append(Points(tuple(_point(at, row) for at, row in enumerate(rows) if not isnan(row.pounds))))
    has_ranges = any(row.low < row.high for row in rows)
    words = "; ".join(f"{row.name}: {_figure(row)}, {_remark(row)}" for row in rows)
    drawing = _drawing(marks, across, [row.name for row in rows], told, narrow=narrow)
    return Chart(drawing, f"Pounds on one scale. {words}.", reading if has_ranges else "")


def both_sides(sides: Sequence[Side], *, narrow: bool = False) -> Chart:
    """A row a group of people: what staff who serve them cost a year, and what the same contacts would cost online."""
    told = [
        (
            f"{say_about(side.staff_pounds)} or {say_about(side.online_pounds)}",
            f"{say_count(side.priced)} contacts, {say_pounds(round(side.staff_pounds / side.priced, 2))} each; "
            + _satisfied(side),
        )
        for side in sides
    ]
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
    marks += [Points(staff), Points(online)]
    said = zip(sides, told, strict=True)
    words = "; ".join(f"{side.name}: {figure}, {remark}" for side, (figure, remark) in said)
    return Chart(
        _drawing(marks, across, [side.name for side in sides], told, narrow=narrow),
        alt.sentence(f"What contacts with staff cost a year, and would cost online. {words}."),
        f"Circle: {STAFF}. Triangle: {ONLINE}.",
    )


def channels_moved(change: Moved, *, narrow: bool = False) -> Chart:
    """A row a channel: how many contacts it lost or gained like for like, with the range of 8 in 10."""
    drawn = change.channels
    signs = ["+" if one.moved > 0 else "−" for one in drawn]
    told = [
        (f"{sign}{say_count(abs(one.moved))}", f"{say_count(one.then)} to {say_count(one.now)}")
        for one, sign in zip(drawn, signs, strict=True)
    ]
    low, high = extent([0.0, *(end for one in drawn for end in (one.lower, one.upper))])
    room, step = 0.06 * (high - low or 1.0), step_for(Unit.COUNT, high - low, 4)
    at = [step * number for number in range(-int(-low // step), int(high // step) + 1)]
    ticks = tuple(Tick(value, f"{'−' if value < 0 else ''}{say_count(abs(value))}") for value in at)
    across = Axis((low - room, high + room), ticks, title="contacts gained", grid=True)
    marks: list[Mark] = [Line((0, 0), (-0.5, len(drawn) - 0.5), INK, width=1.5)]
    marks += [Line((one.lower, one.upper), (row, row), _sure(one)[1], width=2.5) for row, one in enumerate(drawn)]
    points = tuple(
        Point(one.moved, row, colour=_sure(one)[1], shape=_sure(one)[0], hover=f"{one.name}\n{told[row][0]} contacts")
        for row, one in enumerate(drawn)
    )
    marks.append(Points(points))
    said = zip(drawn, told, strict=True)
    words = "; ".join(f"{one.name} {figure}, contacts {remark}" for one, (figure, remark) in said)
    drawing = _drawing(marks, across, [one.name for one in drawn], told, narrow=narrow)
    return Chart(drawing, f"Contacts gained or lost like for like. {words}.", MOVED_READING)


def _satisfied(side: Side) -> str:
    """'satisfied 93%, online 86%'."""
    if isnan(side.satisfied_staff) and isnan(side.satisfied_online):
        return "too few answered"
    shares = (
        "not known" if isnan(share) else f"{share:.0%}" for share in (side.satisfied_staff, side.satisfied_online)
    )
    return "satisfied {}, online {}".format(*shares)


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


def _drawing(
    marks: list[Mark], across: Axis, names: Sequence[str], told: Sequence[tuple[str, str]], *, narrow: bool
) -> Drawing:
    """Rows with their names at the left and figure and remark at the right, or on a phone both over the row."""
    figures = [figure for figure, _ in told]
    if narrow:
        lines = ["\n".join(wrap(f"{figure}, {remark}" if remark else figure, _NARROW_WRAP)) for figure, remark in told]
        deep = max((line.count("\n") + 1 for line in lines), default=1)
        for at, (name, line) in enumerate(zip(names, lines, strict=True)):
            marks.append(Text(across.span[0], at, name, dy=-20 - 20 * deep, bold=True, halo=True))
            marks.append(Text(across.span[0], at, line, dy=-12 - 10 * deep, colour=QUIET, halo=True))
        upright = Axis((len(names) - 0.5, -0.5))
        margins = Margins(left=16, right=16, top=20 + 10 * deep, bottom=34)
        return Drawing(tuple(marks), across, upright, (54 + 20 * deep) * len(names) + margins.top + 34, margins)
    remarks = ["\n".join(wrap(remark, _REMARK_WRAP)) for _, remark in told]
    for at, (figure, remark) in enumerate(zip(figures, remarks, strict=True)):
        deep = remark.count("\n") + 1
        marks.append(Text(across.span[1], at, figure, dx=16, dy=-10 * deep, bold=True))
        marks.append(Text(across.span[1], at, remark, dx=16, dy=10, colour=QUIET))
    labels = ["\n".join(wrap(name, _NAME_WRAP)) for name in names]
    ticks = tuple(Tick(at, label, colour=INK) for at, label in enumerate(labels))
    right = widest([line for word in (*figures, *remarks) for line in word.split("\n")], SIZE) + 28
    margins = Margins(left=widest(labels, SIZE) + 18, right=right, bottom=56 if across.title else 34)
    deep = max((remark.count("\n") + 2 for remark in remarks), default=2)
    height = (20 * deep + 12) * len(names) + margins.top + margins.bottom
    return Drawing(tuple(marks), across, Axis((len(names) - 0.5, -0.5), ticks), height, margins)


def _pounds_across(values: Sequence[float]) -> Axis:
    """The lower axis in pounds, from nought or from below it."""
    low, high = extent([0.0, *values])
    room = 0.04 * max(high - low, 1.0)
    step = step_for(Unit.COUNT, high - low, 2)
    first, last = -int(-low // step) if low < 0 else 0, int(high // step)
    ticks = tuple(Tick(step * number, say_pounds(step * number)) for number in range(first, last + 1))
    return Axis((low - room, high + room), ticks, grid=True)
