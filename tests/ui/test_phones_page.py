"""The page of the phones as a reader opens it: the finding, the tiles and the sections."""

import re
from datetime import date
from pathlib import Path

from streamlit.testing.v1 import AppTest

from cxdata.measures.query import query
from cxdata.measures.words import say_seconds
from cxdata.periods import Period
from cxdata.scope import Scope
from cxdata.settings import read_settings
from cxdata.store import open_store
from tests.analysis.phones.conftest import Load, load_calls, week_of_calls  # noqa: F401 - a fixture
from tests.ui.conftest import OpenPage, tile_words_on, tiles_on, unescaped, words_on
from tests.ui.sections import open_every_section, open_sections

YEAR = Period(date(2025, 9, 1), date(2026, 9, 1))


def heading(app: AppTest) -> str:
    return unescaped(str(app.header[0].value))


def test_a_bad_queue_heads_the_page_and_the_question_names_it(open_page: OpenPage, load_calls: Load) -> None:  # noqa: F811
    data = load_calls(week_of_calls(1, weeks=30, gives_up=lambda when, queue, _: 0.2 if queue == "Housing" else 0.08))
    app = open_page("phones", data=data, period="All dates")
    assert re.fullmatch(r"Housing: \d\d\.\d% of callers gave up, against \d\.\d% of the rest", heading(app))
    assert "Why do callers of Housing fare worse, and what will be done by when?" in words_on(app)


def test_where_no_queue_is_worse_the_week_comes_first(open_page: OpenPage, load_calls: Load) -> None:  # noqa: F811
    rows = week_of_calls(3, weeks=30, gives_up=lambda when, queue, _: 0.25 if when.weekday() == 0 else 0.05)
    app = open_page("phones", data=load_calls(rows), period="All dates")
    assert heading(app).endswith("% of callers gave up; no queue stands out; worst on Monday 15:00 to 15:30 and 2 more")
    assert "week" in [button.value for button in app.get("button_group")]


def test_another_look_says_what_it_shows_and_who_is_chosen_is_not_narrowed_to(open_page: OpenPage) -> None:
    assert heading(open_page("phones", split="The week")).startswith("Calls peak on Mondays from ")
    options = heading(open_page("phones", split="Menu option", service="Bins and recycling"))
    assert options.startswith("1 Care at home and 2 Blue badge: ")


def test_the_tiles_are_the_engines_figures(open_page: OpenPage, sample_data: Path) -> None:
    store, council = open_store(sample_data), read_settings(sample_data)
    shown = tiles_on(open_page("phones"))
    for label, measure in (
        ("Callers who gave up", "abandoned_share"),
        ("Answered within target", "answered_in_target"),
    ):
        value = query(store, measure, (), Scope(YEAR), council=council).frame["value"].iloc[0]
        assert shown[label] == f"{value:.1%}"


def test_the_longest_wait_stands_beside_the_middle_one(open_page: OpenPage, sample_data: Path) -> None:
    ((longest,),) = open_store(sample_data).tuples(
        "select max(longest_wait_seconds) from calls where channel <> 'face_to_face' "
        "and interval_start >= '2025-09-01' and interval_start < '2026-09-01'"
    )
    middle = {words[0]: words for words in tile_words_on(open_page("phones"))}["Middle phone wait"]
    assert middle[-1] == f"the longest {say_seconds(longest)}"


def test_what_a_choice_does_not_narrow_says_whose_it_is(open_page: OpenPage) -> None:
    tiles = {words[0]: words for words in tile_words_on(open_page("phones", service="Bins and recycling"))}
    assert [tiles[name][-1] for name in ("Middle phone wait", "Give up after")] == ["of all queues"] * 2
    assert "of all queues" not in words_on(open_page("phones"))


def test_every_section_stands(open_page: OpenPage) -> None:
    app = open_every_section(open_page("phones"))
    assert not app.exception
    assert not app.error
    words = words_on(app)
    assert "Open Monday to Friday 09:00 to 17:00, and closed on bank holidays." in words
    assert "Since 1 October 2025 (New phone menu and call-back) fewer callers gave up on" in words
    assert "No option has changed its place in the menu" in words or "what another order would do" in words
    assert "All calls together, by the test of Real change:" in words


def test_hours_that_nobody_set_are_said_to_be_assumed(open_page: OpenPage, load_calls: Load) -> None:  # noqa: F811
    data = load_calls(week_of_calls(2, weeks=2, gives_up=lambda *_: 0.1))
    app = open_sections(open_page("phones", data=data), "hours")
    assert "council.toml has no [opening_hours], so these are assumed." in words_on(app)
    assert "No contacts are loaded, so nobody can say who comes out of hours." in words_on(app)
