"""The two views on screen: an officer's page says that it is not to be published, the other reads an edition alone."""

import shutil
from pathlib import Path

import pytest

from cxdata.data_folder import INVENTED
from cxdata.export.edition.kept import editions_in
from cxdata.export.edition.words import NONE_YET
from cxdata.published.sheets import NO_SHEET, SHEETS
from cxdata.ui import frame
from cxdata.ui.frame import cache
from cxdata.ui.frame.pages import find_page
from tests.ui.conftest import OpenPage, tiles_on, words_on
from tests.ui.exhibits import drawings
from tests.ui.sections import open_every_section

PAGES = [page.stem for page in frame.PAGES]
BANNER = "Officer view: do not publish this screen."
NOT_A_CHOICE = {"ward": "St Wendra's", "channel": "Web chat", "period": "September 2026"}


@pytest.mark.parametrize("page", PAGES)
def test_the_officer_view_says_so_on_every_page(open_page: OpenPage, page: str) -> None:
    assert BANNER in words_on(open_page(page))


def test_every_page_has_a_published_form_or_a_sentence_in_its_place() -> None:
    assert sorted([*SHEETS, *NO_SHEET]) == sorted(PAGES)
    assert sorted(NO_SHEET) == sorted(["data", *(page.stem for page in frame.PAGES if page.of_words)])


@pytest.mark.parametrize("page", PAGES)
def test_the_published_view_stands_on_every_page_though_the_store_cannot_be_read(
    open_page: OpenPage, edition_data: Path, page: str
) -> None:
    app = open_every_section(open_page(page, edition_data, mode=cache.PUBLISH))
    assert not app.exception
    assert not app.error
    assert [title.value for title in app.title] == [find_page(page).question]
    words = words_on(app)
    assert words.count(INVENTED) == 1
    assert BANNER not in words
    assert "do not publish" not in words.lower()
    if page in SHEETS:
        assert SHEETS[page].kept_back in words
        assert SHEETS[page].first is None or drawings(app) or app.table
    officers = ("keep-", "press-", "test-", "up-", "down-", "out-")
    assert not [button.key for button in app.button if str(button.key).startswith(officers)]
    assert page == "definitions" or not app.text_input, "a page of words alone is searched in either view"
    assert not app.get("file_uploader")


def test_every_count_of_a_published_headline_is_rounded(open_page: OpenPage, edition_data: Path) -> None:
    shown = tiles_on(open_page("overview", edition_data, mode=cache.PUBLISH))
    assert int(shown["Contacts"].replace(",", "")) % 5 == 0


def test_what_a_link_may_not_ask_of_an_edition_is_refused_in_words(open_page: OpenPage, edition_data: Path) -> None:
    """Three things at once: a ward, a channel and a month."""
    app = open_page("satisfaction", edition_data, mode=cache.PUBLISH, **NOT_A_CHOICE)
    assert not app.exception
    assert app.warning


@pytest.mark.parametrize("page", ["overview", "data", "recommendations"])
def test_without_an_edition_the_published_view_shows_nothing_and_says_who_makes_one(
    open_page: OpenPage, survey_only: Path, page: str
) -> None:
    app = open_page(page, survey_only, mode=cache.PUBLISH)
    assert NONE_YET in words_on(app)
    assert not app.table
    assert tiles_on(app) == {}
    assert not app.get("plotly_chart")


def test_a_damaged_edition_is_said_so_and_leaves_the_menu_and_the_way_back(
    open_page: OpenPage, edition_data: Path, tmp_path: Path
) -> None:
    data = shutil.copytree(edition_data, tmp_path / "data")
    (file,) = editions_in(data)
    whole = bytearray(file.read_bytes())
    whole[20_000:-20_000] = bytes(len(whole) - 40_000)
    file.write_bytes(whole)
    app = open_page("satisfaction", data, mode=cache.PUBLISH)
    assert not app.exception
    assert [f"{file.name} is no edition, or damaged." in error.value for error in app.error] == [True]
    assert app.get("page_link")
    assert app.segmented_control(key=cache.MODE).value == cache.PUBLISH
    assert "Who is satisfied, and who is not?" in words_on(app)
