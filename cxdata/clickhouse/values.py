"""What ClickHouse answers, as Python's values: text of the format JSONCompact, with a type for each column."""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any

import pandas as pd

Convert = Callable[[Any], Any]
_WRAPPERS = ("Nullable", "LowCardinality", "SimpleAggregateFunction")


@dataclass(frozen=True)
class Reply:
    """An answer: the columns' names and types as ClickHouse calls them, and rows of Python's values.

    It answers to what DuckDB's does: `description`, `fetchall` and `df`.
    """

    names: tuple[str, ...]
    types: tuple[str, ...]
    rows: list[tuple[Any, ...]]

    @property
    def description(self) -> list[tuple[str, str]]:
        """The name and type of each column."""
        return list(zip(self.names, self.types, strict=True))

    def fetchall(self) -> list[tuple[Any, ...]]:
        """The rows."""
        return self.rows

    def df(self) -> pd.DataFrame:
        """The rows as a frame: days and moments as pandas' own, the others as they are."""
        columns = zip(*self.rows, strict=True) if self.rows else ([] for _ in self.names)
        series = {
            name: _series(kind, values) for name, kind, values in zip(self.names, self.types, columns, strict=True)
        }
        return pd.DataFrame(series)


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
        return converter(inner[-1])
    make = _plain(name)
    if name == "Array":
        of = converter(inner[0])
        make = lambda value: [of(each) for each in value]  # noqa: E731
    elif name == "Tuple":
        parts = [converter(part.split(" ", 1)[1] if _is_named(part) else part) for part in inner]
        make = lambda value: tuple(of(each) for of, each in zip(parts, value, strict=True))  # noqa: E731
    return lambda value: None if value is None else make(value)


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


def _series(kind: str, values: Sequence[Any]) -> "pd.Series[Any]":
    bare = kind.removeprefix("LowCardinality(").removeprefix("Nullable(")
    if bare.startswith("Date"):
        return pd.Series(pd.to_datetime(list(values)), dtype="datetime64[us]")
    if bare.startswith(("Int", "UInt", "Float")) and any(value is None for value in values):
        return pd.Series(list(values), dtype="float64")
    return pd.Series(list(values))


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
