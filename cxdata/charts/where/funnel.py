"""A funnel: each group by its base and its figure, with the lines that chance alone would rarely cross."""

import math
from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np

from cxdata.analysis.hotspots.funnel import FunnelGroup, FunnelResult, is_share
from cxdata.analysis.result import capitalise, say_list
from cxdata.charts.drawing.colours import ACCENT, GREY, INK, OUTLINE, QUIET, WARM
from cxdata.charts.drawing.font import widest
from cxdata.charts.drawing.marks import SIZE, Line, Mark, Point, Points, Text
from cxdata.charts.drawing.model import Axis, Chart, Drawing, Margins, Tick
from cxdata.charts.parts.alt import sentence
from cxdata.charts.parts.scale import extent, step_for, tick_text, ticks
from cxdata.measures import find_dimension
from cxdata.measures.model import Better, Measure, Unit
from cxdata.measures.words import say_count, say_value
from cxdata.stats.funnel.rates import ratio_limits
from cxdata.stats.funnel.shares import Z_INNER, Z_OUTER, proportion_limits

PLOT = 330
WIDE = 30.0  # a largest base so many times the smallest: on a plain axis the small ones would lie in a heap
LABELS = 8
_STEPS = 80
_PLOT_WIDTH = 560  # pixels, by which names are kept from lying on each other
_LABEL = 20  # pixels a label's line takes
READING = "A ward between the lines differs from the rest by no more than chance."


@dataclass(frozen=True)
class _Across:
    """The axis of bases: plain, or (`log`) one on which every step is ten times the one before."""

    first: float
    last: float
    log: bool

    def at(self, base: float) -> float:
        """Where a base stands on the axis."""
        return math.log10(base) if self.log else base

    @property
    def bases(self) -> np.ndarray:
        """Bases from end to end, as far apart on the axis."""
        return np.geomspace(self.first, self.last, _STEPS) if self.log else np.linspace(self.first, self.last, _STEPS)

    def ticks(self) -> tuple[Tick, ...]:
        """Round bases."""
        if self.log:
            powers = range(math.ceil(math.log10(self.first)), math.floor(math.log10(self.last)) + 1)
            return tuple(Tick(float(power), say_count(10.0**power)) for power in powers)
        step = step_for(Unit.COUNT, self.last - self.first, 4)
        whole = range(math.ceil(self.first / step), math.floor(self.last / step) + 1)
        return tuple(Tick(number * step, say_count(number * step)) for number in whole)


def funnel(result: FunnelResult, *, highlight: Collection[str] = ()) -> Chart:
    """Each group as a point (base across, figure up), the overall figure as a line, and the lines of 95 and 99.8 %.

    Groups outside the lines are triangles that point the way they differ, filled beyond the outer lines, and named;
    so are the groups of `highlight`. The base runs on a logarithmic axis where the largest is 30 times the smallest or
    more.
    """
    points = [point for point in result.points if not math.isnan(point.value) and point.denominator > 0]
    if not points or math.isnan(result.centre):
        return _nothing(result)
    low, high = extent([point.denominator for point in points])
    log = high >= low * WIDE
    across = _Across(low / 1.3, high * 1.2, log) if log else _Across(max(low * 0.9, 1.0), high * 1.04, log)
    lines = {z: _lines(result, across.bases, z) for z in (Z_INNER, Z_OUTER)}
    tick_values = _tick_values(result, points, lines[Z_OUTER])
    span = (tick_values[0], tick_values[-1])
    marks: list[Mark] = [
        _curve(across, side, span, "dash" if z == Z_INNER else "solid") for z in lines for side in lines[z]
    ]
    ends = (across.at(across.first), across.at(across.last))
    marks.append(Line(ends, (result.centre, result.centre), INK, width=2))
    marks.append(Points(tuple(_point(result, point, across, highlight) for point in points)))
    apart = _to_name(result, points, highlight)
    names = _names(apart[:LABELS], points, across, span)
    marks += names
    labels = _ends(result, lines, span)
    marks += [Text(ends[1], place, words, dx=10, dy=dy, colour=colour) for place, words, dy, colour in labels]
    upright = tuple(Tick(tick, tick_text(result.measure, tick)) for tick in tick_values)
    drawing = Drawing(
        tuple(marks),
        Axis(ends, across.ticks(), title=capitalise(result.measure.base) or "Base"),
        Axis(span, upright, grid=True),
        height=PLOT + 72,
        margins=Margins(
            left=widest([tick.words for tick in upright], SIZE) + 14,
            right=widest([words for _, words, _, _ in labels], SIZE) + 18,
            top=14,
            bottom=58,
        ),
    )
    return Chart(drawing, _alt(result, points), READING, _notes(result, points, len(apart) - len(names), log=log))


