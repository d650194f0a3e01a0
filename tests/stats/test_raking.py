"""Raking against a worked data set, weightipy, and margins that cannot be met."""

import csv
import json
from pathlib import Path

import numpy as np
import pytest

from cxdata.stats.basics.proportions import effective_base
from cxdata.stats.survey.raking import rake


@pytest.fixture
def panel(shared_vectors: Path) -> tuple[dict[str, list[str]], dict[str, dict[str, float]], np.ndarray, float]:
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


def test_weightipy_gives_the_same_weights(panel: tuple) -> None:
    weightipy = pytest.importorskip("weightipy")
    pandas = pytest.importorskip("pandas")
    answers, targets, _, _ = panel
    frame = pandas.DataFrame({name: [int(v) for v in values] for name, values in answers.items()})
    wanted = {name: {int(k): 100 * v for k, v in shares.items()} for name, shares in targets.items()}
    theirs = weightipy.weight_dataframe(frame, weightipy.scheme_from_dict(wanted), weight_column="weights")["weights"]
    np.testing.assert_allclose(rake(answers, targets, trim=None).weights, theirs, rtol=2e-5)


def test_trimming_costs_a_little_truth_in_the_margins_and_says_how_much(panel: tuple) -> None:
    answers, targets, _, neff = panel
    raked = rake(answers, targets)
    assert raked.trimmed
    # Five times the mean before the last holding back, which lowers the mean by one in ninety.
    assert float(raked.weights.max()) == pytest.approx(5, abs=0.06)
    assert float(raked.weights.min()) >= 0.2
    assert float(raked.weights.mean()) == pytest.approx(1)
    worst = max(
        abs(shares(answers[name], raked.weights)[category] - share)
        for name, wanted in targets.items()
        for category, share in wanted.items()
    )
    assert raked.residual == pytest.approx(worst)
    assert round(100 * worst, 1) == 0.8
    assert round(raked.effective_base) == 111
    assert raked.effective_base > neff
    assert any(f"within {100 * worst:.1f} percentage points" in note for note in raked.notes)
    assert any(note.startswith("Weights strain these answers: 240 answers") for note in raked.notes)


def test_margins_that_are_right_already_leave_every_weight_at_one() -> None:
    raked = rake({"sex": ["f", "m"] * 50}, {"sex": {"f": 0.5, "m": 0.5}})
    assert raked.weights.tolist() == [1.0] * 100
    assert (raked.weighted, raked.trimmed, raked.problems, raked.notes) == (True, False, (), ())
    assert raked.effective_base == 100


def test_one_margin_is_plain_post_stratification() -> None:
    raked = rake({"age": ["young"] * 4 + ["old"] * 16}, {"age": {"young": 0.5, "old": 0.5}})
    np.testing.assert_allclose(raked.weights, [2.5] * 4 + [0.625] * 16)
    assert raked.effective_base == pytest.approx(effective_base([2.5] * 4 + [0.625] * 16)) == pytest.approx(12.8)


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
