"""The judge against fifteen series whose answers an independent program worked out, and against NHSRplotthedots."""

import csv
from collections import defaultdict
from pathlib import Path

import numpy as np
import pytest

from cxdata.stats.spc.fit import Figures, fit
from cxdata.stats.spc.limits import reach_of, run_needed

VECTORS = Path(__file__).resolve().parent.parent / "vectors"


def read(name: str) -> list[dict[str, str]]:
    with (VECTORS / name).open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def series() -> dict[str, Figures]:
    """The fifteen series by name."""
    rows = defaultdict(list)
    for row in read("spc_auto.csv"):
        rows[row["series"]].append(row)
    kinds = {"level": "score"}
    return {
        name: Figures(
            values=np.array([float(row["value"] or "nan") for row in found]),
            kind=kinds.get(found[0]["kind"], found[0]["kind"]),
            first=int(found[0]["first_calendar_month"]) - 1,
            bases=np.array([float(row["base"] or "nan") for row in found]),
        )
        for name, found in rows.items()
    }


SERIES = series()
EXPECTED = {row["series"]: row for row in read("spc_auto_expected.csv")}


def test_every_series_has_its_answer() -> None:
    assert SERIES.keys() == EXPECTED.keys()
    assert len(SERIES) == 15


@pytest.mark.parametrize("name", [name for name in SERIES if name != "too_few"])
def test_what_is_usual_and_which_rules_hold(name: str) -> None:
    expected, found = EXPECTED[name], fit(SERIES[name])
    assert found is not None
    latest = found.latest()
    last = int(np.flatnonzero(~np.isnan(SERIES[name].values))[-1])
    lower, middle, upper = (float(found.line_at(side)[last]) for side in (-1, 0, 1))
    assert lower == pytest.approx(float(expected["usual_low"]), rel=1e-4)
    assert middle == pytest.approx(float(expected["expected_value"]), rel=1e-4)
    assert upper == pytest.approx(float(expected["usual_high"]), rel=1e-4)
    # Printed to three places.
    assert found.wander.rho == pytest.approx(float(expected["rho"]), abs=5.1e-4)
    assert found.centre.slope == pytest.approx(float(expected["slope"]), abs=5.1e-7)
    assert found.season.taken_out is (expected["seasonal"] == "1")
    assert found.centre.line is (expected["trend"] == "1")
    assert (latest.run, found.run) == (int(expected["run"]), int(expected["run_needed"]))
    assert (latest.steps, latest.direction, latest.held) == (
        int(expected["steps"]),
        int(expected["sign"]),
        expected["rules"],
    )
    if expected["season_p"]:
        assert found.season.p == pytest.approx(float(expected["season_p"]), rel=1e-4, abs=1e-8)


def test_five_months_are_too_few() -> None:
    assert EXPECTED["too_few"]["rules"] == "too few"
    assert fit(SERIES["too_few"]) is None


@pytest.mark.parametrize(("rho", "months"), [(0.0, 7), (0.2, 9), (0.4, 11), (0.7, 16), (0.9, 28)])
def test_the_more_it_wanders_the_longer_a_run_must_be(rho: float, months: int) -> None:
    assert run_needed(rho) == months


def test_moving_ranges_are_those_of_nhsrplotthedots(shared_vectors: Path) -> None:
    with (shared_vectors / "nhsr_xmr_limits.csv").open(encoding="utf-8") as file:
        table = [row for row in csv.DictReader(file) if row["screen_outliers"] == "True"]
    assert len(table) >= 3
    for row in table:
        values = np.array([float(v) for v in row["values"].split()])
        for name, side in (("lpl", -1), ("upl", 1)):
            places = len(row[name].partition(".")[2])
            reach = values.mean() + side * reach_of(values)
            assert reach == pytest.approx(float(row[name]), abs=0.51 * 10**-places), row["case"]


def test_moving_ranges_by_hand_and_never_across_a_gap() -> None:
    # Steps 2, 1, 1 and then, after the gap, 3: their mean is 1.75.
    values = np.array([1.0, 3, 2, 3, np.nan, 9, 6])
    assert reach_of(values) == pytest.approx(2.66 * 1.75)
    # Steps 1 nine times and 100 once: 100 is more than 3.267 times the mean of 10.9 and is left out.
    jumped = np.array([0.0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 101])
    assert reach_of(jumped) == pytest.approx(2.66)
    assert np.isnan(reach_of(np.array([1.0, np.nan, 2.0])))
