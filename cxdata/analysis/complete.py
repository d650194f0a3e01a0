"""Which months are whole: one that a file does not reach the end of would pass for a fall."""

from dataclasses import dataclass
from datetime import date, timedelta

from cxdata.contract import TABLES
from cxdata.periods import Period, add_months, say_date, say_month
from cxdata.store import Store

# A file that has data on most days, and stops this many days before a month ends, holds a part of that month.
_DAYS_SHORT = 4
_MOST_DAYS = 0.5


@dataclass(frozen=True)
class Whole:
    """The whole months of a table, half-open; None when there is none. `notes` say which were left out, and why."""

    months: Period | None
    notes: tuple[str, ...]


@dataclass(frozen=True)
class _Export:
    """All files of one layout: the first and last day they cover."""

    files: str
    first: date
    last: date


def whole_months(store: Store, table: str, period: Period | None = None) -> Whole:
    """The months of a table that its files cover from end to end, within a period where one is given.

    Files of one layout follow one another and count as one; a layout that ended months before the others is a system
    that was switched off, not an incomplete export.
    """
    if table not in store.spans:
        return Whole(None, ())
    exports = _exports(store, table)
    start, end, notes = _edges(store.spans[table], exports)
    if period is not None:
        start, end, more = _within(period, start, end)
        notes += more
    return Whole(Period(start, end) if start < end else None, tuple(notes))


def _exports(store: Store, table: str) -> list[_Export]:
    """The layouts with data on most of the days that they span; of rarer things no file can tell its own end."""
    time = TABLES[table].time
    found = store.tuples(
        f"""
        select string_agg(distinct f.name, ' and ' order by f.name), min(t.{time})::date,
            max(case when t.grain = 'month' then last_day(t.{time}) else t.{time}::date end),
            count(distinct t.{time}::date) filter (t.grain <> 'month'), bool_or(t.grain = 'month')
        from {table} t join files f using (file_id) where t.{time} is not null
        group by f.profile
        """
    )
    return [
        _Export(files, first, last)
        for files, first, last, days, monthly in found
        if monthly or days >= _MOST_DAYS * ((last - first).days + 1)
    ]


def _edges(span: tuple[date, date], exports: list[_Export]) -> tuple[date, date, list[str]]:
    """First day of the first whole month, first day after the last one, and a sentence for each month left out."""
    start, last = span[0].replace(day=1), span[1].replace(day=1)
    end = add_months(last, 1)
    notes = []
    first = min((export.first for export in exports), default=start)
    if (first - first.replace(day=1)).days >= _DAYS_SHORT and first.replace(day=1) == start:
        notes.append(f"{say_month(start)} is left out: the data starts on {say_date(first)}.")
        start = add_months(start, 1)
    for export in sorted(exports, key=lambda export: export.last, reverse=True):
        after = add_months(export.last.replace(day=1), 1)
        short = (after - timedelta(days=1) - export.last).days >= _DAYS_SHORT
        reached = export.last.replace(day=1) if short else after
        if reached >= end or after < last:
            continue
        one = add_months(reached, 1) == end
        gone = f"{say_month(reached)} is" if one else f"The months from {say_month(reached)} are"
        notes.append(f"{gone} left out: {export.files} stops on {say_date(export.last)}.")
        end = reached
    return start, end, notes


def _within(period: Period, start: date, end: date) -> tuple[date, date, list[str]]:
    """The same, narrowed to the months that lie in the period as a whole."""
    first = period.start if period.start.day == 1 else add_months(period.start.replace(day=1), 1)
    last = period.end.replace(day=1)
    cut = [
        say_month(day)
        for day, is_cut in ((period.start, first > period.start > start), (period.last_day, end > period.end > last))
        if is_cut
    ]
    notes = [f"{' and '.join(cut)} left out: the period chosen takes only a part."] if cut else []
    return max(start, first), min(end, last), notes
