"""Counts by wait that cannot be are left out of middle waits, said, and crash nothing."""

import csv
import json
from pathlib import Path

import pytest

from tests.cli.terminal import run

EDGES = (20, 30, 60, 120, 300, 600)
HEADERS = ("Interval Start", "Queue", "Calls Offered", "Calls Answered", "Calls Abandoned")
GOOD = (1, 2, 3, 4, 5, 6)
BAD = ((50, 2, 3, 4, 5, 6), (1, 2, 3, 4, 1, 6), (1, 2, 3, 4, 5, 7), (6, 5, 4, 3, 2, 1))


def load(folder: Path, bands: list[tuple[int, ...]]) -> Path:
    """A row for each: 8 calls, 6 of them answered, within 20, 30 ... 600 s as the six counts say."""
    file = folder / "bands.csv"
    with file.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out)
        writer.writerow((*HEADERS, *(f"Answered within {edge} s" for edge in EDGES)))
        for number, counts in enumerate(bands):
            writer.writerow((f"{13 + number // 8:02d}/01/2025 {9 + number % 8:02d}:00", "Bins", 8, 6, 2, *counts))
    done = run(folder / "data", "load", file, "--suggested")
    assert done.code == 0, done.out + done.err
    return folder / "data"


def test_rows_that_cannot_be_are_left_out_and_said(tmp_path: Path) -> None:
    data = load(tmp_path, [GOOD] * 12 + list(BAD))
    done = run(data, "waits", "--format", "json")
    assert done.code == 0, done.err
    found = json.loads(done.out)
    # Of the good rows alone: 3 of 6 within a minute, 5.4 of 6 within 300 + 0.4 × 300 seconds.
    assert found["all"][0]["answered"]["half"]["about"] == pytest.approx(60)
    assert found["all"][0]["answered"]["nine"]["about"] == pytest.approx(420)
    assert found["all"][0]["answered"]["left_out"] == pytest.approx(4 / 16)
    said = "The counts by wait of 25% of calls answered do not add up and are left out of these waits"
    assert said in found["sentences"]
    assert "On 4 intervals of 16 the counts of calls answered" in run(data, "checks").out


def test_a_file_of_nothing_else_crashes_nothing(tmp_path: Path) -> None:
    data = load(tmp_path, list(BAD) * 5)
    done = run(data, "waits")
    assert done.code == 0, done.err
    assert "of 100% of calls answered do not add up" in done.out


def test_one_call_is_too_few_and_nothing_that_is_in_the_file_is_denied(tmp_path: Path) -> None:
    file = tmp_path / "one.csv"
    bands = (f"Answered within {edge} s" for edge in EDGES)
    file.write_text(f"{','.join((*HEADERS, *bands))}\n2025-01-13 09:00,Solo,1,1,0,1,1,1,1,1,1\n")
    assert run(tmp_path / "data", "load", file, "--suggested").code == 0
    out = run(tmp_path / "data", "waits").out
    assert out.startswith("1 call came: too few to say what share gave up or was answered in time.\n")
    assert "1 answered call is too few to say how long half of the callers waited." in out
    assert "not in the data" not in out
    assert "No waits by bands" not in out


def test_where_everybody_gave_up_there_is_no_wait_of_those_answered(tmp_path: Path) -> None:
    file = tmp_path / "lost.csv"
    bands = (f"Answered within {edge} s" for edge in EDGES)
    rows = (f"2025-01-{day} 09:00,Lost,20,0,20,0,0,0,0,0,0\n" for day in range(13, 25))
    file.write_text(f"{','.join((*HEADERS, *bands))}\n{''.join(rows)}")
    assert run(tmp_path / "data", "load", file, "--suggested").code == 0
    out = run(tmp_path / "data", "waits").out
    assert "Nobody was answered, so there is no wait of callers who were." in out
    assert "No waits by bands" not in out


def test_bank_holidays_are_those_of_the_nation_for_all_pages(tmp_path: Path) -> None:
    """Christmas Day 2025, a Thursday, at ten: out of hours unless council.toml says that none is kept."""
    file, data = tmp_path / "contacts.csv", tmp_path / "data"
    rows = (f"2025-12-{day} 10:00,Phone,Bins\n" for day in (23, 25) for _ in range(20))
    file.write_text(f"Date,Channel,Service\n{''.join(rows)}")
    assert run(data, "load", file, "--suggested").code == 0
    shares = []
    for settings in ("", "[opening_hours]\nbank_holidays = []\n", "[opening_hours]\nbank_holidays = [2025-12-23]\n"):
        (data / "council.toml").write_text(settings)
        done = run(data, "show", "out_of_hours_share", "--format", "json")
        shares.append(json.loads(done.out)["rows"][0]["value"])
    assert shares == [0.5, 0.0, 1.0]
