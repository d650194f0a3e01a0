"""The benchmark of false alarms, in small: its figures against those worked out by another route."""

from math import comb

import pytest

from benchmarks.false_alarms import Alarms, charts, funnels, grid, main, maps
from tests.effort import sample


def binomial_at_most(k: int, n: int, p: float) -> float:
    return sum(comb(n, x) * p**x * (1 - p) ** (n - x) for x in range(k + 1))


def test_a_grid_ward_has_up_to_eight_neighbours() -> None:
    near = grid(4, 6)
    assert sorted(near[0]) == [1, 6, 7]
    assert sorted(near[7]) == [0, 1, 2, 6, 8, 12, 13, 14]
    assert sum(map(len, near)) == 2 * (4 * 5 + 3 * 6 + 2 * 3 * 5)


def test_a_verdict_allows_two_standard_errors_and_no_more() -> None:
    assert Alarms("x", 13, 100, 0.10).holds
    assert not Alarms("x", 20, 100, 0.10).holds
    assert Alarms("x", 13, 100, 0.10).two_se == pytest.approx(2 * (0.13 * 0.87 / 100) ** 0.5)
    assert Alarms("x", 99, 100, None).holds
    assert Alarms("x", 20, 100, 0.10).line.endswith("BROKEN")


def test_funnel_alarms_are_those_of_the_binomial_law() -> None:
    found = {a.what: a for a in funnels(sample(1_500, 4_000))}
    # Lowest counts inside the lines at 98 in 100, by hand: of 20 the 95 % line lies at 18.4, the exact one at 17.
    lines = found["funnel, 20 answers at 98 in 100: low at 95 %, lines alone"]
    ours = found["funnel, 20 answers at 98 in 100: low at 95 %"]
    # Three standard errors of so many wards.
    assert lines.share == pytest.approx(binomial_at_most(18, 20, 0.98), abs=1.5 * lines.two_se)
    assert ours.share == pytest.approx(binomial_at_most(17, 20, 0.98), abs=1.5 * ours.two_se)
    assert all(a.holds for a in found.values())
    assert lines.share > 2 * 0.025, "the lines alone cry wolf more than twice as often as they say"


def test_few_maps_and_charts_without_anything_in_them_raise_an_alarm() -> None:
    for alarms in (*maps(sample(8, 20)), *charts(sample(60, 150))):
        assert alarms.holds, alarms.line


def test_the_run_prints_a_line_each_and_a_verdict(capsys: pytest.CaptureFixture[str]) -> None:
    broken = main(repeats=1, wards=50, series=5)
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "False alarms where nothing is the matter (seed 20200204)"
    assert len(lines) == 2 + 3 + 16 + 4
    assert sum(line.endswith("BROKEN") for line in lines) == broken
