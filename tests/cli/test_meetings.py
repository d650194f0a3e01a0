"""Notes and named links at the terminal: added, listed and taken away, as words and as JSON."""

import json
from pathlib import Path

from cxdata.export.links import Link, keep_link
from tests.cli.terminal import run

ADD = ("commentary", "add", "--page", "satisfaction", "--exhibit", "dissatisfied-channel", "--date", "2026-03-03")


def test_a_note_is_added_listed_and_taken_away(tmp_path: Path) -> None:
    assert run(tmp_path, "commentary", "list").out == "No note is written at any exhibit yet.\n"
    added = run(tmp_path, *ADD, "--text", "The phones failed, said Mrs Jane Smith.", "--of", "2025/26")
    assert (added.code, added.err) == (0, "")
    assert added.out.splitlines() == [
        "N1 is added. Note of 3 March 2026: The phones failed, said [name].",
        "Taken out before it was written: 1 name.",
    ]
    listed = json.loads(run(tmp_path, "commentary", "list", "--format", "json").out)
    assert listed == {
        "notes": [
            {
                "id": "N1",
                "day": "2026-03-03",
                "page": "satisfaction",
                "exhibit": "dissatisfied-channel",
                "text": "The phones failed, said [name].",
                "for": "members",
                "of": "2025/26",
            }
        ],
        "faults": [],
    }
    gone = run(tmp_path, "commentary", "remove", "n1", "--why", "It was Abbey", "--format", "json")
    assert json.loads(gone.out)["removed"] == "N1"
    assert json.loads(run(tmp_path, "commentary", "list", "--format", "json").out)["notes"] == []
    log = (tmp_path / "commentary_log.csv").read_text("utf-8-sig")
    assert "It was Abbey" in log
    assert "Smith" not in log


def test_what_cannot_be_is_refused_in_a_sentence(tmp_path: Path) -> None:
    nowhere = run(tmp_path, "commentary", "add", "--page", "parks", "--exhibit", "x", "--text", "y")
    assert nowhere.code == 1
    assert nowhere.err.startswith("cxdata: There is no page 'parks'. The pages are accessibility, came_back, ")
    assert run(tmp_path, "commentary", "remove", "N7", "--why", "x").err == "cxdata: There is no note N7.\n"
    assert run(tmp_path, *ADD, "--text", " ").err == "cxdata: What is said is missing.\n"
    assert not (tmp_path / "commentary.csv").exists()


def test_the_views_kept_for_a_meeting_are_listed(tmp_path: Path) -> None:
    assert run(tmp_path, "links").out == "No view is kept for a meeting yet.\n"
    keep_link(tmp_path, Link("Waits in Abbey", "phones", {"ward": ["Abbey"]}))
    keep_link(tmp_path, Link("What changed", "change"))
    lines = [line.split("  ") for line in run(tmp_path, "links").out.splitlines()]
    assert [cell.strip() for cell in lines[2] if cell.strip()] == ["Waits in Abbey", "phones", "ward: Abbey"]
    assert json.loads(run(tmp_path, "links", "--format", "json").out) == [
        {"name": "Waits in Abbey", "page": "phones", "query": {"ward": ["Abbey"]}},
        {"name": "What changed", "page": "change", "query": {}},
    ]
