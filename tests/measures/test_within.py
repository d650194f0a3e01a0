"""The share closed within a promised time, counted again from the rows."""

import pytest

from cxdata.errors import CxError
from cxdata.measures import find_measure
from cxdata.measures.query import query
from cxdata.measures.registry.within import name_within
from cxdata.scope import Scope
from cxdata.store import Store


@pytest.mark.parametrize("days", [2, 10])
def test_closed_within_so_many_days_is_of_the_rows(store: Store, days: int) -> None:
    scope = Scope().with_choice("channel", "email")
    row = query(store, name_within(days), (), scope).frame.iloc[0]
    moments = store.tuples(
        "select received_at, closed_at, count, days_taken is not null from contacts "
        "where channel = 'email' and requester <> 'staff' and closed_at is not null"
    )
    known = [(closed - received).total_seconds() / 86400 for received, closed, _, told in moments if told]
    in_time = [taken for taken in known if taken <= days]
    assert (row["numerator"], row["denominator"]) == (len(in_time), len(known))


def test_its_name_says_the_time() -> None:
    assert find_measure("closed_within_10_days").title == "Closed within 10 days"
    assert name_within(1) == "closed_within_1_days"
    with pytest.raises(CxError, match="There is no measure 'closed_within_many_days'"):
        find_measure("closed_within_many_days")
