"""The wards' figures with small wards steadied: each drawn towards the overall figure as its size deserves."""

from dataclasses import replace

import numpy as np

from cxdata.analysis.hotspots.finding import short_title
from cxdata.analysis.hotspots.wards import Hotspots
from cxdata.measures.query import Answer
from cxdata.measures.words import say_value


def steadied(wards: Answer, result: Hotspots) -> Answer | None:
    """The answer by ward with steadied figures, and no range: the range belongs to the figure as counted.

    None where the measure is no share or rate, which cannot be steadied.
    """
    values = {ward.name: ward.smoothed for ward in result.wards}
    figures = [values.get(str(name), np.nan) for name in wards.frame["ward"]]
    if np.isnan(figures).all():
        return None
    return replace(wards, frame=wards.frame.assign(value=figures, lower=np.nan, upper=np.nan))


def say_steadied(steady: Answer) -> str:
    """What is left of the differences between wards: their span, or that nothing is."""
    values = steady.frame["value"].dropna()
    low, high = say_value(steady.measure, values.min()), say_value(steady.measure, values.max())
    title = short_title(steady.measure)
    if low == high:
        return f"{title}: once small wards are steadied, the wards do not differ: {low} each"
    return f"{title}: once small wards are steadied, the wards run from {low} to {high}"
