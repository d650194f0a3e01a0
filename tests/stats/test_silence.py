"""Whose contacts fell alone: figures by hand, everybody falling together, and how often chance is taken for silence."""

import numpy as np
import pytest

from cxdata.stats.silence import falls
from tests.effort import WHOLE

MONTHS = 10
NAMES = tuple("ABCDEFGH")


def even(*totals: float) -> np.ndarray:
    """Totals shared out evenly over the months."""
    return np.outer(totals, np.full(MONTHS, 1 / MONTHS))


def test_what_was_to_be_expected_is_the_groups_own_past_as_the_rest_went() -> None:
    """The rest went from 900 to 1,080, a fifth more: of a group of 100 there were to be 120, and 60 came, half."""
    (group, rest) = falls("ab", even(100, 900), even(60, 1080))
    assert (group.before, group.after, group.expected) == pytest.approx((100, 60, 120))
    assert group.ratio == pytest.approx(0.5)
    # Of its log the variance is 1/60.5 + 1/100 + 1/900 + 1/1080, without more spread than chance: 0.1688 squared.
    assert (group.lower, group.upper) == pytest.approx(
        (60.5 / 120 * np.exp(-1.96 * 0.16882), 60.5 / 120 * np.exp(1.96 * 0.16882)), rel=1e-3
    )
    assert group.is_silent(0.05)
    assert not rest.is_silent(0.05)


def test_where_all_fall_alike_nobody_is_silent() -> None:
    assert not any(
        fall.is_silent(0.05) for fall in falls(NAMES, even(*range(200, 1000, 100)), even(*range(100, 500, 50)))
    )
    assert all(fall.ratio == pytest.approx(1) for fall in falls("abc", even(400, 600, 800), even(40, 60, 80)))


def test_a_small_fall_is_not_silence_however_sure() -> None:
    """15 in 100 fewer of 100,000 is beyond any chance, and no silence."""
    (group, *_) = falls("abc", even(100_000, 200_000, 300_000), even(85_000, 200_000, 300_000))
    assert group.q < 0.001
    assert not group.is_silent(0.05)


def test_a_rise_is_no_silence() -> None:
    (group, *_) = falls("abc", even(400, 600, 800), even(800, 600, 800))
    assert group.p > 0.5
    assert not group.is_silent(0.05)


def test_few_contacts_are_not_judged() -> None:
    few, *rest = falls("abc", even(29, 500, 500), even(0, 500, 500))
    assert np.isnan(few.ratio)
    assert np.isnan(few.q)
    assert not few.is_silent(0.05)
    assert all(np.isfinite(fall.q) for fall in rest)


def test_nobody_beside_it_is_nothing_to_be_held_against() -> None:
    (alone,) = falls("a", even(500), even(100))
    assert np.isnan(alone.ratio)
    assert np.isnan(alone.q)
    assert falls([], np.zeros((0, 3)), np.zeros((0, 3))) == ()


def test_contacts_that_come_in_bursts_widen_the_range() -> None:
    bursts = np.tile([0.0, 0.0, 0.0, 0.0, 50.0], 2)
    steady = falls("abc", even(100, 500, 500), even(60, 500, 500))[0]
    burst = falls("abc", np.vstack([bursts, *even(500, 500)]), even(60, 500, 500))[0]
    assert burst.before == steady.before == 100
    assert burst.upper > steady.upper


def test_one_large_group_that_doubled_makes_nobody_silent() -> None:
    """Residents 600 to 1,300; the others had 345 and 358, 186 and 232, 105 and 104: none of them fell."""
    after = even(1300, 358, 232, 104)
    residents, *others = falls("abcd", even(600, 345, 186, 105), after)
    assert not any(fall.is_silent(0.05) for fall in others)
    assert not residents.is_silent(0.05)
    # Of businesses: the middle of 1300 / 600, 232 / 186 and 104 / 105.
    assert others[0].expected == pytest.approx(345 * 232 / 186)


def test_one_large_group_that_fell_makes_nobody_else_rise() -> None:
    """Of 2,000 pensioners 500 are left; the others are as many, and as many were to be expected of them."""
    pensioners, *others = falls("abcd", even(2000, 600, 300, 120), even(500, 600, 300, 120))
    assert pensioners.is_silent(0.05)
    assert [fall.ratio for fall in others] == pytest.approx([1, 1, 1])


def test_a_group_that_vanished_is_silent() -> None:
    (gone, *rest) = falls("abc", even(220, 300, 600), even(0, 300, 600))
    assert (gone.after, gone.ratio, gone.own) == (0, 0, 0)
    assert gone.is_silent(0.05)
    assert not any(fall.is_silent(0.05) for fall in rest)


@pytest.mark.parametrize("wrong", [np.ones(3), np.ones((2, 3)), -np.ones((3, 3)), np.full((3, 3), np.nan)])
def test_what_is_no_table_of_counts_is_refused(wrong: np.ndarray) -> None:
    with pytest.raises(ValueError, match="contacts"):
        falls("abc", wrong, np.ones((3, 3)))


@pytest.mark.parametrize("burst", [None, 5.0], ids=["as chance", "in bursts"])
@pytest.mark.parametrize("groups", [6, 24])
def test_where_nobody_fell_alone_one_search_in_twenty_names_somebody_at_most(groups: int, burst: float | None) -> None:
    """All groups fall by three tenths together; the stated rate is 5 in 100, with two standard errors of room."""
    rng, searches = np.random.default_rng(27), 1000 if WHOLE else 200
    named = 0
    for _ in range(searches):
        level = rng.gamma(5, 3, groups)
        before, after = (_draw(rng, level * growth, burst) for growth in (1.0, 0.7))
        named += any(fall.is_silent(0.05) for fall in falls([str(n) for n in range(groups)], before, after))
    assert named / searches <= 0.05 + 2 * np.sqrt(0.05 * 0.95 / searches)


def test_a_group_that_halved_is_found_nine_times_in_ten() -> None:
    rng, level = np.random.default_rng(28), np.array([20.0, *np.full(23, 15.0)])
    fallen = np.array([0.5, *np.ones(23)])
    found = [
        falls([str(n) for n in range(24)], _draw(rng, level, None), _draw(rng, level * fallen, None))
        for _ in range(100)
    ]
    assert sum(one[0].is_silent(0.05) for one in found) >= 90


def _draw(rng: np.random.Generator, level: np.ndarray, burst: float | None) -> np.ndarray:
    mean = np.outer(level, np.ones(MONTHS))
    return rng.poisson(mean) if burst is None else rng.negative_binomial(burst, burst / (burst + mean))
