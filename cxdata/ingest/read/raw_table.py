"""What every reader returns: a raw table of text in DuckDB, and the rows of the file that could not be read."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import duckdb
import pyarrow as pa

from cxdata.ingest.read.clock import check_time

ROW_NUMBER = "row_number"
CHUNK_ROWS = 50_000
_LOOK_AT_THE_CLOCK = 1_024
# A survey asks its question in the heading; what is longer is no heading.
LONGEST_NAME = 1_000


@dataclass(frozen=True, slots=True)
class RejectedRow:
    """One row set aside by a reader: its number in the file and the reason. Never carries the row's own values."""

    row_number: int
    reason: str


@dataclass(frozen=True)
class RawTable:
    """A file as read: every column VARCHAR, NULL for an absent value, "" kept as "".

    `table` is a temporary table of the connection with the columns of `columns` and `row_number` (BIGINT): the row's
    position in the file, 1 being the first row of data below the header. In a CSV, lines with nothing on them have
    no position; in a sheet every row below the header has one. Rows whose every cell is blank keep their position
    and are left out with a note. So `rows + len(rejected)` is the number of rows in the file that say anything.
    """

    table: str
    columns: tuple[str, ...]
    rows: int
    rejected: tuple[RejectedRow, ...]
    notes: tuple[str, ...]
    format: str


@dataclass(frozen=True)
class Preview:
    """The first rows of a file, for a person to look at: text or None, columns as `RawTable.columns`."""

    columns: tuple[str, ...]
    rows: list[tuple[str | None, ...]]
    notes: tuple[str, ...]
    sheets: tuple[str, ...]


def ident(name: str) -> str:
    """A name quoted as an SQL identifier."""
    return '"' + name.replace('"', '""') + '"'


def unique_names(headers: Iterable[str | None]) -> tuple[str, ...]:
    """Header names as in the file, blank ones "column 4" and repeated ones "Name (2)".

    DuckDB does not tell capitals apart in column names, so neither does this; `row_number` is taken by our own
    column and `rowid` by DuckDB's.
    """
    taken = {ROW_NUMBER, "rowid"}
    names = []
    for position, header in enumerate(headers, start=1):
        base = header[:LONGEST_NAME] if header and header.strip() else f"column {position}"
        name, copy = base, 2
        while name.casefold() in taken:
            name, copy = f"{base} ({copy})", copy + 1
        taken.add(name.casefold())
        names.append(name)
    return tuple(names)


def count_words(number: int, singular: str, plural: str) -> str:
    """ "1 row", "2 rows", "1,204 rows"."""
    return f"{number:,} {singular if number == 1 else plural}"


class TableWriter:
    """Writes rows to a new temporary table in chunks, so that memory stays bounded whatever the file's size."""

    def __init__(self, con: duckdb.DuckDBPyConnection, table: str, columns: Sequence[str]):
        self._con, self._table = con, table
        self._schema = pa.schema([(name, pa.string()) for name in columns] + [(ROW_NUMBER, pa.int64())])
        self._pending: list[Sequence[str | int | None]] = []
        self.rows = 0
        spec = ", ".join(f"{ident(name)} varchar" for name in columns)
        con.execute(f"create or replace temp table {ident(table)} ({spec}, {ROW_NUMBER} bigint)")

    def add(self, row_number: int, values: Sequence[str | None]) -> None:
        """Add one row with its number in the file (from 1); rows are written when a chunk is full."""
        if self.rows % _LOOK_AT_THE_CLOCK == 0:
            check_time()
        self._pending.append((*values, row_number))
        self.rows += 1
        if len(self._pending) >= CHUNK_ROWS:
            self.flush()

    def flush(self) -> None:
        """Write the rows still waiting; call it once after the last."""
        if not self._pending:
            return
        arrays = [
            pa.array(values, type=field.type)
            for values, field in zip(zip(*self._pending, strict=True), self._schema, strict=True)
        ]
        self._con.register("chunk_of_rows", pa.Table.from_arrays(arrays, schema=self._schema))
        self._con.execute(f"insert into {ident(self._table)} select * from chunk_of_rows")
        self._con.unregister("chunk_of_rows")
        self._pending.clear()
