"""Forecasts against hand-worked walks, their edges, and their record on a real series."""

import csv
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from cxdata.stats.forecast.backtest import backtest, forecast
from cxdata.stats.forecast.projection import logit, project, share_of, verdict

NAN = float("nan")
CLIMBING = [0.50, 0.52, 0.51, 0.54, 0.55, 0.57, 0.56, 0.59, 0.60, 0.62, 0.61, 0.64]


def by_hand(series: list[float], months: int) -> tuple[float, float, int]:
    """Middle and spread on the logit, summed step by step in plain Python."""
    logits = [float(np.log(v / (1 - v))) for v in series]
    steps = [b - a for a, b in zip(logits, logits[1:], strict=False)]
    count = len(steps)
    drift = sum(steps) / count
    spread = (sum((step - drift) ** 2 for step in steps) / (count - 1)) ** 0.5
    middle = logits[-1] + sum(drift * 0.9**k for k in range(months))
    return middle, spread * (months * (1 + months / count)) ** 0.5, count - 1


@pytest.mark.parametrize("months", [1, 3, 12])
def test_the_walk_is_the_one_worked_by_hand(months: int) -> None:
    middle, spread, freedom = by_hand(CLIMBING, months)
    ahead = project(CLIMBING, horizon=months, target=0.70)
    assert len(ahead.middle) == months
    assert ahead.middle[-1] == pytest.approx(share_of(middle))
    for band, conf in ((ahead.band50, 0.50), (ahead.band80, 0.80)):
        low, high = stats.t.interval(conf, freedom, middle, spread)
        assert (band.lower[-1], band.upper[-1]) == pytest.approx((share_of(low), share_of(high)))
    chance = stats.t.sf((logit(np.array(0.70)) - middle) / spread, freedom)
    assert ahead.chance == pytest.approx(chance)
    assert ahead.no_change.tolist() == [0.64] * months
    assert ahead.months_used == 12


def test_only_the_last_two_years_are_used() -> None:
    long = [0.1, 0.9] * 20 + CLIMBING * 2
    assert project(long, horizon=3).middle.tolist() == project(CLIMBING * 2, horizon=3).middle.tolist()
    assert project(long, horizon=3).months_used == 24


@pytest.mark.parametrize(
    ("chance", "words"), [(0.19, "unlikely"), (0.2, "cannot say"), (0.8, "cannot say"), (0.81, "likely"), (NAN, "")]
)
def test_the_words_for_a_chance(chance: float, words: str) -> None:
    assert verdict(chance) == words


def test_targets_near_and_far() -> None:
    assert project(CLIMBING, horizon=12, target=0.55).verdict == "likely"
    assert project(CLIMBING, horizon=12, target=0.95).verdict == "unlikely"
    assert project(CLIMBING, horizon=12, target=0.72).verdict == "cannot say"
    assert project(CLIMBING, horizon=12).verdict == ""
    assert project(CLIMBING, horizon=12, target=0).chance == 1
    assert project(CLIMBING, horizon=12, target=1).chance == 0


def test_under_eight_months_there_is_no_forecast() -> None:
    none = project([*CLIMBING[:7], NAN], horizon=6, target=0.8)
    assert none.problem == "No forecast: 7 months with a figure, and 8 are needed."
    assert (len(none.middle), none.verdict, none.months_used) == (0, "", 7)
    assert np.isnan(none.chance)
    assert project(CLIMBING[:8], horizon=6).problem == ""
    assert project([], horizon=6).problem == "No forecast: 0 months with a figure, and 8 are needed."


def test_a_long_silence_leaves_too_few_recent_months() -> None:
    silent = project([*CLIMBING, *[NAN] * 20, 0.6, 0.61], horizon=3)
    assert silent.problem == "No forecast: 4 months with a figure, and 8 are needed."


def test_after_a_change_of_definition_only_the_months_since_count() -> None:
    changed = [*[0.9] * 20, *CLIMBING]
    assert project(changed, horizon=3, since=20).middle.tolist() == project(CLIMBING, horizon=3).middle.tolist()
    assert "5 months with a figure" in project(changed, horizon=3, since=27).problem


