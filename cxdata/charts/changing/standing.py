"""Where the council's targets stand: the chance of each on one scale, the least likely first."""

import math
from collections.abc import Sequence
from textwrap import wrap

from cxdata.analysis.outlook.standing import Standing
from cxdata.analysis.result import chance_in_100
from cxdata.charts.drawing.colours import ACCENT, GRID, INK, OUTLINE, WARM
from cxdata.charts.drawing.font import widest
from cxdata.charts.drawing.marks import SIZE, Line, Mark, Point, Points, Shape, Text
from cxdata.charts.drawing.model import Axis, Chart, Drawing, Margins, Tick, names
from cxdata.measures.words import short_value

ROW = 46  # pixels
_WRAP, _NARROW_WRAP = 30, 15  # characters of a name in one line
_LOOK: dict[str, tuple[Shape, str]] = {"unlikely": ("diamond", WARM), "likely": ("triangle", ACCENT)}
READING = "Diamond: unlikely to be reached. Triangle: likely. Circle: the figures cannot say."


def standing(standings: Sequence[Standing], *, narrow: bool = False) -> Chart:
    """A row a target with a dot at its chance, from 0 to 100 in 100, and the chance in words at the right.

    `narrow` breaks the names sooner, for a phone.
    """
    judged = [one for one in standings if not math.isnan(one.forecast.chance)]
    labels = ["\n".join(wrap(name_of(one), _NARROW_WRAP if narrow else _WRAP)) for one in judged]
    words = [chance_in_100(one.forecast.chance) for one in judged]
    marks: list[Mark] = []
    points: list[Point] = []
    for row, (one, word) in enumerate(zip(judged, words, strict=True)):
        shape, colour = _LOOK.get(one.forecast.verdict, ("circle", OUTLINE))
        at = 100 * one.forecast.chance
        marks.append(Line((0, at), (row, row), GRID, width=3))
        points.append(Point(at, row, colour=colour, shape=shape, hover=one.forecast.sentence))
        strong = shape == "diamond"
        marks.append(Text(100, row, word, dx=16, colour=colour if strong else INK, bold=strong))
    ticks = tuple(Tick(at, f"{at}") for at in (0, 50, 100))
    margins = Margins(left=widest(labels, SIZE) + 18, right=widest(words, SIZE) + 30, bottom=56)
    height = max(ROW, *(20 * (label.count("\n") + 1) + 8 for label in labels), 0) * max(len(judged), 1)
    drawing = Drawing(
        (*marks, Points(tuple(points))),
        Axis((0, 100), ticks, title="Chance in 100", grid=True),
        names(labels),
        height + margins.top + margins.bottom,
        margins,
    )
    said = "; ".join(f"{name_of(one)}: {word}" for one, word in zip(judged, words, strict=True))
    return Chart(drawing, f"Chance of each target. {said}.", READING)


def name_of(standing: Standing) -> str:
    """'Dealt with online (4 services), 80% or more'."""
    measure, goal = standing.forecast.measure, standing.forecast.judged[0].goal
    many = len(standing.services)
    services = f" ({standing.services[0] if many == 1 else f'{many} services'})" if many else ""
    return f"{measure.title}{services}, {short_value(measure, goal.value)} {'or more' if goal.at_least else 'or less'}"
