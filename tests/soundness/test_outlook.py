"""What the page on targets once said that was not so. None of these tests is ever weakened."""

import csv
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from benchmarks.outlook.kinds import KINDS
from benchmarks.outlook.scores import FORMER, OURS, Scores, simulated
from cxdata.analysis.outlook.forecast import Judged, forecast
from cxdata.analysis.outlook.words import say_distance, say_method, say_record
from cxdata.analysis.targets.aims import Goal, aim_of, scope_of_target
from cxdata.council import Target, read_council
from cxdata.measures import MEASURES, find_measure
from cxdata.scope import Scope
from cxdata.stats.forecast.outlook import outlook
from cxdata.stats.forecast.pace import extra_needed
from cxdata.stats.forecast.record import Record, past_forecasts, record
from cxdata.store import Store
from cxdata.ui.changing.outlook import carried_forward
from tests.cli.terminal import run
from tests.ui.conftest import OpenPage, open_page

__all__ = ["open_page"]  # a fixture of the pages, used here too
ONLINE = find_measure("online_share")
SERIES = 40
"""A kind; the ten together have a standard error of 2 points at each horizon, so .75 to .90 allows for it."""


@pytest.fixture(scope="module")
def drawn() -> dict[str, dict[str, Scores]]:
    return {
        kind: simulated(draw, "share", 36, SERIES, (101, 36, place)) for place, (kind, draw) in enumerate(KINDS.items())
    }


def pooled(drawn: dict[str, dict[str, Scores]], way: str, what: str) -> np.ndarray:
    return np.mean([scores[way].mean(what)[:4] for scores in drawn.values()], axis=0)


def test_the_band_that_should_hold_8_in_10_holds_about_8_in_10_at_every_horizon(
    drawn: dict[str, dict[str, Scores]],
) -> None:
    """It held 94 to 100 in 100 at six and twelve months: so wide that it said nothing."""
    held = pooled(drawn, OURS, "held")
    assert ((held >= 0.75) & (held <= 0.90)).all(), held
    assert pooled(drawn, FORMER, "held")[3] > 0.94, "the fault that was"


def test_the_band_is_no_more_than_half_as_wide_a_year_ahead(drawn: dict[str, dict[str, Scores]]) -> None:
    """40 points wide on fifteen years of calls."""
    assert pooled(drawn, OURS, "width")[3] <= 0.5 * pooled(drawn, FORMER, "width")[3]


def test_a_strong_season_is_not_missed_three_months_ahead(drawn: dict[str, dict[str, Scores]]) -> None:
    """The band held 45 in 100 at three months on a seasonal share, as the time of year was left out."""
    season = drawn["strong season"]
    assert season[OURS].mean("held")[1] >= 0.70
    assert season[FORMER].mean("held")[1] < 0.70, "the fault that was"
    assert season[OURS].mean("error")[1] < 0.3 * season[FORMER].mean("error")[1]


def test_twelve_months_are_too_few_for_a_band(sample_data: Path) -> None:
    """8 to 90 % was printed from twelve months; now only the pace needed beside the pace so far."""
    assert len(outlook(0.4 + 0.02 * np.resize([0, 1, 3, 2, -1], 12), kind="share", horizon=12).middle) == 0
    done = run(
        sample_data, "forecast", "online_share", "--date", "2027-08-01", "--target", "60%", "--from", "2025-09-01"
    )
    assert done.code == 0, done.err
    said = done.out.splitlines()
    assert "12 months with a figure are too short a time to know what is usual; 18 are needed." in said[0]
    assert said[1].startswith("Reaching the target of 60.0% by August 2027 needs ")
    assert "The 11 months since the first figure took it " in said[1]
    assert "8 in 10" not in done.out


def test_the_record_is_of_the_method_shown_at_the_months_asked_for(store: Store, sample_data: Path) -> None:
    """It was printed of another method, on another window, and never of the season."""
    council = read_council(sample_data)
    found = forecast(store, "contacts", Scope(), council, until=date(2026, 11, 1))
    values, held = found.series.values, 0
    checks = range(17, len(values) - 3)
    for origin in checks:
        then = outlook(values[: origin + 1], kind="count", horizon=3)
        held += bool(then.band80.lower[2] <= values[origin + 3] <= then.band80.upper[2])
    assert found.record_sentence.startswith(
        f"Its own record: made in this way, {held} of {len(checks)} past forecasts for 3 months ahead held"
    )
    assert found.outlook.seasonal, "and the season is in it"


