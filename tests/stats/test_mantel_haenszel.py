"""Two facts once a third is held still: Berkeley's admissions, kidney stones, statsmodels, and what cannot tell."""

import csv
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxdata.stats.basics.mantel_haenszel import common_odds


def berkeley(published: Path) -> np.ndarray:
    """Six departments: men and women, admitted and not (Bickel, Hammel and O'Connell 1975, Science 187, 398-404)."""
    rows = list(csv.DictReader((published / "simpson_berkeley1973.csv").open(encoding="utf-8")))
    return np.array(
        [
            [
                [int(row["admitted"]), int(row["applicants"]) - int(row["admitted"])]
                for row in rows
                if row["dept"] == dept
            ]
            for dept in dict.fromkeys(row["dept"] for row in rows)
        ]
    )


def kidney_stones(published: Path) -> np.ndarray:
    """Small and large stones: open surgery and puncture, success and not (Charig and others 1986, BMJ 292, 879-882)."""
    rows = list(csv.DictReader((published / "simpson_kidney_charig1986.csv").open(encoding="utf-8")))
    return np.array(
        [
            [
                [int(row["success"]), int(row["n"]) - int(row["success"])]
                for row in sorted((row for row in rows if row["stratum"] == size), key=lambda row: row["arm"])
            ]
            for size in ("small", "large")
        ]
    )


def test_berkeley_turns_round_once_departments_are_held_still(published: Path) -> None:
    """R's manual, mantelhaen.test(UCBAdmissions): 0.9046968, range 0.7719074 to 1.0603298, p = 0.2323."""
    odds = common_odds(berkeley(published))
    assert (odds.ratio, odds.lower, odds.upper) == pytest.approx((0.9046968, 0.7719074, 1.0603298), rel=1e-6)
    assert odds.p == pytest.approx(0.2323, abs=5e-5)
    assert odds.crude == pytest.approx(1.84, abs=0.005), "taken together men seem favoured"
    assert odds.turned
    assert odds.strata == 6


def test_kidney_stones_turn_round_too(published: Path) -> None:
    """Open surgery does better on stones of either size, and worse over all: 273 of 350 against 289 of 350."""
    odds = common_odds(kidney_stones(published))
    assert odds.crude == pytest.approx((273 * 61) / (77 * 289))
    assert odds.crude < 1 < odds.ratio
    assert odds.turned
    assert odds.ratio == pytest.approx((81 * 36 / 357 + 192 * 25 / 343) / (6 * 234 / 357 + 71 * 55 / 343))


@settings(deadline=None)  # the first example loads statsmodels
@given(st.lists(st.tuples(*[st.integers(1, 200)] * 4), min_size=1, max_size=6))
def test_another_persons_implementation_agrees(cells: list[tuple[int, int, int, int]]) -> None:
    stratified = pytest.importorskip("statsmodels.stats.contingency_tables").StratifiedTable
    tables = np.array(cells).reshape(-1, 2, 2)
    other = stratified([table.astype(float) for table in tables])
    odds = common_odds(tables)
    assert odds.ratio == pytest.approx(other.oddsratio_pooled)
    assert (odds.lower, odds.upper) == pytest.approx(other.oddsratio_pooled_confint(), rel=1e-6)


def test_a_stratum_that_knows_one_side_only_tells_nothing() -> None:
    tables = [[[10, 20], [20, 10]], [[50, 5], [0, 0]], [[0, 7], [0, 9]]]
    odds, alone = common_odds(tables), common_odds(tables[:1])
    assert odds.strata == 1
    assert (odds.ratio, odds.p) == (alone.ratio, alone.p)


def test_where_nothing_tells_nothing_is_said() -> None:
    for tables in (np.zeros((0, 2, 2)), [[[5, 0], [7, 0]]]):
        odds = common_odds(tables)
        assert np.isnan([odds.ratio, odds.lower, odds.p]).all()
        assert odds.strata == 0
    assert common_odds([[[5, 0], [0, 5]]]).ratio == np.inf


@pytest.mark.parametrize(
    "wrong", [np.ones((2, 2)), np.ones((1, 3, 2)), -np.ones((1, 2, 2)), np.full((1, 2, 2), np.nan)]
)
def test_what_is_no_table_of_counts_is_refused(wrong: np.ndarray) -> None:
    with pytest.raises(ValueError, match=r"two rows|numbers of 0"):
        common_odds(wrong)
