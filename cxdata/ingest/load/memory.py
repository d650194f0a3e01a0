"""How much memory a load takes, and when it may put rows on disk: not while rows as they were read are held.

Rows as read hold personal data, and what DuckDB spills lies on disk as it is. Until they are cleaned they stay in
memory, and a file that does not fit is refused; from then on a load holds a share of the machine's memory and spills
the rest. Where rows are only added, that share follows from their number, not from the store's.
"""

import re
from collections.abc import Collection
from pathlib import Path

import duckdb

from cxdata.ingest.read.raw_table import ident

# DuckDB takes four fifths of what the machine, or the container around it, has.
_DEFAULT = 0.8
_SHARE = 0.4
# More makes no load faster: what lies on disk meanwhile are clean rows that wait to be written.
_MOST = 2 * 1024**3
# What is there for an append before its rows, and for each of them. The old rows are only read, and what is kept of
# them in memory makes no append faster.
_APPEND, _APPENDED_ROW = 96 * 1024**2, 256
_UNITS = {"bytes": 1, "KiB": 1024, "MiB": 1024**2, "GiB": 1024**3, "TiB": 1024**4}


def keep_in_memory(con: duckdb.DuckDBPyConnection) -> None:
    """Let a connection put nothing on disk. What does not fit raises duckdb.OutOfMemoryException."""
    con.execute("set temp_directory = ''")


def drop_texts(con: duckdb.DuckDBPyConnection, keep: Collection[str]) -> None:
    """Drop every temporary table but those in `keep`: values as they were read, and what was made of them."""
    rows = con.execute("select table_name from duckdb_tables() where temporary").fetchall()
    for (name,) in rows:
        if name not in keep:
            con.execute(f"drop table {ident(name)}")


def limit_memory(con: duckdb.DuckDBPyConnection, spill: Path) -> int:
    """Let a connection hold two fifths of the machine's memory, two gibibytes at most, and put the rest into the folder
    `spill`; returns the limit in bytes.
    """
    said = con.execute("select current_setting('memory_limit')").fetchall()[0][0]
    limit = min(int(_SHARE * bytes_of(said) / _DEFAULT), _MOST)
    con.execute("set temp_directory = $path", {"path": str(spill)})
    hold(con, limit)
    return limit


def hold(con: duckdb.DuckDBPyConnection, limit: int) -> None:
    """Let a connection hold so many bytes of memory."""
    con.execute(f"set memory_limit = '{limit} bytes'")


def enough_to_append(rows: int) -> int:
    """The bytes of memory in which so many rows are added, however many there are already."""
    return _APPEND + _APPENDED_ROW * rows


def bytes_of(said: str) -> int:
    """A size as DuckDB says it ("18.7 GiB") in bytes. Raises ValueError where it is none."""
    match = re.fullmatch(r"(\d+(?:\.\d+)?) (\w+)", said)
    if match is None or match[2] not in _UNITS:
        raise ValueError(f"not a size: {said}")
    return int(float(match[1]) * _UNITS[match[2]])
