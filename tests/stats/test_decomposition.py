"""Kitagawa's split against Das Gupta's published examples and Simpson's classic reversals."""

import csv
import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxdata.stats.decomposition import Side, decompose, decomposition_intervals, kitagawa, simpson_alarm


def rows(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / name).open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def column(table: list[dict[str, str]], name: str) -> list[float]:
    return [float(row[name]) for row in table]


def test_das_gupta_births_by_age(published: Path) -> None:
    table = rows(published, "dasgupta1993_ex5_1.csv")
    told = json.loads((published / "dasgupta1993_ex5_1_expected.json").read_text())
    names = ("share_1970", "rate_1970", "share_1985", "rate_1985")
    split = kitagawa([row["group"] for row in table], *(column(table, name) for name in names))
    assert round(split.before, 4) == told["crude_1970"]
    assert round(split.after, 3) == told["crude_1985"]
    assert (round(split.mix, 4), round(split.within, 4)) == (told["composition_effect"], told["rate_effect"])
    assert round(100 * split.mix / split.change, 2) == told["pct_composition"]


def test_das_gupta_deaths_by_joint_cells_of_race_and_age(published: Path) -> None:
    table = rows(published, "dasgupta1993_ex5_3.csv")
    told = json.loads((published / "dasgupta1993_ex5_3_expected.json").read_text())
    names = ("size_1970", "rate_1970", "size_1985", "rate_1985")
    groups = [f"{row['race']} {row['age']}" for row in table]
    split = kitagawa(groups, *(column(table, name) for name in names))
    assert (round(split.before, 6), round(split.after, 6)) == (told["crude_1970"], told["crude_1985"])
    # Das Gupta prints seven places from unrounded sizes; ours come from the printed ones.
    assert split.mix == pytest.approx(told["composition_effect"], abs=1e-6)
    assert split.within == pytest.approx(told["rate_effect"], abs=1e-6)


def sides(table: list[dict[str, str]], key: str, first: str, second: str, hits: str, base: str) -> tuple[Side, Side]:
    def side(value: str) -> Side:
        chosen = [row for row in table if row[key] == value]
        return Side.of(column(chosen, base), column(chosen, hits), column(chosen, base))

    return side(first), side(second)


def test_kidney_stones_reverse_in_every_stratum(published: Path) -> None:
    table = rows(published, "simpson_kidney_charig1986.csv")
    told = rows(published, "simpson_kitagawa_computed.csv")[0]
    b, a = sides(table, "arm", "B", "A", "success", "n")
    split = decompose(["small", "large"], b, a)
    assert split.change == pytest.approx(float(told["total"]))
    assert split.mix == pytest.approx(float(told["mix"]))
    assert split.within == pytest.approx(float(told["within"]))
    alarm = simpson_alarm(split)
    assert (alarm.weak, alarm.strong) == (True, True)
    assert alarm.sentence == (
        "The overall figure fell, but it rose in every group large enough to judge: "
        "the change comes from who is counted."
    )


def test_berkeley_reverses_like_for_like_but_not_in_every_department(published: Path) -> None:
    table = rows(published, "simpson_berkeley1973.csv")
    told = rows(published, "simpson_kitagawa_computed.csv")[1]
    men, women = sides(table, "sex", "Male", "Female", "admitted", "applicants")
    split = decompose(list("ABCDEF"), men, women)
    assert (split.change, split.mix, split.within) == pytest.approx(
        tuple(float(told[name]) for name in ("total", "mix", "within"))
    )
    alarm = simpson_alarm(split)
    assert (alarm.weak, alarm.strong) == (True, False)
    assert "like for like it rose" in alarm.sentence


@pytest.mark.parametrize(("material", "weak"), [(0.01, True), (0.06, False)])
def test_a_small_like_for_like_change_raises_no_alarm(published: Path, material: float, weak: bool) -> None:
    b, a = sides(rows(published, "simpson_kidney_charig1986.csv"), "arm", "B", "A", "success", "n")
    assert simpson_alarm(decompose(["small", "large"], b, a), material=material).weak is weak


def test_movement_in_one_direction_raises_no_alarm() -> None:
    alarm = simpson_alarm(kitagawa(["a", "b"], [1, 1], [0.5, 0.6], [1, 1], [0.6, 0.7]))
    assert (alarm.weak, alarm.strong, alarm.sentence) == (False, False, "")


def test_the_strong_form_passes_over_strata_under_30_answers() -> None:
    before = Side.of([100, 900, 20], [50, 810, 10], [100, 900, 20])
    after = Side.of([900, 100, 20], [495, 95, 0], [900, 100, 20])
    alarm = simpson_alarm(decompose(["hard", "easy", "tiny"], before, after))
    assert alarm.strong, "the tiny stratum fell with the headline, but 20 answers cannot speak against it"