def test_a_gap_counts_as_the_months_it_lasted() -> None:
    logits = np.concatenate([np.arange(5) * 0.1, [NAN, NAN], np.arange(7, 12) * 0.1])
    ahead = project(share_of(logits), horizon=1)
    # A walk that climbs by .1 a month, gap or no gap, has that drift and next to no spread.
    assert float(logit(ahead.middle)[0]) == pytest.approx(1.1 + 0.1)
    assert ahead.band80.upper[0] - ahead.band80.lower[0] < 1e-6


def test_surprise_across_a_gap_is_shared_among_its_months() -> None:
    steps = [0.3, -0.1, 0.2, 0.0, 0.1, -0.2, 0.4, 0.1]
    logits = np.concatenate([[0.0], np.cumsum(steps)])
    with_gap = np.insert(logits, 5, [NAN] * 3)
    drift = sum(steps) / 11
    surprises = [step - drift for step in steps]
    surprises[4] = (steps[4] - 4 * drift) / 2
    spread = (sum(s**2 for s in surprises) / 7) ** 0.5
    high = logits[-1] + drift + stats.t.ppf(0.9, 7) * spread * (1 + 1 / 8) ** 0.5
    assert project(share_of(with_gap), horizon=1).band80.upper[0] == pytest.approx(share_of(high))


def test_months_missing_at_the_end_widen_the_band() -> None:
    late = project([*CLIMBING, NAN, NAN], horizon=1)
    on_time = project(CLIMBING, horizon=3)
    assert late.band80.lower[0] == pytest.approx(on_time.band80.lower[2])
    assert late.no_change[0] == 0.64


def test_months_at_nothing_or_everything_need_their_answers() -> None:
    full = [*CLIMBING, 1.0]
    assert "exactly 0% or 100%" in project(full, horizon=3).problem
    bases = [NAN] * 12 + [20]
    assert project(full, horizon=3, bases=bases).middle.tolist() == (
        project([*CLIMBING, 20.5 / 21], horizon=3).middle.tolist()
    )


def test_a_series_that_never_moves_is_forecast_where_it_stands() -> None:
    still = project([0.25] * 12, horizon=6, target=0.25)
    assert still.middle == pytest.approx([0.25] * 6)
    assert (still.chance, still.verdict) == (1.0, "likely")
    assert project([0.25] * 12, horizon=6, target=0.26).chance == 0


def test_a_ceiling_holds_the_band_down_and_a_target_above_it_is_out_of_reach() -> None:
    ahead = project(CLIMBING, horizon=12, target=0.8, ceiling=0.7)
    assert ahead.band80.upper.max() == 0.7
    assert (ahead.chance, ahead.verdict) == (0.0, "unlikely")


SEASON = [0.2, 0.1, 0.0, 0.4, 0.9, 1.0, 0.8, 0.6, 0.3, 0.1, 0.0, 0.0]


def test_a_season_is_carried_forward_from_the_same_month() -> None:
    logits = np.array([season + 0.1 * year for year in range(3) for season in SEASON])
    ahead = project(share_of(logits), horizon=14, seasonal=True)
    expected = [season + 0.3 for season in SEASON] + [season + 0.4 for season in SEASON[:2]]
    assert logit(ahead.middle) == pytest.approx(np.array(expected))
    assert ahead.months_used == 36


def wandering(generator: np.random.Generator, months: int) -> np.ndarray:
    season = np.resize(SEASON, months)
    return share_of(season + np.cumsum(generator.normal(0, 0.1, months)))


@pytest.mark.parametrize(("months", "seasonal"), [(24, False), (24, True), (36, True)])
def test_the_bands_hold_as_often_as_they_say_on_a_series_that_wanders(months: int, seasonal: bool) -> None:
    generator = np.random.default_rng(20200204)
    held = {0.5: [], 0.8: []}
    for _ in range(1000):
        shares = (
            wandering(generator, months + 6) if seasonal else share_of(np.cumsum(generator.normal(0, 0.1, months + 6)))
        )
        ahead = project(shares[:months], horizon=6, seasonal=seasonal)
        held[0.5].append(ahead.band50.lower[-1] <= shares[-1] <= ahead.band50.upper[-1])
        held[0.8].append(ahead.band80.lower[-1] <= shares[-1] <= ahead.band80.upper[-1])
    # A standard error is 1.6 and 1.3 points; the walk leaves room for its drift and so errs on the wide side.
    assert 0.46 <= np.mean(held[0.5]) <= 0.60
    assert 0.76 <= np.mean(held[0.8]) <= 0.90


