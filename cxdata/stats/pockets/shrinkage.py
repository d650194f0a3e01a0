"""How far to trust a small group's own rate, and how far to pull it towards the overall rate."""

import numpy as np


def anova_strength(dissatisfied: np.ndarray, responses: np.ndarray) -> float:
    """How many responses at the overall rate to mix with each group's own; infinite: the overall rate alone.

    The counts are one per group of one way of grouping everybody (say, each ward). The strength s comes
    from the closed-form analysis-of-variance estimate of the correlation rho of two responses in the same
    group, s = (1 - rho) / rho: the spread of the groups' rates is set against what chance alone would give
    them. With fewer than three groups, with nobody or everybody dissatisfied, or where the groups differ no
    more than chance would make them, the answer is infinity: show the overall rate for all.

    Source: J. C. Kleinman, Proportions with extraneous variance: single and independent samples, Journal of
    the American Statistical Association 68 (1973), the moment estimate with the groups weighted by their
    size.
    """
    marked = np.asarray(dissatisfied, dtype=np.float64)
    size = np.asarray(responses, dtype=np.float64)
    marked, size = marked[size > 0], size[size > 0]
    groups, everyone, everyone_marked = len(size), size.sum(), marked.sum()
    if groups < 3 or everyone_marked in (0, everyone):
        return float("inf")
    overall = everyone_marked / everyone
    spread = float((size * (marked / size - overall) ** 2).sum())
    room = everyone - (size**2).sum() / everyone - (groups - 1)
    if room <= 0:
        return float("inf")
    rho = (spread / (overall * (1 - overall)) - (groups - 1)) / room
    if rho <= 0:
        return float("inf")
    return max(0.0, (1 - rho) / rho)


def shrunk_rate(dissatisfied: int, responses: int, *, overall: float, strength: float) -> float:
    """A group's rate mixed with `strength` responses at the overall rate, (d + overall x s) / (n + s)."""
    if np.isinf(strength) or responses + strength == 0:
        return float(overall)
    return float((dissatisfied + overall * strength) / (responses + strength))