def _lines(result: FunnelResult, bases: np.ndarray, z: float) -> tuple[np.ndarray, np.ndarray]:
    """Lower and upper line at each base, in the measure's unit."""
    if is_share(result.measure):
        return proportion_limits(bases, result.centre, z=z, tau2=result.tau2)
    expected = bases * result.centre / result.measure.scale
    limits = [ratio_limits(float(due), z=z, tau2=result.tau2) if due > 0 else (math.nan, math.nan) for due in expected]
    return result.centre * np.array([low for low, _ in limits]), result.centre * np.array([high for _, high in limits])


def _tick_values(
    result: FunnelResult, points: Sequence[FunnelGroup], outer: tuple[np.ndarray, np.ndarray]
) -> list[float]:
    """The axis holds every group and the lines at middling bases; at the smallest the lines may leave the plot."""
    middle = len(outer[0]) // 5
    values = [point.value for point in points] + [result.centre, float(outer[0][middle]), float(outer[1][middle])]
    low, high = extent(values)
    air = (high - low) * 0.05 or abs(high) * 0.1 or 0.1
    return ticks(result.measure, max(low - air, 0.0), high + air)


def _curve(across: _Across, values: np.ndarray, span: tuple[float, float], dash: str) -> Line:
    """A line of the funnel as far as it lies in the plot."""
    ys = tuple(float(value) if span[0] <= value <= span[1] else None for value in values)
    xs = tuple(across.at(float(base)) for base in across.bases)
    return Line(xs, ys, OUTLINE, width=1.5, dash="dash" if dash == "dash" else "solid")


def _colour(measure: Measure, point: FunnelGroup) -> str:
    if not point.strength:
        return GREY
    if measure.better is Better.NEITHER:
        return INK
    return ACCENT if point.verdict.startswith("higher") == (measure.better is Better.HIGHER) else WARM


def _point(result: FunnelResult, point: FunnelGroup, across: _Across, highlight: Collection[str]) -> Point:
    higher = point.verdict.startswith("higher")
    chosen = point.level in highlight
    return Point(
        across.at(point.denominator),
        point.value,
        colour=ACCENT if chosen and not point.strength else _colour(result.measure, point),
        shape="circle" if not point.strength else "triangle" if higher else "triangle-down",
        size=15 if point.strength or chosen else 10,
        hollow=point.strength == "possible",
        hover=_hover(result, point),
        key=point.level,
    )


def _hover(result: FunnelResult, point: FunnelGroup) -> str:
    return "\n".join(
        [
            point.name,
            say_value(result.measure, point.value, point.denominator),
            f"{say_count(point.denominator)} {result.measure.base or 'in the base'}",
            f"{point.verdict}{f' ({point.strength})' if point.strength else ''}",
        ]
    )


def _to_name(result: FunnelResult, points: Sequence[FunnelGroup], highlight: Collection[str]) -> list[FunnelGroup]:
    """The groups to name: the chosen, then those that stand out, the furthest first."""
    apart = [point for point in points if point.strength or point.level in highlight]
    return sorted(
        apart,
        key=lambda point: (
            point.level not in highlight,
            point.strength != "clear",
            -abs(point.value - result.centre),
        ),
    )


