"""Named links: kept from any page, opened with one click from the page Present, and honest about what is gone."""

import shutil
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from cxdata.export.links import FILE, Link, keep_link, read_links
from cxdata.ui.frame import PAGES, cache
from cxdata.ui.frame.choice import keeping
from cxdata.ui.present_links import EMPTY, NO_PAGE, TITLE
from tests.ui.conftest import OpenPage, words_on
from tests.ui.test_editing import press


@pytest.fixture
def data(sample_data: Path, tmp_path: Path) -> Path:
    """A copy of the sample council's folder, into which links may be kept."""
    return shutil.copytree(sample_data, tmp_path / "data")


def keep(app: AppTest, name: str) -> AppTest:
    [box] = [box for box in app.text_input if box.label == keeping.NAME]
    box.set_value(name)
    return press(app, keeping.KEEP)


def names_and_words(app: AppTest) -> str:
    return words_on(app).partition(TITLE)[2]


def test_a_view_is_kept_with_all_that_is_chosen_and_without_the_view(open_page: OpenPage, data: Path) -> None:
    app = keep(open_page("satisfaction", data, ward="Harepath", by="Service", mode=cache.OFFICER), "Who, in Harepath?")
    assert [toast.value for toast in app.toast] == ["Kept for the meeting: Who, in Harepath?"]
    assert read_links(data) == [Link("Who, in Harepath?", "satisfaction", {"ward": ["Harepath"], "by": ["Service"]})]
    assert "Phone" not in (data / FILE).read_text("utf-8"), "no figure and no finding"
    keep(app, "who, in  harepath?")
    assert "is kept already" in app.toast[-1].value.replace("\\", "")
    keep(app, " ")
    assert "Give the view a name" in app.toast[-1].value
    assert len(read_links(data)) == 1


@pytest.mark.parametrize("page", [page.stem for page in PAGES])
def test_every_page_but_the_list_itself_can_be_kept(open_page: OpenPage, sample_data: Path, page: str) -> None:
    shown = [box for box in open_page(page).text_input if box.label == keeping.NAME]
    assert len(shown) == (0 if page == "present" else 1)


def test_a_kept_view_is_opened_by_its_address_moved_and_taken_off(open_page: OpenPage, data: Path) -> None:
    assert EMPTY in words_on(open_page("present", data))
    keep_link(data, Link("Waits & queues", "phones", {"period": ["August 2026"], "service": ["Garden waste", "Parks"]}))
    keep_link(data, Link("First page", "overview"))
    app = open_page("present", data)
    shown = [element.value for element in app.markdown]
    assert "[Waits & queues](/phones?period=August+2026&service=Garden+waste&service=Parks)" in shown
    assert "[First page](/)" in shown
    app.button(key="down-link-0").click().run()
    assert [link.name for link in read_links(data)] == ["First page", "Waits & queues"]
    assert app.button(key="up-link-0").disabled
    assert app.button(key="down-link-1").disabled
    app.button(key="out-link-0").click().run()
    assert [link.name for link in read_links(data)] == ["Waits & queues"]


def test_a_link_whose_choices_or_page_are_gone_says_so(open_page: OpenPage, data: Path) -> None:
    keep_link(data, Link("Here", "satisfaction", {"ward": ["Harepath"], "by": ["Ward"]}))
    keep_link(data, Link("Gone ward", "satisfaction", {"ward": ["Old Ward"], "period": ["2011/12"]}))
    keep_link(data, Link("Gone page", "parks", {}))
    words = names_and_words(open_page("present", data))
    assert words.count("which the loaded data does not have") == 1
    gone = "The link asks for period '2011/12', ward 'Old Ward', which the loaded data does not have. Shown instead: "
    assert gone in words
    assert words.index("Here") < words.index("Gone ward") < words.index(gone) < words.index("Gone page")
    assert words.index("Gone page") < words.index(NO_PAGE)
    assert "parks" not in "".join(element.value for element in open_page("present", data).markdown)


def test_the_published_view_neither_keeps_nor_lists(open_page: OpenPage, edition_data: Path) -> None:
    keep_link(edition_data, Link("For officers", "phones"))
    try:
        for page in ("satisfaction", "present"):
            app = open_page(page, edition_data, mode=cache.PUBLISH)
            assert "For officers" not in words_on(app)
            assert not [box for box in app.text_input if box.label == keeping.NAME]
    finally:
        (edition_data / FILE).unlink()


def test_a_list_that_cannot_be_read_is_said_and_left(open_page: OpenPage, data: Path) -> None:
    (data / FILE).write_text("no list")
    app = open_page("present", data)
    assert [error.value for error in app.error] == [
        "links.json in the data folder is no list of links. Move it away to begin a new one."
    ]
    assert (data / FILE).read_text() == "no list"


def test_a_link_to_a_split_that_is_gone_says_what_is_shown_instead(open_page: OpenPage) -> None:
    app = open_page("satisfaction", by="Colour of hair")
    said = "Split by: the link asks for “Colour of hair”, which is not there. Shown instead: Channel."
    assert said in [warning.value for warning in app.warning]
    assert not app.exception
    assert not open_page("satisfaction", by="Service").warning
