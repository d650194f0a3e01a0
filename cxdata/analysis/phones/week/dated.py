"""Days that differ from others of their weekday: bank holidays and the day after, months, and dated events."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from cxdata.analysis.phones.week.counted import Days, week_of, weekday_of
from cxdata.analysis.phones.week.open_hours import Steps
from cxdata.analysis.result import Result
from cxdata.council import Event
from cxdata.stats.basics.false_discovery import benjamini_hochberg
from cxdata.stats.basics.proportions import Floats
from cxdata.stats.peaks import ALPHA, LEAST_WEEKS, compare_days

AFTER, BEFORE = 10, 40
"""Open days from an event on, and before it, that are held against each other."""
LEAST_AFTER, LEAST_BEFORE, LEAST_OF_KIND = 5, 20, 4
MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


@dataclass(frozen=True)
class Different(Result):
    """Days beside the usual days of their weekday: `ratio` of what came, its 95 % interval, and on how many days.

    `differs` says that it is more than chance, after allowing for how many of their kind were looked at; `years` in how
    many calendar years there were such days.
    """

    what: str
    ratio: float
    lower: float
    upper: float
    days: int
    differs: bool
    years: int = 1
    day: date | None = None


def of_holidays(steps: Steps) -> tuple[Different, ...]:
    """The bank holidays on which anything came, and the first open day after each."""
    against = against_weekday(steps)
    after = steps.after_holiday & ~steps.holiday
    usual = against[~steps.holiday & ~after]
    kinds = [("bank holidays", steps.holiday), ("the first day after a bank holiday", after)]
    return _judged([(what, against[days], usual, steps.days[days], None) for what, days in kinds])


def of_months(steps: Steps) -> tuple[Different, ...]:
    """The months of the year, each against all others, by weeks: days of one week say much the same."""
    against = np.where(steps.holiday, np.nan, against_weekday(steps))
    weeks, firsts, places = np.unique(week_of(steps.days), return_index=True, return_inverse=True)
    if len(weeks) < LEAST_WEEKS:
        return ()
    known = np.isfinite(against)
    days = np.maximum(np.bincount(places[known], minlength=len(weeks)), 1)
    by_week = np.bincount(places[known], against[known], minlength=len(weeks)) / days
    months = _months(steps.days[firsts])
    compared = [
        (MONTHS[month], by_week[months == month], by_week[months != month], steps.days[firsts][months == month], None)
        for month in range(len(MONTHS))
        if (months == month).any()
    ]
    return _judged(compared)


def of_events(steps: Steps, events: Sequence[Event]) -> tuple[Different, ...]:
    """What came in the open days from each event on, beside those before it that are not just after another event."""
    against = against_weekday(steps)
    usual = np.flatnonzero(~steps.holiday & np.isfinite(against))
    splits = [int(np.searchsorted(steps.days[usual], np.datetime64(event.day, "D"))) for event in events]
    moved = {place for split in splits for place in range(split, split + AFTER)}
    compared = []
    for event, split in zip(events, splits, strict=True):
        before = usual[[place for place in range(split) if place not in moved][-BEFORE:]]
        after = usual[split : split + AFTER]
        if len(before) >= LEAST_BEFORE and len(after) >= LEAST_AFTER:
            compared.append((event.title, against[after], against[before], steps.days[after], event.day))
    return _judged(compared)


def against_weekday(steps: Steps) -> Floats:
    """What came on each day over the mean of its weekday without bank holidays; nan where that is nothing."""
    whole = np.nansum(steps.counts, axis=1)
    weekday, out = weekday_of(steps.days), np.full(len(whole), np.nan)
    for number in range(7):
        usual = whole[(weekday == number) & ~steps.holiday]
        if len(usual) and usual.mean() > 0:
            out[weekday == number] = whole[weekday == number] / usual.mean()
    return out


Compared = tuple[str, Floats, Floats, Days, date | None]


def _judged(compared: Sequence[Compared]) -> tuple[Different, ...]:
    enough = [one for one in compared if np.isfinite(one[1]).sum() >= LEAST_OF_KIND]
    ratios = [compare_days(here, there) for _, here, there, *_ in enough]
    differs = benjamini_hochberg([ratio.p for ratio in ratios]) <= ALPHA
    return tuple(
        Different(
            what=what,
            ratio=ratio.value,
            lower=ratio.lower,
            upper=ratio.upper,
            days=len(days),
            differs=bool(more),
            years=len(np.unique(days.astype("datetime64[Y]"))),
            day=day,
        )
        for (what, _, _, days, day), ratio, more in zip(enough, ratios, differs, strict=True)
        if np.isfinite(ratio.value)
    )


def _months(days: Days) -> NDArray[np.int64]:
    """The month of the Thursday of each day's week, 0 for January: a week lies where most of it does."""
    thursday = days + (3 - weekday_of(days)).astype("timedelta64[D]")
    return thursday.astype("datetime64[M]").astype(np.int64) % 12
