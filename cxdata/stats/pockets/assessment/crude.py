"""The tests of every group against everyone else, and whether it is worse than all others in full counts."""

from dataclasses import dataclass

import numpy as np

from cxdata.stats.basics.false_discovery import benjamini_hochberg
from cxdata.stats.basics.hypergeometric import upper_tails
from cxdata.stats.basics.proportions import newcombe
from cxdata.stats.pockets.rules import MIN_DISSATISFIED, Rules
from cxdata.stats.pockets.segments import Segments


@dataclass(frozen=True)
class Assessed:
    """The tests of many groups against everyone else, one entry a group; 1 where a group cannot be a find."""

    p_values: np.ndarray
    adjusted: np.ndarray
    """Benjamini and Hochberg's adjusted p-values over every group large enough to be listed."""
    survives: np.ndarray


def assess(
    responses: np.ndarray,
    dissatisfied: np.ndarray,
    everyone: tuple[int, int],
    rules: Rules,
    weights: np.ndarray | None = None,
) -> Assessed:
    """Test each group against everyone else of `everyone` (responses, dissatisfied).

    Each group of `min_base` or more takes part in the correction for looking so often; those with fewer
    than five dissatisfied, with too few others to compare with, or no worse than the others, take part with
    p = 1. A p-value that could not pass is also given as 1: Benjamini and Hochberg's adjustment never lowers one.
    `weights` (1 for all if not given) divide the p-values before the correction.
    """
    n, d = responses, dissatisfied
    all_n, all_d = everyone
    large = n >= rules.min_base
    weights = np.ones(len(n)) if weights is None else weights
    worse = d * (all_n - n) > (all_d - d) * n
    eligible = large & (all_n - n >= rules.min_base) & (d >= MIN_DISSATISFIED) & worse
    p_values = np.ones(len(n))
    hopeless = min(1.0, rules.q * float(weights.max(initial=1.0)))
    p_values[eligible] = upper_tails(d[eligible], n[eligible], all_d, all_n, give_up_above=hopeless)
    adjusted = adjust(p_values, weights, large)
    matters = rules.large_enough(d / np.maximum(n, 1), (all_d - d) / np.maximum(all_n - n, 1))
    return Assessed(p_values, adjusted, eligible & (adjusted <= rules.q) & matters)


def adjust(p_values: np.ndarray, weights: np.ndarray, large: np.ndarray) -> np.ndarray:
    """Benjamini and Hochberg's adjusted p-values over the `large` groups, each divided by its weight; 1 elsewhere."""
    adjusted = np.ones(len(p_values))
    adjusted[large] = benjamini_hochberg(np.minimum(p_values[large] / weights[large], 1.0))
    return adjusted


def worse_than_all(segments: Segments, dissatisfied: np.ndarray, rules: Rules) -> np.ndarray:
    """The crude check: which groups are worse than the whole rest in full counts, before anything is set aside.

    A group that stands out only once a larger bad one is set aside is better served than the rest it is worded against.
    """
    n, d = segments.responses, segments.count(dissatisfied)
    others, other_d = int(segments.cells.responses.sum()) - n, int(dissatisfied.sum()) - d
    both = (n > 0) & (others > 0)
    gap = newcombe(d, n, other_d, others)
    matters = rules.large_enough(d / np.maximum(n, 1), other_d / np.maximum(others, 1))
    return both & (np.nan_to_num(gap.lower, nan=-1.0) > 0) & matters
