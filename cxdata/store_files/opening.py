"""What a version that is being opened is: its form, and where it cannot be opened, why not, by kind."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import duckdb

from cxdata.form import FIXED_TABLES, FORM, FORM_KEY, Present
from cxdata.store_files.trouble import StoreTrouble, is_closed, is_damaged, is_missing, is_newer

# How DuckDB says that bytes of a file are not what it wrote. The first has no class of its own.
_DAMAGE = ("Corrupt database file", "Could not read enough bytes", "not a valid DuckDB database file")
_LATER = ("newer version", "version number")


def fails_to_open(path: Path) -> bool:
    """Whether a version without a seal, as an earlier program made it, cannot be opened, which is noted."""
    try:
        with attached(path):
            return False
    except duckdb.Error as fault:
        trouble_of(path, fault)
        return True


@contextmanager
def attached(path: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection that sees a version as `version`, read only, whoever else in this process has it open with which
    settings. Raises duckdb.Error.
    """
    with duckdb.connect(":memory:") as con:
        con.execute(f"attach '{quote_path(path)}' as version (read_only)")
        yield con


def quote_path(path: Path) -> str:
    """A path inside an SQL text: ATTACH takes no bound value."""
    return str(path).replace("'", "''")


def is_damage(fault: duckdb.Error) -> bool:
    """Whether a fault of the database is one of the file's bytes."""
    return any(words in str(fault) for words in _DAMAGE)


def trouble_of(path: Path, fault: duckdb.Error) -> StoreTrouble:
    """What is wrong with a version that could not be opened."""
    if not path.is_file():
        return is_missing(path)
    if is_damage(fault):
        return is_damaged(path)
    if any(later in str(fault) for later in _LATER):
        return is_newer(path, FORM + 1, FORM)
    return is_closed(path)  # held by another program, forbidden, or anything else that may pass


def read_form(connection: duckdb.DuckDBPyConnection, database: str | None) -> tuple[str, Present, set[str]]:
    """The name of a database (the one in use where None), its tables with their columns, and its own types."""
    name = database or connection.execute("select current_database()").fetchall()[0][0]
    tables = connection.execute("select table_name from duckdb_tables() where database_name = $name", {"name": name})
    # Asking each table takes a tenth of the time of duckdb_columns(), which writes out every level of every type.
    present = {
        table: {column for column, *_ in connection.execute(f'select * from "{name}".main.{table} limit 0').description}
        for (table,) in tables.fetchall()
    }
    types = connection.execute("select type_name from duckdb_types() where database_name = $name", {"name": name})
    return name, present, {kind for (kind,) in types.fetchall()}


def read_meta(connection: duckdb.DuckDBPyConnection, present: Present, schema: str) -> dict[str, str]:
    """The settings that a load wrote into a store: key -> value; none in a store made before there were any."""
    if not set(FIXED_TABLES["meta"]) <= present.get("meta", set()):
        return {}
    return dict(connection.execute(f"select key, value from {schema}.meta").fetchall())


def form_of(meta: Mapping[str, str]) -> int:
    """The number of a store's form; 1 for a store made before there was a number."""
    return int(meta.get(FORM_KEY, 1))


def refuse_newer(form: int, path: Path) -> None:
    """Raises StoreTrouble for a store of a form that this program does not know yet."""
    if form > FORM:
        raise is_newer(path, form, FORM)
