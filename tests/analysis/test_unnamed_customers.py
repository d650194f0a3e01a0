"""Contacts without a customer reference come of nobody in particular: they are never one customer's."""

import numpy as np

from cxdata.analysis.hidden.counted import take_rows
from cxdata.analysis.hidden.shares import CUSTOMER, SHARES
from cxdata.council import Council
from cxdata.scope import Scope
from cxdata.store import Store


def test_contacts_without_a_reference_are_in_no_batch_of_a_customer(store: Store, council: Council) -> None:
    """Recounted in the rows: as many are without a customer as carry no reference."""
    share = SHARES["on_time"]
    counted = take_rows(store, share, Scope(), council, share.dimensions)
    [(unnamed, customers)] = store.tuples(
        "select sum(count) filter (customer_key is null)::bigint, count(distinct customer_key) from contacts "
        "where requester <> 'staff' and kept is not null"
    )
    assert unnamed > 10_000
    assert counted.n[counted.customers < 0].sum() == unnamed
    batches = counted.batch([CUSTOMER])
    assert len(np.unique(batches[batches >= 0])) == customers
