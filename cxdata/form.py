"""The form of a store: its tables and columns, the number of that form, and what a store of an older form lacks.

A load writes the number into `meta`. A store without one is of form 1. Whoever changes what a load writes in a way
that an older program would misread adds 1 to FORM; a new table or column needs no new number, because a store that
lacks it is opened with an empty one.
"""

from collections.abc import Mapping, Set
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from cxdata.contract import NOT_RECORDED, TABLES, SystemColumn, Table, level_fields

FORM = 2
# In `meta`: what each row typed out of a paper says, and which paper.
PAPERS_KEY = "paper_figures"
FORM_KEY = "form"
# In `meta`: the nation whose bank holidays the clocks of complaints leave out.
NATION_KEY = "nation"
# In the `meta` of a copy on another engine: which version of the store was copied.
VERSION_KEY = "version"

_FILE = SystemColumn("file_id", "USMALLINT", "Which file, see the table `files`")
SYSTEM_COLUMNS = (
    _FILE,
    SystemColumn("row_number", "BIGINT", "Which row of that file, 1 is the first row of data"),
    SystemColumn(
        "grain", "level_grain", "How fine the row's time is: a moment, a day, a week, a month, a quarter or a year"
    ),
)
WARD_COLUMN = SystemColumn("ward", "level_ward", "The ward's name as shown, found from ward_code and the boundaries")

# The tables that every store has beside the clean ones: column -> type.
FIXED_TABLES: Mapping[str, Mapping[str, str]] = {
    "files": {
        "file_id": "USMALLINT",
        "name": "VARCHAR",
        "sha256": "VARCHAR",
        "profile": "VARCHAR",
        "profile_digest": "VARCHAR",
        "system": "VARCHAR",
        "format": "VARCHAR",
        "loaded_at": "TIMESTAMP",
        "receipt": "JSON",
    },
    "set_aside": {
        "file_id": "USMALLINT",
        "row_number": "BIGINT",
        "field": "VARCHAR",
        "value": "VARCHAR",
        "reason": "VARCHAR",
    },
    "checks": {
        "file_id": "USMALLINT",
        "code": "VARCHAR",
        "table_name": "VARCHAR",
        "verdict": "VARCHAR",
        "message": "VARCHAR",
        "rows": "BIGINT",
    },
    "areas": {
        "code": "VARCHAR",
        "name": "VARCHAR",
        "label": "VARCHAR",
        "kind": "VARCHAR",
        "vintage": "INTEGER",
        "parent_code": "VARCHAR",
        "council_code": "VARCHAR",
        "geometry": "VARCHAR",
        "current": "BOOLEAN",
        "file_id": "USMALLINT",
    },
    # Which ward a postcode or a UPRN lies in, both as keyed hashes (cxdata/ingest/areas/lookup.py).
    "place_codes": {"file_id": "USMALLINT", "kind": "VARCHAR", "key": "UBIGINT", "code": "VARCHAR"},
    "neighbours": {"code": "VARCHAR", "neighbour": "VARCHAR"},
    # Of each file of contacts: the last day it records anything of, and whether it says when something was closed.
    "file_days": {"file_id": "USMALLINT", "last_day": "DATE", "closes": "BOOLEAN"},
    "meta": {"key": "VARCHAR", "value": "VARCHAR"},
}

# Columns that an earlier store may lack and be taken over all the same: which file brought an area.
_MAY_LACK = {"areas": {"file_id"}}

# Rows that a file holds and that do not stand, because another file says the same or newer: `spare_<table>`, there
# where there are any. They come back when that other file is removed.
SPARE = "spare_"
# Monthly aggregates beside the clean tables are called `month_<table>__<dimensions>`; in `meta`, which there are.
MONTHLY = "month_"
LATTICE_KEY = "lattice"

Present = Mapping[str, Set[str]]
"""What a store has: table -> the names of its columns."""


