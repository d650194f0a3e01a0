"""The arithmetic of a target, on the council's own renewals and on plain numbers."""

import json
from pathlib import Path

import numpy as np
import pytest

from cxdata.stats.forecast.pace import extra_needed, pace


def test_garden_waste_needs_2500_more_online_for_80_per_cent_and_3750_for_85(published: Path) -> None:
    example = json.loads((published / "minutes_worked_examples.json").read_text())["garden_waste_renewals"]
    online, renewals = example["online_share"] * example["renewals"], example["renewals"]
    assert extra_needed(online, renewals, 0.80) == example["expect"]["extra_online_needed_for_80pct"] == 2500
    assert extra_needed(online, renewals, 0.85) == example["expect"]["extra_online_needed_for_85pct"] == 3750
    assert extra_needed(online, renewals, 0.70) == extra_needed(online, renewals, 0.5) == 0


def test_part_of_a_person_is_a_whole_person_more() -> None:
    assert extra_needed(0, 7, 0.5) == 4
    with pytest.raises(ValueError, match="base"):
        extra_needed(0, 0, 0.5)
    with pytest.raises(ValueError, match="target"):
        extra_needed(1, 10, 80)


def test_twelve_fewer_of_a_hundred() -> None:
    assert extra_needed(20, 100, 0.08, falling=True) == 12
    assert extra_needed(7, 100, 0.08, falling=True) == 0


def test_the_pace_needed_beside_the_best_and_the_last_year() -> None:
    shares = [0.40 + 0.01 * month for month in range(13)] + [0.52] * 12
    speeds = pace(shares, target=0.80, months_left=7)
    assert (speeds.needed, speeds.best_year, speeds.last_year) == pytest.approx((0.04, 0.01, 0.0))


def test_a_fall_to_a_target_is_a_pace_towards_it() -> None:
    waits = [180.0 - 5 * month for month in range(13)]
    speeds = pace(waits, target=60, months_left=6, falling=True)
    assert (speeds.needed, speeds.best_year, speeds.last_year, speeds.so_far) == pytest.approx((10, 5, 5, 5))


def test_a_target_already_reached_needs_no_pace() -> None:
    assert pace([0.85] * 3, target=0.80, months_left=7).needed < 0
    assert pace([0.05] * 3, target=0.08, months_left=7, falling=True).needed < 0


def test_under_a_year_there_is_the_pace_so_far() -> None:
    speeds = pace([0.60, float("nan"), 0.64], target=0.8, months_left=10)
    assert np.isnan([speeds.best_year, speeds.last_year]).all()
    assert (speeds.so_far, speeds.months_so_far) == (pytest.approx(0.02), 2)
    assert np.isnan(pace([0.6], target=0.8, months_left=10).so_far)


def test_a_gap_a_year_ago_leaves_the_last_year_unknown() -> None:
    speeds = pace([0.5, float("nan"), *[0.6] * 12], target=0.8, months_left=10)
    assert np.isnan(speeds.last_year)
    assert speeds.best_year == pytest.approx(0.1 / 12)


def test_no_figure_or_no_time_left_is_refused() -> None:
    with pytest.raises(ValueError, match="month"):
        pace([float("nan")], target=0.8, months_left=10)
    with pytest.raises(ValueError, match="month"):
        pace([0.5], target=0.8, months_left=0)
