"""Contacts by the channel they came by, and by which the same customer got in touch about the same service next."""

from collections.abc import Sequence
from typing import Any

from cxdata.council import Council
from cxdata.measures import find_dimension, find_measure
from cxdata.measures.constants.asking import followed_in
from cxdata.measures.constants.matters import DAYS
from cxdata.measures.registry.dimensions import parts_of
from cxdata.measures.statement import narrowed, text_of
from cxdata.scope import Scope
from cxdata.store import Store

FOLLOWABLE = "known and not crowded and settled >= {days}"
"""Of which contacts it is known whether another followed within so many days."""


def pairs(
    store: Store, scope: Scope, council: Council, *, by: Sequence[str] = (), days: int = DAYS, condition: str = "true"
) -> list[tuple[Any, ...]]:
    """Contacts that can be followed, in rows of: channel, the channel of the next within so many days ('' for none),
    the levels of these dimensions, how many. `condition` is a test of the columns of `followed_by_month`.
    """
    predicate = narrowed(find_measure("contacts"), scope, council)
    groups = [text_of(find_dimension(name), "contacts", parts_of(council)) for name in by]
    prelude, rows = followed_in(store.meta, predicate.sql, scope.period, days, groups)
    levels = "".join(f"({group})::varchar as level_{place}, " for place, group in enumerate(groups))
    return store.tuples(
        f"{prelude}select channel::varchar as channel, case when within between 1 and {days} then next_channel "
        f"else '' end as after, {levels}sum(contacts)::double as contacts from {rows} "
        f"where {predicate.sql} and {FOLLOWABLE.format(days=days)} and {condition} group by all order by all",
        predicate.values,
    )
