"""Columns worked out of a row once, as it is stored, so that no page has to work them out again.

A date without a time of day stands for the whole day: closed "on the 5th" is not before half past ten on the 5th, and
a promise "by the 5th" is kept until midnight. An open contact is late when its date has passed on the last day of the
file that says it is open: of later days nobody has said anything. A row that counts several contacts has a day on which
the last of them closed, or the first: how long each took it does not say, so it has no days. Between a date and a
moment only whole days are known: received at ten and closed "on the 5th" took some days, and not so many and a half.
A contact is open where a file that records closing does not say it of this one, and gives no outcome that ends a case.
A file records closing where it has a column for it, be it blank (of an export of open cases it is), or promises a date.
"""

from collections.abc import Collection
from dataclasses import dataclass

import duckdb

from cxdata.contract import Table
from cxdata.ingest.load.rows.derived import clocks

_MIDNIGHT = "time '00:00'"
_ENDED = (
    f"(x.closed_at >= x.received_at or (x.closed_at::time = {_MIDNIGHT} and x.closed_at::date = x.received_at::date))"
)
_A_DATE = f"(x.received_at::time = {_MIDNIGHT} or x.closed_at::time = {_MIDNIGHT})"
_OUTCOME_ENDS = (
    "regexp_matches(lower(x.outcome::varchar), "
    "'^(closed?|complete|completed|done|resolved|fixed|withdrawn|cancelled|duplicate|rejected|refused)([^a-z]|$)')"
)
_IS_OPEN = (
    f"f.closes and x.closed_at is null and x.count = 1 and x.grain in ('moment', 'day') and not {_OUTCOME_ENDS} "
    "and x.received_at::date <= f.last_day"
)
_IN_TIME = f"(x.closed_at <= x.due_at or (x.due_at::time = {_MIDNIGHT} and x.closed_at::date = x.due_at::date))"

# The SQL of each derived column that a table of the contract may name, over `x` (the row) and `f` (the last day of its
# file).
COLUMNS = {
    "days_taken": f"case when x.count = 1 and {_ENDED} "
    f"then case when {_A_DATE} then date_diff('day', x.received_at::date, x.closed_at::date)::double "
    "else date_diff('second', x.received_at, x.closed_at) / 86400.0 end end",
    "kept": f"case when x.due_at is null then null when {_ENDED} then {_IN_TIME} "
    "when x.closed_at is null and x.due_at::date <= f.last_day then false end",
    "days_open": f"case when {_IS_OPEN} then date_diff('day', x.received_at::date, f.last_day)::integer end",
} | clocks.COLUMNS


@dataclass(frozen=True)
class Files:
    """What is known of the files behind rows beside the rows: which are `new`, and which of them have a column for the
    day of closing. Of the others `stored` is the table that says how they stood when they were loaded, if any does.
    """

    new: Collection[int] = ()
    closing: Collection[int] = ()
    stored: str | None = None


def derive_columns(con: duckdb.DuckDBPyConnection, table: Table, rows: str, files: Files) -> tuple[str, str]:
    """What to add to a SELECT over `rows` as x: more columns (with their comma) and the join they need; "" for none.

    Makes the temporary table `last_days` that the join names, and the calendar where clocks are asked for.
    """
    if not table.derived:
        return "", ""
    timed = any(column.name in clocks.COLUMNS for column in table.derived)
    _make_last_days(con, table, rows, files)
    joins = "left join last_days f on f.file_id = x.file_id"
    if timed:
        clocks.make_calendar(con, rows)
        joins = f"{joins} {clocks.JOINS}"
    columns = "".join(f", {COLUMNS[column.name]} as {column.name}" for column in table.derived)
    return columns, joins


def _make_last_days(con: duckdb.DuckDBPyConnection, table: Table, rows: str, files: Files) -> None:
    """The temporary table `last_days`: file_id, last_day, and whether the file says when something was acknowledged or
    closed. A day after the day of loading is a slip, and none is the last; neither is one day of closing, answering or
    acknowledging alone, which somebody may have mistyped: the second latest counts.
    """
    closed = "closed_at" in table.names
    last = f"max({table.time}) filter ({table.time} < current_date + 1)::date"
    for column in ("closed_at", "acknowledged_at", "responded_at"):
        if column in table.names:
            last += f", (max({column}, 2) filter ({column} < current_date + 1))[2]::date"
    with_column = ", ".join(map(str, sorted(files.closing))) or "null"
    columns = [f"greatest({last}) as last_day"]
    if "acknowledged_at" in table.names:
        columns.append("bool_or(acknowledged_at is not null) as acknowledges")
    if closed:
        says = "bool_or(closed_at is not null or due_at is not null)"
        columns.append(f"{says} or coalesce(file_id in ({with_column}), false) as closes")
    con.execute(
        f"create or replace temp table last_days as select file_id, {', '.join(columns)} from ({rows}) group by file_id"
    )
    if closed and files.stored:
        con.execute(
            f"update last_days set last_day = s.last_day, closes = s.closes from {files.stored} s "
            f"where s.file_id = last_days.file_id and not list_contains($new, s.file_id::int)",
            {"new": list(files.new)},
        )
