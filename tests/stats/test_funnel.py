"""Funnel lines and flags, against Public Health England's published figures."""

import csv
from pathlib import Path

import numpy as np
import pytest
from scipy.stats import binom, chi2, poisson
from statsmodels.stats.proportion import proportion_confint

from cxdata.stats.funnel import shares as f

PHE_LABEL = {
    ("higher", 99.8): "High (0.001)",
    ("higher", 95.0): "High (0.025)",
    ("lower", 99.8): "Low (0.001)",
    ("lower", 95.0): "Low (0.025)",
    ("within", None): "Not significant",
}


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def test_proportion_lines_are_those_published_by_phe(shared_vectors: Path) -> None:
    published = rows(shared_vectors / "phe_funnel_prop_limits.csv")
    assert len(published) == 100
    for row in published:
        n, centre = float(row["Population"]), float(row["Baseline"]) / 100
        inner = f.proportion_limits(n, centre, z=f.Z_INNER)
        outer = f.proportion_limits(n, centre, z=f.Z_OUTER)
        ours = [100 * float(v) for v in (*inner, *outer)]
        theirs = [float(row[c]) for c in list(row)[1:5]]
        assert ours == pytest.approx(theirs, abs=2e-6), f"population {n}"


def test_proportion_lines_by_hand() -> None:
    # 100 people around 80 in 100: a standard error of the square root of .8 x .2 / 100 = .04, taken 1.96 times.
    lower, upper = f.proportion_limits(100, 0.8, z=f.Z_INNER)
    assert (float(lower), float(upper)) == pytest.approx((0.8 - 1.96 * 0.04, 0.8 + 1.96 * 0.04), abs=1e-5)
    assert [float(line) for line in f.proportion_limits(4, 0.9, z=f.Z_OUTER)] == pytest.approx([0.4365, 1.0], abs=1e-4)


@pytest.mark.parametrize(("z", "tail"), [(f.Z_INNER, 0.025), (f.Z_OUTER, 0.001)])
def test_proportion_lines_are_the_normal_ones_of_statsmodels(z: float, tail: float) -> None:
    n = np.arange(1, 400)
    for centre in (0.5, 0.806, 0.98):
        lower, upper = proportion_confint(centre * n, n, alpha=2 * tail, method="normal")
        ours = f.proportion_limits(n, centre, z=z)
        np.testing.assert_allclose(ours[0], lower, atol=1e-6)
        np.testing.assert_allclose(ours[1], upper, atol=1e-6)


def test_areas_are_labelled_by_the_lines_they_lie_outside() -> None:
    rng = np.random.default_rng(20200204)
    n = rng.integers(200, 5_000, 300)
    x = rng.binomial(n, rng.beta(80, 20, 300))
    result = f.funnel([str(i) for i in range(300)], x, n, widen=False)
    centre = x.sum() / n.sum()
    z = (x / n - centre) / np.sqrt(centre * (1 - centre) / n)

    def expected(score: float) -> tuple[str, float | None]:
        if abs(score) <= 1.959964:
            return ("within", None)
        return ("higher" if score > 0 else "lower", 99.8 if abs(score) > 3.090232 else 95.0)

    labels = [(point.direction, point.level) for point in result.points]
    assert labels == [expected(score) for score in z]
    assert len(set(labels)) == 5, "each of the five labels is given to some area"


@pytest.mark.parametrize("tail", [0.025, 0.001])
def test_expected_counts_are_those_under_which_the_observed_one_is_just_unlikely(tail: float) -> None:
    for observed in (1, 2, 5, 17, 60):
        low, high = sorted(float(v) for v in f.expected_count_limits(observed, tail=tail))
        assert poisson.sf(observed - 1, low) == pytest.approx(tail, rel=1e-6), "so many or more"
        assert poisson.cdf(observed, high) == pytest.approx(tail, rel=1e-6), "so few or fewer"


def test_all_303_area_labels_are_those_published_by_phe(shared_vectors: Path) -> None:
    published = rows(shared_vectors / "phe_funnel_prop_significance.csv")
    assert len(published) == 303
    result = f.funnel(
        [r["Area"] for r in published],
        [float(r["numerator"]) for r in published],
        [float(r["denominator"]) for r in published],
        widen=False,
    )
    ours = [PHE_LABEL[(p.direction, p.level)] for p in result.points]
    assert ours == [r["significance"] for r in published]
    assert {p.method for p in result.points} == {"lines"}


def test_these_areas_vary_far_more_than_chance_so_widened_lines_flag_few(shared_vectors: Path) -> None:
    published = rows(shared_vectors / "phe_funnel_prop_significance.csv")
    x, n = [float(r["numerator"]) for r in published], [float(r["denominator"]) for r in published]
    result = f.funnel([r["Area"] for r in published], x, n)
    assert result.phi > f.WIDEN_ABOVE
    assert result.widened
    flagged = sum(p.direction in ("higher", "lower") for p in result.points)
    assert flagged == 32, "chance-only lines flag 271 of the 303"


def test_poisson_ratio_lines_are_those_published_by_phe(shared_vectors: Path) -> None:
    # PHE found its lines by searching, to 1e-7: for 1 observed it prints .025317898; -ln(.975) = .025317808.
    assert f.expected_count_limits(1, tail=0.025)[1] == pytest.approx(-np.log(0.975), rel=1e-12)
    for row in rows(shared_vectors / "phe_funnel_ratio_poisson_limits.csv"):
        observed = float(row["Observed_events"])
        for tail, name in ((0.025, "2s"), (0.001, "3s")):
            low, high = f.expected_count_limits(observed, tail=tail)
            assert float(low) == pytest.approx(float(row[f"lower_{name}_exp_events"]), rel=1e-6, abs=1e-7)
            assert float(high) == pytest.approx(float(row[f"upper_{name}_exp_events"]), rel=1e-6, abs=1e-7)
            assert 100 * observed / float(low) == pytest.approx(float(row[f"lower_{name}_isr"]), rel=1e-6, abs=1e-7)


