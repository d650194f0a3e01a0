"""Contacts of one customer about one service, each beside the one before and the one after it.

All that is asked of who came back begins here: which contacts can be followed, how long until the same customer got in
touch about the same service again, and by which channel.
"""

from collections.abc import Sequence

from cxdata.contract import NOT_RECORDED

BANDS = (1, 3, 7, 14, 28)
"""Days within which another contact is looked for; the constants tell these apart."""
CROWD, CROWD_DAYS = 20, 28
"""A reference under which more contacts than `CROWD` came about one service within so many days is no one person's."""
NEWEST = "(select max(received_at) from contacts)"
CAN_BE_FOLLOWED = f"customer_key is not null and grain in ('moment', 'day') and service <> '{NOT_RECORDED}'"
"""Which contacts can be followed: whose they are, about what and when is known."""
READ = ("customer_key", "service", "channel", "received_at", "closed_at", "grain", "file_id", "row_number")
"""What is read of a contact beside the columns that are asked for."""


def linked(contacts: str, columns: Sequence[str], bands: Sequence[int] = BANDS) -> str:
    """The SELECT of the contacts that can be followed: these columns, `customer_key`, `service`, `received_at`, and

    - `since` and `within`: the least of the `bands`, in days, within which another came before and after; 0 for none;
    - `next_channel`, by which the one after came (whenever that was), '' for none;
    - `was_open`: whether the case was still open then, where the file says when cases are closed;
    - `crowded`: whether the reference is no one person's (`CROWD`);
    - `last_at`, when the last of the customer's contacts about the service was.

    Of contacts at one moment the first is that of the earlier file and row. Days are counted by the clock: 14 days on
    at the same hour are 14 days, also where the clocks changed between.
    """
    before, after = "received_at - lag(received_at) over customer", "lead(received_at) over customer - received_at"
    # `file_days` is empty in a store of an earlier version.
    closing = (
        "file_id in (select file_id from file_days where closes union select file_id from contacts "
        "where closed_at is not null)"
    )
    return f"""
select {", ".join(dict.fromkeys((*columns, "customer_key", "service", "received_at")))},
    {_band(before, bands)} as since,
    {_band(after, bands)} as within,
    coalesce(lead(channel::varchar) over customer, '') as next_channel,
    coalesce(lead(received_at) over customer < closed_at, closed_at is null and {closing}) as was_open,
    coalesce(received_at - lag(received_at, {CROWD}) over customer <= to_days({CROWD_DAYS}), false)
        or coalesce(lead(received_at, {CROWD}) over customer - received_at <= to_days({CROWD_DAYS}), false) as crowded,
    last_value(received_at) over whole as last_at
from {contacts}
where {CAN_BE_FOLLOWED}
window customer as (partition by customer_key, service order by received_at, file_id, row_number),
    whole as (customer rows between unbounded preceding and unbounded following)
"""


def _band(apart: str, bands: Sequence[int]) -> str:
    within = " ".join(f"when {apart} <= to_days({days}) then {days}" for days in bands)
    return f"case {within} else 0 end::utinyint"
