"""A store copied into ClickHouse: its tables as they are, each row with the council it is of.

A council is a partition of every table. It is written beside what the database holds of it and then put in its place,
table by table, the settings last: whoever asks meanwhile sees the old rows or the new ones of a table, never half.
"""

import json
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

import duckdb

from cxdata.clickhouse.address import EVERY, Address
from cxdata.clickhouse.tables import COUNCIL, FILES_A_COUNCIL, CopiedTable
from cxdata.clickhouse.transport import ALL_ROWS, Transport
from cxdata.clickhouse.values import quoted, read_reply
from cxdata.constants import text_sql
from cxdata.errors import CxError
from cxdata.form import PAPERS_KEY, SPARE, VERSION_KEY

META, FILES, WORDS = "meta", "files", "level_words"
NEW = "__new"
# What no question asks: which ward a postcode lies in, and rows that another file stands for.
LEFT_BEHIND = ("place_codes",)


def copy_store(path: Path, transport: Transport, address: Address, council: str) -> Mapping[str, int]:
    """Copy the tables of a store into a database under a council's name; how many rows of each.

    What the database held of that council makes way once all is written. Raises CxError where it cannot.
    """
    if council in ("", EVERY):
        raise CxError("Say which council this is: --council NAME.")
    transport.make_database()
    database = address.database
    with duckdb.connect(str(path), read_only=True) as con, tempfile.TemporaryDirectory() as folder:
        _write_words(con)
        tables = sorted(_tables(con), key=lambda table: table.name == META)
        for table in tables:
            _run(transport, table.create(database))
        first_file = _first_file(transport, database, council)
        _write_settings(con, path.stem.removeprefix("cx-"), first_file)
        rows = {}
        for table in tables:
            parquet = Path(folder) / f"{table.name}.parquet"
            rows[table.name] = _write(con, table.select(council, first_file), parquet)
            _run(transport, f"drop table if exists {database}.{table.name}{NEW}")
            _run(transport, table.create(database, NEW))
            transport.insert(f"{database}.{table.name}{NEW}", ", ".join(table.names), parquet)
            parquet.unlink()
    for name, count in rows.items():
        # An empty partition cannot take the place of another.
        change = f"replace partition {quoted(council)} from {database}.{name}{NEW}"
        _run(transport, f"alter table {database}.{name} {change if count else f'drop partition {quoted(council)}'}")
        _run(transport, f"drop table {database}.{name}{NEW}")
    _drop_others(transport, database, council, rows)
    return rows


def _run(transport: Transport, sql: str) -> bytes:
    return transport.send(sql, {}, ALL_ROWS)


def _write(con: duckdb.DuckDBPyConnection, select: str, parquet: Path) -> int:
    """Write rows into a Parquet file; how many."""
    (written,) = con.execute(f"copy ({select}) to {text_sql(str(parquet))} (format parquet)").fetchall()[0]
    return int(written)


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


def _write_words(con: duckdb.DuckDBPyConnection) -> None:
    """Every word of every type of the store in its order, in a temporary table: ClickHouse's words have no types."""
    types = con.execute("select type_name from duckdb_types() where starts_with(type_name, 'level_') order by 1")
    words = " union all ".join(
        f"select '{kind.removeprefix('level_')}' as type, unnest(range(len(enum_range(null::{kind})))) as position, "
        f"unnest(enum_range(null::{kind})::varchar[]) as word"
        for (kind,) in types.fetchall()
    )
    con.execute(f"create temp table {WORDS} as {words}")


def _tables(con: duckdb.DuckDBPyConnection) -> Iterator[CopiedTable]:
    columns = con.execute(
        "select table_name, column_name, data_type from duckdb_columns() where not internal "
        "order by table_name, column_index"
    ).fetchall()
    by_table: dict[str, dict[str, str]] = {}
    for table, column, kind in columns:
        by_table.setdefault(table, {})[column] = kind
    for name, kinds in by_table.items():
        if name not in LEFT_BEHIND and not name.startswith(SPARE):
            yield CopiedTable(name, kinds)


def _first_file(transport: Transport, database: str, council: str) -> int:
    """What is added to the numbers of a council's files: as before, or next after those of the others."""
    first = f"toInt64(intDiv(min(file_id), {FILES_A_COUNCIL}))"
    known = dict(read_reply(_run(transport, f"select {COUNCIL}, {first} from {database}.{FILES} group by 1")).rows)
    return FILES_A_COUNCIL * int(known.get(council, max(known.values(), default=-1) + 1))


def _drop_others(transport: Transport, database: str, council: str, copied: Mapping[str, int]) -> None:
    """Take away what the database still holds of the council in tables that its store has no longer."""
    tables = read_reply(_run(transport, f"select name from system.tables where database = {quoted(database)}")).rows
    for (name,) in tables:
        if name not in copied and not name.endswith(NEW):
            _run(transport, f"alter table {database}.{name} drop partition {quoted(council)}")
