"""Lines over time before they are drawn: what is drawn from which steps, and what is said of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from cxdata.charts.drawing.colours import ACCENT, colours_of
from cxdata.charts.over_time.series import Course, TimeSplit, value_of
from cxdata.charts.parts import alt
from cxdata.charts.parts.rows import Row
from cxdata.charts.parts.timeline import level_of
from cxdata.measures.model import Dimension
from cxdata.measures.query import Answer
from cxdata.measures.words import say_level, say_value

RANGE = "The band is where the true figure very likely lies."
USUAL = "The grey band is the usual range: within it, ups and downs are ordinary."


@dataclass(frozen=True)
class Usual:
    """The range within which ups and downs are ordinary: the first day of each step that has one, and its two ends in
    the measure's unit.
    """

    steps: tuple[tuple[date, float, float], ...]


@dataclass(frozen=True)
class Plan:
    """What a drawing is made from: the answer and its split, the steps, what is drawn, and the first step not whole.

    `beside` is the council's figure at each step, where a chosen ward or channel is drawn beside it.
    """

    answer: Answer
    by: TimeSplit
    starts: Sequence[date]
    courses: Sequence[Course]
    unfinished: date | None
    usual: Usual | None
    levels: Sequence[tuple[float, str]]
    beside: Sequence[float | None] = ()

    def is_whole(self, index: int) -> bool:
        """Whether the step at this place is fully loaded."""
        return self.unfinished is None or self.starts[index] < self.unfinished

    def last(self, course: Course) -> tuple[int, Row] | None:
        """The last whole step of a course that has a figure, and its place; of one without, the last there is."""
        seen = [(i, point) for i, point in enumerate(course.points) if point is not None and point.has_value]
        whole = [(i, point) for i, point in seen if self.is_whole(i)]
        return next(reversed(whole or seen), None)

    @property
    def council(self) -> float | None:
        """The council's figure at the last whole step that has one."""
        whole = [value for i, value in enumerate(self.beside) if value is not None and self.is_whole(i)]
        return whole[-1] if whole else None

    @property
    def colours(self) -> list[str]:
        """The colour of each course."""
        other = self.by.other
        if other is None:
            return [ACCENT]
        return list(colours_of(other.id, [course.level for course in self.courses]).values())


def say_how_to_read(plan: Plan) -> str:
    """One line on how to read the drawing; "" where nothing needs saying."""
    if plan.usual is not None:
        return USUAL
    alone = len(plan.courses) == 1 and any(point is not None and point.has_range for point in plan.courses[0].points)
    return RANGE if alone else ""


def say_notes(plan: Plan, left_out: Sequence[str]) -> list[str]:
    """What must be said under it, because the drawing alone would mislead; `left_out` are the levels not drawn."""
    points = [point for course in plan.courses for point in course.points]
    notes = [rest] if (rest := _say_left_out(plan.by.other, left_out)) else []
    if any(value_of(point) is None for point in points):
        notes.append("A gap in a line is a time without data, or with too few answers to say.")
    if any(point is not None and point.doubtful for point in points):
        notes.append("Hollow: few counted, read with care.")
    if plan.unfinished:
        name = say_level(plan.by.calendar, level_of(plan.by.calendar, plan.unfinished))
        notes.append(f"{name}, dotted, is not fully loaded.")
    return notes


def _say_left_out(other: Dimension | None, left_out: Sequence[str]) -> str:
    if other is None or not left_out:
        return ""
    rest = alt.list_names([say_level(other, level) for level in left_out], most=6)
    return f"Not drawn, but in the table: {rest}."


def say_in_words(plan: Plan, left_out: Sequence[str]) -> str:
    """The sentence that stands in for the drawing, of whole steps where there are any."""
    answer, by = plan.answer, plan.by
    drawn = [[p for i, p in enumerate(course.points) if p is not None and plan.is_whole(i)] for course in plan.courses]
    ends = [found for course in plan.courses if (found := plan.last(course))]
    newest = max((index for index, _ in ends), default=0)
    latest = "; ".join(
        f"{_series(by.other, point, by.index)}{say_value(answer.measure, point.value, point.denominator)}"
        for index, point in ends
        if index == newest
    )
    when = next((say_level(by.calendar, point.levels[by.index]) for index, point in ends if index == newest), "")
    return alt.sentence(
        alt.say_subject("Line chart", answer.measure, answer.by) + ".",
        alt.say_extremes(answer.measure, answer.by, [point for points in drawn for point in points]),
        f"Latest, {when}: {latest}." if latest else "",
        f"Council: {say_value(answer.measure, plan.council)}." if plan.council is not None else "",
        *(f"{name}: {say_value(answer.measure, value)}." for value, name in plan.levels),
        _say_left_out(by.other, left_out),
    )


def _series(other: Dimension | None, point: Row, where: int) -> str:
    return f"{say_level(other, point.levels[1 - where])} " if other else ""
