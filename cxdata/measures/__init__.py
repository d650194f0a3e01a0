"""Every measure and dimension, looked up by id."""

from collections.abc import Iterable
from difflib import get_close_matches

from cxdata.errors import CxError
from cxdata.measures import calls, contacts, more, satisfaction, web
from cxdata.measures.dimensions import DIMENSIONS
from cxdata.measures.model import Dimension, Measure

MEASURES: dict[str, Measure] = {
    measure.id: measure for measure in (*contacts.MEASURES, *satisfaction.MEASURES, *calls.MEASURES, *web.MEASURES)
}

BY_NAME: dict[str, Measure] = MEASURES | {measure.id: measure for measure in more.MEASURES}
"""The measures that every list shows, and those that are asked for by name only."""

__all__ = ["BY_NAME", "DIMENSIONS", "MEASURES", "find_dimension", "find_measure", "nearest"]


def find_measure(name: str) -> Measure:
    """The measure with this id. Raises CxError naming the nearest ones."""
    if name in BY_NAME:
        return BY_NAME[name]
    raise CxError(f"There is no measure '{name}'. {nearest(name, BY_NAME)}")


def find_dimension(name: str) -> Dimension:
    """The dimension with this id. Raises CxError naming the nearest ones."""
    if name in DIMENSIONS:
        return DIMENSIONS[name]
    raise CxError(f"There is no dimension '{name}'. {nearest(name, DIMENSIONS)}")


def nearest(name: str, choices: Iterable[str]) -> str:
    """A sentence with the names most like the one given, or all of them where none is like it and they are few."""
    known = list(choices)
    by_folded = {choice.casefold(): choice for choice in known}
    close = [by_folded[match] for match in get_close_matches(name.casefold(), by_folded, n=3, cutoff=0.5)]
    close += [c for c in known if name.casefold() in c.casefold() and c not in close][: 3 - len(close)]
    if close:
        return f"Did you mean {_or(close)}?"
    if not known:
        return "There is nothing loaded to choose from."
    return f"There is {_or(known)}." if len(known) <= 12 else f"There are {len(known)}, such as {_or(known[:5])}."


def _or(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} or {names[-1]}"
