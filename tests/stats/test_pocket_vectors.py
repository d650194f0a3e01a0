"""The pieces of the search against figures worked out elsewhere, each recounted by a second route."""

import json
from itertools import combinations
from math import exp, log, sqrt
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from scipy.stats import beta, norm, t

from cxdata.stats.pockets.assessment.clusters import (
    Clusters,
    agreement,
    batch_effect,
    deflate,
    design_effect,
    few_batches,
)
from cxdata.stats.pockets.assessment.crude import adjust
from cxdata.stats.pockets.assessment.evidence import likelihood_ratio, mean_likelihood_ratio, size_weights
from cxdata.stats.pockets.change import excess_change

FILE = Path(__file__).resolve().parents[1] / "vectors" / "pockets_second_edition.json"


@pytest.fixture(scope="module")
def vectors() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(FILE.read_text(encoding="utf-8"))
    return found


def clusters(n: list[int], d: list[int]) -> Clusters:
    """Clusters that all lie in the group."""
    nobody = np.zeros(len(n))
    return Clusters(np.array(n), np.array(d), nobody, nobody)


def test_the_design_effect_of_five_cells(vectors: dict[str, Any]) -> None:
    given = vectors["design_effect"]
    n, d, mu = np.array(given["n"]), np.array(given["d"]), given["mu"]
    used = agreement(clusters(given["n"], given["d"]), mu, 0.1)
    assert used == pytest.approx(given["rho_used"])
    # By pairs: every two answers of a cell, the product of their distances from the mean in standard deviations.
    sums = []
    for size, bad in zip(n, d, strict=True):
        answers = [1] * bad + [0] * (size - bad)
        sums.append(sum((a - mu) * (b - mu) for a, b in combinations(answers, 2)) / (mu * (1 - mu)))
    pairs = 6 + 3 + 1 + 0 + 45
    assert sum(sums) / pairs == pytest.approx(given["rho"])
    assert sqrt(sum(one**2 for one in sums)) / pairs == pytest.approx(given["se"])
    # An answer finds itself in a cell of (16 + 9 + 4 + 1 + 100) / 20 = 6.5 on average.
    effect = design_effect(used, np.array([20]), np.array([130]))
    assert float(effect[0]) == pytest.approx(1 + 0.4369908173868375 * 5.5) == pytest.approx(given["deff_all"])


def test_size_weights_and_the_weighted_correction(vectors: dict[str, Any]) -> None:
    given = vectors["weights"]
    n, ways, p = (np.array(given[name]) for name in ("n", "ways", "p"))
    weights = size_weights(n, ways)
    assert weights == pytest.approx(given["w"], abs=1e-6)
    # One fact: 200 and 100 of 300, times 9 groups over 3 numbers of facts.
    assert weights[:2].tolist() == [2.0, 1.0]
    assert weights.mean() == pytest.approx(1)
    adjusted = adjust(p, weights, np.ones(9, dtype=bool))
    assert adjusted == pytest.approx(given["adjusted_bh"], abs=1e-6)
    # The smallest: .0005 / 1.132075 is the least of nine, .001 / 1.463415 the second: times 9/2 is .003075 for both.
    assert adjusted[2] == adjusted[5] == pytest.approx(0.001 / 1.463415 * 9 / 2, abs=1e-6)


def test_equal_weights_are_no_weights() -> None:
    p = np.array([0.001, 0.02, 0.03, 0.5])
    # By hand: .001 x 4, then the least of .02 x 2 and .03 x 4/3 for both, then .5.
    assert adjust(p, np.ones(4), np.ones(4, dtype=bool)) == pytest.approx([0.004, 0.04, 0.04, 0.5])
    assert size_weights(np.array([300, 300, 300]), np.array([1, 1, 1])).tolist() == [1, 1, 1]


def test_the_evidence_of_60_in_300(vectors: dict[str, Any]) -> None:
    (given,) = vectors["score"]
    group, everyone = (np.array([given["n"]]), np.array([given["d"]])), (given["N"], given["D"])
    assert float(mean_likelihood_ratio(*group, everyone)[0]) == pytest.approx(given["value"], abs=1e-5)
    assert float(likelihood_ratio(*group, everyone)[0]) == pytest.approx(given["llr"], abs=1e-6)
    rest = 1240 / 19_700
    ratios = []
    for step in range(9):
        odds = exp(log(rest / (1 - rest)) + 0.4 + 0.2 * step)
        raised = odds / (1 + odds)
        ratios.append((raised / rest) ** 60 * ((1 - raised) / (1 - rest)) ** 240)
    assert log(sum(ratios) / 9) == pytest.approx(given["value"], abs=1e-5)


