"""What a row says, in the words of the measures' definitions; None where it says nothing."""

from collections.abc import Callable

from tests.measures.plain import Row

Fact = Callable[[Row], float | None]


def count_one(row: Row) -> float:
    return 1.0


def known_channel(row: Row) -> float | None:
    return 1.0 if row["channel_group"] != "other" else None


def by_group(group: str) -> Fact:
    return lambda row: 1.0 if row["channel_group"] == group else None


def if_rated(question: str, test: Callable[[int], bool]) -> Fact:
    return lambda row: 1.0 if row[question] is not None and test(row[question]) else None


def if_answered(question: str) -> Fact:
    return lambda row: None if row[question] is None else 1.0


def points(row: Row) -> float | None:
    """Very dissatisfied 0, dissatisfied 25, neither 50, satisfied 75, very satisfied 100."""
    return None if row["score_given"] is None else (0.0, 25.0, 50.0, 75.0, 100.0)[row["score_given"] - 1]


def fact(name: str) -> Fact:
    return lambda row: row[name]


def where_known(name: str, other: str) -> Fact:
    """A number of the rows that know another number too: both sides of a ratio stand on the same rows."""
    return lambda row: None if row[other] is None else row[name]


def where_waited(row: Row) -> float | None:
    """The seconds of those who gave up; of a half-hour in which nobody did nothing is known."""
    return row["abandoned_wait"] if row["abandoned"] else None


def if_decided(*outcomes: str) -> Fact:
    return lambda row: 1.0 if row["outcome"] in outcomes else None
