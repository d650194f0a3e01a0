"""Several questions answered by one statement, so that each is known when the engine comes to ask it.

A page asks much that is alike: a measure now, before and a year before, several measures of one table, one measure by
several splits. Of a small table a statement costs what it costs to ask, however much is asked in it. What counts the
same rows, but for the period, goes into one SELECT: the spans are a short list that the rows are joined to by time, the
splits are GROUPING SETS, and each measure has its sums. Anything else is asked alone.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from weakref import WeakKeyDictionary

from cxdata.contract import TABLES
from cxdata.council import Council
from cxdata.measures import DIMENSIONS, find_measure
from cxdata.measures.base import as_counted
from cxdata.measures.constants.sources import sources_of
from cxdata.measures.intervals import Columns
from cxdata.measures.lattice import lattice_of
from cxdata.measures.model import Dimension
from cxdata.measures.registry.dimensions import parts_of, splits
from cxdata.measures.statement import Grouping, Statement, at_all_times, shown_text, statement
from cxdata.periods import Period
from cxdata.scope import Scope
from cxdata.store import Store

Question = tuple[str, tuple[str, ...], Scope]
"""A measure's id, the dimensions it is split by, and a scope."""

SUMS, DECIMALS = ("numerator", "denominator", "squares"), 6
"""Sums are told to so many decimals: beyond them the sum of fractions hangs on the order in which they are added."""
MOST_KNOWN = 1000  # answers ahead of their question: some megabytes at most
_KNOWN: WeakKeyDictionary[Store, dict[tuple[str, str], Columns]] = WeakKeyDictionary()


@dataclass(frozen=True)
class _Part:
    """One question in a bundle: its own statement, its groups at all times, and its period (None: all times)."""

    own: Statement
    groups: Grouping
    by: tuple[Dimension, ...]
    time: str | None
    period: Period | None

    @property
    def bundle(self) -> tuple[Any, ...]:
        """What is equal in questions that one statement can answer."""
        return self.groups.rows, self.groups.where, repr(self.groups.values), self.period is None


def ask_together(store: Store, questions: Iterable[Question], *, council: Council) -> None:
    """Ask ahead what `query` will ask of the same store and council, in as few statements as the questions are kinds.

    Every answer is what it would be. A question that has no figures, or is refused, is left to `query`.
    """
    bundles: dict[tuple[Any, ...], list[_Part]] = {}
    for question in dict.fromkeys(questions):
        part = _part(store, question, council)
        if part and _key(part.own) not in _known(store):
            bundles.setdefault(part.bundle, []).append(part)
    for parts in bundles.values():
        if len(parts) > 1:
            _ask(store, parts)


def columns_of(store: Store, select: Statement) -> Columns:
    """The columns of a statement's answer: as they were asked ahead, else asked now."""
    known = _known(store).get(_key(select))
    columns = known if known is not None else store.columns(select.sql, select.values)
    return {name: _rounded(values) if name in SUMS else values for name, values in columns.items()}


def _rounded(values: Sequence[float | None]) -> list[float | None]:
    return [None if value is None else round(value, DECIMALS) for value in values]


def _known(store: Store) -> dict[tuple[str, str], Columns]:
    return _KNOWN.setdefault(store, {})


def _key(select: Statement) -> tuple[str, str]:
    return select.sql, repr(select.values)


def _part(store: Store, question: Question, council: Council) -> _Part | None:
    """A question made ready; None where it has a base of another table, or `query` would not ask it."""
    name, split, scope = question
    measure = as_counted(find_measure(name), council, sources_of(store))
    names = tuple(dict.fromkeys((*split, *([measure.share_of] if measure.share_of else []))))
    if measure.denominator_table or not store.row_counts[measure.table] or not set(names) <= set(splits(measure)):
        return None
    by, parts, lattice = tuple(DIMENSIONS[name] for name in names), parts_of(council), lattice_of(store)
    own = statement(measure, by, scope, parts, lattice)
    time = TABLES[measure.table].time
    return _Part(own, at_all_times(measure, by, scope, parts, lattice), by, time, scope.period if time else None)


def _ask(store: Store, parts: Sequence[_Part]) -> None:
    """Ask the questions of one bundle in one statement, and keep the columns of each."""
    dimensions = list(dict.fromkeys(dimension for part in parts for dimension in part.by))
    spans = list(dict.fromkeys(part.period for part in parts))
    sums = list(dict.fromkeys(sql for part in parts for sql in part.groups.sums.values()))
    answer = store.columns(_sql(parts, dimensions, spans, sums), parts[0].groups.values)
    rows: dict[tuple[int, int], list[int]] = {}
    for index, group in enumerate(zip(answer["span"], answer["split"], strict=True)):
        rows.setdefault(group, []).append(index)
    for part in parts:
        indices = rows.get((spans.index(part.period), _split(part.by, dimensions)), [])
        if not indices and not part.by:
            continue  # Asked alone it has one row, of no rows at all: that is for the question itself to say.
        columns = {dimension.id: answer[f"text_by_{dimensions.index(dimension)}"] for dimension in part.by}
        columns |= {name: answer[f"sum_{sums.index(sql)}"] for name, sql in part.groups.sums.items()}
        _keep(store, part.own, {name: [values[index] for index in indices] for name, values in columns.items()})


def _sql(
    parts: Sequence[_Part], dimensions: Sequence[Dimension], spans: Sequence[Period | None], sums: Sequence[str]
) -> str:
    """One SELECT with a row for each group of each split in each span: `span` is its number, `split` says which
    dimensions it is not split by, as DuckDB's grouping() does.
    """
    first, key_of = parts[0], {dimension: f"by_{number}" for number, dimension in enumerate(dimensions)}
    sql_of = {dimension: sql for part in parts for dimension, sql in zip(part.by, part.groups.keys, strict=True)}
    grouped = ["*", *(f"{sql_of[dimension]} as {key}" for dimension, key in key_of.items())]
    selected = [
        "span",
        f"grouping({', '.join(key_of.values())}) as split" if key_of else "0 as split",
        *(f"{shown_text(dimension, key)} as text_{key}" for dimension, key in key_of.items()),
        *(f"{sql} as sum_{number}" for number, sql in enumerate(sums)),
    ]
    sets = dict.fromkeys(", ".join(["span", *(key_of[d] for d in dimensions if d in part.by)]) for part in parts)
    days = [(f"date '{span.start}'", f"date '{span.end}'") if span else ("null", "null") for span in spans]
    listed = ", ".join(f"({number}, {start}, {end})" for number, (start, end) in enumerate(days))
    within = f"{first.time} >= first_day and {first.time} < day_after" if first.period else "true"
    return f"""
        select {", ".join(selected)}
        from (select {", ".join(grouped)} from {first.groups.rows} where {first.groups.where})
        join (values {listed}) as spans(span, first_day, day_after) on {within}
        group by grouping sets ({", ".join(f"({names})" for names in sets)})
    """


def _split(by: Sequence[Dimension], dimensions: Sequence[Dimension]) -> int:
    """What grouping() says of a group of this split: a bit for each dimension it is not split by, the first highest."""
    return sum(1 << place for place, dimension in enumerate(reversed(dimensions)) if dimension not in by)


def _keep(store: Store, select: Statement, columns: Columns) -> None:
    known = _known(store)
    while len(known) >= MOST_KNOWN:
        known.pop(next(iter(known)), None)
    known[_key(select)] = columns
