"""The survey as counted cells: one answer a customer, the latest, and everybody without a reference."""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from cxdata.contract import TABLES
from cxdata.council import Council
from cxdata.measures import DIMENSIONS
from cxdata.measures.registry.dimensions import parts_of
from cxdata.measures.statement import text_of
from cxdata.scope import Scope
from cxdata.store import Store

TABLE = "responses"
SEARCHED = ("channel", "service", "customer_type", "ward", "provider", "age_band", "disability")


@dataclass(frozen=True)
class Cells:
    """`frame` has a column for each of `dimensions` and the columns responses, dissatisfied and satisfied.

    A dimension with fewer than two levels tells nobody apart and is in `dropped`. `repeats` counts the earlier
    answers that were set aside because the same customer answered again, `unnamed` the answers without a customer
    reference, all of which are kept.
    """

    frame: pd.DataFrame
    dimensions: tuple[str, ...]
    dropped: tuple[str, ...]
    repeats: int
    unnamed: int
    not_applied: tuple[str, ...]

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
        if self.dropped:
            titles = ", ".join(DIMENSIONS[name].title.lower() for name in self.dropped)
            notes.append(f"Not searched, because all answers have the same there: {titles}.")
        if self.not_applied:
            titles = ", ".join(DIMENSIONS[name].title.lower() for name in self.not_applied)
            notes.append(f"Not narrowed by {titles}: the survey does not know it.")
        return tuple(notes)


def survey_cells(
    store: Store,
    scope: Scope,
    council: Council,
    *,
    dimensions: Sequence[str] = SEARCHED,
    once: bool = True,
    drop: bool = True,
) -> Cells:
    """The rated answers in scope, counted by the dimensions; with `once`, one answer a customer.

    A row that stands for several answers counts as many. `drop` leaves out dimensions with fewer than two levels.
    """
    parts = parts_of(council)
    texts = {name: text_of(dimension, TABLE, parts) for name, dimension in DIMENSIONS.items() if dimension.on(TABLE)}
    chosen = {name: text for name, text in texts.items() if scope.chosen(name)}
    where = scope.predicate(chosen, time=TABLES[TABLE].time, requester=False)
    frame = store.rows(_cells_sql(texts, dimensions, where.sql, once=once), where.values)
    everybody = store.tuples(_count_sql(where.sql), where.values)[0]
    answers, unnamed = (int(number or 0) for number in everybody)
    telling = tuple(name for name in dimensions if not drop or frame[name].nunique() > 1)
    dropped = tuple(name for name in dimensions if name not in telling)
    if dropped and telling:
        frame = frame.drop(columns=list(dropped)).groupby(list(telling), as_index=False, sort=True).sum()
    return Cells(
        frame=frame,
        dimensions=telling,
        dropped=dropped if answers else (),
        repeats=answers - int(frame["responses"].sum()),
        unnamed=unnamed,
        not_applied=where.not_applied,
    )


def _cells_sql(texts: dict[str, str], dimensions: Sequence[str], where: str, *, once: bool) -> str:
    """Column expressions come from the registry, values are bound: nothing here is a reader's."""
    time = TABLES[TABLE].time
    columns = ", ".join(f"({texts[name]})::varchar as {name}" for name in dimensions)
    latest = (
        "qualify customer_key is null or row_number() over "
        f"(partition by customer_key order by {time} desc, file_id desc, {TABLE}.row_number desc) = 1"
    )
    return f"""
        with answers as (
            select {columns}, score, count from {TABLE} where score is not null and {where} {latest if once else ""}
        )
        select {", ".join(dimensions)}, sum(count)::bigint as responses,
            coalesce(sum(count) filter (score <= 2), 0)::bigint as dissatisfied,
            coalesce(sum(count) filter (score >= 4), 0)::bigint as satisfied
        from answers group by all order by all
        """


def _count_sql(where: str) -> str:
    return f"""
        select sum(count)::bigint, sum(count) filter (customer_key is null)::bigint
        from {TABLE} where score is not null and {where}
        """
