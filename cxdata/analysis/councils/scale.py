"""Published shares in one scale: some print 0.9, some 90, and some of them both."""

from collections.abc import Sequence
from dataclasses import replace
from math import log
from statistics import median

from cxdata.analysis.councils.printed import Printed
from cxdata.measures.model import Measure, Unit
from cxdata.measures.words import say_value

_LEAST = 0.0005
"""A share nearer to none or all than this counts as so far from it."""


def in_unit(rows: Sequence[Printed], measure: Measure) -> list[Printed]:
    """The figures as the measure has them: shares from 0 to 1, whichever way each was printed.

    What is above 1 is a percentage. A figure of at most 1 among percentages may be either: its own counts decide, else
    which of the two lies nearer to the others, and its note says how it was read.
    """
    if measure.unit is not Unit.SHARE:
        return list(rows)
    percentages = [row.value / 100 for row in rows if row.value > 1]
    return [_as_share(row, measure, percentages) for row in rows]


def _as_share(row: Printed, measure: Measure, others: Sequence[float]) -> Printed:
    if row.value > 1:
        return replace(row, value=row.value / 100)
    near = row.counts[0] / row.counts[1] if row.counts and row.counts[1] else median(others) if others else None
    if near is None or abs(_logit(row.value) - _logit(near)) <= abs(_logit(row.value / 100) - _logit(near)):
        read = f"printed as {row.value:g}, read as {say_value(measure, row.value)}"
        return replace(row, note=read if others else "")
    return replace(row, value=row.value / 100)


def _logit(share: float) -> float:
    """How far a share is from a half, on the scale on which 1 % and 2 % differ as much as 98 % and 99 %."""
    inside = min(max(share, _LEAST), 1 - _LEAST)
    return log(inside / (1 - inside))
