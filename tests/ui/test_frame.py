"""The pages as the frame knows them: a file, a record and a question each, in the sections of the menu."""

import ast
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from cxdata.cli.main import main
from cxdata.ui import frame
from cxdata.ui.frame.menu import NO_DATA
from cxdata.ui.frame.pages import find_page, sections
from tests.conftest import ROOT
from tests.ui.conftest import OpenPage, tiles_on, unescaped, words_on

BANNER = "Officer view: do not publish this screen."


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
    assert "frame.enter(__doc__)\n" in source


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


def menu_of(app: AppTest) -> list[str]:
    """The labels of the menu: the sections, then the pages of the open one."""
    labels = [unescaped(link.proto.label) for link in app.main.get("page_link")]
    titles = {page.title for page in frame.PAGES} | set(frame.SECTIONS)
    return [label for label in labels if label.removesuffix(NO_DATA).strip() in titles]


def test_the_menu_shows_the_sections_and_the_pages_of_the_open_one(open_page: OpenPage) -> None:
    names = [section for section, _ in sections()]
    assert menu_of(open_page("overview")) == names
    assert menu_of(open_page("change")) == [*names, "Real change", "Like for like", "Will we get there"]


def test_a_page_without_data_is_marked_in_the_menu(
    open_page: OpenPage, survey_only: Path, nothing_loaded: Path
) -> None:
    """A survey fills every page but those of getting through and of taking part; the officer's lists need no data."""
    marked = [label for label in menu_of(open_page("satisfaction", data=survey_only)) if NO_DATA in label]
    assert marked == ["Getting through (no data)", "Taking part (no data)"]
    unmarked = [label for label in menu_of(open_page("data", data=nothing_loaded)) if NO_DATA not in label]
    assert unmarked == ["Promises", "Data", "Data", "Definitions", "Methods", "Accessibility", "Help"]


def test_there_is_no_sidebar(open_page: OpenPage) -> None:
    assert not open_page("overview").sidebar.children


def test_what_is_shown_stands_in_one_line_and_whole_on_demand(open_page: OpenPage) -> None:
    """The contacts of September 2026 stop on the 15th, and no call is loaded for 2014."""
    app = open_page("overview", period="September 2026")
    line = unescaped(next(text.value for text in app.markdown if BANNER in unescaped(text.value)))
    assert line == f":small[{BANNER} Data to 30 September 2026. September 2026 is not whole.]"
    words = words_on(app)
    assert "Quarnmere Borough Council: September 2026; without staff-raised contacts." in words
    assert "online_forms_and_app.csv.gz stops on 15 September" in words


def test_a_choice_stands_as_a_word_that_takes_it_out(open_page: OpenPage) -> None:
    app = open_page("channels", channel=["Phone", "Web chat"], compare="the same period a year before", staff="true")
    chips = [unescaped(button.label) for button in app.button if button.label.endswith("✕")]
    assert chips == [
        "Phone ✕",
        "Web chat ✕",
        "against the same period a year before ✕",
        "with contacts raised by staff ✕",
    ]
    app.button(key="chip-channel-Phone").click().run()
    app.button(key="chip-compare-the same period a year before").click().run()
    app.button(key="chip-staff-staff").click().run()
    assert [unescaped(button.label) for button in app.button if button.label.endswith("✕")] == ["Web chat ✕"]
    assert app.multiselect(key="channel").value == ["Web chat"]
    assert not app.checkbox(key="staff").value


def test_wards_are_listed_by_name_and_codes_after_them(open_page: OpenPage, tmp_path: Path) -> None:
    file = tmp_path / "cases.csv"
    rows = [f"{n},2026-05-0{n},Telephone,Bins,{ward}" for n, ward in enumerate(["Millbeck", "E05998010", "Abbey"], 1)]
    file.write_text("\n".join(["Case ID,Date Logged,Channel,Topic,Ward", *rows]) + "\n", encoding="utf-8")
    assert main(["--data", str(tmp_path / "data"), "load", "--suggested", str(file)]) == 0
    app = open_page("overview", data=tmp_path / "data")
    assert app.selectbox(key="ward").options == ["Abbey", "Millbeck", "E05998010 (a code without a name)"]
    app.selectbox(key="ward").set_value("E05998010 (a code without a name)").run()
    assert tiles_on(app)["Contacts"] == "1"


def test_a_page_in_a_section_that_is_none_is_refused() -> None:
    with pytest.raises(ValueError, match="the menu has no section 'Elsewhere'"):
        frame.Page("new", "New", "Elsewhere")


def test_the_first_page_lives_at_the_root() -> None:
    assert (find_page("").stem, find_page("overview").address, find_page("ward").address) == ("overview", "/", "/ward")
