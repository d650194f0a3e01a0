"""A measure, a split and a scope as one SELECT with bound values.

The text is put together from the registry's own definitions and from names that were looked up in it; whatever a
reader typed is bound.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any

from cxdata.contract import TABLES
from cxdata.council import Council
from cxdata.measures.base import rows_of
from cxdata.measures.lattice import FILE_NUMBERS, Lattice, Source, smallest, values_by_month
from cxdata.measures.model import Dimension, Measure
from cxdata.measures.registry.dimensions import DIMENSIONS, fill, parts_of, splits
from cxdata.periods import Period
from cxdata.scope import Predicate, Scope

FILES, BASE_FILES, WHOLE = "files", "base_files", "whole"


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

    Beside the measure's figures it gives for each group the numbers of the files behind it (`FILES`, and `BASE_FILES`
    where the base is of another table), and for a measure that has one the `whole` that its base is a part of.
    """

    sql: str
    values: dict[str, Any]
    not_applied: tuple[str, ...]
    counted: tuple[Counted, ...]


def statement(
    measure: Measure,
    by: Sequence[Dimension],
    scope: Scope,
    parts: Mapping[str, str],
    lattice: Lattice = MappingProxyType({}),
) -> Statement:
    """The SELECT whose rows are the groups: one column a dimension, then numerator, denominator, value,
    squares, extras; from the smallest table of the store's `lattice` that answers it, or without one from the rows.

    The dimension whose levels share a total is not narrowed here: a part of a narrowed whole would be a part of itself.
    """
    usable = set(splits(measure))
    inner = _without_shared(measure, scope)
    main = _predicate(inner, measure.table, usable, parts)
    values = dict(main.values)
    counted = [_counted(measure, by, inner, main)]
    shared = _Shared(parts, scope.period, {} if measure.counted_from else lattice)
    grouped = _grouped(counted[0], by, _aggregates(measure), shared).sql
    if measure.denominator_table:
        grouped, base = _joined(grouped, measure, by, inner, usable, shared)
        counted.append(base)
        values |= base.values
    return Statement(_labelled(grouped, by), values, main.not_applied, tuple(counted))


@dataclass(frozen=True)
class Grouping:
    """The parts of a SELECT of groups: what each of `keys` is, the named `sums`, and the rows they are taken of."""

    keys: tuple[str, ...]
    sums: Mapping[str, str]
    rows: str
    where: str
    values: Mapping[str, Any]

    @property
    def sql(self) -> str:
        """The SELECT: a column `by_0`, `by_1` ... a key, then the sums, and the numbers of the files behind each."""
        keys = (f"{key} as by_{number}" for number, key in enumerate(self.keys))
        selected = [*keys, *(f"{sql} as {name}" for name, sql in self.sums.items())]
        grouping = " group by all" if self.keys else ""
        return f"select {', '.join(selected)} from {self.rows} where {self.where}{grouping}"


def at_all_times(
    measure: Measure,
    by: Sequence[Dimension],
    scope: Scope,
    parts: Mapping[str, str],
    lattice: Lattice = MappingProxyType({}),
) -> Grouping:
    """What `statement` groups and adds up of the measure's own table, without the test of the period: from the table
    that answers for the scope's period, whatever other spans are asked beside it.
    """
    inner = replace(_without_shared(measure, scope), period=None)
    main = _predicate(inner, measure.table, set(splits(measure)), parts)
    shared = _Shared(parts, scope.period, {} if measure.counted_from else lattice)
    return _grouped(_counted(measure, by, inner, main), by, _aggregates(measure), shared)


def narrowed(measure: Measure, scope: Scope, council: Council) -> Predicate:
    """Which rows of a measure's own table a scope leaves."""
    return _predicate(scope, measure.table, set(splits(measure)), parts_of(council))


def tells_services(by: Sequence[Dimension], scope: Scope) -> bool:
    """Whether a question tells services apart: it is split by them, or narrowed to some."""
    return any(dimension.id == "service" for dimension in by) or bool(scope.chosen("service"))


