"""The figures that every peer shows: those of the first screens of our Satisfaction and Channels pages.

They are counted, and nothing is judged. Needs DuckDB and pandas and nothing of the product, so that an app in an
environment of its own can use it. One definition stands for both ways of counting: DuckDB asks the store at each click,
pandas holds the rows in memory.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import duckdb
import pandas as pd

YEAR = "September 2025 to August 2026"
MONTHS = ["August 2026", "July 2026", "June 2026", "May 2026", "April 2026", "March 2026", "February 2026"]
PERIODS = {YEAR: (date(2025, 9, 1), date(2026, 9, 1))} | {
    month: (date(2026, number, 1), date(2026, number + 1, 1))
    for month, number in zip(MONTHS, range(8, 1, -1), strict=True)
}
PAGES = {"satisfaction": "Who is satisfied, and who is not?", "channels": "How do people get in touch?"}
_ONLINE = "channel in ('web', 'app')"
_AUTOMATED = "channel = 'automated_phone'"
_ASSISTED = "channel in ('phone', 'face_to_face', 'post', 'email', 'webchat', 'social')"


@dataclass(frozen=True)
class Source:
    """Rows of one table of the store: its time, which rows count, and what is added up of each of them."""

    table: str
    time: str
    rows: str
    sums: dict[str, str]

    def select(self, group: str) -> str:
        """The rows' month, channel and sums, by SQL; `group` is what is grouped, "" for the rows themselves."""
        sums = [f"{f'sum({text})' if group else text} as {name}" for name, text in self.sums.items()]
        keys = [group] if group else [f"date_trunc('month', {self.time})::date as month", "channel"]
        within = f" and {self.time} >= $start and {self.time} < $end group by all" if group else ""
        return f"select {', '.join([*keys, *sums])} from {self.table} where {self.rows}{within}"  # noqa: S608 - our own


SOURCES = {
    "answers": Source(
        "responses",
        "responded_at",
        "score is not null",
        {
            "answers": "count",
            "satisfied": "count * (score >= 4)::int",
            "dissatisfied": "count * (score <= 2)::int",
            "points": "count * (score - 1) * 25",
            "online_answers": f"count * ({_ONLINE})::int",
            "online_satisfied": f"count * (score >= 4 and {_ONLINE})::int",
        },
    ),
    "asked": Source("invitations", "period", "true", {"asked": "invited"}),
    "contacts": Source(
        "contacts",
        "received_at",
        "requester <> 'staff'",
        {
            "contacts": "count",
            "online": f"count * ({_ONLINE})::int",
            "assisted": f"count * ({_ASSISTED})::int",
            "automated": f"count * ({_AUTOMATED})::int",
            "known": f"count * ({_ONLINE} or {_AUTOMATED} or {_ASSISTED})::int",
        },
    ),
    "calls": Source(
        "calls", "interval_start", "channel <> 'face_to_face'", {"calls": "answered", "waited": "wait_seconds_total"}
    ),
    "visits": Source(
        "calls", "interval_start", "channel = 'face_to_face'", {"seen": "answered", "queued": "wait_seconds_total"}
    ),
}
# Label, what is divided by what, times what.
TILES = {
    "satisfaction": [
        ("Satisfied", "satisfied", "answers", 100),
        ("Dissatisfied", "dissatisfied", "answers", 100),
        ("Response rate", "answers", "asked", 100),
        ("Score out of 100", "points", "answers", 1),
    ],
    "channels": [
        ("Online", "online", "known", 100),
        ("Automated phone", "automated", "known", 100),
        ("Assisted by staff", "assisted", "known", 100),
        ("Phone wait, s", "waited", "calls", 1),
        ("Counter wait, s", "queued", "seen", 1),
        ("Satisfied online", "online_satisfied", "online_answers", 100),
    ],
}
_NEEDED = {"satisfaction": ("answers", "asked"), "channels": ("contacts", "calls", "visits", "answers")}
Sums = pd.DataFrame
# The sums of a source between two days, by "month" or "channel", which is the index.
Counter = Callable[[str, date, date, str], Sums]


