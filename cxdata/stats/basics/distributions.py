"""The normal distribution, Student's t and F.

They come of scipy.special, which loads in a third of the time of scipy.stats, and only when asked.
"""

import numpy as np
from numpy.typing import ArrayLike

from cxdata.stats.basics.proportions import Floats


def t_quantile(probability: ArrayLike, *, freedom: float) -> Floats:
    """The value that t stays below with this probability; freedom is the degrees of freedom, above 0."""
    from scipy.special import stdtrit

    return np.asarray(stdtrit(freedom, probability), dtype=float)


def t_both_tails(t: float, *, freedom: float) -> float:
    """How likely a t as far from nought as this one, on either side, is."""
    from scipy.special import stdtr

    return float(2 * stdtr(freedom, -abs(t)))


def f_tail(f: float, *, above: float, below: float) -> float:
    """How likely an F of at least this is; `above` and `below` are the degrees of freedom over and under the line."""
    from scipy.special import fdtrc

    return float(fdtrc(above, below, max(f, 0.0)))


def normal_both_tails(z: ArrayLike) -> Floats:
    """How likely a standard normal as far from nought as each of these, on either side, is; nan of nan."""
    from scipy.special import ndtr

    return np.asarray(2 * ndtr(-np.abs(np.asarray(z, dtype=float))), dtype=float)
