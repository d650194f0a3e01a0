"""What people say, and councillors' cases, as a reader opens them: the finding, what is passed, and the sections."""

import shutil
from pathlib import Path

import pytest

from cxdata.export.comments import find_file, record_verdict
from cxdata.store import open_store
from cxdata.ui.frame import cache
from tests.ui.conftest import OpenPage, tile_words_on, unescaped, words_on
from tests.ui.sections import open_sections

WHOLE = {"period": "All dates"}


@pytest.fixture(scope="module")
def passed(sample_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample with its survey's comments passed by a person."""
    data = tmp_path_factory.mktemp("passed") / "data"
    shutil.copytree(sample_data, data)
    store = open_store(data)
    record_verdict(data, find_file(store, data, "survey_answers.csv"), passed=True, by="AB")
    store.close()
    return data


def test_before_a_person_has_looked_phrases_are_told_and_no_comment(open_page: OpenPage) -> None:
    app = open_sections(open_page("comments", **WHOLE), "quotes", "search")
    assert app.header[0].value.endswith("who wrote say “form gave an error”: 16%, against none of the satisfied")
    words = words_on(app)
    assert "No comment with this phrase may be shown: its file has not been passed (Data page)." in words
    assert "Comments can be searched once a person has looked at a sample and passed it (Data page)." in words
    assert ["Passed by a person", "0", "of 3,095 comments"] in [words[:3] for words in tile_words_on(app)]


def test_once_passed_they_are_quoted_and_found(open_page: OpenPage, passed: Path) -> None:
    app = open_sections(open_page("comments", data=passed, **WHOLE), "quotes", "search", "groups")
    assert "The form gave an error at the last page so I had to ring." in words_on(app)
    app.text_input(key="wanted").set_value("gave an ERROR").run()
    assert "86 comments hold it, 86 of them from people who were dissatisfied." in words_on(app)
    table = app.table[0].value
    assert table["Who"].tolist()[:2] == ["Phone", "Web"]
    assert table["Wrote"].tolist()[0] == "401"


def test_published_there_are_no_groups_no_search_and_no_small_count(open_page: OpenPage, passed: Path) -> None:
    app = open_sections(open_page("comments", data=passed, mode=cache.PUBLISH, **WHOLE), "quotes", "search", "groups")
    words = words_on(app)
    assert app.header[0].value.endswith("“form gave an error”: 16%, against few of the satisfied")
    assert "Single comments are searched by officers only." in words
    assert "Who writes what is told to officers" in words
    assert "85 of 525 of the dissatisfied who wrote (16%), against few of the satisfied." in words


def test_a_selection_is_held_against_everybody_else(open_page: OpenPage) -> None:
    app = open_page(
        "comments",
        **WHOLE,
        channel="Phone",
        customer_type="Business",
        service="Council tax and business rates",
        asked="What only these dissatisfied say",
    )
    assert app.header[0].value == (
        "The dissatisfied here who wrote say “passed around”: 65%, against none of the dissatisfied elsewhere"
    )


def test_councillors_cases_and_their_sections(open_page: OpenPage) -> None:
    app = open_sections(open_page("casework", **WHOLE), "beside", "reasons", "open")
    assert not app.exception
    assert app.header[0].value == (
        "4 of 38 open cases of councillors are past the date promised, as of 30 September 2026"
    )
    assert ["Open now", "38", "on 30 September 2026"] in [words[:3] for words in tile_words_on(app)]
    by_service, waiting = app.table[0].value, app.table[-1].value
    assert [unescaped(cell) for cell in by_service.iloc[1].tolist()[:4]] == [
        "Bins and recycling",
        "12",
        "88.1% of 698",
        "92.5% of 20,598",
    ]
    assert waiting.iloc[0]["Open for"] == "34 days"
    assert len(waiting) == 38


def test_published_no_single_case_is_told(open_page: OpenPage) -> None:
    app = open_sections(open_page("casework", mode=cache.PUBLISH, **WHOLE), "open", "beside")
    assert app.header[0].value.startswith("Some of about 40 open cases of councillors are past the date promised")
    assert "Single cases are for officers: they are not in the published view." in words_on(app)


def test_the_reasons_that_rose_stand_on_real_change(open_page: OpenPage) -> None:
    app = open_sections(open_page("change", period="2025/26"), "reasons")
    assert "rose most: " in words_on(app) or "fell most: " in words_on(app)
