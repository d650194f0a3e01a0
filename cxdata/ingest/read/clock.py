"""How long a file is read: past its time it is stopped, in our own loops and in what the database does for it.

No signal is used, as Windows has none for this.
"""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import duckdb

from cxdata.errors import CxError
from cxdata.ingest.read.limits import LEAST_SECONDS, SECONDS_A_MEGABYTE


@dataclass
class _Allowed:
    """The file that is being read, and until when (as time.monotonic has it)."""

    name: str
    until: float


class _Reading(threading.local):
    """The file that this thread reads."""

    allowed: _Allowed | None = None


_reading = _Reading()


class TookTooLong(CxError):
    """A file that was stopped at the end of its time."""


def seconds_for(path: Path) -> float:
    """How long a file may take to be read, by its size."""
    return LEAST_SECONDS + SECONDS_A_MEGABYTE * path.stat().st_size / 1e6


@contextmanager
def limited_time(path: Path, con: duckdb.DuckDBPyConnection | None = None) -> Iterator[None]:
    """Stop the reading of a file at the end of its time: our own loops by `check_time`, and what the database does by
    interrupting `con`. A file inside another has the other's time.
    """
    if _reading.allowed is not None or not path.is_file():
        yield
        return
    seconds = seconds_for(path)
    _reading.allowed = _Allowed(path.name, time.monotonic() + seconds)
    watch = threading.Timer(seconds, con.interrupt) if con is not None else None
    if watch is not None:
        watch.daemon = True
        watch.start()
    try:
        yield
        check_time()
    except duckdb.InterruptException:
        check_time()
        raise
    finally:
        if watch is not None:
            watch.cancel()
        _reading.allowed = None


def check_time() -> None:
    """Raises TookTooLong where the file that is being read has had its time."""
    allowed = _reading.allowed
    if allowed is not None and time.monotonic() > allowed.until:
        raise TookTooLong(
            f"{allowed.name} was stopped: it took longer to read than a file of its size may. It may be damaged. "
            "Export it again as CSV, or split it, by year for example."
        )
