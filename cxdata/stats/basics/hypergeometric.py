"""The exact one-sided test of one group against everyone else, for many groups at once."""

import numpy as np

_NEGLIGIBLE = 1e-15
_TERMS_BETWEEN_CLEARINGS = 32


def upper_tails(
    dissatisfied: np.ndarray,
    responses: np.ndarray,
    all_dissatisfied: int,
    all_responses: int,
    *,
    give_up_above: float = 1.0,
) -> np.ndarray:
    """The chance of at least this many dissatisfied in each group, had they fallen on people at random.

    `dissatisfied` and `responses` hold one count a group; the totals are of everyone, the groups included.
    Each p-value is Fisher's exact one-sided p, the same as `hypergeom.sf(d - 1, N, D, n)`, to about nine
    figures. Every group must have more dissatisfied than its share, so that the terms of the tail only
    fall.

    A group whose p-value passes `give_up_above` is returned as 1: adding terms only raises it further, so
    nothing that is kept at that level can change. That is what makes thousands of groups cheap: most are
    given up within a few terms, and the rest fall away fast. Raises ValueError where a group has no more
    than its share.

    Source: R. A. Fisher, The logic of inductive inference (1935), the exact test of a two by two table.
    """
    marked = np.asarray(dissatisfied, dtype=np.float64)
    size = np.asarray(responses, dtype=np.float64)
    if np.any(marked * all_responses <= size * all_dissatisfied):
        raise ValueError("The tail is summed only for groups with more dissatisfied than their share.")
    first = np.exp(_log_point(marked, size, float(all_dissatisfied), float(all_responses)))
    tails = np.ones(len(marked))
    group = np.arange(len(marked))
    x, term, total = marked.copy(), np.ones(len(marked)), np.ones(len(marked))
    satisfied_elsewhere = all_responses - all_dissatisfied - size
    while len(group):
        for _ in range(_TERMS_BETWEEN_CLEARINGS):
            step = (all_dissatisfied - x) * (size - x) / ((x + 1) * (satisfied_elsewhere + x + 1))
            term = term * step
            total = total + term
            x = x + 1
        # What is left to add is less than a geometric series with the last step as its ratio.
        settled = term <= _NEGLIGIBLE * total * np.maximum(1 - step, 0.0)
        tails[group[settled]] = np.minimum(first[settled] * total[settled], 1.0)
        open_ = ~settled & (first * total <= give_up_above)
        group, first, x, term, total = group[open_], first[open_], x[open_], term[open_], total[open_]
        size, satisfied_elsewhere = size[open_], satisfied_elsewhere[open_]
    return np.where(tails <= give_up_above, tails, 1.0)


def _log_point(marked: np.ndarray, size: np.ndarray, all_marked: float, everyone: float) -> np.ndarray:
    """The log of the hypergeometric probability of exactly `marked` in a group of `size`."""
    from scipy.special import gammaln

    def log_choose(n: np.ndarray | float, k: np.ndarray | float) -> np.ndarray:
        return gammaln(n + 1.0) - gammaln(k + 1.0) - gammaln(n - k + 1.0)

    return (
        log_choose(all_marked, marked) + log_choose(everyone - all_marked, size - marked) - log_choose(everyone, size)
    )
