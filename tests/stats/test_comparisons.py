"""Each group against the rest, with the allowance for how many were compared."""

from math import comb
from statistics import NormalDist

import pytest

from cxdata.stats.basics.comparisons import compare_with_rest


def fisher_by_counting(x: int, n: int, rest_x: int, rest_n: int) -> float:
    """Twice the chance of a table as far out as the one seen, or further, by counting the tables."""
    hits, everyone = x + rest_x, n + rest_n
    ends = range(x, min(n, hits) + 1) if x * rest_n > rest_x * n else range(max(0, n - everyone + hits), x + 1)
    tables = sum(comb(hits, k) * comb(everyone - hits, n - k) for k in ends)
    return min(1.0, 2 * tables / comb(everyone, n))


def test_a_group_is_compared_with_the_others_and_not_with_a_total_that_holds_it() -> None:
    phone, visits, web = compare_with_rest(["phone", "visits", "web"], [368, 294, 120], [400, 300, 200])
    assert (phone.rest_share, visits.rest_share, web.rest_share) == (414 / 500, 488 / 600, 662 / 700)
    assert web.gap == pytest.approx(0.6 - 662 / 700)
    assert [group.verdict for group in (phone, visits, web)] == [
        "higher than the rest",
        "higher than the rest",
        "lower than the rest",
    ]


def test_probabilities_are_fishers_and_allow_for_the_number_of_groups() -> None:
    groups = compare_with_rest(["a", "b", "c"], [12, 30, 41], [20, 40, 44])
    p = [fisher_by_counting(12, 20, 71, 84), fisher_by_counting(30, 40, 53, 64), fisher_by_counting(41, 44, 42, 60)]
    assert [group.p for group in groups] == pytest.approx(p)
    ordered = sorted(range(3), key=lambda i: p[i])
    smallest, middle, largest = (p[i] for i in ordered)
    adjusted = [min(3 * smallest, 1.5 * middle, largest), min(1.5 * middle, largest), largest]
    assert [groups[i].q for i in ordered] == pytest.approx(adjusted)


def test_a_handful_is_too_few_to_say_and_does_not_dilute_the_others() -> None:
    alone = compare_with_rest(["web", "other"], [120, 390], [200, 400])
    with_handful = compare_with_rest(["web", "other", "fax"], [120, 390, 0], [200, 400, 9])
    assert with_handful[2].verdict == with_handful[2].base_note == "too few to say"
    assert with_handful[0].q == with_handful[0].p
    assert alone[0].verdict == with_handful[0].verdict == "lower than the rest"


def test_one_group_alone_has_no_rest() -> None:
    (only,) = compare_with_rest(["everybody"], [50], [60])
    assert only.verdict == "too few to say"
    assert only.gap != only.gap


def test_ten_groups_alike_differ_only_by_chance() -> None:
    assert {group.verdict for group in compare_with_rest([str(i) for i in range(10)], [90] * 10, [100] * 10)} == {
        "no clear difference"
    }


def test_weighted_counts_are_refused() -> None:
    with pytest.raises(ValueError, match="whole counts"):
        compare_with_rest(["a", "b"], [1.5, 2], [10, 10])


def test_a_million_answers_a_group_are_compared_as_exactly_as_twenty() -> None:
    groups = compare_with_rest(["a", "b"], [900_000, 899_000], [1_000_000, 1_000_000])
    # At this size the exact test and the pooled normal one agree to the second figure.
    spread = (2 * 0.8995 * 0.1005 / 1_000_000) ** 0.5
    assert groups[0].p == pytest.approx(2 * (1 - NormalDist().cdf(0.001 / spread)), rel=0.02)
    assert [group.verdict for group in groups] == ["higher than the rest", "lower than the rest"]
