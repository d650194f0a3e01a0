"""Shall we reach the target by then? A damped random walk on the logit, with bands that admit what is not known.

Straight-line trends promise too much: on 63 months of a real service their "80%" band held the outcome 26 to 45
times in 100. `backtest` gives the same account for any series. Shares are fractions of 1, one a month on a full
calendar, nan for a month without a figure.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from cxdata.stats.basics.proportions import Floats, Interval
from cxdata.stats.basics.student_t import t_below, t_quantile

FEWEST = 8
WINDOW = 24
YEAR = 12
DAMPING = 0.9
UNLIKELY, LIKELY = 0.2, 0.8


@dataclass(frozen=True)
class Steps:
    """What past months tell about the next: level (logit), drift and spread a month, and on how many steps.

    stale counts the months at the end without a figure, which the walk has taken unseen.
    """

    level: float
    drift: float
    spread: float
    count: int
    stale: int


@dataclass(frozen=True)
class Projection:
    """Months ahead 1, 2 ... horizon, one element each: the middle, bands of 50% and 80%, the no-change line.

    chance is P(share >= target) at the horizon, nan without a target; verdict is "unlikely", "cannot say",
    "likely", or "" without target or forecast. problem says why there is no forecast; arrays are then empty.
    months_used counts the months with a figure that the forecast rests on.
    """

    middle: Floats
    band50: Interval
    band80: Interval
    no_change: Floats
    target: float | None
    chance: float
    verdict: str
    months_used: int
    problem: str


def logit(share: Floats) -> Floats:
    """ln(p / (1 - p)), for shares strictly between 0 and 1."""
    return np.log(share / (1 - share))


def share_of(logits: Floats) -> Floats:
    """The share that has this logit."""
    return 1 / (1 + np.exp(-np.clip(logits, -700, 700)))


def project(
    shares: ArrayLike,
    *,
    horizon: int,
    target: float | None = None,
    bases: ArrayLike | None = None,
    since: int = 0,
    window: int = WINDOW,
    seasonal: bool = False,
    ceiling: float = 1.0,
) -> Projection:
    """Forecast a monthly share `horizon` months ahead.

    It rests on at most the last `window` months and, when seasonal, on the year before them too.
    bases: answers a month, needed only where a month stands at exactly 0 or 1, which is then read as
    (x + 1/2) / (n + 1). since: first month after a change of definition or a rebase; earlier ones are not used.
    seasonal: start from the same month of last year, needs 24 months. ceiling: a share that cannot be passed, such
    as 1 less the share who need a person. ValueError for shares outside 0 to 1 or a horizon under 1.
    """
    series = np.asarray(shares, dtype=float)
    if horizon < 1 or (series < 0).any() or (series > 1).any():
        raise ValueError("shares are fractions between 0 and 1, and the horizon is 1 month or more")
    # A seasonal forecast compares each of the months with one a year before it.
    used = slice(max(since, len(series) - window - (YEAR if seasonal else 0)), None)
    logits, problem = _usable(series[used], None if bases is None else np.asarray(bases, dtype=float)[used], seasonal)
    if problem:
        return _none(target, int(np.count_nonzero(~np.isnan(logits))), problem)
    ahead = np.arange(1, horizon + 1)
    if seasonal:
        middle, spread, freedom = _seasonal_path(logits, ahead)
    else:
        steps = monthly_steps(logits)
        middle, spread = path(steps, ahead)
        freedom = steps.count - 1
    bands = [_band(middle, spread, freedom, conf, ceiling) for conf in (0.5, 0.8)]
    chance = float("nan") if target is None else _chance(middle[-1], spread[-1], freedom, target, ceiling)
    latest = float(series[~np.isnan(series)][-1])
    return Projection(
        middle=np.minimum(share_of(middle), ceiling),
        band50=bands[0],
        band80=bands[1],
        no_change=np.full(horizon, latest),
        target=target,
        chance=chance,
        verdict=verdict(chance),
        months_used=int(np.count_nonzero(~np.isnan(logits))),
        problem="",
    )


def verdict(chance: float) -> str:
    """The words for a chance of reaching a target; "" where it is not known."""
    if np.isnan(chance):
        return ""
    if chance < UNLIKELY:
        return "unlikely"
    return "likely" if chance > LIKELY else "cannot say"


def monthly_steps(logits: Floats) -> Steps:
    """Drift and spread of the steps between the months that have a figure.

    A step across a gap of g months counts as g months of drift, and its surprise is divided by the square root of
    g: with no gaps, drift and spread are the mean and standard deviation of the month-to-month differences.
    """
    known = np.flatnonzero(~np.isnan(logits))
    gaps, jumps = np.diff(known), np.diff(logits[known])
    drift = float(jumps.sum() / gaps.sum())
    surprises = (jumps - drift * gaps) / np.sqrt(gaps)
    stale = len(logits) - 1 - int(known[-1])
    spread = float(np.sqrt((surprises**2).sum() / (len(surprises) - 1)))
    return Steps(float(logits[known[-1]]), drift, spread, len(jumps), stale)


def path(steps: Steps, ahead: np.ndarray, *, damping: float = DAMPING) -> tuple[Floats, Floats]:
    """Middle and spread on the logit for each of the months ahead; each step's drift is `damping` times the last."""
    walked = ahead + steps.stale
    drift = steps.drift * (1 - damping**walked) / (1 - damping)
    return steps.level + drift, steps.spread * np.sqrt(walked * (1 + walked / steps.count))


