"""Tables held against all their totals: what is hidden further, checked by listing every table that looks alike."""

from itertools import product

import numpy as np
import pytest

from cxdata.stats.disclosure.margins import Counts, hide_more
from cxdata.stats.disclosure.rules import DisclosureRules

RULES = DisclosureRules()


def of_counts(counts: list[float]) -> Counts:
    return Counts(np.array(counts, dtype=float), np.full(len(counts), np.nan), linked=False)


def extra(counts: list[float]) -> list[bool]:
    keys = [(f"way {place}",) for place in range(len(counts))]
    hidden = RULES.is_small(np.array(counts, dtype=float))
    return hide_more(keys, of_counts(counts), hidden, rules=RULES).tolist()


def test_a_count_told_by_the_total_takes_another_with_it() -> None:
    # 5, 5 and [c] of 20: parts of at most 7, 7 and 4 reach the 18 that 20 stands for only together.
    assert extra([7, 7, 4]) == [True, False, False]
    # 16 of 15: many tables look like that.
    assert extra([6, 7, 3]) == [False, False, False]


def test_nothing_more_is_hidden_where_nothing_is() -> None:
    assert extra([12, 40, 0]) == [False, False, False]


@pytest.mark.parametrize("size", [2, 3])
def test_every_small_table_of_one_line_brute_force(size: int) -> None:
    for counts in product(range(9), repeat=size):
        true = np.array(counts, dtype=float)
        small = RULES.is_small(true)
        more = np.array(extra(list(counts)))
        hidden = small | more
        shown = RULES.nearest(true)
        bounds = [
            ((0, 30) if more.any() else (1, 4)) if out else RULES.bucket(float(figure))
            for out, figure in zip(hidden, shown, strict=True)
        ]
        least, most = RULES.bucket(float(RULES.publish(np.array([true.sum()]))[0]))
        alike = [
            table
            for table in product(*(range(int(low), int(high) + 1) for low, high in bounds))
            if least <= sum(table) <= most
        ]
        told = [place for place in np.flatnonzero(small) if len({table[place] for table in alike}) == 1]
        # Where all are hidden, none is left to hide: publish then gives no reason for any (export.publish).
        assert not told or hidden.all(), (counts, bounds)


def test_of_a_share_the_others_are_protected_too() -> None:
    # 57 of 61: the 4 who did not say yes are hidden, and the totals of three such wards do not give them away.
    counts = Counts(np.array([57.0, 40.0, 3.0]), np.array([61.0, 60.0, 50.0]), linked=True)
    assert counts.others.tolist() == [4.0, 20.0, 47.0]
    keys = [("Abbey",), ("Bede",), ("Dene",)]
    assert not hide_more(keys, counts, np.array([True, False, True]), rules=RULES).any()
