"""What an edition offers, attacked: no count of 1 to 4 is told, and guesses are no better than knowing "1 to 4".

A part of the attack, small enough for every run; `python -m benchmarks.publishing` is the whole of it.
"""

import numpy as np
import pytest

from tests.attack.guesses import all_satisfied, pooled, shares, two_way
from tests.attack.ilp import whole_numbers
from tests.attack.lattice import Lattice, Table, whole_quarters
from tests.attack.lift import lift
from tests.attack.offered import TWELVE, WHOLE, leave_out, offered, pairs_of, some_tables, web_of
from tests.attack.propagate import propagate
from tests.attack.rows import TABLES, Rows, record_keys
from tests.attack.rules import UNSHOWN, keyed, keyed_bounds
from tests.attack.sampler import sample

RANDOM = 10
KEY = 1


@pytest.fixture(scope="module")
def chosen(tables_of_rows: dict[str, Rows]) -> dict[str, list[tuple[str, ...]]]:
    """The twelve tables of the method, and ten of the others drawn at random."""
    rng = np.random.default_rng(14)
    others = [
        (table, by)
        for table in TABLES
        for by in pairs_of(tables_of_rows[table])
        if by not in {tuple(sorted(one)) for one in TWELVE[table]} and set(by) != {"channel", "channel_group"}
    ]
    drawn = [others[at] for at in rng.choice(len(others), RANDOM, replace=False)]
    return {table: [*TWELVE[table], *(by for which, by in drawn if which == table)] for table in TABLES}


@pytest.fixture(scope="module")
def webs(tables_of_rows: dict[str, Rows], chosen: dict[str, list[tuple[str, ...]]]) -> dict[str, Lattice]:
    """These tables together, in the latest four quarters and the year, as an edition would show them."""
    found = {}
    for table, rows in tables_of_rows.items():
        web = web_of(rows, some_tables(rows, chosen[table]), record_keys(rows, KEY), keyed(KEY), bases=False)
        found[table] = lift(web)[0]
    return found


@pytest.mark.parametrize("table", TABLES)
def test_no_count_of_the_tables_is_told(webs: dict[str, Lattice], table: str):
    web = webs[table]
    bounds = propagate(web, *keyed_bounds(web.shown))
    assert bounds.hold(web.truth)
    small = np.flatnonzero((web.truth > 0) & (web.truth < 5))
    assert len(small) > 300
    assert not len(bounds.exact(web.truth))
    for node in np.random.default_rng(2).choice(small, 8, replace=False):
        least, greatest = whole_numbers(web, bounds, int(node))
        assert least <= web.truth[node] <= greatest
        assert greatest > least


@pytest.mark.parametrize("table", ["contacts", "complaints"])
def test_no_count_of_the_whole_list_is_told(tables_of_rows: dict[str, Rows], table: str):
    rows = tables_of_rows[table]
    for key in range(3):
        web = web_of(rows, offered(rows), record_keys(rows, key), keyed(key))
        mended, moved = lift(web, leave_out)
        bounds = propagate(mended, *keyed_bounds(mended.shown))
        assert bounds.hold(mended.truth)
        assert not len(bounds.exact(mended.truth))
        assert len(moved) <= 10
        assert (np.abs(mended.truth - mended.shown)[mended.shown != UNSHOWN] <= 4).all()


def test_who_knows_the_method_guesses_no_better_than_who_is_told_1_to_4(
    webs: dict[str, Lattice], chosen: dict[str, list[tuple[str, ...]]]
):
    systems = [two_way(webs[table], WHOLE[table], tuple(sorted(by))) for table in TABLES for by in chosen[table]]
    found = pooled(systems, sample(systems, chains=6, warm=22, keep=8))
    assert len(systems) == 12 + RANDOM
    assert found.hidden > 1900
    assert found.right <= found.told_only
    # So few chains are sure of what is false more often than a long run is, so those that are right are counted here.
    assert found.sure_right <= 0.005 * found.hidden


def test_that_all_of_a_small_group_are_satisfied_is_hardly_told(tables_of_rows: dict[str, Rows]):
    """Groups of 3 to 9 answers of a ward and a service in each of the latest four quarters."""
    rows, by = tables_of_rows["responses"], ("service", "ward")
    systems = []
    for quarter in whole_quarters(rows)[-4:]:
        tables = [Table(part, by, (quarter,)) for part in ("answers", "satisfied", "not_satisfied")]
        systems.append(shares(web_of(rows, tables, record_keys(rows, KEY), keyed(KEY)), by))
    before, after, groups = all_satisfied(systems, sample(systems, chains=4, warm=60, keep=6, width=40))
    assert groups > 250
    assert after - before <= 0.10
