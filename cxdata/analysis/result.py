"""Results as plain values, ready for JSON, and the few turns of phrase that every result shares."""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from typing import Any

import numpy as np

from cxdata.measures.model import Measure
from cxdata.scope import Scope

HIDDEN = {"plain": False}
"""Metadata of a dataclass field that stays out of `as_dict`: what a chart draws from, already told elsewhere."""


class Result:
    """What every question of this room is answered with: a frozen dataclass that can say itself in plain values."""

    def as_dict(self) -> dict[str, Any]:
        """The result as dicts, lists, numbers and text; a missing number is None."""
        return plain_fields(self)


def plain_fields(result: Any) -> dict[str, Any]:
    """The fields of a dataclass as plain values, without the hidden ones."""
    shown = [entry.name for entry in fields(result) if entry.metadata.get("plain", True)]
    return {name: as_plain_values(getattr(result, name)) for name in shown}


def as_plain_values(value: Any) -> Any:
    """Any value of a result in JSON's terms: measures by their id, dates as 2026-09-30, nan as None."""
    for kind, say in _SAID:
        if isinstance(value, kind):
            return say(value)
    if isinstance(value, float | np.floating):
        return None if math.isnan(value) else float(value)
    if isinstance(value, np.integer | np.bool_):
        return value.item()
    if isinstance(value, Mapping):
        return {str(name): as_plain_values(item) for name, item in value.items()}
    if isinstance(value, np.ndarray | Sequence) and not isinstance(value, str):
        return [as_plain_values(item) for item in value]
    return plain_fields(value) if is_dataclass(value) else value


_SAID: tuple[tuple[type, Callable[[Any], Any]], ...] = (
    (Result, lambda result: result.as_dict()),
    (Measure, lambda measure: measure.id),
    (Scope, lambda scope: scope.as_dict()),
    (Enum, lambda choice: choice.value),
    (date, lambda day: day.isoformat()),
)


def in_100(share: float) -> str:
    """A share as it is read aloud: '28 in 100', 'fewer than 1 in 100'."""
    if 0 < share < 0.005:
        return "fewer than 1 in 100"
    if 0.995 <= share < 1:
        return "more than 99 in 100"
    return f"{share * 100:.0f} in 100"


def chance_in_100(chance: float) -> str:
    """A chance out of a simulation as it is read aloud: one that no run, or every run, bore out is not impossible or
    certain.
    """
    return in_100(min(max(chance, 0.001), 0.999))


def say_list(names: Sequence[str], *, most: int = 6) -> str:
    """Names in a row: 'Abbey, Castle and Dee'; the rest as a number where there are many."""
    shown = list(names) if len(names) <= most else [*names[: most - 1], f"{len(names) - most + 1} more"]
    return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} and {shown[-1]}"


def capitalise(sentence: str) -> str:
    """The same with a capital at its start."""
    return sentence[:1].upper() + sentence[1:]


def say_many(number: float, one: str, many: str | None = None) -> str:
    """A number with its noun: '1 answer', '1,204 answers'."""
    said = f"{number:,.0f}"
    return f"{said} {one if said == '1' else many or one + 's'}"


def in_points(sentence: str) -> str:
    """A sentence as a member says it: points, not percentage points."""
    return sentence.replace("percentage point", "point")
