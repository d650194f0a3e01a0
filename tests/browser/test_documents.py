"""The HTML of a document in a browser: no barrier, no sideways scrolling on a phone, sheets with their number."""

import io
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, ViewportSize

from cxdata.documents.html import to_html
from tests.browser.harness import LAPTOP, PHONE
from tests.documents.written import MARK, document

OVERFLOW = "[document.documentElement.scrollWidth, window.innerWidth]"
REGIONS = """() => [...document.querySelectorAll('.wide')].map(
    region => [region.scrollWidth > region.clientWidth, region.tabIndex, !!region.getAttribute('aria-label')])"""


@pytest.fixture(params=[LAPTOP, PHONE], ids=["laptop", "phone"])
def page(browser: Browser, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Page]:
    """The document in a browser; axe is let in past the document's own rule that nothing may run."""
    viewport: ViewportSize = request.param
    file = tmp_path / "paper.html"
    file.write_bytes(to_html(document()))
    context = browser.new_context(viewport=viewport, bypass_csp=True)
    opened = context.new_page()
    opened.goto(file.as_uri())
    yield opened
    context.close()


def test_axe_finds_nothing_and_the_page_is_no_wider_than_the_screen(page: Page) -> None:
    broken = Axe().run(page).response["violations"]
    assert [(rule["id"], rule["nodes"][0]["html"][:120]) for rule in broken] == []
    whole, window = page.evaluate(OVERFLOW)
    assert whole <= window


def test_what_is_wider_scrolls_in_a_place_of_its_own_that_a_keyboard_reaches(page: Page) -> None:
    regions = page.evaluate(REGIONS)
    assert len(regions) == 9, "four drawings and five tables with rows"
    assert all(tab == 0 and named for _, tab, named in regions)
    if page.viewport_size == PHONE:
        assert any(wider for wider, _, _ in regions)


def test_the_first_key_reaches_the_link_past_the_contents(page: Page) -> None:
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the text"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"


def test_every_printed_sheet_says_its_number_and_the_mark(page: Page) -> None:
    sheets = pypdfium2.PdfDocument(io.BytesIO(page.pdf(prefer_css_page_size=True)))
    assert len(sheets) > 8
    for number, sheet in enumerate(sheets, start=1):
        words = " ".join(sheet.get_textpage().get_text_range().split())
        assert f"Page {number} of {len(sheets)}" in words
        assert MARK in words
        # A4: 210 by 297 mm.
        assert [round(side * 25.4 / 72) for side in sheet.get_size()] == [210, 297]
