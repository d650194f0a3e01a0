"""What rose and what fell: each part's change as a dot on one line of points, with what it was and is beside it.

Differences are drawn, not slopes: on an axis that holds a channel of 36 % and one of 1 %, one point is flat.
"""

from collections.abc import Collection, Sequence
from math import ceil, floor, isclose
from textwrap import wrap

from cxdata.analysis.shift import Moved, Way, named, say_points
from cxdata.charts.drawing.colours import ACCENT, INK, OUTLINE, QUIET
from cxdata.charts.drawing.font import widest, width
from cxdata.charts.drawing.marks import SIZE, Line, Mark, Point, Points, Shape, Text
from cxdata.charts.drawing.model import Axis, Chart, Drawing, Margins, Tick
from cxdata.charts.parts import alt
from cxdata.charts.parts.scale import extent, step_for
from cxdata.measures.model import Dimension, Unit
from cxdata.measures.query import Answer
from cxdata.measures.words import ROUNDED, say_count, say_level, say_value

ROW, NARROW_ROW = 46, 68  # pixels a row
LEAST = 0.02
"""A part smaller than this then and now stands in the table, unless it moved by more than chance or is chosen."""
_SHAPES: dict[Way, Shape] = {Way.ROSE: "triangle", Way.FELL: "triangle-down"}
MARKED = "Triangles: more than chance."
RANGES = "The line on each mark is where the true change very likely lies."
FEW = "Hollow: few contacts, read with care."


def shift(now: Answer, parts: Sequence[Moved], *, highlight: Collection[str] = (), narrow: bool = False) -> Chart:
    """The parts from the one that rose most to the one that fell most, in points, beside the share then and now.

    `now` is the later answer, whose one dimension the parts are levels of. Triangles mark what moved by more than
    chance, hollow dots rest on a small base; `highlight` names the chosen parts (as stored). Small parts that did not
    move and what cannot be compared stand in a note. `narrow` lays it out for a phone.
    """
    dimension = now.by[0]
    drawn = [part for part in named(parts) if _is_drawn(part, highlight)]
    if not drawn:
        words = Text(0.5, 0.5, "Nothing to compare for these choices.", anchor="middle", colour=QUIET)
        nothing = Drawing((words,), Axis((0, 1)), Axis((0, 1)), 80, Margins(bottom=8))
        return Chart(nothing, "Changes: nothing to compare.")
    left_out = [say_level(dimension, part.level) for part in parts if part not in drawn]
    notes = (f"In the table: {alt.list_names(left_out, most=6)}.",) if left_out else ()
    reading = alt.sentence(
        MARKED if any(part.way in _SHAPES for part in drawn) else "",
        RANGES,
        FEW if any(part.few for part in drawn) else "",
    )
    notes = notes if all(_adds_up(now, part) for part in drawn) else (*notes, ROUNDED)
    return Chart(_drawing(now, drawn, highlight, narrow=narrow), _in_words(now, drawn), reading, notes)


def _is_drawn(part: Moved, highlight: Collection[str]) -> bool:
    return max(part.then, part.now) >= LEAST or part.way in _SHAPES or part.level in highlight


