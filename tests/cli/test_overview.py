"""overview: the figures and questions of the Overview page, so that they are tested without a browser."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from cxdata.measures import MEASURES
from cxdata.measures.registry.labels import label_of
from cxdata.overview import HEADLINES
from tests.cli.terminal import Done, run, show
from tests.conftest import ROOT
from tests.ui.conftest import OpenPage, open_page, tiles_on, words_on
from tests.ui.sections import open_sections

__all__ = ["open_page"]  # a fixture of the pages, used here too

Ask = Callable[..., Done]


def overview(data: Path, *words: str) -> dict[str, Any]:
    done = run(data, "overview", *words, "--format", "json")
    assert done.code == 0, done.err
    found: dict[str, Any] = json.loads(done.out)
    return found


def same_as_the_page(told: dict[str, Any], app: AppTest) -> None:
    """Every figure, every line under it and every question, in order."""
    app.session_state[f"about-{'-'.join(HEADLINES)}"] = True
    shown, words = tiles_on(app), words_on(app.run())
    assert shown == {label_of(MEASURES[tile["id"]]): tile["said"] for tile in told["tiles"]}
    for tile in told["tiles"]:
        for line in (*tile["words"], *tile["warnings"]):
            assert line in words, (tile["id"], line)
    words = words_on(open_sections(app, "more", "looked"))
    for question in (*told["questions"], *told["good_news"]):
        assert question["headline"] in words
        assert question["question"] in words
    for part in ("looked_at", "not_looked_at", "nothing_found"):
        assert told[part] in words


def test_the_command_says_what_the_page_says(sample_data: Path, open_page: OpenPage) -> None:
    told = overview(sample_data)
    assert [tile["id"] for tile in told["tiles"]] == list(HEADLINES)
    assert told["period"] == {"first": "2025-09-01", "last": "2026-08-31"}
    same_as_the_page(told, open_page("overview"))


def test_and_so_of_a_narrowed_selection(sample_data: Path, open_page: OpenPage) -> None:
    told = overview(sample_data, "--where", "ward=St Wendra's")
    same_as_the_page(told, open_page("overview", ward="St Wendra's"))
    satisfied = next(tile for tile in told["tiles"] if tile["id"] == "satisfied")
    assert any(line.startswith("The whole council: 91.4%") for line in satisfied["words"])


def test_a_tile_says_with_which_dates_it_is_compared_and_its_target(sample_data: Path) -> None:
    told = overview(sample_data, "--from", "2025-10-01", "--to", "2026-09-30")
    tiles = {tile["id"]: tile for tile in told["tiles"]}
    contacts, wait = tiles["contacts"], tiles["average_wait"]
    (change,) = contacts["compared"]
    assert change["now"] == {"first": "2025-10-01", "last": "2026-08-31"}, "September 2026 is half loaded"
    assert change["then"] == {"first": "2024-10-01", "last": "2025-08-31"}
    for when, dates in (("value_now", change["now"]), ("value_then", change["then"])):
        counted = show(sample_data, "contacts", "--from", dates["first"], "--to", dates["last"])["rows"][0]["value"]
        assert change[when] == counted
    assert change["change"] == f"up {100 * (change['value_now'] / change['value_then'] - 1):.1f}%"
    assert contacts["target"] is None
    assert wait["target"]["value"] == 120
    assert wait["target"]["sentence"].startswith("The target since 1 October 2025 is at most 2 min")


def test_questions_name_their_evidence(sample_data: Path) -> None:
    first = overview(sample_data)["questions"][0]
    assert first["sentence"].startswith("Hidden by the average: Business customers who got in touch by phone")
    assert (first["page"], first["strength"]) == ("hidden", "clear")
    assert first["evidence"] == [{"measure": "dissatisfied", "by": ["channel"]}]


def test_the_table_is_for_people(ask: Ask) -> None:
    lines = ask("overview").out.splitlines()
    assert re.split(r"  +", lines[2]) == ["Figure", "Value", "Change", "Target"]
    assert [line for line in lines if line.startswith("Dealt with online")][0].split("  ")[0] == "Dealt with online"
    assert [line[:3] for line in lines if re.match(r"\d\. ", line)] == ["1. ", "2. ", "3. "]


def test_nothing_judged_is_said(tmp_path: Path) -> None:
    data = tmp_path / "data"
    assert run(data, "load", ROOT / "sample_data" / "members_enquiries.csv").code == 0
    told = overview(data)
    assert "no export of survey answers is loaded" in told["not_looked_at"] + told["nothing_found"]


@pytest.mark.parametrize("words", [("--where", "ward=Nowhere"), ("--from", "2026-02-01", "--to", "2026-01-01")])
def test_what_cannot_be_is_refused(ask: Ask, words: tuple[str, ...]) -> None:
    done = ask("overview", *words)
    assert (done.code, done.out) == (1, "")
    assert done.err.startswith("cxdata: ")
