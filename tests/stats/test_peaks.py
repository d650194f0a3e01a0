"""The week: peaks of week after week are found, big days, seasons and shuffles are not; the edges."""

import numpy as np
import pytest

from cxdata.stats.peaks import LEAST_WEEKS, blocks, compare_days, find_peaks
from tests.effort import sample

WEEKS = 26
WEEKDAY, WEEK = np.tile(np.arange(5), WEEKS), np.repeat(np.arange(WEEKS), 5)


def calls(mean: np.ndarray, seed: int, *, noise: float = 0.2) -> np.ndarray:
    """Calls of WEEKS weeks of five days: Poisson around the mean of weekday and half-hour, each day busier or not."""
    rng = np.random.default_rng(seed)
    days = np.exp(rng.normal(0, noise, len(WEEKDAY)))
    return rng.poisson(mean[WEEKDAY] * days[:, None]).astype(float)


def flat() -> np.ndarray:
    return np.full((5, 16), 20.0)


def test_ranks_are_those_of_friedman() -> None:
    """Two half-hours, eight weeks, the first always higher: each stands half a rank from the mean with a standard
    deviation of half a rank, so z is the square root of 8 and the chance that of a normal above 2.828: 0.00234.
    """
    found = find_peaks(np.array([[3.0, 1.0]] * 8), np.zeros(8), np.arange(8))
    assert found.q_peak[0].tolist() == pytest.approx([0.00468, 0.99766], abs=1e-5)  # twice as much: two were looked at
    assert found.q_trough[0].tolist() == pytest.approx([0.99766, 0.00468], abs=1e-5)
    assert found.kind[0].tolist() == [1, -1]
    assert found.above[0].tolist() == [8, 0]


def test_a_peak_of_week_after_week_is_found_with_its_hours() -> None:
    mean = flat()
    mean[0, 1:5] *= 1.6
    found = find_peaks(calls(mean, 1), WEEKDAY, WEEK)
    (peak,) = blocks(found, 1)
    assert (peak.weekday, peak.first, peak.last) == (0, 1, 5)
    assert peak.ratio == pytest.approx(1.6 / (1 + 0.6 * 4 / 80), rel=0.1)
    assert blocks(found, -1) == ()


def test_a_quiet_hour_is_a_trough() -> None:
    mean = flat()
    mean[4, 12:] *= 0.5
    found = find_peaks(calls(mean, 2), WEEKDAY, WEEK)
    (trough,) = blocks(found, -1)
    assert (trough.weekday, trough.first, trough.last) == (4, 12, 16)
    assert blocks(found, 1) == ()


def test_one_big_day_is_no_peak() -> None:
    """A Monday with fifty times the calls lifts the mean of Mondays to almost three times the rest, and is one week."""
    counted = calls(flat(), 3)
    counted[0] *= 50
    found = find_peaks(counted, WEEKDAY, WEEK)
    assert found.mean[0].mean() > 2.5 * found.mean[1].mean()
    assert not found.kind.any()


def test_a_season_is_no_peak() -> None:
    """Three months of twice as many calls lift whole weeks: every chance is what it is without them."""
    counted = calls(flat(), 4)
    without = find_peaks(counted, WEEKDAY, WEEK)
    counted[WEEK < 13] *= 2
    season = find_peaks(counted, WEEKDAY, WEEK)
    assert season.q_peak[:5].tolist() == without.q_peak[:5].tolist()
    assert season.kind.tolist() == without.kind.tolist()


def test_nothing_is_found_where_nothing_peaks() -> None:
    """Whole days are busy or quiet together, which a test by single half-hours would take for peaks. Of every 100 weeks
    so made at most 5 on average may show a peak by chance: twelve of 100 would be one in a thousand.
    """
    runs = sample(40, 400)
    chance = sum((find_peaks(calls(flat(), 100 + run), WEEKDAY, WEEK).q_peak <= 0.05).any() for run in range(runs))
    named = sum((find_peaks(calls(flat(), 100 + run), WEEKDAY, WEEK).kind > 0).any() for run in range(runs))
    assert chance <= 0.12 * runs + 1
    assert named == 0  # and none of them is a quarter above the mean


def test_shuffled_weeks_have_no_peaks() -> None:
    """The half-hours of weeks with peaks, in a random order, 100 times over: peaks are claimed in 5 of 100 at most (12
    would be one in a thousand), and of these the few are named that are a quarter above the mean as well.
    """
    mean = flat()
    mean[0, 1:5] *= 1.6
    counted, rng = calls(mean, 5), np.random.default_rng(20200204)
    named = chance = 0
    for _ in range(100):
        mixed = np.concatenate([rng.permutation(counted[week == WEEK].ravel()).reshape(5, 16) for week in range(WEEKS)])
        found = find_peaks(mixed, WEEKDAY, WEEK)
        named += (found.kind > 0).any()
        chance += (found.q_peak <= 0.05).any()
    assert chance <= 12
    assert named <= 2


def test_days_that_were_closed_are_in_no_mean() -> None:
    """Three Mondays of 10 and one closed: 10 a Monday on three days, not 7.5 on four."""
    counted = np.array([[10.0], [10.0], [np.nan], [10.0]])
    found = find_peaks(counted, np.zeros(4), np.arange(4))
    assert (found.mean[0, 0], found.days[0, 0]) == (10, 3)
    assert np.isnan(found.mean[1:]).all()


def test_a_week_without_calls_says_nothing() -> None:
    counted = np.array([[2.0, 1.0]] * 8 + [[0.0, 0.0]])
    found = find_peaks(counted, np.zeros(9), np.arange(9))
    assert found.weeks[0].tolist() == [8, 8]
    assert found.above[0].tolist() == [8, 0]


@pytest.mark.parametrize("weeks", [1, LEAST_WEEKS - 1])
def test_too_few_weeks_say_nothing(weeks: int) -> None:
    found = find_peaks(np.array([[9.0, 1.0]] * weeks), np.zeros(weeks), np.arange(weeks))
    assert not found.enough
    assert not found.kind.any()
    assert np.isnan(found.q_peak).all()


def test_nothing_at_all_is_no_week() -> None:
    found = find_peaks(np.zeros((0, 4)), np.zeros(0), np.zeros(0))
    assert (found.searched, found.enough) == (0, False)
    assert np.isnan(found.whole)


def test_shapes_that_do_not_fit_are_refused() -> None:
    with pytest.raises(ValueError, match="one weekday and one week a day"):
        find_peaks(np.zeros((3, 2)), np.zeros(2), np.zeros(3))


def test_days_are_compared_by_welch() -> None:
    """Welch (1947): means 12 and 10, both with a variance of 2.5 on five days: the difference has a standard error of 1
    and 8 degrees of freedom, t is 2 and p 0.0805.
    """
    ratio = compare_days([10, 11, 12, 13, 14], [8, 9, 10, 11, 12])
    assert ratio.value == pytest.approx(1.2)
    assert ratio.p == pytest.approx(0.0805, abs=5e-4)
    assert ratio.lower == pytest.approx(1.2 - 2.306 * 0.1, abs=1e-3)


def test_days_too_few_or_empty_cannot_be_compared() -> None:
    assert np.isnan(compare_days([1.0], [1, 2, 3]).value)
    assert np.isnan(compare_days([1, 2, 3], [0, 0, 0]).value)
    assert compare_days([2, 2], [1, 1]).p == 0
