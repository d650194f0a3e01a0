"""From the parts of a measure as shown to its figures: value, range, and why there is none."""

from collections.abc import Mapping

import numpy as np
import pandas as pd

from cxdata.export.edition.offered import DAYS, MEAN_BASE, SHARE_BASE
from cxdata.measures.intervals import NO_DATA
from cxdata.measures.model import Interval, Measure, Unit
from cxdata.stats.basics.proportions import Floats, base_note, wilson, z_value
from cxdata.stats.basics.rates import rate_interval

Parts = dict[str, Floats]
_WHOLE_POINTS_BELOW = 300
"""A percentage of fewer than these is given in whole points: its rounding alone is wrong by one."""


def figures_of(
    measure: Measure, parts: Mapping[str, Floats], to: int, *, counted_apart: int, added: int = 1
) -> dict[str, object]:
    """The columns of an Answer for these groups; nan where the edition has too few people for a figure.

    `counted_apart` is of how many rounded counts the others of a share are made, and `added` of how many published
    cells each part is the sum.
    """
    variance = added * (to**2 - 1) / 6
    if "yes" in parts:
        figures = _share(parts["yes"], parts["others"], variance, counted_apart)
    elif measure.value:
        figures = _middle(parts)
    elif measure.unit is Unit.SCORE:
        figures = _mean(parts, variance)
    elif "residents" in parts:
        figures = _rate(measure, parts["n"], parts["residents"], variance)
    elif "base" in parts:
        figures = _ratio(measure, parts, variance)
    else:
        nothing = np.full(len(parts["n"]), np.nan)
        figures = (parts["n"], nothing, parts["n"], nothing, nothing, np.full(len(parts["n"]), ""))
    numerator, denominator, value, lower, upper, notes = figures
    columns = {
        "numerator": numerator,
        "denominator": denominator,
        "value": value,
        "lower": lower,
        "upper": upper,
        "base_note": pd.array([str(note) for note in notes], dtype="str"),
    }
    return columns | {name: np.full(len(numerator), np.nan) for name, _ in measure.extras}


Figures = tuple[Floats, Floats, Floats, Floats, Floats, np.ndarray]


def _share(yes: Floats, others: Floats, variance: float, counted_apart: int) -> Figures:
    """Yes out of yes and others."""
    base, enough, notes = _based(yes + others, SHARE_BASE)
    share = yes / base
    limits = wilson(np.where(enough, yes, np.nan), base)
    rounding = variance * ((1 - share) ** 2 + counted_apart * share**2) / base**2
    lower, upper = _widened(share, limits.lower, limits.upper, rounding)
    value = np.where(base < _WHOLE_POINTS_BELOW, share.round(2), share.round(3))
    return np.where(enough, yes, np.nan), base, value, lower, np.minimum(upper, 1), notes


def _mean(parts: Mapping[str, Floats], variance: float) -> Figures:
    """The mean of 0, 25, 50, 75 and 100 points over the five levels."""
    counts = np.array([parts[f"level_{level}"] for level in range(1, 6)])
    points = np.arange(5)[:, None] * 25.0
    base, enough, notes = _based(counts.sum(axis=0), MEAN_BASE)
    total = (counts * points).sum(axis=0)
    mean = total / base
    spread = (counts * (points - mean) ** 2).sum(axis=0)
    error = spread / (base - 1) / base + variance * ((points - mean) ** 2).sum(axis=0) / base**2
    half = z_value(0.95) * np.sqrt(error)
    return np.where(enough, total, np.nan), base, mean.round(1), mean - half, mean + half, notes


def _middle(parts: Mapping[str, Floats]) -> Figures:
    """The middle value of the bands of days, evenly spread within its band; in the last, which has no end, none."""
    counts = np.array([parts[f"days_{start}"] for start in DAYS])
    base, _, notes = _based(counts.sum(axis=0), MEAN_BASE)
    reached = counts.cumsum(axis=0)
    value = np.full(counts.shape[1], np.nan)
    for place, half in enumerate(base / 2):
        if not np.isnan(half):
            band = int(np.searchsorted(reached[:, place], half))
            if band < len(DAYS) - 1:
                before = reached[band, place] - counts[band, place]
                part = (half - before) / counts[band, place]
                value[place] = round(DAYS[band] + part * (DAYS[band + 1] - DAYS[band]), 1)
    nothing = np.full(len(value), np.nan)
    return nothing, base, value, nothing, nothing, notes


def _ratio(measure: Measure, parts: Mapping[str, Floats], variance: float) -> Figures:
    """One count over another that was rounded apart: of seconds over calls, answers over invitations."""
    part = parts.get("n", parts.get("total", np.zeros(0)))
    base, enough, notes = _based(parts["base"], SHARE_BASE if "n" in parts else MEAN_BASE)
    ratio = part / base
    nothing = np.full(len(base), np.nan)
    lower, upper = nothing, nothing
    rounding = variance * (1 + ratio**2) / base**2 * measure.scale**2
    if measure.interval is Interval.WILSON:
        limits = wilson(np.where(part <= base, part, np.nan), base)
        lower, upper = _widened(ratio, limits.lower, limits.upper, rounding)
    if measure.interval is Interval.BYAR:
        rates = rate_interval(np.where(enough, part, np.nan), base, per=measure.scale)
        lower, upper = _widened(ratio * measure.scale, rates.lower, rates.upper, rounding)
    value = (ratio * measure.scale).round(2 if measure.unit is Unit.SHARE else 1)
    return np.where(enough, part, np.nan), base, value, lower, upper, notes


def _rate(measure: Measure, counted: Floats, residents: Floats, variance: float) -> Figures:
    """A count for each so many residents, who are public."""
    base = np.where(residents > 0, residents, np.nan)
    value = counted / base * measure.scale
    rates = rate_interval(counted, base, per=measure.scale)
    lower, upper = _widened(value, rates.lower, rates.upper, variance / base**2 * measure.scale**2)
    known = np.where(np.isnan(base), np.nan, counted)  # of nobody's residents there is no rate, and nothing is counted
    return known, base, value.round(1), lower, upper, np.where(np.isnan(base), NO_DATA, "")


def _based(base: Floats, least: int) -> tuple[Floats, np.ndarray, np.ndarray]:
    """The base where it is large enough, which ones are, and what stands beside each."""
    enough = base >= least
    notes = np.array(
        [base_note(one) if one >= least else f"fewer than {least}, as published" for one in base], dtype=object
    )
    return np.where(enough, base, np.nan), enough, notes


def _widened(value: Floats, lower: Floats, upper: Floats, rounding: Floats) -> tuple[Floats, Floats]:
    """A range that counts the rounding too: the two errors are independent, so their squares add up."""
    more = z_value(0.95) ** 2 * rounding
    low = value - np.sqrt((value - lower) ** 2 + more)
    return np.maximum(low, 0), value + np.sqrt((upper - value) ** 2 + more)
