"""The scale that a series is carried forward on, and the way back to the measure's own unit."""

import numpy as np
from numpy.typing import ArrayLike

from cxdata.stats.basics.proportions import Floats
from cxdata.stats.spc.scale import Kind, Scale, scale_of

_TOP = 100.0


def forecast_scale(kind: Kind, values: ArrayLike) -> Scale:
    """Log odds for shares and for scores out of 100, else as real change is judged: bands stay where figures can be."""
    return Scale("log odds") if kind == "score" else scale_of(kind, values)


def to_scale(kind: Kind, scale: Scale, values: Floats, bases: Floats | None = None) -> Floats:
    """Figures on the scale, nan for gaps and for what the scale does not know (a wait of nothing).

    A share of exactly 0 or 1 is read as (x + 1/2) / (n + 1) of its base, and is a gap where no base is given; a
    score of exactly 0 or 100 is a gap.
    """
    if kind == "share":
        return log_odds(values, bases)
    return log_odds(values / _TOP, None) if kind == "score" else scale.to_scale(values)


def from_scale(kind: Kind, scale: Scale, scaled: Floats) -> Floats:
    """Points on the scale in the measure's own unit."""
    return scale.original(scaled) * (_TOP if kind == "score" else 1.0)


def log_odds(shares: Floats, bases: Floats | None) -> Floats:
    """ln(p / (1 - p)) of shares between 0 and 1."""
    inside = shares.copy()
    extreme = (shares <= 0) | (shares >= 1)
    if extreme.any():
        with np.errstate(invalid="ignore", divide="ignore"):
            read = np.full(len(shares), np.nan) if bases is None else (shares * bases + 0.5) / (bases + 1)
        inside[extreme] = np.where((read > 0) & (read < 1), read, np.nan)[extreme]
    return np.log(inside / (1 - inside))
