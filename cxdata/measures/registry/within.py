"""A measure for each length of time that is promised: the share of contacts closed within so many days."""

import re
from datetime import date

from cxdata.measures.model import Better, Interval, Measure, Unit

_NAME = re.compile(r"closed_within_(\d{1,4}(?:\.\d{1,4})?)_days")


def name_within(days: float) -> str:
    """The id of the measure of contacts closed within so many calendar days: 'closed_within_10_days'."""
    return f"closed_within_{round(days, 4):g}_days"


def measure_within(name: str) -> Measure | None:
    """The measure of such an id; None for another id."""
    found = _NAME.fullmatch(name)
    if found is None:
        return None
    days = float(found[1])
    said = f"{days:g} {'day' if days == 1 else 'days'}"
    return Measure(
        id=name,
        title=f"Closed within {said}",
        question="Are promises kept?",
        table="contacts",
        numerator=f"sum(count) filter (where days_taken <= {days:g})",
        denominator="sum(count) filter (where days_taken is not null)",
        unit=Unit.SHARE,
        counted=f"contacts closed within {said}",
        base="contacts closed",
        whole="sum(count)",
        left_out="contacts: the others are open, have no day of closing, or stand in rows that count several",
        formula=f"closed within {said} of being received ÷ all closed",
        why="A promise of a time is kept or broken case by case.",
        source="This dashboard's own definition",
        reviewed_on=date(2026, 11, 26),
        next_review=date(2027, 11, 30),
        better=Better.HIGHER,
        interval=Interval.WILSON,
        caveats=("Calendar days.", "Contacts still open are left out, however long they have been."),
    )
