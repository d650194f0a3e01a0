"""The forecasts this method would have made from earlier months, one by one, beside what came."""

from dataclasses import dataclass

import numpy as np

from cxdata.analysis.outlook.forecast import Forecast
from cxdata.analysis.rebases import rebases_of, since_last
from cxdata.council import Council
from cxdata.measures.model import Better
from cxdata.stats.forecast.backtest import forecast as forecast_share
from cxdata.stats.forecast.projection import FEWEST, YEAR, logit


@dataclass(frozen=True)
class Past:
    """One forecast of a month: its middle and the band that should hold 8 in 10, and what came; all 0 to 1."""

    place: int
    month: str
    made_in: str
    middle: float
    lower_80: float
    upper_80: float
    outcome: float

    @property
    def held(self) -> bool:
        """Whether what came lies within the band."""
        return self.lower_80 <= self.outcome <= self.upper_80


def past_forecasts(result: Forecast, council: Council, *, ahead: int) -> tuple[Past, ...]:
    """Forecasts `ahead` months ahead from every month with a year behind it and an outcome; as `backtest` counts them.

    Months at exactly 0 or 100 % are gaps, as they are there. `place` is the month's place in the result's series.
    """
    series = result.series
    since = since_last(rebases_of(series, council))
    falling = result.measure.better is Better.LOWER
    shares = 1 - series.values if falling else series.values
    logits = logit(np.where((shares > 0) & (shares < 1), shares, np.nan))
    found = []
    for origin in range(since + YEAR - 1, len(shares) - ahead):
        behind = logits[origin - YEAR + 1 : origin + 1]
        outcome = logits[origin + ahead]
        if np.isnan(behind[-1]) or np.isnan(outcome) or np.count_nonzero(~np.isnan(behind)) < FEWEST:
            continue
        middle, low, high = forecast_share(behind, "damped", ahead)
        if falling:
            middle, low, high = 1 - middle, 1 - high, 1 - low
        place = origin + ahead
        found.append(
            Past(place, series.name(place), series.name(origin), middle, low, high, float(series.values[place]))
        )
    return tuple(found)
