"""The one method of carrying a figure forward: known answers, hand-worked parts, edges, and its own record."""

import csv
from collections import defaultdict
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats
from scipy.special import expit, logit

from cxdata.stats.forecast.drift import drift, drift_ahead
from cxdata.stats.forecast.level import levels, smoothing_weight
from cxdata.stats.forecast.method import fit
from cxdata.stats.forecast.outlook import outlook, reach_of, verdict
from cxdata.stats.forecast.own_errors import OwnErrors
from cxdata.stats.forecast.record import Record, past_forecasts, record

NAN = float("nan")
VECTORS = Path(__file__).resolve().parent.parent / "vectors"


def series_known() -> dict[str, np.ndarray]:
    found: dict[str, list[float]] = defaultdict(list)
    with (VECTORS / "forecast_auto.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            found[row["series"]].append(float(row["logit"] or "nan"))
    return {name: np.array(values) for name, values in found.items()}


def answers_known() -> dict[str, list[dict[str, str]]]:
    found: dict[str, list[dict[str, str]]] = defaultdict(list)
    with (VECTORS / "forecast_auto_expected.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            found[row["series"]].append(row)
    return found


@pytest.mark.parametrize("name", sorted(series_known()))
def test_it_agrees_with_another_program_written_from_the_same_description(name: str) -> None:
    told, expected = fit(series_known()[name]), answers_known()[name]
    first = expected[0]
    assert told.season.taken_out == bool(int(first["seasonal"]))
    assert told.weight == float(first["alpha"])
    assert told.drift == pytest.approx(float(first["drift"]), rel=1e-4, abs=1e-6)
    assert told.errors.growth == pytest.approx(float(first["beta"]), rel=1e-4, abs=1e-6)
    ahead = np.array([float(row["h"]) for row in expected])
    assert ahead.tolist() == [1, 3, 6, 12]
    assert told.middle(ahead) == pytest.approx([float(row["middle_logit"]) for row in expected], rel=1e-4)
    assert told.half_width(0.8, ahead) == pytest.approx([float(row["half80_logit"]) for row in expected], rel=1e-4)


# The parts, by hand


def test_the_level_moves_by_its_weight_of_each_surprise_and_a_gap_carries_it() -> None:
    series = np.array([1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 2.0, NAN, 2.0])
    assert levels(series, 0.5).tolist() == [1, 1, 1, 1, 1, 1, 1.5, 1.5, 1.75]


def test_a_series_that_stays_where_it_jumps_to_is_followed_and_one_that_springs_back_is_not() -> None:
    walk = np.cumsum(np.random.default_rng(7).normal(0, 1, 60))
    noise = np.random.default_rng(7).normal(0, 1, 60)
    assert smoothing_weight(walk) >= 0.8
    assert smoothing_weight(noise) <= 0.1


def test_a_slope_is_believed_as_far_as_its_t_allows() -> None:
    rng = np.random.default_rng(11)
    series = 0.02 * np.arange(24) + rng.normal(0, 0.1, 24)
    line = stats.linregress(np.arange(24), series)
    residuals = series - line.intercept - line.slope * np.arange(24)
    like = max((residuals[1:] @ residuals[:-1]) / (residuals @ residuals) + 3 / 24, 0)
    t2 = (line.slope / line.stderr) ** 2 * (1 - like) / (1 + like)
    assert t2 > 4
    assert drift(series) == pytest.approx(line.slope * (1 - 4 / t2))
    assert drift(rng.normal(0, 1, 24)) == 0, "no slope is plain to see in noise"
    assert drift(np.array([*[9.0] * 30, *np.arange(24) * 0.1])) == pytest.approx(0.1), "older months do not count"


def test_the_drift_fades_by_a_tenth_a_month() -> None:
    assert drift_ahead(1.0, np.array([1.0, 2.0, 3.0])) == pytest.approx([1, 1.9, 2.71])
    assert drift_ahead(1.0, np.array([1000.0])) == pytest.approx([10])


def test_the_band_is_a_quantile_of_past_errors_that_grows_with_months_ahead() -> None:
    errors = OwnErrors(np.ones(31), np.arange(31.0), growth=0.5)
    # 31 errors at one month ahead count as ten separate ones: .8 becomes .88, at middle weights place 26.78.
    assert errors.half_width(0.8, np.array([1.0, 4.0])) == pytest.approx([0.88 * 31 - 0.5, 2 * (0.88 * 31 - 0.5)])


# Lengths and edges


@pytest.mark.parametrize(("months", "reach"), [(0, 0), (17, 0), (18, 6), (23, 6), (24, 12), (35, 12), (36, 24)])
def test_how_far_so_many_months_may_be_carried(months: int, reach: int) -> None:
    assert reach_of(months) == reach
    shares = 0.5 + 0.01 * np.resize([1, -1, 2, 0, -2], months)
    assert len(outlook(shares, kind="share", horizon=60).middle) == reach


def test_under_eighteen_months_there_is_no_forecast_and_no_chance() -> None:
    none = outlook([0.5, 0.52] * 8 + [NAN, 0.51], kind="share", horizon=6)
    assert none.problem == (
        "No forecast: 17 months with a figure are too short a time to know what is usual; 18 are needed."
    )
    assert np.isnan(none.chance_at_least(0.5, 1))


PERCENT = [50, 52, 51, 54, 55, 53, 56, 52, 54, 55, 51, 53, 54, 51, 55, 52, 53, 56, 52, 55, 50, 52, 54, 53]
WANDERING = [share / 100 for share in PERCENT]


def test_months_missing_at_the_end_are_counted_from_the_last_that_is_known() -> None:
    late = outlook([*WANDERING, NAN, NAN], kind="share", horizon=12)
    on_time = outlook(WANDERING, kind="share", horizon=12)
    assert (late.stale, on_time.stale) == (2, 0)
    assert late.middle == pytest.approx(on_time.middle)
    assert late.band80.lower == pytest.approx(on_time.band80.lower)
    assert late.no_change == 0.53


def test_a_figure_that_never_moves_has_no_band_and_no_chance() -> None:
    still = outlook([0.25] * 24, kind="share", horizon=12, bases=[100] * 24)
    assert not still.varies
    assert still.middle == pytest.approx([0.25] * 12)
    assert np.isnan(still.chance_at_least(0.2, 12))


def test_months_at_nothing_or_everything_are_read_with_their_answers() -> None:
    full = [*WANDERING[:23], 1.0]
    read = outlook(full, kind="share", horizon=3, bases=[20] * 24)
    assert read.middle.tolist() == outlook([*WANDERING[:23], 20.5 / 21], kind="share", horizon=3).middle.tolist()
    assert outlook(full, kind="share", horizon=3).months_used == 23, "without the answers it is a gap"


def test_only_the_last_five_years_are_used() -> None:
    recent = np.resize(WANDERING, 60)
    old = np.concatenate([[0.9, 0.1] * 30, recent])
    assert outlook(old, kind="share", horizon=3).middle.tolist() == (
        outlook(recent, kind="share", horizon=3).middle.tolist()
    )


def test_a_ceiling_holds_the_band_down_and_a_target_above_it_is_out_of_reach() -> None:
    ahead = outlook(WANDERING, kind="share", horizon=12, ceiling=0.54)
    assert ahead.band80.upper.max() == 0.54
    assert ahead.chance_at_least(0.55, 12) == 0


def test_chances_agree_with_the_band_and_with_common_sense() -> None:
    ahead = outlook(WANDERING, kind="share", horizon=12)
    assert ahead.chance_at_least(ahead.band80.lower[11], 12) == pytest.approx(0.9)
    assert ahead.chance_at_least(ahead.middle[11], 12) == pytest.approx(0.5)
    assert ahead.chance_at_least(ahead.band80.upper[11], 12) == pytest.approx(0.1)
    assert (ahead.chance_at_least(0, 12), ahead.chance_at_least(1, 12)) == (1, 0)
    assert np.isnan(ahead.chance_at_least(0.5, 13)), "beyond its reach nothing is said"


@pytest.mark.parametrize(
    ("chance", "words"), [(0.19, "unlikely"), (0.2, "cannot say"), (0.8, "cannot say"), (0.81, "likely"), (NAN, "")]
)
def test_the_words_for_a_chance(chance: float, words: str) -> None:
    assert verdict(chance) == words


@pytest.mark.parametrize(
    ("values", "kind", "horizon"),
    [([50.0] * 24, "share", 3), ([0.5] * 24, "share", 0), ([-1.0] * 24, "wait", 3), ([101.0] * 24, "score", 3)],
)
def test_figures_that_cannot_be_are_refused(values: list[float], kind: str, horizon: int) -> None:
    with pytest.raises(ValueError, match="lies between"):
        outlook(values, kind=kind, horizon=horizon)


# Waits, counts and scores


def test_a_wait_is_carried_forward_by_ratios_and_never_below_nothing() -> None:
    waits = 60 * np.exp(np.random.default_rng(21).normal(0, 0.5, 36))
    in_seconds, in_minutes = (outlook(waits / unit, kind="wait", horizon=12) for unit in (1, 60))
    assert in_minutes.middle * 60 == pytest.approx(in_seconds.middle)
    assert in_minutes.band80.lower * 60 == pytest.approx(in_seconds.band80.lower)
    assert (in_seconds.band80.lower > 0).all()
    upper, lower = in_seconds.band80.upper[0], in_seconds.band80.lower[0]
    assert upper / in_seconds.middle[0] == pytest.approx(in_seconds.middle[0] / lower)


def test_small_counts_with_months_of_nothing_have_a_forecast() -> None:
    counts = np.random.default_rng(21).poisson(2, 36).astype(float)
    assert (counts == 0).any()
    ahead = outlook(counts, kind="count", horizon=12)
    assert ahead.months_used == 36
    assert 0 <= ahead.band80.lower[0] < ahead.middle[0] < ahead.band80.upper[0]
    assert 1 < ahead.middle[0] < 3


def test_a_score_is_a_share_of_a_hundred() -> None:
    shares = np.array(WANDERING)
    assert outlook(100 * shares, kind="score", horizon=6).middle == pytest.approx(
        100 * outlook(shares, kind="share", horizon=6).middle
    )


# Properties


@st.composite
def months_of_shares(draw: st.DrawFn) -> list[float]:
    value = st.one_of(st.floats(0.01, 0.99), st.just(NAN))
    return draw(st.lists(value, min_size=18, max_size=70))


@settings(max_examples=60, deadline=None)
@given(shares=months_of_shares(), horizon=st.integers(1, 24))
def test_the_bands_are_nested_and_within_0_and_1(shares: list[float], horizon: int) -> None:
    ahead = outlook(shares, kind="share", horizon=horizon)
    lines = [ahead.band80.lower, ahead.band50.lower, ahead.middle, ahead.band50.upper, ahead.band80.upper]
    for below, above in zip(lines, lines[1:], strict=False):
        assert (below <= above + 1e-12).all()
    assert (lines[0] >= 0).all()
    assert (lines[-1] <= 1).all()


@settings(max_examples=40, deadline=None)
@given(shares=months_of_shares())
def test_what_is_not_satisfied_is_the_mirror_of_what_is(shares: list[float]) -> None:
    up = outlook(shares, kind="share", horizon=6)
    down = outlook(1 - np.array(shares), kind="share", horizon=6)
    assert down.middle == pytest.approx(1 - up.middle, abs=1e-9)
    assert down.band80.lower == pytest.approx(1 - up.band80.upper, abs=1e-9)
    if len(up.middle) == 6 and up.varies:
        assert down.chance_at_least(0.4, 6) == pytest.approx(1 - up.chance_at_least(0.6, 6), abs=1e-9)


@settings(max_examples=20, deadline=None)
@given(shares=months_of_shares(), later=st.lists(st.floats(0.01, 0.99), min_size=1, max_size=6))
def test_a_past_forecast_knows_nothing_of_what_came_after(shares: list[float], later: list[float]) -> None:
    """Every forecast the record holds is the one that `outlook` would have made on the day."""
    whole = [*shares, *later]
    for one in past_forecasts(whole, kind="share")[-30:]:
        then = outlook(whole[: one.origin + 1], kind="share", horizon=24)
        assert one.middle == then.middle[one.ahead - 1]
        assert (one.lower_80, one.outcome, one.no_change) == (
            then.band80.lower[one.ahead - 1],
            whole[one.place],
            whole[one.origin],
        )


# The record


def test_the_record_counts_every_origin_with_eighteen_months_behind_it() -> None:
    past = past_forecasts(np.resize(WANDERING, 36), kind="share")
    # Origins are months 18 to 35; from 18 to 23 they reach 6 months ahead, from 24 on twelve.
    assert record(past, 1).forecasts == 18
    assert record(past, 6).forecasts == 13
    assert record(past, 12).forecasts == 1
    nothing = record(past, 24)
    assert (nothing.forecasts, np.isnan(nothing.coverage), nothing.poor) == (0, True, False)


@pytest.mark.parametrize(("held", "forecasts", "poor"), [(6, 10, True), (7, 10, False), (2, 9, False)])
def test_a_poor_record_is_under_65_in_100_of_ten_and_more(held: int, forecasts: int, poor: bool) -> None:
    assert Record(6, forecasts, held, 0.1, 0.1).poor is poor


def test_a_record_adds_up_by_another_route() -> None:
    shares = expit(logit(0.6) + np.cumsum(np.random.default_rng(101).normal(0, 0.1, 60)))
    told = record(past_forecasts(shares, kind="share"), 3)
    held, errors, plain = [], [], []
    for origin in range(17, 57):
        then = outlook(shares[: origin + 1], kind="share", horizon=3)
        held.append(then.band80.lower[2] <= shares[origin + 3] <= then.band80.upper[2])
        errors.append(abs(then.middle[2] - shares[origin + 3]))
        plain.append(abs(shares[origin] - shares[origin + 3]))
    assert (told.forecasts, told.held) == (40, sum(held))
    assert (told.mean_error, told.no_change_error) == pytest.approx((np.mean(errors), np.mean(plain)))
