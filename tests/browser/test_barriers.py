"""No barrier that axe finds with all of a page open; test_screens.py looks at every page with its boxes closed."""

import pytest
from playwright.sync_api import Browser

from tests.browser.conftest import OpenPage
from tests.browser.harness import LAPTOP, Server, Visit
from tests.browser.measures import barriers, drawn
from tests.browser.states import SCREENS, address, some_pages

# Choices, sections, and what an exhibit has to give: all are boxes that open in their place.
CLOSED = "[data-testid=stMain] details:not([open]) > summary"


def open_all(visit: Visit) -> None:
    """Open every box on the page, and those that are inside them."""
    for _ in range(60):
        closed = visit.page.locator(CLOSED)
        if not closed.count():
            return
        closed.first.click()
        visit.page.wait_for_timeout(100)
        visit.settle()
    raise AssertionError(f"the boxes at {visit.page.url} do not stay open")


@pytest.mark.parametrize("page", some_pages(4))
def test_a_page_with_all_open_has_no_barrier(visit_as: OpenPage, browser: Browser, server: Server, page: str) -> None:
    visit = visit_as(address(page), browser=browser, server=server, viewport=LAPTOP, ward="Harepath")
    drawn(visit)
    open_all(visit)
    for size in SCREENS.values():
        visit.page.set_viewport_size(size)
        drawn(visit)
        assert (size["width"], barriers(visit)) == (size["width"], {})
