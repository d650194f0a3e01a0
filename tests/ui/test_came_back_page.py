"""The page of coming back as a reader opens it: the form that fails, what was chosen, and what cannot be said."""

import re
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.analysis.came_back.small import failing_form, row, store_of
from tests.ui.conftest import OpenPage, tiles_on, words_on
from tests.ui.sections import open_every_section, open_sections


@pytest.fixture(scope="module")
def failing(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder in which one form fails: 18 in 100 phone after it, 6 in 100 after the others."""
    folder = tmp_path_factory.mktemp("failing")
    store_of(folder, failing_form())
    return folder / "data"


def heading(app: AppTest) -> str:
    assert not app.exception
    return str(app.header[0].value)


def test_the_form_that_fails_heads_the_page(open_page: OpenPage, failing: Path) -> None:
    app = open_page("came_back", data=failing, period="All dates")
    assert heading(app) == "Missed bin forms: 18 in 100 phone within 3 days, 6 in 100 after other forms."
    assert "What do people miss on this form or in its answer, so that they phone?" in words_on(app)
    tiles = tiles_on(app)
    assert tiles["Came back"] == "9.1%"  # 60 of the 661 contacts older than 14 days
    assert tiles["Without a reference"] == "0%"
    assert tiles["Coming back cost"] == "–"


def test_another_split_and_other_days_have_their_own_sentence(open_page: OpenPage, failing: Path) -> None:
    app = open_page("came_back", data=failing, period="All dates", what="Channel", within="7 days")
    assert heading(app) == "10 in 100 come back within 7 days, too few to compare one with the rest."


def test_no_failing_form_opens_at_the_services(open_page: OpenPage, tmp_path: Path) -> None:
    rows = [row(day % 40, f"P{day}", "Web", reason="Missed bin" if day % 2 else "New bin") for day in range(200)]
    store_of(tmp_path, [*rows, *(row(day % 40 + 1, f"P{day}") for day in range(10)), row(80, "Z")])
    app = open_page("came_back", data=tmp_path / "data", period="All dates")
    assert heading(app) == "5 in 100 come back within 14 days, too few to compare one with the rest."


def test_without_references_nothing_is_said_and_why(open_page: OpenPage, tmp_path: Path) -> None:
    store_of(tmp_path, [row(day, "", "Web") for day in range(40)])
    app = open_page("came_back", data=tmp_path / "data", period="All dates")
    assert heading(app) == "Too few contacts carry a customer reference to say who came back."
    assert tiles_on(app)["Without a reference"] == "100%"
    assert not open_every_section(app).exception


def test_one_contact(open_page: OpenPage, tmp_path: Path) -> None:
    store_of(tmp_path, [row(0, "A")])
    app = open_every_section(open_page("came_back", data=tmp_path / "data", period="All dates"))
    assert not app.exception


def test_every_section_of_the_sample_says_its_figure(open_page: OpenPage) -> None:
    app = open_sections(
        open_page("came_back"), *("ways", "chased", "settled", "avoidable", "routine", "cost", "people")
    )
    words = words_on(app)
    for said in (
        r"Of [\d,]+ who came back most went web then phone and phone then phone",
        r"\d in 100 get in touch again while their case is open",
        r"Staff call \d\d in 100 settled the first time; of those \d+ in 100 came back within 14 days all the same",
        r"Routine contacts: [\d,]+ in August 2026",
        r"\d\d in 100 people used two services or more",
        r"Of people with several services \d\d in 100 were satisfied, of those with one \d\d in 100",
    ):
        assert re.search(said, words), said


def test_a_chosen_service_that_narrows_no_count_of_people_is_said(open_page: OpenPage) -> None:
    said = "People are counted by all services and channels they used: what is chosen of these narrows nothing here."
    assert said in words_on(open_sections(open_page("came_back", service="Benefits"), "people"))
    assert said not in words_on(open_sections(open_page("came_back", ward="Abbey"), "people"))
