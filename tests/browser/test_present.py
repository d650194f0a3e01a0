"""Presenting in a real browser: on a projector without scrolling, with large type, and by keys or a clicker alone."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, expect

from cxdata.export.exhibit.meeting import Item, write_items
from tests.browser.conftest import OpenPage
from tests.browser.harness import PHONE, PROJECTOR, Server, Visit, serving

LIST = [
    Item("satisfaction", "dissatisfied-channel"),
    Item("satisfaction", "dissatisfied-customer_type", own={"by": "customer_type"}),
    Item("satisfaction", "dissatisfied-ward", own={"by": "ward"}),
]
MEASURE = """() => {
    const picture = document.querySelector('.stage img');
    const scale = Math.min(picture.clientWidth / picture.naturalWidth, picture.clientHeight / picture.naturalHeight);
    const main = document.querySelector('[data-testid=stMain]');
    const title = document.querySelector('.stage h1');
    return {type: 16 * scale, height: main.scrollHeight, width: main.scrollWidth,
            title: parseFloat(getComputedStyle(title).fontSize), cut: title.scrollWidth > title.clientWidth,
            foot: document.querySelector('.st-key-stage-bar').getBoundingClientRect().bottom};
}"""


@pytest.fixture(scope="module")
def listed_server(sample_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server over a copy of the sample council with three exhibits in its list, which the tests only turn over."""
    folder = tmp_path_factory.mktemp("listed")
    data = Path(shutil.copytree(sample_data, folder / "data"))
    write_items(data, LIST)
    with serving(data, folder / "log.txt") as running:
        yield running


@pytest.fixture
def stage(visit_as: OpenPage, browser: Browser, listed_server: Server) -> Visit:
    """The first of three exhibits of a list, on a projector."""
    return visit_as("present", browser=browser, server=listed_server, viewport=PROJECTOR, present="1", n="0")


def press(visit: Visit, key: str, shows: str) -> None:
    """Press a key and see what it should bring."""
    visit.page.keyboard.press(key)
    expect(visit.page.get_by_text(shows, exact=True)).to_be_visible()
    visit.settle()


def test_an_exhibit_fills_a_projector_without_scrolling(stage: Visit) -> None:
    for number in range(len(LIST)):
        measured = stage.page.evaluate(MEASURE)
        assert measured["title"] == pytest.approx(40, abs=0.1)
        assert measured["type"] >= 18
        assert (measured["height"], measured["width"], measured["cut"]) == (768, 1024, False)
        assert measured["foot"] <= 768
        if number < len(LIST) - 1:
            press(stage, "ArrowRight", f"{number + 2} of 3")


def test_keys_and_a_clicker_turn_the_pages(stage: Visit) -> None:
    first = stage.page.locator(".stage h1").inner_text()
    press(stage, "ArrowRight", "2 of 3")
    expect(stage.page).to_have_url(re.compile("n=1"))
    assert stage.page.locator(".stage h1").inner_text() != first
    press(stage, "PageDown", "3 of 3")
    press(stage, "PageDown", "3 of 3")
    press(stage, "PageUp", "2 of 3")
    press(stage, "ArrowLeft", "1 of 3")
    assert stage.page.locator(".stage h1").inner_text() == first


def test_a_link_opens_the_same_screen(stage: Visit) -> None:
    press(stage, "ArrowRight", "2 of 3")
    shown = stage.page.locator(".stage h1").inner_text()
    stage.page.reload()
    stage.settle()
    expect(stage.page.locator(".stage h1")).to_have_text(shown)


def test_n_opens_the_notes_and_escape_goes_back_to_the_page(stage: Visit) -> None:
    expect(stage.page.get_by_label("Notes")).to_have_count(0)
    press(stage, "n", "How to read it")
    assert stage.page.evaluate(MEASURE)["height"] == 768
    stage.page.keyboard.press("n")
    expect(stage.page.get_by_text("How to read it", exact=True)).to_have_count(0)
    stage.page.keyboard.press("Escape")
    expect(stage.page.locator(".stage")).to_have_count(0)
    expect(stage.page.get_by_role("heading", level=1)).to_have_text(
        "What will the meeting be shown, and in which order?"
    )
    assert "present" not in stage.page.url.partition("?")[2]


@pytest.mark.parametrize("size", [PROJECTOR, PHONE], ids=["projector", "phone"])
def test_the_stage_has_no_barrier(visit_as: OpenPage, browser: Browser, server: Server, size: dict[str, int]) -> None:
    visit = visit_as("satisfaction", browser=browser, server=server, viewport=size, present="1")
    visit.page.get_by_role("button", name="Notes").click()
    expect(visit.page.get_by_text("How to read it", exact=True)).to_be_visible()
    visit.settle()
    assert [found["id"] for found in Axe().run(visit.page).response["violations"]] == []
    assert visit.page.evaluate("document.documentElement.scrollWidth") <= size["width"]
