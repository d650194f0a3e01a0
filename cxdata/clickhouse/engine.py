"""The engine of a store past one laptop: a statement as DuckDB takes it, asked of ClickHouse, answered as by DuckDB."""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
import pandas as pd

from cxdata.clickhouse.address import EVERY, Address
from cxdata.clickhouse.meta import nothing_at, one_council, read_meta
from cxdata.clickhouse.tables import COUNCIL, REFERENCES, mark_of
from cxdata.clickhouse.translate import translate
from cxdata.clickhouse.transport import ALL_ROWS, FRAME, PLAIN, Transport
from cxdata.clickhouse.values import Reply, quoted, read_frame, read_reply, write_value
from cxdata.statements import told

R = TypeVar("R")
_NAMES_REFERENCES = re.compile(rf"\b({'|'.join(sorted(REFERENCES))})\b")

# Where the two engines differ in what a statement means, ClickHouse is set to mean what DuckDB does.
SETTINGS: Mapping[str, str] = {
    "join_use_nulls": "1",  # no partner in a join is null, not 0 or ""
    "aggregate_functions_null_for_empty": "1",  # the sum of no rows is null
    "group_by_use_nulls": "1",  # a dimension that a grouping set leaves out is null
    "cast_keep_nullable": "1",  # a cast of null is null
    "prefer_column_name_to_alias": "1",  # a name in WHERE is that of a column
    "joined_subquery_requires_alias": "0",
    "enable_extended_results_for_datetime_functions": "1",  # the month of a day before 1970 is that month
    "session_timezone": "UTC",  # times are local as exported, and are never shifted
    "output_format_json_quote_64bit_integers": "0",
    "output_format_json_quote_denormals": "1",
    "output_format_json_named_tuples_as_objects": "0",
    "readonly": "2",  # nothing is written, and only settings such as these are changed
}


class ClickHouse:
    """One database, or one council's rows in it."""

    def __init__(self, transport: Transport, address: Address) -> None:
        self._transport = transport
        self.meta = read_meta(transport, address)
        council = one_council(transport, address)
        self._mark = mark_of(council) if council else ""
        # Listed after the settings are read, so that none is missing of the tables that these name.
        self._settings = {**SETTINGS, "additional_table_filters": _filters(transport, address)}

    def ask(self, sql: str, values: Mapping[str, Any], fetch: Callable[[Any], R]) -> R:
        """What `fetch` takes from the answer to a statement as it is written for DuckDB. Whoever listens is told."""
        bound = dict(values)
        with told(sql, bound):
            written = {name: write_value(value) for name, value in bound.items() if value is not None}
            text = translate(sql, bound)
            # Of one council a reference is given as its own system wrote it; of several its mark says whose it is.
            mark = self._mark if _NAMES_REFERENCES.search(sql) else ""
            return fetch(Answering(lambda form: self._transport.send(text, written, self._settings, form), mark))


class Answering:
    """The answer to a statement, asked in the format that what is taken of it needs, its texts without a mark."""

    def __init__(self, send: Callable[[str], bytes], mark: str = "") -> None:
        self._send, self._mark = send, mark

    @cached_property
    def _reply(self) -> Reply:
        reply = read_reply(self._send(PLAIN))
        return replace(reply, rows=[tuple(map(self._unmarked, row)) for row in reply.rows]) if self._mark else reply

    def _unmarked(self, value: Any) -> Any:
        return value.removeprefix(self._mark) if isinstance(value, str) else value

    @property
    def description(self) -> list[tuple[str, str]]:
        """The name and type of each column."""
        return self._reply.description

    def fetchall(self) -> list[tuple[Any, ...]]:
        """The rows as plain values."""
        return self._reply.rows

    def df(self) -> pd.DataFrame:
        """The rows as a frame."""
        frame = read_frame(self._send(FRAME))
        texts = frame.select_dtypes(["object", "str"]).columns if self._mark else ()
        return frame.assign(**{name: frame[name].map(self._unmarked) for name in texts})

    def fetchnumpy(self) -> dict[str, np.ndarray]:
        """The columns as arrays."""
        return {str(name): column.to_numpy() for name, column in self.df().items()}


def transport_to(address: Address, *, new: bool = False) -> Transport:
    """The way to an engine: what opens a connection is imported for a server only. `new` says that the folder of an
    engine inside this process may be made; else raises CxError where there is none.
    """
    if address.kind == "chdb":
        from cxdata.clickhouse.embedded import embedded

        if not new and not Path(address.folder).is_dir():
            raise nothing_at(address)

        return embedded(Path(address.folder), address.database)
    from cxdata.clickhouse.server import Server

    return Server(address)


def _filters(transport: Transport, address: Address) -> str:
    """The setting by which every table gives one council's rows only."""
    if address.council in ("", EVERY):
        return ALL_ROWS["additional_table_filters"]
    tables = read_reply(
        transport.send(
            "select table from system.columns where database = {database:String} and name = {name:String}",
            {"database": address.database, "name": COUNCIL},
            ALL_ROWS,
        )
    ).rows
    test = quoted(f"{COUNCIL} = {quoted(address.council)}")
    return "{" + ", ".join(f"{quoted(f'{address.database}.{table}')}: {test}" for (table,) in tables) + "}"
