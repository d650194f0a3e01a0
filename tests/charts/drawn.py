"""What a drawing says, for the tests: its marks by kind, its words, and its colours."""

from typing import TypeVar

from cxdata.charts.drawing.marks import Area, Bar, Bars, Line, Point, Points, Text
from cxdata.charts.drawing.model import Chart

M = TypeVar("M", Area, Line, Points, Bars, Text)


def marks(chart: Chart, kind: type[M]) -> list[M]:
    """The marks of one kind, in the order they are drawn."""
    return [mark for mark in chart.drawing.marks if isinstance(mark, kind)]


def words(chart: Chart) -> list[str]:
    """Every text in the drawing, axes apart."""
    return [text.words for text in marks(chart, Text)]


def points(chart: Chart) -> list[Point]:
    """Every point of the drawing."""
    return [point for group in marks(chart, Points) for point in group.points]


def bars(chart: Chart) -> list[Bar]:
    """Every rectangle of the drawing."""
    return [bar for group in marks(chart, Bars) for bar in group.bars]


def inks(chart: Chart) -> set[str]:
    """The colours of all words, those of the axes included."""
    ticks = (*chart.drawing.x.ticks, *chart.drawing.y.ticks)
    return {text.colour for text in marks(chart, Text)} | {tick.colour for tick in ticks}
