"""An answer over time as series: one row a step, None where the data has nothing."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from cxdata.charts.parts.rows import Row
from cxdata.charts.parts.timeline import level_of
from cxdata.measures.model import Dimension
from cxdata.measures.query import Answer
from cxdata.measures.words import calendar_start


@dataclass(frozen=True)
class Line:
    """One series: its level ("" where there is but one), a row a date or None where there is nothing."""

    level: str
    points: tuple[Row | None, ...]

    @property
    def weight(self) -> float:
        """How much stands behind it: the base, or the count itself."""
        bases = [p.denominator if math.isfinite(p.denominator) else p.numerator for p in self.points if p]
        return math.fsum(base for base in bases if math.isfinite(base))


def split(answer: Answer) -> tuple[Dimension, Dimension | None, int]:
    """The calendar dimension, the other one if there is one, and where the calendar stands. ValueError without one."""
    places = [place for place, dimension in enumerate(answer.by) if dimension.calendar]
    if len(places) != 1 or len(answer.by) > 2:
        raise ValueError("a trend needs one calendar dimension and at most one other")
    where = places[0]
    other = next((d for place, d in enumerate(answer.by) if place != where), None)
    return answer.by[where], other, where


def lines_of(
    answer: Answer,
    rows: Sequence[Row],
    calendar: Dimension,
    other: Dimension | None,
    where: int,
    starts: Sequence[date],
    keep: Sequence[str],
    most: int,
) -> tuple[list[Line], list[str]]:
    """The series to draw, each with its points in the order of the calendar."""
    levels = list(dict.fromkeys(row.levels[1 - where] if other else "" for row in rows))
    lines = []
    for level in levels:
        found = {
            calendar_start(calendar, row.levels[where]): row
            for row in rows
            if other is None or row.levels[1 - where] == level
        }
        if answer.measure.is_count:
            found = {start: found.get(start) or _nobody(calendar, start, level, where) for start in starts}
        lines.append(Line(level, tuple(found.get(start) for start in starts)))
    best = sorted(lines, key=lambda line: (line.level not in keep, -line.weight))[:most]
    chosen = [line for line in lines if line in best]
    return chosen, [line.level for line in lines if line not in best]


def _nobody(calendar: Dimension, start: date, level: str, where: int) -> Row:
    """A step in which nothing was counted."""
    levels = [level_of(calendar, start)]
    if level:
        levels.insert(1 - where, level)
    return Row(tuple(levels), 0.0, math.nan, 0.0, math.nan, math.nan, "")


def value_of(point: Row | None) -> float | None:
    """What to draw of a point: its value, or nothing where there is none to show."""
    return point.value if point is not None and point.known else None