@given(data=st.data(), size=st.integers(1, 8))
def test_mix_and_within_are_the_whole_change_and_the_terms_add_up(data: st.DataObject, size: int) -> None:
    contacts = st.lists(st.integers(0, 10**6), min_size=size, max_size=size).filter(any)
    rates = st.lists(st.floats(0, 100), min_size=size, max_size=size)
    w0, w1, r0, r1 = (np.array(data.draw(numbers)) for numbers in (contacts, contacts, rates, rates))
    split = kitagawa([str(i) for i in range(size)], w0, r0, w1, r1)
    assert split.before + split.mix + split.within == pytest.approx(split.after, abs=1e-9)
    assert sum(term.mix for term in split.terms) == pytest.approx(split.mix, abs=1e-9)
    assert sum(term.within for term in split.terms) == pytest.approx(split.within, abs=1e-9)
    assert split.before == pytest.approx(float((w0 * r0).sum() / w0.sum()))


def test_a_new_channel_counts_as_mix_alone() -> None:
    split = kitagawa(["phone", "web"], [100, 0], [0.9, np.nan], [50, 50], [0.9, 0.7])
    web = split.terms[1]
    assert (web.within, web.rate_before, web.note) == (0.0, 0.7, "not in the first period")
    assert split.within == 0
    assert split.mix == pytest.approx(-0.1)
    assert kitagawa(["phone", "web"], [50, 50], [0.9, 0.7], [100, 0], [0.9, np.nan]).terms[1].note == (
        "not in the second period"
    )


def test_a_growing_channel_that_is_worse_than_average_pulls_down() -> None:
    split = kitagawa(["phone", "web"], [80, 20], [0.9, 0.7], [60, 40], [0.9, 0.7])
    assert [term.mix < 0 for term in split.terms] == [True, True]
    assert split.mix == pytest.approx(-0.04)


def test_contacts_without_answers_take_the_overall_share_and_say_so() -> None:
    before = Side.of([500, 500], [90, 0], [100, 0])
    after = Side.of([500, 500], [90, 40], [100, 50])
    post = decompose(["phone", "post"], before, after).terms[1]
    assert (post.rate_before, post.note) == (0.9, "no answers: the overall share is used")


def test_a_group_of_which_nothing_is_known_in_either_period_is_dropped() -> None:
    split = kitagawa(["phone", "fax"], [10, 0], [0.9, np.nan], [10, 0], [0.8, np.nan])
    assert [term.group for term in split.terms] == ["phone"]
    assert split.change == pytest.approx(-0.1)


@pytest.mark.parametrize(
    ("w0", "r0"), [([0, 0], [1, 1]), ([1, -1], [1, 1]), ([1, 1], [1, np.nan]), ([1, 1, 1], [1, 1, 1])]
)
def test_what_cannot_be_split_is_refused(w0: list[float], r0: list[float]) -> None:
    with pytest.raises(ValueError, match=r"weights|rate|length"):
        kitagawa(["a", "b"], w0, r0, [1, 1], [1, 1])


@pytest.mark.parametrize("counts", [([0], [0], [0]), ([10], [5], [4]), ([10], [-1], [4]), ([10, 10], [1], [4])])
def test_counts_that_cannot_be_are_refused(counts: tuple[list[int], list[int], list[int]]) -> None:
    with pytest.raises(ValueError, match=r"contacts|answers|counts"):
        Side.of(*counts)


def test_the_interval_is_repeatable_and_holds_the_split() -> None:
    before, after = Side.of([700, 300], [180, 70], [200, 100]), Side.of([500, 500], [170, 75], [200, 100])
    split = decompose(["phone", "web"], before, after)
    interval = decomposition_intervals(before, after)
    assert interval == decomposition_intervals(before, after)
    for name in ("change", "mix", "within"):
        assert interval[name].lower < getattr(split, name) < interval[name].upper
    other = decomposition_intervals(before, after, seed=1)["change"]
    assert other != interval["change"]
    assert float(other.lower) == pytest.approx(float(interval["change"].lower), abs=0.01)


def test_thirty_satisfied_of_thirty_still_leave_doubt() -> None:
    side = Side.of([100, 100], [30, 30], [30, 30])
    lower, upper = decomposition_intervals(side, side)["within"]
    assert lower < -0.02
    assert upper > 0.02


def test_the_interval_of_within_covers_as_often_as_it_says_at_98_per_cent() -> None:
    generator = np.random.default_rng(20200204)
    contacts, bases = np.array([600, 400]), np.array([60, 40])
    rates = np.array([0.98, 0.96])
    held = []
    for _ in range(300):
        before, after = (Side.of(contacts, generator.binomial(bases, rates), bases) for _ in range(2))
        lower, upper = decomposition_intervals(before, after, draws=400)["within"]
        held.append(lower <= 0 <= upper)
    # 300 trials have a standard error of 1.3 points; wider than 95% is the price of never claiming certainty.
    assert 0.93 <= np.mean(held) <= 1.0
