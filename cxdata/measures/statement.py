"""A measure, a split and a scope as one SELECT with bound values.

The text is put together from the registry's own definitions and from names that were looked up in it; whatever a
reader typed is bound.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from cxdata.contract import TABLES
from cxdata.measures.base import rows_of
from cxdata.measures.model import Dimension, Measure
from cxdata.measures.registry.dimensions import DIMENSIONS, fill, splits
from cxdata.scope import Predicate, Scope


@dataclass(frozen=True)
class Counted:
    """Which rows of a table are counted: a WHERE clause and the values it binds.

    `rows` is what they are selected from: the table itself, or what stands in its place (cxdata.measures.base).
    """

    table: str
    where: str
    values: dict[str, Any]
    rows: str


@dataclass(frozen=True)
class Statement:
    """One SELECT: its text, the values it binds, the chosen dimensions it could not apply, and the rows it counts: of
    the measure's own table first.
    """

    sql: str
    values: dict[str, Any]
    not_applied: tuple[str, ...]
    counted: tuple[Counted, ...]


def statement(measure: Measure, by: Sequence[Dimension], scope: Scope, parts: Mapping[str, str]) -> Statement:
    """The SELECT whose rows are the groups: one column a dimension, then numerator, denominator, value,
    squares, extras.

    The dimension whose levels share a total is not narrowed here: a part of a narrowed whole would be a part of itself.
    """
    usable = set(splits(measure))
    inner = scope.with_choice(measure.share_of) if measure.share_of else scope
    main = _predicate(inner, measure.table, usable, parts)
    values = dict(main.values)
    where = f"{main.sql} and {measure.condition}" if measure.condition != "true" else main.sql
    rows = rows_of(measure, by_service=tells_services(by, inner))
    grouped = _grouped(rows, measure.table, by, _aggregates(measure), where, parts)
    counted = [Counted(measure.table, where, main.values, rows)]
    if measure.denominator_table:
        grouped, base = _joined(grouped, measure, by, inner, usable, parts)
        counted.append(base)
        values |= base.values
    return Statement(_labelled(grouped, by), values, main.not_applied, tuple(counted))


def tells_services(by: Sequence[Dimension], scope: Scope) -> bool:
    """Whether a question tells services apart: it is split by them, or narrowed to some."""
    return any(dimension.id == "service" for dimension in by) or bool(scope.chosen("service"))


def _labelled(sql: str, by: Sequence[Dimension]) -> str:
    """The grouped values as the text that is shown; labels are made of the few groups, never of every row."""
    if not by:
        return sql
    # DuckDB hands over the text of an ENUM as it is: casting it would only take time.
    shown = [f"by_{n} as {d.id}" if d.column else f"{label(d, f'by_{n}')} as {d.id}" for n, d in enumerate(by)]
    left_out = ", ".join(f"by_{number}" for number in range(len(by)))
    return f"select {', '.join(shown)}, * exclude ({left_out}) from ({sql})"


def label(dimension: Dimension, value: str) -> str:
    """The SQL that turns a grouped value into the text shown."""
    return dimension.label.replace("{value}", value)


def text_of(dimension: Dimension, table: str, parts: Mapping[str, str]) -> str:
    """The SQL of a row's text in one dimension, to filter by; the bare column where the text is what is stored."""
    sql = fill(dimension.sql, time=TABLES[table].time, parts=parts)
    return sql if dimension.column else label(dimension, f"({sql})")


def _aggregates(measure: Measure) -> dict[str, str]:
    wanted = {"numerator": measure.numerator}
    if measure.denominator and not measure.denominator_table:
        wanted["denominator"] = measure.denominator
    if measure.value:
        wanted["value"] = measure.value
    if measure.squares:
        wanted["squares"] = measure.squares
    return wanted | dict(measure.extras)


def _grouped(
    rows: str, table: str, by: Sequence[Dimension], aggregates: Mapping[str, str], where: str, parts: Mapping[str, str]
) -> str:
    time = TABLES[table].time
    keys = [f"{fill(d.sql, time=time, parts=parts)} as by_{number}" for number, d in enumerate(by)]
    sums = [f"({fill(sql, time=time, parts=parts)})::double as {name}" for name, sql in aggregates.items()]
    grouping = " group by all" if by else ""
    return f"select {', '.join(keys + sums)} from {rows} where {where}{grouping}"


def _predicate(scope: Scope, table: str, usable: set[str], parts: Mapping[str, str]) -> Predicate:
    columns = {
        name: text_of(dimension, table, parts)
        for name, dimension in DIMENSIONS.items()
        if name in usable and dimension.on(table) and scope.chosen(name)
    }
    contract = TABLES[table]
    return scope.predicate(columns, time=contract.time, requester="requester" in contract.names)


def _joined(
    grouped: str,
    measure: Measure,
    by: Sequence[Dimension],
    scope: Scope,
    usable: set[str],
    parts: Mapping[str, str],
) -> tuple[str, Counted]:
    """The groups beside their denominator from another table; a group of that table alone has a numerator of 0."""
    table = measure.denominator_table
    if table is None or measure.denominator is None:
        raise ValueError(f"{measure.id} has no denominator table")
    shared = [number for number, d in enumerate(by) if d.on(table)]
    narrowed = Scope(scope.period, choices=tuple(c for c in scope.choices if c[0] in usable))
    base = _predicate(narrowed, table, usable, parts)
    counted = Counted(table, base.sql, base.values, table)
    whole = _grouped(table, table, [by[n] for n in shared], {"denominator": measure.denominator}, base.sql, parts)
    if not by:
        return f"select * from ({grouped}), ({whole})", counted
    on = " and ".join(f"part.by_{n} = whole.by_{position}" for position, n in enumerate(shared)) or "true"
    join = "full join" if len(shared) == len(by) else "left join"
    keys = [
        f"coalesce(part.by_{n}, whole.by_{shared.index(n)}) as by_{n}" if n in shared else f"part.by_{n}"
        for n in range(len(by))
    ]
    sql = (
        f"select {', '.join(keys)}, coalesce(part.numerator, 0) as numerator, whole.denominator "
        f"from ({grouped}) as part {join} ({whole}) as whole on {on}"
    )
    return sql, counted
