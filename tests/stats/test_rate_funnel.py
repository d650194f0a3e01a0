"""The funnel for rates: lines by hand, chance alone seldom flagged, real differences between all areas allowed for."""

import numpy as np
import pytest

from cxdata.stats.funnel.rates import rate_funnel, rate_overdispersion, ratio_limits
from cxdata.stats.funnel.shares import ratio_verdict
from tests.effort import sample


def test_the_lines_by_hand() -> None:
    # 100 expected: (1 -+ 1.96 / 20) squared.
    assert ratio_limits(100, z=1.96) == pytest.approx((0.902**2, 1.098**2))
    assert ratio_limits(100, z=1.96, tau2=0.0075) == pytest.approx((0.804**2, 1.196**2))
    assert ratio_limits(0.5, z=3)[0] == 0


def test_the_overall_rate_and_what_is_expected() -> None:
    made = rate_funnel(["a", "b", "c"], [10, 20, 30], [1000, 1000, 2000])
    assert made.centre == 60 / 4000
    assert [point.expected for point in made.points] == [15, 15, 30]
    assert [point.ratio for point in made.points] == pytest.approx([10 / 15, 20 / 15, 1])


def test_an_area_without_a_base_is_too_few() -> None:
    made = rate_funnel(["a", "b"], [5, 7], [np.nan, 0])
    assert [point.words for point in made.points] == ["too few to say", "too few to say"]
    assert np.isnan(made.centre)


def test_nothing_anywhere_is_no_finding() -> None:
    made = rate_funnel(["a", "b", "c", "d"], [0, 0, 0, 0], [900, 900, 900, 900])
    assert {point.direction for point in made.points} == {"too few"}


def test_chance_alone_is_seldom_flagged() -> None:
    """24 equal wards, maps of each number of events: at most 5 in 100 beyond the inner lines, 2 in 1,000 the outer.

    Two standard errors are allowed; a ward's own part in the centre only makes flags rarer.
    """
    random = np.random.default_rng(20200204)
    maps = sample(80, 400)
    for expected in (6, 40, 300):
        inner = outer = 0
        for _ in range(maps):
            made = rate_funnel([str(i) for i in range(24)], random.poisson(expected, 24), np.full(24, 1000))
            inner += sum(point.level is not None for point in made.points)
            outer += sum(point.level == 99.8 for point in made.points)
        tests = maps * 24
        assert inner / tests <= 0.05 + 2 * (0.05 * 0.95 / tests) ** 0.5, expected
        assert outer / tests <= 0.002 + 2 * (0.002 * 0.998 / tests) ** 0.5, expected


def test_wards_that_all_differ_are_not_all_flagged() -> None:
    """Wards that truly vary by 15%, maps of 40: chance's own lines flag half, the widened ones a few.

    Pulling in the outer tenth at each end keeps true outliers from widening the lines, and leaves them a fifth too
    narrow: measured, 9.6 in 100 lie beyond the inner lines and 1.2 beyond the outer.
    """
    random = np.random.default_rng(20200204)
    maps = sample(40, 100)
    widened = outer = plain = 0
    for _ in range(maps):
        events = random.poisson(400 * random.lognormal(0, 0.15, 40))
        made = rate_funnel([str(i) for i in range(40)], events, np.full(40, 1000))
        assert made.widened
        widened += sum(point.level is not None for point in made.points)
        outer += sum(point.level == 99.8 for point in made.points)
        plain += sum(ratio_verdict(point.events, point.expected)[1] is not None for point in made.points)
    assert plain / (40 * maps) > 0.5
    assert widened / (40 * maps) < 0.1
    assert outer / (40 * maps) < 0.015


def test_the_widening_is_the_variance_between_areas() -> None:
    """The square root of a rate that varies by 15% varies by half as much.

    With both outer tenths pulled in, a normal spread keeps 64 hundredths of its variance: 0.1 x 1.2816^2 at each end
    and 0.309 between.
    """
    random = np.random.default_rng(20200204)
    events = random.poisson(400 * random.lognormal(0, 0.15, 2000))
    phi, tau2 = rate_overdispersion(events, np.full(2000, events.mean()))
    assert tau2 == pytest.approx(0.64 * 0.15**2 / 4, rel=0.1)
    assert phi == pytest.approx(1 + 4 * 400 * tau2, rel=0.1)


def test_impossible_counts_are_refused() -> None:
    with pytest.raises(ValueError, match="negative"):
        rate_funnel(["a"], [-1], [10])
    with pytest.raises(ValueError, match="equal length"):
        rate_funnel(["a"], [1, 2], [10, 10])
