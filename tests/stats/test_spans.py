"""Shares compared over weeks: the gap by hand, its range by another route, and how seldom it cries wolf."""

import math

import numpy as np
import pytest

from cxdata.stats.basics.comparisons import compare_with_rest
from cxdata.stats.basics.false_discovery import benjamini_hochberg
from cxdata.stats.basics.spans import groups_apart, in_spans, spells_apart
from tests.effort import sample

RNG = 20_261_127


def weeks_of(rng: np.random.Generator, groups: int, weeks: int, *, bad: float = 0.5) -> tuple[np.ndarray, np.ndarray]:
    """Calls and those given up: each group has good and bad weeks of its own, and all have one share in the end."""
    n = rng.poisson(400, (groups, weeks))
    share = np.clip(0.08 * np.exp(rng.normal(0, bad, (groups, weeks))), 0, 1)
    return rng.binomial(n, share).astype(float), n.astype(float)


def test_a_gap_by_hand() -> None:
    """10 of 100 in each of 8 weeks against 30 of 200: 10 % and 15 %, whoever is asked."""
    first, second = groups_apart([[10] * 8, [30] * 8], [[100] * 8, [200] * 8])
    assert (first.x, first.n, first.share, first.other) == (80, 800, 0.10, 0.15)
    assert first.gap == pytest.approx(-0.05)
    assert second.gap == pytest.approx(0.05)
    # No week differs from another, so only chance is left: 0.05 / sqrt(.1 .9 / 800 + .15 .85 / 1600), 7 degrees.
    assert first.upper == pytest.approx(-0.05 + 2.3646 * math.sqrt(0.09 / 800 + 0.1275 / 1600), abs=1e-5)


def test_the_range_is_that_of_leaving_out_a_week_at_a_time() -> None:
    """Tukey's jackknife, by another route: within 5 % of the linearised range."""
    x, n = weeks_of(np.random.default_rng(RNG), 3, 60)
    own = groups_apart(x, n)[0]
    gaps = [groups_apart(np.delete(x, week, 1), np.delete(n, week, 1))[0].gap for week in range(60)]
    jackknife = math.sqrt(59 / 60 * sum((gap - np.mean(gaps)) ** 2 for gap in gaps))
    assert (own.upper - own.lower) / 2 / 2.0010 == pytest.approx(jackknife, rel=0.05)


def test_alike_groups_with_bad_weeks_of_their_own_are_seldom_called_different() -> None:
    """At 5 in 100 over all groups, where the test that counts callers cries wolf most of the time."""
    rng, runs = np.random.default_rng(RNG), sample(150, 2_000)
    ours = theirs = 0
    for _ in range(runs):
        x, n = weeks_of(rng, 6, 40)
        ours += bool((benjamini_hochberg([one.p for one in groups_apart(x, n)]) < 0.05).any())
        by_caller = compare_with_rest([str(row) for row in range(6)], x.sum(axis=1), n.sum(axis=1))
        theirs += any("than the rest" in one.verdict for one in by_caller)
    assert ours / runs <= 0.05 + 3 * math.sqrt(0.05 * 0.95 / runs)
    assert theirs / runs > 0.5


def test_a_bad_week_for_everybody_cancels_out() -> None:
    """All give up three times as often in every fourth week; one group always a tenth more: a small, sure gap."""
    n = np.full((2, 40), 1_000.0)
    base = np.where(np.arange(40) % 4 == 0, 300.0, 100.0)
    first, _ = groups_apart(np.vstack([base * 1.1, base]), n)
    assert first.gap == pytest.approx(0.015)
    assert first.p < 0.001


def test_too_few_weeks_or_callers_say_nothing() -> None:
    five = groups_apart([[1] * 5, [9] * 5], [[100] * 5, [100] * 5])
    assert all(math.isnan(one.p) and math.isnan(one.lower) for one in five)
    assert five[1].gap == pytest.approx(0.08)
    few, many = groups_apart([[1] * 9, [9] * 9], [[1] * 9, [100] * 9])
    assert math.isnan(few.p)
    assert math.isnan(many.p)


def test_nothing_at_all_is_no_difference() -> None:
    (nobody, others) = groups_apart(np.zeros((2, 8)), [[100] * 8, [50] * 8])
    assert (nobody.gap, nobody.p, others.p) == (0.0, 1.0, 1.0)


def test_two_spells_by_hand() -> None:
    one = spells_apart([5] * 10, [100] * 10, [10] * 8, [100] * 8)
    assert (one.share, one.other) == (0.05, 0.10)
    wide = 2.1199 * math.sqrt(0.05 * 0.95 / 1_000 + 0.1 * 0.9 / 800)  # t of 16 degrees
    assert one.lower == pytest.approx(-0.05 - wide, abs=1e-5)
    assert math.isnan(spells_apart([5] * 5, [100] * 5, [10] * 8, [100] * 8).p)


def test_rows_as_a_table_of_groups_and_weeks() -> None:
    table = in_spans(["a", "b"], ["a", "b", "a", "c"], [1, 1, 2, 2], [3, 4, float("nan"), 9])
    assert table.tolist() == [[3, 0], [4, 0]]
    with pytest.raises(ValueError, match="one shape"):
        groups_apart([[1, 2]], [[1]])
