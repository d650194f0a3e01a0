"""A store copied into ClickHouse: its tables as they are, each row with the council it is of.

A council is a partition of every table. It is written beside what the database holds of it and then put in its place,
table by table, the settings last: whoever asks meanwhile sees the old rows or the new ones of a table, never half.
"""

import json
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import duckdb

from cxdata.clickhouse.address import Address
from cxdata.clickhouse.engine import ALL_ROWS, COUNCIL, Transport
from cxdata.clickhouse.values import Reply, quoted, read_reply
from cxdata.contract import TABLES, Kind
from cxdata.errors import CxError
from cxdata.form import PAPERS_KEY, SPARE, VERSION_KEY

WORDS = "level_words"
# What no question asks: which ward a postcode lies in, and rows that another file stands for.
LEFT_BEHIND = ("place_codes",)
SETTINGS_TABLE = "meta"
NEW = "__new"
# DuckDB's type -> ClickHouse's. A file has a wider number, see `FILES_A_COUNCIL`.
TYPES: Mapping[str, str] = {
    "VARCHAR": "String",
    "JSON": "String",
    "BOOLEAN": "Bool",
    "UTINYINT": "UInt8",
    "USMALLINT": "UInt32",
    "INTEGER": "Int32",
    "BIGINT": "Int64",
    "UBIGINT": "UInt64",
    "DOUBLE": "Float64",
    "DATE": "Date32",
    "TIMESTAMP": "DateTime64(6)",
}
FILES_A_COUNCIL = 65_536
"""Each council's files have numbers of their own: this many apart, as many as a store can number."""
_FACTS = ("channel", "service", "ward")
_TIMES = {table.time for table in TABLES.values() if table.time}


@dataclass(frozen=True)
class _Table:
    """A table of a store: its columns with DuckDB's types; `rows` says which number each row has in the table."""

    name: str
    columns: Mapping[str, str]

    @property
    def numbered(self) -> bool:
        """Whether a measure can ask for the number of a row in its table: in the clean tables."""
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
        """The statement that makes it. Rows lie by council, time and what most questions choose by."""
        # What `select *` leaves out, as DuckDB does its number of a row.
        declared = [f"{COUNCIL} LowCardinality(String) materialized ''"]
        declared += [f"{name} {self._type(name, kind)}" for name, kind in self.columns.items()]
        declared += ["rowid UInt64 materialized 0 codec(DoubleDelta, ZSTD)"] if self.numbered else []
        key = [COUNCIL, *([self.time] if self.time else []), *(fact for fact in _FACTS if fact in self.columns)]
        return (
            f"create table if not exists {database}.{self.name}{ending} ({', '.join(declared)}) engine = MergeTree "
            f"partition by {COUNCIL} order by ({', '.join(key)}) settings allow_nullable_key = 1"
        )

    def _type(self, name: str, kind: str) -> str:
        if kind.startswith("ENUM"):
            return "LowCardinality(String)"
        # HUGEINT is what DuckDB gives to the sum of whole numbers.
        plain = TYPES["BIGINT" if kind == "HUGEINT" else kind]
        return plain if name == self.time else f"Nullable({plain})"

    def select(self, council: str, first_file: int) -> str:
        """The SELECT of its rows out of the store."""
        parts = [f"{_text(council)} as {COUNCIL}"]
        parts += [f"{self._value(name, kind, council, first_file)} as {name}" for name, kind in self.columns.items()]
        parts += ["rowid"] if self.numbered else []
        return f"select {', '.join(parts)} from {self.name}"

    def _value(self, name: str, kind: str, council: str, first_file: int) -> str:
        if name == "file_id":
            return f"(file_id::bigint + {first_file})"
        if kind == "HUGEINT":
            return f"{name}::bigint"
        # A reference is one council's own.
        is_reference = self.name in TABLES and Kind.ID in (f.kind for f in TABLES[self.name].fields if f.name == name)
        return f"{_text(council + '/')} || {name}" if is_reference else f'"{name}"'


