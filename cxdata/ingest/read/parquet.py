"""Parquet into a raw table through DuckDB, every value as text."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb

from cxdata.errors import CxError
from cxdata.ingest.read.csv_text.csv_file import escape_glob
from cxdata.ingest.read.limits import refuse_columns
from cxdata.ingest.read.raw_table import ROW_NUMBER, Preview, RawTable, ident, unique_names

_SOURCE = "read_parquet($path, hive_partitioning = false, file_row_number = true)"
_POSITION = "file_row_number"
# Names that are no UTF-8 are not noticed by DuckDB, but by what hands them to Python.
_DAMAGE = (duckdb.Error, RuntimeError, UnicodeDecodeError)


def read_parquet(con: duckdb.DuckDBPyConnection, path: Path, table: str) -> RawTable:
    """Reads a Parquet file; structures become columns "a.b", lists JSON text, instants UTC ending "+00:00"."""
    select, columns = _select(con, path)
    try:
        con.execute(f"create or replace temp table {ident(table)} as {select}", {"path": escape_glob(path)})
    except _DAMAGE as fault:
        raise _unreadable(path) from fault
    rows = con.execute(f"select count(*) from {ident(table)}").fetchall()[0][0]
    if not rows:
        raise CxError(
            f"{path.name} has {len(columns)} columns but no rows. Check the dates chosen when it was exported."
        )
    return RawTable(table, columns, rows, (), (), "parquet")


def preview_parquet(path: Path, limit: int) -> Preview:
    """The first rows of a Parquet file."""
    with duckdb.connect() as con:
        select, columns = _select(con, path)
        try:
            rows = con.execute(f"{select} limit {int(limit)}", {"path": escape_glob(path)}).fetchall()
        except _DAMAGE as fault:
            raise _unreadable(path) from fault
    return Preview(columns, [row[:-1] for row in rows], (), ())


def _select(con: duckdb.DuckDBPyConnection, path: Path) -> tuple[str, tuple[str, ...]]:
    """The query that gives every column as text, with the row number last, and the names of its columns."""
    try:
        source = con.sql(f"select * from {_SOURCE}", params={"path": escape_glob(path)})
        refuse_columns(path, len(source.columns))
        described = list(zip(source.columns, source.types, strict=True))
    except _DAMAGE as fault:
        raise _unreadable(path) from fault
    leaves = [leaf for name, kind in described if name != _POSITION for leaf in _leaves(name, ident(name), kind)]
    columns = unique_names(name for name, _ in leaves)
    parts = ", ".join(f"{sql} as {ident(column)}" for column, (_, sql) in zip(columns, leaves, strict=True))
    return f"select {parts}, {_POSITION} + 1 as {ROW_NUMBER} from {_SOURCE}", columns


def _leaves(name: str, sql: str, kind: Any) -> Iterator[tuple[str, str]]:
    """Name and text expression of a column, or of each field of a structure."""
    match kind.id:
        case "struct":
            for field, field_kind in kind.children:
                yield from _leaves(f"{name}.{field}", f"{sql}.{ident(field)}", field_kind)
        case "list" | "array" | "map":
            yield name, f"cast(to_json({sql}) as varchar)"
        case "double" | "float":
            yield name, rf"regexp_replace(cast({sql} as varchar), '\.0$', '')"
        case "timestamp with time zone":
            yield name, f"cast({sql} at time zone 'UTC' as varchar) || '+00:00'"
        case _:
            yield name, f"cast({sql} as varchar)"


def _unreadable(path: Path) -> CxError:
    return CxError(f"{path.name} cannot be read as Parquet: it is damaged or is something else. Export it again.")
