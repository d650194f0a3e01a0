"""Monday mornings: who rings between nine and eleven waits longer and gives up more often than the rest of that day."""

from collections.abc import Sequence

import numpy as np

from cxdata.sample.council import MONDAY_ABANDONED, MONDAY_RUSH, MONDAY_WAIT
from cxdata.sample.files.phones.each_call import Intervals

_MONDAYS_STREAM = 36
_NOISE = 0.25


def rush(intervals: Intervals, mondays: np.ndarray, seed: int) -> Intervals:
    """The intervals with the waits and the calls given up of each Monday moved towards its morning.

    What a day and menu option come to in all stays as it was: calls answered and given up, seconds waited and talked.
    """
    rng = np.random.default_rng([seed, _MONDAYS_STREAM])
    abandoned, early = intervals.abandoned.copy(), intervals.early.copy()
    morning = np.arange(intervals.offered.shape[1]) < MONDAY_RUSH
    taken = intervals.answered + intervals.abandoned
    for day in np.flatnonzero(mondays):
        for option in range(taken.shape[2]):
            cell = (day, slice(None), option)
            abandoned[cell] = _given_up(taken[cell], int(abandoned[cell].sum()), morning, rng)
            early[cell] = rng.multivariate_hypergeometric(abandoned[cell], int(early[cell].sum()))
    answered = taken - abandoned
    longer = np.where(morning[:, None], MONDAY_WAIT, 1.0) * rng.lognormal(0, _NOISE, answered.shape)
    waited = _shared_out(intervals.waited, answered * longer, mondays)
    handled = _shared_out(intervals.handled, answered, mondays)
    return Intervals(intervals.offered, answered, abandoned, early, waited, handled)


def _given_up(taken: np.ndarray, number: int, morning: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """How many of a day's calls are given up in each half-hour: `number` in all, of the morning's more."""
    call = np.repeat(np.arange(len(taken)), taken)
    if not number:
        return np.zeros_like(taken)
    chance = np.where(morning, MONDAY_ABANDONED, 1.0)[call]
    given_up = rng.choice(call, number, replace=False, p=chance / chance.sum())
    return np.bincount(given_up, minlength=len(taken))


def _shared_out(seconds: np.ndarray, weight: np.ndarray, mondays: np.ndarray) -> np.ndarray:
    """The seconds of each Monday and option in whole numbers by weight; of other days as they were."""
    shared = seconds.copy()
    for day in np.flatnonzero(mondays):
        for option in range(seconds.shape[2]):
            cell = (day, slice(None), option)
            shared[cell] = _whole_shares(int(seconds[cell].sum()), weight[cell])
    return shared


def _whole_shares(total: int, weight: Sequence[float] | np.ndarray) -> np.ndarray:
    """`total` in whole parts by weight, by the largest remainders."""
    of = np.asarray(weight, float)
    if not of.sum():
        return np.zeros(len(of), np.int64)
    exact = of / of.sum() * total
    parts = np.floor(exact).astype(np.int64)
    parts[np.argsort(parts - exact, kind="stable")[: total - parts.sum()]] += 1
    return parts
