"""A panel beside its residents: ratios worked by hand, published tests of fit, and enumeration of small panels."""

from itertools import product
from math import factorial, isnan, prod, sqrt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxdata.stats.basics.proportions import wilson
from cxdata.stats.survey.representation import TOO_FEW, TOO_MANY, Representation, represent

MENDEL = {"round, yellow": 315, "round, green": 108, "wrinkled, yellow": 101, "wrinkled, green": 32}


def by_name(found: Representation) -> dict:
    return {band.name: band for band in found.bands}


def test_a_group_of_which_there_should_be_three_and_is_one() -> None:
    # Of 1,000 residents 120 are under 25, of 100 members 4: a third of those there should be, 8 too few.
    young = by_name(represent({"under 25": 4, "older": 96}, {"under 25": 120, "older": 880}))["under 25"]
    assert (young.members, young.short, young.flag) == (4, 8, TOO_FEW)
    assert young.ratio == pytest.approx(1 / 3)
    # Wilson's limits of 4 in 100, 1.57% and 9.84% (Newcombe's method 3), over 12%.
    assert (round(0.12 * young.lower, 4), round(0.12 * young.upper, 4)) == (0.0157, 0.0984)


def test_a_group_is_flagged_only_where_it_is_far_off_and_beyond_chance() -> None:
    def flags(members: tuple[int, int], residents: tuple[int, int]) -> list[str]:
        found = represent(dict(zip("ab", members, strict=True)), dict(zip("ab", residents, strict=True)))
        return [band.flag for band in found.bands]

    assert flags((10, 90), (30, 70)) == [TOO_FEW, TOO_MANY]
    assert flags((1, 9), (3, 7)) == ["", ""], "ten members can be so by chance"
    assert flags((2700, 7300), (3000, 7000)) == ["", ""], "a tenth too few is beyond chance and no matter"
    assert float(wilson(2700, 10_000).upper) < 0.3


def test_who_would_be_needed_in_a_panel_of_the_same_size() -> None:
    found = represent({"a": 5, "b": 45, "c": 0}, {"a": 100, "b": 300, "c": 100})
    assert {band.name: band.short for band in found.bands} == {"a": 5, "b": 0, "c": 10}


def test_members_whose_band_has_no_residents_are_left_out_and_listed() -> None:
    found = represent({"yes": 20, "no": 70, "prefer not to say": 10, "x": 0}, {"yes": 200, "no": 800, "x": 0})
    assert found.left_out == {"prefer not to say": 10}
    assert found.base == 90
    assert by_name(found)["yes"].share == pytest.approx(20 / 90)


def test_mendels_peas() -> None:
    """Mendel (1866): 9 to 3 to 3 to 1 expected. Chi-square 0.470 and p 0.925 stand in every textbook."""
    fit = represent(MENDEL, dict(zip(MENDEL, (9, 3, 3, 1), strict=True))).fit
    assert fit is not None
    assert round(fit.statistic, 3) == 0.470
    assert round(fit.p, 3) == 0.925
    assert not fit.simulated
    assert fit.w == pytest.approx(sqrt(0.470024 / 556), rel=1e-5)
    assert fit.v == pytest.approx(fit.w / sqrt(3))


def test_scipy_has_the_same_test() -> None:
    from scipy.stats import chisquare

    rng = np.random.default_rng(7)
    for _ in range(20):
        shares = rng.dirichlet(np.full(6, 5.0))
        counts = rng.multinomial(900, np.full(6, 1 / 6))
        fit = represent(
            {str(i): int(n) for i, n in enumerate(counts)}, {str(i): float(p) for i, p in enumerate(shares)}
        ).fit
        assert fit is not None
        if not fit.simulated:
            theirs = chisquare(counts, 900 * shares)
            assert fit.statistic == pytest.approx(theirs.statistic)
            assert fit.p == pytest.approx(theirs.pvalue, abs=1e-12)


def test_a_small_panel_is_drawn_as_often_as_it_would_be_found() -> None:
    """Of 6 members all ways of falling into three bands are gone through; 9,999 draws err by 3 standard errors."""
    members, shares = (4, 2, 0), (0.2, 0.3, 0.5)
    fit = represent(dict(zip("abc", members, strict=True)), dict(zip("abc", shares, strict=True))).fit
    assert fit is not None
    assert fit.simulated

    def far(counts: tuple[int, ...]) -> float:
        return sum((n - 6 * p) ** 2 / (6 * p) for n, p in zip(counts, shares, strict=True))

    every = [counts for counts in product(range(7), repeat=3) if sum(counts) == 6]
    chance = [
        factorial(6) / prod(map(factorial, counts)) * prod(p**n for p, n in zip(shares, counts, strict=True))
        for counts in every
    ]
    exact = sum(p for counts, p in zip(every, chance, strict=True) if far(counts) >= far(members) - 1e-9)
    assert sum(chance) == pytest.approx(1)
    assert fit.p == pytest.approx(exact, abs=3 * sqrt(exact * (1 - exact) / 9999))


@given(st.lists(st.tuples(st.integers(0, 500), st.integers(1, 10_000)), min_size=1, max_size=8))
def test_shares_add_up_and_who_is_short_is_made_up_for_by_others(bands: list[tuple[int, int]]) -> None:
    found = represent(
        {str(i): members for i, (members, _) in enumerate(bands)},
        {str(i): residents for i, (_, residents) in enumerate(bands)},
    )
    assert sum(band.residents for band in found.bands) == pytest.approx(1)
    assert found.base == sum(members for members, _ in bands)
    if found.base:
        assert sum(band.share for band in found.bands) == pytest.approx(1)
        for band in found.bands:
            assert band.short == 0 or band.members + band.short == pytest.approx(found.base * band.residents, abs=1)
    assert not (found.base == 0 and any(band.flag for band in found.bands))


def test_nobody_at_all_and_no_residents_at_all() -> None:
    nobody = represent({}, {"a": 10, "b": 10})
    assert [isnan(band.ratio) for band in nobody.bands] == [True, True]
    assert nobody.fit is None
    empty = represent({"a": 3}, {})
    assert (empty.bands, empty.base, dict(empty.left_out), empty.fit) == ((), 0, {"a": 3}, None)


def test_counts_below_nought_are_refused() -> None:
    with pytest.raises(ValueError, match="0 or more"):
        represent({"a": -1}, {"a": 1})
