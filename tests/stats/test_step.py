"""Where a share stepped: in plain sight, without any step, and at the ends."""

import numpy as np
import pytest

from cxdata.stats.step import best_step, may_step_at


def test_the_step_is_where_it_is() -> None:
    n = np.full(20, 100)
    x = np.array([40] * 8 + [60] * 12)
    assert best_step(x, n, least=3) == 8
    assert best_step(x[::-1], n, least=3) == 12


def test_a_drop_is_a_step_too() -> None:
    assert best_step([90, 90, 90, 10, 10, 10], [100] * 6, least=2) == 3


def test_it_stands_clear_of_both_ends() -> None:
    """All or none on one side, which have no logarithm, and the step that lies too near the beginning."""
    assert best_step([100, 0, 0, 0, 0, 0], [100] * 6, least=2) == 2
    assert best_step([0, 0, 0, 100, 100, 100], [100] * 6, least=3) == 3


def test_too_short_a_series_has_none() -> None:
    assert best_step([1, 2, 3], [5, 5, 5], least=2) is None
    assert best_step([], [], least=1) is None


@pytest.mark.parametrize(("x", "n"), [([1, 2], [1]), ([[1]], [[2]]), ([3], [2]), ([-1], [2])])
def test_what_is_no_part_of_a_whole_is_refused(x: list[int], n: list[int]) -> None:
    with pytest.raises(ValueError, match=r"same length|its whole"):
        best_step(x, n, least=1)


def test_a_step_elsewhere_is_sure_not_to_be_here() -> None:
    """20 of 100 fall to 5 of 100 from place 6 on: place 12 is no step, place 7 is near enough."""
    x, n = [20] * 6 + [5] * 17, [100] * 23
    assert may_step_at(x, n, 6, least=2)
    assert not may_step_at(x, n, 12, least=2, near=2)
    assert may_step_at(x, n, 8, least=2, near=2)


def test_the_true_place_is_held_in_95_of_100_series() -> None:
    """Of 20 in 100 to 10 in 100: the set of places that are borne out holds the true one as often as is stated."""
    rng, n = np.random.default_rng(31), np.full(24, 60)
    rates = np.array([0.2] * 12 + [0.1] * 12)
    held = sum(may_step_at(rng.binomial(n, rates), n, 12, least=2) for _ in range(300))
    assert held / 300 >= 0.95 - 2 * np.sqrt(0.95 * 0.05 / 300)
