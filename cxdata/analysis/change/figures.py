"""A series as the judge of real change wants it: what kind of figure it is, its bases, and each month's usual days."""

from dataclasses import replace
from datetime import timedelta

import numpy as np

from cxdata.analysis.series import Series
from cxdata.contract import NOT_RECORDED
from cxdata.council import Council
from cxdata.measures.model import Unit
from cxdata.measures.query import query
from cxdata.periods import WEEKDAYS, Period
from cxdata.scope import Scope
from cxdata.stats.basics.proportions import Floats
from cxdata.stats.spc.fit import Figures
from cxdata.store import Store

BY_THE_DAY = ("contacts", "calls")
"""Tables of things that come in on days of opening: complaints by post, say, have no weekdays of their own."""


def figures_of(series: Series, store: Store, scope: Scope, council: Council) -> Figures:
    """The values of a series with all that the judge must know of them."""
    measure = series.measure
    kind = series.kind
    has_figure = ~np.isnan(series.values)
    if kind == "share" and np.isnan(series.denominators[has_figure]).any():
        kind = "score"  # A published percentage without its base has no odds to take.
    if kind == "count" and not measure.is_count and measure.unit is Unit.COUNT:
        kind = "score"  # A middle value of counts need not be one.
    days = None
    if measure.is_count and measure.table in BY_THE_DAY and series.step == "month":
        days = usual_days(series, weekday_shares(series, store, scope, council), council)
    month = series.starts[0].month - 1
    return Figures(
        values=series.values,
        kind=kind,
        first=month if series.step == "month" else month // 3,
        step=series.step,
        bases=series.denominators if kind == "share" else None,
        usual_days=days,
        seasonal=measure.id not in council.without_season,
    )


def weekday_shares(series: Series, store: Store, scope: Scope, council: Council) -> dict[str, float]:
    """How the table's own records fall on weekdays, in the months of the series; {} where days are not known of all."""
    span = Period(series.starts[0], series.period(len(series.starts) - 1).end)
    frame = query(store, series.measure, ("weekday",), replace(scope, period=span), council=council).frame
    counted = {str(row["weekday"]): float(row["numerator"]) for row in frame.to_dict("records")}
    total = sum(counted.values())
    if not total or counted.get(NOT_RECORDED):
        return {}
    return {day: counted.get(day, 0.0) / total for day in WEEKDAYS}


def usual_days(series: Series, shares: dict[str, float], council: Council) -> Floats | None:
    """Each month's usual days (its weekdays by their share, bank holidays as Sundays) over those of the mean month."""
    if not shares:
        return None
    months = []
    for position in range(len(series.starts)):
        period = series.period(position)
        days = (period.start + timedelta(days=number) for number in range((period.end - period.start).days))
        named = ("Sunday" if day in council.bank_holidays else WEEKDAYS[day.weekday()] for day in days)
        months.append(sum(shares[name] for name in named))
    counted = np.array(months)
    return counted / counted.mean()
