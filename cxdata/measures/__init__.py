"""Measures: what the product counts, and the one engine that turns a measure, a split and a scope into figures.

`MEASURES` and `DIMENSIONS` hold every one by id; `find_measure` and `find_dimension` raise CxError with the nearest
ids. Other rooms also use the modules `query` (the engine), `model`, `rows`, `words`, `per_head` and `similar`.
"""

from collections.abc import Iterable
from difflib import get_close_matches

from cxdata.errors import CxError
from cxdata.measures.model import Dimension, Measure
from cxdata.measures.registry import calls, complaints, contacts, satisfaction, web
from cxdata.measures.registry.dimensions import DIMENSIONS

MEASURES: dict[str, Measure] = {
    measure.id: measure for room in (contacts, complaints, satisfaction, calls, web) for measure in room.MEASURES
}

__all__ = ["DIMENSIONS", "MEASURES", "find_dimension", "find_measure", "suggest_nearest"]


def find_measure(name: str) -> Measure:
    """The measure with this id. Raises CxError naming the nearest ones."""
    if name in MEASURES:
        return MEASURES[name]
    raise CxError(f"There is no measure '{name}'. {suggest_nearest(name, MEASURES)}")


def find_dimension(name: str) -> Dimension:
    """The dimension with this id. Raises CxError naming the nearest ones."""
    if name in DIMENSIONS:
        return DIMENSIONS[name]
    raise CxError(f"There is no dimension '{name}'. {suggest_nearest(name, DIMENSIONS)}")


def suggest_nearest(name: str, choices: Iterable[str]) -> str:
    """A sentence with the names most like the one given, or all of them where none is like it and they are few."""
    all_choices = list(choices)
    by_folded = {choice.casefold(): choice for choice in all_choices}
    close = [by_folded[match] for match in get_close_matches(name.casefold(), by_folded, n=3, cutoff=0.5)]
    close += [c for c in all_choices if name.casefold() in c.casefold() and c not in close][: 3 - len(close)]
    if close:
        return f"Did you mean {_or(close)}?"
    if not all_choices:
        return "There is nothing loaded to choose from."
    return (
        f"There is {_or(all_choices)}."
        if len(all_choices) <= 12
        else f"There are {len(all_choices)}, such as {_or(all_choices[:5])}."
    )


def _or(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} or {names[-1]}"
