"""A part of `python -m benchmarks.disclosure`, whose whole run is in docs/decisions/publish.md.

Every run attacks every table the pages make, each under a third of the selections that `--few` takes, and a third of
the pairs; `CX_WHOLE=1` attacks them as `--few` does, and the command alone under all selections.

The `sdctable_trap` table is attacked and defended in tests/stats/test_suppression.py.
"""

from pathlib import Path

import numpy as np

from benchmarks.disclosure import Attack, Tally, list_tables, run, scopes
from benchmarks.page_tables import tables
from cxdata.council import Council, read_council
from cxdata.measures import MEASURES, find_dimension
from cxdata.measures.query import known_values
from cxdata.measures.registry.dimensions import splits
from cxdata.periods import Period, add_months
from cxdata.scope import Scope
from cxdata.store import Store, open_store
from tests.effort import WHOLE


def test_no_hidden_count_of_the_sample_council_can_be_worked_out(sample_data: Path) -> None:
    store, council = open_store(sample_data), read_council(sample_data)
    tally = run(store, council, few=True) if WHOLE else attack_a_third(store, council)
    part = 1 if WHOLE else 3
    assert tally.fallen == []
    assert tally.tables > 900 / part
    assert tally.hidden > 1000 / part
    assert tally.listed > 10 / part
    assert tally.programmes > 40 / part
    assert tally.pairs > 600 / part
    assert tally.changes > 200 / part


def attack_a_third(store: Store, council: Council) -> Tally:
    """Every table of the pages under every third selection, beginning with another one for each table."""
    attack = Attack(store, council)
    made = list(tables())
    for turn, scope in enumerate(scopes(store, few=True)):
        for measure, by in made[turn % 3 :: 3]:
            attack.table(measure, by, scope)
    wards = known_values(store, find_dimension("ward"))
    narrow = [(measure, by) for measure, by in made if "ward" in splits(MEASURES[measure]) and len(by) < 2]
    for turn, (measure, by) in enumerate(pair for pair in narrow if pair[1] != ("ward",)):
        one = Scope().with_choice("ward", wards[turn % 2])
        others = Scope().with_choice("ward", *(ward for ward in wards if ward != wards[turn % 2]))
        nested = ((Scope(), others), (Scope(), one), (one, one.with_choice("channel", "phone")))
        for outer, inner in (nested[turn % 3], nested[(turn + 1) % 3]):
            attack.nested(measure, by, outer, inner)
    month = add_months(store.spans["contacts"][1].replace(day=1), -1)
    periods = [Scope(Period(add_months(month, back), add_months(month, back + 1))) for back in (-1, 0, 1)]
    for turn, (measure, by) in enumerate(pair for pair in made if len(pair[1]) == 1 and pair[1] != ("month",)):
        if turn % 3:
            attack.change(measure, by, *periods[turn % 2 : turn % 2 + 2])
    return attack.tally


def test_the_attacker_finds_what_is_there_to_be_found() -> None:
    # Two hidden counts of 1 to 4 beside a total that reads 10, so 8 or more: only 4 and 4.
    tables = list_tables(np.array([1.0, 1.0, 8.0]), np.array([4.0, 4.0, 12.0]), [(2, [0, 1])])
    assert tables == [(4, 4)]
