"""A database file, opened to be read and nothing else: its settings, and the memory that a question may take."""

import threading
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, TypeVar

import duckdb

from cxdata.errors import CxError
from cxdata.statements import told

R = TypeVar("R")
# After two seconds DuckDB would draw a bar on standard output, in the middle of what a command prints as JSON.
_NO_BAR = "set enable_progress_bar = false"

# No connection leaves the machine, nothing but the store's own file is read, and nothing is written beside it. Given
# when the file is opened and not afterwards, so that one process can open it twice: the second finds the settings
# locked, and the same. The memory is for what most questions need; else DuckDB keeps every table that it has read.
SETTINGS: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "python_enable_replacements": "false",
    "enable_external_access": "false",
    "temp_directory": "",
    "memory_limit": "150MB",
    "allowed_configs": ["memory_limit", "enable_progress_bar"],
    "lock_configuration": "true",
}


class Reader:
    """One database file, for any number of threads: each question has a cursor of its own. Raises duckdb.Error for a
    file that is none.
    """

    def __init__(self, path: Path) -> None:
        self.connection = duckdb.connect(str(path), read_only=True, config=SETTINGS)
        self._large, self._roomy = threading.Lock(), False

    def ask(
        self,
        sql: str,
        values: Mapping[str, Any],
        fetch: Callable[[duckdb.DuckDBPyConnection], R],
        *,
        first: tuple[str, ...] = (),
    ) -> R:
        """What `fetch` takes from the answer, after the statements that come `first`. Whoever listens is told.

        Raises CxError for a question that needs more memory than the machine has.
        """
        bound = dict(values)
        with told(sql, bound), self.connection.cursor() as cursor:
            cursor.execute(_NO_BAR)
            for statement in first:
                cursor.execute(statement)
            if self._roomy and self._large.acquire(blocking=False):
                self._give_back(cursor)
                self._large.release()
            with suppress(duckdb.OutOfMemoryException):
                return fetch(cursor.execute(sql, bound))
            with self._large:
                return self._ask_with_room(cursor, lambda: fetch(cursor.execute(sql, bound)))

    def _ask_with_room(self, cursor: duckdb.DuckDBPyConnection, ask: Callable[[], R]) -> R:
        """One question at a time that needs more memory than most; it is given back afterwards."""
        cursor.execute("reset memory_limit")
        self._roomy = True
        try:
            return ask()
        except duckdb.OutOfMemoryException:
            raise CxError(
                "This question needs more memory than this machine has. Choose a shorter period or fewer groups."
            ) from None
        finally:
            self._give_back(cursor)

    def _give_back(self, cursor: duckdb.DuckDBPyConnection) -> None:
        """Take the memory of a large question away again; what others hold at this moment stays until a later one."""
        with suppress(duckdb.OutOfMemoryException):
            cursor.execute("set memory_limit = $usual", {"usual": SETTINGS["memory_limit"]})
            self._roomy = False
