"""Calendar axes: the steps from first to last, their names, and the dates written below."""

from collections.abc import Sequence
from datetime import date, timedelta

from cxdata.charts.drawing.model import Axis, Tick
from cxdata.measures.model import Dimension
from cxdata.measures.words import calendar_start
from cxdata.periods import add_months

# Dates on an axis, as many as a phone has room for: "2026" is narrower than "2025/26".
_MOST_DATES = {"week": 4, "month": 4, "quarter": 3, "half_year": 3, "financial_year": 3, "calendar_year": 4}


def step_after(dimension: Dimension, start: date) -> date:
    """The first day of the next step of a calendar dimension."""
    return add_months(start, dimension.months) if dimension.months else start + timedelta(days=7)


def span(dimension: Dimension, levels: Sequence[str]) -> list[date]:
    """The start of every step from the first level to the last, those without data included."""
    starts = sorted(calendar_start(dimension, level) for level in set(levels))
    if not starts:
        return []
    steps = [starts[0]]
    while steps[-1] < starts[-1]:
        steps.append(step_after(dimension, steps[-1]))
    # Weeks keep the first day that each export names, so two exports may begin theirs on different days.
    return steps if set(starts) <= set(steps) else starts


def level_of(dimension: Dimension, start: date) -> str:
    """The level that starts on this day, named as the engine names it: '2026-09', '2026/27 Q1', '2026/27'."""
    if dimension.id == "month":
        return f"{start:%Y-%m}"
    if dimension.id == "week":
        return start.isoformat()
    if dimension.id == "calendar_year":
        return str(start.year)
    year = start.year if start.month >= 4 else start.year - 1
    name = f"{year}/{(year + 1) % 100:02d}"
    if dimension.id == "financial_year":
        return name
    letter = "Q" if dimension.id == "quarter" else "H"
    return f"{name} {letter}{((start.month - 4) % 12) // dimension.months + 1}"


def short_label(dimension: Dimension, start: date) -> str:
    """A step on the axis in two short lines: 'Sep / 2026', 'Q1 / 2026/27'."""
    if dimension.id == "month":
        return f"{start:%b}\n{start.year}"
    if dimension.id == "week":
        return f"{start.day} {start:%b}\n{start.year}"
    return "\n".join(reversed(level_of(dimension, start).split(" ")))


def dates_across(dimension: Dimension, starts: Sequence[date], *, bars: bool = False, narrow: bool = False) -> Axis:
    """The lower axis of a drawing over time: days as date.toordinal(), a few of them named, counted back from the last.

    It leaves room for half a bar, or for a dot, at both ends; `narrow` names as many as a phone has room for.
    """
    dates = _named(dimension, starts, _MOST_DATES[dimension.id] * (1 if narrow else 2))
    air = _air(dimension, starts, bars=bars).days or 1
    return Axis(
        (starts[0].toordinal() - air, starts[-1].toordinal() + air),
        tuple(Tick(start.toordinal(), short_label(dimension, start)) for start in dates),
    )


def _named(dimension: Dimension, starts: Sequence[date], most: int) -> list[date]:
    """The steps whose names stand on the axis, at most as many as that."""
    every = -(-len(starts) // most)
    if dimension.id == "month" and every > 1:
        every = next(step for step in (2, 3, 4, 6, 12, 24, 36, 60, 120, 1200) if step >= every)
    return sorted(list(reversed(starts))[::every])


def _air(dimension: Dimension, starts: Sequence[date], *, bars: bool) -> timedelta:
    """The room at both ends of the axis."""
    if bars or len(starts) == 1:
        return (step_after(dimension, starts[0]) - starts[0]) / 2
    return (starts[-1] - starts[0]) * (0.02 if len(starts) > 8 else 0.08)
