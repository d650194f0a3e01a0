"""Every page over every kind of selection: the figures on it are the engine's, and what is missing is said."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from cxdata.council import read_council
from cxdata.measures import MEASURES
from cxdata.measures.model import Measure
from cxdata.measures.query import query
from cxdata.measures.registry.labels import label_of
from cxdata.measures.words import say_value
from cxdata.periods import Period
from cxdata.scope import Scope
from cxdata.store import open_store
from cxdata.ui import frame
from cxdata.ui.frame.pages import find_page
from tests.period_names import period_from_name
from tests.ui.conftest import OpenPage, tile_words_on, tiles_on, unescaped, words_on
from tests.ui.sections import open_sections

PAGES = [page.stem for page in frame.PAGES]
YEAR = "September 2025 to August 2026"
APOSTROPHE, AMPERSAND = "St Wendra's", "Mill & Quay"
ALL_CHANNELS = ("channels", "left_behind")
SELECTIONS = {
    "all": {},
    "a ward with an apostrophe": {"ward": APOSTROPHE},
    "two wards, of which the last is shown": {"ward": [APOSTROPHE, AMPERSAND]},
    "a tiny selection": {"ward": APOSTROPHE, "channel": "Web chat", "period": "September 2026"},
    "a provider that nobody is asked about": {"provider": "Pellmark Street Services"},
    "nothing at all": {"provider": "Pellmark Street Services", "service": "Benefits"},
    "all dates": {"period": "All dates"},
}


def scope_of(selection: dict[str, str | list[str]]) -> Scope:
    """The scope that a link's words mean."""
    period = str(selection.get("period", YEAR))
    scope = Scope(None if period == "All dates" else period_from_name(period))
    for name, asked in selection.items():
        if name != "period":
            values = [asked] if isinstance(asked, str) else asked[-1:]
            scope = scope.with_choice(name, *("webchat" if value == "Web chat" else value for value in values))
    return scope


@pytest.mark.parametrize("selection", SELECTIONS.values(), ids=SELECTIONS)
@pytest.mark.parametrize("page", PAGES)
def test_a_page_stands_on_any_selection(
    open_page: OpenPage, sample_data: Path, page: str, selection: dict[str, str | list[str]]
) -> None:
    app = open_page(page, **selection)
    assert not app.exception
    assert not app.error
    assert [title.value[-1] for title in app.title] == ["?"]
    store, council = open_store(sample_data), read_council(sample_data)
    titles = {label_of(measure): measure for measure in MEASURES.values()}
    scope = scope_of(selection)
    if page in ALL_CHANNELS:
        scope = scope.with_choice("channel")  # it is about all of them, and picks the chosen one out
        titles["Satisfied online"] = MEASURES["satisfied"]
    for title, shown in tiles_on(app).items():
        if title not in titles:
            continue  # A figure that is no measure's, held against another route in the tests of its page.
        asked = scope.with_choice("channel", "web", "app") if title == "Satisfied online" else scope
        if titles[title].table == "calls":
            asked = asked.with_choice("channel")  # calls are of the phone, whichever channel is chosen
        if page in ALL_CHANNELS:
            asked = as_far_as_all_files_go(asked, titles[title])
        answer = query(store, titles[title], (), asked, council=council)
        row = answer.frame.iloc[0]
        said = "No data" if answer.empty else say_value(titles[title], row["value"], row["denominator"])
        assert shown == said, title


def as_far_as_all_files_go(scope: Scope, measure: Measure) -> Scope:
    """Shares of contacts in September 2026 are of its first half: the online forms stop on the 15th."""
    if measure.table != "contacts" or scope.period != Period(date(2026, 9, 1), date(2026, 10, 1)):
        return scope
    return replace(scope, period=Period(date(2026, 9, 1), date(2026, 9, 16)))


def test_the_overview_shows_its_six_figures(open_page: OpenPage) -> None:
    assert list(tiles_on(open_page("overview"))) == [
        "Satisfied",
        "Dealt with online",
        "Average phone wait",
        "Callers who gave up",
        "Dealt with on time",
        "Contacts",
    ]