def _without_shared(measure: Measure, scope: Scope) -> Scope:
    """The scope without the choice of levels that share a total."""
    return scope.with_choice(measure.share_of) if measure.share_of else scope


def _counted(measure: Measure, by: Sequence[Dimension], inner: Scope, main: Predicate) -> Counted:
    """The rows of the measure's own table that fit a predicate."""
    where = f"{main.sql} and {measure.condition}" if measure.condition != "true" else main.sql
    return Counted(measure.table, where, main.values, rows_of(measure, by_service=tells_services(by, inner)))


def _labelled(sql: str, by: Sequence[Dimension]) -> str:
    """The grouped values as the text that is shown; labels are made of the few groups, never of every row."""
    if not by:
        return sql
    shown = [f"{shown_text(d, f'by_{n}')} as {d.id}" for n, d in enumerate(by)]
    left_out = ", ".join(f"by_{number}" for number in range(len(by)))
    return f"select {', '.join(shown)}, * exclude ({left_out}) from ({sql})"


def shown_text(dimension: Dimension, value: str) -> str:
    """The same where DuckDB hands over the text of an ENUM as it is: casting it would only take time."""
    return value if dimension.column else label(dimension, value)


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
    if measure.whole and measure.denominator:
        wanted[WHOLE] = measure.whole
    return wanted | dict(measure.extras)


@dataclass(frozen=True)
class _Shared:
    """What the parts of one statement share: the SQL of the council's settings, the period, the store's aggregates."""

    parts: Mapping[str, str]
    period: Period | None
    lattice: Lattice


def _grouped(counted: Counted, by: Sequence[Dimension], aggregates: Mapping[str, str], shared: _Shared) -> Grouping:
    """The groups of the rows counted, with the aggregates and the files of each."""
    time = TABLES[counted.table].time
    keys = tuple(fill(dimension.sql, time=time, parts=shared.parts) for dimension in by)
    sums = {name: fill(sql, time=time, parts=shared.parts) for name, sql in aggregates.items()}
    source = Source(counted.rows, sums)
    if counted.rows == counted.table:
        lattice, period = shared.lattice, shared.period
        by_month = values_by_month(lattice, counted.table, keys=keys, where=counted.where, sums=sums, period=period)
        source = by_month or smallest(lattice, counted.table, texts=(*keys, counted.where), sums=sums, period=period)
    summed = {name: f"({sql})::double" for name, sql in source.sums.items()} | {FILES: source.files}
    return Grouping(keys, summed, source.rows, counted.where, counted.values)


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
    shared: _Shared,
) -> tuple[str, Counted]:
    """The groups beside their denominator from another table; a group of that table alone has a numerator of 0."""
    table = measure.denominator_table
    if table is None or measure.denominator is None:
        raise ValueError(f"{measure.id} has no denominator table")
    known = [number for number, d in enumerate(by) if d.on(table)]
    narrowed = replace(scope, choices=tuple(c for c in scope.choices if c[0] in usable))
    base = _predicate(narrowed, table, usable, shared.parts)
    counted = Counted(table, base.sql, base.values, table)
    whole = _grouped(counted, [by[n] for n in known], {"denominator": measure.denominator}, shared).sql
    # Of all rows of the base, also of those beside no group.
    files = f"(select {FILE_NUMBERS} from {table} where {base.sql}) as {BASE_FILES}"
    if not by:
        return f"select part.*, whole.denominator, {files} from ({grouped}) as part, ({whole}) as whole", counted
    on = " and ".join(f"part.by_{n} = whole.by_{position}" for position, n in enumerate(known)) or "true"
    join = "full join" if len(known) == len(by) else "left join"
    keys = [
        f"coalesce(part.by_{n}, whole.by_{known.index(n)}) as by_{n}" if n in known else f"part.by_{n}"
        for n in range(len(by))
    ]
    sql = (
        f"select {', '.join(keys)}, coalesce(part.numerator, 0) as numerator, whole.denominator, part.{FILES}, {files} "
        f"from ({grouped}) as part {join} ({whole}) as whole on {on}"
    )
    return sql, counted
