"""The exact test for many groups at once, against scipy's one and against counting by hand."""

from math import comb
from pathlib import Path

import numpy as np
import pytest
from scipy.stats import false_discovery_control, fisher_exact, hypergeom
from statsmodels.stats.multitest import multipletests

from cxdata.stats.basics.hypergeometric import upper_tails


def test_a_small_table_counted_by_hand() -> None:
    # 8 people, 4 of them dissatisfied; a group of 4 has 3 of them. Of the C(8,4) = 70 ways to deal out the four,
    # C(4,3) C(4,1) = 16 put three in the group and C(4,4) = 1 puts all four: 17 in 70.
    found = upper_tails(np.array([3]), np.array([4]), 4, 8)
    assert found == pytest.approx([17 / 70], rel=1e-12)
    assert found[0] == pytest.approx(fisher_exact([[3, 1], [1, 3]], alternative="greater").pvalue, rel=1e-12)


def test_figures_too_small_for_a_table_are_exact_too() -> None:
    # All 30 of the dissatisfied in one group of 30 among 1,000: one way in C(1000, 30).
    assert upper_tails(np.array([30]), np.array([30]), 30, 1000) == pytest.approx([1 / comb(1000, 30)], rel=1e-9)


@pytest.mark.parametrize(
    ("everyone", "marked"), [(60, 50), (300, 150), (1000, 990), (20_000, 1_600), (1_000_000, 60_000)]
)
def test_it_is_scipys_hypergeometric_tail(everyone: int, marked: int) -> None:
    rng = np.random.default_rng(20200204)
    size = rng.integers(1, everyone, 2000)
    drawn = rng.hypergeometric(marked, everyone - marked, size) + rng.integers(0, 8, 2000)
    found = np.minimum(np.minimum(drawn, size), marked)
    worse = found * everyone > size * marked
    ours = upper_tails(found[worse], size[worse], marked, everyone)
    theirs = hypergeom.sf(found[worse] - 1, everyone, marked, size[worse])
    # Logs of factorials of a million are near 1e7, so sixteen figures leave about nine.
    np.testing.assert_allclose(ours, theirs, rtol=1e-7)


def test_giving_up_early_changes_nothing_that_is_kept() -> None:
    size, found = np.full(40, 500), np.arange(41, 81)
    whole = upper_tails(found, size, 1_600, 20_000)
    early = upper_tails(found, size, 1_600, 20_000, give_up_above=0.05)
    assert 0 < (whole <= 0.05).sum() < 40
    assert early.tolist() == [p if p <= 0.05 else 1.0 for p in whole]


def test_a_group_with_no_more_than_its_share_is_refused() -> None:
    with pytest.raises(ValueError, match="more dissatisfied than their share"):
        upper_tails(np.array([8]), np.array([100]), 80, 1000)


def test_the_correction_that_the_search_leans_on_gives_the_published_answers(published: Path) -> None:
    table = np.genfromtxt(published / "benjamini_hochberg_1995_table.csv", delimiter=",", names=True)
    rejected = false_discovery_control(table["p"]) <= 0.05
    assert rejected.astype(int).tolist() == table["rejected_bh_005"].astype(int).tolist()
    assert rejected.sum() == 4


def test_the_correction_is_that_of_statsmodels() -> None:
    p = np.random.default_rng(20200204).uniform(size=200) ** 3
    np.testing.assert_allclose(false_discovery_control(p), multipletests(p, method="fdr_bh")[1], rtol=1e-12)


def test_the_correction_is_that_of_r(shared_vectors: Path) -> None:
    multtest = np.genfromtxt(shared_vectors / "r_multtest_bh_by.csv", delimiter=",", names=True)
    np.testing.assert_allclose(false_discovery_control(multtest["rawp"]), multtest["bh"], rtol=1e-9)
