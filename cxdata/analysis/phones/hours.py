"""The opening hours that "out of hours" is measured by, in words."""

from collections.abc import Iterable
from datetime import time
from itertools import groupby

from cxdata.council import Council
from cxdata.periods import WEEKDAYS

NOT_SET = "council.toml has no [opening_hours], so these are assumed."


def say_hours(council: Council) -> str:
    """'Open Monday to Friday 09:00 to 17:00, and closed on bank holidays.'; says so where the hours are assumed."""
    days = [(day, council.hours[day]) for day in WEEKDAYS if day in council.hours]
    spans = [
        f"{_days([day for day, _ in group])} {_clock(hours)}" for hours, group in groupby(days, key=lambda one: one[1])
    ]
    closed = ", and closed on bank holidays" if council.bank_holidays else ", bank holidays too"
    said = f"Open {', '.join(spans)}{closed}."
    return said if council.hours_set else f"{said} {NOT_SET}"


def _days(names: Iterable[str]) -> str:
    first, *others = names
    return f"{first} to {others[-1]}" if len(others) > 1 else " and ".join([first, *others])


def _clock(hours: tuple[time, time]) -> str:
    return f"{hours[0]:%H:%M} to {hours[1]:%H:%M}"