def test_a_season_needs_two_years() -> None:
    assert "24 months are needed" in project([0.5] * 23, horizon=3, seasonal=True).problem
    assert "24 months are needed" in project([*[0.5] * 23, NAN], horizon=3, seasonal=True).problem


@pytest.mark.parametrize(("shares", "horizon"), [([50.0] * 12, 3), ([0.5] * 12, 0), ([-0.1] * 12, 3)])
def test_percentages_and_empty_horizons_are_refused(shares: list[float], horizon: int) -> None:
    with pytest.raises(ValueError, match="fractions"):
        project(shares, horizon=horizon)


@given(shares=st.lists(st.one_of(st.floats(0.001, 0.999), st.just(NAN)), max_size=40), months=st.integers(1, 24))
def test_the_bands_are_nested_and_within_0_and_1(shares: list[float], months: int) -> None:
    ahead = project(shares, horizon=months, target=0.8)
    if ahead.problem:
        assert len(ahead.middle) == 0
        return
    lines = [ahead.band80.lower, ahead.band50.lower, ahead.middle, ahead.band50.upper, ahead.band80.upper]
    for below, above in zip(lines, lines[1:], strict=False):
        assert (below <= above + 1e-12).all()
    assert (lines[0] >= 0).all()
    assert (lines[-1] <= 1).all()
    assert 0 <= ahead.chance <= 1


def takeup(folder: Path) -> tuple[list[str], np.ndarray]:
    with (folder / "moj_opg_digital_takeup.csv").open(encoding="utf-8") as file:
        table = list(csv.DictReader(file))
    return [row["month"][:7] for row in table], np.array([float(row["digital_take_up_pct"]) / 100 for row in table])


def test_the_record_on_63_months_of_a_real_service(shared_vectors: Path) -> None:
    _, shares = takeup(shared_vectors)
    assert len(shares) == 63
    found = {}
    for record in backtest(shares):
        held, errors = found.setdefault(record.method, ([], []))
        held.append(round(100 * record.coverage))
        errors.append(round(100 * record.mean_error, 1))
    assert found == {
        "damped": ([78, 76, 85], [5.0, 8.5, 7.1]),
        "no change": ([82, 87, 88], [4.5, 7.2, 6.5]),
        "straight line": ([45, 26, 35], [6.8, 9.6, 8.3]),
    }
    assert [record.forecasts for record in backtest(shares)[:3]] == [49, 46, 40]


def test_what_a_straight_line_promised_in_august_2025(shared_vectors: Path) -> None:
    months, shares = takeup(shared_vectors)
    last = months.index("2025-08")
    year = logit(shares[last - 11 : last + 1])
    middle, low, high = forecast(year, "straight line", 10)
    assert [round(100 * v) for v in (middle, low, high)] == [82, 73, 88]
    assert round(100 * shares[months.index("2026-05")], 1) == 38.3
    damped_middle, damped_low, damped_high = forecast(year, "damped", 10)
    assert damped_low < 0.383 < damped_high, "the walk's band held it"
    assert damped_high - damped_low > 2 * (high - low)
    assert damped_middle > 0.7


def test_a_series_too_short_to_check_has_no_record() -> None:
    for record in backtest([0.5, 0.6] * 6):
        assert record.forecasts == 0
        assert np.isnan([record.coverage, record.mean_error]).all()


def test_gaps_and_extremes_are_not_forecast_from() -> None:
    shares = [0.5, 0.52, 0.51, 0.55] * 5
    whole, holed = backtest(shares, horizons=(1,)), backtest([*shares[:15], NAN, *shares[16:]], horizons=(1,))
    # The gap can be neither an outcome nor a starting month: two of the eight forecasts fall away.
    assert (whole[0].forecasts, holed[0].forecasts) == (8, 6)
    assert backtest([*shares[:15], 1.0, *shares[16:]], horizons=(1,)) == holed
