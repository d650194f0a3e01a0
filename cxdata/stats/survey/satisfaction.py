"""What "satisfaction" may mean: five figures in public use, all from the same five counts.

They give different numbers for the same answers and are never to share an axis. Levels always run from very
dissatisfied to very satisfied. "Don't know" and "not applicable" are in none of them and are counted beside.
The UK Customer Satisfaction Index is not here: it averages many questions marked 1 to 10, which five counts of
one question cannot give.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from cxdata.stats.basics.distributions import t_quantile
from cxdata.stats.basics.proportions import Floats, base_note, wilson, z_value

LEVELS = ("very dissatisfied", "dissatisfied", "neither", "satisfied", "very satisfied")


@dataclass(frozen=True)
class Score:
    """A figure with its interval, in the unit of its definition. nan: no answers, or no interval can be given."""

    value: float
    lower: float
    upper: float
    base: float
    base_note: str


@dataclass(frozen=True)
class Definition:
    """One meaning of "satisfaction": how it is said, its range, and how it is worked out from five level counts."""

    id: str
    title: str
    formula: str
    minimum: float
    maximum: float
    unit: str
    compute: Callable[[Floats, float], tuple[float, float, float, float]]

    def score(self, counts: ArrayLike, *, conf: float = 0.95) -> Score:
        """The figure for counts of the five levels, in the order of LEVELS. ValueError when they are not five."""
        value, lower, upper, base = self.compute(_five(counts), conf)
        return Score(value, lower, upper, base, base_note(base))


def _five(counts: ArrayLike) -> Floats:
    levels = np.asarray(counts, dtype=float)
    if levels.shape != (len(LEVELS),):
        raise ValueError("satisfaction needs the counts of five levels, very dissatisfied first")
    if np.isnan(levels).any() or (levels < 0).any():
        raise ValueError("counts must be numbers of 0 or more")
    return levels


def _share(part: float, base: float, conf: float) -> tuple[float, float, float, float]:
    lower, upper = wilson(part, base, conf=conf)
    return (100 * part / base if base else float("nan")), 100 * float(lower), 100 * float(upper), base


def _satisfied(levels: Floats, conf: float) -> tuple[float, float, float, float]:
    return _share(float(levels[3:].sum()), float(levels.sum()), conf)


def _satisfied_of_opinions(levels: Floats, conf: float) -> tuple[float, float, float, float]:
    return _share(float(levels[3:].sum()), float(levels.sum() - levels[2]), conf)


def _ratio(levels: Floats, top: Floats, bottom: Floats, conf: float) -> tuple[float, float, float, float]:
    """Ratio of two sums over answers, with a t interval from its linearised variance (exact for a plain mean).

    No interval where fewer than two answers, or answers that are all alike, leave nothing to judge the spread by.
    """
    base = float(levels[bottom > 0].sum())
    whole = float(levels @ bottom)
    if not whole:
        return float("nan"), float("nan"), float("nan"), base
    value = float(levels @ top) / whole
    spread = float(levels @ (top - value * bottom) ** 2)
    if base < 2 or np.isclose(spread, 0):
        return value, float("nan"), float("nan"), base
    error = np.sqrt(spread * base / (base - 1)) / whole
    half = float(t_quantile(0.5 + conf / 2, freedom=base - 1)) * error
    return value, value - half, value + half, base


def _mean_score(levels: Floats, conf: float) -> tuple[float, float, float, float]:
    value, lower, upper, base = _ratio(levels, np.array([0.0, 25, 50, 75, 100]), np.ones(5), conf)
    return value, max(lower, 0.0), min(upper, 100.0), base


def _net(levels: Floats, conf: float) -> tuple[float, float, float, float]:
    base = float(levels.sum())
    if not base:
        return float("nan"), float("nan"), float("nan"), 0.0
    plus, minus = float(levels[3:].sum()) / base, float(levels[:2].sum()) / base
    value = plus - minus
    error = np.sqrt(max(plus + minus - value**2, 0) / base)
    if np.isclose(error, 0):
        return 100 * value, float("nan"), float("nan"), base
    half = z_value(conf) * error
    return 100 * value, 100 * max(value - half, -1), 100 * min(value + half, 1), base


def _strength_weighted(levels: Floats, conf: float) -> tuple[float, float, float, float]:
    value, lower, upper, base = _ratio(levels, np.array([0.0, 0, 0, 100, 200]), np.array([2.0, 1, 0, 1, 2]), conf)
    return value, max(lower, 0.0), min(upper, 100.0), base


SATISFIED = Definition(
    id="satisfied",
    title="Satisfied or very satisfied",
    formula="satisfied and very satisfied, out of all who gave a rating, those who said neither included",
    minimum=0,
    maximum=100,
    unit="%",
    compute=_satisfied,
)
SATISFIED_OF_OPINIONS = Definition(
    id="satisfied_of_opinions",
    title="Satisfied, of those with a view",
    formula="satisfied and very satisfied, out of all who gave a rating, those who said neither left out",
    minimum=0,
    maximum=100,
    unit="%",
    compute=_satisfied_of_opinions,
)
MEAN_SCORE = Definition(
    id="mean_score",
    title="Mean satisfaction score",
    formula="the average of 0, 25, 50, 75 and 100 for the five levels: (mean of 1 to 5, less 1) divided by 4",
    minimum=0,
    maximum=100,
    unit="points of 100",
    compute=_mean_score,
)
NET_SATISFIED = Definition(
    id="net_satisfied",
    title="Net satisfaction",
    formula="the share satisfied or very satisfied, less the share dissatisfied or very dissatisfied",
    minimum=-100,
    maximum=100,
    unit="percentage points",
    compute=_net,
)
STRENGTH_WEIGHTED = Definition(
    id="strength_weighted",
    title="Satisfied, strong views counted twice",
    formula="satisfied once and very satisfied twice, out of all views counted the same way, neither left out",
    minimum=0,
    maximum=100,
    unit="%",
    compute=_strength_weighted,
)
DEFINITIONS = {
    definition.id: definition
    for definition in (SATISFIED, SATISFIED_OF_OPINIONS, MEAN_SCORE, NET_SATISFIED, STRENGTH_WEIGHTED)
}
