"""What a p-value is worth among many: the adjustment for having looked so often."""

import numpy as np
from numpy.typing import ArrayLike, NDArray


def benjamini_hochberg(p_values: ArrayLike) -> NDArray[np.float64]:
    """Benjamini and Hochberg's (1995) adjusted p-values; what was not tested (nan) stays nan and does not count.

    Taking every one at or below q keeps the share of false ones among them at q on average.
    """
    p = np.asarray(p_values, dtype=float)
    out = np.full(p.shape, np.nan)
    tested = np.isfinite(p)
    if tested.any():
        out[tested] = _adjusted(p[tested])
    return out


def _adjusted(p: NDArray[np.float64]) -> NDArray[np.float64]:
    """Each times the number of tests over its rank, and never above that of the next larger one.

    In place of scipy.stats.false_discovery_control, which takes most of a second to load and would be all of it that a
    first page needs.
    """
    order = np.argsort(p, kind="stable")
    scaled = p[order] * (len(p) / np.arange(1, len(p) + 1))
    out = np.empty(len(p))
    out[order] = np.minimum(np.minimum.accumulate(scaled[::-1])[::-1], 1.0)
    return out
