"""What the search finds where there is nothing, and whether it finds the same again."""

from itertools import product

import numpy as np
import pandas as pd
import pytest

from cxdata.stats.pockets.find import Rules, count_on_shuffles, find_pockets, found_again, shuffle

DIMENSIONS = ["customer", "channel", "service", "ward"]


def survey() -> pd.DataFrame:
    """5,760 answers in 96 cells, 5 % dissatisfied, but 40 % of the 480 business customers who ring."""
    rows = [
        (f"customer {a}", f"channel {b}", f"service {c}", f"ward {d}", 60, 24 if (a, b) == (0, 0) else 3)
        for a, b, c, d in product(range(3), range(4), range(4), range(2))
    ]
    return pd.DataFrame(rows, columns=[*DIMENSIONS, "responses", "dissatisfied"])


def test_a_shuffled_survey_has_the_same_people_and_as_many_dissatisfied() -> None:
    before = survey()
    after = shuffle(before, seed=7)
    pd.testing.assert_frame_equal(after.drop(columns="dissatisfied"), before.drop(columns="dissatisfied"))
    assert after["dissatisfied"].sum() == before["dissatisfied"].sum()
    assert (after["dissatisfied"] <= after["responses"]).all()
    assert (after["dissatisfied"] >= 0).all()
    assert not after["dissatisfied"].equals(before["dissatisfied"])


def test_a_seed_gives_the_same_shuffle_and_another_seed_another() -> None:
    assert shuffle(survey(), seed=7).equals(shuffle(survey(), seed=7))
    assert not shuffle(survey(), seed=7).equals(shuffle(survey(), seed=8))


def test_shuffling_deals_out_each_answer_with_the_same_chance() -> None:
    # A cell of 30 beside one of 90, 12 dissatisfied of 120: the first has 3 on average, variance
    # 12 (30/120) (90/120) (108/119) = 2.042; over 2,000 shuffles the mean is within .1 (three standard errors).
    cells = pd.DataFrame({"responses": [30, 90], "dissatisfied": [12, 0]})
    dealt = [shuffle(cells, seed=seed)["dissatisfied"].iloc[0] for seed in range(2000)]
    assert np.mean(dealt) == pytest.approx(3, abs=0.1)
    assert np.var(dealt) == pytest.approx(2.042, rel=0.1)


def test_the_pocket_is_there_before_the_shuffle_and_gone_after() -> None:
    before = find_pockets(survey(), DIMENSIONS)
    assert [dict(pocket.conditions) for pocket in before.pockets] == [
        {"customer": "customer 0", "channel": "channel 0"}
    ]
    assert find_pockets(shuffle(survey()), DIMENSIONS).pockets == ()


def test_on_shuffled_surveys_a_pivot_scan_lists_problems_and_the_search_hardly_ever_does() -> None:
    # Twelve answers a cell, so that groups by two facts have 72 to 192: as small as real ones.
    few = survey().assign(responses=12, dissatisfied=1)
    counted = count_on_shuffles(few, DIMENSIONS, shuffles=40, seed=1)
    assert (len(counted.pockets), len(counted.pivot)) == (40, 40)
    # At most 5 % of surveys should list anything: 2 of 40; more than 5 has a chance below .02 at that rate.
    assert sum(number > 0 for number in counted.pockets) <= 5
    assert counted.mean_pivot > 1
    assert counted.mean_pivot == sum(counted.pivot) / 40


def test_the_pivot_scan_counts_what_a_person_would() -> None:
    counted = count_on_shuffles(survey(), ["customer", "channel"], shuffles=3, seed=5)
    rng = np.random.default_rng(5)
    merged = survey().groupby(["channel", "customer"], as_index=False)[["responses", "dissatisfied"]].sum()
    merged = merged.sort_values(["customer", "channel"], ignore_index=True)
    for listed in counted.pivot:
        dealt = rng.multivariate_hypergeometric(merged["responses"], merged["dissatisfied"].sum(), method="marginals")
        again = merged.assign(dissatisfied=dealt)
        line = again["dissatisfied"].sum() / again["responses"].sum() + 0.05
        tables = [
            again.groupby(by)[["responses", "dissatisfied"]].sum()
            for by in ("customer", "channel", ["customer", "channel"])
        ]
        assert listed == sum(int((one["dissatisfied"] / one["responses"] >= line).sum()) for one in tables)


def test_a_strong_pocket_is_found_again_in_every_re_run_and_a_weak_one_in_some() -> None:
    strong = find_pockets(survey(), DIMENSIONS)
    assert found_again(survey(), DIMENSIONS, strong.pockets, runs=20) == (1.0,)
    cells = survey()
    inside = (cells["customer"] == "customer 0") & (cells["channel"] == "channel 0")
    weak = cells.assign(dissatisfied=cells["dissatisfied"].mask(inside, 7))
    pockets = find_pockets(weak, DIMENSIONS).pockets
    assert len(pockets) == 1
    (share,) = found_again(weak, DIMENSIONS, pockets, runs=40)
    # 7 of 60 in each cell is only just enough, so chance alone loses it in some of the re-runs, but not in most.
    assert 0.5 < share < 1


def test_re_runs_are_the_same_for_the_same_seed_and_follow_the_rules_given() -> None:
    pockets = find_pockets(survey(), DIMENSIONS).pockets
    assert found_again(survey(), DIMENSIONS, pockets, runs=3, seed=4) == (1.0,)
    # No group in the survey is 90 points worse than the rest.
    assert found_again(survey(), DIMENSIONS, pockets, runs=3, rules=Rules(min_gap=0.9)) == (0.0,)
    assert found_again(survey(), DIMENSIONS, (), runs=3) == ()
