"""The pages of providers and of other councils: each first screen answers its question, and so when empty."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from cxdata.ingest.load.build import load_files
from tests.ui.conftest import SAMPLE, OpenPage, tiles_on, words_on
from tests.ui.sections import open_sections
from tests.ui.test_channels import drawings_on, names_in, words_in

pytestmark = pytest.mark.pages


def header(app: AppTest) -> str:
    return str(app.header[0].value).replace("\\", "")


def test_the_silent_stand_first_and_those_that_ended_last(open_page: OpenPage) -> None:
    app = open_page("providers")
    assert header(app) == "Quarnmere Leisure Trust has supplied no data; Pellmark Street Services: no survey answers"
    (figure,) = drawings_on(app).values()
    assert [name.replace("<br>", " ") for name in names_in(figure)] == [
        "Quarnmere Leisure Trust",
        "Pellmark Street Services",
        "Culverside Environmental",
        "Quarnmere Borough Council",
        "Quarnmere Homes Ltd",
        "Marlock Parking",
    ]
    assert {"no data supplied", "no survey answers", "ended 31 March 2024"} <= set(words_in(figure))
    assert "When will Quarnmere Leisure Trust and Pellmark Street Services be asked for what is missing?" in words_on(
        app
    )


def test_on_another_measure_a_provider_is_silent_only_where_it_is(open_page: OpenPage) -> None:
    app = open_page("providers", about="Dealt with on time")
    (figure,) = drawings_on(app).values()
    words = words_in(figure)
    assert "no survey answers" not in words
    assert any(word.endswith("worse") for word in words)
    assert "a difference can be the service’s and not the provider’s" in words_on(app)


def test_all_on_the_same_measures_and_taken_together(open_page: OpenPage) -> None:
    app = open_sections(open_page("providers"), "scores", "kinds", "commissioners", "sources")
    assert not app.exception
    assert not app.error
    scores = next(table.value for table in app.table if "Came back within 14 days" in table.value)
    assert list(scores["Provider"])[:2] == ["Quarnmere Leisure Trust", "Pellmark Street Services"]
    assert list(scores["Satisfied"])[:2] == ["no data supplied", "no survey answers"]
    drawn = drawings_on(app)
    assert names_in(drawn["provider_kind-satisfied"])[-1] == "Company of the council"
    assert {"Environment", "Housing"} <= set(names_in(drawn["commissioner-satisfied"]))
    sources = next(table.value for table in app.table if "Commissioner" in table.value)
    assert list(sources["Until"])[-1] == "31 March 2024"


def test_our_place_is_a_range_and_what_is_not_compared_is_marked(open_page: OpenPage) -> None:
    app = open_page("councils")
    assert header(app) == "Satisfied: 91.2% here in 2026/27 H1, between 2nd and 6th of 10 councils"
    (figure,) = drawings_on(app).values()
    names = [name.replace("<br>", " ") for name in names_in(figure)]
    assert names[-3:] == ["Carrowdale Council", "Kestwick Borough Council", "Hallowby District Council"]
    assert "Sallowby District Council" not in names
    words = words_on(app)
    assert "Hatched: another definition, not compared." in words
    assert "No figure, which is not an average one: Sallowby District Council." in words
    assert not tiles_on(app), "the sentence and the drawing have said it all"


def test_councils_like_ours_and_definitions_that_differ(open_page: OpenPage) -> None:
    app = open_sections(open_page("councils", among="Councils like ours"), "definitions", "alike")
    assert header(app) == "Satisfied: 91.2% here in 2026/27 H1, between 1st and 4th of 6 councils"
    assert "nearest by residents and average deprivation score, the nearest first: Ostrey City Council" in words_on(app)
    rows = app.table[-1].value
    equal = dict(zip(rows["Definition as stated"], rows["Our measure of this definition"], strict=True))
    assert equal["Satisfied or very satisfied, of all who answered"] == "Satisfied"
    assert equal["not stated"] == "none"
    assert equal["Answered of offered"] == "none"


def test_a_measure_that_cannot_be_given_says_why_and_the_others_stay(open_page: OpenPage, enquiries_only: Path) -> None:
    """The members' enquiries carry no customer reference."""
    app = open_page("providers", data=enquiries_only, about="Came back within 14 days")
    assert not app.error
    assert header(app) == "Too few contacts carry a customer reference to say who came back."
    scores = open_sections(app, "scores").table[-1].value
    assert list(scores.columns) == [
        *("Provider", "Kind", "Satisfied", "Dealt with on time", "Took more than 10 days to close"),
        *("Complaints per 1,000 contacts", "Complaints upheld"),
    ]


def test_pages_without_data_name_the_file_that_fills_them(
    open_page: OpenPage, survey_only: Path, tmp_path: Path
) -> None:
    assert header(open_page("councils", data=survey_only)).startswith("No figure of another council is loaded: load a")
    assert load_files([SAMPLE / "website_visits.csv"], data=tmp_path).files[0].loaded
    app = open_page("providers", data=tmp_path)
    assert header(app).startswith("No provider is recorded: load contacts, survey answers or complaints")
