"""Writing what never changes in a store (cxdata.constants): after its rows, before its checks, which read it."""

from collections.abc import Sequence

import duckdb

from cxdata.constants import DAYS, LEVELS, Constant
from cxdata.measures.constants.first_days import FIRST_DAYS
from cxdata.measures.constants.sources import SOURCE_MONTHS

CONSTANTS: tuple[Constant, ...] = (DAYS, LEVELS, FIRST_DAYS, SOURCE_MONTHS)


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
    for constant in CONSTANTS:
        for part in constant.parts:
            only = f" and file_id in ({numbers})" if part.by_file else ""
            con.execute(f"delete from {constant.name} where {part.where}{only}")
            con.execute(f"insert into {constant.name} by name {part.select(files if part.by_file else ())}")
