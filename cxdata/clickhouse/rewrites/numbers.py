"""Truths, nulls and numbers, and functions that only have another name."""

from sqlglot import exp

from cxdata.clickhouse.rewrites.parts import call, is_call
from cxdata.errors import CxError

_TRUTHS = (exp.Predicate, exp.And, exp.Or, exp.Not, exp.Is, exp.In, exp.Boolean, exp.LogicalOr)


def truths(node: exp.Expression) -> exp.Expression:
    """A column that is a comparison holds truths: in ClickHouse it is 1 or 0, which is no mask of rows."""
    if isinstance(node, exp.Select):
        for column in node.expressions:
            told = column.unalias()
            first = told.this if isinstance(told, exp.Coalesce | exp.Paren) else told
            if isinstance(first, _TRUTHS):
                told.replace(call("toBool", told.copy()))
    return node


def lists_with_null(node: exp.Expression) -> exp.Expression:
    """`x in (1, null)`: null where x is not 1, for that null could be x. To ClickHouse it is no member."""
    if not isinstance(node, exp.In) or not any(isinstance(each, exp.Null) for each in node.expressions):
        return node
    unknown = call("CAST", exp.null(), exp.Literal.string("Nullable(Bool)"))
    members = [each for each in node.expressions if not isinstance(each, exp.Null)]
    return exp.paren(exp.or_(exp.In(this=node.this, expressions=members), unknown)) if members else unknown


def tried_casts(node: exp.Expression) -> exp.Expression:
    """A cast that is null where the number is too large; ClickHouse's own begins again from the other end."""
    if not isinstance(node, exp.TryCast):
        return node
    return call("accurateCastOrNull", node.this, exp.Literal.string(node.to.sql(dialect="clickhouse")))


def rounding(node: exp.Expression) -> exp.Expression:
    """ClickHouse rounds a half to the even number, DuckDB away from zero."""
    if not isinstance(node, exp.Round):
        return node
    if node.args.get("decimals"):
        raise CxError(f"'{node.sql()}' rounds to decimals, which is not translated for ClickHouse yet.")
    number = node.this
    return exp.Mul(
        this=call("sign", number.copy()),
        expression=exp.Floor(this=exp.Add(this=exp.Abs(this=number.copy()), expression=exp.Literal.number("0.5"))),
    )


def whole_division(node: exp.Expression) -> exp.Expression:
    """`//` stays a division of whole numbers: through fractions it would be wrong beyond 2^53."""
    return call("intDiv", node.this, node.expression) if isinstance(node, exp.IntDiv) else node


def calls(node: exp.Expression) -> exp.Expression:
    """Functions that only have another name."""
    if isinstance(node, exp.LogicalOr):
        return call("max", node.this)
    if is_call(node, "row"):
        return call("tuple", *node.expressions)
    if is_call(node, "hash"):
        # Which number stands for a key does not matter, only that equal keys have one. -1 stands beside it.
        return call("toInt64", call("bitShiftRight", call("cityHash64", *node.expressions), exp.Literal.number(2)))
    return node
