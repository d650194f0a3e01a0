"""Words: the types whose words have an order, and letters that are no bytes."""

from sqlglot import exp

from cxdata.clickhouse.rewrites.parts import call, is_call


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
    if not is_call(node, "enum_code"):
        return node
    (word,) = node.expressions
    named = [alias.this for alias in node.root().find_all(exp.Alias) if alias.alias == word.name]
    types = [_level_type(cast.args.get("to")) for source in (word, *named) for cast in source.find_all(exp.Cast)]
    column = next(filter(None, types), word.name)
    place = exp.Sub(this=call("indexOf", _words_of(column), word), expression=exp.Literal.number(1))
    return call("toInt64", place)


def word_lists(node: exp.Expression) -> exp.Expression:
    """ClickHouse has no types of words: a word is a text, and the words of a type stand in the table `level_words`."""
    if is_call(node, "enum_range"):
        return _words_of(_level_type(node.expressions[0].args.get("to")))
    if isinstance(node, exp.Cast) and _level_type(node.args.get("to")):
        return node.this
    return node


def texts(node: exp.Expression) -> exp.Expression:
    """`enum_range(...)::varchar[]` is a list of texts already, and a cast of a list would make its texts nullable."""
    if isinstance(node, exp.Cast) and isinstance(node.this, exp.Subquery) and node.to.is_type("array"):
        return node.this
    return node


def lengths(node: exp.Expression) -> exp.Expression:
    """How many words there are: `len` of a list, which ClickHouse tells from that of a text."""
    is_of_list = isinstance(node, exp.Length) and isinstance(node.this, exp.Subquery)
    return call("length", node.this) if is_of_list else node


_OF_LETTERS = {
    exp.Lower: "lowerUTF8",
    exp.Upper: "upperUTF8",
    exp.Substring: "substringUTF8",
    exp.Left: "leftUTF8",
    exp.Right: "rightUTF8",
}


def letters(node: exp.Expression) -> exp.Expression:
    """ClickHouse counts bytes and knows the case of a to z alone, but for functions of another name."""
    name = _OF_LETTERS.get(type(node))
    return call(name, *(part for part in node.args.values() if isinstance(part, exp.Expression))) if name else node
