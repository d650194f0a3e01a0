"""What takes a statement to an engine: inside this process (`embedded`), or over a network (`server`)."""

from collections.abc import Mapping
from pathlib import Path
from typing import Protocol

ALL_ROWS = {"additional_table_filters": "{}"}
"""The settings of a statement that is of no one council."""

PLAIN, FRAME = "JSONCompact", "ArrowStream"
"""The formats in which answers come: for plain values, and for frames of millions of rows."""


class Transport(Protocol):
    """A way to an engine. Any number of threads may use it at once."""

    def send(self, sql: str, values: Mapping[str, str], settings: Mapping[str, str], form: str = PLAIN) -> bytes:
        """The answer to one statement, in a format of ClickHouse. Raises CxError with what the engine says."""

    def make_database(self) -> None:
        """Make the database of the address where there is none."""

    def insert(self, table: str, columns: str, parquet: Path) -> None:
        """Put the rows of a Parquet file into these columns of a table."""
