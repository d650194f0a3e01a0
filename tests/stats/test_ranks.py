"""Places among others: ranges out of draws, recounted with another generator, and quarters by the rule of PHE."""

import random

import pytest

from cxdata.stats.basics.ranks import quantile_groups, rank_ranges

NAN = float("nan")


def test_alike_on_equal_counts_nobody_is_first() -> None:
    assert rank_ranges([80, 80, 80], [100, 100, 100]) == ((1, 3), (1, 3), (1, 3))


def test_far_apart_each_has_its_place_from_either_side() -> None:
    counts, bases = [900, 500, 100], [1000, 1000, 1000]
    assert rank_ranges(counts, bases) == ((1, 1), (2, 2), (3, 3))
    assert rank_ranges(counts, bases, highest_first=False) == ((3, 3), (2, 2), (1, 1))


def test_a_small_base_has_the_wider_range() -> None:
    small, *others = rank_ranges([9, 880, 820, 700], [10, 1000, 1000, 1000])
    assert small == (1, 4)
    assert others == [(1, 2), (2, 3), (3, 4)]


def test_sixteen_councils_recounted_with_another_generator() -> None:
    """The same 95 of 100 draws by Python's own generator, four times as many: no end lies more than a place apart."""
    bases = [300 + 140 * turn for turn in range(16)]
    counts = [round(base * (0.84 + 0.006 * turn)) for turn, base in enumerate(bases)]
    found, other, draws = rank_ranges(counts, bases), random.Random(7), 8_000
    places: list[list[int]] = [[] for _ in counts]
    for _ in range(draws):
        drawn = [other.betavariate(x + 0.5, n - x + 0.5) for x, n in zip(counts, bases, strict=True)]
        order = sorted(range(16), key=lambda at: -drawn[at])
        for place, at in enumerate(order, start=1):
            places[at].append(place)
    for ends, seen in zip(found, places, strict=True):
        ordered = sorted(seen)
        assert abs(ends[0] - ordered[draws * 25 // 1000]) <= 1
        assert abs(ends[1] - ordered[draws * 975 // 1000]) <= 1
    assert all(low < high for low, high in found[1:]), "no council has a bare place"


def test_the_same_counts_have_the_same_places_every_time() -> None:
    assert rank_ranges([40, 45], [60, 60]) == rank_ranges([40, 45], [60, 60])
    assert rank_ranges([], []) == ()


@pytest.mark.parametrize(("counts", "bases"), [([5], [0]), ([7], [6]), ([-1], [6]), ([1, 2], [6])])
def test_counts_that_cannot_be_are_refused(counts: list[float], bases: list[float]) -> None:
    with pytest.raises(ValueError, match=r"between 0 and a base|of the same length"):
        rank_ranges(counts, bases)


def test_quarters_of_eight_by_the_rule_of_phe() -> None:
    """floor(k + 1 - ceil((n + 1 - rank) / (n / k))): eight values, two a quarter, the highest in the first."""
    assert quantile_groups([10, 20, 30, 40, 50, 60, 70, 80]) == (4, 4, 3, 3, 2, 2, 1, 1)
    assert quantile_groups([10, 20, 30, 40, 50, 60, 70, 80], highest_first=False) == (1, 1, 2, 2, 3, 3, 4, 4)


def test_ties_share_the_lowest_rank_and_missing_ones_have_no_quarter() -> None:
    """Ranks 1, 2, 2, 4, 5: quarters by hand 1, 1, 1, 3, 4 of (n = 5, k = 4)."""
    assert quantile_groups([50, 40, 40, 30, 20]) == (1, 1, 1, 3, 4)
    assert quantile_groups([50, NAN, 40, 40, 30, 20]) == (1, None, 1, 1, 3, 4)
    assert quantile_groups([50, 40, 30]) == (None, None, None), "fewer than there are quarters"


def test_ten_groups_of_twenty() -> None:
    assert quantile_groups(list(range(20)), 10, highest_first=False) == tuple(at // 2 + 1 for at in range(20))
