"""What every rewrite is, and how a call is written and known."""

from collections.abc import Callable

from sqlglot import exp

Rewrite = Callable[[exp.Expression], exp.Expression]


def call(name: str, *arguments: exp.Expression) -> exp.Expression:
    """A call of a function of ClickHouse's."""
    return exp.Anonymous(this=name, expressions=list(arguments))


def is_call(node: exp.Expression | None, name: str) -> bool:
    """Whether this calls a function of this name that sqlglot does not know."""
    return isinstance(node, exp.Anonymous) and node.name.lower() == name
