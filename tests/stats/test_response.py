"""Who answered, and what the silence of the others could hide."""

import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxdata.stats.survey.response import non_response_bounds, response_rates, tipping_point


def test_groups_heard_too_little_and_too_much_are_named() -> None:
    visits, phone, web = response_rates(["visits", "phone", "web"], [300, 450, 60], [1000, 9000, 1500])
    assert [group.rate for group in (visits, phone, web)] == [0.3, 0.05, 0.04]
    assert visits.representation == pytest.approx((300 / 810) / (1000 / 11500))
    assert [group.flag for group in (visits, phone, web)] == ["heard too much", "heard too little", "heard too little"]
    assert visits.lower < 0.3 < visits.upper


@pytest.mark.parametrize(
    ("responses", "flag"), [(79, "heard too little"), (80, ""), (125, ""), (126, "heard too much")]
)
def test_the_limits_of_representation_are_not_flagged_themselves(responses: int, flag: str) -> None:
    # 1,000 answers and 10,000 customers in all, so that this group of 1,000 should give 100 answers.
    groups = response_rates(["this", "others"], [responses, 1000 - responses], [1000, 9000])
    assert groups[0].flag == flag


def test_more_answers_than_customers_gives_no_rate_and_leaves_the_others_alone() -> None:
    odd, empty, sound, other = response_rates(["odd", "empty", "a", "b"], [12, 0, 50, 50], [10, 0, 500, 500])
    assert (odd.flag, empty.flag) == ("more answers than customers", "nobody to ask")
    assert np.isnan([odd.rate, odd.lower, empty.rate, empty.representation]).all()
    assert (sound.rate, sound.representation, other.flag) == (0.1, 1.0, "")


def test_nobody_answered_at_all() -> None:
    (group,) = response_rates(["everybody"], [0], [500])
    assert (group.rate, group.lower, group.flag) == (0.0, 0.0, "")
    assert np.isnan(group.representation)


def test_98_per_cent_of_one_in_ten_says_almost_nothing(published: Path) -> None:
    example = json.loads((published / "minutes_worked_examples.json").read_text())["manski_bounds"]
    bounds = non_response_bounds(example["satisfied_share_of_respondents"], example["response_rate"])
    assert bounds == pytest.approx((example["expect"]["lower"], example["expect"]["upper"]))


@given(satisfied=st.floats(0, 1), rate=st.floats(0, 1), silent=st.floats(0, 1))
def test_the_bounds_hold_whatever_the_silent_think(satisfied: float, rate: float, silent: float) -> None:
    lower, upper = non_response_bounds(satisfied, rate)
    assert lower - 1e-12 <= rate * satisfied + (1 - rate) * silent <= upper + 1e-12


def test_the_tipping_point_in_words() -> None:
    point = tipping_point(0.92, 0.25, 0.80)
    assert point.gap == pytest.approx(0.16)
    assert point.needed == pytest.approx(0.76)
    assert point.sentence == "The target of 80% is met only if at least 76% of those who did not answer are satisfied."


@given(satisfied=st.floats(0, 1), rate=st.floats(0, 0.99), target=st.floats(0, 1))
def test_at_the_tipping_point_the_target_is_just_met(satisfied: float, rate: float, target: float) -> None:
    point = tipping_point(satisfied, rate, target)
    assert rate * satisfied + (1 - rate) * (satisfied - point.gap) == pytest.approx(target, abs=1e-9)


def test_targets_that_the_silent_cannot_change() -> None:
    assert "met even if none" in tipping_point(0.9, 0.9, 0.8).sentence
    assert "missed even if all" in tipping_point(0.5, 0.9, 0.8).sentence
    complete = tipping_point(0.7, 1.0, 0.8)
    assert complete.sentence == "Everybody answered: the target of 80% is missed."
    assert np.isnan(complete.gap)


def test_percentages_are_refused() -> None:
    with pytest.raises(ValueError, match="between 0 and 1"):
        non_response_bounds(98, 0.1)
