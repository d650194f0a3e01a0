"""The meanings of "satisfaction" against Uttlesford's panel and the Public Guardian's published months."""

import csv
import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from cxdata.stats.basics.proportions import wilson
from cxdata.stats.survey.satisfaction import (
    DEFINITIONS,
    LEVELS,
    MEAN_SCORE,
    NET_SATISFIED,
    SATISFIED,
    SATISFIED_OF_OPINIONS,
    STRENGTH_WEIGHTED,
)

UTTLESFORD = [3, 9, 81, 62, 39]


def test_one_panel_question_gives_five_different_figures(published: Path) -> None:
    told = json.loads((published / "uttlesford_satisfaction.json").read_text())
    counts = [told[name] for name in ("very_dissatisfied", "fairly_dissatisfied", "no_opinion", "fairly_satisfied")]
    counts.append(told["very_satisfied"])
    assert counts == UTTLESFORD
    figures = {key: round(definition.score(counts).value, 2) for key, definition in DEFINITIONS.items()}
    assert figures == {
        "satisfied": told["derived_top2_of_all_pct"],
        "satisfied_of_opinions": told["derived_top2_excl_no_opinion_pct"],
        "mean_score": told["derived_gds_0_25_50_75_100"],
        "net_satisfied": 45.88,
        "strength_weighted": told["published_weighted_satisfied_pct"],
    }
    assert 2 * figures["strength_weighted"] - 100 == pytest.approx(told["published_net_pct"])


def months(folder: Path) -> list[dict[str, str]]:
    with (folder / "moj_opg_satisfaction.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def test_the_public_guardians_headline_changed_its_meaning_in_april_2026(shared_vectors: Path) -> None:
    table = months(shared_vectors)
    assert len(table) == 117
    off = []
    for row in table:
        counts = [int(row[level.replace(" ", "_")]) for level in LEVELS]
        definition = MEAN_SCORE if row["month"] < "2026-04" else SATISFIED
        if abs(definition.score(counts).value - float(row["published_percent"])) > 1:
            off.append((row["service"], row["month"]))
    assert off == [("use_a_lasting_power_of_attorney_service", "2025-04-01")]


def test_a_headline_that_changes_its_meaning_moves_without_anyone_being_happier() -> None:
    # The same 1,000 answers in both months: 4 x 700 + 3 x 200 + 1 x 100 of 4,000 is 87.5, and 900 of 1,000 is 90.
    counts = [0, 100, 0, 200, 700]
    assert (MEAN_SCORE.score(counts).value, SATISFIED.score(counts).value) == (87.5, 90.0)


def test_shares_carry_wilson_limits() -> None:
    score = SATISFIED.score(UTTLESFORD)
    lower, upper = wilson(101, 194)
    assert (score.lower, score.upper) == pytest.approx((100 * float(lower), 100 * float(upper)))
    assert score.base == 194
    assert SATISFIED_OF_OPINIONS.score(UTTLESFORD).base == 113


def test_the_mean_score_carries_the_t_interval_of_the_answers_themselves() -> None:
    answers = np.repeat([0, 25, 50, 75, 100], UTTLESFORD)
    low, high = stats.t.interval(0.95, len(answers) - 1, answers.mean(), stats.sem(answers))
    score = MEAN_SCORE.score(UTTLESFORD)
    assert (score.value, score.lower, score.upper) == pytest.approx((answers.mean(), low, high))


def test_net_satisfaction_carries_the_interval_of_its_three_values() -> None:
    answers = np.repeat([-100, -100, 0, 100, 100], UTTLESFORD)
    score = NET_SATISFIED.score(UTTLESFORD)
    half = 1.959964 * answers.std() / np.sqrt(len(answers))
    assert (score.value, score.upper - score.value) == pytest.approx((answers.mean(), half))


def test_the_strength_weighted_interval_covers_as_often_as_it_says() -> None:
    generator = np.random.default_rng(20200204)
    shares = np.array([0.03, 0.05, 0.2, 0.4, 0.32])
    truth = 100 * (0.4 + 0.64) / (0.4 + 0.64 + 0.05 + 0.06)
    scores = [STRENGTH_WEIGHTED.score(counts) for counts in generator.multinomial(200, shares, size=2000)]
    covered = np.mean([score.lower <= truth <= score.upper for score in scores])
    # Linearised: within two points of 95% at 200 answers (2,000 draws have a standard error of half a point).
    assert 0.93 <= covered <= 0.97


@pytest.mark.parametrize("definition", DEFINITIONS.values())
def test_no_answers_give_no_figure(definition: object) -> None:
    score = definition.score([0, 0, 0, 0, 0])
    assert np.isnan([score.value, score.lower, score.upper]).all()
    assert (score.base, score.base_note) == (0, "too few to say")


@pytest.mark.parametrize("definition", [MEAN_SCORE, NET_SATISFIED, STRENGTH_WEIGHTED])
@pytest.mark.parametrize("counts", [[0, 0, 0, 0, 30], [1, 0, 0, 0, 0]])
def test_answers_all_alike_give_no_false_certainty(definition: object, counts: list[int]) -> None:
    score = definition.score(counts)
    assert score.value == (definition.maximum if counts[4] else definition.minimum)
    assert np.isnan([score.lower, score.upper]).all()


@pytest.mark.parametrize("definition", DEFINITIONS.values(), ids=DEFINITIONS)
@given(counts=st.lists(st.integers(0, 500), min_size=5, max_size=5))
def test_every_figure_stays_in_its_range_and_its_interval_holds_it(definition: object, counts: list[int]) -> None:
    score = definition.score(counts)
    if np.isnan(score.value):
        return
    assert definition.minimum <= score.value <= definition.maximum
    if not np.isnan(score.lower):
        assert definition.minimum - 1e-9 <= score.lower <= score.value + 1e-9
        assert score.value - 1e-9 <= score.upper <= definition.maximum + 1e-9


@pytest.mark.parametrize("counts", [[1, 2, 3], [1, 2, 3, 4, -1], [1, 2, 3, 4, float("nan")]])
def test_anything_but_five_counts_is_refused(counts: list[float]) -> None:
    with pytest.raises(ValueError, match=r"five levels|0 or more"):
        SATISFIED.score(counts)
