"""Events for a number of people, such as complaints per 1,000 residents, with their interval.

Method of Public Health England: exact Poisson limits below 10 events, Byar's approximation from 10 upwards.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from cxdata.stats.basics.proportions import Floats, IntervalLimits, z_value

EXACT_BELOW = 10


@dataclass(frozen=True)
class Rates:
    """Rates per `per` of the base with their limits; arrays of one shape.

    nan where there is no base: no rate is not a rate of nought. method is "exact", "Byar" or "" an element.
    """

    value: Floats
    lower: Floats
    upper: Floats
    method: np.ndarray
    per: float


def byar(count: ArrayLike, *, conf: float = 0.95) -> IntervalLimits:
    """Byar's limits of a Poisson count (Breslow and Day 1987), never below 0; nan where the count is missing.

    ValueError when a count is negative.
    """
    events, z = _events(count), z_value(conf)
    with np.errstate(divide="ignore", invalid="ignore"):
        lower = events * (1 - 1 / (9 * events) - z / (3 * np.sqrt(events))) ** 3
    more = events + 1
    upper = more * (1 - 1 / (9 * more) + z / (3 * np.sqrt(more))) ** 3
    return IntervalLimits(np.where(events == 0, 0.0, np.maximum(lower, 0.0)), upper)


def exact_poisson(count: ArrayLike, *, conf: float = 0.95) -> IntervalLimits:
    """Exact (Garwood) limits of a Poisson count; nan where the count is missing, ValueError when negative."""
    from scipy.special import gammaincinv

    events = _events(count)
    z_value(conf)
    tail = (1 - conf) / 2
    some = np.where(events > 0, events, 1.0)
    lower = np.where(events == 0, 0.0, np.where(np.isnan(events), np.nan, gammaincinv(some, tail)))
    return IntervalLimits(lower, gammaincinv(events + 1, 1 - tail))


def rate_interval(events: ArrayLike, base: ArrayLike, *, per: float = 1000, conf: float = 0.95) -> Rates:
    """Rate of events per `per` of the base, with exact limits below 10 events and Byar's otherwise.

    events and base are scalars or arrays that broadcast. A base of 0 or missing gives nan throughout; no events
    on a base gives a rate of 0 with an upper limit. ValueError when a number is negative.
    """
    counts, people = np.broadcast_arrays(_events(events), np.asarray(base, dtype=float))
    if (people < 0).any():
        raise ValueError("a base must not be negative")
    usable = np.where(people > 0, people, np.nan)
    few = counts < EXACT_BELOW
    lower, upper = byar(counts, conf=conf)
    if few.any():
        exact = exact_poisson(counts, conf=conf)
        lower, upper = np.where(few, exact.lower, lower), np.where(few, exact.upper, upper)
    value = per * counts / usable
    method = np.where(np.isnan(value), "", np.where(few, "exact", "Byar"))
    return Rates(value, per * lower / usable, per * upper / usable, method, per)


def _events(count: ArrayLike) -> Floats:
    events = np.asarray(count, dtype=float)
    if (events < 0).any():
        raise ValueError("counts must not be negative")
    return events
