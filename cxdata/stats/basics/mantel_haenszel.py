"""Whether two yes-or-no facts go together once a third is held still: the odds ratio common to all strata.

Mantel and Haenszel (1959, J. Natl. Cancer Inst. 22, 719-748), with the range of Robins, Breslow and Greenland (1986,
Biometrics 42, 311-323), which holds for few large strata and for many small ones.
"""

from dataclasses import dataclass
from math import erfc, exp, log, nan, sqrt

import numpy as np
from numpy.typing import ArrayLike

from cxdata.stats.basics.proportions import z_value


@dataclass(frozen=True)
class CommonOdds:
    """The odds ratio common to all strata with its range, the crude one of all strata added up, and the chance `p` of
    so strong a link without any (continuity-corrected chi-squared). nan where no stratum tells.
    """

    ratio: float
    lower: float
    upper: float
    crude: float
    p: float
    strata: int

    @property
    def turned(self) -> bool:
        """Whether the crude figure points the other way than the strata do (Simpson's paradox)."""
        return (self.crude - 1) * (self.ratio - 1) < 0


def common_odds(tables: ArrayLike, *, conf: float = 0.95) -> CommonOdds:
    """The common odds ratio of 2 × 2 tables of counts, shape (strata, 2, 2): rows the exposure, columns the outcome.

    A stratum with an empty row or column tells nothing and is left out. ValueError for another shape or a negative
    count.
    """
    counts = np.asarray(tables, dtype=float)
    if counts.ndim != 3 or counts.shape[1:] != (2, 2):
        raise ValueError("a table has two rows and two columns")
    if np.isnan(counts).any() or (counts < 0).any():
        raise ValueError("counts must be numbers of 0 or more")
    tells = (counts.sum(axis=1) > 0).all(axis=1) & (counts.sum(axis=2) > 0).all(axis=1)
    kept = counts[tells]
    crude = _odds(counts.sum(axis=0)) if len(counts) else nan
    if not len(kept):
        return CommonOdds(nan, nan, nan, crude, nan, 0)
    a, b, c, d = (kept[:, row, column] for row in (0, 1) for column in (0, 1))
    n = kept.sum(axis=(1, 2))
    agree, disagree = a * d / n, b * c / n
    r, s = float(agree.sum()), float(disagree.sum())
    if not (r > 0 and s > 0):
        return CommonOdds(np.inf if r > 0 else 0.0 if s > 0 else nan, nan, nan, crude, _chance(kept), len(kept))
    p, q = (a + d) / n, (b + c) / n
    variance = (
        float((p * agree).sum()) / (2 * r**2)
        + float((p * disagree + q * agree).sum()) / (2 * r * s)
        + float((q * disagree).sum()) / (2 * s**2)
    )
    wide = z_value(conf) * sqrt(variance)
    ratio = r / s
    return CommonOdds(ratio, exp(log(ratio) - wide), exp(log(ratio) + wide), crude, _chance(kept), len(kept))


def _odds(table: np.ndarray) -> float:
    (a, b), (c, d) = table
    return float(a * d / (b * c)) if b * c else nan


def _chance(kept: np.ndarray) -> float:
    """Of Mantel and Haenszel's chi-squared with one degree of freedom."""
    rows, columns, n = kept.sum(axis=2), kept.sum(axis=1), kept.sum(axis=(1, 2))
    due = rows[:, 0] * columns[:, 0] / n
    with np.errstate(divide="ignore", invalid="ignore"):
        spread = np.where(n > 1, rows.prod(axis=1) * columns.prod(axis=1) / (n**2 * (n - 1)), 0.0).sum()
    if not spread > 0:
        return nan
    away = max(abs(float((kept[:, 0, 0] - due).sum())) - 0.5, 0.0)
    return erfc(away / sqrt(spread) / sqrt(2))
