"""On which scale a series is judged, so that its ups and downs are of one size wherever it stands.

Shares on the log of the odds, waits and large counts on the logarithm, small counts on the square root, scores as
they are. Figures come back with `original`, so that limits are drawn in the measure's own unit.
"""

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike

from cxdata.stats.basics.proportions import Floats

Kind = Literal["share", "wait", "count", "score"]
LARGE_COUNT = 30
_HALF = 0.5
_ROOT = 3 / 8


@dataclass(frozen=True)
class Scale:
    """One way to stretch figures: "log odds", "log", "root" or "as is"."""

    name: Literal["log odds", "log", "root", "as is"]

    def to_scale(self, values: ArrayLike, bases: ArrayLike | None = None) -> Floats:
        """The figures on this scale; nan where there is none, or none that the scale knows (a wait of 0).

        bases: answers behind each share, fraction of 1; a share with a base of 0 has no figure.
        """
        series = np.asarray(values, dtype=float)
        with np.errstate(divide="ignore", invalid="ignore"):
            if self.name == "log odds":
                base = np.asarray(bases, dtype=float)
                part = np.where(base > 0, series * base, np.nan)
                return np.log((part + _HALF) / (base - part + _HALF))
            if self.name == "log":
                return np.where(series > 0, np.log(np.where(series > 0, series, 1.0)), np.nan)
            return np.sqrt(series + _ROOT) if self.name == "root" else series.copy()

    def original(self, scaled: Floats) -> Floats:
        """Points on the scale as figures of the measure again."""
        if self.name == "log odds":
            from scipy.special import expit

            return np.asarray(expit(scaled))
        if self.name == "log":
            return np.exp(scaled)
        # Below the root of 3/8 lies no count: 0 is the least there can be.
        return np.maximum(np.maximum(scaled, 0.0) ** 2 - _ROOT, 0.0) if self.name == "root" else scaled


def scale_of(kind: Kind, values: ArrayLike) -> Scale:
    """The scale for a kind of measure; counts of 30 and more in every month are large. ValueError for another kind."""
    series = np.asarray(values, dtype=float)
    if kind == "share":
        return Scale("log odds")
    if kind == "wait":
        return Scale("log")
    if kind == "count":
        figures = series[~np.isnan(series)]
        return Scale("log" if len(figures) and figures.min() >= LARGE_COUNT else "root")
    if kind == "score":
        return Scale("as is")
    raise ValueError(f"a series is a share, a wait, a count or a score, not '{kind}'")
