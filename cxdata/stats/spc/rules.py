"""The four rules by which a chart tells a signal from ordinary wobble, as NHS England's Making Data Count has them.

All functions take one stretch of a chart in time order and return one value a point. A month without a figure is
nan; it ends any run that it falls into, because nobody knows what it would have shown.
"""

from dataclasses import dataclass
from enum import IntEnum

import numpy as np

from cxdata.stats.basics.proportions import Floats
from cxdata.stats.spc.limits import NEAR, RUN

STEPS = 6
"""A trend is so many steps one way, one after another."""
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
            Rule.TREND: "one of a row of months each higher, or each lower, than the one before",
            Rule.TWO_OF_THREE: "two of three months near the edge of the usual range",
            Rule.SHIFT: "one of a long row of months on one side of what is usual",
        }[self]


@dataclass(frozen=True)
class Marks:
    """For each point the rule that marks it (as Rule values) and its direction: +1 high, -1 low, 0 unmarked."""

    rules: Signs
    direction: Signs


@dataclass(frozen=True)
class Latest:
    """What holds at the latest figure: `run` months up to it on one `side` (+1, -1, or 0 on the average itself),
    `steps` one way without a break (negative for falls), and which rules hold.
    """

    run: int
    side: int
    steps: int
    outside: bool
    trend: bool
    pair: bool
    shift: bool

    @property
    def direction(self) -> int:
        """+1, -1, or 0 where no rule holds: the trend's way if it holds, else the side.

        Outside, pair and run all share the latest month's side, so only a trend can speak against them; and a rise
        that still lies low was lower before, so it is always the newer news.
        """
        if self.trend:
            return 1 if self.steps > 0 else -1
        return self.side if self.outside or self.pair or self.shift else 0

    @property
    def against(self) -> bool:
        """Whether a trend holds that runs against the side on which the figures still lie."""
        return self.trend and self.side == -self.direction

    @property
    def held(self) -> str:
        """The rules that hold, joined: 'trend + shift'; '' for none."""
        names = ("outside", "trend", "pair", "shift")
        return " + ".join(name for name in names if getattr(self, name))


def shift_ends(side: Signs, run: int = RUN) -> Signs:
    """+1 or -1 where a point and those before it, `run` in all, lie above, or below, the mean; side holds their signs.

    A point exactly on the mean (0) or a gap (nan) breaks the run.
    """
    return _window_ends(side, run)


def trend_ends(values: Floats) -> Signs:
    """+1 or -1 where a point ends seven that rise, or fall, one after another; a tie or a gap breaks it."""
    return _window_ends(_steps(values), STEPS)


def two_of_three(close: Signs, side: Signs) -> Signs:
    """1 at each of three neighbours of which two or more are close to a limit and all lie on one side."""
    marked = np.zeros(len(close), dtype=int)
    for end in range(2, len(close)):
        window = slice(end - 2, end + 1)
        if np.sum(close[window] == 1) >= 2 and abs(np.sum(side[window])) == 3:
            marked[window] = 1
    return marked


def mark(left: Floats, *, reach: float, run: int = RUN, pair: bool = True) -> Marks:
    """Mark what is left of a series about 0: outside `reach`, trend, two of three (if `pair`), `run` on one side.

    All members of a run are marked; of two in three only those near the limit. The direction is the side of the
    mean, but for a trend the way it runs: six rises in a row are a rise even where they begin low.
    """
    side = np.sign(left)
    outside = np.abs(left) > reach
    close = _close(left, reach)
    trend = _spread(trend_ends(left), STEPS + 1)
    shift = _spread(shift_ends(side, run), run)
    edge = two_of_three(close, side) * close if pair else np.zeros(len(left), dtype=int)
    rules = np.select(
        [outside, trend != 0, edge == 1, shift != 0],
        [Rule.OUTSIDE, Rule.TREND, Rule.TWO_OF_THREE, Rule.SHIFT],
        default=Rule.ORDINARY,
    )
    direction = np.where(rules == Rule.TREND, trend, np.where(rules == Rule.ORDINARY, 0, side))
    return Marks(rules, np.nan_to_num(direction).astype(int))


def latest_of(left: Floats, *, reach: float, run: int = RUN, pair: bool = True) -> Latest:
    """Which rules hold at the last point, which must have a figure."""
    side = np.sign(left)
    steps = _lasting(_steps(left))
    lasting = _lasting(side)
    edge = bool(pair and two_of_three(_close(left, reach), side)[-1])
    return Latest(
        run=abs(lasting),
        side=int(side[-1]),
        steps=steps,
        outside=bool(abs(left[-1]) > reach),
        trend=abs(steps) >= STEPS,
        pair=edge,
        shift=abs(lasting) >= run,
    )


def _close(left: Floats, reach: float) -> Signs:
    size = np.abs(left)
    return ((size > NEAR * reach) & (size <= reach)).astype(int)


def _steps(values: Floats) -> Signs:
    return np.concatenate([[np.nan], np.sign(np.diff(values))]) if len(values) else values


def _lasting(signs: Signs) -> int:
    """How many of the last signs are alike, with their sign: -4 for four falls."""
    run = 0
    for sign in signs[::-1]:
        if np.isnan(sign) or sign == 0 or sign != signs[-1]:
            break
        run += 1
    return run * int(signs[-1]) if run else 0


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
