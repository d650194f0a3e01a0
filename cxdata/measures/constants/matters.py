"""Matters: what a customer's contacts about one service are about, counted by month as a constant of the store.

Contacts of one customer about one service are one matter for as long as each comes within `DAYS` days of the one
before. Who came back is asked on the first page, and to find it in the rows means to sort all of them by customer.
"""

from dataclasses import dataclass

from cxdata.constants import Constant
from cxdata.contract import NOT_RECORDED
from cxdata.measures.lattice import columns_named
from cxdata.periods import Period

DAYS = 14
KEPT = ("requester", "channel", "service", "ward", "customer_type", "provider")
"""What the constant keeps of the first contact of a matter, beside its month."""

NEWEST = "(select max(received_at) from contacts)"


def matters_of(contacts: str = "contacts", newest: str = NEWEST, columns: str = ", ".join(KEPT)) -> str:
    """The SELECT of the first contact of each matter that is over, with these columns, `received_at` and `came_back`:
    whether another contact followed within `DAYS` days. A matter is over `DAYS` days after its last contact, and
    `newest` (SQL) is until when anybody can know.

    Of contacts at one moment the first is that of the earlier file and row.
    """
    return f"""
with followed as (
    select {columns}, customer_key, received_at,
        received_at - lag(received_at) over customer <= to_days({DAYS}) as goes_on,
        lead(received_at) over customer - received_at <= to_days({DAYS}) as goes_further,
        last_value(received_at) over whole > {newest} - to_days({DAYS}) as still_open
    from {contacts}
    where customer_key is not null and grain in ('moment', 'day') and service <> '{NOT_RECORDED}'
    window customer as (partition by customer_key, service order by received_at, file_id, row_number),
        whole as (customer rows between unbounded preceding and unbounded following)
),
begun as (select *, coalesce(goes_further, false) as came_back from followed where not coalesce(goes_on, false)),
last_begun as (
    select customer_key, service, max(received_at) as received_at
    from begun where still_open group by customer_key, service
)
select * from begun anti join last_begun using (customer_key, service, received_at)
"""


def by_month(matters: str) -> str:
    """The SELECT of the constant's rows, of these matters."""
    return (
        f"select date_trunc('month', received_at) as received_at, {', '.join(KEPT)}, "
        f"count(*) filter (came_back) as came_back, count(*) as matters from ({matters}) group by all"
    )


@dataclass(frozen=True)
class _Matters(Constant):
    """A constant whose rows are of no one file: a matter can begin in one and go on in another."""

    @property
    def sql(self) -> str:
        """The SELECT of its rows out of the contacts."""
        return by_month(matters_of())


MATTERS = _Matters("matters_by_month", tuple)
"""received_at (the month), `KEPT`, then how many matters that began there and are over, and in how many of them the
customer came back.
"""


def kept_for(where: str, period: Period | None) -> bool:
    """Whether the constant tells the contacts that a WHERE clause leaves from all others."""
    named = columns_named((where,), "contacts")
    return (period is None or period.whole_months is not None) and named is not None and named <= set(KEPT)
