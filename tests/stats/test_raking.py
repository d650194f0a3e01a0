"""Raking against a worked data set, weightipy, and margins that cannot be met."""

import csv
import json
from pathlib import Path

import numpy as np
import pytest

from cxdata.stats.basics.proportions import effective_base
from cxdata.stats.survey.raking import rake

Margins = dict[str, dict[str, float]]
TARGETS: Margins = {
    "age": {"1": 0.24, "2": 0.30, "3": 0.26, "4": 0.20},
    "sex": {"1": 0.49, "2": 0.51},
    "tenure": {"1": 0.62, "2": 0.21, "3": 0.17},
}


@pytest.fixture
def lopsided() -> dict[str, list[str]]:
    """240 answers of a panel on which the old, the women and the owners are heard too much."""
    rng = np.random.default_rng(20200204)
    heard = {"age": [0.06, 0.15, 0.34, 0.45], "sex": [0.36, 0.64], "tenure": [0.72, 0.11, 0.17]}
    return {name: [str(1 + v) for v in rng.choice(len(p), 240, p=p)] for name, p in heard.items()}


@pytest.fixture
def panel(shared_vectors: Path) -> tuple[dict[str, list[str]], Margins, np.ndarray, float]:
    with (shared_vectors / "raking_240.csv").open(encoding="utf-8") as file:
        table = list(csv.DictReader(file))
    told = json.loads((shared_vectors / "raking_240_expected.json").read_text())
    answers = {name: [row[name] for row in table] for name in ("age", "sex", "tenure")}
    targets = {name: {k: v / 100 for k, v in shares.items()} for name, shares in told["targets"].items()}
    return answers, targets, np.array([float(row["weight_rake"]) for row in table]), told["kish_neff"]


def shares(categories: list[str], weights: np.ndarray) -> dict[str, float]:
    """Weighted shares by plain addition."""
    return {
        c: sum(w for k, w in zip(categories, weights, strict=True) if k == c) / sum(weights) for c in set(categories)
    }


def test_untrimmed_weights_are_those_of_the_worked_data_set(panel: tuple) -> None:
    answers, targets, weights, neff = panel
    raked = rake(answers, targets, trim=None)
    # Both stop when no factor moves by a millionth or less, at slightly different points.
    np.testing.assert_allclose(raked.weights, weights, rtol=2e-5)
    assert raked.effective_base == pytest.approx(neff, rel=1e-5)
    assert round(float(raked.weights.max()), 2) == 10.84
    for name, wanted in targets.items():
        assert shares(answers[name], raked.weights) == pytest.approx(wanted, abs=2e-6)


def test_two_margins_by_hand() -> None:
    # Young women 1, young men 1, old women 1, old men 3; half of each. The weights w of the cells must be a product of
    # one factor an age and one a sex: 4 of 6 men become 3 of 6, 4 of 6 old become 3 of 6, and w00 x w11 = 3 w01 x w10
    # with w00 = w11 = t and w01 = w10 = 3 - t gives t = 3 sqrt 3 / (1 + sqrt 3).
    raked = rake(
        {"age": ["y", "y", "o", "o", "o", "o"], "sex": ["f", "m", "f", "m", "m", "m"]},
        {"age": {"y": 0.5, "o": 0.5}, "sex": {"f": 0.5, "m": 0.5}},
        trim=None,
    )
    t = 3 * 3**0.5 / (1 + 3**0.5)
    np.testing.assert_allclose(raked.weights, [t, 3 - t, 3 - t, t / 3, t / 3, t / 3], rtol=1e-5)


def test_weightipy_gives_the_same_weights(lopsided: dict[str, list[str]]) -> None:
    weightipy = pytest.importorskip("weightipy")
    pandas = pytest.importorskip("pandas")
    frame = pandas.DataFrame({name: [int(v) for v in values] for name, values in lopsided.items()})
    wanted = {name: {int(k): 100 * v for k, v in shares.items()} for name, shares in TARGETS.items()}
    theirs = weightipy.weight_dataframe(frame, weightipy.scheme_from_dict(wanted), weight_column="weights")["weights"]
    # Both stop when no factor moves by a millionth or less, at slightly different points.
    raked = rake(lopsided, TARGETS, trim=None)
    np.testing.assert_allclose(raked.weights, theirs, rtol=2e-5)
    assert float(raked.weights.max()) > 5, "there is something to trim"
    for name, wanted_shares in TARGETS.items():
        assert shares(lopsided[name], raked.weights) == pytest.approx(wanted_shares, abs=2e-6)


def worst_share(answers: dict[str, list[str]], weights: np.ndarray, targets: Margins) -> float:
    """How far the furthest weighted share lies from its target."""
    return max(
        abs(shares(answers[name], weights)[category] - share)
        for name, wanted in targets.items()
        for category, share in wanted.items()
    )


