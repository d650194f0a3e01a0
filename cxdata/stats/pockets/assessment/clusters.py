"""Answers that hang together: how many independent answers a group of them is worth.

The same customers answering three times, or a whole batch that shared one bad day, agree more than chance. A test that
takes each of their answers for a new witness finds groups where there are none. The design effect says by how much to
count them less; it is read from the answers themselves, once from those alike in every fact (repeats of one customer
are) and once from those of one batch, where batches are known.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from cxdata.stats.pockets.cells import Conditions

FEWEST_DISSATISFIED = 5
FEWEST_RESPONSES = 30
NEGLIGIBLE = 1.001
MOST_ALIKE = 50
"""Answers alike in every fact say nothing of repeats where there are more of them than this: they are a group."""
_CLIP = 1e-4


@dataclass(frozen=True)
class Clusters:
    """Answers by the cluster they came in, one entry a cluster: those in one group, and everybody else's."""

    responses: np.ndarray
    dissatisfied: np.ndarray
    other_responses: np.ndarray
    other_dissatisfied: np.ndarray


CountBatches = Callable[[Conditions, tuple[Conditions, ...]], tuple[Clusters, ...]]
"""(a group, the groups set aside before it) -> the answers still in play by batch, for each way of batching known."""


def agreement(clusters: Clusters, rate: float, other_rate: float) -> float:
    """The correlation of two answers of one cluster, with one standard error added; 0 to 1.

    Each answer is compared with the rate of its own side, so that a group that is truly worse does not pass for
    clustering. 0 where no cluster has two answers. The standard error is added on purpose: with the bare estimate
    surveys without any worse group still list one too often.
    """
    sides = (
        (clusters.responses, clusters.dissatisfied, rate),
        (clusters.other_responses, clusters.other_dissatisfied, other_rate),
    )
    total, squares, size = (np.zeros(len(clusters.responses)) for _ in range(3))
    for n, d, usual in sides:
        mean = min(max(usual, _CLIP), 1 - _CLIP)
        variance = mean * (1 - mean)
        total += (d - n * mean) / np.sqrt(variance)
        squares += (d * (1 - mean) ** 2 + (n - d) * mean**2) / variance
        size += n
    agreeing = (total**2 - squares) / 2
    pairs = float((size * (size - 1) / 2).sum())
    if not pairs:
        return 0.0
    correlation, error = float(agreeing.sum()) / pairs, float(np.sqrt((agreeing**2).sum())) / pairs
    return min(1.0, max(0.0, correlation + error))


def design_effect(correlation: float, responses: np.ndarray, squares: np.ndarray) -> np.ndarray:
    """By how much to count each group less: 1 + correlation x (mean cluster size - 1).

    `squares` is the sum of the squared numbers of its answers over its clusters, so that the mean is that of the
    cluster an answer finds itself in.
    """
    return 1 + correlation * np.maximum(squares / np.maximum(responses, 1) - 1, 0)


@dataclass(frozen=True)
class BatchEffect:
    """By how much to count a group less for coming in batches, and in how many batches it came.

    `batches` is the effective number, (sum n)^2 / sum n^2: what many small and few large ones are worth.
    """

    effect: float
    batches: float


def batch_effect(batches: tuple[Clusters, ...]) -> BatchEffect:
    """The largest design effect of one group over the ways in which its answers are batched; 1 where there is none."""
    effects = [BatchEffect(1.0, np.inf)]
    for one in batches:
        n, d = float(one.responses.sum()), float(one.dissatisfied.sum())
        others, other_d = float(one.other_responses.sum()), float(one.other_dissatisfied.sum())
        if n:
            correlation = agreement(one, d / n, other_d / max(others, 1))
            squares = float((one.responses.astype(float) ** 2).sum())
            effect = float(design_effect(correlation, np.array([n]), np.array([squares]))[0])
            effects.append(BatchEffect(effect, n**2 / squares))
    return max(effects, key=lambda one: one.effect)


def few_batches(p_value: float, batches: float) -> float:
    """A p-value when its doubt was learnt from so few batches: Student's tail in place of the normal one.

    Ten batches of which one had a very bad day are not the same as a hundred.
    """
    from scipy.special import ndtri, stdtr

    if not np.isfinite(batches) or p_value >= 0.5:
        return p_value
    return float(stdtr(max(batches - 1, 1), ndtri(max(p_value, 1e-300))))


def deflate(
    p_values: np.ndarray, responses: np.ndarray, dissatisfied: np.ndarray, rest_rate: np.ndarray, effect: np.ndarray
) -> np.ndarray:
    """The p-values if every group had only 1 / `effect` of its answers; never below those given.

    The larger of two ways: the normal score divided by the root of the effect, and the binomial tail of the smaller
    counts. 1 where fewer than 5 dissatisfied or 30 answers would be left.
    """
    from scipy.special import betainc, ndtr, ndtri

    n, d = responses / effect, dissatisfied / effect
    rest = np.clip(rest_rate, _CLIP, 1 - _CLIP)
    with np.errstate(invalid="ignore", divide="ignore"):
        smaller = betainc(np.maximum(d, 1e-9), np.maximum(n - d + 1, 1e-9), rest)
        normal = ndtr(ndtri(p_values) / np.sqrt(effect))
    out = np.maximum(p_values, np.maximum(np.nan_to_num(normal, nan=0.0), smaller))
    out[(d < FEWEST_DISSATISFIED) | (n < FEWEST_RESPONSES)] = 1.0
    return np.where(effect > NEGLIGIBLE, out, p_values)
