"""What a store asks: an engine takes a statement as it is written for DuckDB, and its values, and gives the answer.

DuckDB in a file is one (`cxdata.reader`), ClickHouse past one laptop another (`cxdata.clickhouse`).
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Protocol, TypeVar

import pandas as pd

R = TypeVar("R")


class Result(Protocol):
    """An answer, as much of DuckDB's as a store takes."""

    @property
    def description(self) -> Sequence[Sequence[Any]]:
        """The columns: the name of each first."""

    def fetchall(self) -> list[tuple[Any, ...]]:
        """The rows as plain values."""

    def df(self) -> pd.DataFrame:
        """The rows as a frame."""


class Engine(Protocol):
    """Any number of threads may ask at once."""

    def ask(self, sql: str, values: Mapping[str, Any], fetch: Callable[[Any], R]) -> R:
        """What `fetch` takes from the answer, with `values` bound to the statement's $names. Whoever listens is told."""
