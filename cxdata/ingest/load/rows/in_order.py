"""A table written in the order of its times, a slice at a time: the memory it takes does not grow with the table.

Sorted whole, ten million rows are held in memory twice. In slices of days they take the same processor time, for
exports come in the order of their times and only the rows of its days are read for a slice.
"""

from collections.abc import Iterable
from datetime import date

import duckdb

# Rows of a slice. A day is never divided, so a slice may be larger.
SLICE = 500_000


def write_in_order(
    con: duckdb.DuckDBPyConnection, name: str, query: str, *, rows: str, time: str | None, add: bool = False
) -> None:
    """Create the table `name` from `query`, a SELECT with `x.<time>`, sorted by it; rows without a time come last.

    `rows` is the relation that `query` reads its times from, and what is counted first. With `add` the table is there
    and the rows come behind its own. A table without a time is in no order.
    """
    starts: list[date] = []
    if time:
        days = con.execute(f"select {time}::date as day, count(*) from ({rows}) group by 1 order by 1 nulls last")
        starts = slice_starts(days.fetchall())
    con.execute("begin")
    try:
        for index, condition in enumerate(_conditions(f"x.{time}", starts)):
            start = f"insert into {name} by name" if index or add else f"create table {name} as"
            order = f" order by x.{time}" if time else ""
            con.execute(f"{start} {query} where {condition}{order}")
    except duckdb.Error:
        con.execute("rollback")
        raise
    con.execute("commit")


def slice_starts(days: Iterable[tuple[date | None, int]]) -> list[date]:
    """The first days of every slice but the first, from each day (in order, None last) with its rows."""
    starts, held = [], 0
    for day, rows in days:
        if held >= SLICE and day is not None:
            starts.append(day)
            held = 0
        held += rows
    return starts


def _conditions(time: str, starts: list[date]) -> list[str]:
    """A condition for each slice; all together keep every row once."""
    bounds = [f"timestamp '{day}'" for day in starts]
    if not bounds:
        return ["true"]
    between = [f"{time} >= {low} and {time} < {high}" for low, high in zip(bounds, bounds[1:], strict=False)]
    return [f"{time} < {bounds[0]}", *between, f"({time} >= {bounds[-1]} or {time} is null)"]
