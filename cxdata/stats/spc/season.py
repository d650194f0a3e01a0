"""The time of year: what each calendar month (or quarter) usually adds, if a test sees a season at all.

The effects are shrunk by how plainly the test sees them, so that a season read out of noise does little harm.
"""

from dataclasses import dataclass

import numpy as np

from cxdata.stats.basics.distributions import f_tail
from cxdata.stats.basics.proportions import Floats

LEVEL = 0.05
_TWICE = 2


@dataclass(frozen=True)
class Season:
    """What the time of year adds on the scale of the series, by place in the year (0 is its first month or quarter).

    p is the chance of such a pattern without a season, nan where it could not be tested; share is how much of the
    pattern seen was believed (0 to 1); effects are all 0 where none was.
    """

    effects: Floats
    p: float
    share: float

    @property
    def taken_out(self) -> bool:
        """Whether a season was seen."""
        return self.share > 0

    def at(self, places: np.ndarray) -> Floats:
        """The effect at each place in the year."""
        return self.effects[places]


def no_season(length: int, p: float = float("nan")) -> Season:
    """Nothing to take out."""
    return Season(np.zeros(length), p, 0.0)


def season_of(scaled: Floats, places: np.ndarray, *, length: int = 12, fewest: int = 24) -> Season:
    """Test for a season by F, over and above a steady slope, and give its effects times 1 - 1/F if p < .05.

    scaled: figures on their scale, nan for gaps; places: where in the year each lies, 0 to length - 1. Untested with
    fewer than `fewest` figures, or where a calendar month was seen only once.
    """
    has_figure = ~np.isnan(scaled)
    y, month_of, time = scaled[has_figure], places[has_figure], np.flatnonzero(has_figure).astype(float)
    if len(y) < fewest or np.bincount(month_of, minlength=length).min() < _TWICE:
        return no_season(length)
    slope = np.column_stack([np.ones(len(y)), time])
    months = np.column_stack([slope, *(month_of == month for month in range(1, length))]).astype(float)
    without, _ = _squares(slope, y)
    least, fitted = _squares(months, y)
    degrees = len(y) - length - 1
    if without <= 1e-12 * max(1.0, float(np.abs(y).max()) ** 2):
        return no_season(length, 1.0)
    seen = np.concatenate([[0.0], fitted[2:]])
    f = ((without - least) / (length - 1)) / max(least / degrees, 1e-300)
    p = f_tail(f, above=length - 1, below=degrees)
    share = max(0.0, 1 - 1 / f) if p < LEVEL else 0.0
    return Season((seen - seen.mean()) * share, p, share)


def _squares(design: Floats, y: Floats) -> tuple[float, Floats]:
    fitted, *_ = np.linalg.lstsq(design, y, rcond=None)
    left = y - design @ fitted
    return float(left @ left), np.asarray(fitted, dtype=float)
