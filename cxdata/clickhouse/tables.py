"""The tables of a store as ClickHouse has them: their types, how their rows lie, and the SELECT that fills them."""

from collections.abc import Mapping
from dataclasses import dataclass

from cxdata.constants import text_sql
from cxdata.contract import TABLES, Kind
from cxdata.errors import CxError

COUNCIL = "council"
"""The first column of every table: whose row it is."""
FILES_A_COUNCIL = 65_536
"""Each council's files have numbers of their own: this many apart, as many as a store can number."""

# DuckDB's type -> ClickHouse's. A file has a wider number, see `FILES_A_COUNCIL`.
_TYPES: Mapping[str, str] = {
    "VARCHAR": "String",
    "JSON": "String",
    "BOOLEAN": "Bool",
    "UTINYINT": "UInt8",
    "USMALLINT": "UInt32",
    "INTEGER": "Int32",
    "BIGINT": "Int64",
    "HUGEINT": "Int64",  # what DuckDB gives to the sum of whole numbers
    "UBIGINT": "UInt64",
    "DOUBLE": "Float64",
    "DATE": "Date32",
    "TIMESTAMP": "DateTime64(6)",
}
LIST, FILES = "[]", "files"
REFERENCES = frozenset(field.name for table in TABLES.values() for field in table.fields if field.kind is Kind.ID)
"""The columns in which a system's own references stand."""
_TIMES = {table.time for table in TABLES.values() if table.time}
# After council and time: what most questions choose by.
_FACTS = ("channel", "service", "ward")


def mark_of(council: str) -> str:
    """What stands before each reference of a council, so that two councils' cases are never one."""
    return f"{council}/"


@dataclass(frozen=True)
class CopiedTable:
    """A table of a store: its name, and its columns with DuckDB's types."""

    name: str
    columns: Mapping[str, str]

    @property
    def numbered(self) -> bool:
        """Whether a measure can ask for the number of a row in its table, as it can of a clean table."""
        return self.name in TABLES

    @property
    def time(self) -> str | None:
        """The column by which its rows are told apart in time."""
        return next((name for name, kind in self.columns.items() if name in _TIMES and kind == "TIMESTAMP"), None)

    @property
    def names(self) -> tuple[str, ...]:
        """Its columns in ClickHouse."""
        return (COUNCIL, *self.columns, *(("rowid",) if self.numbered else ()))

    def create(self, database: str, ending: str = "") -> str:
        """The statement that makes it: a partition a council, its rows by time and what most questions choose by.

        Raises CxError for a column of a type that is not known.
        """
        # Materialized columns are left out of `select *`, as DuckDB leaves out its number of a row.
        declared = [f"{COUNCIL} LowCardinality(String) materialized ''"]
        declared += [f"{name} {self._type(name, kind)}" for name, kind in self.columns.items()]
        declared += ["rowid UInt64 materialized 0 codec(DoubleDelta, ZSTD)"] if self.numbered else []
        key = [COUNCIL, *([self.time] if self.time else []), *(fact for fact in _FACTS if fact in self.columns)]
        return (
            f"create table if not exists {database}.{self.name}{ending} ({', '.join(declared)}) engine = MergeTree "
            f"partition by {COUNCIL} order by ({', '.join(key)}) settings allow_nullable_key = 1"
        )

    def select(self, council: str, first_file: int) -> str:
        """The SELECT of its rows out of the store, in the order of `names`."""
        parts = [f"{text_sql(council)} as {COUNCIL}"]
        parts += [f'{self._value(name, kind, council, first_file)} as "{name}"' for name, kind in self.columns.items()]
        parts += ["rowid"] if self.numbered else []
        return f"select {', '.join(parts)} from {self.name}"

    def _type(self, name: str, kind: str) -> str:
        if kind.startswith("ENUM"):
            return "LowCardinality(String)"  # a load leaves no word blank
        if kind.endswith(LIST):
            return f"Array({self._type(name, kind.removesuffix(LIST))})"
        if kind not in _TYPES:
            raise CxError(f"The column {name} of {self.name} is of a type that is not copied to ClickHouse: {kind}.")
        return _TYPES[kind] if name == self.time else f"Nullable({_TYPES[kind]})"

    def _value(self, name: str, kind: str, council: str, first_file: int) -> str:
        if name == "file_id":
            return f"(file_id::bigint + {first_file})"
        if name == FILES and kind.endswith(LIST):
            return f"list_transform({name}, lambda file: file::bigint + {first_file})"
        if kind == "HUGEINT":
            return f'"{name}"::bigint'
        fields = TABLES[self.name].fields if self.numbered else ()
        field_kind = next((field.kind for field in fields if field.name == name), None)
        # A reference, and a customer, is one council's own.
        if field_kind is Kind.ID:
            return f"{text_sql(mark_of(council))} || {name}"
        return f"xor({name}, hash({text_sql(council)}))" if field_kind is Kind.KEY else f'"{name}"'
