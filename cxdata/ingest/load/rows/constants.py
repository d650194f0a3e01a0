"""Writing what never changes in a store (cxdata.constants): after its rows, before its checks, which read it."""

import re
from collections.abc import Sequence

import duckdb

from cxdata.constants import DAYS, LEVELS, Constant
from cxdata.contract import TABLES
from cxdata.measures.constants.answers import ANSWERS, answers_sql
from cxdata.measures.constants.comments import COMMENTS
from cxdata.measures.constants.first_days import FIRST_DAYS
from cxdata.measures.constants.matters import DAYS as DAYS_APART
from cxdata.measures.constants.matters import KEPT, MATTERS, NEWEST, by_month, matters_of
from cxdata.measures.constants.sources import SOURCE_MONTHS

CONSTANTS: tuple[Constant, ...] = (DAYS, LEVELS, FIRST_DAYS, SOURCE_MONTHS, COMMENTS, MATTERS, ANSWERS)


def write_constants(con: duckdb.DuckDBPyConnection) -> None:
    """Make the tables of constants in the database in use on `con`, in whose `meta` nothing is said of them yet.

    Every clean table and `files` must be written already.
    """
    for constant in CONSTANTS:
        con.execute(f"create table {constant.name} as {constant.sql}")
        con.execute("insert into meta values ($key, $value)", {"key": constant.key, "value": constant.digest})


def add_files(con: duckdb.DuckDBPyConnection, files: Sequence[int]) -> None:
    """Bring the constants up to date after rows of these files were added, in the database in use on `con`.

    What a file's own rows say is added; what depends on other rows too is made again.
    """
    numbers = ", ".join(str(int(number)) for number in files)
    filled = " union all ".join(
        f"select '{name}' where exists (select 1 from {name} where file_id in ({numbers}))" for name in TABLES
    )
    touched = {name for (name,) in con.execute(filled).fetchall()}
    for constant in CONSTANTS:
        for part in constant.parts:
            # What a condition says of an old row changes only with a table that it looks into.
            stands = part.by_file or not touched & set(re.findall(r"from (\w+)", part.condition))
            if stands and part.table not in touched:
                continue
            only = f" and file_id in ({numbers})" if stands else ""
            con.execute(f"delete from {constant.name} where {part.where}{only}")
            con.execute(f"insert into {constant.name} by name {part.select(files if stands else ())}")
    if "contacts" in touched:
        add_matters(con, files)
    if "responses" in touched:
        add_answers(con, files)


def add_matters(con: duckdb.DuckDBPyConnection, files: Sequence[int]) -> None:
    """Count again the matters of whoever is in these files, in the database in use on `con`, and of whoever got in
    touch in the last days before: theirs may be over now, or go on. Nobody else's can have changed.
    """
    numbers = ", ".join(str(int(number)) for number in files)
    before = f"file_id not in ({numbers})"
    newest_before = f"(select max(received_at) from contacts where {before})"
    changed = (
        "customer_key in (select customer_key from contacts where customer_key is not null and "
        f"(file_id in ({numbers}) or received_at > coalesce({newest_before} - to_days({DAYS_APART}), '-infinity')))"
    )
    were = by_month(matters_of(f"(select * from contacts where {changed} and {before})", newest_before))
    are = by_month(matters_of(f"(select * from contacts where {changed})", NEWEST))
    kept = ", ".join(KEPT)
    con.execute(
        f"create or replace table {MATTERS.name} as "
        f"select received_at, {kept}, sum(came_back)::bigint as came_back, sum(matters)::bigint as matters from ("
        f"select * from {MATTERS.name} union all by name ({are}) union all by name "
        f"select * replace (-came_back as came_back, -matters as matters) from ({were})"
        ") group by all having sum(matters) <> 0"
    )


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
