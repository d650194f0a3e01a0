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
class Course:
    """One level over time: its name ("" where there is but one), a row a date or None where there is nothing."""

    level: str
    points: tuple[Row | None, ...]

    @property
    def weight(self) -> float:
        """How much stands behind it: the base, or the count itself."""
        bases = [p.denominator if math.isfinite(p.denominator) else p.numerator for p in self.points if p]
        return math.fsum(base for base in bases if math.isfinite(base))


@dataclass(frozen=True)
class TimeSplit:
    """How an answer is split by time: the calendar dimension, its index in the answer's `by`, and any other one."""

    calendar: Dimension
    other: Dimension | None
    index: int


def split_dimensions(answer: Answer) -> TimeSplit:
    """The answer's calendar dimension and any other. ValueError without exactly one, or with several others."""
    positions = [position for position, dimension in enumerate(answer.by) if dimension.calendar]
    if len(positions) != 1 or len(answer.by) > 2:
        raise ValueError("a trend needs one calendar dimension and at most one other")
    where = positions[0]
    other = next((d for position, d in enumerate(answer.by) if position != where), None)
    return TimeSplit(answer.by[where], other, where)


def courses_of(
    answer: Answer,
    rows: Sequence[Row],
    by: TimeSplit,
    starts: Sequence[date],
    *,
    keep: Sequence[str],
    most: int,
) -> tuple[list[Course], list[str]]:
    """The series to draw, each with a point for every start of a step; and the levels of those left out.

    At most `most` are drawn: those whose level is in `keep`, then those with the most behind them.
    """
    calendar, other, where = by.calendar, by.other, by.index
    levels = list(dict.fromkeys(row.levels[1 - where] if other else "" for row in rows))
    courses = []
    for level in levels:
        by_start = {
            calendar_start(calendar, row.levels[where]): row
            for row in rows
            if other is None or row.levels[1 - where] == level
        }
        if answer.measure.is_count:
            by_start = {start: by_start.get(start) or _nobody(calendar, start, level, where) for start in starts}
        courses.append(Course(level, tuple(by_start.get(start) for start in starts)))
    best = sorted(courses, key=lambda course: (course.level not in keep, -course.weight))[:most]
    chosen = [course for course in courses if course in best]
    return chosen, [course.level for course in courses if course not in best]


def _nobody(calendar: Dimension, start: date, level: str, where: int) -> Row:
    """A step in which nothing was counted."""
    levels = [level_of(calendar, start)]
    if level:
        levels.insert(1 - where, level)
    return Row(tuple(levels), 0.0, math.nan, 0.0, math.nan, math.nan, "")


def value_of(point: Row | None) -> float | None:
    """What to draw of a point: its value, or nothing where there is none to show."""
    return point.value if point is not None and point.has_value else None
