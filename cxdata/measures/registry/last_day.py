"""Which day is the last of the complaints loaded: what "now" means of the open ones.

An answer of October says how the register stood in October, though nothing was received since September. A date after
today is a slip, and none is the last; one answer or acknowledgement alone may be mistyped: the second latest counts.
"""


def _second_latest(column: str) -> str:
    return (
        f"select case when count(*) = 2 then min({column}) end as day from (select {column} from complaints "
        f"where {column} < current_date + 1 order by {column} desc limit 2) as last_{column}"
    )


LAST_DAY = (
    "(select max(day)::date from (select max(received_at) as day from complaints where received_at < current_date + 1 "
    f"union all {_second_latest('acknowledged_at')} union all {_second_latest('responded_at')}) as last_days)"
)
"""The SQL of it, as a load takes it of each file (`ingest/load/rows/derived/columns.py`)."""