def copy_store(path: Path, transport: Transport, address: Address, council: str) -> Mapping[str, int]:
    """Copy the tables of a store into a database under a council's name; how many rows of each.

    What the database held of that council makes way once all is written. Raises CxError where it cannot.
    """
    if not council:
        raise CxError("Say which council this is: --council NAME.")
    transport.make_database()
    with duckdb.connect(str(path), read_only=True) as con, tempfile.TemporaryDirectory() as folder:
        con.execute(_WORDS_OF.format(parts=_words(con)))
        tables = sorted(_tables(con), key=lambda table: table.name == SETTINGS_TABLE)
        for table in tables:
            transport.send(table.create(address.database), {}, ALL_ROWS)
        first_file = _first_file(transport, address.database, council)
        _write_settings(con, path.stem.removeprefix("cx-"), first_file)
        rows = {}
        for table in tables:
            name = f"{address.database}.{table.name}{NEW}"
            transport.send(f"drop table if exists {name}", {}, ALL_ROWS)
            transport.send(table.create(address.database, NEW), {}, ALL_ROWS)
            parquet = Path(folder) / f"{table.name}.parquet"
            con.execute(f"copy ({table.select(council, first_file)}) to {_text(str(parquet))} (format parquet)")
            rows[table.name] = con.execute("select count(*) from read_parquet($path)", {"path": str(parquet)}).fetchall()[0][0]
            transport.insert(name, ", ".join(table.names), parquet)
            parquet.unlink()
        for table in tables:
            name = f"{address.database}.{table.name}"
            change = f"replace partition {quoted(council)} from {name}{NEW}"
            if not rows[table.name]:
                change = f"drop partition {quoted(council)}"
            transport.send(f"alter table {name} {change}", {}, ALL_ROWS)
            transport.send(f"drop table {name}{NEW}", {}, ALL_ROWS)
    return rows


_WORDS_OF = f"create temp table {WORDS} as select type, position, word from ({{parts}})"


def _write_settings(con: duckdb.DuckDBPyConnection, version: str, first_file: int) -> None:
    """The store's settings as the copy is to have them, in a temporary table that stands before the store's own."""
    meta = dict(con.execute("select key, value from main.meta").fetchall()) | {VERSION_KEY: version}
    if PAPERS_KEY in meta:
        papers = json.loads(meta[PAPERS_KEY])
        meta[PAPERS_KEY] = json.dumps(papers | {"file_id": papers["file_id"] + first_file})
    con.execute(
        "create temp table meta as select unnest($keys) as key, unnest($values) as value",
        {"keys": list(meta), "values": list(meta.values())},
    )


def _words(con: duckdb.DuckDBPyConnection) -> str:
    """The SELECT of every word of every type of the store, in its order."""
    types = con.execute("select type_name from duckdb_types() where type_name like 'level\\_%' escape '\\' order by 1")
    return " union all ".join(
        f"select '{kind.removeprefix('level_')}' as type, unnest(range(len(enum_range(null::{kind})))) as position, "
        f"unnest(enum_range(null::{kind})::varchar[]) as word"
        for (kind,) in types.fetchall()
    )


def _tables(con: duckdb.DuckDBPyConnection) -> Iterator[_Table]:
    columns = con.execute(
        "select table_name, column_name, data_type from duckdb_columns() where not internal "
        "order by table_name, column_index"
    ).fetchall()
    by_table: dict[str, dict[str, str]] = {}
    for table, column, kind in columns:
        by_table.setdefault(table, {})[column] = kind
    for name, kinds in by_table.items():
        if name not in LEFT_BEHIND and not name.startswith(SPARE):
            yield _Table(name, kinds)


def _first_file(transport: Transport, database: str, council: str) -> int:
    """What is added to the numbers of a council's files: as before, or next after those of the others."""
    numbered: Reply = read_reply(
        transport.send(
            f"select {COUNCIL}, toInt64(intDiv(min(file_id), {FILES_A_COUNCIL})) from {database}.files group by 1", {}, {}
        )
    )
    known = dict(numbered.rows)
    return FILES_A_COUNCIL * int(known.get(council, max(known.values(), default=-1) + 1))


def _text(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