def test_a_small_base_is_said_and_gives_no_percentage(open_page: OpenPage, sample_data: Path) -> None:
    selection = SELECTIONS["a tiny selection"]
    base = query(open_store(sample_data), "satisfied", (), scope_of(selection)).frame["denominator"].iloc[0]
    assert not base >= 10, "the selection is not tiny any more"
    app = open_page("satisfaction", **selection)
    assert "%" not in tiles_on(app).get("Satisfied", "")
    assert "too few to say" in words_on(app) or "no data" in words_on(app).lower()


def test_a_provider_without_survey_is_no_data_and_not_left_out(open_page: OpenPage) -> None:
    assert "No figure for Pellmark Street Services: no data." in words_on(open_page("satisfaction", by="Provider"))


def test_a_filter_that_calls_do_not_have_is_said(open_page: OpenPage) -> None:
    waits = [words for words in tile_words_on(open_page("channels", ward=APOSTROPHE)) if words[0].endswith("wait")]
    assert len(waits) == 2
    assert all("whole council: no ward known" in words for words in waits)


def test_choices_follow_from_page_to_page(open_page: OpenPage) -> None:
    app = open_page("overview")
    app.selectbox(key="ward").set_value(APOSTROPHE).run()
    here = tiles_on(app)["Satisfied"]
    app.switch_page("pages/satisfaction.py").run()
    assert app.selectbox(key="ward").value == APOSTROPHE
    assert tiles_on(app)["Satisfied"] == here
    app.selectbox(key="ward").set_value(None).run()
    assert tiles_on(app)["Satisfied"] != here


@pytest.mark.parametrize(
    ("link", "said"),
    [
        ({"ward": "Nowhere"}, "ward 'Nowhere'"),
        ({"period": "the year dot"}, "period 'the year dot'"),
        ({"customer_type": "Martian"}, "customer type 'Martian'"),
    ],
)
def test_a_dead_link_is_reported(open_page: OpenPage, link: dict[str, str], said: str) -> None:
    warnings = [unescaped(warning.value) for warning in open_page("overview", **link).warning]
    assert len(warnings) == 1
    assert said in warnings[0]


def test_of_several_wards_in_a_link_it_is_said_which_is_shown(open_page: OpenPage) -> None:
    app = open_page("overview", ward=[APOSTROPHE, AMPERSAND, "Atlantis"])
    assert app.selectbox(key="ward").value == AMPERSAND
    words = words_on(app)
    assert f"The link names 2 wards: {APOSTROPHE}, {AMPERSAND}. One is shown at a time: {AMPERSAND}." in words
    assert (
        f"The link asks for ward 'Atlantis', which the loaded data does not have. Shown instead: {AMPERSAND}." in words
    )


@pytest.mark.parametrize("ward", [APOSTROPHE, "Atlantis"])
def test_an_older_link_to_the_ward_page_still_names_its_ward(open_page: OpenPage, ward: str) -> None:
    app = open_page("ward", see=ward)
    assert (app.selectbox(key="ward").value == ward) == (ward == APOSTROPHE)
    assert ("ward 'Atlantis'" in words_on(app)) == (ward == "Atlantis")


@pytest.mark.parametrize("page", PAGES)
def test_a_page_stands_without_calls_survey_or_boundaries(open_page: OpenPage, enquiries_only: Path, page: str) -> None:
    app = open_page(page, data=enquiries_only)
    assert not app.exception
    assert not app.error


@pytest.mark.parametrize("page", PAGES)
def test_a_page_stands_without_contacts(open_page: OpenPage, survey_only: Path, page: str) -> None:
    app = open_page(page, data=survey_only)
    assert not app.exception
    assert not app.error


def test_what_is_not_loaded_is_said(open_page: OpenPage, enquiries_only: Path) -> None:
    channels = open_sections(open_page("channels", data=enquiries_only), "waits")
    assert "load an export of calls and visits." in words_on(channels)
    assert "load an export of survey answers." in words_on(open_page("satisfaction", data=enquiries_only))
    assert "No boundaries are loaded, so there is no map" in words_on(open_page("hotspots", data=enquiries_only))


@pytest.mark.parametrize("page", PAGES)
def test_with_nothing_loaded_every_page_says_so(open_page: OpenPage, nothing_loaded: Path, page: str) -> None:
    app = open_page(page, data=nothing_loaded)
    assert not app.exception
    if page != "recommendations" and not find_page(page).of_words:  # the officer's list needs no store
        assert "Nothing is loaded yet" in words_on(app)
