"""recommendations at a terminal: with no store at all, over the sample, and a response loaded."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.cli.terminal import Done, run
from tests.conftest import ROOT

RESPONSE = ROOT / "tests" / "ingest" / "responses" / "response_2020.docx"
LOAD = ("load", RESPONSE, "--made", "2020-02-04", "--answered", "2020-02-12", "--meeting", "Scrutiny Committee")


def document(data: Path, *words: str | Path) -> dict[str, Any]:
    done = run(data, "recommendations", *words, "--format", "json")
    assert done.code == 0, done.err
    return json.loads(done.out)


def test_with_nothing_loaded_a_response_is_loaded_and_its_flags_are_told(tmp_path: Path) -> None:
    assert run(tmp_path, "recommendations").out.startswith("No recommendation is recorded yet.")
    assert document(tmp_path, *LOAD)["added"] == ["R1", "R2", "R3", "R4", "R5"]
    assert document(tmp_path, *LOAD)["added"] == []
    told = document(tmp_path, "--as-of", "2020-02-12")
    flags = {row["reference"]: [flag["key"] for flag in row["flags"]] for row in told["rows"]}
    assert flags == {"1": ["no_action"], "3": ["no_action"], "2": ["deferred"], "5": ["already_doing"], "4": []}
    assert (told["flagged"]["no_action"], told["flagged"]["deferred"], told["flagged"]["already_doing"]) == (2, 1, 1)
    assert run(tmp_path, "recommendations", "--as-of", "2020-02-12").out.splitlines()[0] == (
        "Of 5 recommendations, 2 agreed without an action, 1 put off without a date and 1 “already doing”."
    )


def test_the_sample_shows_each_flag_and_one_that_worked(sample_data: Path) -> None:
    told = document(sample_data, "--as-of", "2026-11-26")
    assert all(told["flagged"].values()), told["flagged"]
    worked = {row["reference"]: row["worked"]["verdict"] for row in told["rows"] if row["worked"]}
    assert worked == {"2025/4": "better since", "2025/7": "too early to say", "2026/2": "too early to say"}
    wait = next(row["worked"] for row in told["rows"] if row["reference"] == "2025/4")
    assert (round(wait["compared"]["before"]), round(wait["compared"]["after"]), wait["compared"]["months"]) == (
        299,
        127,
        12,
    )


def test_a_row_of_the_file_that_cannot_be_read_is_named_and_a_measure_without_data_says_so(tmp_path: Path) -> None:
    (tmp_path / "recommendations.csv").write_text(
        "Text,Answer,Measure,Date\nOpen at seven,yes,average_wait,2026-02-03\nClose at one,perhaps,,\n",
        encoding="utf-8",
    )
    told = document(tmp_path)
    assert told["faults"] == [
        "recommendations.csv, line 3: Answer: 'perhaps' is none of yes, partly, no, noted, deferred. "
        "The row stays in the file as it is."
    ]
    assert told["rows"][0]["worked"] == {"verdict": None, "sentence": "Nothing is loaded yet."}


def test_what_cannot_be_loaded_is_refused_in_a_sentence(ask: Callable[..., Done], tmp_path: Path) -> None:
    done = run(tmp_path, "recommendations", "load", ROOT / "sample_data" / "website_visits.csv")
    assert done.code == 1
    assert "has no table of recommendations" in done.err
