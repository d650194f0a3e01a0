"""What the recount needs of times: how long a case took, whether its promise was kept, the middle of many."""

from collections.abc import Callable
from datetime import datetime, time

from tests.measures.plain import Row


def days_taken(row: Row) -> float | None:
    """Days from received to closed, worked out once a row."""
    if "days_taken" not in row:
        row["days_taken"] = _days_taken(row)
    return row["days_taken"]


def _days_taken(row: Row) -> float | None:
    """A date without a time of day stands for that whole day, and whole days are counted where either end is one."""
    closed: datetime | None = row["closed"]
    if closed is None:
        return None
    if closed.time() == time(0) and closed.date() == row["time"].date():
        return 0.0
    if closed < row["time"]:
        return None
    if time(0) in (closed.time(), row["time"].time()):
        return float((closed.date() - row["time"].date()).days)
    return (closed - row["time"]).total_seconds() / 86400


def broke_promise(row: Row) -> float | None:
    """Closed, or still open after the date promised on the last day of its file."""
    if row["due"] is None:
        return None
    if row["closed"] is None:
        return 1.0 if row["due"].date() <= row["file_ends"] else None
    return 1.0 if days_taken(row) is not None else None


def kept_promise(row: Row) -> float | None:
    if row["due"] is None or days_taken(row) is None:
        return None
    by_the_day = row["due"].time() == time(0) and row["closed"].date() == row["due"].date()
    return 1.0 if row["closed"] <= row["due"] or by_the_day else None


def quantile(values: list[float], share: float) -> float:
    """The value below which this share lies, in a straight line between neighbours (the usual definition, R's 7th)."""
    ordered = sorted(values)
    place = (len(ordered) - 1) * share
    below = int(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (ordered[above] - ordered[below]) * (place - below)


def was_closed(row: Row) -> float | None:
    return None if days_taken(row) is None else 1.0


def took_longer_than(days: float) -> Callable[[Row], float | None]:
    return lambda row: 1.0 if (taken := days_taken(row)) is not None and taken > days else None
