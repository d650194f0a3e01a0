"""Axes of values: round steps in the measure's unit, and how they are written."""

import math
from collections.abc import Iterable

from cxdata.measures.model import Measure, Unit
from cxdata.measures.words import say_seconds

_SECONDS = (1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600)


def step_for(unit: Unit, span: float, about: int) -> float:
    """The round step that cuts a span into at most `about` parts."""
    if not span > 0:
        return 1.0
    rough = span / about
    if unit is Unit.SECONDS and rough <= _SECONDS[-1]:
        return float(next(step for step in _SECONDS if step >= rough))
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(power * factor for factor in (1, 2, 2.5, 5, 10) if power * factor >= rough * 0.999)
    return max(1.0, math.ceil(step)) if unit is Unit.COUNT else step


def ticks(measure: Measure, bottom: float, top: float, *, about: int = 4) -> list[float]:
    """Round values from at or below `bottom` to at or above `top`, in about that many steps."""
    step = step_for(measure.unit, top - bottom, about)
    if measure.unit is Unit.SHARE and bottom <= 0 and 0.75 < top <= 1:
        step, top = 0.25 if about > 3 else 0.5, 1.0
    first, last = math.floor(bottom / step + 1e-9), math.ceil(top / step - 1e-9)
    return [round(number * step, 10) for number in range(first, max(last, first + 1) + 1)]


def tick_text(measure: Measure, value: float) -> str:
    """A value as it is written on an axis, without a unit where the title of the card gives it."""
    if measure.unit is Unit.SHARE:
        return f"{value * 100:.4g}%"
    if measure.unit is Unit.SECONDS:
        return say_seconds(value)
    return f"{value:,.0f}" if float(value).is_integer() else f"{value:,.4g}"


def unit_word(measure: Measure) -> str:
    """The title of a value axis: "days" where the ticks carry no unit of their own, else none."""
    return "days" if measure.unit is Unit.DAYS else ""


def extent(values: Iterable[float]) -> tuple[float, float]:
    """The lowest and highest number among the values; (0, 0) where there is none."""
    finite = [value for value in values if math.isfinite(value)]
    return (min(finite), max(finite)) if finite else (0.0, 0.0)
