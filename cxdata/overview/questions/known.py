"""What a measure's data knows of the choices made, and the page its findings are looked into on."""

from cxdata.analysis.asking import Asking
from cxdata.contract import TABLES
from cxdata.measures import DIMENSIONS, MEASURES
from cxdata.measures.registry.dimensions import splits


def unknown_choices(asking: Asking, measure: str) -> list[str]:
    """The titles of the choices that a measure's data does not know: it has nothing to say of this selection."""
    known = splits(MEASURES[measure])
    return [DIMENSIONS[name].title.lower() for name, _ in asking.scope.choices if name not in known]


def page_of(measure: str) -> str:
    """The page where a finding about a measure is looked into."""
    return TABLES[MEASURES[measure].table].page


def can_split(measure: str, dimension: str) -> bool:
    """Whether all that a measure is made of can be split by a dimension."""
    found = MEASURES[measure]
    base = [found.denominator_table] if found.denominator_table and not found.broadcast else []
    return all(DIMENSIONS[dimension].on(table) for table in (found.table, *base))
