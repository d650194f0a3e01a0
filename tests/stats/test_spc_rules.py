"""The four rules against NHSRplotthedots' own test cases, and what a missing month does to them."""

import csv
from pathlib import Path

import numpy as np
import pytest

from cxdata.stats.spc.rules import Latest, Rule, latest_of, mark, shift_ends, trend_ends, two_of_three

NAN = float("nan")


def numbers(text: str) -> np.ndarray:
    return np.array([float(v) for v in text.split()])


def test_the_rules_mark_what_nhsrplotthedots_marks(shared_vectors: Path) -> None:
    with (shared_vectors / "nhsr_spc_rules.csv").open(encoding="utf-8") as file:
        table = list(csv.DictReader(file))
    assert len(table) == 11
    for row in table:
        given, side = numbers(row["input"]), numbers(row["relative_to_mean"])
        if row["rule"] == "one_side_7":
            found = shift_ends(given)
        elif row["rule"] == "trend_7":
            found = trend_ends(given)
        else:
            found = two_of_three(given, side)
            if row["rule"] == "part_of_two_in_three":
                found = found * given
        assert found.tolist() == numbers(row["expected"]).tolist(), row


def test_a_missing_month_breaks_a_shift_and_a_trend() -> None:
    assert not shift_ends(np.array([1, 1, 1, 1, NAN, 1, 1, 1, 1])).any()
    assert trend_ends(np.array([1, 2, 3, 4, NAN, 6, 7, 8, 9])).tolist() == [0] * 9
    assert two_of_three(np.array([1, 0, 1]), np.array([1, NAN, 1])).tolist() == [0, 0, 0]


def test_a_point_on_the_mean_breaks_a_shift() -> None:
    assert shift_ends(np.array([1, 1, 1, 0, 1, 1, 1, 1])).tolist() == [0] * 8


def marks(values: list[float]) -> tuple[list[int], list[int]]:
    found = mark(np.array(values), reach=3)
    return found.rules.tolist(), found.direction.tolist()


def test_every_member_of_a_run_is_marked() -> None:
    rules, direction = marks([-1, 1, 0.5, 1, 0.2, 1, 0.3, 0.4, -0.1])
    assert rules == [0, *[Rule.SHIFT] * 7, 0]
    assert direction == [0, *[1] * 7, 0]


def test_of_two_in_three_only_those_near_the_limit_are_marked() -> None:
    assert marks([0.5, -2.5, -1, -2.1, 0.5]) == ([0, 3, 0, 3, 0], [0, -1, 0, -1, 0])


def test_the_first_rule_that_holds_names_the_point() -> None:
    rules, direction = marks([-1.5, -1, -0.5, 0.5, 1, 1.5, 4])
    assert rules == [Rule.TREND] * 6 + [Rule.OUTSIDE]
    assert direction == [1] * 7, "a rise is a rise even where it begins below the mean"


def test_a_point_on_a_limit_is_inside_it() -> None:
    assert marks([0.5, 3, -0.5]) == ([0, 0, 0], [0, 0, 0])


@pytest.mark.parametrize("values", [[], [NAN, NAN]])
def test_nothing_to_mark(values: list[float]) -> None:
    assert marks(values) == ([0] * len(values), [0] * len(values))


@pytest.mark.parametrize("rule", list(Rule))
def test_every_rule_has_words(rule: Rule) -> None:
    assert len(rule.words.split()) >= 4


def test_where_it_wanders_a_run_must_be_longer_and_two_of_three_say_nothing() -> None:
    values = np.array([-1, *[0.5, 1] * 4])
    assert mark(values, reach=3, run=9).rules.tolist() == [0] * 9
    near = np.array([0.5, -2.5, -1, -2.1])
    assert not mark(near, reach=3, pair=False).rules.any()


def latest(*values: float) -> Latest:
    return latest_of(np.array(values), reach=3)


def test_what_holds_at_the_latest_figure() -> None:
    assert latest(1, -1, 0.5, 4).held == "outside"
    assert latest(-1, *[0.5, 1] * 4).held == "shift"
    assert latest(-0.5, 0.5, 2.5, 2.2).held == "pair"
    assert latest(-3, -2.8, -2, -1, -0.5, -0.2, -0.1).held == "trend + shift"
    assert (latest(1, 0).side, latest(1, 0).run, latest(1, 0).direction) == (0, 0, 0)


def test_a_rise_gives_the_direction_even_where_it_still_lies_low() -> None:
    recovering = latest(-3, -2.8, -2, -1, -0.5, -0.2, -0.1)
    assert (recovering.side, recovering.steps, recovering.direction) == (-1, 6, 1)
    assert recovering.against
    five = latest(-3, -2.8, -2, -1, -0.5, -0.2, -0.3)
    assert (five.trend, five.direction) == (False, -1)
