"""Byar and exact Poisson limits against Public Health England's tables and scipy's chi-squared."""

import csv
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from cxdata.stats.basics.rates import byar, exact_poisson, rate_interval


def rows(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / name).open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def test_byar_gives_public_health_englands_limits(shared_vectors: Path) -> None:
    table = [row for row in rows(shared_vectors, "phe_byars_wilson.csv") if row["method"] == "Byars"]
    assert len(table) == 7
    for row in table:
        lower, upper = byar(float(row["x"]), conf=float(row["confidence"].rstrip("%")) / 100)
        if row["lowercl"]:
            assert float(lower) == pytest.approx(float(row["lowercl"]), rel=1e-9)
        else:
            assert float(lower) == 0, "the approximation falls below 0 here; a count cannot"
        assert float(upper) == pytest.approx(float(row["uppercl"]), rel=1e-9)


def test_byar_by_its_formula() -> None:
    # Breslow and Day, Statistical Methods in Cancer Research II (1987), p. 69: x (1 - 1/9x -+ z / 3 sqrt x)^3, the
    # upper limit with x + 1. For 64: 64 (1 - 1/576 - 1.959964/24)^3 = 49.285.
    lower, upper = byar(64)
    assert float(lower) == pytest.approx(64 * (1 - 1 / 576 - 1.959964 / 24) ** 3, rel=1e-6)
    assert float(lower) == pytest.approx(49.285, abs=0.001)
    assert float(upper) == pytest.approx(65 * (1 - 1 / 585 + 1.959964 / (3 * 65**0.5)) ** 3, rel=1e-6)
    assert float(byar(0.445).lower) == 0, "the approximation falls below 0 here; a count cannot"


@pytest.mark.parametrize(("conf", "apart"), [(0.95, 0.002), (0.998, 0.015)])
def test_byar_is_near_the_exact_limits_from_ten_events_on(conf: float, apart: float) -> None:
    # Furthest apart at ten events, in the lower limit: by .17 % at 95 %, by 1.5 % at 99.8 %.
    count = np.arange(10, 500)
    near, exact = byar(count, conf=conf), exact_poisson(count, conf=conf)
    np.testing.assert_allclose(near.lower, exact.lower, rtol=apart)
    np.testing.assert_allclose(near.upper, exact.upper, rtol=apart)


def test_a_rate_is_exact_below_ten_events_and_byars_from_ten_on() -> None:
    rates = rate_interval([9, 10], [100, 100], per=100)
    assert rates.method.tolist() == ["exact", "Byar"]
    assert rates.value.tolist() == [9.0, 10.0]
    assert rates.lower.tolist() == pytest.approx([float(exact_poisson(9).lower), float(byar(10).lower)])
    assert rates.upper.tolist() == pytest.approx([float(exact_poisson(9).upper), float(byar(10).upper)])


def test_rates_per_100_give_public_health_englands_limits_and_method(shared_vectors: Path) -> None:
    table = rows(shared_vectors, "phe_byars_rates_per100.csv")
    events, base = ([float(row[name]) for row in table] for name in ("Numerator", "Denominator"))
    for conf, lower, upper in ((0.95, "lower95_0cl", "upper95_0cl"), (0.998, "lower99_8cl", "upper99_8cl")):
        ours = rate_interval(events, base, per=100, conf=conf)
        np.testing.assert_allclose(ours.value, [float(row["value"]) for row in table])
        np.testing.assert_allclose(ours.lower, [float(row[lower]) for row in table], rtol=1e-8)
        np.testing.assert_allclose(ours.upper, [float(row[upper]) for row in table], rtol=1e-8)
        assert ours.method.tolist() == [
            row["method"].replace("Byars", "Byar").replace("Exact", "exact") for row in table
        ]


@given(st.integers(1, 2000))
def test_exact_limits_are_the_chi_squared_ones(count: int) -> None:
    lower, upper = exact_poisson(count)
    assert float(lower) == pytest.approx(stats.chi2.ppf(0.025, 2 * count) / 2, rel=1e-9)
    assert float(upper) == pytest.approx(stats.chi2.ppf(0.975, 2 * count + 2) / 2, rel=1e-9)


def test_no_events_is_a_rate_of_nought_with_an_upper_limit() -> None:
    rates = rate_interval(0, 1000)
    assert (float(rates.value), float(rates.lower), str(rates.method)) == (0.0, 0.0, "exact")
    assert float(rates.upper) == pytest.approx(-np.log(0.025)), "the count for which none is seen 1 time in 40"


def test_no_base_gives_no_rate() -> None:
    rates = rate_interval([5, 50, 5], [0, np.nan, 1000])
    assert np.isnan(rates.value[:2]).all()
    assert np.isnan(rates.lower[:2]).all()
    assert np.isnan(rates.upper[:2]).all()
    assert rates.method.tolist() == ["", "", "exact"]
    assert rates.value[2] == 5.0


def test_a_missing_count_gives_no_rate() -> None:
    rates = rate_interval([np.nan, 12], [1000, 1000])
    assert np.isnan([rates.value[0], rates.lower[0], rates.upper[0]]).all()
    assert rates.method.tolist() == ["", "Byar"]


@given(events=st.integers(0, 100_000), base=st.floats(1, 1e7))
def test_the_interval_holds_the_rate(events: int, base: float) -> None:
    rates = rate_interval(events, base)
    assert 0 <= rates.lower <= rates.value <= rates.upper


@pytest.mark.parametrize(("events", "base"), [(-1, 10), (1, -10)])
def test_negative_numbers_are_refused(events: int, base: int) -> None:
    with pytest.raises(ValueError, match="negative"):
        rate_interval(events, base)
