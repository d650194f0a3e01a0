"""From counts to figures: the value, the range around it, and when a base is too small to say."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

from cxdata.measures.model import Interval, Measure, Unit
from cxdata.stats.basics.proportions import TOO_FEW, Floats, base_note, wilson, z_value
from cxdata.stats.basics.rates import rate_interval

NO_DATA = "no data"
NO_BASE = "nobody counted"
NOBODY_ASKED = "nobody recorded who was asked"
PART_EXCEEDS_WHOLE = "more than its base: see the checks"
COLUMNS = ("numerator", "denominator", "value", "lower", "upper", "base_note")

Columns = dict[str, list[Any]]


def figures_with_ranges(measure: Measure, groups: Sequence[str], columns: Columns) -> pd.DataFrame:
    """The counts of each group with value, interval and base note; one row a group, `COLUMNS` after the groups."""
    counted = _numbers(columns["numerator"])
    denominator = _numbers(columns["denominator"]) if "denominator" in columns else np.full(len(counted), np.nan)
    # SQL's sum over no row is NULL: where somebody is in the base, nobody in the part is 0 of them.
    numerator = np.where(np.isnan(counted) & (denominator > 0), 0.0, counted)
    if measure.is_count:
        value, notes = numerator, [NO_DATA if missing else "" for missing in np.isnan(numerator)]
    else:
        notes = _base_notes(measure, numerator, denominator)
        unsaid = np.array([note in (NO_DATA, NO_BASE, NOBODY_ASKED, base_note(0)) for note in notes], dtype=bool)
        ratio = _numbers(columns["value"]) if measure.value else _ratio(numerator, denominator) * measure.scale
        value = np.where(unsaid, np.nan, ratio)
    lower, upper = _interval(measure, numerator, denominator, columns)
    unknown = np.isnan(value)
    figures = {
        "numerator": numerator,
        "denominator": denominator,
        "value": value,
        "lower": np.where(unknown, np.nan, lower),
        "upper": np.where(unknown, np.nan, upper),
        "base_note": pd.array(notes, dtype="str"),
    }
    extras = {name: np.where(unknown, np.nan, _numbers(columns[name])) for name, _ in measure.extras}
    names = {name: pd.array(columns[name], dtype="str") for name in groups}
    return pd.DataFrame({**names, **figures, **extras}, copy=False)


def _numbers(values: Sequence[float | None]) -> Floats:
    return np.array([np.nan if value is None else value for value in values], dtype=float)


def _ratio(numerator: Floats, denominator: Floats) -> Floats:
    return numerator / np.where(denominator > 0, denominator, np.nan)


def _base_notes(measure: Measure, numerator: Floats, denominator: Floats) -> list[str]:
    return [_base_note(measure, part, whole) for part, whole in zip(numerator, denominator, strict=True)]


def _base_note(measure: Measure, part: float, whole: float) -> str:
    if measure.unit is Unit.PER_1000:
        return "" if whole > 0 and not np.isnan(part) else NO_DATA
    if np.isnan(part) and np.isnan(whole):
        return NO_DATA
    if np.isnan(whole) or whole == 0:
        return NOBODY_ASKED if measure.denominator_table == "invitations" else NO_BASE
    if measure.interval is Interval.WILSON and part > whole:
        return PART_EXCEEDS_WHOLE
    return base_note(whole)


def _interval(measure: Measure, numerator: Floats, denominator: Floats, columns: Columns) -> tuple[Floats, Floats]:
    if measure.interval is Interval.WILSON:
        sound = (denominator >= TOO_FEW) & (numerator <= denominator)
        lower, upper = wilson(np.where(sound, numerator, np.nan), np.where(sound, denominator, np.nan))
        return lower, upper
    if measure.interval is Interval.BYAR:
        rates = rate_interval(numerator, np.where(denominator > 0, denominator, np.nan), per=measure.scale)
        return rates.lower, rates.upper
    if measure.interval is Interval.MEAN:
        several = np.where(denominator > 1, denominator, np.nan)
        mean = numerator / several
        variance = np.maximum(_numbers(columns["squares"]) - several * mean**2, 0) / (several - 1)
        half = z_value(0.95) * np.sqrt(variance / several)
        return mean - half, mean + half
    unknown = np.full(len(numerator), np.nan)
    return unknown, unknown
