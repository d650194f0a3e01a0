"""The figures that the plain apps show: two pages, a choice of period, one chart and four headline figures each.

Needs DuckDB and nothing of the product, so that an app in an environment of its own can use it.
"""

from datetime import date
from pathlib import Path

import duckdb

YEAR = "September 2025 to August 2026"
MONTHS = ["August 2026", "July 2026", "June 2026", "May 2026", "April 2026", "March 2026", "February 2026"]
PERIODS = {YEAR: (date(2025, 9, 1), date(2026, 9, 1))} | {
    month: (date(2026, number, 1), date(2026, number + 1, 1))
    for month, number in zip(MONTHS, range(8, 1, -1), strict=True)
}
PAGES = {"satisfaction": "Who is satisfied, and who is not?", "channels": "How do people get in touch?"}
_BARS = {
    "satisfaction": """
        select channel, 100 * avg((score >= 4)::int) as share
        from responses where score is not null and responded_at >= ? and responded_at < ?
        group by channel order by share desc""",
    "channels": """
        select channel, 100 * sum(count) / sum(sum(count)) over () as share
        from contacts where requester <> 'staff' and received_at >= ? and received_at < ?
        group by channel order by share desc""",
}
_HEADLINES = {
    "satisfaction": """
        select count(*), avg((score >= 4)::int), avg((score <= 2)::int), avg(score)
        from responses where score is not null and responded_at >= ? and responded_at < ?""",
    "channels": """
        select sum(offered), sum(abandoned) / sum(offered), sum(wait_seconds_total) / sum(answered), sum(answered)
        from calls where interval_start >= ? and interval_start < ?""",
}


def open_store(data: str) -> duckdb.DuckDBPyConnection:
    """The newest store of a data folder, read only."""
    folder = Path(data) / "store"
    newest = max(folder.glob("*.duckdb"), key=lambda path: path.stat().st_mtime)
    return duckdb.connect(str(newest), read_only=True)


def bars(store: duckdb.DuckDBPyConnection, page: str, period: str) -> tuple[list[str], list[float]]:
    """The names and lengths of the bars of a page."""
    rows = store.cursor().execute(_BARS[page], PERIODS[period]).fetchall()
    return [str(name) for name, _ in rows], [float(share) for _, share in rows]


def headlines(store: duckdb.DuckDBPyConnection, page: str, period: str) -> list[str]:
    """The four headline figures of a page."""
    (row,) = store.cursor().execute(_HEADLINES[page], PERIODS[period]).fetchall()
    return [f"{float(value or 0):,.3f}" for value in row]
