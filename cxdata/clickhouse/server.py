"""A ClickHouse server, over its HTTP interface: the one module of the product that opens a connection.

It is imported for a store that CX_STORE names on a server, and for nothing else (tests/test_architecture.py).
"""

import os
from collections.abc import Mapping
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from pathlib import Path
from typing import BinaryIO
from urllib.parse import urlencode

from cxdata.clickhouse.address import Address
from cxdata.clickhouse.transport import PLAIN
from cxdata.errors import CxError

PASSWORD = "CX_STORE_PASSWORD"
PATIENCE = 300
"""Seconds that an answer, or a table being copied, may take."""


class Server:
    """A server's HTTP interface; each statement has a connection of its own, so that any number may ask at once."""

    def __init__(self, address: Address) -> None:
        self._address = address

    def send(self, sql: str, values: Mapping[str, str], settings: Mapping[str, str], form: str = PLAIN) -> bytes:
        """The answer to one statement, in a format of ClickHouse. Raises CxError with what the server says."""
        bound = {f"param_{name}": value for name, value in values.items()}
        return self._post({**settings, **bound, "default_format": form}, sql.encode())

    def make_database(self) -> None:
        """Make the database of the address where there is none."""
        self._post({"database": "default"}, f"create database if not exists {self._address.database}".encode())

    def insert(self, table: str, columns: str, parquet: Path) -> None:
        """Put the rows of a Parquet file into these columns of a table."""
        with parquet.open("rb") as rows:
            self._post(
                {"query": f"insert into {table} ({columns}) format Parquet", "insert_allow_materialized_columns": "1"},
                rows,
            )

    def _post(self, options: Mapping[str, str], body: bytes | BinaryIO) -> bytes:
        at = self._address
        secure = at.kind == "clickhouses"
        connection = (HTTPSConnection if secure else HTTPConnection)(at.host, at.port, timeout=PATIENCE)
        headers = {"X-ClickHouse-User": at.user, "X-ClickHouse-Key": os.environ.get(PASSWORD, "")}
        # Without this an answer that breaks off half-way would begin with a good status.
        chosen = {"database": at.database, "wait_end_of_query": "1", **options}
        try:
            connection.request("POST", f"/?{urlencode(chosen)}", body, headers)
            reply = connection.getresponse()
            text = reply.read()
        except (OSError, HTTPException) as error:
            raise CxError(f"The store {at.words} cannot be reached: {error}.") from None
        finally:
            connection.close()
        if reply.status != 200:
            raise CxError(f"The store {at.words} refused a statement: {text.decode(errors='replace').strip()}")
        return text
