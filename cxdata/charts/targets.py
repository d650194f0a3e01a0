"""The table of targets: a row a target with its line of thirteen months, and month, year and period side by side.

Each line has a scale of its own, with the target drawn in it; each figure is marked by shape, word and weight. A
target's name stands over its row, so that the table is whole on paper too.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from cxdata.analysis.targets.figures import Figure
from cxdata.analysis.targets.rows import Row
from cxdata.analysis.targets.verdict import Verdict
from cxdata.analysis.targets.words import say_beside_target, say_figure, say_since, say_target, title_of
from cxdata.charts.drawing.colours import ACCENT, GREY, INK, OUTLINE, QUIET, WARM
from cxdata.charts.drawing.font import widest, wrap
from cxdata.charts.drawing.marks import SIZE, Line, Mark, Point, Points, Shape, Text
from cxdata.charts.drawing.model import Axis, Chart, Drawing, Margins, names
from cxdata.charts.parts.alt import sentence
from cxdata.charts.parts.scale import extent
from cxdata.measures.words import say_in_short
from cxdata.periods import add_months

MONTHS = 13
ROW, NARROW_ROW, HEAD, LINE = 40, 96, 26, 20  # pixels; a row beside the lines of its name
_TITLE_WIDTH, _LEFT, _GAP = 455, 12, 14
_REACH, _NARROW_MIDDLE, _NARROW_REACH = 13, 0.16, 0.24  # how far a line goes up and down: pixels, and parts of a row
HEADS = ("Newest month", "Year to date", "Period")


@dataclass(frozen=True)
class _Look:
    """How a verdict is marked: before the figure, at the line's end, and in which colour."""

    sign: str
    shape: Shape
    colour: str
    bold: bool = False


_LOOKS = {
    Verdict.MET: _Look("✓", "triangle", ACCENT),
    Verdict.MISSED: _Look("✗", "diamond", WARM, bold=True),
    Verdict.CLOSE: _Look("~", "circle", OUTLINE),
    Verdict.NOT_JUDGED: _Look("", "circle", GREY),
}


def target_table(rows: Sequence[Row], *, narrow: bool = False) -> Chart:
    """One row a target, in the order given: name and target, thirteen months, and its three figures.

    `narrow` lays it out for a phone. Raises ValueError without any row.
    """
    if not rows:
        raise ValueError("a table of targets needs at least one")
    newest = max((row.course[-1].start for row in rows if row.course), default=date(2000, 1, 1))
    span = (float(add_months(newest, 1 - MONTHS).toordinal()), float(newest.toordinal()))
    titles = ["\n".join(wrap(_title(row), SIZE, _TITLE_WIDTH, bold=True)) for row in rows]
    figures = [[_with_sign(row, one) for one in _three(row)] for row in rows]
    over = LINE * max(title.count("\n") + 1 for title in titles)
    row_height = NARROW_ROW if narrow else ROW + over
    middle, reach = (_NARROW_MIDDLE, _NARROW_REACH) if narrow else (over / 2 / row_height, _REACH / row_height)
    marks = [mark for index, row in enumerate(rows) for mark in _line(index, row, middle, reach)]
    if narrow:
        drawn, right = _narrow_figures(rows, figures, span)
    else:
        drawn, right = _figures(rows, figures, titles, span, over)
    marks += [*drawn, Text(span[0], len(rows) - 0.5, _months(newest), dy=14, colour=QUIET)]
    margins = Margins(left=_LEFT, right=right, top=HEAD + (8 if narrow else 0), bottom=30)
    height = row_height * len(rows) + margins.top + margins.bottom
    upright = names([""] * len(rows))
    return Chart(
        Drawing(tuple(marks), Axis(span), upright, height, margins), _in_words(rows), _how_to_read(rows), _doubts(rows)
    )


def _title(row: Row) -> str:
    """'Dealt with online: 4 services, 80% to 85%, since Apr 2024'."""
    return ", ".join(filter(None, [title_of(row), _target_of(row), say_since(row)]))


def _three(row: Row) -> tuple[Figure | None, ...]:
    return row.month, row.year, row.period


def _target_of(row: Row) -> str:
    return say_target(row.measure, row.target) if row.target else "not begun"


def _months(newest: date) -> str:
    return f"{MONTHS} months to {newest:%b} {newest.year}"


def _verdict(figure: Figure | None) -> Verdict:
    return figure.verdict if figure else Verdict.NOT_JUDGED


def _with_sign(row: Row, figure: Figure | None) -> str:
    """'✗ 58.1%', with a mark where a warning doubts it."""
    said = f"{_LOOKS[_verdict(figure)].sign} {say_beside_target(row, figure)}".strip()
    return f"{said} !" if figure is not None and figure.answer.warnings else said


