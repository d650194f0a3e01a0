"""What is asked of a group of rows, or of rows beside one another."""

from sqlglot import exp

from cxdata.clickhouse.rewrites.parts import call, is_call
from cxdata.errors import CxError


def file_numbers(node: exp.Expression) -> exp.Expression:
    """`map_keys(histogram(x))`: the different values of a group in order, for which ClickHouse has a function."""
    is_keys = isinstance(node, exp.MapKeys) or is_call(node, "map_keys")
    inner = (node.this if isinstance(node, exp.MapKeys) else node.expressions[0]) if is_keys else None
    if inner is not None and is_call(inner, "histogram"):
        return call("arraySort", call("groupUniqArray", *inner.expressions))
    return node


def percentiles(node: exp.Expression) -> exp.Expression:
    """`quantile_cont(x, [0.5, 0.9])[1]`: both interpolate between the two nearest values, as PERCENTILE.INC does.

    DuckDB gives one list of percentiles and ClickHouse one each; of no values DuckDB's is null and so is `OrNull`.
    """
    if isinstance(node, exp.Bracket) and isinstance(node.this, exp.PercentileCont):
        wanted = node.this.expression.expressions[int(node.expressions[0].name) - int(not node.args.get("offset"))]
        return exp.ParameterizedAgg(
            this="quantileExactInclusiveOrNull", expressions=[wanted], params=[node.this.this.copy()]
        )
    return node


def neighbours(node: exp.Expression) -> exp.Expression:
    """Before the first row and after the last there is none: null, and not the 0 of a column without null."""
    if isinstance(node, exp.Lag | exp.Lead) and not is_call(node.this, "toNullable"):
        node.set("this", call("toNullable", node.this))
    return node


def lists(node: exp.Expression) -> exp.Expression:
    """`list(x order by y)`: ClickHouse collects in no order, so what to sort by is collected too and then taken off."""
    if not isinstance(node, exp.ArrayAgg):
        return node
    inner = node.this
    if isinstance(inner, exp.Distinct):
        return call("groupUniqArray", *inner.expressions)
    if not isinstance(inner, exp.Order):
        return call("groupArray", inner)
    keys = [ordered.this for ordered in inner.expressions]
    return call("groupArray", call("tuple", *keys, inner.this))


def sorted_lists(node: exp.Expression) -> exp.Expression:
    """Round the list that `lists` collected, and its FILTER: sorted, and without what it was sorted by."""
    held = node.this if isinstance(node, exp.Filter) else node
    if not isinstance(held, exp.ArrayAgg) or not isinstance(held.this, exp.Order):
        return node
    downwards = {bool(ordered.args.get("desc")) for ordered in held.this.expressions}
    if len(downwards) > 1:
        raise CxError(f"'{held.sql()}' sorts up and down, which is not translated for ClickHouse yet.")
    place = len(held.this.expressions) + 1
    collected = lists(held)
    if isinstance(node, exp.Filter):
        collected = exp.Filter(this=collected, expression=node.expression)
    each = exp.to_identifier("each")
    taken = exp.Lambda(this=call("tupleElement", each, exp.Literal.number(place)), expressions=[each])
    return call("arrayMap", taken, call("arrayReverseSort" if True in downwards else "arraySort", collected))


def named_parts(node: exp.Expression) -> exp.Expression:
    """`{'of': ..., 'level': ...}`: a tuple whose parts keep their names."""
    if not isinstance(node, exp.Struct):
        return node
    names = [part.name for part in node.expressions]
    values = [part.expression for part in node.expressions]
    kind = ", ".join(f"{name} Nullable(String)" for name in names)
    return call("CAST", call("tuple", *values), exp.Literal.string(f"Tuple({kind})"))


def anti_joins(node: exp.Expression) -> exp.Expression:
    """An anti join without a side keeps rows of the left in DuckDB."""
    if isinstance(node, exp.Join) and node.kind == "ANTI" and not node.side:
        node.set("side", "LEFT")
    return node


def kept_once(node: exp.Expression) -> exp.Expression:
    """`with x as materialized`: ClickHouse asks again for each use."""
    if isinstance(node, exp.CTE):
        node.set("materialized", None)
    return node
