"""The rows of some files only, under the tables' own names: for rules that look at each file by itself."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager

import duckdb

from cxdata.contract import TABLES


@contextmanager
def narrowed(con: duckdb.DuckDBPyConnection, file_ids: Collection[int]) -> Iterator[None]:
    """While it lasts, plain names of tables with a file's rows find the rows of these files alone."""
    catalogue = con.execute("select current_database()").fetchall()[0][0]
    listed = ", ".join(str(int(number)) for number in file_ids) or "null"
    names = (*TABLES, "files", "set_aside")
    for name in names:
        con.execute(f"create temp view {name} as select * from {catalogue}.{name} where file_id in ({listed})")
    try:
        yield
    finally:
        for name in names:
            con.execute(f"drop view temp.{name}")