def _line(index: int, row: Row, middle_below: float, reach: float) -> list[Mark]:
    """The months of a row, its goals as dashed lines across, and the newest month as the mark of its verdict.

    `middle_below` is how far below its row's middle the line's lies, `reach` how far it goes either way, in rows.
    """
    values = [step.value for step in row.course]
    shown = [value for value in values if value is not None]
    if not shown:
        return []
    low, high = extent([*shown, *(goal.value for goal in row.goals)])
    middle, half = (low + high) / 2, (high - low) / 2 or 1.0

    def height(value: float) -> float:
        return index + middle_below - reach * (value - middle) / half

    days = [float(step.start.toordinal()) for step in row.course]
    look = _LOOKS[_verdict(row.month)]
    marks: list[Mark] = [
        Line((days[0], days[-1]), (height(goal.value),) * 2, QUIET, width=1.5, dash="dash") for goal in row.goals
    ]
    heights = tuple(None if value is None else height(value) for value in values)
    marks.append(Line(tuple(days), heights, OUTLINE, width=2))
    last = max(at for at, value in enumerate(values) if value is not None)
    dot = Point(days[last], heights[last] or 0.0, colour=look.colour, shape=look.shape, size=11, hover=_hover(row))
    return [*marks, Points((dot,))]


def _figures(
    rows: Sequence[Row], figures: Sequence[Sequence[str]], titles: Sequence[str], span: tuple[float, float], over: int
) -> tuple[list[Mark], int]:
    """The name over each row, `over` pixels high, its three figures in columns at the right; and the room they take."""
    marks: list[Mark] = [Text(span[0], index, title, dy=-ROW // 2 + 2, bold=True) for index, title in enumerate(titles)]
    aside = float(_GAP)
    for column, head in enumerate(HEADS):
        marks.append(Text(span[1], -0.5, head, dx=aside, dy=-HEAD / 2, colour=QUIET))
        for index, row in enumerate(rows):
            look = _LOOKS[_verdict(_three(row)[column])]
            said, ink = figures[index][column], _ink(look)
            marks.append(Text(span[1], index, said, dx=aside, dy=over / 2, colour=ink, bold=look.bold))
        aside += widest([head, *(three[column] for three in figures)], SIZE, bold=True) + _GAP
    return marks, int(aside)


def _narrow_figures(
    rows: Sequence[Row], figures: Sequence[Sequence[str]], span: tuple[float, float]
) -> tuple[list[Mark], int]:
    """On a phone the name stands over its row, and the figures under one another at the right."""
    marks: list[Mark] = []
    said = [
        [f"{head}: {words}" for head, words in zip(("Month", "Year", "Period"), three, strict=True)]
        for three in figures
    ]
    for index, row in enumerate(rows):
        marks.append(Text(span[0], index, f"{title_of(row)}, {_target_of(row)}", dy=-38, bold=True, halo=True))
        for column, words in enumerate(said[index]):
            look = _LOOKS[_verdict(_three(row)[column])]
            marks.append(Text(span[1], index, words, dx=_GAP, dy=-12 + 21 * column, colour=_ink(look), bold=look.bold))
    return marks, widest([words for three in said for words in three], SIZE, bold=True) + _GAP + 8


def _ink(look: _Look) -> str:
    return INK if look.colour in (OUTLINE, GREY) else look.colour


def _hover(row: Row) -> str:
    heads = ("Newest month", "Year to date", "Period")
    lines = [
        f"{head} ({figure.span.period}): {say_figure(figure)}, {figure.verdict.value}"
        for head, figure in zip(heads, _three(row), strict=True)
        if figure is not None
    ]
    return "\n".join([title_of(row), _target_of(row), *lines])


def _how_to_read(rows: Sequence[Row]) -> str:
    shown = {_verdict(figure) for row in rows for figure in _three(row)}
    keys = [f"{_LOOKS[one].sign} {one.value}" for one in Verdict if one in shown and _LOOKS[one].sign]
    return sentence(f"{', '.join(keys)}." if keys else "", "Dashed: the target. Each line has its own scale.")


def _doubts(rows: Sequence[Row]) -> tuple[str, ...]:
    """What doubts a figure, with the measure it is of, once."""
    doubted = [
        f"! {row.measure.title}: {say_in_short(line)}"
        for row in rows
        if row.period is not None
        for line in row.period.answer.warnings
    ]
    return tuple(dict.fromkeys(doubted))


def _in_words(rows: Sequence[Row]) -> str:
    said = [
        f"{title_of(row)}, {_target_of(row)}: {say_figure(row.month)} in the newest month, {say_figure(row.year)} in "
        f"the year to date, {say_figure(row.period)} in the period, {row.verdict.value}"
        for row in rows
    ]
    return f"Table of targets. {'; '.join(said)}."
