"""The command peaks: the rows and sentences of the page."""

import json
from pathlib import Path

from tests.cli.terminal import run


def test_calls_come_with_the_people_on_duty(sample_data: Path) -> None:
    done = run(sample_data, "peaks", "calls", "--format", "json")
    assert done.code == 0, done.err
    told = json.loads(done.out)
    assert told["sentences"][0].startswith("Calls peak on Mondays from 09:30 to 12:00")
    assert told["advice"][0]["weekdays"] == ["Monday"]
    assert (told["advice"][0]["starts"], told["advice"][0]["ends"]) == ("09:00", "11:00")
    assert len(told["cells"]) == 80
    assert {fit["queue"] for fit in told["staffing"]["fits"]} >= {"Waste", "Adult social care"}


def test_the_first_peak_is_said_in_english(sample_data: Path) -> None:
    out = run(sample_data, "peaks", "calls").out
    assert (
        "66 calls came in each half-hour on Mondays from 09:30 to 12:00, against 45 in the mean half-hour; each had "
        "more than the mean of its week in at least 117 of 119 weeks." in out
    )


def test_a_measure_that_has_no_time_is_refused(sample_data: Path) -> None:
    done = run(sample_data, "peaks", "satisfied")
    assert done.code != 0
    assert "'satisfied' is not counted by time of day" in done.err
