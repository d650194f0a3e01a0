"""How many contacts carry a customer reference, and what the others do to a figure of those who came back."""

from dataclasses import dataclass

from cxdata.council import Council
from cxdata.measures import find_measure
from cxdata.measures.constants.asking import known_in
from cxdata.measures.statement import narrowed
from cxdata.scope import Scope
from cxdata.store import Store

NOT_ENOUGH = "Too few contacts carry a customer reference to say who came back."


@dataclass(frozen=True)
class Known:
    """The contacts by one channel, and how many of them can be followed: whose they are, when and about what."""

    channel: str
    contacts: float
    known: float

    @property
    def share(self) -> float:
        """What part of them can be followed, of 1."""
        return self.known / self.contacts if self.contacts else 0.0


def known_by_channel(store: Store, scope: Scope, council: Council) -> tuple[Known, ...]:
    """The contacts in scope by channel, and how many of them can be followed."""
    predicate = narrowed(find_measure("contacts"), scope, council)
    prelude, rows = known_in(store.meta, predicate.sql, scope.period)
    found = store.tuples(
        f"{prelude}select channel::varchar as channel, sum(contacts)::double as contacts, "
        f"coalesce(sum(contacts) filter (known), 0)::double as known from {rows} where {predicate.sql} "
        "group by 1 order by 1",
        predicate.values,
    )
    return tuple(Known(*row) for row in found)
