"""Months that are not whole, because a file that feeds a table stops inside one."""

import json
from dataclasses import dataclass
from datetime import date, timedelta

from cxdata.periods import add_months, month_period, say_date, say_month
from cxdata.store import Store

_SLACK = timedelta(days=4)  # an office that is closed over a month's last days has not stopped
_RECENT = 3  # months: a system that stopped longer ago was switched off


@dataclass(frozen=True)
class Gap:
    """From the month that starts on `start`, a table lacks what one of its systems would have brought."""

    start: date
    sentence: str

    @property
    def month(self) -> str:
        """The month as the engine names it."""
        return f"{self.start:%Y-%m}"


def gap(store: Store, table: str) -> Gap | None:
    """The first of a table's last months that is not whole; None where all its systems run to the end of a month.

    A system is what one profile reads; its newest file counts. Monthly figures, which stand on the first of their
    month, are whole.
    """
    newest: dict[str, tuple[date, str]] = {}
    for profile, name, text in store.files()[["profile", "name", "receipt"]].itertuples(index=False):
        receipt = json.loads(text)
        if table not in receipt["table"].split(", ") or not receipt["last"]:
            continue
        first, last = date.fromisoformat(receipt["first"]), date.fromisoformat(receipt["last"])
        end = month_period(last).last_day if first.day == last.day == 1 else last
        newest[profile] = max(newest.get(profile, (end, name)), (end, name))
    if not newest:
        return None
    oldest_that_counts = add_months(max(end for end, _ in newest.values()).replace(day=1), -_RECENT)
    short = [(end, name) for end, name in newest.values() if end >= oldest_that_counts and not _whole(end)]
    latest = max(end for end, _ in newest.values())
    short += [
        (end, name)
        for end, name in newest.values()
        if end >= oldest_that_counts and _whole(end) and month_period(end).end <= latest.replace(day=1)
    ]
    if not short:
        return None
    end, name = min(short)
    start = end.replace(day=1) if not _whole(end) else month_period(end).end
    return Gap(start, f"{say_month(start)} is not whole in the {table} data: {name} stops on {say_date(end)}.")


def _whole(end: date) -> bool:
    return month_period(end).last_day - end < _SLACK
