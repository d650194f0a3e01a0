"""When in the week most comes, week after week: weekday by half-hour, peaks and troughs that one big day cannot make.

Each week ranks its own half-hours, from the one with the least to the one with the most, and a half-hour's mean rank
over the weeks is held against that of half-hours in no order (Friedman 1937, Journal of the American Statistical
Association 32, 675-701, with mid-ranks for ties). So a season that lifts whole weeks changes nothing, a day of a
thousand calls counts as one week of many, and noise that a whole day shares costs no false alarm. The chances of all
half-hours are adjusted together (Benjamini and Hochberg 1995), for peaks and troughs apart.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from cxdata.stats.basics.distributions import t_both_tails, t_quantile
from cxdata.stats.basics.false_discovery import benjamini_hochberg
from cxdata.stats.basics.proportions import Floats

LEAST_WEEKS = 8
"""With fewer weeks nothing is said: too little to tell what comes again from what came once."""
ALPHA = 0.05
"""Of the half-hours named as many are false ones at most, on average."""
WORTH_SAYING = 1.25
"""A peak has in the middle week a quarter more than its week's mean half-hour, a trough a quarter less."""
OFTEN = 2 / 3
"""And is above (or below) its week's mean in two weeks of three."""
DAYS = 7

Ints = NDArray[np.int64]


@dataclass(frozen=True)
class Peaks:
    """The week by weekday (Monday first) and half-hour: arrays of 7 by as many half-hours as were given.

    `mean` is what comes on an open day, nan where no day was open, and `days` how many were. `typical` is the middle
    week's ratio to its own mean; `above` in how many of the `weeks` it was over it. `kind` is 1 for a peak, -1 for a
    trough, and 0. `searched` is how many weeks there were, and `enough` whether that is `LEAST_WEEKS`.
    """

    mean: Floats
    days: Ints
    typical: Floats
    above: Ints
    weeks: Ints
    q_peak: Floats
    q_trough: Floats
    kind: Ints
    searched: int

    @property
    def enough(self) -> bool:
        """Whether there were weeks enough to say anything."""
        return self.searched >= LEAST_WEEKS

    @property
    def whole(self) -> float:
        """What comes in the mean open half-hour of the week; nan where none was open."""
        return float(np.nanmean(self.mean)) if np.isfinite(self.mean).any() else np.nan


@dataclass(frozen=True)
class Block:
    """Half-hours of one weekday next to each other, from `first` to before `last`, that are all peaks or all troughs.

    `mean` is what comes in one of them, and `ratio` that over the week's mean half-hour.
    """

    weekday: int
    first: int
    last: int
    kind: int
    mean: float
    ratio: float
    above: int
    weeks: int


def find_peaks(counts: ArrayLike, weekday: ArrayLike, week: ArrayLike) -> Peaks:
    """The week of `counts`, an array of days by half-hours (nan: not open, or not known), with the weekday (0 is
    Monday) and the week of each day as whole numbers.

    ValueError where the three do not fit each other.
    """
    figures = np.asarray(counts, dtype=float)
    weekdays, weeks = np.asarray(weekday, dtype=np.int64), np.asarray(week, dtype=np.int64)
    if figures.ndim != 2 or weekdays.shape != figures.shape[:1] or weeks.shape != figures.shape[:1]:
        raise ValueError("counts are days by half-hours, with one weekday and one week a day")
    by_week = _by_week(figures, weekdays, weeks)
    seen = np.isfinite(by_week)
    days = seen.sum(axis=0)
    some = np.where(days > 0, days, 1)
    mean = np.where(days > 0, np.nansum(by_week, axis=0) / some, np.nan)
    ratio = by_week / _mean_of_week(by_week)[:, None, None]
    typical = _middle(ratio)
    above, below = (ratio > 1).sum(axis=0), (ratio < 1).sum(axis=0)
    judged = np.isfinite(ratio).sum(axis=0)
    searched = int(seen.any(axis=(1, 2)).sum())
    higher, lower = _chances(by_week) if searched >= LEAST_WEEKS else (np.full(mean.shape, np.nan),) * 2
    higher, lower = (np.where(judged >= LEAST_WEEKS, chance, np.nan) for chance in (higher, lower))
    q_peak, q_trough = benjamini_hochberg(higher), benjamini_hochberg(lower)
    is_peak = (q_peak <= ALPHA) & (typical >= WORTH_SAYING) & (above >= OFTEN * judged)
    is_trough = (q_trough <= ALPHA) & (typical <= 2 - WORTH_SAYING) & (below >= OFTEN * judged)
    kind = is_peak.astype(np.int64) - is_trough.astype(np.int64)
    return Peaks(mean, days, typical, above, judged, q_peak, q_trough, kind, searched)


