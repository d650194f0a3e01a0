"""Keyness: figures from literature, the same by another route, properties, and how often chance finds something."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import chi2, power_divergence

from cxdata.stats.keyness import key_phrases, keyness


def test_the_teaching_example_of_ucrel() -> None:
    # UCREL, Lancaster University, log-likelihood wizard: a word 52 times in 50,000 against 57 times in 75,000 is +2.65.
    found = keyness([52], [57], 50_000, 75_000)
    assert round(float(found.g2[0]), 2) == 2.65
    assert round(float(found.log_ratio[0]), 4) == 0.4525
    # Below 3.84, the 5 % point of chi-squared with one degree of freedom that the wizard names.
    assert round(float(found.p[0]), 3) == 0.103


def test_by_hand_and_by_another_programme() -> None:
    found = keyness([30, 3], [10, 0], 100, 200)
    for a, b, g2, p in zip([30, 3], [10, 0], found.g2, found.p, strict=True):
        expected = np.array([100, 200]) * (a + b) / 300
        observed = np.maximum([a, b], 1e-300)
        assert g2 == pytest.approx(power_divergence(observed, expected, lambda_="log-likelihood").statistic, abs=1e-9)
        assert p == pytest.approx(chi2.sf(g2, 1), rel=1e-9)
    # 30 % against 5 % is six times as much; 3 % against none counts as half a person in 200: 12 times.
    assert found.log_ratio.tolist() == pytest.approx([math.log2(6), math.log2(12)])


@given(st.integers(0, 50), st.integers(0, 50), st.integers(50, 1000), st.integers(50, 1000))
def test_it_has_no_side(a: int, b: int, c: int, d: int) -> None:
    one, other = keyness([a], [b], c, d), keyness([b], [a], d, c)
    assert one.g2[0] == pytest.approx(other.g2[0])
    assert one.log_ratio[0] == pytest.approx(-other.log_ratio[0])
    assert 0 <= one.p[0] <= 1
    if a * d == b * c:
        assert one.g2[0] == pytest.approx(0, abs=1e-9)


def test_of_nobody_nothing_is_said_and_a_part_is_no_larger_than_its_whole() -> None:
    assert np.isnan(keyness([0, 0], [1, 2], 0, 10).g2).all()
    assert key_phrases([0, 0], [5, 6], 0, 10).tolist() == []
    with pytest.raises(ValueError, match="no more than its whole"):
        keyness([11], [0], 10, 10)


def test_the_floor_the_ratio_and_the_order() -> None:
    # Four people say the first as clearly as can be; the second is no more than 1.5 times as common; the third and the
    # fourth are key, the fourth more surely.
    a, b = [4, 300, 40, 80], [0, 200, 10, 10]
    assert key_phrases(a, b, 1000, 1000).tolist() == [3, 2]
    assert key_phrases([5], [0], 1000, 1000).tolist() == [0]
    assert key_phrases([4], [0], 1000, 1000).tolist() == []


def test_where_nothing_differs_hardly_anything_is_found() -> None:
    """400 phrases of 0.5 to 10 % of people, said alike by 500 of the one side and 2,000 of the other: of 200 such
    surveys at most 5 % and two standard errors (3.1 points) name any, which is what is promised of all together.
    """
    rng = np.random.default_rng(20240401)
    shares = rng.uniform(0.005, 0.1, 400)
    named = sum(
        bool(len(key_phrases(rng.binomial(500, shares), rng.binomial(2000, shares), 500, 2000))) for _ in range(200)
    )
    assert named <= 200 * (0.05 + 0.031)
