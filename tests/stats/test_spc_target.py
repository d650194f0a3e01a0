"""Does the service as it now runs meet its target? By calendar month where the time of year matters."""

import numpy as np
import pytest

from cxdata.stats.spc.verdicts import assurance
from tests.stats.test_spc_judge import CALM, judge, yearly


def test_the_target_by_calendar_month_where_the_time_of_year_matters() -> None:
    judged = judge(yearly(36, 15))
    found = assurance(judged, 50, "higher")
    assert found.word == "hit or miss"
    assert "of 12 months of a usual year" in found.detail
    assert assurance(judged, 5, "higher").word == "meets target"
    assert assurance(judged, 5, "lower").word == "misses target"


@pytest.mark.parametrize(
    ("target", "better", "word"),
    [
        (80, "higher", "meets target"),
        (80, "lower", "misses target"),
        (91, "higher", "hit or miss"),
        (99, "higher", "misses target"),
        (None, "higher", "no target"),
        (80, "neither", "no target"),
    ],
)
def test_the_target_of_a_steady_series(target: float | None, better: str, word: str) -> None:
    assert assurance(judge(CALM), target, better).word == word


def test_along_a_line_or_a_wander_the_target_is_not_judged() -> None:
    growing = judge(1000 * 1.02 ** np.arange(36) * np.exp(0.02 * np.random.default_rng(1).normal(size=36)), "count")
    assert assurance(growing, 900, "higher").word == "not judged"
    walk = judge(50 + np.cumsum(np.random.default_rng(4).normal(size=48)))
    assert walk.fit.wander.rho > 0.5 or walk.fit.centre.line
    assert assurance(walk, 50, "higher").word == "not judged"


def test_too_few_figures_say_nothing_of_the_target() -> None:
    assert assurance(judge([90.0, 91, 90]), 80, "higher").word == "too few points"