@dataclass(frozen=True)
class Area:
    """One ward or other area: `label` is the name as shown, `current` whether it is of the newest vintage loaded."""

    code: str
    label: str
    kind: str
    vintage: int | None
    council_code: str | None
    current: bool
    geometry: Mapping[str, Any] = field(hash=False, compare=False)


@dataclass(frozen=True)
class Papers:
    """The file of figures typed out of papers: its id, and for each of its rows (from 1) the ids of the figures that it
    stands for and the papers in which they stand.
    """

    file_id: int
    figures: tuple[tuple[str, ...], ...]
    sources: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Comment:
    """What somebody wrote, with what is personal taken out: the row and field of free text it stands in."""

    file_id: int
    row_number: int
    table: str
    field: str
    day: date | None
    text: str


def columns_of(table: Table) -> dict[str, str]:
    """Every column of a clean table in a store -> its SQL type: its fields, then what the load adds."""
    ward = (WARD_COLUMN,) if table.has_wards else ()
    added = (*SYSTEM_COLUMNS, *ward, *table.derived)
    return {field.name: field.sql_type for field in table.fields} | {column.name: column.sql_type for column in added}


def create_fixed_tables(catalogue: str) -> list[str]:
    """The statements that make the fixed tables of a new store."""
    return [f"create table {catalogue}.{name} ({_declare(columns)})" for name, columns in FIXED_TABLES.items()]


def unreadable(present: Present) -> bool:
    """Whether a store lacks what nothing can stand in for: the list of its files."""
    return not set(FIXED_TABLES["files"]) <= present.get("files", set())


def can_be_carried_over(present: Present) -> bool:
    """Whether a further load can take over what a store holds: its files are listed, each fixed table that it has is
    whole, and every row of its clean tables is known by its file and number.
    """
    needed = {name: set(columns) - _MAY_LACK.get(name, set()) for name, columns in FIXED_TABLES.items()}
    needed |= {name: {column.name for column in SYSTEM_COLUMNS} for name in TABLES}
    return not unreadable(present) and all(columns <= present.get(name, columns) for name, columns in needed.items())


def stand_ins(present: Present, types: Set[str], catalogue: str) -> tuple[str, ...]:
    """The statements that make up for what an older store lacks, in the temporary schema of one cursor.

    An absent table is an empty one and an absent column is "Not recorded" or null. Names without a catalogue find these
    views before the store's own tables. () for a store that lacks nothing.
    """
    lacking = {
        name: {column: kind for column, kind in columns.items() if column not in present.get(name, set())}
        for name, columns in _whole_form().items()
    }
    views = tuple(_view(name, columns, name in present, catalogue) for name, columns in lacking.items() if columns)
    wanted = {kind for columns in lacking.values() for kind in columns.values() if kind.startswith("level_")}
    return (*(f"create temp type {kind} as enum ('{NOT_RECORDED}')" for kind in sorted(wanted - types)), *views)


def _whole_form() -> dict[str, Mapping[str, str]]:
    clean: dict[str, Mapping[str, str]] = {name: columns_of(table) for name, table in TABLES.items()}
    return clean | dict(FIXED_TABLES)


def _view(name: str, columns: Mapping[str, str], is_there: bool, catalogue: str) -> str:
    """A view of a table with the columns it lacks; of no rows where the table itself is absent. A view has no number of
    a row of its own, by which complaints are told apart.
    """
    blank = {f"level_{field}" for field in (*level_fields(), "ward")}
    values = {column: f"'{NOT_RECORDED}'" if kind in blank else "null" for column, kind in columns.items()}
    added = ", ".join(f"{values[column]}::{kind} as {column}" for column, kind in columns.items())
    if is_there:
        return f'create temp view {name} as select *, rowid, {added} from "{catalogue}".main.{name}'
    return f"create temp view {name} as select {added}, null::bigint as rowid where false"


def _declare(columns: Mapping[str, str]) -> str:
    return ", ".join(f"{column} {kind}" for column, kind in columns.items())
