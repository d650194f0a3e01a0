"""How strongly the counts speak against a group, and how much of the allowance for looking each group is given."""

import numpy as np

LOG_ODDS = np.linspace(0.4, 2.0, 9)
WEIGHED_UP_TO = 200
_CLIP = 1e-4


def likelihood_ratio(responses: np.ndarray, dissatisfied: np.ndarray, everyone: tuple[int, int]) -> np.ndarray:
    """The log-likelihood ratio of two rates (group, everyone else) to one rate for all."""
    n, d = responses, dissatisfied
    all_n, all_d = everyone
    return _log_likelihood(d, n) + _log_likelihood(all_d - d, all_n - n) - _log_likelihood(all_d, all_n)


def mean_likelihood_ratio(responses: np.ndarray, dissatisfied: np.ndarray, everyone: tuple[int, int]) -> np.ndarray:
    """The log of the mean binomial likelihood ratio of the group over nine effects, against the rest's own rate.

    The effects raise the log-odds by 0.4, 0.6, ... 2.0: from half as much again to seven times. Never more than the
    log-likelihood ratio, which knows that the rest's rate is an estimate too: beside a group of most of all answers the
    rest is the smaller of the two.
    """
    from scipy.special import expit, logit, logsumexp

    n, d = np.asarray(responses, dtype=float), np.asarray(dissatisfied, dtype=float)
    all_n, all_d = everyone
    rest = np.clip((all_d - d) / np.maximum(all_n - n, 1), _CLIP, 1 - _CLIP)
    raised = expit(logit(rest)[:, None] + LOG_ODDS)
    ratios = d[:, None] * np.log(raised / rest[:, None]) + (n - d)[:, None] * np.log((1 - raised) / (1 - rest)[:, None])
    mean = logsumexp(ratios, axis=1) - np.log(len(LOG_ODDS))
    return np.minimum(mean, likelihood_ratio(responses, dissatisfied, everyone))


def size_weights(responses: np.ndarray, ways: np.ndarray) -> np.ndarray:
    """What share of the allowance for looking each group is given, 1 on average.

    Groups by one, two and three facts share it alike; within each the larger have more, up to 200 people: a group of 50
    can seldom be proved, and should not take the chance from one that can. The weights look at sizes and never at
    outcomes, as the method demands.

    Source: C. R. Genovese, K. Roeder and L. Wasserman, False discovery control with p-value weighting, Biometrika 93
    (2006).
    """
    size = np.minimum(responses, WEIGHED_UP_TO).astype(float)
    totals = np.bincount(ways, size)
    kinds = np.count_nonzero(totals)
    return size / totals[ways] * len(size) / max(kinds, 1)


def _log_likelihood(d: np.ndarray | int, n: np.ndarray | int) -> np.ndarray:
    from scipy.special import xlogy

    return xlogy(d, d / np.maximum(n, 1)) + xlogy(n - d, (n - d) / np.maximum(n, 1))