@pytest.mark.parametrize(
    ("observed", "expected", "verdict"),
    [
        (5, 11.7, ("lower", 95.0)),  # the 95 % line for 5 observed lies at 11.668 expected
        (5, 11.6, ("within", None)),
        (5, 16.5, ("lower", 99.8)),  # and the 99.8 % line at 16.455
        (5, 1.6, ("higher", 95.0)),
        (5, 0.7, ("higher", 99.8)),
        (0, 3.6, ("within", None)),  # -ln(.025) = 3.689
        (0, 3.7, ("lower", 95.0)),
        (3, 0.0, ("too few", None)),
        (float("nan"), 4.0, ("too few", None)),
    ],
)
def test_ratio_verdicts(observed: float, expected: float, verdict: tuple[str, float | None]) -> None:
    assert f.ratio_verdict(observed, expected) == verdict


def test_a_small_base_at_98_in_100_is_flagged_by_the_exact_tail() -> None:
    # 18 of 20 satisfied lies below the 95 % line (18.6 of 20), yet has a chance of about 6 in 100.
    result = f.funnel(["Small ward"], [18], [20], centre=0.98)
    point = result.points[0]
    assert point.value < point.lower_95
    assert (point.method, point.direction, point.words) == ("exact", "within", "within what chance gives")
    # 16 of 20: the chance of 4 or more dissatisfied is 0.0006, below 1 in 1,000.
    four_unhappy = f.funnel(["Small ward"], [16], [20], centre=0.98).points[0]
    assert (four_unhappy.direction, four_unhappy.level) == ("lower", 99.8)


def test_a_high_count_is_flagged_by_the_other_exact_tail() -> None:
    # Complaints from 5 of 30 where 2 in 100 complain: chance 0.0003 (plain sum of binomial terms).
    point = f.funnel(["Ward"], [5], [30], centre=0.02).points[0]
    assert (point.direction, point.level, point.words) == ("higher", 99.8, "higher than expected")


def test_too_few_missing_and_empty_areas_are_named_not_dropped() -> None:
    result = f.funnel(["A", "B", "C", "D"], [9, 0, float("nan"), 80], [9, 0, 50, 100])
    assert [p.words for p in result.points[:3]] == ["too few to say"] * 3
    assert result.centre == 0.8, "only D has a base to stand on"
    assert result.points[3].direction == "within"
    assert np.isnan(result.points[1].value)


def test_no_usable_area_gives_no_centre_and_no_verdict() -> None:
    result = f.funnel(["A"], [2], [3])
    assert np.isnan(result.centre)
    assert result.points[0].direction == "too few"
    assert not result.widened


def test_areas_that_differ_only_by_chance_keep_the_plain_lines() -> None:
    rng = np.random.default_rng(20200204)
    n = np.full(200, 400)
    x = rng.binomial(n, 0.8)
    result = f.funnel([str(i) for i in range(200)], x, n)
    assert 0.5 < result.phi < 1.1, "phi is 1 by chance, a little less after pulling in the outer tenths"
    assert not result.widened


def test_overdispersion_by_hand() -> None:
    # Five equal areas around one half; w = 400 each. Unwinsorised z by hand, then the outer ones pulled in.
    x, n = np.array([30, 45, 50, 55, 70]), np.full(5, 100)
    z = [(np.arcsin(np.sqrt(v / 100)) - np.arcsin(np.sqrt(0.5))) * 20 for v in x]
    low, high = z[0] + 0.4 * (z[1] - z[0]), z[3] + 0.6 * (z[4] - z[3])
    phi_by_hand = (low**2 + z[1] ** 2 + 0 + z[3] ** 2 + high**2) / 5
    phi, tau2 = f.overdispersion(x, n, 0.5)
    assert phi == pytest.approx(phi_by_hand)
    assert tau2 == pytest.approx((5 * phi_by_hand - 4) / (2000 - 400))


def test_widened_lines_and_a_small_base_must_both_agree() -> None:
    rng = np.random.default_rng(1)
    n = np.full(60, 2_000)
    x = rng.binomial(n, rng.choice([0.96, 0.99], 60))
    result = f.funnel([*map(str, range(60)), "tiny"], [*x, 20], [*n, 20])
    assert result.widened
    assert result.points[-1].method == "lines and exact"
    assert result.points[-1].direction == "within"


def test_impossible_counts_are_refused() -> None:
    with pytest.raises(ValueError, match="between 0 and its denominator"):
        f.funnel(["A"], [12], [10])


def test_the_lines_of_a_count_are_those_of_chi_square_and_its_tails_those_of_the_binomial() -> None:
    observed = np.arange(1, 400)
    low, high = f.expected_count_limits(observed, tail=f.TAIL_OUTER)
    assert low == pytest.approx(chi2.ppf(1 - f.TAIL_OUTER, 2 * observed + 2) / 2, rel=1e-12)
    assert high == pytest.approx(chi2.ppf(f.TAIL_OUTER, 2 * observed) / 2, rel=1e-12)
    for x, n, centre in ((5, 30, 0.02), (0, 400, 0.01), (9, 9, 0.4), (3, 400, 0.02), (17, 400, 0.02)):
        rare = [binom.cdf(x, n, centre), binom.sf(x - 1, n, centre)]
        expected = [("lower", "higher")[side] for side in (0, 1) if rare[side] <= f.TAIL_INNER]
        assert [f._by_tail(x, n, centre)[0]] == (expected or ["within"])
