"""Empirical Bayes rates, against PySAL's for North Carolina and against its known fault."""

import csv
from pathlib import Path

import numpy as np
import pytest

from cxdata.stats.areas.smoothing import empirical_bayes


def test_rates_of_north_carolina_are_those_of_pysal(shared_vectors: Path) -> None:
    with (shared_vectors / "sids2_eb_gistar.csv").open(encoding="utf-8") as file:
        table = list(csv.DictReader(file))
    ours = empirical_bayes([float(r["sids74"]) for r in table], [float(r["births74"]) for r in table])
    assert len(ours) == 100
    assert ours == pytest.approx([float(r["eb_rate"]) for r in table], rel=1e-9)


def test_two_areas_by_hand() -> None:
    # 10 of 100 and 60 of 300: overall 70 / 400 = .175. Spread (100 x .075^2 + 300 x .025^2) / 400 = .001875, of which
    # chance explains .175 / 200 = .000875, so .001 is between areas; the first keeps .001 / (.001 + .00175) of itself.
    kept = 0.001 / (0.001 + 0.175 / 100)
    more = 0.001 / (0.001 + 0.175 / 300)
    assert empirical_bayes([10, 60], [100, 300]) == pytest.approx(
        [kept * 0.1 + (1 - kept) * 0.175, more * 0.2 + (1 - more) * 0.175]
    )


def test_rates_are_those_of_esda() -> None:
    smoothing = pytest.importorskip("esda.smoothing", exc_type=ImportError)
    rng = np.random.default_rng(20200204)
    base = rng.integers(300, 20_000, 80)
    events = rng.poisson(base * rng.gamma(4, 0.0005, 80))
    theirs = np.asarray(smoothing.Empirical_Bayes(events, base).r).ravel()
    assert empirical_bayes(events, base) == pytest.approx(theirs, rel=1e-9)


def test_areas_closer_than_chance_all_get_the_overall_rate() -> None:
    # 40 events in 4,000 people; esda 2.9 gives each of these areas a negative rate.
    assert empirical_bayes([10, 11, 9, 10], [1000] * 4) == pytest.approx([0.010] * 4)


def test_a_small_area_moves_further_than_a_large_one() -> None:
    small, large, *_ = empirical_bayes([4, 400, 900, 2500], [10, 1000, 10_000, 20_000])
    overall = 3804 / 31_010
    assert overall < small < large < 0.4


def test_missing_and_empty_bases_have_no_rate_and_no_events_is_zero() -> None:
    rates = empirical_bayes([5, 5, np.nan, 6], [100, 0, 100, 100])
    assert np.isnan(rates[[1, 2]]).all()
    assert rates[[0, 3]] == pytest.approx([0.055, 0.055])
    assert empirical_bayes([0, 0], [10, 20]).tolist() == [0.0, 0.0]
    assert np.isnan(empirical_bayes([1], [0])).all()


def test_unequal_lengths_are_refused() -> None:
    with pytest.raises(ValueError, match="equal length"):
        empirical_bayes([1, 2], [1])
