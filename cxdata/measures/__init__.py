"""Measures: what the product counts, and the one engine that turns a measure, a split and a scope into figures.

`MEASURES` and `DIMENSIONS` hold every one by id; `find_measure` and `find_dimension` raise CxError with the nearest
ids. Other rooms also use the modules `query` (the engine), `model`, `rows`, `words`, `per_head` and `together`.
"""

from cxdata.errors import CxError, suggest_nearest
from cxdata.measures.model import Dimension, Measure
from cxdata.measures.registry import calls, complaints, contacts, satisfaction, settled, web
from cxdata.measures.registry.dimensions import DIMENSIONS
from cxdata.measures.registry.waits import STEPS
from cxdata.measures.registry.within import measure_within

MEASURES: dict[str, Measure] = {
    measure.id: measure
    for room in (contacts, settled, complaints, satisfaction, calls, web)
    for measure in room.MEASURES
}

# The first count that the registry names of a table is what its rows are counted by; parts of them come after.
_COUNTS = {measure.table: measure for measure in reversed(MEASURES.values()) if measure.is_count}

__all__ = ["DIMENSIONS", "MEASURES", "count_of", "find_dimension", "find_measure"]


def find_measure(name: str) -> Measure:
    """The measure with this id, or of a length of time that it names. Raises CxError naming the nearest ones."""
    if name in MEASURES:
        return MEASURES[name]
    if name in STEPS:
        return STEPS[name]
    if within := measure_within(name):
        return within
    raise CxError(f"There is no measure '{name}'. {suggest_nearest(name, MEASURES)}")


def find_dimension(name: str) -> Dimension:
    """The dimension with this id. Raises CxError naming the nearest ones."""
    if name in DIMENSIONS:
        return DIMENSIONS[name]
    raise CxError(f"There is no dimension '{name}'. {suggest_nearest(name, DIMENSIONS)}")


def count_of(table: str) -> Measure | None:
    """The measure that counts what a clean table holds; None for one whose rows are counted by no measure."""
    return _COUNTS.get(table)
