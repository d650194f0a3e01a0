"""Which half-hours of which days are compared: those in opening hours, on days that are neither closed nor odd."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import numpy as np
from numpy.typing import NDArray

from cxdata.analysis.phones.week.counted import SLOTS, Days, weekday_of
from cxdata.council import Council
from cxdata.periods import WEEKDAYS
from cxdata.stats.basics.proportions import Floats

MOST_OUTSIDE = 0.2
"""Where more than this share comes out of the hours in council.toml, all hours are looked at: the line has others."""
FEW = 3
"""Where fewer than these come in a half-hour, one of them says little: hours are looked at."""
HALF_HOUR, HOUR, DAY = 30, 60, 24 * 60
"""Minutes of a step of the week."""


@dataclass(frozen=True)
class Steps:
    """Counts of days by steps of `minutes`, nan in a step that is not compared.

    `holiday` marks the bank holidays, `after_holiday` the first open day after one or several. `in_hours` says that
    only opening hours are in it.
    """

    days: Days
    counts: Floats
    minutes: int
    holiday: NDArray[np.bool_]
    after_holiday: NDArray[np.bool_]
    in_hours: bool

    @property
    def usual(self) -> Floats:
        """The same without the bank holidays."""
        return np.where(self.holiday[:, None], np.nan, self.counts)


def steps_of(days: Days, timed: Floats, daily: Floats, council: Council, *, staffed: bool) -> Steps:
    """The counts to be compared, out of days by half-hours and what has a day alone.

    Whole days where most has no time; hours where nothing begins at half past, or fewer than `FEW` come in a
    half-hour; half-hours else. `staffed` says that it is answered in opening hours only.
    """
    holidays = is_holiday(days, council), _after_holiday(days, council)
    if daily.sum() > timed.sum():
        return Steps(days, (timed.sum(axis=1) + daily)[:, None], DAY, *holidays, False)
    usable = ~_odd_hours(days, council)
    opened = opening_slots(council)[weekday_of(days)]
    within = staffed and timed[~opened].sum() <= MOST_OUTSIDE * timed.sum()
    if within:
        usable &= opened
    else:
        came = np.flatnonzero(timed.sum(axis=0))
        usable[:, : came[0]] = usable[:, came[-1] + 1 :] = False
    counts = np.where(usable, timed, np.nan)
    if not timed[:, 1::2].any() or np.nanmean(counts) < FEW:
        return Steps(days, counts[:, ::2] + counts[:, 1::2], HOUR, *holidays, within)
    return Steps(days, counts, HALF_HOUR, *holidays, within)


def is_holiday(days: Days, council: Council) -> NDArray[np.bool_]:
    """Which days are bank holidays in the council's calendar."""
    return np.isin(days, np.array(sorted(council.bank_holidays), dtype="datetime64[D]"))


def _after_holiday(days: Days, council: Council) -> NDArray[np.bool_]:
    """Whether a bank holiday lies between a day and the last one before it on which anything came, or is that day."""
    if not len(days):
        return np.zeros(0, dtype=bool)
    calendar = np.arange(days[0], days[-1] + 1)
    so_far = np.concatenate([[0], np.cumsum(is_holiday(calendar, council))])
    before = so_far[(days - days[0]).astype(np.int64)]
    return np.concatenate([[False], np.diff(before) > 0])


def opening_slots(council: Council) -> NDArray[np.bool_]:
    """Weekdays by half-hours: whether one begins within the opening hours."""
    opened = np.zeros((len(WEEKDAYS), SLOTS), dtype=bool)
    for name, (opens, closes) in council.hours.items():
        first, last = (each.hour * 60 + each.minute for each in (opens, closes))
        opened[WEEKDAYS.index(name), -(-first // HALF_HOUR) : -(-last // HALF_HOUR)] = True
    return opened


def _odd_hours(days: Days, council: Council) -> NDArray[np.bool_]:
    """The half-hours that did not happen, or happened twice, because the clocks were changed that night."""
    odd = np.zeros((len(days), SLOTS), dtype=bool)
    zone = ZoneInfo(council.timezone)
    for place, day in _changing(days, zone):
        midnight = datetime(day.year, day.month, day.day, tzinfo=zone)
        for slot in range(SLOTS):
            moment = midnight + timedelta(minutes=HALF_HOUR * slot)
            odd[place, slot] = moment.utcoffset() != moment.replace(fold=1).utcoffset()
    return odd


def _changing(days: Days, zone: ZoneInfo) -> Iterable[tuple[int, date]]:
    """The days on which the clocks are changed, with their places."""
    for place, day in enumerate(map(_day, days)):
        noons = (datetime(each.year, each.month, each.day, 12, tzinfo=zone) for each in (day - timedelta(days=1), day))
        before, after = (noon.utcoffset() for noon in noons)
        if before != after:
            yield place, day


def _day(day: np.datetime64) -> date:
    return date.fromordinal(int(day.astype("datetime64[D]").astype(np.int64)) + date(1970, 1, 1).toordinal())