def test_waits_and_counts_are_carried_forward_too(sample_data: Path) -> None:
    for measure, unit in (("average_wait", " s"), ("contacts", ""), ("days_to_close", " days")):
        done = run(sample_data, "forecast", measure, "--date", "2027-03-01")
        assert done.code == 0, done.err
        assert "will in 8 of 10 cases lie between" in done.out
        assert unit in done.out.splitlines()[0]
    assert {MEASURES[name].title for name in ("average_wait", "contacts", "days_to_close")} <= set(carried_forward())


def test_a_figure_that_changes_its_ways_says_so() -> None:
    rng = np.random.default_rng(7)
    levels = np.repeat([0.5, 0.7, 0.85], [36, 12, 12])
    told = record(past_forecasts(levels + rng.normal(0, 0.005, 60), kind="share"), 6)
    assert told.forecasts == 37
    assert told.coverage < 0.65
    assert "This figure has changed its ways" in say_record(ONLINE, told, 6)
    poor = say_record(ONLINE, Record(6, 20, 12, 0.05, 0.05), 6)
    assert poor.endswith("forecasts like this have held only 6 times in 10. Take the band as too narrow.")
    assert "changed its ways" not in say_record(ONLINE, Record(6, 20, 16, 0.05, 0.05), 6)


def test_a_real_take_up_that_rose_and_fell_says_so(shared_vectors: Path) -> None:
    with (shared_vectors / "moj_opg_digital_takeup.csv").open(encoding="utf-8") as file:
        shares = [float(row["digital_take_up_pct"]) / 100 for row in csv.DictReader(file)]
    told = record(past_forecasts(shares, kind="share"), 6)
    assert told.poor
    assert "changed its ways" in say_record(ONLINE, told, 6)


def test_a_forecast_two_and_a_half_times_worse_than_no_change_is_not_no_worse() -> None:
    said = say_record(ONLINE, Record(6, 20, 16, 0.05, 0.02), 6)
    assert "“no change” was the better guide, as the forecast was 2.5 times as far out" in said
    assert "no worse" not in said
    assert "the forecast was the better guide" in say_record(ONLINE, Record(6, 20, 16, 0.02, 0.05), 6)
    assert "neither was the better guide" in say_record(ONLINE, Record(6, 20, 16, 0.031, 0.03), 6)


def test_a_baseline_with_a_direction_is_judged(store: Store, sample_data: Path) -> None:
    """ "Up from 40 %" was said, and left without a verdict."""
    up = Target("online_share", date(2024, 4, 1), direction="up", baseline=0.40)
    council = replace(read_council(sample_data), targets=(up,))
    found = forecast(store, "online_share", Scope(), council, until=date(2027, 3, 1))
    assert "the aim “up from 40.0%” by March 2027 is likely to be reached" in found.sentence


def test_the_page_opens_on_a_measure_that_has_a_target(open_page: OpenPage, sample_data: Path) -> None:
    """It opened on the online share of everything, which has no target, whatever the council had set."""
    council = read_council(sample_data)
    for choices, words in (((), {}), ((("service", ("Garden waste",)),), {"service": "Garden waste"})):
        title = str(open_page("outlook", **words).selectbox(key="carry").value)
        measure = carried_forward()[title]
        of_its_services = scope_of_target(measure, Scope(choices=choices), council, date(2026, 9, 30))
        assert aim_of(measure, of_its_services, council, date(2026, 9, 30)).value is not None


def test_a_band_is_judged_at_both_ends_with_the_distance_in_transactions() -> None:
    """25,000 renewals, 70 % of them online: 2,500 more reach 80 %, and 3,750 more 85 %."""
    ends = tuple(
        Judged(
            Goal(end, True, f"the target’s end of {end:.0%}"), 0.1, "unlikely", None, extra_needed(17_500, 25_000, end)
        )
        for end in (0.80, 0.85)
    )
    said = say_distance(ONLINE, ends, 25_000, ["September 2025", "August 2026"])
    assert said == (
        "2,500 more of the 25,000 contacts whose channel is known (September 2025 to August 2026) would reach 80.0%, "
        "and 3,750 more 85.0%."
    )


def test_a_figure_that_never_varied_has_no_record_to_be_poor() -> None:
    """40 months of exactly 0 % were told '0 of 17 held: this figure has changed its ways', and 'a rise that fades'."""
    bases = np.linspace(200, 900, 40).round()
    assert past_forecasts(np.zeros(40), kind="share", bases=bases) == ()
    ahead = outlook(np.zeros(40), kind="share", horizon=6, bases=bases)
    assert (ahead.varies, say_method(ahead)) == (False, "")
