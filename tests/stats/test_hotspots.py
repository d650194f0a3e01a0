"""Gi* against PySAL, the permutation test against enumeration, tiers, clusters and what is left out."""

import csv
import itertools
import json
from pathlib import Path

import numpy as np
import pytest

from cxdata.stats.areas.clusters import find_hotspots, gi_star, permutation_p, usable_neighbours


def grid(side: int) -> list[list[int]]:
    """Queen neighbours on a square grid."""
    near = [-1, 0, 1]
    return [
        [
            (r + dr) * side + c + dc
            for dr in near
            for dc in near
            if (dr, dc) != (0, 0) and 0 <= r + dr < side and 0 <= c + dc < side
        ]
        for r in range(side)
        for c in range(side)
    ]


def sids(folder: Path) -> tuple[list[str], np.ndarray, list[list[int]], list[dict[str, str]]]:
    with (folder / "sids2_eb_gistar.csv").open(encoding="utf-8") as file:
        table = list(csv.DictReader(file))
    rates = np.array([float(r["sids74"]) / float(r["births74"]) for r in table])
    return (
        [r["name"] for r in table],
        rates,
        [[int(j) for j in r["neighbours"].split()] for r in table],
        table,
    )


def test_six_points_of_pysal(shared_vectors: Path) -> None:
    known = json.loads((shared_vectors / "esda_gistar6.json").read_text())
    points = np.array(known["points"], dtype=float)
    near = [
        [j for j in range(6) if j != i and np.hypot(*(points[i] - points[j])) <= known["threshold"]] for i in range(6)
    ]
    assert gi_star(known["y"], near) == pytest.approx(known["Z_Gistar_binary"], abs=1e-8)


def test_z_of_four_areas_in_a_row_by_hand() -> None:
    # Rates 1, 2, 3 and 6: mean 3, variance (4 + 1 + 0 + 9) / 4 = 3.5. The second area with both its neighbours holds
    # 6 in 3 places where 9 are expected; the spread of such a sum is the square root of 3.5 x (4 x 3 - 9) / 3.
    z = gi_star([1, 2, 3, 6], [[1], [0, 2], [1, 3], [2]])
    assert z[1] == pytest.approx((6 - 9) / (3.5 * 3 / 3) ** 0.5)
    assert z[3] == pytest.approx((9 - 6) / (3.5 * (4 * 2 - 4) / 3) ** 0.5)


def test_z_of_north_carolina_is_that_of_pysal(shared_vectors: Path) -> None:
    _, rates, near, table = sids(shared_vectors)
    assert gi_star(rates, near) == pytest.approx([float(r["gi_star_z_of_rate"]) for r in table], abs=1e-9)


def test_z_and_p_agree_with_esda() -> None:
    esda = pytest.importorskip("esda", exc_type=ImportError)
    libpysal = pytest.importorskip("libpysal", exc_type=ImportError)
    near = grid(7)
    near[23] = [j for j in near[23] if j != 24]  # neighbours need not be mutual
    rates = np.random.default_rng(20200204).gamma(2, 0.01, 49)
    weights = libpysal.weights.W(dict(enumerate(near)), silence_warnings=True)
    oracle = esda.G_Local(rates, weights, transform="B", star=True, permutations=999, seed=12345, n_jobs=1)
    assert gi_star(rates, near) == pytest.approx(oracle.Zs, abs=1e-9)
    ours, _ = permutation_p(rates, usable_neighbours(rates, near), tested=np.ones(49, dtype=bool), draws=9_999)
    # esda 2.9 gives the smaller tail only. Independent runs of 9,999 and 999 draws may differ by 4.5 standard errors
    # of a difference of shares near one half, doubled for two tails: 9 * sqrt(.25 / 9999 + .25 / 999) = .149.
    assert np.abs(ours - np.minimum(1, 2 * oracle.p_sim)).max() < 0.149


def test_permutation_p_is_the_enumerated_one() -> None:
    rates = np.array([1.0, 2.0, 4.0, 8.0, 16.0, 32.0])
    around = usable_neighbours(rates, [[5, 4], [0], [0], [0], [0], [0]])
    p, high = permutation_p(rates, around, tested=np.array([True] + [False] * 5), draws=40_000)
    sums = [sum(pair) for pair in itertools.combinations(rates[1:], 2)]
    upper = sum(s >= 48 for s in sums) / len(sums)
    assert upper == 0.1
    assert high[0]
    # Standard error of the doubled share over 40,000 draws: 2 * sqrt(.1 * .9 / 40000) = .003; four of them.
    assert p[0] == pytest.approx(2 * upper, abs=0.012)
    assert np.isnan(p[1:]).all()


