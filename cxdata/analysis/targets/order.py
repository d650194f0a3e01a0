"""The order in which targets are read: missed ones first, then too close to say, met, and not judged."""

import math
from collections.abc import Sequence

from cxdata.analysis.targets.rows import Row
from cxdata.analysis.targets.verdict import Verdict

ORDER = (Verdict.MISSED, Verdict.CLOSE, Verdict.MET, Verdict.NOT_JUDGED)


def in_order(rows: Sequence[Row]) -> tuple[Row, ...]:
    """The rows in that order, within each those that are short by most first."""
    return tuple(sorted(rows, key=_place))


def _place(row: Row) -> tuple[int, float]:
    gap = shortfall(row)
    return ORDER.index(row.verdict), 0.0 if math.isnan(gap) else gap


def shortfall(row: Row) -> float:
    """How far the period's figure is beyond the first goal, as a share of it (below 0: short); nan without either."""
    figure = row.period
    if figure is None or math.isnan(figure.value) or not row.goals:
        return math.nan
    goal = row.goals[0]
    gap = (figure.value - goal.value) * (1 if goal.at_least else -1)
    return gap / abs(goal.value) if goal.value else math.copysign(math.inf, gap) if gap else 0.0
