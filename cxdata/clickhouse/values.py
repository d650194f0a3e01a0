"""What ClickHouse answers, as Python's values (out of its format JSONCompact) or as a frame (out of ArrowStream)."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

Convert = Callable[[Any], Any]
_WRAPPERS = ("Nullable", "LowCardinality")


@dataclass(frozen=True)
class Reply:
    """An answer: the columns' names and types as ClickHouse calls them, and rows of Python's values."""

    names: tuple[str, ...]
    types: tuple[str, ...]
    rows: list[tuple[Any, ...]]

    @property
    def description(self) -> list[tuple[str, str]]:
        """The name and type of each column."""
        return list(zip(self.names, self.types, strict=True))


def read_reply(text: bytes) -> Reply:
    """The answer in a text of the format JSONCompact."""
    document = json.loads(text)
    names = tuple(column["name"] for column in document["meta"])
    types = tuple(column["type"] for column in document["meta"])
    convert = [converter(kind) for kind in types]
    rows = [tuple(make(value) for make, value in zip(convert, row, strict=True)) for row in document["data"]]
    return Reply(names, types, rows)


@cache
def converter(kind: str) -> Convert:
    """What makes a Python value of JSON's value of a ClickHouse type; null is None in every type."""
    name, inner = _opened(kind)
    if name in _WRAPPERS:
        return converter(inner[0])
    make = {"Array": _listed, "Tuple": _tuple}[name](inner) if name in ("Array", "Tuple") else _plain(name)
    return lambda value: None if value is None else make(value)


def _listed(inner: list[str]) -> Convert:
    of = converter(inner[0])
    return lambda value: [of(each) for each in value]


def _tuple(inner: list[str]) -> Convert:
    parts = [converter(part.split(" ", 1)[1] if _is_named(part) else part) for part in inner]
    return lambda value: tuple(of(each) for of, each in zip(parts, value, strict=True))


def _plain(name: str) -> Convert:
    if name in ("Date", "Date32"):
        return date.fromisoformat
    if name.startswith("DateTime"):
        return datetime.fromisoformat
    if name.startswith(("Int", "UInt")):
        return int
    if name.startswith(("Float", "Decimal")):
        return float
    return bool if name == "Bool" else lambda value: value


def _opened(kind: str) -> tuple[str, list[str]]:
    """`Array(Tuple(String, Int64))` as its name and what stands in its brackets, parted by the outer commas."""
    name, bracket, rest = kind.partition("(")
    return name, list(_parts(rest[:-1])) if bracket else []


def _parts(text: str) -> Iterator[str]:
    depth, begun = 0, 0
    for position, letter in enumerate(text):
        depth += (letter == "(") - (letter == ")")
        if letter == "," and not depth:
            yield text[begun:position].strip()
            begun = position + 1
    yield text[begun:].strip()


def _is_named(part: str) -> bool:
    """Whether a part of a tuple has a name: `level Nullable(String)`."""
    return " " in part.partition("(")[0]


def read_frame(stream: bytes) -> pd.DataFrame:
    """The answer in the format ArrowStream as a frame: whole numbers as wide as DuckDB's, moments without a zone."""
    table = pa.ipc.open_stream(stream).read_all()
    columns = [_widened(column) for column in table.columns]
    return pa.table(columns, names=table.column_names).to_pandas(date_as_object=False)


def _widened(column: pa.ChunkedArray) -> pa.ChunkedArray:
    if pa.types.is_timestamp(column.type):
        return column.cast(pa.timestamp("us"))
    # A number beyond what a signed one holds is a key, and stays as it is.
    if pa.types.is_integer(column.type) and (column.type != pa.uint64() or _fits(column)):
        return column.cast(pa.int64())
    return column


def _fits(column: pa.ChunkedArray) -> bool:
    largest = pc.max(column).as_py()
    return largest is None or largest < 2**63


def write_value(value: Any) -> str:
    """A bound value as ClickHouse reads it: tabs, line ends and backslashes of a text are escaped."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime):
        return value.isoformat(sep=" ")
    text = str(value)
    for letter, escaped in (("\\", "\\\\"), ("\t", "\\t"), ("\n", "\\n"), ("\r", "\\r"), ("\0", "\\0")):
        text = text.replace(letter, escaped)
    return text


def quoted(text: str) -> str:
    """A text as ClickHouse's SQL writes it."""
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"
