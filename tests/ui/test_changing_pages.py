"""The pages on change, like for like and targets: a finding with its figures first, the rest only once it is opened."""

from datetime import date
from pathlib import Path

import pytest

from cxdata.ingest.load.build import load_files
from cxdata.measures.query import query
from cxdata.periods import Period
from cxdata.scope import Scope
from cxdata.store import open_store
from tests.ui.conftest import SAMPLE, OpenPage, tiles_on, words_on
from tests.ui.exhibits import drawings, finding, table_of_exhibit
from tests.ui.sections import open_sections
from tests.ui.statistics import table_with

PAGES = ("change", "like_for_like", "outlook")
STATES = {
    "nothing chosen": {},
    "one ward": {"ward": "Beacon Fold"},
    "one channel": {"channel": "Face to face"},
    "a tiny selection": {"ward": "Beacon Fold", "channel": "E-mail", "period": "September 2026"},
    "an empty selection": {
        "ward": "Beacon Fold",
        "service": "Licensing",
        "channel": "Post",
        "period": "September 2026",
    },
}


# All three pages


@pytest.mark.parametrize("state", STATES.values(), ids=STATES)
@pytest.mark.parametrize("page", PAGES)
def test_a_page_leads_with_one_short_finding_in_every_state(
    open_page: OpenPage, page: str, state: dict[str, str]
) -> None:
    app = open_page(page, **state)
    assert not app.exception
    assert not app.error
    assert len(app.header) == 1
    said = finding(app)
    assert said
    sentences = [sentence for sentence in said.replace("? ", ". ").split(". ") if sentence]
    assert max(len(sentence.split()) for sentence in sentences) <= 25
    if drawings(app):
        assert len(said.split()) <= 20
    assert drawings(app) <= 1, "what is not open is not drawn"
    assert not app.table, "what is not open is not computed"


@pytest.mark.parametrize("page", PAGES)
def test_the_first_screen_has_no_jargon(open_page: OpenPage, page: str) -> None:
    words = words_on(open_page(page)).lower()
    for term in ("percentage point", "process limit", "signal", "decomposition", "95 %", "95% range", "xmr"):
        assert term not in words


@pytest.mark.parametrize("page", PAGES)
def test_a_page_says_in_one_line_what_it_is_narrowed_to(open_page: OpenPage, page: str) -> None:
    assert "This page is of ward Beacon Fold only." in words_on(open_page(page, ward="Beacon Fold"))


def test_a_chosen_period_does_not_narrow_the_signs_and_that_is_said(open_page: OpenPage) -> None:
    words = words_on(open_page("change", period="September 2026"))
    assert "Judged over all the months loaded, not only those of the period chosen." in words


