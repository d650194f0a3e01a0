"""A statement of the registry, written for DuckDB, as ClickHouse's own: sqlglot parses it and writes it anew."""

from collections.abc import Mapping
from datetime import date, datetime, time
from functools import lru_cache
from typing import Any

import sqlglot
from sqlglot import exp

from cxdata.clickhouse.rewrites import REWRITES
from cxdata.errors import CxError

_DAY, _MOMENT = _OF_TIME = ("Date32", "DateTime64(6)")
# What a bound value is in ClickHouse. A day has the wide type: the narrow one begins in 1970.
_TYPES: Mapping[type, str] = {
    bool: "Bool",
    int: "Int64",
    float: "Float64",
    str: "String",
    datetime: _MOMENT,
    date: _DAY,
}
_KINDS: Mapping[Any, str] = {
    exp.DataType.Type.DATE: _DAY,
    exp.DataType.Type.TIMESTAMP: _MOMENT,
    exp.DataType.Type.TIMESTAMPNTZ: _MOMENT,
    exp.DataType.Type.TIME: "Time64(6)",
}
MOST_TRANSLATED = 4000


def translate(sql: str, values: Mapping[str, Any]) -> str:
    """The same statement for ClickHouse, with {name:Type} where a value is bound. Raises CxError where it cannot."""
    return _translate(sql, tuple(sorted((name, _type_of(name, value)) for name, value in values.items())))


def _type_of(name: str, value: Any) -> str:
    if value is None:
        return ""
    if type(value) not in _TYPES:
        raise CxError(f"The value of '{name}' cannot be bound for ClickHouse: {type(value).__name__}.")
    return _TYPES[type(value)]


@lru_cache(MOST_TRANSLATED)
def _translate(sql: str, types: tuple[tuple[str, str], ...]) -> str:
    bound = dict(types)
    try:
        tree = sqlglot.parse_one(sql, read="duckdb")
    except sqlglot.ParseError as error:
        raise CxError(f"A statement cannot be translated for ClickHouse: {error}") from None
    for rewrite in REWRITES:
        tree = tree.transform(rewrite, copy=False)
    tree = tree.transform(lambda node: _bind(_retype(node), bound), copy=False)
    tree = tree.transform(_moments_in, copy=False)
    return tree.sql(dialect="clickhouse", comments=False)


def _bind(node: exp.Expression, bound: Mapping[str, str]) -> exp.Expression:
    """The place of a value: a parameter with its type, or null where the value is none."""
    if not isinstance(node, exp.Parameter | exp.Placeholder):
        return node
    name = node.name
    return exp.Var(this=f"{{{name}:{bound[name]}}}") if bound[name] else exp.null()


def _moments_in(node: exp.Expression) -> exp.Expression:
    """A moment among days, or a day among moments: ClickHouse finds none of them, so that both sides are moments."""
    if isinstance(node, exp.In) and any(kind in each.sql() for each in node.expressions for kind in _OF_TIME):
        node.set("this", _as_moment(node.this))
        node.set("expressions", [_as_moment(each) for each in node.expressions])
    return node


def _as_moment(node: exp.Expression) -> exp.Expression:
    return exp.Anonymous(this="CAST", expressions=[node, exp.Literal.string(f"Nullable({_MOMENT})")])


def _retype(node: exp.Expression) -> exp.Expression:
    """Days and times with types that hold every day and every part of a second that DuckDB's hold."""
    if isinstance(node, exp.Cast) and node.to.this in _KINDS:
        kind, value = _KINDS[node.to.this], node.this
        if kind.startswith("Time") and isinstance(value, exp.Literal):
            # "09:00" is nine minutes to ClickHouse.
            value = exp.Literal.string(time.fromisoformat(value.name).isoformat())
        return exp.Anonymous(this="CAST", expressions=[value, exp.Literal.string(f"Nullable({kind})")])
    return node