def test_evidence_never_passes_the_likelihood_ratio() -> None:
    # 146 of 2,106 beside 31 of 908: the rest is the smaller side, and its rate is anything but known.
    group = np.array([2106]), np.array([146])
    assert float(mean_likelihood_ratio(*group, (3014, 177))[0]) == float(likelihood_ratio(*group, (3014, 177))[0])
    assert float(likelihood_ratio(*group, (3014, 177))[0]) == pytest.approx(7.83, abs=0.01)


def test_the_p_value_of_fewer_answers(vectors: dict[str, Any]) -> None:
    given = vectors["deflated_p"]
    n, d, rest, effect = (np.array([float(given[name])]) for name in ("n", "d", "rest_rate", "deff"))
    found = float(deflate(np.array([1e-12]), n, d, rest, effect)[0])
    # 120 and 30 become 66.7 and 16.7: the chance of so many at 8 %, by the beta distribution.
    assert found == pytest.approx(given["p"], rel=1e-9)
    assert found == pytest.approx(float(beta.cdf(0.08, 30 / 1.8, 90 / 1.8 + 1)))
    # A p-value that the counts do not explain keeps its own score, divided by the root of the effect.
    assert float(deflate(np.array([0.04]), n, d, rest, effect)[0]) == pytest.approx(norm.sf(norm.isf(0.04) / sqrt(1.8)))


def test_too_few_left_is_no_find_and_no_effect_changes_nothing() -> None:
    n, d, rest = np.array([60.0, 60.0]), np.array([9.0, 20.0]), np.array([0.05, 0.05])
    # 9 / 2 is under 5 dissatisfied; 60 / 2.1 is under 30 answers.
    assert deflate(np.array([1e-6, 1e-6]), n, d, rest, np.array([2.0, 2.1])).tolist() == [1.0, 1.0]
    assert deflate(np.array([1e-6, 0.2]), n, d, rest, np.ones(2)).tolist() == [1e-6, 0.2]


def test_clusters_of_one_answer_count_fully() -> None:
    alone = clusters([1] * 50, [1] * 10 + [0] * 40)
    assert agreement(alone, 0.2, 0.1) == 0
    assert batch_effect((alone,)).effect == 1
    assert batch_effect(()).effect == 1


def test_the_larger_of_two_batchings_counts() -> None:
    # Ten batches of ten, all alike in each: as good as ten answers; beside it every answer alone.
    alike = clusters([10] * 10, [10, 10] + [0] * 8)
    alone = clusters([1] * 100, [1] * 20 + [0] * 80)
    assert batch_effect((alone, alike)) == batch_effect((alike,))
    assert batch_effect((alike,)).effect == pytest.approx(10.0)
    assert batch_effect((alike,)).batches == 10


def test_few_batches_prove_less() -> None:
    # 3 standard errors: .00135 by the normal tail, .0075 by Student's with nine degrees of freedom.
    assert few_batches(float(norm.sf(3)), 10) == pytest.approx(float(t.sf(3, 9)))
    assert few_batches(float(norm.sf(3)), 10) == pytest.approx(0.0075, abs=0.0001)
    assert few_batches(0.001, float("inf")) == 0.001


def test_a_really_worse_group_is_not_taken_for_clustering() -> None:
    # Cells that differ only because the group is worse: each side is compared with its own rate.
    n, d = np.array([50, 50, 0, 0]), np.array([25, 25, 0, 0])
    other_n, other_d = np.array([0, 0, 50, 50]), np.array([0, 0, 5, 5])
    assert agreement(Clusters(n, d, other_n, other_d), 0.5, 0.1) < 0.01
    assert agreement(Clusters(n, d, other_n, other_d), 0.3, 0.3) > 0.1


def test_the_excess_change_of_one_group(vectors: dict[str, Any]) -> None:
    given = vectors["change"]
    sides = [
        (np.array(float(given[name][0])), np.array(float(given[name][1])))
        for name in ("group_before", "group_now", "rest_before", "rest_now")
    ]
    theta, error = (float(value) for value in excess_change(*sides))
    assert (theta, error) == (pytest.approx(given["theta"]), pytest.approx(given["se"]))
    assert norm.sf(theta / error) == pytest.approx(given["p"])
    by_hand = log(60.5 / 260.5) - log(20.5 / 280.5) - log(1300.5 / 18200.5) + log(1200.5 / 17800.5)
    assert theta == pytest.approx(by_hand)
