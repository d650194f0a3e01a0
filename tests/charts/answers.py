"""Answers made by hand for the chart tests: rows in, the engine's frame out."""

import math
from collections.abc import Sequence

import pandas as pd

from cxdata.measures import find_dimension, find_measure
from cxdata.measures.model import Interval
from cxdata.measures.query import Answer
from cxdata.scope import Scope
from cxdata.stats.basics.proportions import base_note, wilson

NAN = math.nan


def answer(measure: str, by: Sequence[str], rows: Sequence[tuple], **overrides: object) -> Answer:
    """An Answer of `measure` by `by`; a row is its levels, then numerator and denominator (nan for none).

    Values are numerator by denominator times the measure's scale, or the numerator of a count; a share gets its Wilson
    interval, and the ladder of small bases applies. `overrides` replaces whole columns of the frame.
    """
    found = find_measure(measure)
    frame = pd.DataFrame([tuple(row[: len(by)]) for row in rows], columns=list(by), dtype=object)
    numerators = [float(row[len(by)]) for row in rows]
    denominators = [float(row[len(by) + 1]) if len(row) > len(by) + 1 else NAN for row in rows]
    figures = [_figures(found, n, d) for n, d in zip(numerators, denominators, strict=True)]
    frame["numerator"], frame["denominator"] = numerators, denominators
    for place, name in enumerate(("value", "lower", "upper", "base_note")):
        frame[name] = [figure[place] for figure in figures]
    for name, values in overrides.items():
        frame[name] = values
    return Answer(found, tuple(find_dimension(name) for name in by), Scope(), frame, "test", ())


def _figures(measure, numerator: float, denominator: float) -> tuple[float, float, float, str]:
    if measure.is_count:
        return numerator, NAN, NAN, "" if math.isfinite(numerator) else "no data"
    if not math.isfinite(numerator) and not math.isfinite(denominator):
        return NAN, NAN, NAN, "no data"
    note = base_note(denominator)
    if note == base_note(0):
        return NAN, NAN, NAN, note
    value = numerator / denominator * measure.scale
    if measure.interval is not Interval.WILSON:
        return value, NAN, NAN, note
    lower, upper = wilson(numerator, denominator)
    return value, float(lower), float(upper), note
