"""The data contract: every clean table, its grain, and every field with its type, unit and meaning.

Profiles translate an export into these words; the store holds these columns; measures count them. All that is known of
a table stands in its `Table` record, and whoever needs a list of tables makes it from the records here. Each theme's
file ends in its own `TABLES`; this one joins them.
"""

from cxdata.contract import benchmarks, calls, complaints, contacts, people, survey, web
from cxdata.contract.calls import WAIT_EDGES
from cxdata.contract.model import MONTHS, SQL_TYPES, Field, Kind, Lattice, SystemColumn, Table
from cxdata.contract.shared import (
    CHANNELS,
    COMPLEXITIES,
    GRAINS,
    GRAINS_WITHOUT_MONTH,
    MONTH_KNOWN,
    NOT_RECORDED,
    POINT_FIELDS,
    REQUESTERS,
)

__all__ = [
    "CHANNELS",
    "COMPLEXITIES",
    "GRAINS",
    "GRAINS_WITHOUT_MONTH",
    "MONTHS",
    "MONTH_KNOWN",
    "NOT_RECORDED",
    "POINT_FIELDS",
    "REQUESTERS",
    "SQL_TYPES",
    "TABLES",
    "WAIT_EDGES",
    "Field",
    "Kind",
    "Lattice",
    "SystemColumn",
    "Table",
    "level_fields",
    "narrowed_tables",
    "tables_by_choice",
]

# The order of this list is the order in which tables are written, listed and told.
TABLES: dict[str, Table] = {
    table.name: table
    for table in (
        *contacts.TABLES,
        *survey.TABLES,
        *calls.TABLES,
        *web.TABLES,
        *complaints.TABLES,
        *people.TABLES,
        *benchmarks.TABLES,
    )
}


def level_fields() -> dict[str, Field]:
    """Every field of words by name; a name that several tables share is one type."""
    return {field.name: field for table in TABLES.values() for field in table.fields if field.has_levels}


def tables_by_choice() -> dict[str, tuple[str, ...]]:
    """Each dimension over every page -> the tables it narrows, whose values can be chosen."""
    names = dict.fromkeys(name for table in TABLES.values() for name in table.choices)
    return {name: tuple(table.name for table in TABLES.values() if name in table.choices) for name in names}


def narrowed_tables() -> tuple[str, ...]:
    """The tables that the period and the choices over it narrow on every page."""
    return tuple(table.name for table in TABLES.values() if table.time and table.choices)
