"""Contacts that another followed: by which channel people came back within a fortnight, and from which."""

from cxdata.contract import NOT_RECORDED
from cxdata.measures.constants.matters import DAYS, NEWEST


def followed_by(where: str, group: str = "null", *, period: bool) -> str:
    """The SELECT of contacts by channel, and by the channel of the contact of the same customer about the same service
    that followed within `DAYS` days (null for none): channel, next channel, group, count.

    Only contacts with a customer reference and a day are counted, and none so new that nobody can know yet. `where` is
    a predicate on the first of the two, and `group` an expression of it. With a `period` ($period_start, $period_end)
    no contact outside it and the days after it is read: another could neither follow nor be followed.
    """
    near = f" and received_at >= $period_start and received_at < $period_end::date + {DAYS + 1}" if period else ""
    return f"""
with followed as (
    select *, lead(channel::varchar) over customer as next_channel,
        lead(received_at) over customer - received_at <= to_days({DAYS}) as goes_further
    from contacts
    where customer_key is not null and grain in ('moment', 'day') and service <> '{NOT_RECORDED}'{near}
    window customer as (partition by customer_key, service order by received_at, file_id, row_number)
)
select channel::varchar, case when goes_further then next_channel end, ({group})::varchar, count(*)
from followed where ({where}) and received_at <= {NEWEST} - to_days({DAYS}) group by all order by all
"""
