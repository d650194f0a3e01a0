"""One ward beside the council and the wards like it: a row for each measure, each on a scale of its own."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from textwrap import wrap

from cxdata.analysis.groups import Verdict
from cxdata.analysis.ward import Beside
from cxdata.charts.drawing.colours import ACCENT, GREY, GRID, INK, OUTLINE, QUIET, WARM
from cxdata.charts.drawing.font import widest
from cxdata.charts.drawing.marks import SIZE, Line, Mark, Point, Points, Shape, Text
from cxdata.charts.drawing.model import Axis, Chart, Drawing, Margins, names
from cxdata.charts.parts.alt import list_names, sentence
from cxdata.measures.words import say_value

ROW, NARROW_ROW = 62, 88  # pixels a row: the dots, and under them what the two ends of the row's scale are
_WRAP = 20
_FOOT, _BAR, _HEAD = 21, 16, 31  # pixels from the dots: the ends of the scale, the council's bar, a name over them
_LIGHT = "#B7BEC6"  # other wards: there to be seen, not to be read
_SHAPES: dict[Verdict | None, Shape] = {
    Verdict.WORSE: "diamond",
    Verdict.BETTER: "triangle",
    Verdict.DIFFERENT: "square",
}
_LEGEND = {
    Verdict.WORSE: "Diamond: worse than the rest by more than chance.",
    Verdict.BETTER: "Triangle: better than the rest by more than chance.",
    Verdict.DIFFERENT: "Square: differs from the rest by more than chance.",
}


@dataclass(frozen=True)
class _Scale:
    """A row's scale: the figures at its left and right end."""

    low: float
    high: float

    def at(self, value: float) -> float:
        """Where a figure stands between the ends, 0 to 1."""
        return (value - self.low) / (self.high - self.low)


def ward_dots(measures: Sequence[Beside], ward: str, *, narrow: bool = False) -> Chart:
    """The ward's figure of each measure among those of all wards, from the lowest at the left to the highest.

    Each row runs from the lowest to the highest figure among the wards, the council and the ward's own likely range;
    both ends are written under it. The ward is large, those like it dark, the others pale, the council a bar. A warm
    diamond is worse than the rest by more than chance, a triangle better. A measure without a figure keeps its row
    and says why.
    """
    pitch = NARROW_ROW if narrow else ROW
    marks: list[Mark] = []
    lines: list[str] = []
    for row, one in enumerate(measures):
        lines.append("\n".join(wrap(one.measure.title.partition(" (")[0], _WRAP)))
        scale = _scale(one)
        marks += (
            _row(one, ward, row, scale, _BAR / pitch) if scale else [Text(0, row, one.note or "no data", colour=QUIET)]
        )
    heres = [say_value(one.measure, one.value, one.base) for one in measures]
    councils = [f"council {say_value(one.measure, one.council)}" for one in measures]
    for row, (one, here, council) in enumerate(zip(measures, heres, councils, strict=True)):
        marks.append(Text(1, row, here, dx=16, dy=-10, colour=_colour(one), bold=True))
        marks.append(Text(1, row, council, dx=16, dy=11, colour=QUIET))
        if narrow:
            marks.append(Text(0, row, lines[row].replace("\n", " "), dy=-_HEAD, dx=-8, bold=True))
    margins = Margins(
        left=16 if narrow else widest(lines, SIZE) + 24, right=widest([*heres, *councils], SIZE) + 22, top=8, bottom=10
    )
    height = pitch * max(len(measures), 1) + margins.top + margins.bottom
    upright = names([""] * len(measures) if narrow else lines)
    drawing = Drawing(tuple(marks), Axis((0, 1)), upright, height, margins)
    alike = list_names(sorted({name for one in measures for name, _ in one.alike}), most=6)
    reading = sentence(
        f"Large: {ward}; its line is where the true figure very likely lies. Bar: the council.",
        f"Dark: wards like it ({alike})." if alike else "",
        "Pale: other wards. Each row has its own scale.",
        *(words for verdict, words in _LEGEND.items() if any(one.verdict is verdict for one in measures)),
    )
    return Chart(drawing, _words(measures, ward), reading)


def _scale(one: Beside) -> _Scale | None:
    """None where the ward has no figure."""
    if not one.has_value:
        return None
    figures = [value for _, value in (*one.alike, *one.others)]
    figures += [value for value in (one.value, one.lower, one.upper, one.council) if math.isfinite(value)]
    low, high = min(figures), max(figures)
    return _Scale(low, high) if high > low else _Scale(low - 0.5, high + 0.5)


def _row(one: Beside, ward: str, row: int, scale: _Scale, bar: float) -> list[Mark]:
    """A row's dots on its line; `bar` is how far the council's bar reaches up and down, in rows."""
    colour = _colour(one)
    marks: list[Mark] = [Line((0, 1), (row, row), GRID, width=2)]
    for group, shade, size in ((one.others, _LIGHT, 9), (one.alike, OUTLINE, 10)):
        points = tuple(
            Point(scale.at(value), row, shade, size=size, hover=f"{name}\n{say_value(one.measure, value)}", key=name)
            for name, value in group
        )
        marks += [Points(points)] if points else []
    if math.isfinite(one.council):
        place = scale.at(one.council)
        marks.append(Line((place, place), (row - bar, row + bar), INK, width=3))
    if math.isfinite(one.lower) and math.isfinite(one.upper):
        marks.append(Line((scale.at(one.lower), scale.at(one.upper)), (row, row), colour, width=3))
    here = Point(
        scale.at(one.value),
        row,
        colour,
        shape=_SHAPES.get(one.verdict, "circle"),
        size=19,
        hollow=bool(one.note),
        hover=f"{ward}\n{say_value(one.measure, one.value, one.base)}",
        key=ward,
    )
    marks.append(Points((here,)))
    ends = (say_value(one.measure, scale.low), say_value(one.measure, scale.high))
    marks.append(Text(0, row, ends[0], dy=_FOOT, colour=QUIET))
    marks.append(Text(1, row, ends[1], anchor="end", dy=_FOOT, colour=QUIET))
    return marks


def _colour(one: Beside) -> str:
    return WARM if one.verdict is Verdict.WORSE else ACCENT if one.has_value else GREY


def _words(measures: Sequence[Beside], ward: str) -> str:
    rows = [
        f"{one.measure.title}: {say_value(one.measure, one.value, one.base)}, "
        f"council {say_value(one.measure, one.council)}"
        + (f" ({one.verdict.value})" if one.verdict else "")
        + (f" ({one.note})" if one.note else "")
        for one in measures
    ]
    return sentence(f"Dots: {ward} beside all wards and the council.", *(f"{words}." for words in rows))
