"""The pages as the frame knows them: a file, a record and a question each, in the sections of the menu."""

import ast

import pytest
from streamlit.testing.v1 import AppTest

from cxdata.ui import frame
from cxdata.ui.frame.pages import find_page, sections
from tests.conftest import ROOT
from tests.ui.conftest import OpenPage


def question(page: frame.Page) -> str:
    """The first line of a page's docstring."""
    return (ast.get_docstring(ast.parse(page.file.read_text("utf-8"))) or "").partition("\n")[0]


def test_every_file_of_pages_is_a_page_and_every_page_a_file() -> None:
    files = sorted(path.stem for path in (ROOT / "pages").glob("*.py"))
    assert sorted(page.stem for page in frame.PAGES) == files


@pytest.mark.parametrize("page", frame.PAGES, ids=lambda page: page.stem)
def test_a_page_asks_its_question_once_and_enters_by_it(page: frame.Page) -> None:
    source = page.file.read_text("utf-8")
    assert question(page).endswith("?")
    assert source.count(question(page)) == 1
    assert "view = frame.enter(__doc__)\n" in source


@pytest.mark.parametrize("page", frame.PAGES, ids=lambda page: page.stem)
def test_the_question_is_the_heading(open_page: OpenPage, page: frame.Page) -> None:
    assert [title.value for title in open_page(page.stem).title] == [question(page)]


def test_the_menu_shows_the_sections_that_have_pages_in_their_order() -> None:
    menu = {section: [page.title for page in pages] for section, pages in sections()}
    assert list(menu) == [section for section in frame.SECTIONS if section in menu]
    assert all(menu.values()), "a section without a page is not shown"
    assert sum(map(len, menu.values())) == len(frame.PAGES)
    assert menu["Overview"][0] == "Overview"
    assert menu["Is it changing"][:3] == ["Real change", "Like for like", "Will we get there"]
    assert {"Satisfaction", "Hidden by the average"} <= set(menu["Who is served well"])
    assert {"Hotspots", "Ward"} <= set(menu["Where"])


def test_the_headings_of_the_menu_are_on_the_screen(open_page: OpenPage) -> None:
    app: AppTest = open_page("overview")
    headings = [text.value for text in app.sidebar.markdown if text.value.startswith(":small[**")]
    titles = {page.title for page in frame.PAGES}
    assert headings == [f":small[**{section}**]" for section, _ in sections() if section not in titles]
    assert ":small[**Who is served well**]" in headings


def test_a_page_in_a_section_that_is_none_is_refused() -> None:
    with pytest.raises(ValueError, match="the menu has no section 'Elsewhere'"):
        frame.Page("new", "New", "Elsewhere")


def test_the_first_page_lives_at_the_root() -> None:
    assert (find_page("").stem, find_page("overview").address, find_page("ward").address) == ("overview", "/", "/ward")
