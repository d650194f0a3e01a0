"""Which formula a published figure follows, and where it changes: small series anybody can count through."""

import pytest

from cxdata.stats.survey.formulas import find_formula_change, formula_followed, is_made_of_answers


@pytest.mark.parametrize(
    ("published", "mean", "share", "follows"),
    [
        (86, 85.4, 91.4, "mean"),
        (91, 85.4, 91.4, "share"),
        (86.4, 85.4, 91.4, "mean"),  # a whole point away
        (86.5, 85.4, 91.4, "neither"),
        (87, 85.7, 88.9, "neither"),  # Use a lasting power of attorney, April 2025
        (90, 89.6, 90.2, "both"),  # near both, and they are not a point apart
        (90, 89.2, 90.4, "share"),  # near both, yet they are more than a point apart: the nearer
        (60, 89.6, 90.2, "neither"),  # far from both, however close they lie to each other
    ],
)
def test_the_formula_a_figure_follows(published: float, mean: float, share: float, follows: str) -> None:
    assert formula_followed(published, {"mean": mean, "share": share}) == follows


def test_the_change_lies_between_the_last_month_of_one_and_the_first_of_the_other() -> None:
    found = find_formula_change(["mean"] * 4 + ["both", "neither"] + ["share"] * 3)
    assert found is not None
    assert found.before == (0, 1, 2, 3)
    assert found.after == (6, 7, 8)


def test_a_slip_in_one_month_is_no_change() -> None:
    assert find_formula_change(["mean"] * 6 + ["share"] + ["mean"] * 6) is None
    slipped = find_formula_change(["mean"] * 3 + ["share"] + ["mean"] * 4 + ["share"] * 4)
    assert slipped is not None
    assert slipped.after[0] == 8


def test_one_formula_and_too_little_to_tell_show_no_change() -> None:
    assert find_formula_change([]) is None
    assert find_formula_change(["mean"] * 12) is None
    assert find_formula_change(["mean"] * 3 + ["share"] * 2) is None
    assert find_formula_change(["mean"] * 3 + ["share"] * 3) is not None
    assert find_formula_change(["mean"] * 3 + ["share"] * 3 + ["neither"] * 7) is None
    assert find_formula_change(["mean", "share"] * 6) is None


def test_a_long_series_that_keeps_near_is_made_of_these_answers() -> None:
    assert is_made_of_answers(["mean"] * 9 + ["neither"])
    assert not is_made_of_answers(["mean"] * 8 + ["neither"] * 2)
    assert not is_made_of_answers(["both"] * 5)
