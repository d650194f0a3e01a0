"""What sqlglot leaves as DuckDB says it and ClickHouse says otherwise: one small rewrite of the parsed statement each.

Each is here for a difference of the two engines, and says which. None knows a measure: they change how a thing is said
and never what is counted.
"""

from collections.abc import Callable

from sqlglot import exp

from cxdata.errors import CxError

Rewrite = Callable[[exp.Expression], exp.Expression]


def _call(name: str, *arguments: exp.Expression) -> exp.Expression:
    return exp.Anonymous(this=name, expressions=list(arguments))


def _is_call(node: exp.Expression | None, name: str) -> bool:
    return isinstance(node, exp.Anonymous) and node.name.lower() == name


def _level_type(kind: exp.Expression | None) -> str:
    """The column whose words a type of the store lists (`level_ward`: ward); "" for any other type."""
    name = kind.sql() if kind is not None else ""
    return name.strip('"').removeprefix("level_") if name.strip('"').startswith("level_") else ""


def _words_of(column: str) -> exp.Expression:
    """The words of a type in their order, as a list."""
    return exp.Subquery(
        this=exp.maybe_parse(
            f"select groupArray(word) from (select word, min(position) as place from level_words "
            f"where type = '{column}' group by word order by place, word)",
            dialect="clickhouse",
        )
    )


def word_places(node: exp.Expression) -> exp.Expression:
    """`enum_code(x)`: the place of a word among those of its type, from 0. Its type is that to which something in it is
    cast, or in what it is another name for; else that of the column.
    """
    if not _is_call(node, "enum_code"):
        return node
    (word,) = node.expressions
    named = [alias.this for alias in node.root().find_all(exp.Alias) if alias.alias == word.name]
    types = [_level_type(cast.args.get("to")) for source in (word, *named) for cast in source.find_all(exp.Cast)]
    column = next(filter(None, types), word.name)
    place = exp.Sub(this=_call("indexOf", _words_of(column), word), expression=exp.Literal.number(1))
    return _call("toInt64", place)


def word_lists(node: exp.Expression) -> exp.Expression:
    """ClickHouse has no types of words: a word is a text, and the words of a type stand in the table `level_words`."""
    if _is_call(node, "enum_range"):
        return _words_of(_level_type(node.expressions[0].args.get("to")))
    if isinstance(node, exp.Cast) and _level_type(node.args.get("to")):
        return node.this
    return node


def texts(node: exp.Expression) -> exp.Expression:
    """`enum_range(...)::varchar[]` is a list of texts already, and a cast of a list would make its texts nullable."""
    if isinstance(node, exp.Cast) and isinstance(node.this, exp.Subquery) and node.to.is_type("array"):
        return node.this
    return node


_TRUTHS = (exp.Predicate, exp.And, exp.Or, exp.Not, exp.Is, exp.In, exp.Boolean, exp.LogicalOr)


def truths(node: exp.Expression) -> exp.Expression:
    """A column that is a comparison holds truths: in ClickHouse it is 1 or 0, which is no mask of rows."""
    if isinstance(node, exp.Select):
        for column in node.expressions:
            told = column.unalias()
            first = told.this if isinstance(told, exp.Coalesce | exp.Paren) else told
            if isinstance(first, _TRUTHS):
                told.replace(_call("toBool", told.copy()))
    return node


def lengths(node: exp.Expression) -> exp.Expression:
    """How many words there are: `len` of a list, which ClickHouse tells from that of a text."""
    is_of_list = isinstance(node, exp.Length) and isinstance(node.this, exp.Subquery)
    return _call("length", node.this) if is_of_list else node


def tried_casts(node: exp.Expression) -> exp.Expression:
    """A cast that is null where the number is too large; ClickHouse's own begins again from the other end."""
    if not isinstance(node, exp.TryCast):
        return node
    return _call("accurateCastOrNull", node.this, exp.Literal.string(node.to.sql(dialect="clickhouse")))


def file_numbers(node: exp.Expression) -> exp.Expression:
    """`map_keys(histogram(x))`: the different values of a group in order, for which ClickHouse has a function."""
    is_keys = isinstance(node, exp.MapKeys) or _is_call(node, "map_keys")
    inner = (node.this if isinstance(node, exp.MapKeys) else node.expressions[0]) if is_keys else None
    if inner is not None and _is_call(inner, "histogram"):
        return _call("arraySort", _call("groupUniqArray", *inner.expressions))
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


def rounding(node: exp.Expression) -> exp.Expression:
    """ClickHouse rounds a half to the even number, DuckDB away from zero."""
    if not isinstance(node, exp.Round):
        return node
    if node.args.get("decimals"):
        raise CxError(f"'{node.sql()}' rounds to decimals, which is not translated for ClickHouse yet.")
    number = node.this
    return exp.Mul(
        this=_call("sign", number.copy()),
        expression=exp.Floor(this=exp.Add(this=exp.Abs(this=number.copy()), expression=exp.Literal.number("0.5"))),
    )


