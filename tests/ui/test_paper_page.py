"""The page of papers: the form makes one and says what cannot be made; one is presented, and held against today."""

import shutil
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from cxdata.papers.meeting.asked import Asked
from cxdata.papers.meeting.keeping.kept import papers_in
from cxdata.papers.meeting.making import make_paper
from cxdata.papers.meeting.outline import PLACES
from tests.ui.conftest import OpenPage, words_on
from tests.ui.sections import open_sections


@pytest.fixture
def own(sample_data: Path, tmp_path: Path) -> Path:
    """The sample council, to be changed."""
    return Path(shutil.copytree(sample_data, tmp_path / "data"))


def fill(app: AppTest, meeting: str, day: str, sections: list[str]) -> AppTest:
    """The form sent with a meeting, a day and some sections."""
    named(app.text_input, "Name of the meeting").set_value(meeting)
    named(app.text_input, "Date (2026-12-08)").set_value(day)
    named(app.multiselect, "Sections").set_value(sections)
    named(app.button, "Make the paper").click()
    return app.run()


def named(fields: Iterable[Any], label: str) -> Any:
    """The one field that is labelled so."""
    [found] = [field for field in fields if field.label == label]
    return found


def test_a_paper_is_made_kept_and_presented(open_page: OpenPage, own: Path) -> None:
    app = open_page("paper", data=own)
    assert "No paper is kept yet: make the first below" in words_on(app)
    fill(app, "Scrutiny Committee", "2026-12-08", ["summary", "targets"])
    assert not app.exception
    said = words_on(app)
    assert "Scrutiny Committee, 8 December 2026, for members is made and kept." in said
    assert "One paper is kept: Scrutiny Committee, 8 December 2026, for members" in said
    assert "Dealt with online, 4 services: 47.5%, and the target of 80% is missed." in said
    [paper], _ = papers_in(own)
    assert paper.asked.sections == ("summary", "targets")

    shown = open_page("paper", data=own, paper=paper.folder.name, present="1", n="0")
    stage = " ".join(block.proto.body for block in shown.get("html"))
    assert "3 of 7 targets missed, “Dealt with online” (4 services) by most" in stage
    assert f"as in the paper made on {paper.made}" in stage

    ward = open_page("paper", data=own, paper=paper.folder.name, present="1", n="1", ward="Kilnfield")
    mine = " ".join(block.proto.body for block in ward.get("html"))
    assert dict(paper.wards)["Kilnfield"].finding.replace("'", "&#x27;") in mine
    assert "3 of 7 targets missed" not in mine

    taken = open_sections(open_page("paper", data=own), "files-newest")
    assert {button.proto.label for button in taken.get("download_button")} >= {"Word", "Slides", "Workbook", "Web page"}

    gone = open_sections(open_page("paper", data=own), "remove-newest")
    assert "What was kept of it goes for good." in words_on(gone)

    today = open_sections(open_page("paper", data=own), "today-newest")
    assert "Made today, every figure of this paper would read the same." in words_on(today)
    next(button for button in gone.button if button.label == "Remove this paper").click()
    assert "No paper is kept yet: make the first below" in words_on(gone.run())
    assert papers_in(own) == ([], [])


@pytest.mark.parametrize(
    ("meeting", "day", "said"),
    [
        ("", "2026-12-08", "A paper needs the name of the meeting that it is for."),
        ("Scrutiny", "next week", "“next week” is no date. Write the day of the meeting as 2026-12-08."),
        ("Scrutiny", "", "“” is no date. Write the day of the meeting as 2026-12-08."),
    ],
)
def test_what_cannot_be_made_is_said_and_nothing_is_kept(
    open_page: OpenPage, own: Path, meeting: str, day: str, said: str
) -> None:
    app = fill(open_page("paper", data=own), meeting, day, ["summary"])
    assert said in [error.value for error in app.error]
    assert papers_in(own) == ([], [])


def test_words_stand_in_the_form_of_their_own_readers_and_meeting_alone(open_page: OpenPage, own: Path) -> None:
    now = datetime(2026, 11, 27, 17, 20)
    for meeting, day, said in (("Scrutiny", 8, "Seven tenants wait"), ("Cabinet", 10, "The budget is late")):
        asked = Asked(meeting, date(2026, 12, day), item="7", author="An officer", sections=("data",))
        make_paper(own, replace(asked, words={"data": said}), now=now)
    app = open_sections(open_page("paper", data=own), "make")
    assert in_form(app) == ("Cabinet", "7", "An officer", "The budget is late")
    named(app.text_input, "Name of the meeting").set_value("SCRUTINY")
    assert in_form(app.run()) == ("SCRUTINY", "7", "An officer", "[check: Seven] tenants wait")
    named(app.text_input, "Name of the meeting").set_value("A new panel")
    assert in_form(app.run()) == ("A new panel", "", "", "")

    named(app.text_input, "Name of the meeting").set_value("Scrutiny")
    app.run()
    named(app.text_area, PLACES["data"]).set_value("Typed for members, 1,037 of them")
    app.segmented_control(key="paper-for").set_value("public")
    app.run()
    assert in_form(app) == ("", "", "", "")


def test_after_a_paper_is_made_its_words_are_the_draft_of_the_next(open_page: OpenPage, own: Path) -> None:
    app = open_page("paper", data=own)
    named(app.text_area, PLACES["data"]).set_value("Satisfied is 91.4%.")
    fill(app, "Scrutiny", "2026-12-08", ["data"])
    assert in_form(open_sections(app, "make")) == ("Scrutiny", "", "", "Satisfied is [check: 91.4%].")


def in_form(app: AppTest) -> tuple[str, str, str, str]:
    """Meeting, item, author and the officer's words on the data, as they stand in the form."""
    fields = ("Name of the meeting", "Item (may be blank)", "Author (may be blank)")
    meeting, item, author = (named(app.text_input, label).value for label in fields)
    assert not app.exception
    return meeting, item, author, named(app.text_area, PLACES["data"]).value


def test_a_link_to_a_paper_that_is_not_kept_says_so(open_page: OpenPage, own: Path) -> None:
    app = open_page("paper", data=own, paper="nowhere", present="1")
    assert "The link names a paper that is not kept here." in words_on(app)
