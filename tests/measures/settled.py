"""What staff record of a contact, counted from the words: settled at once, avoidable, routine."""

from tests.measures.plain import BLANK, Row


def was_settled(row: Row) -> float | None:
    return row["settled"]


def is_known_whether_settled(row: Row) -> float | None:
    return None if row["settled"] is None else 1.0


def was_avoidable(row: Row) -> float | None:
    """Every reason staff gave, but for 'AC0 Not avoidable'."""
    return 1.0 if row["avoidable_reason"] not in (BLANK, "AC0 Not avoidable") else None


def was_looked_at(row: Row) -> float | None:
    return None if row["avoidable_reason"] == BLANK else 1.0


def is_routine(row: Row) -> float | None:
    return 1.0 if row["complexity"] == "routine" else None


SETTLED = {
    "first_time": (was_settled, is_known_whether_settled),
    "avoidable_share": (was_avoidable, was_looked_at),
}
"""Part and whole of each share."""
