"""Pairs of published tables: which of them give a hidden count away together, and that rounded ones do not."""

import itertools

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.attacker import check_nested, table_sums, with_totals
from cxdata.errors import CxError
from cxdata.stats.disclosure.gate import Protected, protect_frame
from cxdata.stats.disclosure.rules import DisclosureRules, Reach

KEYS = tuple(itertools.product(("Abbey", "Bede", "All"), ("web", "phone", "All")))
RULES = DisclosureRules()


def round_counts(counts: list[int]) -> Protected:
    frame = pd.DataFrame({"way": [f"way {i}" for i in range(len(counts))], "numerator": counts, "denominator": np.nan})
    return protect_frame(frame, group_columns=["way"], kind="count")


def exact(counts: list[list[int]], hidden: list[list[bool]]) -> Reach:
    """What a reader knows of two wards by two ways, published exactly with all totals, some counts hidden."""
    table, mask = with_totals(counts).ravel(), np.pad(np.array(hidden), ((0, 1), (0, 1))).ravel()
    sums = tuple((total, tuple(parts)) for total, parts in table_sums(3, 3))
    return Reach(KEYS, np.where(mask, 0.0, table), np.where(mask, np.inf, table), sums)


def test_two_exact_tables_that_differ_by_two_people_are_refused() -> None:
    none = [[False, False], [False, False]]
    everyone = exact([[30, 41], [22, 57]], none)
    over_25 = exact([[28, 41], [22, 57]], none)
    with pytest.raises(CxError, match="the people in one table and not in the other for Abbey / web"):
        check_nested(everyone, over_25)
    check_nested(everyone, exact([[20, 31], [12, 47]], none))


def test_a_count_hidden_in_one_table_and_left_by_the_other_is_refused() -> None:
    everyone = exact([[3, 41], [22, 57]], [[True, True], [True, True]])
    one_row_shown = exact([[3, 30], [10, 40]], [[True, False], [False, False]])
    with pytest.raises(CxError, match="a hidden figure for Abbey / web"):
        check_nested(everyone, one_row_shown)


def test_every_pair_of_nested_rounded_counts_brute_force() -> None:
    # Two filters, one inside the other, over counts up to 22. For each pair of published figures, list the counts
    # that look so: neither the outer, the inner nor the difference is ever a single count from 1 to 4.
    looks: dict[tuple[float, float], list[tuple[int, int]]] = {}
    figures = [-1.0 if np.isnan(v) else float(v) for v in RULES.publish(np.arange(23.0))]
    for outer, inner in itertools.product(range(23), repeat=2):
        if inner <= outer:
            looks.setdefault((figures[outer], figures[inner]), []).append((outer, inner))
    for sources in looks.values():
        for counts in ({o for o, _ in sources}, {i for _, i in sources}, {o - i for o, i in sources}):
            assert len(counts) > 1 or min(counts) == 0 or min(counts) > 4


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 40), st.integers(0, 12)), min_size=1, max_size=6))
def test_nested_rounded_tables_are_never_refused(pairs: list[tuple[int, int]]) -> None:
    outer, inner = [i + rest for i, rest in pairs], [i for i, _ in pairs]
    check_nested(round_counts(outer).numerators, round_counts(inner).numerators)


def test_three_rounded_tables_can_be_too_many() -> None:
    # All, part and others apart: two hidden counts and a 10 can only be 4 and 4.
    everyone, some, others = (round_counts(counts).numerators for counts in ([20, 8], [10, 4], [10, 4]))
    check_nested(everyone, some)
    with pytest.raises(CxError, match="a hidden figure for way 1|not in the other for way 1"):
        check_nested(everyone, some, others=others)


def test_tables_about_different_groups_have_nothing_to_subtract() -> None:
    first = round_counts([3, 8]).numerators
    other = protect_frame(
        pd.DataFrame({"way": ["post"], "numerator": [2], "denominator": [np.nan]}), group_columns=["way"], kind="count"
    ).numerators
    check_nested(first, other)