def whole_division(node: exp.Expression) -> exp.Expression:
    """`//` stays a division of whole numbers: through fractions it would be wrong beyond 2^53."""
    return _call("intDiv", node.this, node.expression) if isinstance(node, exp.IntDiv) else node


def spans_of_days(node: exp.Expression) -> exp.Expression:
    """Two times apart by less than some days: ClickHouse subtracts times to a number, which no span compares with."""
    compares = isinstance(node, exp.LT | exp.LTE | exp.GT | exp.GTE) and isinstance(node.this, exp.Sub)
    if compares and isinstance(node.expression, exp.ToDays):
        later, earlier = node.this.this, node.this.expression
        return type(node)(this=later, expression=exp.Add(this=earlier, expression=_days(node.expression)))
    return _days(node) if isinstance(node, exp.ToDays) else node


def days_since(node: exp.Expression) -> exp.Expression:
    """A day minus a day that is written out: how many days, where ClickHouse subtracts no wide days."""
    first = node.expression if isinstance(node, exp.Sub) else None
    if isinstance(first, exp.Cast) and isinstance(first.this, exp.Literal) and first.to.is_type("date"):
        return _call("dateDiff", exp.Literal.string("day"), first, node.this)
    return node


def _days(node: exp.ToDays) -> exp.Expression:
    return _call("toIntervalDay", node.this)


def starts(node: exp.Expression) -> exp.Expression:
    """`date_trunc` gives a day in ClickHouse and a moment in DuckDB, with which the rest of a statement reckons."""
    if isinstance(node, exp.TimestampTrunc | exp.DateTrunc):
        unit = node.args["unit"].name.lower()
        start = {"month": "toStartOfMonth", "week": "toMonday", "day": "toDate32"}.get(unit)
        if start is None:
            raise CxError(f"'{node.sql()}' is not translated for ClickHouse yet.")
        return _call("toDateTime64", _call(start, node.this), exp.Literal.number(6))
    return node


def calls(node: exp.Expression) -> exp.Expression:
    """Functions that only have another name."""
    if isinstance(node, exp.LogicalOr):
        return _call("max", node.this)
    if _is_call(node, "row"):
        return _call("tuple", *node.expressions)
    if _is_call(node, "hash"):
        # Which number stands for a key does not matter, only that equal keys have one. -1 stands beside it.
        return _call("toInt64", _call("bitShiftRight", _call("cityHash64", *node.expressions), exp.Literal.number(2)))
    return node


def neighbours(node: exp.Expression) -> exp.Expression:
    """Before the first row and after the last there is none: null, and not the 0 of a column without null."""
    if isinstance(node, exp.Lag | exp.Lead) and not _is_call(node.this, "toNullable"):
        node.set("this", _call("toNullable", node.this))
    return node


def lists(node: exp.Expression) -> exp.Expression:
    """`list(x order by y)`: ClickHouse collects in no order, so what to sort by is collected too and then taken off."""
    if not isinstance(node, exp.ArrayAgg):
        return node
    inner = node.this
    if isinstance(inner, exp.Distinct):
        return _call("groupUniqArray", *inner.expressions)
    if not isinstance(inner, exp.Order):
        return _call("groupArray", inner)
    keys = [ordered.this for ordered in inner.expressions]
    return _call("groupArray", _call("tuple", *keys, inner.this))


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
    taken = exp.Lambda(this=_call("tupleElement", each, exp.Literal.number(place)), expressions=[each])
    return _call("arrayMap", taken, _call("arrayReverseSort" if True in downwards else "arraySort", collected))


def named_parts(node: exp.Expression) -> exp.Expression:
    """`{'of': ..., 'level': ...}`: a tuple whose parts keep their names."""
    if not isinstance(node, exp.Struct):
        return node
    names = [part.name for part in node.expressions]
    values = [part.expression for part in node.expressions]
    kind = ", ".join(f"{name} Nullable(String)" for name in names)
    return _call("CAST", _call("tuple", *values), exp.Literal.string(f"Tuple({kind})"))


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


# In this order: a rewrite may rest on what those before it have left.
REWRITES: tuple[Rewrite, ...] = (
    truths,
    tried_casts,
    word_places,
    word_lists,
    texts,
    lengths,
    file_numbers,
    percentiles,
    rounding,
    whole_division,
    spans_of_days,
    days_since,
    starts,
    calls,
    neighbours,
    sorted_lists,
    lists,
    named_parts,
    anti_joins,
    kept_once,
)