def _seasonal_path(logits: Floats, ahead: np.ndarray) -> tuple[Floats, Floats, int]:
    """The same month of last year plus the change since, which itself walks from month to month without drift.

    The spread of the 12-month changes about their mean would not do: they overlap, so that a year of them says
    little more than one. Beyond a year the doubts of each year are added up, as they lean the same way.
    """
    changes = monthly_steps(logits[YEAR:] - logits[:-YEAR])
    doubt = changes.spread * np.sqrt(ahead + changes.stale)
    middle = np.concatenate([logits[-YEAR:], np.full(len(ahead), changes.level)])
    spread = np.concatenate([np.zeros(YEAR), doubt])
    for month in range(YEAR, len(middle)):
        middle[month] += middle[month - YEAR]
        spread[month] += spread[month - YEAR]
    return middle[YEAR:], spread[YEAR:], changes.count - 1


def _band(middle: Floats, spread: Floats, freedom: int, conf: float, ceiling: float) -> Interval:
    reach = float(t_quantile(0.5 + conf / 2, freedom=freedom)) * spread
    return Interval(np.minimum(share_of(middle - reach), ceiling), np.minimum(share_of(middle + reach), ceiling))


def _chance(middle: float, spread: float, freedom: int, target: float, ceiling: float) -> float:
    if target <= 0:
        return 1.0
    if target > ceiling or target >= 1:
        return 0.0
    surplus = middle - float(logit(np.array(target)))
    if spread == 0:
        return float(surplus >= 0)
    return float(t_below(surplus / spread, freedom=freedom))


def _usable(recent: Floats, bases: Floats | None, seasonal: bool) -> tuple[Floats, str]:
    """Logits of these months, and the sentence that says why they will not do ("" when they will)."""
    shares = recent.copy()
    extreme = (shares == 0) | (shares == 1)
    if extreme.any():
        if bases is None:
            return shares, "A month stands at exactly 0% or 100%; its number of answers is needed for a forecast."
        shares[extreme] = (shares[extreme] * bases[extreme] + 0.5) / (bases[extreme] + 1)
    months = int(np.count_nonzero(~np.isnan(shares)))
    if months < FEWEST:
        return shares, f"No forecast: {months} months with a figure, and {FEWEST} are needed."
    if seasonal and not _two_years(shares):
        return shares, f"No seasonal forecast: {2 * YEAR} months are needed, the last {YEAR} of them without a gap."
    return logit(shares), ""


def _two_years(shares: Floats) -> bool:
    if len(shares) < 2 * YEAR or np.isnan(shares[-YEAR:]).any():
        return False
    return bool(np.count_nonzero(~np.isnan(shares[YEAR:] - shares[:-YEAR])) >= FEWEST)


def _none(target: float | None, months: int, problem: str) -> Projection:
    empty = np.zeros(0)
    nothing = Interval(empty, empty)
    return Projection(empty, nothing, nothing, empty, target, float("nan"), "", months, problem)
