"""The four rules by which a chart tells a signal from ordinary wobble, as NHS England's Making Data Count has them.

All functions take one stretch of a chart in time order and return one value a point. A month without a figure is
nan; it ends any run that it falls into, because nobody knows what it would have shown.
"""

from enum import IntEnum

import numpy as np

from cxdata.stats.basics.proportions import Floats

RUN = 7
Signs = np.ndarray


class Rule(IntEnum):
    """Why a point is marked, in order of precedence; ORDINARY when it is not."""

    ORDINARY = 0
    OUTSIDE = 1
    TREND = 2
    TWO_OF_THREE = 3
    SHIFT = 4

    @property
    def words(self) -> str:
        """The rule as a sentence fragment for a reader."""
        return {
            Rule.ORDINARY: "within the usual range",
            Rule.OUTSIDE: "outside the usual range",
            Rule.TREND: f"{RUN} months in a row each higher, or each lower, than the one before",
            Rule.TWO_OF_THREE: "two of three months near the edge of the usual range",
            Rule.SHIFT: f"{RUN} months in a row on one side of the average",
        }[self]


def shift_ends(side: Signs) -> Signs:
    """+1 or -1 where a point and the six before it lie above, or below, the mean; side holds their signs.

    A point exactly on the mean (0) or a gap (nan) breaks the run.
    """
    return _window_ends(side, RUN)


def trend_ends(values: Floats) -> Signs:
    """+1 or -1 where a point ends seven that rise, or fall, one after another; a tie or a gap breaks it."""
    steps = np.concatenate([[np.nan], np.sign(np.diff(values))]) if len(values) else values
    return _window_ends(steps, RUN - 1)


def two_of_three(close: Signs, side: Signs) -> Signs:
    """1 at each of three neighbours of which two or more are close to a limit and all lie on one side."""
    marked = np.zeros(len(close), dtype=int)
    for end in range(2, len(close)):
        window = slice(end - 2, end + 1)
        if np.sum(close[window] == 1) >= 2 and abs(np.sum(side[window])) == 3:
            marked[window] = 1
    return marked


def mark(values: Floats, *, mean: float, limits: tuple[float, float], near: tuple[float, float]) -> tuple[Signs, Signs]:
    """For each point the rule that marks it (as Rule values) and its direction: +1 high, -1 low, 0 unmarked.

    All members of a run are marked; of two in three only those near the limit. The direction is the side of the
    mean, but for a trend the way it runs: six rises in a row are a rise even where they begin low.
    """
    side = np.sign(values - mean)
    outside = (values < limits[0]) | (values > limits[1])
    close = (~outside & ((values < near[0]) | (values > near[1]))).astype(int)
    trend = _spread(trend_ends(values), RUN)
    shift = _spread(shift_ends(side), RUN)
    pair = two_of_three(close, side) * close
    rules = np.select(
        [outside, trend != 0, pair == 1, shift != 0],
        [Rule.OUTSIDE, Rule.TREND, Rule.TWO_OF_THREE, Rule.SHIFT],
        default=Rule.ORDINARY,
    )
    direction = np.where(rules == Rule.TREND, trend, np.where(rules == Rule.ORDINARY, 0, side))
    return rules, np.nan_to_num(direction).astype(int)


def _window_ends(signs: Signs, length: int) -> Signs:
    ends = np.zeros(len(signs), dtype=int)
    run, previous = 0, np.nan
    for i, sign in enumerate(signs):
        broken = np.isnan(sign) or sign == 0
        lasting = run + 1 if sign == previous else 1
        run, previous = (0 if broken else lasting), sign
        if run >= length:
            ends[i] = int(sign)
    return ends


def _spread(ends: Signs, length: int) -> Signs:
    """Mark the whole of each run whose end is marked; where two runs share a point the later one names it."""
    marked = np.zeros(len(ends), dtype=int)
    for end in np.flatnonzero(ends):
        marked[max(end - length + 1, 0) : end + 1] = ends[end]
    return marked
