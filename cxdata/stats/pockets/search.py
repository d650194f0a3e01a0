"""Find the group with most evidence against it, set its people aside, and look again."""

from dataclasses import dataclass

import numpy as np

from cxdata.stats.basics.false_discovery import benjamini_hochberg
from cxdata.stats.basics.hypergeometric import upper_tails
from cxdata.stats.pockets.segments import Segments

MIN_DISSATISFIED = 5
_TIE = 1e-9


@dataclass(frozen=True)
class Rules:
    """What a group must pass: share of false finds, people, gap in rate to the rest, and how many to list."""

    q: float = 0.05
    min_base: int = 50
    min_gap: float = 0.03
    max_pockets: int = 10

    def __post_init__(self) -> None:
        if not 0 < self.q < 1:
            raise ValueError(f"q is the share of false finds allowed, between 0 and 1; {self.q} was given.")
        if not 0 <= self.min_gap < 1:
            raise ValueError(f"min_gap is a difference of rates, from 0 to below 1; {self.min_gap} was given.")
        if self.min_base < 1 or self.max_pockets < 1:
            raise ValueError("min_base and max_pockets must be at least 1.")


@dataclass(frozen=True)
class Assessed:
    """The tests of many groups against everyone else, one entry a group; 1 where a group cannot be a find."""

    p_values: np.ndarray
    adjusted: np.ndarray
    """Benjamini and Hochberg's adjusted p-values over every group large enough to be listed."""
    survives: np.ndarray


@dataclass(frozen=True)
class Found:
    """A group as the search met it: what was still in play, and the test it passed."""

    segment: int
    rows: np.ndarray
    """Its cells, those set aside earlier included."""
    responses: int
    dissatisfied: int
    all_responses: int
    all_dissatisfied: int
    groups: int
    p_value: float
    adjusted: float


def assess(responses: np.ndarray, dissatisfied: np.ndarray, everyone: tuple[int, int], rules: Rules) -> Assessed:
    """Test each group against everyone else of `everyone` (responses, dissatisfied).

    Each group of `min_base` or more takes part in the correction for looking so often; those with fewer
    than five dissatisfied, with too few others to compare with, or no worse than the others, take part with
    p = 1. A p-value above q is also given as 1: Benjamini and Hochberg's adjustment never lowers one, so it
    could not pass.
    """
    n, d = responses, dissatisfied
    all_n, all_d = everyone
    large = n >= rules.min_base
    gap = d / np.maximum(n, 1) - (all_d - d) / np.maximum(all_n - n, 1)
    worse = d * (all_n - n) > (all_d - d) * n
    eligible = large & (all_n - n >= rules.min_base) & (d >= MIN_DISSATISFIED) & worse
    p_values = np.ones(len(n))
    p_values[eligible] = upper_tails(d[eligible], n[eligible], all_d, all_n, give_up_above=rules.q)
    adjusted_p = np.ones(len(n))
    adjusted_p[large] = benjamini_hochberg(p_values[large])
    # The last place allows for 0.08 - 0.05 falling short of 0.03 in floating point.
    return Assessed(p_values, adjusted_p, eligible & (adjusted_p <= rules.q) & (gap >= rules.min_gap - 1e-12))


def evidence(responses: np.ndarray, dissatisfied: np.ndarray, everyone: tuple[int, int]) -> np.ndarray:
    """The log-likelihood ratio of two rates (group, everyone else) to one rate for all."""
    n, d = responses, dissatisfied
    all_n, all_d = everyone
    return _log_likelihood(d, n) + _log_likelihood(all_d - d, all_n - n) - _log_likelihood(all_d, all_n)


def _log_likelihood(d: np.ndarray | int, n: np.ndarray | int) -> np.ndarray:
    from scipy.special import xlogy

    return xlogy(d, d / np.maximum(n, 1)) + xlogy(n - d, (n - d) / np.maximum(n, 1))


def peel(segments: Segments, dissatisfied: np.ndarray, rules: Rules) -> list[Found]:
    """The pockets in the order found; `dissatisfied` has one count a cell, and may be another than the cells' own."""
    n, d = segments.responses, segments.count(dissatisfied)
    left_n, left_d = segments.cells.responses.copy(), dissatisfied.copy()
    found: list[Found] = []
    while len(found) < rules.max_pockets:
        everyone = int(left_n.sum()), int(left_d.sum())
        tested = assess(n, d, everyone, rules)
        best = _choose(segments, n, d, everyone, tested.survives, rules)
        if best is None:
            break
        rows = segments.cells.rows_where(segments.conditions(best))
        found.append(
            Found(
                segment=best,
                rows=rows,
                responses=int(n[best]),
                dissatisfied=int(d[best]),
                all_responses=everyone[0],
                all_dissatisfied=everyone[1],
                groups=int((n >= rules.min_base).sum()),
                p_value=float(tested.p_values[best]),
                adjusted=float(tested.adjusted[best]),
            )
        )
        n = n - segments.count(left_n, rows)
        d = d - segments.count(left_d, rows)
        left_n[rows] = 0
        left_d[rows] = 0
    return found


def _choose(
    segments: Segments,
    n: np.ndarray,
    d: np.ndarray,
    everyone: tuple[int, int],
    survives: np.ndarray,
    rules: Rules,
) -> int | None:
    """The survivor with most evidence, less the log of how many groups of as many conditions were tried."""
    candidates = np.flatnonzero(survives)
    if not len(candidates):
        return None
    looked_at = np.bincount(segments.ways[n >= rules.min_base], minlength=segments.ways.max() + 1)
    price = np.log(looked_at[segments.ways[candidates]])
    score = evidence(n[candidates], d[candidates], everyone) - price
    ties = candidates[score >= score.max() - _TIE * max(1.0, abs(float(score.max())))]

    def order(segment: int) -> tuple[int, int, list[tuple[str, str]]]:
        return int(segments.ways[segment]), -int(n[segment]), sorted(segments.conditions(segment).items())

    return min((int(segment) for segment in ties), key=order)
