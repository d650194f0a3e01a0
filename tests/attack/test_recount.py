"""The web of counts against the store asked in plain SQL, so that the attack is marked by the truth."""

import numpy as np

from cxdata.store import Store
from tests.attack.lattice import Table, lattice
from tests.attack.offered import SHARES, offered, quarters_and_year, web_of
from tests.attack.propagate import propagate
from tests.attack.rows import Rows, record_keys
from tests.attack.rules import fixed_bounds, keyed, round_fixed

HOUSING = "service = 'Housing repairs' and ward = 'Larkrise Hill' and requester <> 'staff'"


def test_counts_are_those_of_the_store(store: Store, tables_of_rows: dict[str, Rows]):
    rows = tables_of_rows["contacts"]
    web = lattice(
        rows, [Table("contacts", ("service", "ward"), quarters_and_year(rows))], record_keys(rows, 1), keyed(1)
    )
    place = web.levels["service"].index("Housing repairs"), web.levels["ward"].index("Larkrise Hill")
    asked = store.tuples(
        f"select date_trunc('quarter', received_at)::date as quarter, count(*) from contacts where {HOUSING} "
        "and received_at >= '2025-10-01' group by all order by 1"
    )
    counts = [count for _, count in asked]
    assert web.truth[web.blocks["contacts", ("service", "ward")][place]].tolist() == [*counts, sum(counts)]
    (every,) = store.tuples("select count(*) from contacts where requester <> 'staff' and received_at >= '2025-10-01'")
    assert web.truth[web.blocks["contacts", ()][-1]] == every[0]


def test_satisfied_and_others_are_all_answers(store: Store, tables_of_rows: dict[str, Rows]):
    rows = tables_of_rows["responses"]
    tables = [Table(part, ("ward",), quarters_and_year(rows)) for part in ("answers", *SHARES)]
    web = lattice(rows, tables, record_keys(rows, 1), keyed(1))
    ward = web.levels["ward"].index("Larkrise Hill")
    (asked,) = store.tuples(
        "select count(*), count(*) filter (where score >= 4), count(*) filter (where score < 4) from responses "
        "where ward = 'Larkrise Hill' and responded_at >= '2025-10-01'"
    )
    assert tuple(int(web.truth[web.blocks[part, ("ward",)][ward, -1]]) for part in ("answers", *SHARES)) == asked


def test_every_sum_of_the_offered_list_holds(tables_of_rows: dict[str, Rows]):
    """Rows and columns, quarters and years, channels and their groups, services and their providers."""
    for table in ("contacts", "complaints"):
        rows = tables_of_rows[table]
        web = web_of(rows, offered(rows), record_keys(rows, 1), keyed(1))
        sums = np.bincount(web.owner, web.truth[web.member], len(web.total))
        assert (sums == web.truth[web.total]).all()
        with np.errstate(over="ignore"):
            keys: np.ndarray = np.zeros(len(web.total), dtype=np.uint64)
            np.add.at(keys, web.owner, web.key_sums[web.member])
        assert (keys == web.key_sums[web.total]).all()
        exact = propagate(web, web.truth, web.truth)
        assert exact.hold(web.truth)
        low, high = fixed_bounds(round_fixed(web.truth))
        assert propagate(web, low, high).hold(web.truth)
