"""A part of `python -m benchmarks.disclosure`, whose whole run is in docs/decisions/publish.md.

The `sdctable_trap` table is attacked and defended in tests/stats/test_suppression.py.
"""

from pathlib import Path

import numpy as np

from benchmarks.disclosure import listed, run
from cxdata.council import read_council
from cxdata.store import open_store


def test_no_hidden_count_of_the_sample_council_can_be_worked_out(sample_data: Path) -> None:
    tally = run(open_store(sample_data), read_council(sample_data), few=True)
    assert tally.fallen == []
    assert tally.tables > 900
    assert tally.hidden > 1000
    assert tally.listed > 10
    assert tally.programmes > 40
    assert tally.pairs > 600
    assert tally.changes > 200


def test_the_attacker_finds_what_is_there_to_be_found() -> None:
    # Two hidden counts of 1 to 4 beside a total that reads 10, so 8 or more: only 4 and 4.
    tables = listed(np.array([1.0, 1.0, 8.0]), np.array([4.0, 4.0, 12.0]), [(2, [0, 1])])
    assert tables == [(4, 4)]
