"""What is counted, as cells: one row for every combination of facts, how many there are and how many went badly."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from cxdata.analysis.hidden.shares import SEARCHED, SHARES, Share
from cxdata.contract import NOT_RECORDED, TABLES
from cxdata.council import Council
from cxdata.measures import DIMENSIONS
from cxdata.measures.constants.answers import word_sql
from cxdata.measures.model import Dimension
from cxdata.measures.registry.dimensions import parts_of
from cxdata.measures.statement import text_of
from cxdata.scope import Scope
from cxdata.store import Store


@dataclass(frozen=True)
class CountedCells:
    """`frame` has a column for each of `dimensions` and the columns responses (all that count) and dissatisfied (those
    that went badly); of a survey also satisfied.

    A dimension with fewer than two levels tells nobody apart and is in `dropped`; in `unrecorded` too where it is never
    recorded. `repeats` counts the earlier answers that were set aside because the same customer answered again,
    `unnamed` the answers without a customer reference, all of which are kept. `beyond` counts what a part had more than
    its whole, which is left out.
    """

    frame: pd.DataFrame
    dimensions: tuple[str, ...]
    dropped: tuple[str, ...]
    repeats: int
    unnamed: int
    not_applied: tuple[str, ...]
    beyond: int = 0
    unrecorded: tuple[str, ...] = ()
    things: str = "answers"

    @property
    def notes(self) -> tuple[str, ...]:
        """What a reader must know of how the answers were counted."""
        notes = []
        if self.repeats:
            notes.append(
                f"One answer a customer, the latest: {self.repeats:,} earlier answers of the same customers are set "
                "aside, so that nobody counts twice."
            )
        if self.unnamed:
            notes.append(f"{self.unnamed:,} answers came without a customer reference; all of them are counted.")
        if self.beyond:
            notes.append(f"In some rows a part is larger than its whole; {self.beyond:,} {self.things} are left out.")
        alike = [name for name in self.dropped if name not in self.unrecorded]
        reasons = {f"all {self.things} have the same there": alike, "it is not recorded": self.unrecorded}
        for reason, names in reasons.items():
            if names:
                titles = ", ".join(DIMENSIONS[name].title.lower() for name in names)
                notes.append(f"Not searched, because {reason}: {titles}.")
        if self.not_applied:
            titles = ", ".join(DIMENSIONS[name].title.lower() for name in self.not_applied)
            source = "the survey does" if self.things == "answers" else "these figures do"
            notes.append(f"Not narrowed by {titles}: {source} not know it.")
        return tuple(notes)


@dataclass(frozen=True)
class Rows:
    """The rows that count in a scope: a SELECT with the facts as text in `columns`, and the values it binds.

    `whole` says that nothing but a period narrows them, and that the measure counts every row of its table.
    """

    sql: str
    values: Mapping[str, Any]
    columns: Mapping[str, str]
    not_applied: tuple[str, ...]
    whole: bool


def rows_of(share: Share, scope: Scope, council: Council, dimensions: Sequence[str], *, once: bool = True) -> Rows:
    """The rows of a share; of a survey with `once`, each customer's latest answer and all without a reference.

    Column expressions come from the registry, values are bound: nothing in the text is a reader's.
    """
    table, parts = share.of.table, parts_of(council)
    texts = {name: text_of(dimension, table, parts) for name, dimension in DIMENSIONS.items() if dimension.on(table)}
    chosen = {name: text for name, text in texts.items() if scope.chosen(name)}
    contract = TABLES[table]
    where = scope.predicate(chosen, time=contract.time, requester="requester" in contract.names)
    columns = {name: f"fact_{number}" for number, name in enumerate(dimensions)}
    facts = "".join(f", {_fact(DIMENSIONS[name], texts[name])} as {column}" for name, column in columns.items())
    tests = [where.sql, share.of.condition, *([f"{share.rated} is not null"] if share.rated else [])]
    latest = (
        "qualify customer_key is null or row_number() over "
        f"(partition by customer_key order by {contract.time} desc, file_id desc, {table}.row_number desc) = 1"
    )
    keep = latest if share.is_survey and once else ""
    sql = f"select *{facts} from {table} where {' and '.join(f'({test})' for test in tests)} {keep}"
    whole = not chosen and share.of.condition == "true"
    return Rows(sql, where.values, columns, where.not_applied, whole)


def _fact(dimension: Dimension, text: str) -> str:
    """The SQL of a row's text in one dimension, or of its word, which a load never leaves blank: grouping millions of
    texts takes five times as long as grouping words.
    """
    if dimension.column:
        return word_sql(dimension.column)
    return f"coalesce(nullif(trim(({text})::varchar), ''), '{NOT_RECORDED}')"


def share_cells(
    store: Store,
    share: Share,
    scope: Scope,
    council: Council,
    *,
    dimensions: Sequence[str] | None = None,
    drop: bool = True,
) -> CountedCells:
    """What counts in scope, by the share's own dimensions or those given; of a survey one answer a customer.

    A row that stands for several counts as many. `drop` leaves out dimensions with fewer than two levels.
    """
    names = share.dimensions if dimensions is None else tuple(dimensions)
    sums = {"responses": share.of.denominator or "", "dissatisfied": share.bad_count}
    return _cells(store, share, scope, council, names, sums, once=True, drop=drop)


def survey_cells(
    store: Store,
    scope: Scope,
    council: Council,
    *,
    dimensions: Sequence[str] = SEARCHED,
    once: bool = True,
    drop: bool = True,
) -> CountedCells:
    """The rated answers in scope, counted by the dimensions, the satisfied too; with `once`, one answer a customer."""
    sums = {
        "responses": "sum(count)",
        "dissatisfied": "sum(count) filter (score <= 2)",
        "satisfied": "sum(count) filter (score >= 4)",
    }
    return _cells(store, SHARES["dissatisfied"], scope, council, dimensions, sums, once=once, drop=drop)


def _cells(
    store: Store,
    share: Share,
    scope: Scope,
    council: Council,
    dimensions: Sequence[str],
    sums: Mapping[str, str],
    *,
    once: bool,
    drop: bool,
) -> CountedCells:
    rows = rows_of(share, scope, council, dimensions, once=once)
    frame = store.rows(_grouped_sql(rows, sums), rows.values)
    return finish_cells(store, share, scope, council, frame, dimensions, drop=drop)


def finish_cells(
    store: Store,
    share: Share,
    scope: Scope,
    council: Council,
    frame: pd.DataFrame,
    dimensions: Sequence[str],
    *,
    drop: bool = True,
) -> CountedCells:
    """Cells as they were counted, a row for each combination, with what must be known of how."""
    sound = frame["dissatisfied"].clip(0, frame["responses"])
    beyond = int((frame["dissatisfied"] - sound).abs().sum())
    frame["dissatisfied"] = sound
    telling = tuple(name for name in dimensions if not drop or frame[name].nunique() > 1)
    dropped = tuple(name for name in dimensions if name not in telling)
    unrecorded = tuple(name for name in dropped if set(frame[name]) == {NOT_RECORDED})
    if dropped and telling:
        frame = frame.drop(columns=list(dropped)).groupby(list(telling), as_index=False, sort=True).sum()
    rows = rows_of(share, scope, council, (), once=False)
    everybody, unnamed = _counted_twice(store, rows) if share.is_survey else (None, 0)
    counted = int(frame["responses"].sum())
    return CountedCells(
        frame=frame,
        dimensions=telling,
        dropped=dropped if counted else (),
        repeats=0 if everybody is None else everybody - counted,
        unnamed=unnamed,
        not_applied=rows.not_applied,
        beyond=beyond,
        unrecorded=unrecorded,
        things="answers" if share.is_survey else share.things,
    )


def _grouped_sql(rows: Rows, sums: Mapping[str, str]) -> str:
    """One row a combination of facts with these sums. The text is the registry's own; values are bound."""
    facts = ", ".join(rows.columns.values())
    summed = ", ".join(f"coalesce({sql}, 0)::bigint as {name}" for name, sql in sums.items())
    grouped = f"select {', '.join(part for part in (facts, summed) if part)} from ({rows.sql}) group by all"
    named = "".join(f"{column}::varchar as {name}, " for name, column in rows.columns.items())
    return f"select {named}{', '.join(sums)} from ({grouped}) where responses > 0 order by all"


def _counted_twice(store: Store, rows: Rows) -> tuple[int, int]:
    """All answers in scope, and those of them without a customer reference."""
    counts = store.tuples(
        f"select sum(count)::bigint, sum(count) filter (customer_key is null)::bigint from ({rows.sql})", rows.values
    )[0]
    answers, unnamed = (int(number or 0) for number in counts)
    return answers, unnamed
