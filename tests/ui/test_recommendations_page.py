"""The page of recommendations: flags at a glance, one of them with before and after, forms; with no store, 500 rows."""

import shutil
from datetime import date, datetime
from pathlib import Path

import pytest

from cxdata.ingest.responses import Given, load_response
from cxdata.lists import add_entries, history, read_list
from cxdata.lists.tracker import TRACKER
from tests.conftest import ROOT
from tests.ui.conftest import OpenPage, tiles_on, words_on
from tests.ui.sections import open_sections

RESPONSE = ROOT / "tests" / "ingest" / "responses" / "response_2020.docx"
NOW = datetime(2026, 11, 26, 12)
ON_THE_DAY = {"as_of": "2020-02-12"}


@pytest.fixture
def five(tmp_path: Path) -> Path:
    """A data folder with nothing but the five recommendations of a published response."""
    given = Given(date(2020, 2, 4), date(2020, 2, 12), "Scrutiny Committee")
    load_response(RESPONSE, data=tmp_path, by="Clerk", now=NOW, given=given)
    return tmp_path


@pytest.fixture
def own_sample(sample_data: Path, tmp_path: Path) -> Path:
    """The sample council, to be changed."""
    data = tmp_path / "data"
    shutil.copytree(sample_data, data)
    return data


def test_the_five_without_a_store_two_without_action_one_put_off_one_already_doing(
    open_page: OpenPage, five: Path
) -> None:
    app = open_page("recommendations", data=five, **ON_THE_DAY)
    assert not app.exception
    said = words_on(app)
    assert "Of 5 recommendations, 2 agreed without an action, 1 put off without a date and 1 “already doing”" in said
    assert "Which action, by whom and by when, stands behind the “yes” to recommendation 1?" in said
    assert tiles_on(app) == {"Agreed, or promised": "5", "Done": "0", "Overdue": "0", "No word since": "0"}


def test_another_day_shows_what_is_late_then_and_a_day_that_is_none_is_said(open_page: OpenPage, five: Path) -> None:
    later = open_page("recommendations", data=five, as_of="2020-11-01")
    assert tiles_on(later) == {"Agreed, or promised": "5", "Done": "0", "Overdue": "1", "No word since": "5"}
    wrong = open_page("recommendations", data=five, as_of="yesterday")
    assert "“yesterday” is no date" in words_on(wrong)


def test_rows_are_chosen_by_kind_and_how_they_stand(open_page: OpenPage) -> None:
    whole = open_page("recommendations", as_of="2026-11-26")
    assert "Of 14 promises" in words_on(whole)
    promises = open_page("recommendations", as_of="2026-11-26", kind="promise")
    assert "Of 3 promises, 1 put off without a date" in words_on(promises)
    done = open_page("recommendations", as_of="2026-11-26", stands="done", kind="recommendation")
    assert tiles_on(done)["Done"] == "2"


def test_one_that_worked_is_shown_with_its_figures(open_page: OpenPage) -> None:
    app = open_page("recommendations", as_of="2026-11-26")
    assert tiles_on(app)["Better since"] == "1"
    chosen = open_page(
        "recommendations",
        as_of="2026-11-26",
        row="R1: That callers are offered a call-back, and that the…",
    )
    said = words_on(chosen)
    assert "Did it work?** Average phone wait: better since. A real change, which began in October 2025" in said
    assert "2 min 7 s in October 2025 to September 2026, 4 min 59 s in the same 12 months" in said


def test_five_hundred_rows_are_one_screen_and_all_of_them_in_the_table(open_page: OpenPage, own_sample: Path) -> None:
    rows = [{"text": f"That counter {number} opens at seven.", "date": "2026-01-06"} for number in range(488)]
    add_entries(own_sample, TRACKER, rows, by="Clerk", now=NOW)
    app = open_page("recommendations", data=own_sample, as_of="2026-11-26")
    assert not app.exception
    assert "Of 502 promises" in words_on(app)
    assert "493 more are in the table" in words_on(app)


def test_a_row_is_changed_through_the_page_with_who_and_why(open_page: OpenPage, five: Path) -> None:
    app = open_sections(open_page("recommendations", data=five), "one")
    seen = read_list(five, TRACKER).entries[0]
    tag = f"tracker_R1_{seen.changed}"
    app.text_input(key=f"{tag}_owner").input("Head of Service")
    app.text_area(key=f"{tag}_action").input("Set them out by service")
    app.text_input(key=f"tracker_{tag}_who_types").input("Committee officer")
    app.text_input(key=f"tracker_{tag}_why_so").input("told on 3 March")
    app.button(key=f"{tag}_save").click().run()
    assert not app.exception
    versions = history(five, TRACKER, "R1")
    assert [(one.entry["owner"], one.entry.by, one.entry.why) for one in versions] == [
        ("", "Clerk", "Loaded from response_2020.docx"),
        ("Head of Service", "Committee officer", "told on 3 March"),
    ]
    assert "R1 is saved." in words_on(app)


def test_a_row_is_added_through_the_page(open_page: OpenPage, tmp_path: Path) -> None:
    app = open_sections(open_page("recommendations", data=tmp_path), "add")
    app.text_area(key="tracker_new_0_text").input("That waits are published by queue.")
    app.text_input(key="tracker_new_0_date").input("03/11/2026")
    app.text_input(key="tracker_new_0_who_types").input("Committee officer")
    next(button for button in app.button if button.label == "Add the recommendation").click().run()
    assert not app.exception
    [entry] = read_list(tmp_path, TRACKER).entries
    assert (entry.id, entry["text"], entry["date"], entry["kind"], entry.by) == (
        "R1",
        "That waits are published by queue.",
        "2026-11-03",
        "recommendation",
        "Committee officer",
    )
    assert "R1 is added." in words_on(app)
