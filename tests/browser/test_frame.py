"""The frame in a real browser: menu, choices and the ward that stays, by mouse and by keyboard, at three widths."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from cxdata.cli.main import main
from cxdata.ui import frame
from cxdata.ui.frame import cache
from tests.browser import harness
from tests.browser.conftest import OpenPage
from tests.browser.harness import LAPTOP, PHONE, Server, Visit
from tests.browser.measures import barriers
from tests.browser.states import SCREENS
from tests.effort import sample

WARD, ITS_LIKE, ANOTHER = "Harepath", "Upper Harepath", "Kilnfield"
# Read as markdown, the first would be a picture fetched from elsewhere, the second a link to elsewhere.
PICTURE, LINK = "![x](http://evil.example/picture)", "[our ward](http://evil.example/ward) or www.evil.example"


def focus(visit: Visit) -> str:
    """What has the focus, in the words by which it is known."""
    words = "document.activeElement.ariaLabel || document.activeElement.innerText || ''"
    known = str(visit.page.evaluate(words)).strip()
    return known if len(known) < 80 else "the whole page"


def tab_to(visit: Visit, words: str, most: int = 20) -> None:
    """Press Tab until what is known by these words has the focus."""
    passed = []
    for _ in range(most):
        visit.page.keyboard.press("Tab")
        passed.append(focus(visit))
        if words in passed[-1]:
            return
    raise AssertionError(f"'{words}' was not reached by Tab, but {passed}")


def test_axe_finds_nothing_with_the_choices_open(visit_as: OpenPage, browser: Browser, server: Server) -> None:
    visit = visit_as("definitions", browser=browser, server=server, viewport=LAPTOP, channel="Phone", ward=WARD)
    visit.open_choices()
    for viewport in SCREENS.values():
        visit.page.set_viewport_size(viewport)
        visit.settle()
        assert barriers(visit) == {}


def test_a_part_of_a_name_and_enter_choose_a_ward_that_stays(open_page: OpenPage) -> None:
    visit = open_page()
    box = visit.page.get_by_role("combobox", name="My ward")
    box.fill("Harep")
    expect(visit.page.get_by_role("option")).to_have_text([WARD, ITS_LIKE])
    box.press("Enter")
    expect(visit.page).to_have_url(f"{visit.server.url}/?ward={WARD}")
    visit.turn_to("Ward")
    assert visit.ward() == WARD
    visit.page.reload()
    assert visit.ward() == WARD


def test_the_ward_is_there_on_the_next_visit_of_the_browser_and_a_link_wins(open_page: OpenPage) -> None:
    visit = open_page()
    visit.choose_ward(WARD)
    visit.page.wait_for_function("ward => Object.values(localStorage).includes(ward)", arg=WARD)
    visit.go("definitions")
    expect(visit.page.get_by_role("combobox", name="My ward")).to_have_value(WARD, timeout=30_000)
    visit.go("definitions", ward=ANOTHER)
    assert visit.ward() == ANOTHER
    visit.go("definitions", period="2025/26")
    assert visit.ward() == "", "a link that somebody made is shown as it was made"
    visit.go("definitions")
    expect(visit.page.get_by_role("combobox", name="My ward")).to_have_value(WARD, timeout=30_000)
    visit.page.locator(".st-key-ward").get_by_role("button", name="Clear value").click()
    # The address changes before the server has heard of it: what the browser keeps is waited for, as above.
    visit.page.wait_for_function("ward => !Object.values(localStorage).includes(ward)", arg=WARD)
    expect(visit.page).to_have_url(f"{visit.server.url}/definitions")
    visit.go("definitions")
    assert visit.ward() == ""


def test_a_choice_of_the_box_becomes_a_word_that_takes_it_out(open_page: OpenPage) -> None:
    visit = open_page("definitions")
    visit.open_choices()
    visit.pick("Channel", "Web chat")
    visit.page.keyboard.press("Escape")
    chip = visit.page.get_by_role("button", name="Web chat ✕")
    expect(chip).to_be_visible()
    expect(visit.page).to_have_url(f"{visit.server.url}/definitions?channel=Web+chat")
    chip.click()
    expect(chip).to_have_count(0)
    expect(visit.page).to_have_url(f"{visit.server.url}/definitions")


def test_menu_and_choices_are_worked_by_keyboard_alone(open_page: OpenPage) -> None:
    visit = open_page()
    visit.page.keyboard.press("Tab")
    assert focus(visit) == "Skip to main content"
    tab_to(visit, "Data")
    visit.page.keyboard.press("Enter")
    expect(visit.page.locator("h1")).to_have_text("What is loaded, and how far can it be trusted?", timeout=30_000)
    visit.settle()
    tab_to(visit, "Definitions", most=30)
    visit.page.keyboard.press("Enter")
    expect(visit.page.locator("h1")).to_have_text(
        "What does each figure mean, and what can it not tell you?", timeout=30_000
    )
    visit.settle()
    tab_to(visit, "My ward", most=30)
    visit.page.keyboard.type("Kiln")
    expect(visit.page.get_by_role("option")).to_have_text([ANOTHER])
    visit.page.keyboard.press("Enter")
    expect(visit.page).to_have_url(f"{visit.server.url}/definitions?ward={ANOTHER}")
    visit.settle()
    tab_to(visit, "More choices")
    visit.page.keyboard.press("Enter")
    expect(visit.page.get_by_text("What is shown")).to_be_visible()
    visit.page.keyboard.press("Tab")
    assert visit.page.evaluate("document.activeElement.closest('.st-key-service') !== null")
    tab_to(visit, cache.OFFICER)
    visit.page.keyboard.press("ArrowRight")
    visit.page.keyboard.press("Enter")
    expect(visit.page.get_by_role("combobox", name="My ward")).to_have_count(0)
    expect(visit.page.get_by_text("Do not publish.")).to_have_count(0)


def test_the_menu_is_a_landmark_with_section_and_page_marked_and_keeps_the_choices(open_page: OpenPage) -> None:
    visit = open_page("definitions", ward=WARD)
    visit.open_choices()
    for title, section in {"Like for like": "Is it changing", "Channels": "Getting through", "Data": "Data"}.items():
        visit.turn_to(title)
        menu = visit.page.get_by_role("navigation", name="Pages")
        here = menu.locator("[aria-current='page']")
        expect(here).to_have_text([title if section else "Getting through"])
        expect(menu.locator("[aria-current='true']")).to_have_text([section] if section else [])
        assert visit.ward() == WARD
    expect(visit.page.get_by_text("What is shown")).to_be_hidden()


def test_on_a_phone_the_rows_scroll_and_show_where_one_is(open_phone_page: OpenPage) -> None:
    visit = open_phone_page("definitions")
    assert visit.page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
    for row in ("menu-sections", "menu-pages"):
        current = visit.page.locator(f".st-key-{row} a[aria-current]")
        box = current.bounding_box()
        assert box is not None
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= PHONE["width"]
    strip = visit.page.locator(".st-key-invented").bounding_box()
    assert strip is not None
    assert strip["y"] + strip["height"] == pytest.approx(PHONE["height"], abs=1)


def test_the_choices_stay_in_sight_on_a_laptop(open_page: OpenPage) -> None:
    visit = open_page("definitions")
    visit.page.mouse.move(600, 500)
    visit.page.mouse.wheel(0, 900)
    visit.page.wait_for_function("() => document.querySelector('.st-key-head').getBoundingClientRect().top < -50")
    top = visit.page.locator(".st-key-choices").bounding_box()
    assert top is not None
    assert top["y"] == pytest.approx(0, abs=1)


def test_a_link_on_a_page_opens_in_its_place_and_one_press_of_back_returns(open_page: OpenPage) -> None:
    visit = open_page(ward=WARD)
    before = visit.page.url
    link = visit.page.get_by_role("link", name="Look closer").first
    there = str(link.get_attribute("href"))
    link.click()
    expect(visit.page).to_have_url(f"{visit.server.url}{there}", timeout=30_000)
    assert visit.ward() == WARD
    assert len(visit.page.context.pages) == 1
    visit.page.go_back()
    expect(visit.page).to_have_url(before, timeout=30_000)
    assert (visit.page.url, visit.ward()) == (before, WARD)


@pytest.fixture
def hostile_server(tmp_path: Path, visits: ExitStack) -> Iterator[Server]:
    """A server over cases whose service and ward are markup that calls out."""
    names = [(PICTURE, LINK), ("Bins", "Abbey")]
    rows = [f"{n},2026-05-{n:02},Telephone,{','.join(names[n % 2])}" for n in range(1, 29)]
    file = tmp_path / "cases.csv"
    file.write_text("\n".join(["Case ID,Date Logged,Channel,Service,Ward", *rows]) + "\n", encoding="utf-8")
    assert main(["--data", str(tmp_path / "data"), "load", "--suggested", str(file)]) == 0
    with harness.serving(tmp_path / "data", tmp_path / "log.txt") as running:
        yield running
        visits.close()


def test_a_name_that_is_markup_draws_nothing_and_calls_nobody(open_page: OpenPage, hostile_server: Server) -> None:
    """The visit fails at its end on any request to another host. A run takes every fifth page, the whole takes all."""
    for page in frame.PAGES[:: sample(5, 1)]:
        query = {"service": PICTURE, "ward": LINK, "period": "All dates"}
        visit = open_page(page.address.removeprefix("/"), server=hostile_server, **query)
        visit.open_choices()
        expect(visit.page.get_by_role("button", name="✕")).to_be_visible(timeout=30_000)
        assert visit.ward() == LINK
        assert visit.page.locator("[src*='evil'], [href*='evil.example/'], a[href^='http://www.evil']").count() == 0
