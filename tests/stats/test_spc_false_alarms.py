"""How often a chart of a service that never changes shows a mark: what the page of charts tells its readers."""

from collections.abc import Callable

import numpy as np
import pytest
from cxdata.stats.spc.chart import xmr

from cxdata.stats.spc.series import CHANCE_OF_A_DOT, CHANCE_OF_A_SIGN, expected_false_alarms

REPEATS = 2000


def alarms(draw: Callable[[], np.ndarray]) -> tuple[float, float]:
    """Share of stable charts with a mark anywhere, and with a sign at the latest point."""
    charts = [xmr(draw(), better="higher") for _ in range(REPEATS)]
    return (
        float(np.mean([chart.rules.any() for chart in charts])),
        float(np.mean([chart.variation.word != "no change" for chart in charts])),
    )


@pytest.mark.parametrize("points", [12, 24, 36])
def test_stable_charts_cry_wolf_as_often_as_the_page_says(points: int) -> None:
    generator = np.random.default_rng(20200204)
    dots, signs = alarms(lambda: generator.normal(size=points))
    # 2,000 charts: three standard errors are 1.7 to 3 points for dots and .8 of a point for signs.
    assert dots == pytest.approx(CHANCE_OF_A_DOT[points], abs=0.03)
    assert signs == pytest.approx(CHANCE_OF_A_SIGN, abs=0.0085)


@pytest.mark.parametrize(("answers", "satisfied", "chance"), [(400, 0.92, 0.19), (40, 0.92, 0.27), (40, 0.98, 0.49)])
def test_thin_months_cry_wolf_more_often(answers: int, satisfied: float, chance: float) -> None:
    generator = np.random.default_rng(20200204)
    dots, _ = alarms(lambda: generator.binomial(answers, satisfied, size=24) / answers)
    assert dots == pytest.approx(chance, abs=0.035)


def test_a_page_of_twenty_charts() -> None:
    page = expected_false_alarms(20, 24)
    assert page.dots == pytest.approx(20 * CHANCE_OF_A_DOT[24])
    assert page.sentence == (
        "If nothing had changed, about 4 of these 20 charts would still show a marked point somewhere, "
        "and about 0.3 would show a sign of change at the latest point."
    )


def test_between_and_beyond_the_measured_lengths() -> None:
    assert expected_false_alarms(1, 18).dots == pytest.approx((CHANCE_OF_A_DOT[12] + CHANCE_OF_A_DOT[24]) / 2)
    assert expected_false_alarms(1, 8).dots == CHANCE_OF_A_DOT[12]
    assert expected_false_alarms(0, 24).dots == 0
