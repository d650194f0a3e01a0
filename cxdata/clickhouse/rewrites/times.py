"""Days, moments and the spans between them."""

from sqlglot import exp

from cxdata.clickhouse.rewrites.parts import call
from cxdata.errors import CxError

# DuckDB's spans of a fixed length, and ClickHouse's.
_SPANS = {
    "to_seconds": "toIntervalSecond",
    "to_minutes": "toIntervalMinute",
    "to_hours": "toIntervalHour",
    "to_days": "toIntervalDay",
}


def spans(node: exp.Expression) -> exp.Expression:
    """Two times apart by less than some days or minutes: ClickHouse subtracts times to a number, which no span compares
    with.
    """
    compares = isinstance(node, exp.LT | exp.LTE | exp.GT | exp.GTE) and isinstance(node.this, exp.Sub)
    if compares and (span := _span(node.expression)):
        later, earlier = node.this.this, node.this.expression
        return type(node)(this=later, expression=exp.Add(this=earlier, expression=span))
    return _span(node) or node


def _span(node: exp.Expression) -> exp.Expression | None:
    """A span of so many seconds, minutes, hours or days, as ClickHouse makes one; None for anything else."""
    if isinstance(node, exp.ToDays):
        return call(_SPANS["to_days"], node.this)
    if isinstance(node, exp.Anonymous) and node.name.lower() in _SPANS:
        return call(_SPANS[node.name.lower()], *node.expressions)
    return None


def days_since(node: exp.Expression) -> exp.Expression:
    """A day minus a day that is written out: how many days, where ClickHouse subtracts no wide days."""
    first = node.expression if isinstance(node, exp.Sub) else None
    if isinstance(first, exp.Cast) and isinstance(first.this, exp.Literal) and first.to.is_type("date"):
        return call("dateDiff", exp.Literal.string("day"), first, node.this)
    return node


def starts(node: exp.Expression) -> exp.Expression:
    """`date_trunc` gives a day in ClickHouse and a moment in DuckDB, with which the rest of a statement reckons."""
    if isinstance(node, exp.TimestampTrunc | exp.DateTrunc):
        unit = node.args["unit"].name.lower()
        start = {"month": "toStartOfMonth", "week": "toMonday", "day": "toDate32"}.get(unit)
        if start is None:
            raise CxError(f"'{node.sql()}' is not translated for ClickHouse yet.")
        return call("toDateTime64", call(start, node.this), exp.Literal.number(6))
    return node
