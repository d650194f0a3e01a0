"""What people say, and councillors' cases, as a reader opens them: the finding, what is passed, and the sections."""

import shutil
from pathlib import Path

import pytest

from cxdata.council import Council
from cxdata.export.comments import find_file, record_verdict
from cxdata.measures.query import query
from cxdata.store import open_store
from tests.cli.terminal import run
from tests.ui.conftest import OpenPage, tile_words_on, unescaped, words_on
from tests.ui.sections import open_sections
from tests.ui.test_channels import drawings_on, words_in

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


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """240 answers of which half are dissatisfied, with their reason, what they wanted, and a comment."""
    folder = tmp_path_factory.mktemp("small")
    lines = ["Date completed,Overall satisfaction,Channel,Reason for dissatisfaction,Outcome wanted,Comments"]
    for number in range(240):
        web, wanted, said, why = number % 4 == 0, "A refund" if number % 3 else "An answer", "All fine", ""
        if number % 2 == 0:
            why = "Form failed" if web else "Not rung back"
            said = f"The form went blank again. Answer {number}" if web else "Nobody rang me back"
        rated = "Very dissatisfied" if why else "Very satisfied"
        lines.append(f"{number % 28 + 1:02d}/05/2026,{rated},{'Web' if web else 'Phone'},{why},{wanted},{said}")
    (folder / "survey.csv").write_text("\n".join(lines), encoding="utf-8")
    done = run(folder / "data", "load", folder / "survey.csv", "--suggested", "--dates", "dmy")
    assert done.code == 0, done.out + done.err
    return folder / "data"


def test_a_small_survey_says_why_by_channel_and_what_was_wanted(open_page: OpenPage, small: Path) -> None:
    app = open_sections(open_page("comments", data=small, **WHOLE), "ticked", "wanted")
    assert not app.exception
    assert (
        app.header[0].value
        == "The dissatisfied who wrote say “form went blank again”: 50%, against none of the satisfied"
    )
    assert "No survey loaded asks why" not in words_on(app)
    app.selectbox(key="ticked-channel").set_value("web").run()
    assert not app.exception
    assert len(app.get("plotly_chart")) == 2
    store = open_store(small)
    frame = query(store, "dissatisfied_answers", ("dissatisfied_reason", "channel"), council=Council()).frame.dropna(
        subset="numerator"
    )
    told = frame[["dissatisfied_reason", "channel", "numerator"]].to_numpy().tolist()
    assert told == [["Form failed", "web", 60.0], ["Not rung back", "phone", 60.0]]
    wanted = query(store, "answers", ("outcome_wanted",), council=Council()).frame
    assert wanted.set_index("outcome_wanted")["numerator"].to_dict() == {"A refund": 160.0, "An answer": 80.0}


def test_the_key_of_the_bars_names_what_there_is_and_nothing_else(open_page: OpenPage) -> None:
    """Every open case of a councillor in the sample has a date promised; some complaints are with the Ombudsman."""
    (complaints,) = drawings_on(open_page("complaints")).values()
    assert {"Overdue", "Not yet due", "No due date", "9, 8 overdue"} <= set(words_in(complaints))
    (cases,) = drawings_on(open_page("casework")).values()
    assert {"Overdue", "Not yet due"} <= set(words_in(cases))
    assert "No due date" not in words_in(cases)


def test_councillors_cases_and_their_sections(open_page: OpenPage) -> None:
    app = open_sections(open_page("casework", **WHOLE), "beside", "reasons", "open")
    assert not app.exception
    assert app.header[0].value == (
        "4 of 38 open cases of councillors are past the date promised, as of 30 September 2026"
    )
    assert ["Open now", "38"] in [words[:3] for words in tile_words_on(app)]
    by_service, waiting = app.table[0].value, app.table[-1].value
    assert [unescaped(cell) for cell in by_service.iloc[1].tolist()[:4]] == [
        "Bins and recycling",
        "12",
        "88.1% of 698",
        "92.5% of 20,598",
    ]
    assert waiting.iloc[0]["Open for"] == "34 days"
    assert len(waiting) == 38


def test_the_reasons_that_rose_stand_on_real_change(open_page: OpenPage) -> None:
    app = open_sections(open_page("change", period="2025/26"), "reasons")
    assert "rose most: " in words_on(app) or "fell most: " in words_on(app)
