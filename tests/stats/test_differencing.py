"""Pairs of published tables: which together give a hidden count away, and that rounded ones do not."""

import itertools

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxdata.errors import CxError
from cxdata.stats.disclosure.differencing import check_change, check_nested, check_total, published_change
from cxdata.stats.disclosure.gate import Protected, protect_frame
from cxdata.stats.disclosure.rules import DisclosureRules
from cxdata.stats.disclosure.suppression import protect_table, table_reach
from tests.effort import sample

WAYS = ["web", "phone"]
RULES = DisclosureRules()


def rounded(counts: list[int]) -> Protected:
    frame = pd.DataFrame({"way": [f"way {i}" for i in range(len(counts))], "numerator": counts, "denominator": np.nan})
    return protect_frame(frame, group_columns=["way"], kind="count")


def exact(counts: list[list[int]], hidden: list[list[bool]]):
    return table_reach(counts, hidden, ["Abbey", "Bede"], WAYS)


def test_two_exact_tables_that_differ_by_two_people_are_refused() -> None:
    none = [[False, False], [False, False]]
    everyone = exact([[30, 41], [22, 57]], none)
    over_25 = exact([[28, 41], [22, 57]], none)
    with pytest.raises(CxError, match="the people in one table and not in the other for Abbey / web"):
        check_nested(everyone, over_25)
    check_nested(everyone, exact([[20, 31], [12, 47]], none))


def test_a_count_hidden_in_one_table_and_left_by_the_other_is_refused() -> None:
    hidden = protect_table([[3, 41], [22, 57]])
    everyone = table_reach([[3, 41], [22, 57]], hidden, ["Abbey", "Bede"], WAYS)
    one_row_shown = exact([[3, 30], [10, 40]], [[True, False], [False, False]])
    with pytest.raises(CxError, match="a hidden figure for Abbey / web"):
        check_nested(everyone, one_row_shown)


def test_an_exact_change_beside_an_exact_figure_gives_the_hidden_one() -> None:
    # 12 this week, 9 more than last week: last week was 3, though it says [c].
    before = exact([[3, 41], [22, 57]], [[True, True], [True, True]])
    after = exact([[12, 40], [20, 50]], [[False, False], [False, False]])
    with pytest.raises(CxError, match="The change for Abbey / web cannot be published"):
        check_change(before, after, {("Abbey", "web"): 9})
    check_change(before, after, {("Abbey", "web"): float("nan"), ("Bede", "phone"): -7})


def test_the_change_to_publish_is_between_published_figures() -> None:
    before, after = rounded([3, 12, 40, 0]), rounded([12, 41, 2, 6])
    change = published_change(before.frame["value"].to_numpy(), after.frame["value"].to_numpy())
    assert np.isnan(change[[0, 2]]).all(), "hidden in one of the periods"
    assert change[[1, 3]].tolist() == [30, 5]


def test_an_exact_change_can_tell_even_beside_a_rounded_figure() -> None:
    # 12 is shown as 10, so it is 12 at most; 11 more than before leaves 1 for the hidden figure.
    with pytest.raises(CxError, match="way 0"):
        check_change(rounded([1]).numerators, rounded([12]).numerators, {("way 0",): 11.0})
    check_change(rounded([3]).numerators, rounded([12]).numerators, {("way 0",): 9.0})


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


@settings(max_examples=sample(20, 60), deadline=None)
@given(st.lists(st.tuples(st.integers(0, 40), st.integers(0, 12)), min_size=1, max_size=6))
def test_nested_rounded_tables_are_never_refused(pairs: list[tuple[int, int]]) -> None:
    outer, inner = [i + rest for i, rest in pairs], [i for i, _ in pairs]
    check_nested(rounded(outer).numerators, rounded(inner).numerators)


def test_three_rounded_tables_can_be_too_many() -> None:
    # All, part and others apart: two hidden counts and a 10 can only be 4 and 4.
    everyone, some, others = (rounded(counts).numerators for counts in ([20, 8], [10, 4], [10, 4]))
    check_nested(everyone, some)
    with pytest.raises(CxError, match="a hidden figure for way 1|not in the other for way 1"):
        check_nested(everyone, some, others=others)


def test_a_total_from_another_file_is_held_against_its_parts() -> None:
    parts, total = rounded([4, 4]).numerators, rounded([8]).numerators
    with pytest.raises(CxError, match="gives away a hidden figure for way 0. Publish it in one table with them"):
        check_total(total, parts)
    check_total(rounded([10]).numerators, rounded([4, 6]).numerators)
    check_total(rounded([1216]).numerators, rounded([3, 613, 600]).numerators)


@settings(max_examples=sample(25, 80), deadline=None)
@given(st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), min_size=1, max_size=8))
def test_consecutive_periods_with_the_published_change_are_never_refused(pairs: list[tuple[int, int]]) -> None:
    before, after = rounded([b for b, _ in pairs]), rounded([a for _, a in pairs])
    steps = published_change(before.frame["value"].to_numpy(), after.frame["value"].to_numpy())
    keys = before.numerators.keys
    # A published change says what the two figures beside it say: it is their difference and nothing more.
    for at, step in enumerate(steps):
        hidden = before.frame["suppressed"][at] or after.frame["suppressed"][at]
        assert np.isnan(step) == hidden
    check_change(before.numerators, after.numerators, dict(zip(keys, steps, strict=True)))


def test_tables_about_different_groups_have_nothing_to_subtract() -> None:
    first = rounded([3, 8]).numerators
    other = protect_frame(
        pd.DataFrame({"way": ["post"], "numerator": [2], "denominator": [np.nan]}), group_columns=["way"], kind="count"
    ).numerators
    check_nested(first, other)
    check_change(first, other, {("way 0",): 4.0})