def test_a_planted_cluster_is_found_with_its_totals_and_nothing_else() -> None:
    side = 10
    rng = np.random.default_rng(7)
    base = np.full(side * side, 1_000.0)
    risk = np.full(side * side, 0.10)
    planted = [r * side + c for r in (2, 3, 4) for c in (2, 3, 4)]
    risk[planted] = 0.20
    events = rng.poisson(base * risk).astype(float)
    names = [f"ward {i}" for i in range(side * side)]
    result = find_hotspots(names, events / base, grid(side), events=events, base=base)
    hot = [c for c in result.clusters if c.high]
    assert len(hot) == 1
    # Its corners border more ordinary areas than planted ones, so the middle and the sides are what shows.
    assert {"ward 33", "ward 23", "ward 32", "ward 34", "ward 43"} <= set(hot[0].names)
    assert set(hot[0].names) <= {f"ward {i}" for i in planted}
    at = [names.index(n) for n in hot[0].names]
    assert hot[0].events == sum(events[i] for i in at)
    assert hot[0].base == 1_000 * len(at)
    assert result.sentence.startswith("Clusters of neighbouring areas found: 1 where rates are higher than elsewhere")
    assert result.draws == 9_999


def test_the_same_seed_gives_the_same_map() -> None:
    rates = np.random.default_rng(3).normal(10, 1, 36)
    first, second = (find_hotspots([str(i) for i in range(36)], rates, grid(6)) for _ in range(2))
    assert first == second


def tier(p: float, q: float) -> str:
    return "strong" if q < 0.05 else "likely" if q < 0.10 else "possible" if p < 0.05 else "none"


def test_every_tier_is_given_where_p_and_q_say_so() -> None:
    seen = set()
    for seed in range(6):
        rng = np.random.default_rng(seed)
        rates = rng.normal(10, 1, 100)
        rates[[12, 13, 14, 22, 23, 24, 32, 33, 34]] += 0.5 + seed / 2
        result = find_hotspots([f"W{i}" for i in range(100)], rates, grid(10), draws=1_999)
        assert [spot.tier for spot in result.spots] == [tier(spot.p, spot.q) for spot in result.spots]
        seen |= {spot.tier for spot in result.spots}
    assert seen == {"strong", "likely", "possible", "none"}


def test_no_county_of_north_carolina_survives_the_allowance_for_looking(shared_vectors: Path) -> None:
    names, rates, near, _ = sids(shared_vectors)
    result = find_hotspots(names, rates, near, draws=1_999)
    assert [spot.tier for spot in result.spots] == [tier(spot.p, spot.q) for spot in result.spots]
    by_name = {s.name: s for s in result.spots}
    assert (by_name["Northampton"].tier, by_name["Northampton"].high) == ("possible", True)
    assert result.clusters == (), "twelve counties have p < .05, none survives the allowance for 100 looks"


def test_islands_and_missing_areas_are_listed_and_take_no_part() -> None:
    rates = np.random.default_rng(4).normal(10, 2, 36)
    near = grid(6)
    near[0] = []
    near = [[j for j in around if j != 0] for around in near]
    rates[35] = np.nan
    names = [f"W{i}" for i in range(36)]
    result = find_hotspots(names, rates, near, draws=999)
    assert result.left_out == ("W0", "W35")
    assert [result.spots[i].tier for i in (0, 35)] == ["not tested", "not tested"]
    kept = np.delete(np.arange(36), 35)
    without = gi_star(rates[kept], [[j for j in near[i] if j != 35] for i in kept])
    ours = np.array([s.z for s in result.spots])[kept]
    assert ours[1:] == pytest.approx(without[1:])


def test_no_variation_and_too_few_areas_switch_the_search_off_in_words() -> None:
    flat = find_hotspots([str(i) for i in range(36)], [0.1] * 36, grid(6))
    assert flat.sentence == "The rates do not vary from area to area, so there is no cluster."
    few = find_hotspots([str(i) for i in range(16)], list(range(16)), grid(4))
    assert few.sentence == "Clusters are not looked for with fewer than 20 areas: see the funnel."
    assert {s.tier for s in few.spots} == {"not tested"}


def test_finding_nothing_is_not_called_no_problem() -> None:
    rates = np.random.default_rng(20200204).normal(10, 1, 36)
    quiet = find_hotspots([str(i) for i in range(36)], rates, grid(6))
    assert quiet.clusters == ()
    assert quiet.sentence.startswith("No strong cluster found. That is not the same as no problem")