def _drawing(now: Answer, parts: Sequence[Moved], highlight: Collection[str], *, narrow: bool) -> Drawing:
    across = _points_across(parts)
    names = ["\n".join(wrap(say_level(now.by[0], part.level), 18)) for part in parts]
    changes = [_say_change(part) for part in parts]
    figures = [_say_figures(now, part, counts=not narrow) for part in parts]
    marks: list[Mark] = [Line((0, 0), (-0.5, len(parts) - 0.5), INK, width=1.5)]
    marks += [
        Line((part.lower, part.upper), (row, row), _colour(part, highlight), width=2.5)
        for row, part in enumerate(parts)
    ]
    marks.append(Points(tuple(_point(now.by[0], row, part, highlight) for row, part in enumerate(parts))))
    for row, part in enumerate(parts):
        strong = part.way in _SHAPES or part.level in highlight
        colour = _colour(part, highlight) if strong else INK
        marks.append(Text(across.span[1], row, changes[row], dx=14, dy=-10, colour=colour, bold=strong))
        marks.append(Text(across.span[1], row, figures[row], dx=14, dy=10, colour=QUIET))
        if narrow:
            label = names[row].replace("\n", " ")
            marks.append(Text(across.span[0], row, label, dy=-24, bold=part.level in highlight, halo=True))
    marks += [
        Text(0, -0.5, "fell", anchor="end", dx=-10, dy=-12, colour=QUIET),
        Text(0, -0.5, "rose", dx=10, dy=-12, colour=QUIET),
    ]
    upright = Axis(
        (len(parts) - 0.5, -0.5),
        tuple(
            Tick(row, "" if narrow else name, strong=part.level in highlight, colour=INK)
            for row, (name, part) in enumerate(zip(names, parts, strict=True))
        ),
    )
    margins = Margins(
        left=20 if narrow else widest(names, SIZE) + 18,
        right=max(width(words, SIZE) for words in (*changes, *figures)) + 26,
        top=30,
        bottom=56,
    )
    height = (NARROW_ROW if narrow else ROW) * len(parts) + margins.top + margins.bottom
    return Drawing(tuple(marks), across, upright, height, margins)


def _adds_up(now: Answer, part: Moved) -> bool:
    """Whether the change is the difference of the two shares as they are rounded to be read."""
    then, here, change = (round(100 * share, now.measure.decimals) for share in (part.then, part.now, part.change))
    return isclose(here - then, change, abs_tol=1e-9)


def _points_across(parts: Sequence[Moved]) -> Axis:
    """The lower axis in shares of 1, written as points."""
    low, high = extent([end for part in parts for end in (part.lower, part.upper, 0.0)])
    room = max(high - low, 0.001) * 0.08
    step = step_for(Unit.SHARE, high - low + 2 * room, 4)
    values = [round(number * step, 10) for number in range(ceil((low - room) / step), floor((high + room) / step) + 1)]
    return Axis(
        (low - room, high + room),
        tuple(Tick(value, _signed(value)) for value in values),
        title="change in points",
        grid=True,
    )


def _signed(share: float) -> str:
    size = f"{abs(share) * 100:.4g}"
    return size if share == 0 else f"{'+' if share > 0 else '−'}{size}"


def _say_change(part: Moved) -> str:
    sign = "" if say_points(part.change).startswith("0.0") else "+" if part.change > 0 else "−"
    return f"{sign}{say_points(part.change)}"


def _say_figures(now: Answer, part: Moved, *, counts: bool) -> str:
    """'31.4% to 32.6%, 552 more'."""
    shares = f"{say_value(now.measure, part.then)} to {say_value(now.measure, part.now)}"
    more = part.count_now - part.count_then
    return f"{shares}, {say_count(abs(more))} {'more' if more >= 0 else 'fewer'}" if counts else shares


def _point(dimension: Dimension, row: int, part: Moved, highlight: Collection[str]) -> Point:
    marked = part.way in _SHAPES
    return Point(
        part.change,
        row,
        colour=_colour(part, highlight),
        shape=_SHAPES.get(part.way, "circle"),
        size=17 if marked else 13,
        hollow=part.few,
        hover=f"{say_level(dimension, part.level)}\n{say_count(part.count_then)} contacts then, "
        f"{say_count(part.count_now)} now\n{part.way.value}",
        key=part.level,
    )


def _colour(part: Moved, highlight: Collection[str]) -> str:
    """Blue for the chosen one, or for what moved where nothing is chosen; grey for the others."""
    picked = part.level in highlight if highlight else part.way in _SHAPES
    return ACCENT if picked else OUTLINE


def _in_words(now: Answer, parts: Sequence[Moved]) -> str:
    said = [
        f"{say_level(now.by[0], part.level)} {_say_change(part)} ({part.way.value}), "
        f"{_say_figures(now, part, counts=True)}"
        for part in parts
    ]
    return f"Changes in shares, from the largest rise to the largest fall. {'; '.join(said)}."