def test_trimming_costs_a_little_truth_in_the_margins_and_says_how_much(lopsided: dict[str, list[str]]) -> None:
    raked = rake(lopsided, TARGETS)
    assert raked.trimmed
    # Five times the mean before the last holding back, which lowers the mean a little.
    assert float(raked.weights.max()) == pytest.approx(5, abs=0.1)
    assert float(raked.weights.min()) >= 0.19
    assert float(raked.weights.mean()) == pytest.approx(1)
    worst = worst_share(lopsided, raked.weights, TARGETS)
    assert raked.residual == pytest.approx(worst)
    assert 0 < worst < 0.05
    assert raked.effective_base == pytest.approx(effective_base(raked.weights))
    assert raked.effective_base > rake(lopsided, TARGETS, trim=None).effective_base
    assert any(f"within {100 * worst:.1f} percentage points" in note for note in raked.notes)
    assert any(note.startswith("Weights strain these answers: 240 answers") for note in raked.notes)


def test_the_trimmed_weights_of_the_worked_data_set(panel: tuple) -> None:
    answers, targets, _, neff = panel
    raked = rake(answers, targets)
    assert raked.trimmed
    # Five times the mean before the last holding back, which lowers the mean by one in ninety.
    assert float(raked.weights.max()) == pytest.approx(5, abs=0.06)
    assert raked.residual == pytest.approx(worst_share(answers, raked.weights, targets))
    assert round(100 * raked.residual, 1) == 0.8
    assert round(raked.effective_base) == 111
    assert raked.effective_base > neff


def test_margins_that_are_right_already_leave_every_weight_at_one() -> None:
    raked = rake({"sex": ["f", "m"] * 50}, {"sex": {"f": 0.5, "m": 0.5}})
    assert raked.weights.tolist() == [1.0] * 100
    assert (raked.weighted, raked.trimmed, raked.problems, raked.notes) == (True, False, (), ())
    assert raked.effective_base == 100


def test_one_margin_is_plain_post_stratification() -> None:
    raked = rake({"age": ["young"] * 4 + ["old"] * 16}, {"age": {"young": 0.5, "old": 0.5}})
    np.testing.assert_allclose(raked.weights, [2.5] * 4 + [0.625] * 16)
    assert raked.effective_base == pytest.approx(effective_base([2.5] * 4 + [0.625] * 16)) == pytest.approx(12.8)
    assert raked.design_effect == pytest.approx(20 / 12.8)


def test_the_design_effect_of_kishs_example() -> None:
    """Kish (1965): weights 1, 1, 1, 1 and 4 speak with the certainty of 3.2 answers, a design effect of 1.5625."""
    raked = rake({"age": ["old"] * 4 + ["young"]}, {"age": {"old": 0.5, "young": 0.5}})
    np.testing.assert_allclose(raked.weights / raked.weights[0], [1, 1, 1, 1, 4])
    assert raked.effective_base == pytest.approx(3.2)
    assert raked.design_effect == pytest.approx(1.5625)


def test_prefer_not_to_say_is_left_out_and_counted() -> None:
    raked = rake({"age": ["young", "old", "prefer not to say"]}, {"age": {"young": 0.5, "old": 0.5}})
    assert raked.weights.tolist() == [1.0, 1.0, 0.0]
    assert raked.left_out == 1
    assert raked.notes[0] == "Left out, for want of a population share for their category: 1 answer."


def test_a_category_of_residents_in_which_nobody_answered_cannot_be_weighted() -> None:
    raked = rake({"age": ["old"] * 3}, {"age": {"under 25": 0.12, "old": 0.88}})
    assert not raked.weighted
    assert raked.weights.tolist() == [1.0, 1.0, 1.0]
    assert raked.problems == (
        "Nobody in “under 25” (age) answered, but 12.0% of the population are: "
        "join it with a neighbouring category, or leave this margin out.",
    )
    assert raked.notes == ("The figures are unweighted.",)


def test_shares_that_do_not_add_up_or_fall_below_nought_are_refused_in_words() -> None:
    assert rake({"age": ["a", "b"]}, {"age": {"a": 0.5, "b": 0.4}}).problems == (
        "The target shares of age add up to 90.0%; they must add up to 100%.",
    )
    negative = rake({"age": ["a", "b"]}, {"age": {"a": 1.2, "b": -0.2}})
    assert "A target share of age is below 0; shares must be 0 or more." in negative.problems


def test_margins_that_contradict_each_other_leave_the_answers_unweighted() -> None:
    # Everybody young is a tenant and everybody old an owner, so 90% young and 90% owners cannot both hold.
    answers = {"age": ["young"] * 5 + ["old"] * 5, "tenure": ["tenant"] * 5 + ["owner"] * 5}
    raked = rake(answers, {"age": {"young": 0.9, "old": 0.1}, "tenure": {"tenant": 0.1, "owner": 0.9}})
    assert not raked.weighted
    assert raked.weights.tolist() == [1.0] * 10
    assert raked.problems == (
        "The shares of age and tenure cannot all be met at once by these answers; they are left unweighted.",
    )


def test_nobody_at_all_is_a_problem_and_not_a_crash() -> None:
    raked = rake({"age": []}, {"age": {"a": 1.0}})
    assert not raked.weighted
    assert len(raked.weights) == 0


def test_a_margin_without_answers_is_a_fault_of_the_caller() -> None:
    with pytest.raises(ValueError, match="missing: age"):
        rake({"sex": ["f"]}, {"age": {"a": 1.0}})
    with pytest.raises(ValueError, match="one category an answer"):
        rake({"sex": ["f"], "age": []}, {"sex": {"f": 1.0}, "age": {"a": 1.0}})
