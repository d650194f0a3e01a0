"""Rows of dots with ranges beside the lines they are compared with: margins, labels and marks for any such rows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import isfinite
from textwrap import wrap

from cxdata.analysis.groups import Verdict
from cxdata.charts.drawing.colours import ACCENT, INK, OUTLINE, WARM
from cxdata.charts.drawing.font import widest, width
from cxdata.charts.drawing.marks import SIZE, Anchor, Bar, Bars, Line, Mark, Point, Points, Shape, Text
from cxdata.charts.drawing.model import Axis, Drawing, Margins, Tick
from cxdata.charts.parts.scale import extent, tick_text, ticks, unit_word
from cxdata.measures.model import Measure, Unit
from cxdata.measures.words import say_value

RANGES = "The line on each dot is where the true figure very likely lies."
FEW = "Hollow: few counted, read with care."
HATCHED = "Hatched: another definition, not compared."

ROW, CLOSE_ROW = 36, 26  # pixels a row, and of more than `MANY` rows
MANY = 12
LINE = 20  # pixels a line of words
_WRAPS, _NARROW_WRAPS = (25, 28, 32), (36,)  # characters of a name in one line
_SAID = 26  # characters in one line of what is said in the place of a dot
_LEAST_PLOT, _NARROW_PLOT = 260, 230  # pixels that a plot has at least: labels over it must not meet even there
_EDGE = 20  # pixels at the left of a plot without names
_BOX = 0.018  # of the axis: half the width of a hatched box
_AIR = 0.02  # of the axis: a dot at its end does not touch the names
_SHAPES: Mapping[Verdict, Shape] = {
    Verdict.WORSE: "diamond",
    Verdict.BETTER: "triangle",
    Verdict.DIFFERENT: "square",
}
_WORDS = {Verdict.WORSE: "worse", Verdict.BETTER: "better", Verdict.DIFFERENT: "differs"}
_LEGEND = {
    Verdict.WORSE: "Diamond: worse than the rest by more than chance.",
    Verdict.BETTER: "Triangle: better than the rest by more than chance.",
    Verdict.DIFFERENT: "Square: differs from the rest by more than chance.",
}


@dataclass(frozen=True)
class Beside:
    """A line to compare with: the value in the measure's unit and its name; `dashed` for a target.

    `base` is how many stand behind the value, None for a target.
    """

    value: float
    name: str
    dashed: bool = False
    base: float | None = None


@dataclass(frozen=True)
class Dot:
    """One row: its name in words, its value and range in the measure's unit (nan where there is none), and its base.

    `few` is drawn hollow and said beside the name; `chosen` is picked out. `hollow` and `hatched` are for a figure that
    is not held against the others, and `said` are the words in the place of a figure there is none of, `told` those in
    the place of one that is better said otherwise. `key` is what a click on it chooses.
    """

    name: str
    value: float
    lower: float
    upper: float
    base: float
    verdict: Verdict = Verdict.ALIKE
    few: bool = False
    chosen: bool = False
    hover: str = ""
    key: str = ""
    hollow: bool = False
    hatched: bool = False
    said: str = ""
    told: str = ""

    @property
    def colour(self) -> str:
        """Warm for worse than the rest, blue for the chosen one, grey for the others."""
        if self.verdict is Verdict.WORSE:
            return WARM
        return ACCENT if self.chosen else OUTLINE

    @property
    def has_range(self) -> bool:
        """Whether there is an interval around the value."""
        return isfinite(self.lower) and isfinite(self.upper)

    @property
    def strong(self) -> bool:
        """Whether its name and figure stand out."""
        return self.chosen or self.verdict is Verdict.WORSE


def lay_out(measure: Measure, rows: Sequence[Dot], *, beside: Sequence[Beside] = (), narrow: bool = False) -> Drawing:
    """The rows from the top, each figure written at the right, on an axis that shows the differences.

    Lines of `beside` run over all rows with their names above; names that would meet stand back to back or one over
    another. `narrow` puts each row's name over its dot, for a phone.
    """
    span, across = _scale(measure, rows, beside)
    labels = _wrapped([_name(row) for row in rows], _NARROW_WRAPS if narrow else _WRAPS)
    values = [_figure(measure, row, narrow=narrow) for row in rows]
    said = ["\n".join(wrap(row.said, _SAID)) for row in rows]
    lines = max(_most_lines(labels), _most_lines(said))
    above = LINE * lines // 2 + 4 if narrow else 0
    left = _EDGE if narrow else widest(labels, SIZE) + 18
    right = max(widest(values, SIZE) + 26, width(across.ticks[-1].words, SIZE) // 2 + 4)
    pixels = _NARROW_PLOT if narrow else _LEAST_PLOT
    over = _labels_over(measure, beside, span, pixels=pixels, room=(left, right), lift=12 + above)
    margins = Margins(
        left=left,
        right=right,
        top=8 + max((LINE - round(text.dy) for text in over), default=above),
        bottom=34 + (22 if across.title else 0),
    )
    row_height = LINE * lines + 30 if narrow else max(CLOSE_ROW if len(rows) > MANY else ROW, LINE * lines + 6)
    upright = Axis(
        (max(len(rows), 1) - 0.5, -0.5),
        tuple(
            Tick(index, "" if narrow else label, strong=row.strong, colour=INK)
            for index, (row, label) in enumerate(zip(rows, labels, strict=True))
        ),
    )
    return Drawing(
        (
            *_compared_with(beside, len(rows)),
            *_marks(span, rows),
            *_words(span, rows, values, labels, said, narrow=narrow),
            *over,
        ),
        across,
        upright,
        row_height * max(len(rows), 1) + margins.top + margins.bottom,
        margins,
    )


def _compared_with(beside: Sequence[Beside], rows: int) -> list[Mark]:
    return [
        Line((line.value,) * 2, (-0.5, rows - 0.5), ACCENT, width=2.5, dash="dash" if line.dashed else "solid")
        for line in beside
    ]


def _marks(span: tuple[float, float], rows: Sequence[Dot]) -> list[Mark]:
    ranges: list[Mark] = [
        Line((row.lower, row.upper), (index, index), row.colour, width=2.5)
        for index, row in enumerate(rows)
        if row.has_range and not row.hatched
    ]
    half = _BOX * (span[1] - span[0])
    boxes = tuple(
        Bar(row.value - half, row.value + half, index - 0.2, index + 0.2, OUTLINE, True, OUTLINE, row.hover, row.key)
        for index, row in enumerate(rows)
        if row.hatched
    )
    points = tuple(_point(index, row) for index, row in enumerate(rows) if isfinite(row.value) and not row.hatched)
    return [*ranges, *([Bars(boxes)] if boxes else []), Points(points)]


def _words(
    span: tuple[float, float],
    rows: Sequence[Dot],
    values: Sequence[str],
    labels: Sequence[str],
    said: Sequence[str],
    *,
    narrow: bool,
) -> list[Mark]:
    """Each row's figure at the right, or in the plot what is said in its place; on a phone its name over its dot."""
    marks: list[Mark] = [
        Text(span[0], index, words, dx=6, halo=True)
        if words
        else Text(span[1], index, value, dx=14, colour=row.colour if row.strong else INK, bold=row.strong)
        for index, (row, value, words) in enumerate(zip(rows, values, said, strict=True))
    ]
    if narrow:
        marks += [
            Text(span[0], index, label, dy=-10 - LINE * (label.count("\n") + 1) // 2, bold=row.strong, halo=True)
            for index, (row, label) in enumerate(zip(rows, labels, strict=True))
        ]
    return marks


def how_to_read(rows: Sequence[Dot]) -> str:
    """What the marks mean, of those that occur: ranges, shapes and hollow dots."""
    verdicts = {row.verdict for row in rows}
    parts = [
        RANGES if any(row.has_range for row in rows) else "",
        *(said for verdict, said in _LEGEND.items() if verdict in verdicts),
        FEW if any(row.few for row in rows) else "",
        HATCHED if any(row.hatched for row in rows) else "",
    ]
    return " ".join(part for part in parts if part)


def _scale(measure: Measure, rows: Sequence[Dot], beside: Sequence[Beside]) -> tuple[tuple[float, float], Axis]:
    ends = [end for row in rows for end in (row.value, row.lower, row.upper)] + [line.value for line in beside]
    low, high = extent(ends)
    if low == high:
        low, high = min(low, 0.0), high or 1.0
    if measure.unit is Unit.SHARE and low < 0.1 * high:
        low = 0.0
    at = ticks(measure, low, high, about=4)
    span = (at[0] - _AIR * (at[-1] - at[0]), at[-1])
    marked = tuple(Tick(value, tick_text(measure, value)) for value in at)
    return span, Axis(span, marked, title=unit_word(measure), grid=True)


def _wrapped(labels: Sequence[str], widths: Sequence[int]) -> list[str]:
    """The names broken into lines at the least of these widths that gives the fewest lines."""
    ways = [["\n".join(wrap(label, width)) or " " for label in labels] for width in widths]
    return min(ways, key=_most_lines)


def _most_lines(labels: Sequence[str]) -> int:
    return max((label.count("\n") + 1 for label in labels), default=1)


def _name(row: Dot) -> str:
    return f"{row.name} (few)" if row.few else row.name


def _figure(measure: Measure, row: Dot, *, narrow: bool) -> str:
    """The value, and the word that its shape stands for where there is room for it."""
    said = "" if row.said else say_value(measure, row.value, row.base)
    return row.told or (said if narrow or row.verdict not in _WORDS else f"{said} {_WORDS[row.verdict]}")


def _point(index: int, row: Dot) -> Point:
    marked = row.verdict in _SHAPES
    return Point(
        row.value,
        index,
        colour=row.colour,
        shape=_SHAPES.get(row.verdict, "circle"),
        size=17 if marked else 14,
        hollow=row.few or row.hollow,
        hover=row.hover,
        key=row.key,
    )


def _labels_over(
    measure: Measure,
    beside: Sequence[Beside],
    span: tuple[float, float],
    *,
    pixels: int,
    room: tuple[int, int],
    lift: int,
) -> list[Text]:
    """The names of the lines, `lift` pixels over the plot. Two that would meet on a plot of so many pixels stand back
    to back, each on the outer side of its line, where there is room for that: the margins, `room` at the left and the
    right, are free at that height. All others that would meet stand one over another.
    """
    lines = sorted(beside, key=lambda line: line.value)
    words = [f"{line.name} {say_value(measure, line.value, line.base)}" for line in lines]
    sizes = [width(said, SIZE) + 12 for said in words]
    at = [(line.value - span[0]) / (span[1] - span[0]) * pixels for line in lines]
    anchors = [_anchor(place / pixels) for place in at]
    heights = _heights([_ends(*each) for each in zip(at, anchors, sizes, strict=True)])
    fits = len(lines) == 2 and sizes[0] <= at[0] + room[0] and sizes[1] <= pixels - at[1] + room[1]
    if fits and any(heights):
        anchors, heights = ["end", "start"], [0, 0]
    return [
        Text(
            line.value,
            -0.5,
            said,
            anchor=anchor,
            dx={"start": 4, "end": -4, "middle": 0}[anchor],
            dy=-lift - LINE * height,
            colour=ACCENT,
        )
        for line, said, anchor, height in zip(lines, words, anchors, heights, strict=True)
    ]


def _heights(ends: Sequence[tuple[float, float]]) -> list[int]:
    """For each of these labels, from the left, the lowest line on which it meets no label before it."""
    heights: list[int] = []
    for start, _ in ends:
        taken = {height for height, (_, end) in zip(heights, ends, strict=False) if end > start}
        heights.append(next(height for height in range(len(ends)) if height not in taken))
    return heights


def _ends(at: float, anchor: Anchor, size: float) -> tuple[float, float]:
    """Where words at a place begin and end, in pixels."""
    start = at - {"start": 0.0, "middle": size / 2, "end": size}[anchor]
    return start, start + size


def _anchor(across: float) -> Anchor:
    return "start" if across < 0.3 else "end" if across > 0.7 else "middle"
