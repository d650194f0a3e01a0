"""Ordinary differences: is a group worse than its facts add up to, and do groups differ a little everywhere?"""

from functools import cache

import numpy as np

from cxdata.stats.pockets.cells import Cells
from cxdata.stats.pockets.segments import Segments

ADDS_UP_TO = 1e-4
FEWEST_LEVELS = 20
DIFFER_IN_GENERAL = 1.6
_MEDIAN_CHI_SQUARE = 0.455
_SINGULAR = 1e-9


class FactsAddedUp:
    """What every group would have if each of its facts added its own points to the rate, and nothing more.

    A linear probability model over one column for each level of each dimension, fitted by least squares from the one-
    and two-way tables of the answers still in play (`responses` and `dissatisfied`, one count a cell).
    """

    def __init__(
        self,
        cells: Cells,
        responses: np.ndarray,
        dissatisfied: np.ndarray,
        apart: frozenset[tuple[int, int]] = frozenset(),
    ) -> None:
        self._cells = cells
        self._responses = responses
        self._everyone = int(responses.sum()), int(dissatisfied.sum())
        self._sizes = [len(levels) for levels in cells.levels]
        self._starts = np.concatenate([[0], np.cumsum(self._sizes)])
        self._apart = apart
        self._together = self._pair_counts()
        self._marked = np.concatenate(
            [cells.table((dimension,), dissatisfied) for dimension in range(len(self._sizes))]
        ).astype(float)
        self._inverse = cache(self._inverse_of)

    def chance(self, dimensions: tuple[int, ...], rows: np.ndarray, responses: int, dissatisfied: int) -> float:
        """One-sided p of a group (the dimensions that describe it, its cells, its counts) against its facts' sum.

        A group of one fact is held against what its other facts add up to: its own dimension is left out, and so are
        those that all but give it.
        """
        from scipy.special import ndtr

        expected, variance = self._expected(dimensions, rows, responses)
        everyone, marked = self._everyone
        rate = np.clip(expected / responses, marked / everyone / 3, 0.5)
        error = np.sqrt(max(variance, 0.0) * rate * (1 - rate))
        if error < _SINGULAR:
            return 1.0
        return float(ndtr(-(dissatisfied - 0.5 - expected) / error))

    def _expected(self, dimensions: tuple[int, ...], rows: np.ndarray, responses: int) -> tuple[float, float]:
        used = self._used(dimensions)
        if not used:
            everyone, marked = self._everyone
            return responses * marked / everyone, responses * (1 - responses / everyone)
        columns = self._columns(used)
        own = np.concatenate([self._cells.table((dimension,), self._responses, rows) for dimension in used]).astype(
            float
        )
        weights = self._inverse(used) @ own
        return float(weights @ self._marked[columns]), responses - float(weights @ own)

    def _used(self, dimensions: tuple[int, ...]) -> tuple[int, ...]:
        every = range(len(self._sizes))
        if len(dimensions) > 1:
            return tuple(every)
        (own,) = dimensions
        return tuple(one for one in every if one != own and tuple(sorted((one, own))) not in self._apart)

    def _columns(self, used: tuple[int, ...]) -> np.ndarray:
        return np.concatenate([np.arange(self._starts[one], self._starts[one + 1]) for one in used])

    def _inverse_of(self, used: tuple[int, ...]) -> np.ndarray:
        columns = self._columns(used)
        # The columns of one dimension add up to everybody, as those of every other do: hence the pseudo-inverse.
        return np.linalg.pinv(self._together[np.ix_(columns, columns)], rcond=_SINGULAR, hermitian=True)

    def _pair_counts(self) -> np.ndarray:
        together = np.zeros((self._starts[-1], self._starts[-1]))
        for one in range(len(self._sizes)):
            here = slice(self._starts[one], self._starts[one + 1])
            together[here, here] = np.diag(self._cells.table((one,), self._responses))
            for other in range(one):
                there = slice(self._starts[other], self._starts[other + 1])
                pairs = self._cells.table((one, other), self._responses)
                together[here, there] = pairs.reshape(self._sizes[one], self._sizes[other])
                together[there, here] = together[here, there].T
        return together


def spread_of_levels(
    segments: Segments, responses: np.ndarray, dissatisfied: np.ndarray, everyone: tuple[int, int], min_base: int
) -> float | None:
    """How much more the single levels differ than chance would make them: 1 is chance; None under 20 levels.

    The median over the levels with `min_base` answers of the squared distance from the overall rate in standard errors,
    over the median that chance gives. All counts are of those in play; `responses` and `dissatisfied` have one entry a
    group.
    """
    all_n, all_d = everyone
    levels = (segments.ways == 1) & (responses >= min_base) & (responses < all_n)
    if levels.sum() < FEWEST_LEVELS or not 0 < all_d < all_n:
        return None
    n, d = responses[levels].astype(float), dissatisfied[levels].astype(float)
    overall = all_d / all_n
    squared = (d - n * overall) ** 2 / (n * (1 - n / all_n) * overall * (1 - overall))
    return float(np.median(squared)) / _MEDIAN_CHI_SQUARE
