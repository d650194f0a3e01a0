"""How far to trust the list of pockets: what the search finds where there is nothing, and what it finds again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from cxdata.stats.pockets.cells import Cells, checked_counts, determined_pairs, encode
from cxdata.stats.pockets.merge import merge
from cxdata.stats.pockets.results import Pocket
from cxdata.stats.pockets.rules import Rules
from cxdata.stats.pockets.search import search
from cxdata.stats.pockets.segments import Segments, every_group, large_enough, list_segments

if TYPE_CHECKING:
    import pandas as pd

SEED = 20200204
STANDARD = Rules()
PIVOT_BASE = 10
PIVOT_GAP = 0.05
FOUND_AGAIN = 0.5


@dataclass(frozen=True)
class ShuffleCounts:
    """How many groups each way of looking lists in surveys that were shuffled, one number a shuffle.

    Every one of them is false: in a shuffled survey nobody is worse served than anybody else.
    """

    seed: int
    groups_searched: int
    pockets: tuple[int, ...]
    pivot: tuple[int, ...]

    @property
    def mean_pivot(self) -> float:
        """Groups that a plain scan of tables listed, on average of the shuffles."""
        return float(np.mean(self.pivot))


def shuffle(cells: pd.DataFrame, seed: int = SEED) -> pd.DataFrame:
    """The same survey with dissatisfaction dealt out anew, each answer as likely as any other to be dissatisfied.

    The facts about customers, the responses in each row and the total dissatisfied stay as they are: what is left
    of any difference between groups is chance. A copy is returned. Raises ValueError for impossible counts.
    """
    responses, dissatisfied = checked_counts(cells)
    dealt = _deal(responses, int(dissatisfied.sum()), np.random.default_rng(seed))
    return cells.assign(dissatisfied=dealt)


def count_on_shuffles(
    cells: pd.DataFrame,
    dimensions: Sequence[str],
    *,
    shuffles: int = 20,
    seed: int = SEED,
    rules: Rules = STANDARD,
    alike: bool = True,
) -> ShuffleCounts:
    """Shuffle a survey several times and count what the search, and a scan by pivot table, would list each time.

    The pivot scan is what a careful person does by hand: every group by one fact or two with at least 10 responses
    whose share dissatisfied is 5 percentage points or more above the average. Costs about a search a shuffle.
    """
    counted = encode(cells, dimensions)
    apart = determined_pairs(counted)
    segments = list_segments(counted, min_base=rules.min_base, apart=apart)
    small = list_segments(counted, min_base=PIVOT_BASE, most_conditions=2)
    rng = np.random.default_rng(seed)
    pockets, pivot = [], []
    for _ in range(shuffles):
        dealt = _deal(counted.responses, int(counted.dissatisfied.sum()), rng)
        pockets.append(len(search(segments, dealt, rules, apart=apart, alike=alike).found))
        pivot.append(len(pivot_scan(small, dealt)))
    return ShuffleCounts(seed, len(segments), tuple(pockets), tuple(pivot))


def pivot_scan(segments: Segments, dissatisfied: np.ndarray) -> np.ndarray:
    """Groups (positions in `segments`) 5 points or more above the average; `dissatisfied` has one count a cell."""
    overall = dissatisfied.sum() / max(int(segments.cells.responses.sum()), 1)
    return np.flatnonzero(segments.count(dissatisfied) >= segments.responses * (overall + PIVOT_GAP) - 1e-9)


def found_again(
    cells: pd.DataFrame,
    dimensions: Sequence[str],
    pockets: Sequence[Pocket],
    *,
    runs: int = 50,
    seed: int = SEED,
    rules: Rules = STANDARD,
    alike: bool = True,
) -> tuple[float, ...]:
    """For each pocket, the share of re-runs on re-drawn surveys that find it again, 0 to 1; in the order given.

    Each run draws as many answers as there were, with replacement. A pocket counts as found again where
    a pocket of the run and it have at least half of the people in either in common. Costs a search a run.
    """
    counted = encode(cells, dimensions)
    apart = determined_pairs(counted)
    every = every_group(counted, apart=apart)
    members = [_mask(counted, counted.rows_where(pocket.conditions)) for pocket in pockets]
    rng = np.random.default_rng(seed)
    hits = np.zeros(len(pockets))
    for _ in range(runs):
        drawn = _redraw(counted, rng)
        segments = large_enough(drawn, every, min_base=rules.min_base)
        outcome = search(segments, drawn.dissatisfied, rules, apart=apart, alike=alike)
        groups = [_mask(drawn, group.rows) for group in merge(outcome.found, segments)]
        hits += [any(_jaccard(group, other, counted.responses) >= FOUND_AGAIN for other in groups) for group in members]
    return tuple(float(share) for share in hits / runs)


def _deal(responses: np.ndarray, dissatisfied: int, rng: np.random.Generator) -> np.ndarray:
    return rng.multivariate_hypergeometric(responses, dissatisfied, method="marginals")


def _redraw(counted: Cells, rng: np.random.Generator) -> Cells:
    kinds = np.concatenate([counted.dissatisfied, counted.responses - counted.dissatisfied])
    everyone = int(kinds.sum())
    dissatisfied, satisfied = rng.multinomial(everyone, kinds / everyone).reshape(2, -1)
    return replace(counted, responses=dissatisfied + satisfied, dissatisfied=dissatisfied)


def _mask(counted: Cells, rows: np.ndarray) -> np.ndarray:
    inside = np.zeros(len(counted.responses), dtype=bool)
    inside[rows] = True
    return inside


def _jaccard(first: np.ndarray, second: np.ndarray, weights: np.ndarray) -> float:
    either = weights[first | second].sum()
    return float(weights[first & second].sum() / either) if either else 0.0