@pytest.fixture(scope="session")
def web_only(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of website figures alone."""
    data = tmp_path_factory.mktemp("web")
    assert load_files([SAMPLE / "website_visits.csv"], data=data).files[0].loaded
    return data


def test_the_pages_open_on_what_is_loaded(open_page: OpenPage, web_only: Path, enquiries_only: Path) -> None:
    """They opened on satisfaction without a survey, and with four tiles that said 0."""
    for data, measure in ((web_only, "Pages a visit"), (enquiries_only, "Dealt with online")):
        app = open_page("like_for_like", data=data)
        assert app.selectbox(key="split").value == measure
    app = open_page("change", data=web_only)
    assert finding(app) == "No key measure has a whole month of data yet."
    assert not tiles_on(app)


@pytest.mark.parametrize("page", [*PAGES, "hidden"])
def test_a_page_stands_on_one_file_alone(
    open_page: OpenPage, enquiries_only: Path, survey_only: Path, page: str
) -> None:
    for data in (enquiries_only, survey_only):
        app = open_page(page, data=data)
        assert not app.exception
        assert not app.error
        assert finding(app)


# Real change


def test_the_finding_counts_the_changes_and_names_the_first(open_page: OpenPage, sample_data: Path) -> None:
    app = open_page("change")
    assert finding(app) == "3 of 12 measures really changed, all for the better. First: Average phone wait, 2 min 3 s."
    frame = query(open_store(sample_data), "average_wait", ("month",), Scope()).frame
    assert round(float(frame["value"].iloc[-1])) == 123
    # Complaints began a new series with their new procedure on 1 April 2025: 18 months, where 24 are needed.
    assert tiles_on(app) == {"Really changed": "3", "Better": "3", "Worse": "0", "Not judged": "1"}
    assert "**Ask:** What made “Average phone wait” better, and will it last?" in words_on(app)


def test_every_key_measure_has_its_row_and_false_alarms_are_told(open_page: OpenPage) -> None:
    app = open_page("change")
    rows = {row["Measure"]: row["Real change?"] for row in table_of_exhibit(app, "signs", "Real change?")}
    assert len(rows) == 12
    assert list(rows)[:3] == ["Average phone wait", "Callers who gave up", "Answered within the target wait"]
    assert rows["Satisfied"] == "no change"
    assert rows["Average phone wait"] == "better"
    assert "If nothing had changed, about 0.2 of these 12 charts would still show a sign of change" in words_on(app)


def test_the_rows_after_the_ninth_are_drawn_on_demand(open_page: OpenPage) -> None:
    app = open_page("change")
    assert "The other 3 measures" in [part.label for part in app.expander]
    assert drawings(open_sections(app, "rest")) == 2


def test_measures_that_know_no_ward_are_no_sign_of_one(open_page: OpenPage) -> None:
    app = open_page("change", ward="Beacon Fold")
    assert "Left out, as not known by it: Average phone wait, Callers who gave up" in words_on(app)
    rows = table_of_exhibit(app, "signs", "Real change?")
    assert "Average phone wait" not in {row["Measure"] for row in rows}


def test_a_link_to_a_measure_opens_it_with_its_sentence_first(open_page: OpenPage) -> None:
    app = open_page("change", follow="Average phone wait")
    words = words_on(app)
    assert "Since October 2025 it has been about 2 min 7 s, against 5 min 1 s before: a real change for the" in words
    assert "It began around the time of: New phone menu and call-back (1 October 2025)" in words
    assert "should a new average start?" in words
    assert drawings(app) == 2


def test_the_table_of_the_chart_is_the_engines_figures(open_page: OpenPage, sample_data: Path) -> None:
    app = open_page("change", follow="Satisfied")
    rows = {row["Month"]: row["Satisfied"] for row in table_of_exhibit(app, "usual-range", "Stands out")}
    frame = query(open_store(sample_data), "satisfied", ("month",), Scope()).frame
    by_month = dict(zip(frame["month"], frame["value"], strict=True))
    assert rows["September 2026"] == f"{by_month['2026-09']:.1%}"
    assert len(rows) == 30


def test_months_that_are_too_thin_become_quarters_and_say_so(open_page: OpenPage) -> None:
    app = open_page("change", channel="Face to face", follow="Satisfied")
    rows = table_of_exhibit(app, "usual-range", "Stands out")
    assert "Shown by quarter, because single months hold too few answers." in words_on(app)
    assert rows[0]["Quarter"] == "2024/25 Q1"
    assert len(rows) == 10


def test_too_few_even_by_quarter_has_no_signs_and_the_plain_figures(open_page: OpenPage) -> None:
    app = open_page("change", service="Licensing", follow="Satisfied")
    assert "Too few answers even by quarter for a chart with limits" in words_on(app)
    assert drawings(app) == 2
    rows = table_of_exhibit(app, "course-satisfied", "Satisfied")
    assert len(rows) == 30


def test_the_season_is_taken_out_without_being_asked(open_page: OpenPage) -> None:
    app = open_page("change", follow="Contacts")
    assert [box.key for box in app.checkbox if box.key != "staff"] == [], "nobody has to tick that there is a season"
    assert "within the usual range for August" in words_on(app)
    table_of_exhibit(app, "usual-range", "Stands out")
    assert "The time of year is allowed for" in words_on(app)


def test_before_and_after_an_event_holds_the_months_since_against_the_year_before(
    open_page: OpenPage, sample_data: Path
) -> None:
    app = open_sections(open_page("change"), "events")
    app.selectbox(key="event").select("New phone menu and call-back (1 October 2025)").run()
    rows = {row["Measure"]: row for row in table_with(app, "Year before")}
    assert set(rows) == {"Average phone wait", "Callers who gave up", "Answered within the target wait"}
    since = Scope(period=Period(date(2025, 10, 1), date(2026, 10, 1)))
    share = float(query(open_store(sample_data), "abandoned_share", (), since).frame["value"].iloc[0])
    assert rows["Callers who gave up"]["Since"] == f"{share:.1%} (October 2025 to September 2026)"
    assert "Average phone wait after 1 October 2025: 2 min 7 s in October 2025 to September 2026" in words_on(app)
