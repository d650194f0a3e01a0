"""Rounded counts: what is shown, and that no attacker gets a hidden count out of it."""

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.attacker import attack, table_sums, with_totals
from cxdata.errors import CxError
from cxdata.stats.disclosure.rounding import round_counts
from cxdata.stats.disclosure.rules import DisclosureRules
from tests.effort import sample

RULES = DisclosureRules()


def show(counts: list[int]) -> list[float | None]:
    return [None if np.isnan(v) else float(v) for v in RULES.publish(np.array(counts, dtype=float))]


def test_one_to_four_hidden_zero_shown_the_rest_to_the_nearest_five() -> None:
    assert show([0, 1, 4, 5, 7, 8, 12, 13, 1204]) == [0, None, None, 5, 5, 10, 10, 15, 1205]


@pytest.mark.parametrize(
    "rules",
    [DisclosureRules(), DisclosureRules(hide_below=8), DisclosureRules(10, 10, 10), DisclosureRules(5, 10, 7)],
)
def test_a_bucket_holds_just_the_counts_shown_alike(rules: DisclosureRules) -> None:
    counts = np.arange(200.0)
    figures = rules.publish(counts)
    for figure in {None if np.isnan(f) else f for f in figures[:180]}:
        alike = counts[np.isnan(figures) if figure is None else figures == figure]
        assert rules.bucket(np.nan if figure is None else figure) == (alike.min(), alike.max())


@pytest.mark.parametrize("name", ["hide_below", "percentage_base", "round_to"])
def test_rules_may_be_raised_and_never_lowered(name: str) -> None:
    least = getattr(RULES, name)
    assert getattr(DisclosureRules(**{name: least + 3}), name) == least + 3
    with pytest.raises(CxError, match=f"{name} is {least - 1}. It may be raised above {least}, never lowered"):
        DisclosureRules(**{name: least - 1})


@pytest.mark.parametrize(
    ("parts", "nearest_would_tell"),
    [
        ([4, 4], "10 can only be 4 and 4: 8 is the least shown as 10"),
        ([1, 1, 5], "5 can only be 5 and twice 1: 7 is the greatest shown as 5"),
        ([1, 1, 1, 1], "a hidden total of 1 to 4 over four hidden parts can only be 4"),
    ],
)
def test_a_total_that_would_tell_goes_to_the_other_five(parts: list[int], nearest_would_tell: str) -> None:
    counts = [*parts, sum(parts)]
    sums = [(len(parts), range(len(parts)))]
    buckets = np.array([RULES.bucket(v) for v in RULES.publish(np.array(counts, dtype=float))])
    told = attack(buckets[:, 0], buckets[:, 1], sums, [0])[0]
    assert told[0] == told[1], nearest_would_tell
    ours = round_counts(counts, sums, rules=RULES)
    safe = attack(ours.low, ours.high, sums, [0])[0]
    assert safe[1] > safe[0]
    assert abs(ours.shown[-1] - sum(parts)) <= 3, "three off at most, where two is usual"


def alike(tables: dict[tuple[float, ...], list[tuple[int, ...]]]) -> list[tuple[float, ...]]:
    """Published tables in which some hidden part is the same in every table that is published so."""
    return [
        look
        for look, sources in tables.items()
        for at, figure in enumerate(look[:-1])
        if figure == -1 and len({source[at] for source in sources}) == 1
    ]


@pytest.mark.parametrize(("size", "greatest"), [(2, 12), (3, 7), (4, sample(4, 7))])
def test_every_one_line_table_brute_force(size: int, greatest: int) -> None:
    # The strongest attacker: knows the rules and this very code, and lists every table that would look the same.
    # 4, 7 and 12 end a rounding step, so that each step is in the list whole. Order does not matter to the code.
    tables: dict[tuple[float, ...], list[tuple[int, ...]]] = {}
    for counts in itertools.combinations_with_replacement(range(greatest + 1), size):
        ours = round_counts([*counts, sum(counts)], [(size, range(size))], rules=RULES)
        figures = np.where(np.isnan(ours.shown), -1, ours.shown)
        for order in set(itertools.permutations(range(size))):
            look = (*(float(figures[at]) for at in order), float(figures[-1]))
            tables.setdefault(look, []).append(tuple(counts[at] for at in order))
    assert len(tables) > 20
    assert alike(tables) == []


@settings(max_examples=sample(20, 60), deadline=None)
@given(st.integers(0, 100_000), st.integers(1, 7), st.integers(1, 5), st.sampled_from([0.05, 0.1, 0.2, 0.4]))
def test_no_hidden_count_of_a_two_way_table_can_be_told(seed: int, rows: int, columns: int, thin: float) -> None:
    table = with_totals(np.random.default_rng(seed).negative_binomial(1, thin, (rows, columns)))
    counts, sums = table.ravel(), table_sums(*table.shape)
    ours = round_counts(counts, sums, rules=RULES)
    visible = ~np.isnan(ours.shown)
    assert not ((ours.shown > 0) & (ours.shown < 5)).any()
    assert (ours.shown[visible] % 5 == 0).all()
    assert (np.abs(ours.shown - counts)[visible] <= 3).all()
    assert ((ours.low <= counts) & (counts <= ours.high)).all()
    small = np.flatnonzero(RULES.is_small(counts) & ~visible)
    ranges = attack(ours.low, ours.high, sums, small)
    assert (ranges[:, 1] > ranges[:, 0]).all()


@pytest.mark.parametrize("rules", [DisclosureRules(hide_below=8), DisclosureRules(hide_below=10, round_to=10)])
def test_raised_rules_hold_too(rules: DisclosureRules) -> None:
    for seed in range(sample(5, 15)):
        table = with_totals(np.random.default_rng(seed).negative_binomial(1, 0.1, (4, 3)))
        counts, sums = table.ravel(), table_sums(*table.shape)
        ours = round_counts(counts, sums, rules=rules)
        small = np.flatnonzero(rules.is_small(counts) & np.isnan(ours.shown))
        assert len(small) > 0
        ranges = attack(ours.low, ours.high, sums, small)
        assert (ranges[:, 1] > ranges[:, 0]).all()
        assert ((ours.low <= counts) & (counts <= ours.high)).all()


def test_a_table_with_no_small_count_is_simply_rounded() -> None:
    counts = with_totals([[8, 12], [0, 22]]).ravel()
    assert round_counts(counts, table_sums(3, 3), rules=RULES).shown.tolist() == [10, 10, 20, 0, 20, 20, 10, 35, 40]


def test_counts_hidden_for_another_reason_have_no_known_end() -> None:
    ours = round_counts([0, 30], rules=RULES, also_hidden=np.array([True, False]))
    assert np.isnan(ours.shown[0])
    assert (ours.low[0], ours.high[0]) == (0, np.inf)


def test_sums_that_do_not_hold_are_refused() -> None:
    with pytest.raises(ValueError, match="do not add up"):
        round_counts([1, 2, 4], [(2, [0, 1])], rules=RULES)
    with pytest.raises(ValueError, match="part of itself"):
        round_counts([2, 2], [(0, [1]), (1, [0])], rules=RULES)
