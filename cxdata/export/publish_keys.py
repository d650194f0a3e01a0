"""What the totals of a table are taken over: its own groups, and the longer spans of time that a reader can choose.

A page shows a figure month by month and, of the period chosen, as one: a quarter is a total of three months of the line
beside it. So the months of a table are held against their quarters, half-years and years as well.
"""

from collections.abc import Sequence

import pandas as pd

from cxdata.contract import NOT_RECORDED
from cxdata.measures.model import Dimension
from cxdata.measures.registry.dimensions import DIMENSIONS
from cxdata.measures.words import calendar_start
from cxdata.periods import financial_year

_LONGER = tuple(dimension for dimension in DIMENSIONS.values() if dimension.calendar and dimension.months > 1)


def keys_of(frame: pd.DataFrame, by: Sequence[Dimension]) -> list[tuple[str, ...]]:
    """The key of each row: its level of each dimension, and after that of a span the longer ones that hold it."""
    if not by:
        return [()]
    rows = frame[[dimension.id for dimension in by]].itertuples(index=False, name=None)
    return [
        tuple(part for dimension, level in zip(by, row, strict=True) for part in (level, *_spans(dimension, level)))
        for row in (tuple(map(str, row)) for row in rows)
    ]


def _spans(dimension: Dimension, level: str) -> list[str]:
    """The quarter, half-year and years, as far as they are longer, that hold a span; none of a week, which can lie in
    two.
    """
    if not dimension.months:
        return []
    longer = [other for other in _LONGER if other.months > dimension.months]
    if level == NOT_RECORDED:
        return [level] * len(longer)
    start = calendar_start(dimension, level)
    since_april = (start.month - 4) % 12
    return [
        str(start.year)
        if other.id == "calendar_year"
        else f"{financial_year(start)}, {other.months} months, {since_april // other.months}"
        for other in longer
    ]
