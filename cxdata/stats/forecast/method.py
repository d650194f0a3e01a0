"""The one method on the scale of the series: season, level and drift, with the errors that they have had so far."""

from dataclasses import dataclass
from math import sqrt

import numpy as np

from cxdata.stats.basics.proportions import Floats
from cxdata.stats.forecast.drift import drift, drift_ahead
from cxdata.stats.forecast.level import levels, smoothing_weight
from cxdata.stats.forecast.own_errors import OwnErrors, own_errors
from cxdata.stats.spc.season import Season, season_of

YEAR = 12
LAST = 60
"""Older months tell of another time, and are not used."""


@dataclass(frozen=True)
class ForecastFit:
    """What the months tell. Months ahead are counted from the last month with a figure; `next_place` is its next one.

    Everything is on the scale of the series; `weight` is the smoothing weight, `drift` the move a month.
    """

    season: Season
    weight: float
    level: float
    drift: float
    errors: OwnErrors
    next_place: int

    def middle(self, ahead: Floats) -> Floats:
        """The middle of the forecast: level, drift as it fades, and the time of year."""
        places = (self.next_place - 1 + ahead.astype(int)) % YEAR
        return self.level + drift_ahead(self.drift, ahead) + self.season.at(places)

    def half_width(self, held: float, ahead: Floats) -> Floats:
        """Half the width of the band that should hold this share (0 to 1) of what comes."""
        return self.errors.half_width(held, ahead)


def fit(scaled: Floats) -> ForecastFit:
    """Fit at most the last 60 months of a series on its scale; nan for gaps. ValueError without a figure."""
    recent = scaled[-LAST:]
    with_figure = np.flatnonzero(~np.isnan(recent))
    if not len(with_figure):
        raise ValueError("a forecast needs a month with a figure")
    recent = recent[: with_figure[-1] + 1]
    places = np.arange(len(recent)) % YEAR
    season = season_of(recent, places)
    rest = recent - season.at(places)
    weight = smoothing_weight(rest)
    after = levels(rest, weight)
    # The effects of the season have seen the very months they are judged by: without this the band is far too narrow.
    years = len(recent) / YEAR
    inflation = sqrt((years + 1) / (years - 1)) if season.taken_out else 1.0
    return ForecastFit(season, weight, float(after[-1]), drift(rest), own_errors(rest, after, inflation), len(recent))
