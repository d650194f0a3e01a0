"""What can be taken away of an exhibit, in a real browser: by mouse in two clicks, and by keyboard alone."""

import io
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from PIL import Image
from playwright.sync_api import ViewportSize, expect

from cxdata.ui.parts.exhibits import take
from tests.browser.conftest import OpenPage
from tests.browser.harness import LAPTOP, PHONE, Visit

TABLET: ViewportSize = {"width": 1024, "height": 768}
FOCUSED = "(document.activeElement.shadowRoot?.activeElement ?? document.activeElement).textContent.trim()"


def menu(visit: Visit):
    """The first exhibit's menu."""
    return visit.page.locator("summary").filter(has_text=take.LABEL).first


def saved(visit: Visit, button: str) -> Path:
    """The file that a button of the open menu gives."""
    with visit.page.expect_download() as download:
        visit.page.get_by_role("button", name=button, exact=True).click()
    return Path(download.value.path())


def test_a_chart_is_on_a_slide_in_two_clicks(open_page: OpenPage) -> None:
    visit = open_page("satisfaction")
    visit.charts(1)
    menu(visit).click()
    image = Image.open(io.BytesIO(saved(visit, take.PNG).read_bytes()))
    assert image.width == 1920


def test_the_picture_says_what_the_screen_says_and_that_its_figures_are_invented(open_page: OpenPage) -> None:
    visit = open_page("satisfaction")
    visit.charts(1)
    menu(visit).click()
    words = [
        " ".join(text.itertext()) for text in ET.parse(saved(visit, take.SVG)).iter("{http://www.w3.org/2000/svg}text")
    ]
    drawn = visit.page.locator(".st-key-first-screen .js-plotly-plot .infolayer .annotation").all_text_contents()
    assert drawn
    assert set(drawn) <= set(words)
    assert visit.page.locator(".st-key-first-screen h2").inner_text() in words
    assert "Invented figures of a sample council." in words


def test_nothing_is_made_before_the_menu_is_opened(open_page: OpenPage) -> None:
    visit = open_page("satisfaction")
    visit.charts(1)
    expect(visit.page.locator("[data-testid='stDownloadButton']")).to_have_count(0)


def test_all_of_it_is_had_by_keyboard(open_page: OpenPage) -> None:
    visit = open_page("satisfaction")
    visit.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    visit.charts(1)
    menu(visit).focus()
    visit.page.keyboard.press("Enter")
    expect(visit.page.get_by_role("button", name=take.COPY)).to_be_visible(timeout=30000)
    visit.settle()
    reached = []
    for _ in range(5):
        visit.page.keyboard.press("Tab")
        reached.append(visit.page.evaluate(FOCUSED))
    assert reached == [take.PNG, take.SVG, take.CSV, take.EXCEL, take.COPY]
    visit.page.keyboard.press("Enter")
    expect(visit.page.get_by_text("Copied.")).to_be_visible()
    finding = visit.page.locator(".st-key-first-screen h2").inner_text()
    assert visit.page.evaluate("navigator.clipboard.readText()") == finding


@pytest.mark.parametrize("viewport", [LAPTOP, TABLET, PHONE], ids=lambda viewport: str(viewport["width"]))
def test_the_open_menu_has_no_barrier(open_page: OpenPage, viewport: ViewportSize) -> None:
    visit = open_page("satisfaction")
    visit.page.set_viewport_size(viewport)
    visit.charts(1)
    menu(visit).click()
    expect(visit.page.get_by_role("button", name=take.COPY)).to_be_visible(timeout=30000)
    visit.settle()
    found = Axe().run(visit.page).response["violations"]
    assert [(fault["id"], fault["nodes"][0]["html"][:200]) for fault in found] == []
