"""ClickHouse inside this process, out of the library chdb: for tests, and for a store in a folder of this machine."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from threading import Lock

from chdb.session import Session

from cxdata.clickhouse.transport import PLAIN
from cxdata.clickhouse.values import quoted
from cxdata.errors import CxError
from cxdata.own_files import make_folder


class Embedded:
    """An engine in a folder, which it makes. chdb holds one folder a process, until the process ends."""

    def __init__(self, folder: Path, database: str) -> None:
        make_folder(folder)  # its owner's alone: single contacts stand in it
        self._session = Session(str(folder))
        self._session.query(f"create database if not exists {database}")
        self._session.query(f"use {database}")
        self._lock = Lock()
        self._settings: dict[str, str] = {}

    def send(self, sql: str, values: Mapping[str, str], settings: Mapping[str, str], form: str = PLAIN) -> bytes:
        """The answer to one statement, in a format of ClickHouse. Raises CxError with what the engine says."""
        with self._lock:
            for name, value in settings.items():
                # "readonly" would stand until the process ends, for a copy too.
                if name != "readonly" and self._settings.get(name) != value:
                    self._run(f"set {name} = {quoted(value)}", {})
                    self._settings[name] = value
            return self._run(sql, values, form)

    def make_database(self) -> None:
        """It was made when the folder was opened."""

    def insert(self, table: str, columns: str, parquet: Path) -> None:
        """Put the rows of a Parquet file into a table."""
        self.send(
            f"insert into {table} ({columns}) select {columns} from file({{path:String}}, Parquet)",
            {"path": str(parquet)},
            {"insert_allow_materialized_columns": "1"},
        )

    def _run(self, sql: str, values: Mapping[str, str], form: str = PLAIN) -> bytes:
        try:
            return bytes(self._session.query(sql, form, params=dict(values)).bytes())
        except RuntimeError as error:
            raise CxError(f"ClickHouse refused a statement: {error}") from None


@cache
def embedded(folder: Path, database: str) -> Embedded:
    """The engine of a folder, the same one for every store in it."""
    return Embedded(folder, database)
