"""Five shades for many figures: the class of each figure, and the colour and label of each class."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from cxdata.charts.drawing.colours import SEQUENTIAL
from cxdata.measures.model import Measure
from cxdata.measures.words import say_value

# Which of the five shades to use where there are fewer classes, as far apart as they go.
_PICKS = {1: (2,), 2: (0, 4), 3: (0, 2, 4), 4: (0, 2, 3, 4), 5: (0, 1, 2, 3, 4)}


@dataclass(frozen=True)
class Shades:
    """Classes of figures, lightest first: the colour and the text of each, and the class of every figure given."""

    colours: tuple[str, ...]
    labels: tuple[str, ...]
    of: tuple[int | None, ...]
    meaning: str


def shades(measure: Measure, values: Sequence[float], *, what: str) -> Shades:
    """Up to five classes that hold as near as may be the same number of figures; equal figures share a class.

    Each class is labelled with the lowest and highest figure in it; figures that are written alike are equal, so that
    no class ends where the next begins. `what` names the things in the plural ("wards"). A nan has no class.
    """
    alike = _alike(measure, values)
    if not alike:
        return Shades((), (), tuple(None for _ in values), "")
    cuts = _cuts(sorted(alike[value] for value in values if math.isfinite(value)))
    class_of = [sum(alike[value] > cut for cut in cuts) if math.isfinite(value) else None for value in values]
    used = sorted({shade for shade in class_of if shade is not None})
    rank = {shade: number for number, shade in enumerate(used)}
    labels = []
    for shade in used:
        mine = [value for value, value_class in zip(values, class_of, strict=True) if value_class == shade]
        low, high = say_value(measure, min(mine)), say_value(measure, max(mine))
        labels.append(low if low == high else f"{low} to {high}")
    picks = _PICKS[len(used)]
    return Shades(
        tuple(SEQUENTIAL[pick] for pick in picks),
        tuple(labels),
        tuple(None if shade is None else rank[shade] for shade in class_of),
        f"Darker is higher; every shade holds about the same number of {what}, and equal figures share one."
        if len(used) > 1
        else "",
    )


def _alike(measure: Measure, values: Sequence[float]) -> dict[float, float]:
    """For each figure the lowest of those that are written as it is."""
    lowest: dict[str, float] = {}
    ordered = sorted({value for value in values if math.isfinite(value)})
    return {value: lowest.setdefault(say_value(measure, value), value) for value in ordered}


def _cuts(figures: Sequence[float]) -> list[float]:
    """The highest figure of each class but the last."""
    classes = min(5, len(set(figures)))
    return sorted({figures[math.ceil(len(figures) * part / classes) - 1] for part in range(1, classes)})