@dataclass(frozen=True)
class Tile:
    """A headline figure, the change in a year, and its months up to now."""

    label: str
    value: float
    change: float
    course: list[float]


@dataclass(frozen=True)
class Bar:
    """A channel: its figure, and the two ends of the line through it."""

    name: str
    value: float
    low: float
    high: float


def by_duckdb(data: str) -> Counter:
    """Sums asked of the store each time."""
    store = _open(data)

    def count(source: str, start: date, end: date, by: str) -> Sums:
        rows = SOURCES[source]
        group = f"date_trunc('month', {rows.time})::date as month" if by == "month" else "channel"
        return store.cursor().execute(rows.select(group), {"start": start, "end": end}).df().set_index(by)

    return count


def by_pandas(data: str) -> Counter:
    """Sums of rows that pandas holds in memory, read once from the store."""
    store = _open(data)
    held = {name: store.execute(source.select("")).df() for name, source in SOURCES.items()}
    store.close()

    def count(source: str, start: date, end: date, by: str) -> Sums:
        frame = held[source]
        within = frame[(frame["month"] >= pd.Timestamp(start)) & (frame["month"] < pd.Timestamp(end))]
        return within.groupby(by, observed=True)[list(SOURCES[source].sums)].sum()

    return count


COUNTERS = {"duckdb": by_duckdb, "pandas": by_pandas}


def screen(count: Counter, page: str, period: str) -> tuple[list[Tile], list[Bar]]:
    """The tiles and the bars of a page."""
    start, end = PERIODS[period]
    first = min(_year_before(start), _year_before(end))
    months = pd.concat([count(source, first, end, "month") for source in _NEEDED[page]], axis=1).fillna(0)
    months.index = pd.to_datetime(months.index)
    months = months.sort_index()
    tiles = [_tile(months, start, end, *which) for which in TILES[page]]
    return tiles, _differences(count, start, end) if page == "channels" else _intervals(count, start, end)


def _tile(months: Sums, start: date, end: date, label: str, top: str, base: str, factor: float) -> Tile:
    def share(first: date, last: date) -> float:
        within = months[(months.index >= pd.Timestamp(first)) & (months.index < pd.Timestamp(last))]
        return factor * within[top].sum() / max(within[base].sum(), 1)

    now, before = share(start, end), share(_year_before(start), _year_before(end))
    year = months[months.index >= pd.Timestamp(_year_before(end))]
    return Tile(label, now, now - before, (factor * year[top] / year[base].clip(lower=1)).tolist())


def _intervals(count: Counter, start: date, end: date) -> list[Bar]:
    """Dissatisfied by channel, with Wilson's interval."""
    rows = count("answers", start, end, "channel")
    bars = []
    for channel, of, bad in zip(rows.index, rows["answers"], rows["dissatisfied"], strict=True):
        share, z = bad / of, 1.96
        middle, half = share + z * z / (2 * of), z * math.sqrt(share * (1 - share) / of + z * z / (4 * of * of))
        low, high = (100 * end / (1 + z * z / of) for end in (middle - half, middle + half))
        bars.append(Bar(str(channel), 100 * share, low, high))
    return sorted(bars, key=lambda bar: bar.value)


def _differences(count: Counter, start: date, end: date) -> list[Bar]:
    """Share of contacts by channel, and what it was a year before."""
    now = count("contacts", start, end, "channel")["contacts"]
    before = count("contacts", _year_before(start), _year_before(end), "channel")["contacts"]
    now, before = 100 * now / now.sum(), 100 * before / max(before.sum(), 1)
    pairs = [(str(channel), share, float(before.get(channel, 0))) for channel, share in now.items()]
    return sorted((Bar(name, share, was, share) for name, share, was in pairs), key=lambda bar: bar.value)


def _year_before(day: date) -> date:
    return day.replace(year=day.year - 1)


def _open(data: str) -> duckdb.DuckDBPyConnection:
    """The store in use of a data folder, read only."""
    folder = Path(data) / "store"
    return duckdb.connect(str(folder / (folder / "current").read_text().strip()), read_only=True)
