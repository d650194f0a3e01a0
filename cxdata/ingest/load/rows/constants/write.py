"""Writing what never changes in a store (cxdata.constants): after its rows, before its checks, which read it."""

import re
from collections.abc import Collection, Sequence

import duckdb

from cxdata.constants import DAYS, LEVELS, Constant
from cxdata.contract import TABLES
from cxdata.ingest.load.rows.constants.linked import LINKED, add_linked, write_linked
from cxdata.measures.constants.answers import ANSWERS, answers_sql
from cxdata.measures.constants.blanks import BLANKS
from cxdata.measures.constants.comments import COMMENTS
from cxdata.measures.constants.first_days import FIRST_DAYS
from cxdata.measures.constants.sources import SOURCE_MONTHS

CONSTANTS: tuple[Constant, ...] = (DAYS, LEVELS, FIRST_DAYS, SOURCE_MONTHS, COMMENTS, BLANKS, *LINKED, ANSWERS)


def write_constants(con: duckdb.DuckDBPyConnection) -> None:
    """Make the tables of constants in the database in use on `con`, in whose `meta` nothing is said of them yet.

    Every clean table and `files` must be written already.
    """
    write_linked(con)
    filled = _filled(con)
    for constant in CONSTANTS:
        if constant not in LINKED:
            con.execute(f"create table {constant.name} as {_sql_of(constant, filled)}")
        con.execute("insert into meta values ($key, $value)", {"key": constant.key, "value": constant.digest})


def add_files(con: duckdb.DuckDBPyConnection, files: Sequence[int]) -> None:
    """Bring the constants up to date after rows of these files were added, in the database in use on `con`.

    What a file's own rows say is added; what depends on other rows too is made again.
    """
    numbers = ", ".join(str(int(number)) for number in files)
    touched = _filled(con, f"file_id in ({numbers})")
    for constant in CONSTANTS:
        for part in constant.parts:
            # What a condition says of an old row changes only with a table that it looks into.
            stands = part.by_file or not touched & set(re.findall(r"from (\w+)", part.condition))
            if stands and part.table not in touched:
                continue
            if not stands:
                con.execute(f"delete from {constant.name} where {part.where}")
            con.execute(f"insert into {constant.name} by name {part.select(files if stands else ())}")
    if "contacts" in touched:
        add_linked(con, files)
    if "responses" in touched:
        add_answers(con, files)


def _sql_of(constant: Constant, filled: Collection[str]) -> str:
    """The SELECT of a constant's rows where only these tables have any: an empty table gives no row, and all parts have
    the same columns. To plan the SELECTs of all tables is a quarter of the work of a small load.
    """
    parts = [part for part in constant.parts if part.table in filled] or constant.parts[:1]
    return " union all ".join(part.select() for part in parts) or constant.sql


def _filled(con: duckdb.DuckDBPyConnection, condition: str = "true") -> set[str]:
    """The clean tables that hold a row of which the condition is true."""
    each = " union all ".join(
        f"select '{name}' where exists (select 1 from {name} where {condition})" for name in TABLES
    )
    return {name for (name,) in con.execute(each).fetchall()}


def add_answers(con: duckdb.DuckDBPyConnection, files: Sequence[int]) -> None:
    """Write again the answers of whoever answered in these files, in the database in use on `con`: their earlier ones
    have a next one now. To nobody else anything happened.
    """
    numbers = ", ".join(str(int(number)) for number in files)
    again = (
        "customer_key in (select customer_key from responses "
        f"where customer_key is not null and file_id in ({numbers}))"
    )
    con.execute(
        f"delete from {ANSWERS.name} where (file_id, row_number) in (select (file_id, row_number) from responses "
        f"where {again})"
    )
    touched = f"(select * from responses where {again} or file_id in ({numbers}))"
    con.execute(f"insert into {ANSWERS.name} by name {answers_sql(touched)}")
