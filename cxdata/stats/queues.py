"""How long callers wait where so many people answer: Erlang's formulas, with and without callers who give up.

Erlang C (Erlang 1917; Cooper 1981, Introduction to Queueing Theory) takes it that nobody gives up. Erlang A (Palm 1957;
Garnett, Mandelbaum and Reiman 2002, M&SOM 4, 208-227) gives each caller a patience of exponential length. Both take it
that calls come at one rate within the half-hour, one by one, and that the length of a call is exponential. The wait an
endlessly patient caller would have has the density v(x) = v(0) exp(rate × H(x) − people × x / handle), H(x) being the
time a caller has stayed on average by x (Zeltyn and Mandelbaum 2005, Queueing Systems 51, 361-402): all figures of
Erlang A are integrals of it, taken in logarithms, so that hundreds of people are as good as three.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from math import ceil, exp, expm1, inf, isinf, log

import numpy as np

from cxdata.stats.basics.proportions import Floats
from cxdata.stats.basics.rates import rate_interval

SHRINKAGE = 0.3
"""Of the hours on a rota so many are breaks, training, leave and sickness, where a council has no figure of its own."""
MOST_PEOPLE = 5000
_NODES = 100
_NEGLIGIBLE = 42.0  # e^-42 is less than what a float can tell from nothing beside 1
_FAR = 700.0  # e^700 is about the largest float


@dataclass(frozen=True)
class Demand:
    """Calls that come in one interval: how many, how long it is and how long each takes, in seconds; and how long a
    caller's patience is on average (inf: nobody gives up).
    """

    calls: float
    interval: float
    handle: float
    patience: float = inf

    def __post_init__(self) -> None:
        if self.calls < 0 or not self.interval > 0 or not self.handle > 0 or not self.patience > 0:
            raise ValueError("calls cannot be below 0, and interval, handle time and patience must be above it")

    @property
    def rate(self) -> float:
        """Calls a second."""
        return self.calls / self.interval

    @property
    def erlangs(self) -> float:
        """The work that comes: people who would be busy all the time."""
        return self.rate * self.handle


@dataclass(frozen=True)
class Service:
    """What callers meet: the chance of any wait, the mean wait of all callers in seconds (those who give up wait until
    then), the share who give up, how much of their time people are busy, and the share answered within the seconds
    that were asked for.
    """

    chance: float
    wait: float
    given_up: float
    occupancy: float
    within: float


@dataclass(frozen=True)
class Promise:
    """What is asked of a queue: `share` of calls answered within `seconds`, people busy for no more than `occupancy` of
    their time, a mean wait of `wait` seconds at most, and no more than `given_up` of callers giving up.
    """

    share: float = 0.8
    seconds: float = 20.0
    occupancy: float = 0.85
    wait: float = inf
    given_up: float = 1.0

    def is_kept(self, service: Service) -> bool:
        """Whether callers who meet this are served as promised."""
        return (
            service.within >= self.share
            and service.occupancy <= self.occupancy
            and service.wait <= self.wait
            and service.given_up <= self.given_up
        )


def erlang_b(erlangs: float, people: int) -> float:
    """The chance that all of `people` are busy where nobody waits, by the recursion of its inverse."""
    inverse = 1.0
    for number in range(1, people + 1):
        inverse = 1.0 + inverse * number / erlangs if erlangs > 0 else inf
    return 1.0 / inverse


def erlang_c(demand: Demand, people: int, *, seconds: float = 20.0) -> Service:
    """What callers meet where nobody gives up; people who cannot keep up leave everybody waiting for ever."""
    work = demand.erlangs
    if work == 0:
        return Service(0.0, 0.0, 0.0, 0.0, 1.0)
    if people <= work:
        return Service(1.0, inf, 0.0, 1.0, 0.0)
    blocked = erlang_b(work, people)
    chance = people * blocked / (people - work * (1 - blocked))
    spare = (people - work) / demand.handle
    return Service(chance, chance / spare, 0.0, work / people, 1 - chance * exp(-spare * seconds))


def erlang_a(demand: Demand, people: int, *, seconds: float = 20.0) -> Service:
    """What callers meet who give up after a patience of exponential length; Erlang C where nobody does."""
    if isinf(demand.patience):
        return erlang_c(demand, people, seconds=seconds)
    work = demand.erlangs
    if work == 0:
        return Service(0.0, 0.0, 0.0, 0.0, 1.0)
    if people < 1:
        return Service(1.0, demand.patience, 1.0, 0.0, 0.0)
    # Of one busy person fewer than all, beside any number fewer: how v(0) stands to the chance of no wait.
    last = erlang_b(work, people - 1)
    peak = max(0.0, demand.patience * log(work / people))
    top = _exponent(demand, people, peak)
    if last == 0 or (start := log(demand.rate) + log(last)) + top < -_FAR:
        return Service(0.0, 0.0, 0.0, work / people, 1.0)
    at, weight = _places(demand, people, peak, seconds)
    gone = -np.expm1(-at / demand.patience)
    density = np.exp(demand.rate * demand.patience * gone - people / demand.handle * at - top) * weight
    waited, lost = float(density.sum()), float(density @ gone)
    soon = float((density * (1 - gone))[at <= seconds].sum())
    none = exp(-start - top) if start + top < _FAR else 0.0
    whole = none + waited
    given_up = lost / whole
    return Service(
        chance=waited / whole,
        wait=given_up * demand.patience,
        given_up=given_up,
        occupancy=min(work * (1 - given_up) / people, 1.0),
        within=(none + soon) / whole,
    )


def people_needed(demand: Demand, promise: Promise) -> int:
    """The fewest people who keep a promise; 0 where no call comes. Raises ValueError for a promise nobody can keep."""
    if demand.calls == 0:
        return 0

    def keeps(people: int) -> bool:
        return promise.is_kept(erlang_a(demand, people, seconds=promise.seconds))

    return _fewest(keeps, max(int(demand.erlangs), 1))


def on_the_rota(people: int, *, shrinkage: float = SHRINKAGE) -> int:
    """How many must be on the rota for so many to be at the phones."""
    return ceil(people / (1 - shrinkage) - 1e-9)


def patience_seen(given_up: float, waited: float) -> tuple[float, float, float]:
    """The mean patience in seconds, and its 95 % interval: callers who gave up, of all seconds waited by anybody.

    The usual estimate of a rate where most were answered before their patience was known to end (Mandelbaum and Zeltyn
    2007). inf where nobody gave up; nan where nobody waited.
    """
    rates = rate_interval(np.array([given_up]), np.array([waited if waited > 0 else np.nan]), per=1)
    ends = (float(each[0]) for each in (rates.value, rates.upper, rates.lower))
    mean, shortest, longest = (1 / each if each else inf for each in ends)
    return mean, shortest, longest


def _fewest(keeps: Callable[[int], bool], start: int) -> int:
    """The fewest people who keep it, looked for from `start` on, in steps that double, and then between."""
    low, high, step = 0, start, 1
    while not keeps(high):
        low, high, step = high, high + step, step * 2
        if low > MOST_PEOPLE:
            raise ValueError(f"not even {MOST_PEOPLE:,} people keep this promise")
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if keeps(middle) else (middle, high)
    return high


def _exponent(demand: Demand, people: int, at: float) -> float:
    """The logarithm of v(x) / v(0)."""
    return demand.rate * demand.patience * -expm1(-at / demand.patience) - people * at / demand.handle


def _places(demand: Demand, people: int, peak: float, seconds: float) -> tuple[Floats, Floats]:
    """Places and weights that add up v over all waits, on both sides of its peak and of the seconds asked for."""
    top = _exponent(demand, people, peak)

    def matters(at: float) -> bool:
        return _exponent(demand, people, at) > top - _NEGLIGIBLE

    far = _edge(peak, demand.handle / people, matters)
    near = 0.0 if matters(0.0) else peak - _edge(0.0, peak / 64, lambda back: matters(peak - back))
    ends = np.array(sorted({near, far, *(end for end in (peak, seconds) if near < end < far)}))
    nodes, weights = _gauss()
    half = (ends[1:] - ends[:-1])[:, None] / 2
    return (half * nodes + (ends[1:] + ends[:-1])[:, None] / 2).ravel(), (half * weights).ravel()


def _edge(start: float, step: float, matters: Callable[[float], bool]) -> float:
    """The first place beyond `start` that no longer matters, in steps that double, and then between the last two."""
    low, high = start, start + step
    while matters(high):
        low, high = high, high + 2 * (high - start)
    for _ in range(6):
        middle = (low + high) / 2
        low, high = (middle, high) if matters(middle) else (low, middle)
    return high


@cache
def _gauss() -> tuple[Floats, Floats]:
    nodes, weights = np.polynomial.legendre.leggauss(_NODES)
    return nodes, weights
