"""How much memory a load takes: a share of the machine's, and never more than it can use; what is over goes to disk."""

import re
from pathlib import Path

import duckdb

# DuckDB takes four fifths of what the machine, or the container around it, has.
_DEFAULT = 0.8
_SHARE = 0.4
# More makes no load faster: what lies on disk meanwhile is text that waits to be cleaned.
_MOST = 2 * 1024**3
_UNITS = {"bytes": 1, "KiB": 1024, "MiB": 1024**2, "GiB": 1024**3, "TiB": 1024**4}


def limit_memory(con: duckdb.DuckDBPyConnection, spill: Path) -> int:
    """Let a fresh connection hold two fifths of the machine's memory, two gibibytes at most, and put the rest into
    the folder `spill`; returns the limit in bytes.
    """
    said = con.execute("select current_setting('memory_limit')").fetchall()[0][0]
    limit = min(int(_SHARE * bytes_of(said) / _DEFAULT), _MOST)
    con.execute("set temp_directory = $path", {"path": str(spill)})
    con.execute(f"set memory_limit = '{limit} bytes'")
    return limit


def bytes_of(said: str) -> int:
    """A size as DuckDB says it ("18.7 GiB") in bytes. Raises ValueError where it is none."""
    match = re.fullmatch(r"(\d+(?:\.\d+)?) (\w+)", said)
    if match is None or match[2] not in _UNITS:
        raise ValueError(f"not a size: {said}")
    return int(float(match[1]) * _UNITS[match[2]])
