"""The forecasts this method would have made from earlier months, one by one, beside what came."""

from dataclasses import dataclass

from cxdata.analysis.outlook.forecast import Forecast


@dataclass(frozen=True)
class PastMonth:
    """One forecast of a month: its middle, the band that should hold 8 in 10, and what came, in the measure's unit.

    `place` is the month's place in the result's series.
    """

    place: int
    month: str
    made_in: str
    middle: float
    lower_80: float
    upper_80: float
    outcome: float
    held: bool


def past_months(result: Forecast, *, ahead: int) -> tuple[PastMonth, ...]:
    """Those made `ahead` months before, oldest first: the very forecasts that the record counts."""
    series, since = result.series, result.since
    return tuple(
        PastMonth(
            place=since + forecast.place,
            month=series.name(since + forecast.place),
            made_in=series.name(since + forecast.origin),
            middle=forecast.middle,
            lower_80=forecast.lower_80,
            upper_80=forecast.upper_80,
            outcome=forecast.outcome,
            held=forecast.held,
        )
        for forecast in result.past
        if forecast.ahead == ahead
    )
