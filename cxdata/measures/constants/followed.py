"""Contacts that another followed, or not, by month: a constant of the store.

By which channel people came back and from which, how soon, after which kind of contact, and whether their case was
still open; how many contacts can be followed at all; and what staff say of each: settled at once, avoidable.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from cxdata.constants import Constant
from cxdata.contract import TABLES
from cxdata.measures.constants.linked import BANDS, CAN_BE_FOLLOWED, NEWEST, linked
from cxdata.measures.lattice import month_of

KEPT = (
    "requester",
    "channel",
    "service",
    "reason",
    "provider",
    "complexity",
    "avoidable_reason",
    "resolved_first_time",
)
"""What the constant keeps of a contact, beside its month."""
FOUND = ("known", "within", "next_channel", "was_open", "settled", "crowded")
_WEIGHT = TABLES["contacts"].weight


def followed_of(
    contacts: str = "contacts",
    neighbours: str = "",
    newest: str = NEWEST,
    columns: Sequence[str] = KEPT,
    bands: Sequence[int] = BANDS,
) -> str:
    """The SELECT of contacts, those that can be followed of `neighbours` (as `linked` gives them), with these columns,
    `received_at`, `grain`, what the row stands for (`contacts`) and `FOUND`:

    - `known`, whether the contact can be followed; else nothing of the rest is;
    - `within`, the least of the `bands`, in days, within which the customer got in touch about the service again; 0 for
      none, `next_channel` by which channel ('' for none) and `was_open` whether the case was still open;
    - `settled`, the largest of the bands that is over: who came back within more days cannot be known yet, 0 for none;
    - `crowded`, whether the reference is no one person's.
    """
    widest, told = sorted(bands, reverse=True), ", ".join((*columns, "received_at", "grain"))
    settled = " ".join(f"when received_at <= {newest} - to_days({days}) then {days}" for days in widest)
    return f"""
select {told}, 1 as contacts, true as known, within,
    case when within > 0 then next_channel else '' end as next_channel, within > 0 and was_open as was_open,
    case {settled} else 0 end::utinyint as settled, crowded
from ({neighbours or linked(contacts, (*columns, "grain"), bands)})
union all
select {told}, {_WEIGHT} as contacts, false as known, 0::utinyint as within, '' as next_channel,
    false as was_open, 0::utinyint as settled, false as crowded
from {contacts} where ({CAN_BE_FOLLOWED}) is not true
"""


def by_month(followed: str) -> str:
    """The SELECT of the constant's rows, of these contacts."""
    said = "coalesce(resolved_first_time::varchar, '') as resolved_first_time"
    kept = ", ".join(said if name == "resolved_first_time" else name for name in KEPT)
    return (
        f"select {month_of('received_at')} as received_at, {kept}, {', '.join(FOUND)}, "
        f"sum(contacts)::bigint as contacts from ({followed}) group by all"
    )


@dataclass(frozen=True)
class _Followed(Constant):
    """A constant whose rows are of no one file: a contact of one file can be followed by one of another."""

    @property
    def sql(self) -> str:
        """The SELECT of its rows out of the contacts."""
        return by_month(followed_of())


FOLLOWED = _Followed("followed_by_month", tuple)
"""received_at (the month), `KEPT` (what staff say of settling is 'true', 'false' or ''), `FOUND`, then how many
contacts the row stands for.
"""
