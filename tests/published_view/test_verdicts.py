"""Verdicts of shown figures: recounted by the formula, on the story, its opposite, on nothing and on too few."""

from math import isnan, sqrt
from statistics import NormalDist

import pytest

from cxdata.analysis.groups import Verdict
from cxdata.published.verdicts import Change, against_rest, changed, judge
from tests.published_view.conftest import Q1, Q1_BEFORE, counts, shares

ALL = ()


def channel(name):
    return (("channel", name),)


def judged(reading):
    return judge(reading.ask("dissatisfied", ("channel",)), reading.everybody("dissatisfied"))


def test_a_group_that_fares_worse_is_called_worse_and_its_opposite_better(reading_of):
    worse = reading_of(
        shares("dissatisfied", {ALL: (100, 900), channel("phone"): (60, 140), channel("web"): (40, 760)})
    )
    assert {name: one.verdict for name, one in judged(worse).items()} == {
        "phone": Verdict.WORSE,
        "web": Verdict.BETTER,
    }
    # The same people, of whom it is asked who is satisfied: high is good now.
    better = reading_of(shares("satisfied", {ALL: (100, 900), channel("phone"): (60, 140), channel("web"): (40, 760)}))
    said = judge(better.ask("satisfied", ("channel",)), better.everybody("satisfied"))
    assert said["phone"].verdict is Verdict.BETTER
    assert said["web"].verdict is Verdict.WORSE


def test_the_chance_is_that_of_the_formula_with_both_errors(reading_of):
    reading = reading_of(
        shares("dissatisfied", {ALL: (60, 940), channel("phone"): (20, 180), channel("web"): (40, 760)})
    )
    said = judged(reading)
    phone, web = said["phone"].against, said["web"].against
    assert (phone.x, phone.n, phone.share) == (20, 200, 0.1)
    assert phone.rest_share == pytest.approx(40 / 800)
    # (5^2 - 1) / 6 = 4 is the variance of a count rounded at random to 5; the rest is a difference of two such.
    sample = [((x + 2) / (n + 4)) * (1 - (x + 2) / (n + 4)) / (n + 4) for x, n in ((20, 200), (40, 800))]
    rounding = [4 * ((1 - p) ** 2 + p**2) / n**2 * times for p, n, times in ((0.1, 200, 1), (0.05, 800, 2))]
    z = 0.05 / sqrt(sum(sample) + sum(rounding))
    assert phone.p == pytest.approx(2 * (1 - NormalDist().cdf(z)))
    small, large = sorted((phone.p, web.p))
    assert (phone.q, web.q) == (pytest.approx(large), pytest.approx(min(2 * small, large)))  # Benjamini and Hochberg


def test_fewer_than_100_people_are_not_judged_however_far_they_lie_apart(reading_of):
    reading = reading_of(
        shares("dissatisfied", {ALL: (90, 505), channel("phone"): (70, 25), channel("web"): (20, 480)})
    )
    assert judged(reading) == {}  # 95 by phone: only one group is left, and nothing to hold it against
    many = {ALL: (95, 700), channel("phone"): (70, 25), channel("web"): (20, 480), channel("app"): (5, 195)}
    said = judged(reading_of(shares("dissatisfied", many)))
    assert set(said) == {"web", "app"}


def test_a_group_is_not_judged_where_the_rest_are_fewer_than_100(reading_of):
    reading = reading_of(
        shares("dissatisfied", {ALL: (50, 645), channel("phone"): (50, 550), channel("web"): (0, 100)})
    )
    assert set(judged(reading)) == {"web"}  # the rest of those by phone are 95, as shown


def test_nothing_differs_where_all_fare_alike(reading_of):
    alike = {ALL: (100, 900), channel("phone"): (50, 450), channel("web"): (50, 450)}
    assert {one.verdict for one in judged(reading_of(shares("dissatisfied", alike))).values()} == {Verdict.ALIKE}


def test_a_part_that_seems_larger_than_its_whole_by_rounding_is_not_judged(reading_of):
    reading = reading_of(shares("dissatisfied", {ALL: (5, 300), channel("phone"): (10, 100), channel("web"): (5, 190)}))
    answer, whole = reading.ask("dissatisfied", ("channel",)), reading.everybody("dissatisfied")
    results = against_rest(list(answer.frame["channel"]), answer.frame, whole.frame.iloc[0], 5)
    assert {one.group: isnan(one.q) for one in results} == {"phone": True, "web": False}


@pytest.mark.parametrize(
    ("now", "then", "said"),
    [
        ((100, 900), (50, 950), Change.WORSE),  # 10 % dissatisfied, from 5 %
        ((50, 950), (100, 900), Change.BETTER),
        ((55, 945), (50, 950), Change.CHANCE),
        ((10, 85), (50, 950), Change.TOO_FEW),  # 95 people
    ],
)
def test_a_share_changed_by_more_than_chance_and_rounding(reading_of, now, then, said):
    reading = reading_of(shares("dissatisfied", {ALL: now}), shares("dissatisfied", {ALL: then}, Q1_BEFORE))
    answers = [reading.ask("dissatisfied", period=period) for period in (Q1, Q1_BEFORE)]
    assert changed(*answers) is said


@pytest.mark.parametrize(
    ("now", "then", "said"),
    [
        (400, 300, Change.DIFFERENT),  # 100 more, where chance gives 2 x 26
        (320, 300, Change.CHANCE),
        (150, 95, Change.TOO_FEW),
    ],
)
def test_a_count_changed_by_more_than_chance_and_rounding(reading_of, now, then, said):
    reading = reading_of(counts("contacts", {ALL: (now,)}), counts("contacts", {ALL: (then,)}, Q1_BEFORE))
    assert changed(*(reading.ask("contacts", period=period) for period in (Q1, Q1_BEFORE))) is said
