"""Each group against the rest, with the allowance for how many were compared."""

from math import comb

import pytest

from cxdata.stats.comparisons import against_rest


def fisher_by_counting(x: int, n: int, rest_x: int, rest_n: int) -> float:
    """Two-sided Fisher probability from the definition: every table no likelier than the one seen."""
    hits, everyone = x + rest_x, n + rest_n

    def chance(k: int) -> float:
        return comb(hits, k) * comb(everyone - hits, n - k) / comb(everyone, n)

    possible = range(max(0, n - (everyone - hits)), min(n, hits) + 1)
    return sum(chance(k) for k in possible if chance(k) <= chance(x) * (1 + 1e-9))


def test_a_group_is_compared_with_the_others_and_not_with_a_total_that_holds_it() -> None:
    phone, visits, web = against_rest(["phone", "visits", "web"], [368, 294, 120], [400, 300, 200])
    assert (phone.rest_share, visits.rest_share, web.rest_share) == (414 / 500, 488 / 600, 662 / 700)
    assert web.gap == pytest.approx(0.6 - 662 / 700)
    assert [group.verdict for group in (phone, visits, web)] == [
        "higher than the rest",
        "higher than the rest",
        "lower than the rest",
    ]


def test_probabilities_are_fishers_and_allow_for_the_number_of_groups() -> None:
    groups = against_rest(["a", "b", "c"], [12, 30, 41], [20, 40, 44])
    p = [fisher_by_counting(12, 20, 71, 84), fisher_by_counting(30, 40, 53, 64), fisher_by_counting(41, 44, 42, 60)]
    assert [group.p for group in groups] == pytest.approx(p)
    ordered = sorted(range(3), key=lambda i: p[i])
    smallest, middle, largest = (p[i] for i in ordered)
    adjusted = [min(3 * smallest, 1.5 * middle, largest), min(1.5 * middle, largest), largest]
    assert [groups[i].q for i in ordered] == pytest.approx(adjusted)


def test_a_handful_is_too_few_to_say_and_does_not_dilute_the_others() -> None:
    alone = against_rest(["web", "other"], [120, 390], [200, 400])
    with_handful = against_rest(["web", "other", "fax"], [120, 390, 0], [200, 400, 9])
    assert with_handful[2].verdict == with_handful[2].base_note == "too few to say"
    assert with_handful[0].q == with_handful[0].p
    assert alone[0].verdict == with_handful[0].verdict == "lower than the rest"


def test_one_group_alone_has_no_rest() -> None:
    (only,) = against_rest(["everybody"], [50], [60])
    assert only.verdict == "too few to say"
    assert only.gap != only.gap


def test_ten_groups_alike_differ_only_by_chance() -> None:
    assert {group.verdict for group in against_rest([str(i) for i in range(10)], [90] * 10, [100] * 10)} == {
        "no clear difference"
    }


def test_weighted_counts_are_refused() -> None:
    with pytest.raises(ValueError, match="whole counts"):
        against_rest(["a", "b"], [1.5, 2], [10, 10])
