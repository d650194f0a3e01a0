"""What DuckDB is asked, told to whoever listens: so a page can be measured without touching the page, or the store."""

import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Statement:
    """A statement, the values bound in it, and how long its answer took: seconds, and processor seconds (all cores)."""

    sql: str
    values: Mapping[str, Any]
    seconds: float
    processor: float


_listeners: list[Callable[[Statement], None]] = []


@contextmanager
def listening() -> Iterator[list[Statement]]:
    """Every statement that any store of this process asks meanwhile, in order; a kept answer asks none."""
    heard: list[Statement] = []
    _listeners.append(heard.append)
    try:
        yield heard
    finally:
        _listeners.remove(heard.append)


@contextmanager
def told(sql: str, values: Mapping[str, Any]) -> Iterator[None]:
    """Around the asking of a statement: tells it to whoever listens, once it is answered."""
    began, used = time.perf_counter(), time.process_time()
    yield
    for hear in _listeners:
        hear(Statement(sql, values, time.perf_counter() - began, time.process_time() - used))
