"""Matters: what a customer's contacts about one service are about, counted by month as a constant of the store.

Contacts of one customer about one service are one matter for as long as each comes within so many days of the one
before: 14, or as many as are asked for. Who came back is asked on the first page, and to find it in the rows means to
sort all of them by customer.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from cxdata.constants import Constant
from cxdata.measures.constants.linked import NEWEST, linked

DAYS = 14
WINDOWS = (7, DAYS, 28)
"""The days for which the constant counts matters."""
KEPT = ("requester", "channel", "service", "ward", "customer_type", "provider")
"""What the constant keeps of the first contact of a matter, beside its month."""


def counts(windows: Sequence[int] = WINDOWS) -> tuple[str, ...]:
    """The names of what is counted of each window: matters, those that took more than one contact, and contacts."""
    return tuple(f"{name}_{days}" for days in windows for name in ("matters", "came_back", "contacts"))


def matters_of(
    neighbours: str = "", newest: str = NEWEST, columns: Sequence[str] = KEPT, windows: Sequence[int] = WINDOWS
) -> str:
    """The SELECT of the contacts that can be followed (of `neighbours`, as `linked` gives them), with these columns,
    `received_at` and for each window `counts`, 1 or 0: whether a matter that is over began with the contact, whether
    the customer came back, and whether the contact is of a matter that is over.

    A matter is over so many days after its last contact, and `newest` (SQL) is until when anybody can know. References
    that are no one person's are left out.
    """
    begun = ", ".join(f"max(received_at) filter (not {_goes(days, 'since')}) as begun_{days}" for days in windows)
    over = ", ".join(
        f"(last_at <= {newest} - to_days({days}) or received_at < begun_{days}) as over_{days}" for days in windows
    )
    counted = ", ".join(
        f"(over_{days} and not {_goes(days, 'since')})::integer as matters_{days}, "
        f"(over_{days} and not {_goes(days, 'since')} and {_goes(days, 'within')})::integer as came_back_{days}, "
        f"over_{days}::integer as contacts_{days}"
        for days in windows
    )
    return f"""
with linked as ({neighbours or linked("contacts", columns)}),
last_begun as (
    select customer_key, service, {begun}
    from linked where last_at > {newest} - to_days({max(windows)}) group by customer_key, service
),
judged as (select *, {over} from linked left join last_begun using (customer_key, service))
select {", ".join(dict.fromkeys((*columns, "received_at")))}, {counted} from judged where not crowded
"""


def by_month(matters: str) -> str:
    """The SELECT of the constant's rows, of these contacts."""
    sums = ", ".join(f"sum({name})::bigint as {name}" for name in counts())
    return (
        f"select date_trunc('month', received_at) as received_at, {', '.join(KEPT)}, {sums} "
        f"from ({matters}) group by all having contacts_{WINDOWS[0]} > 0"
    )


@dataclass(frozen=True)
class _Matters(Constant):
    """A constant whose rows are of no one file: a matter can begin in one and go on in another."""

    @property
    def sql(self) -> str:
        """The SELECT of its rows out of the contacts."""
        return by_month(matters_of())


MATTERS = _Matters("matters_by_month", tuple)
"""received_at (the month), `KEPT`, then for each of `WINDOWS` how many matters that began there are over, in how many
of them the customer came back, and how many contacts were of matters that are over.
"""


def _goes(days: int, which: str) -> str:
    """Whether another contact came `since` or `within` so many days."""
    return f"({which} between 1 and {days})"
