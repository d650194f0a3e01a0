"""Writing what never changes in a store (cxdata.constants): after its rows, before its checks, which read it."""

import re
from collections.abc import Sequence

import duckdb

from cxdata.constants import DAYS, LEVELS, Constant
from cxdata.contract import TABLES
from cxdata.ingest.load.rows import matters
from cxdata.measures.constants.comments import COMMENTS
from cxdata.measures.constants.first_days import FIRST_DAYS
from cxdata.measures.constants.matters import MATTERS
from cxdata.measures.constants.sources import SOURCE_MONTHS

CONSTANTS: tuple[Constant, ...] = (DAYS, LEVELS, FIRST_DAYS, SOURCE_MONTHS, COMMENTS, MATTERS)


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
        matters.add_files(con, files)
