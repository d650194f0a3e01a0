"""Shrinkage strength against Tarone's rats and against populations whose strength is known."""

import json
from pathlib import Path

import numpy as np
import pytest

from cxdata.stats.pockets.shrinkage import anova_strength, shrunk_rate


def test_the_strength_for_tarones_rats(published: Path) -> None:
    table = np.genfromtxt(published / "tarone1982_rats.csv", delimiter=",", names=True)
    known = json.loads((published / "tarone1982_rats_expected.json").read_text())
    assert len(table) == 71
    assert table["y"].sum() / table["n"].sum() == pytest.approx(known["anova_p"], rel=1e-12)
    assert anova_strength(table["y"], table["n"]) == pytest.approx(known["anova_strength"], rel=1e-9)


def test_the_published_rate_of_experiment_71_follows_from_the_published_strength() -> None:
    # Gelman and others, Bayesian Data Analysis, section 5.1: 4 of 14 tumours, prior 1.4 and 8.6, mean .223 printed.
    # (4 + 1.4) / (14 + 10) is .225; the book rounds its prior to one place before printing, so .223 to .225 is it.
    shown = shrunk_rate(4, 14, overall=1.4 / 10, strength=10)
    assert shown == pytest.approx(5.4 / 24, rel=1e-12)
    assert 0.222 < shown < 0.226


def test_three_groups_by_hand() -> None:
    # 10, 20 and 60 of 100 each: p = .3, S = 100 (.04 + .01 + .09) = 14, S / pq = 66.67; room 300 - 100 - 2 = 198;
    # rho = (66.67 - 2) / 198 = .32660; s = (1 - rho) / rho = 2.06186.
    strength = anova_strength(np.array([10, 20, 60]), np.array([100, 100, 100]))
    assert strength == pytest.approx(2.06186, abs=1e-5)
    assert shrunk_rate(60, 100, overall=0.3, strength=strength) == pytest.approx(
        (60 + 0.3 * 2.06186) / 102.06186, abs=1e-6
    )


def test_a_strength_that_was_put_in_comes_out() -> None:
    rng = np.random.default_rng(20200204)
    size = rng.integers(50, 400, 4000)
    rates = rng.beta(0.1 * 30, 0.9 * 30, 4000)
    # 4,000 groups pin the strength of 30 to within about 3 % (checked over seeds); 10 % is over three of those.
    assert anova_strength(rng.binomial(size, rates), size) == pytest.approx(30, rel=0.1)


@pytest.mark.parametrize(
    ("dissatisfied", "responses"),
    [
        ([5, 9], [50, 60]),
        ([0, 0, 0], [50, 60, 70]),
        ([50, 60, 70], [50, 60, 70]),
        ([6, 6, 6], [60, 60, 60]),
        ([5, 9, 0], [50, 60, 0]),
        ([], []),
    ],
    ids=["two groups", "none dissatisfied", "all dissatisfied", "no spread", "an empty third group", "no groups"],
)
def test_the_overall_rate_is_shown_where_groups_tell_nothing(dissatisfied: list[int], responses: list[int]) -> None:
    strength = anova_strength(np.array(dissatisfied), np.array(responses))
    assert strength == float("inf")
    assert shrunk_rate(5, 50, overall=0.08, strength=strength) == 0.08


def test_small_groups_are_pulled_further_than_large_ones() -> None:
    small = shrunk_rate(20, 50, overall=0.1, strength=50)
    large = shrunk_rate(400, 1000, overall=0.1, strength=50)
    assert (small, large) == (pytest.approx(0.25), pytest.approx(405 / 1050))


def test_groups_that_differ_entirely_keep_their_own_rate() -> None:
    assert anova_strength(np.array([100, 0, 100, 0]), np.array([100, 100, 100, 100])) == 0
    assert shrunk_rate(0, 100, overall=0.5, strength=0) == 0
