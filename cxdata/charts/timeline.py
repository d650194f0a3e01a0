"""Calendar positions: where a month, quarter or year stands, which are missing between, and the dates on the axis."""

from collections.abc import Sequence
from datetime import date

from cxdata.charts.theme import QUIET, SMALL, axis
from cxdata.measures.model import Dimension
from cxdata.measures.words import calendar_start
from cxdata.periods import add_months

_LENGTH = {"month": 1, "quarter": 3, "half_year": 6, "financial_year": 12}
_MOST_DATES = 6  # dates on an axis: as many as a phone has room for


def months_in(dimension: Dimension) -> int:
    """How many months one step of a calendar dimension spans."""
    return _LENGTH[dimension.id]


def span(dimension: Dimension, levels: Sequence[str]) -> list[date]:
    """The start of every step from the first level to the last, those without data included."""
    starts = sorted(calendar_start(dimension, level) for level in set(levels))
    if not starts:
        return []
    found = [starts[0]]
    while found[-1] < starts[-1]:
        found.append(add_months(found[-1], months_in(dimension)))
    return found


def short(dimension: Dimension, start: date) -> str:
    """A step on the axis in two short lines: 'Sep / 2026', 'Q1 / 2026/27'."""
    if dimension.id == "month":
        return f"{start:%b}<br>{start.year}"
    year = start.year if start.month >= 4 else start.year - 1
    name = f"{year}/{(year + 1) % 100:02d}"
    if dimension.id == "financial_year":
        return name
    letter = "Q" if dimension.id == "quarter" else "H"
    number = ((start.month - 4) % 12) // months_in(dimension) + 1
    return f"{letter}{number}<br>{name}"


def time_axis(dimension: Dimension, starts: Sequence[date]) -> dict[str, object]:
    """The date axis: at most six dates, counted back from the latest, with half a step of air on either side."""
    every = -(-len(starts) // _MOST_DATES)
    if dimension.id == "month" and every > 1:
        every = next(step for step in (2, 3, 4, 6, 12, 24, 36, 60, 120, 1200) if step >= every)
    marks = sorted(list(reversed(starts))[::every])
    half = _half(dimension)
    return axis(
        type="date",
        range=[(starts[0] - half).isoformat(), (starts[-1] + half).isoformat()],
        tickvals=[start.isoformat() for start in marks],
        ticktext=[short(dimension, start) for start in marks],
        showgrid=False,
        tickfont={"size": SMALL, "color": QUIET},
    )


def _half(dimension: Dimension):  # type: ignore[no-untyped-def]
    start = date(2000, 1, 1)
    return (add_months(start, months_in(dimension)) - start) / 2
