"""Where a share stepped: in plain sight, without any step, and at the ends."""

import numpy as np
import pytest

from cxdata.stats.step import best_step


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