def _names(
    apart: Sequence[FunnelGroup], points: Sequence[FunnelGroup], across: _Across, span: tuple[float, float]
) -> list[Text]:
    """Each group's name on the side of its point that has more room, a line higher or lower where one is in the way."""
    middle = float(np.median([point.denominator for point in points]))
    width = across.at(across.last) - across.at(across.first)
    placed: list[tuple[float, float, float]] = []
    names: list[Text] = []
    for point in apart:
        left = point.denominator > middle
        x = (across.at(point.denominator) - across.at(across.first)) / width * _PLOT_WIDTH
        y = (span[1] - point.value) / (span[1] - span[0]) * PLOT
        wide = widest([point.name], SIZE)
        start = x - 12 - wide if left else x + 12
        for dy in (0, -_LABEL, _LABEL):
            if all(abs(y + dy - down) >= _LABEL or start > end or start + wide < first for first, end, down in placed):
                placed.append((start, start + wide, y + dy))
                names.append(_name(point, across, left=left, dy=dy))
                break
    return names


def _name(point: FunnelGroup, across: _Across, *, left: bool, dy: float) -> Text:
    return Text(
        across.at(point.denominator),
        point.value,
        point.name,
        anchor="end" if left else "start",
        dx=-12 if left else 12,
        dy=dy,
        halo=True,
    )


def _ends(
    result: FunnelResult, lines: dict[float, tuple[np.ndarray, np.ndarray]], span: tuple[float, float]
) -> list[tuple[float, str, float, str]]:
    """What each line is, at its right-hand end: place, words, pixels moved down, colour. Labels do not overlap."""
    ends = [(result.centre, f"Overall {say_value(result.measure, result.centre)}", INK)]
    for z, words in ((Z_INNER, "95 in 100"), (Z_OUTER, "998 in 1,000")):
        inside = [float(side[-1]) for side in lines[z][::-1] if span[0] <= side[-1] <= span[1]]
        ends += [(inside[0], words, QUIET)] if inside else []
    placed: list[tuple[float, str, float, str]] = []
    lowest = -math.inf
    for place, words, colour in sorted(ends):
        height = (place - span[0]) / (span[1] - span[0]) * PLOT
        stands = max(height, lowest + _LABEL)
        placed.append((place, words, height - stands, colour))
        lowest = stands
    return placed


def _notes(result: FunnelResult, points: Sequence[FunnelGroup], unnamed: int, *, log: bool) -> tuple[str, ...]:
    by = find_dimension(result.by).title.lower()
    notes = [
        "By chance alone 95 in 100 would lie between the dashed lines and 998 in 1,000 between the outer ones.",
        result.note,
    ]
    strengths = {point.strength for point in points} - {""}
    if strengths:
        kinds = {"clear": "filled: beyond the outer lines (clear)", "possible": "hollow: between the two (possible)"}
        notes.append(
            f"Triangles stand out, {say_list([kinds[kind] for kind in ('clear', 'possible') if kind in strengths])}."
        )
    if any("exact" in point.method for point in points):
        notes.append(
            "Where few cases are expected, the word rests on an exact count of chance and not on the line as drawn."
        )
    silent = [point.name for point in result.points if point not in points]
    if silent:
        notes.append(f"Not drawn, no figure or too few to say: {say_list(silent)}.")
    if unnamed:
        notes.append(f"{unnamed} more stand out and are named in the table.")
    if log:
        notes.append(f"The size of each {by} is on a scale on which every step is ten times the one before.")
    return tuple(notes)


def _alt(result: FunnelResult, points: Sequence[FunnelGroup]) -> str:
    title, by = result.measure.title.lower(), find_dimension(result.by).title.lower()
    return sentence(f"Funnel chart: {title} by {by}, {len(points)} shown.", result.sentence, result.expected_sentence)


def _nothing(result: FunnelResult) -> Chart:
    words = Text(0.5, 0.5, "Too few to say of any group.", anchor="middle", colour=QUIET)
    drawing = Drawing((words,), Axis((0, 1)), Axis((0, 1)), height=80)
    return Chart(drawing, sentence("Funnel chart with nothing to show.", result.sentence))
