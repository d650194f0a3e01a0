"""The hour that comes twice when summer time ends: alike intervals in it are two; a file loaded again is the same."""

import json
from pathlib import Path

from tests.cli.terminal import run

HEADERS = "Interval Start,Queue,Calls Offered,Calls Answered,Calls Abandoned"


def calls_of(data: Path) -> int:
    return int(json.loads(run(data, "waits", "--format", "json").out)["all"][0]["calls_offered"])


def test_the_repeated_hour_is_counted_twice_and_no_other(tmp_path: Path) -> None:
    """26 October 2025: 3 calls in each half-hour from 00:00 to 03:00, so 8 half-hours; noon is in the file twice."""
    starts = ("00:00", "00:30", "01:00", "01:30", "01:00", "01:30", "02:00", "02:30", "12:00", "12:00")
    file, data = tmp_path / "night.csv", tmp_path / "data"
    file.write_text("\n".join([HEADERS, *(f"2025-10-26 {start},Night,3,2,1" for start in starts)]))
    done = run(data, "load", file, "--suggested", "--answer", "alike=repeats of one row")
    assert done.code == 0, done.out + done.err
    assert calls_of(data) == 9 * 3
    again = tmp_path / "again.csv"
    again.write_text(file.read_text() + "\n2025-10-27 09:00,Night,3,2,1")
    assert run(data, "load", again).code == 0
    assert calls_of(data) == 10 * 3