def blocks(peaks: Peaks, kind: int) -> tuple[Block, ...]:
    """The peaks (1) or troughs (-1), half-hours next to each other as one, those that stand out most first."""
    found = []
    for weekday in range(DAYS):
        for first, last in _runs(peaks.kind[weekday] == kind):
            part = (weekday, slice(first, last))
            mean = float(peaks.mean[part].mean())
            # Of the half-hours the one that is there least often: what is said of all holds for each.
            least = int(np.argmin(peaks.above[part] * kind))
            above, weeks = int(peaks.above[part][least]), int(peaks.weeks[part][least])
            found.append(Block(weekday, first, last, kind, mean, mean / peaks.whole, above, weeks))
    return tuple(sorted(found, key=lambda block: kind * (1 - block.ratio) * (block.last - block.first)))


def _runs(marked: NDArray[np.bool_]) -> list[tuple[int, int]]:
    edges = np.flatnonzero(np.diff(np.concatenate([[False], marked, [False]]).astype(int)))
    return [(int(first), int(last)) for first, last in zip(edges[::2], edges[1::2], strict=True)]


def _by_week(figures: Floats, weekdays: Ints, weeks: Ints) -> Floats:
    """Weeks by weekdays by half-hours, nan where there is no such day."""
    names, places = np.unique(weeks, return_inverse=True)
    out = np.full((len(names), DAYS, figures.shape[1]), np.nan)
    out[places, weekdays] = figures
    return out


def _mean_of_week(by_week: Floats) -> Floats:
    """The mean open half-hour of each week; nan for a week in which nothing came, which says nothing."""
    open_slots = np.isfinite(by_week).sum(axis=(1, 2))
    mean = np.nansum(by_week, axis=(1, 2)) / np.maximum(open_slots, 1)
    return np.where(mean > 0, mean, np.nan)


def _middle(ratio: Floats) -> Floats:
    """The median over the weeks; nan where a half-hour was never open."""
    known = np.isfinite(ratio).any(axis=0)
    out = np.full(ratio.shape[1:], np.nan)
    out[known] = np.nanmedian(ratio[:, known], axis=0)
    return out


def _chances(by_week: Floats) -> tuple[Floats, Floats]:
    """How likely so high a mean rank, and one so low, is where no half-hour has more than another; one week a rank."""
    from scipy.special import ndtr

    standing = np.array([_standing(week.ravel()) for week in by_week])
    judged = np.isfinite(standing).sum(axis=0)
    z = np.nansum(standing, axis=0) / np.sqrt(np.maximum(judged, 1))
    high, low = (np.where(judged > 0, ndtr(side * z), np.nan).reshape(by_week.shape[1:]) for side in (-1, 1))
    return high, low


def _standing(week: Floats) -> Floats:
    """The mid-ranks of a week's half-hours less their mean, over their standard deviation; nan where all are alike."""
    out = np.full(week.shape, np.nan)
    known = np.isfinite(week)
    values, places, often = np.unique(week[known], return_inverse=True, return_counts=True)
    if len(values) < 2:
        return out
    ranks = (np.cumsum(often) - (often - 1) / 2)[places]
    out[known] = (ranks - ranks.mean()) / ranks.std()
    return out


@dataclass(frozen=True)
class Ratio:
    """One mean over another with its 95 % interval, and the chance of one so far from 1 where both are alike."""

    value: float
    lower: float
    upper: float
    p: float


def compare_days(these: ArrayLike, others: ArrayLike) -> Ratio:
    """The mean of these days over that of the others, by Welch's t (1947) on their difference; nan for fewer than two
    days on either side, or where nothing came on the others.
    """
    here, there = (np.asarray(days, dtype=float) for days in (these, others))
    here, there = here[np.isfinite(here)], there[np.isfinite(there)]
    if min(len(here), len(there)) < 2 or not there.mean() > 0:
        return Ratio(np.nan, np.nan, np.nan, np.nan)
    parts = here.var(ddof=1) / len(here), there.var(ddof=1) / len(there)
    spread, base = sum(parts), float(there.mean())
    value = float(here.mean()) / base
    if not spread > 0:
        return Ratio(value, value, value, 1.0 if value == 1 else 0.0)
    freedom = spread**2 / (parts[0] ** 2 / (len(here) - 1) + parts[1] ** 2 / (len(there) - 1))
    error = np.sqrt(spread) / base
    half = float(t_quantile(0.975, freedom=freedom)) * error
    return Ratio(value, value - half, value + half, t_both_tails((value - 1) / error, freedom=freedom))
