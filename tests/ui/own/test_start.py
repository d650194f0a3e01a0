"""The strip over invented figures, and a council of one's own begun from the page."""

import shutil
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from cxdata.cli.main import main
from cxdata.council import read_council
from cxdata.data_folder import INVENTED, sample_folder
from cxdata.ui import frame
from cxdata.ui.frame import cache
from cxdata.ui.frame.menu import NO_DATA
from cxdata.ui.frame.sample import BACK, START, WAY
from tests.ui.conftest import OpenPage, tiles_on, unescaped, words_on
from tests.ui.sections import open_sections

PAGES = [page.stem for page in frame.PAGES]
SAMPLE_WARD = "St Wendra's"


def links(app: AppTest) -> list[str]:
    """The labels of the links to pages, those of the menu left out."""
    menu = {page.title for page in frame.PAGES} | set(frame.SECTIONS)
    labels = [link.proto.label for link in app.main.get("page_link")]
    return [label for label in labels if label.removesuffix(NO_DATA).strip() not in menu]


def load_own(data: Path, file: Path) -> None:
    """Load a file of one's own at the terminal."""
    assert main(["--data", str(data), "load", "--suggested", str(file)]) == 0


@pytest.mark.parametrize("page", PAGES)
def test_every_page_of_the_sample_says_that_it_is_invented(
    open_page: OpenPage, newcomer_to_read: Path, page: str
) -> None:
    app = open_page(page, data=newcomer_to_read)
    assert not app.exception
    assert words_on(app).count(INVENTED) == 1
    if page == "help":
        assert links(app)[0] == WAY  # its own links follow
    elif page != "data":
        assert links(app) == [WAY]


def test_a_folder_that_holds_the_sample_by_itself_says_so_too(open_page: OpenPage) -> None:
    assert words_on(open_page("overview")).count(INVENTED) == 1


def test_with_ones_own_loaded_no_page_has_the_strip_or_a_figure_of_the_sample(
    open_page: OpenPage, newcomer: Path, own_cases: Path
) -> None:
    load_own(newcomer, own_cases)
    for page in PAGES:
        app = open_page(page, data=newcomer)
        assert not app.exception
        words = words_on(app)
        assert INVENTED not in words
        assert SAMPLE_WARD not in words
        assert "Quarnmere" not in words
    assert tiles_on(open_page("overview", data=newcomer, period="All dates"))["Contacts"] == "3"


def test_the_form_is_opened_by_the_button_and_by_the_link_of_the_strip(open_page: OpenPage, newcomer: Path) -> None:
    app = open_page("data", data=newcomer)
    name = "1. Name of your council"
    assert name not in [unescaped(field.label) for field in app.text_input]
    app.button(key="start_open").click().run()
    assert name in [unescaped(field.label) for field in app.text_input]
    (link,) = (
        link.proto for link in open_page("overview", data=newcomer).main.get("page_link") if link.proto.label == WAY
    )
    assert (link.page, link.query_string) == ("data", "start=own")


def test_a_council_is_begun_on_the_page(open_page: OpenPage, newcomer: Path) -> None:
    app = open_page("data", data=newcomer, start="own")
    app.text_input(key="start_name").set_value("Ambleford Town Council")
    app.button(key="start_begin").click().run()
    assert not app.exception
    assert "Ambleford Town Council is begun. Load its first export below." in words_on(app)
    assert INVENTED not in words_on(app)
    assert START not in [header.value for header in app.header]
    assert read_council(newcomer).name == "Ambleford Town Council"
    assert "Nothing is loaded yet" in words_on(app.switch_page("pages/satisfaction.py").run())


def test_a_name_that_is_none_begins_nothing(open_page: OpenPage, newcomer: Path) -> None:
    app = open_page("data", data=newcomer, start="own")
    app.button(key="start_begin").click().run()
    assert [unescaped(error.value) for error in app.error] == [
        "Give the council's name, as it should stand on the pages."
    ]
    assert not (newcomer / "council.toml").exists()
    assert INVENTED in words_on(app)


def test_beginning_on_a_folder_that_holds_the_sample_puts_it_aside(
    open_page: OpenPage, sample_data: Path, tmp_path: Path
) -> None:
    data = shutil.copytree(sample_data, tmp_path / "data")
    app = open_page("data", data=data, start="own")
    app.text_input(key="start_name").set_value("Ambleford Town Council")
    app.button(key="start_begin").click().run()
    assert not app.exception
    assert read_council(data).name == "Ambleford Town Council"
    assert read_council(sample_folder(data)).name == "Quarnmere Borough Council"
    assert INVENTED not in words_on(app)
    app.selectbox(key=cache.COUNCIL).set_value(cache.SAMPLE).run()
    assert INVENTED in words_on(app)


def test_a_reader_may_look_at_the_sample_again_and_go_back(
    open_page: OpenPage, newcomer: Path, own_cases: Path
) -> None:
    load_own(newcomer, own_cases)
    app = open_page("overview", data=newcomer, council=cache.SAMPLE)
    assert words_on(app).count(INVENTED) == 1
    assert "Quarnmere" in words_on(app)
    app.switch_page("pages/hotspots.py").run()
    assert INVENTED in words_on(app)
    app.selectbox(key="ward").set_value(SAMPLE_WARD).run()
    assert app.button(key="back_to_own").label == BACK
    app.button(key="back_to_own").click().run()
    assert not app.exception
    assert INVENTED not in words_on(app)
    assert SAMPLE_WARD not in words_on(app)


def test_no_file_is_loaded_while_one_looks_at_the_sample(open_page: OpenPage, newcomer: Path, own_cases: Path) -> None:
    load_own(newcomer, own_cases)
    app = open_page("data", data=newcomer, council=cache.SAMPLE)
    assert "You are looking at the sample council." in words_on(app)
    assert "Load files" not in [header.value for header in app.header]


def test_a_link_to_the_sample_without_one_is_the_own_council(
    open_page: OpenPage, tmp_path: Path, own_cases: Path
) -> None:
    load_own(tmp_path / "data", own_cases)
    app = open_page("overview", data=tmp_path / "data", council=cache.SAMPLE)
    assert INVENTED not in words_on(app)


def test_nothing_can_be_removed_while_one_looks_at_the_sample(
    open_page: OpenPage, newcomer: Path, own_cases: Path
) -> None:
    """The rows of both stores are numbered from 1: a press there would take a file of one's own."""
    assert not [button for button in open_page("data", data=newcomer).button if button.label == "Remove"]
    load_own(newcomer, own_cases)
    looking = open_sections(open_page("data", data=newcomer, council=cache.SAMPLE), "files", "undo")
    assert "crm_cases.csv.gz" in words_on(looking)
    assert not {"Remove", "Replace", "Undo the last load"} & {button.label for button in looking.button}
    own = open_sections(open_page("data", data=newcomer), "files")
    assert "Remove" in [button.label for button in own.button]
