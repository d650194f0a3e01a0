"""A paper made and presented by keyboard alone; its findings on a second screen, from a file and no server."""

import shutil
from datetime import date, datetime
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from cxdata.own_files import write_whole
from cxdata.papers.meeting.asked import Asked
from cxdata.papers.meeting.keeping.kept import Paper, papers_in
from cxdata.papers.meeting.keeping.outputs import stage_of
from cxdata.papers.meeting.making import make_paper
from tests.browser.conftest import OpenPage
from tests.browser.harness import LAPTOP, PROJECTOR, Server
from tests.browser.test_keyboard import tab_to

DAY = date(2026, 12, 8)
SOME = ("summary", "targets")


def test_a_paper_is_made_and_presented_by_keyboard(visit_as: OpenPage, browser: Browser, fresh_server: Server) -> None:
    officer = visit_as("paper", browser=browser, server=fresh_server, viewport=LAPTOP)
    expect(officer.page.get_by_text("No paper is kept yet: make the first below")).to_be_visible()
    tab_to(officer, "^Name of the meeting$")
    officer.page.keyboard.type("Scrutiny Committee")
    tab_to(officer, "^Date")
    officer.page.keyboard.type("2026-12-08")
    tab_to(officer, "^Make the paper$")
    officer.page.keyboard.press("Enter")
    said = "Scrutiny Committee, 8 December 2026, for members is made and kept."
    expect(officer.page.get_by_text(said)).to_be_visible(timeout=180_000)
    [paper], _ = papers_in(fresh_server.data)
    assert not Axe().run(officer.page).response["violations"]

    tab_to(officer, "^Present this paper$")
    officer.page.keyboard.press("Enter")
    figures = len(list(paper.document.figures))
    expect(officer.page.get_by_text(f"1 of {figures}", exact=True)).to_be_visible(timeout=60_000)
    officer.page.keyboard.press("ArrowRight")
    expect(officer.page.get_by_text(f"2 of {figures}", exact=True)).to_be_visible(timeout=60_000)
    second = list(paper.document.figures)[1]
    expect(officer.page.locator(".stage h1")).to_have_text(second.finding)
    officer.page.keyboard.press("Escape")
    expect(officer.page.get_by_text(f"One paper is kept: {paper.title}")).to_be_visible(timeout=60_000)


@pytest.fixture(scope="module")
def paper(sample_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Paper:
    """A paper of two sections with an officer's words."""
    data = Path(shutil.copytree(sample_data, tmp_path_factory.mktemp("paper") / "data"))
    asked = Asked("Scrutiny", DAY, sections=SOME, words={"targets": "Said by an officer."})
    return make_paper(data, asked, now=datetime(2026, 11, 27)).paper


@pytest.fixture
def screen(browser: Browser, paper: Paper, tmp_path: Path) -> Page:
    """The file for a second screen, opened from the disk on a projector."""
    write_whole(tmp_path / "screen.html", stage_of(paper))
    page = browser.new_page(viewport=PROJECTOR)
    page.goto((tmp_path / "screen.html").as_uri())
    return page


def shown(page: Page) -> str:
    """The heading of the screen that is seen."""
    return page.locator("section:visible").locator("h1").first.inner_text()


def test_keys_turn_the_findings_and_nothing_scrolls(screen: Page, paper: Paper) -> None:
    heads = [shown(screen)]
    for _ in range(screen.locator("section[id^=s]").count() - 1):
        screen.keyboard.press("ArrowRight")
        heads.append(shown(screen))
        assert screen.evaluate("document.scrollingElement.scrollHeight") == PROJECTOR["height"]
    assert heads[0] == paper.document.title
    assert heads[-1] == list(paper.document.figures)[-1].finding
    screen.keyboard.press("PageUp")
    assert shown(screen) == heads[-2]
    screen.keyboard.press("Home")
    assert shown(screen) == heads[0]


def test_w_shows_the_ward_that_was_chosen_and_brings_back(screen: Page, paper: Paper) -> None:
    for _ in range(4):
        screen.keyboard.press("ArrowRight")
    before = shown(screen)
    screen.keyboard.press("w")
    assert shown(screen) == "Which ward?"
    screen.keyboard.press("Tab")
    screen.keyboard.press("Enter")
    assert shown(screen) == paper.wards[0][1].finding
    screen.keyboard.press("w")
    assert shown(screen) == before
    screen.keyboard.press("w")
    assert shown(screen) == paper.wards[0][1].finding


def test_n_opens_the_notes_with_the_officers_words_and_axe_finds_nothing(screen: Page) -> None:
    screen.keyboard.press("End")
    assert not screen.locator("aside:visible").count()
    screen.keyboard.press("n")
    assert "Said by an officer." in screen.locator("aside:visible").inner_text()
    assert not Axe().run(screen).response["violations"]
