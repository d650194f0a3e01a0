"""How long each single call waited, so that an interval's counts by wait, its longest wait and its sum agree."""

from dataclasses import dataclass, fields

import numpy as np

ANSWERED_EDGES = (20, 30, 60, 120, 300, 600)
ABANDONED_EDGES = (30, 60, 120, 300)
_WAITS_STREAM = 35
_SHORT = 5
_PATIENCE = 0.7  # of the typical wait, beyond the first seconds
_TRANSFERRED, _CALLED_BACK = 0.06, 0.05


@dataclass(frozen=True)
class Intervals:
    """Figures of each day, half-hour and menu option: calls, and seconds waited and talked in all."""

    offered: np.ndarray
    answered: np.ndarray
    abandoned: np.ndarray
    early: np.ndarray  # of those abandoned, within a few seconds
    waited: np.ndarray
    handled: np.ndarray

    def beside(self, others: "Intervals") -> "Intervals":
        """These menu options and then the others'."""
        return Intervals(
            *(np.concatenate([getattr(self, each.name), getattr(others, each.name)], axis=-1) for each in fields(self))
        )


@dataclass(frozen=True)
class Waits:
    """What a telephone system says of the waits in each interval; the counts within an edge hold all shorter waits."""

    answered_within: tuple[np.ndarray, ...]
    longest: np.ndarray
    abandoned_within: tuple[np.ndarray, ...]
    abandoned_wait: np.ndarray
    transferred: np.ndarray
    callbacks: np.ndarray


def waits_of_calls(intervals: Intervals, call_backs: np.ndarray, seed: int) -> Waits:
    """Each answered call gets a part of its interval's wait, as waits in a queue fall out; who gives up has a patience.

    `call_backs` says of each day whether callers can ask to be rung back.
    """
    rng = np.random.default_rng([seed, _WAITS_STREAM])
    answered, shape = intervals.answered, intervals.answered.shape
    cell = np.repeat(np.arange(answered.size), answered.ravel())
    part = rng.standard_exponential(len(cell))
    whole = np.bincount(cell, part, answered.size)
    wait = part / whole[cell] * intervals.waited.ravel()[cell]
    longest = np.zeros(answered.size)
    np.maximum.at(longest, cell, wait)
    left = np.repeat(np.arange(answered.size), intervals.abandoned.ravel())
    patience = _patience(intervals, left, rng)
    return Waits(
        answered_within=tuple(_count(cell, wait <= edge, shape) for edge in ANSWERED_EDGES),
        longest=np.ceil(longest).astype(np.int64).reshape(shape),
        abandoned_within=tuple(_count(left, patience <= edge, shape) for edge in ABANDONED_EDGES),
        abandoned_wait=np.rint(np.bincount(left, patience, answered.size)).astype(np.int64).reshape(shape),
        transferred=rng.binomial(answered, _TRANSFERRED),
        callbacks=rng.binomial(answered, _CALLED_BACK) * call_backs[:, None, None],
    )


def _patience(intervals: Intervals, cell: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Seconds until each caller gave up: a few for the early ones, for the others by what that day's callers waited."""
    first = np.searchsorted(cell, np.arange(intervals.answered.size))
    early = np.arange(len(cell)) - first[cell] < intervals.early.ravel()[cell]
    by_day = intervals.waited.sum(1) / np.maximum(intervals.answered.sum(1), 1)
    typical = np.broadcast_to(by_day[:, None, :], intervals.answered.shape).ravel()[cell]
    return np.where(
        early, rng.random(len(cell)) * _SHORT, _SHORT + rng.exponential(np.maximum(typical, 30) * _PATIENCE)
    )


def _count(cell: np.ndarray, counted: np.ndarray, shape: tuple[int, ...]) -> np.ndarray:
    return np.bincount(cell[counted], minlength=int(np.prod(shape))).reshape(shape)
