"""The page of targets: none, a hundred, some without data; and changed on the page."""

import re
import shutil
from datetime import datetime
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from cxdata.lists import add_entry, change_entry, read_list, withdraw_entry
from cxdata.lists.standards import STANDARDS
from cxdata.lists.targets import TARGETS
from tests.ui.conftest import OpenPage, words_on
from tests.ui.sections import open_sections

NOW = datetime(2026, 9, 30, 12)


@pytest.fixture
def own(tmp_path: Path, sample_data: Path) -> Path:
    """The sample's store with no target set anywhere."""
    data = tmp_path / "data"
    shutil.copytree(sample_data, data)
    for name in ("council.toml", TARGETS.file_name, STANDARDS.file_name):
        (data / name).unlink(missing_ok=True)
    (data / "council.toml").write_text('[council]\nname = "Amble"\n', encoding="utf-8")
    return data


def headline(app: AppTest) -> str:
    return str(app.header[0].value.replace("\\", ""))


def add(data: Path, **values: str) -> None:
    add_entry(data, TARGETS, values, by="Performance officer", now=NOW)


def test_without_a_target_one_line_says_how_to_add_one(open_page: OpenPage, own: Path) -> None:
    app = open_page("targets", data=own)
    assert headline(app) == "No target is set yet: add one below, or under [[targets]] in council.toml"
    assert not app.get("plotly_chart")


def test_the_page_says_how_many_are_met_and_what_is_missing(open_page: OpenPage) -> None:
    app = open_page("targets")
    assert headline(app).startswith("3 of ")
    assert headline(app).endswith("4 are met (1 with care, 1 moved)"), "one of online counts nobody left behind"
    [chart] = app.get("plotly_chart")
    for words in ("80% to 85%, since Apr 2024", "at most 2 min, since Oct 2025", "2 min 7 s"):
        assert words in chart.proto.spec
    # What it would take stands under the table, open at first.
    words = words_on(app)
    assert "7,715 more of 23,751 contacts reach 80%, 8,903 reach 85%." in words
    assert re.search(r"Needs 2\.8 points a month from \d\d\.\d% in \w+ 20\d\d to reach 80%", words)
    assert "Moved on 1 October 2025: from at most 5 min to at most 2 min, which is harder" in words


def test_a_period_of_half_a_year_is_judged_by_itself(open_page: OpenPage) -> None:
    app = open_page("targets", period="2025/26 H1")
    words = words_on(open_sections(app, "words"))
    assert "**Average phone wait**: at most 5 min since 1 April 2024, met" in words
    assert "From 1 October 2025 on: at most 2 min." in words


def test_a_target_changed_in_place_is_a_moved_target(open_page: OpenPage, own: Path) -> None:
    add(own, measure="on_time", since="2024-04-01", low="90%")
    [entry] = read_list(own, TARGETS).entries
    change_entry(own, TARGETS, entry, {"low": "85%"}, by="Head of service", why="Agreed by Cabinet", now=NOW)
    app = open_page("targets", data=own)
    assert headline(app) == "The target for “Dealt with on time” is met"
    words = words_on(open_sections(app, "words"))
    assert "by Head of service: from at least 90% to at least 85%, which is easier (Agreed by Cabinet)." in words


def test_a_withdrawn_target_is_told_with_its_reason(open_page: OpenPage, own: Path) -> None:
    add(own, measure="on_time", since="2024-04-01", low="90%")
    add(own, measure="satisfied", since="2024-04-01", low="90%")
    [entry, _] = read_list(own, TARGETS).entries
    withdraw_entry(own, TARGETS, entry, by="Head of service", why="No longer a priority", now=NOW)
    words = words_on(open_sections(open_page("targets", data=own), "words"))
    assert "T1 was withdrawn at 2026-09-30 12:00:00 by Head of service: No longer a priority." in words


def test_a_row_that_cannot_be_a_target_is_told_and_nothing_else_stops(open_page: OpenPage, own: Path) -> None:
    add(own, measure="on_tme", since="2024-04-01", low="90%")
    add(own, measure="Dealt with on time", since="2024-04-01", low="90")
    app = open_page("targets", data=own)
    assert headline(app) == "The target for “Dealt with on time” is missed"
    assert [w.value for w in app.warning][0].startswith("targets.csv, T1: there is no measure 'on\\_tme'. Did you mean")


def test_a_hundred_targets_stand_in_one_table_of_which_the_first_are_drawn(open_page: OpenPage, own: Path) -> None:
    services = ("Benefits", "Garden waste", "Housing repairs", "Bins and recycling", "Parking and permits")
    lines = ["Measure,Since,At least,Services"]
    lines += [
        f"{name},2024-04-01,{50 + step}%,{service}"
        for name in ("on_time", "online_share", "satisfied", "easy")
        for service in services
        for step in range(5)
    ]
    lines = [line.replace("2024-04-01", f"2024-04-0{1 + number % 5}") for number, line in enumerate(lines)]
    (own / TARGETS.file_name).write_text("\n".join(lines) + "\n", encoding="utf-8")
    app = open_page("targets", data=own)
    assert " of 20 targets " in headline(app), "five of a measure and a service are one that was moved four times"
    assert "20 moved" in headline(app)
    assert [part.label for part in app.expander if "The other" in part.label] == ["The other 13 targets"]


def test_standards_are_one_list_with_the_share_met(open_page: OpenPage, own: Path) -> None:
    def promise(**values: str) -> None:
        add_entry(own, STANDARDS, values, by="Performance officer", now=NOW)

    promise(promise="E-mails answered in 10 days", kind="reply", within="10", unit="days", share="90%", channel="email")
    promise(promise="Visitors seen in 15 minutes", kind="see", within="15", unit="minutes", share="90%")
    app = open_sections(open_page("targets", data=own), "standards")
    [table] = app.table
    first, second = table.value.to_dict("records")
    assert (first["Met"].replace("\\", ""), first["Of"], first["Verdict"]) == ("79.0%", "2,838", "missed")
    assert second["What it says"].startswith("No export says how many visitors were seen within 15 minutes: only their")
