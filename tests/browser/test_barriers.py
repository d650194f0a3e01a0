"""No barrier that axe finds: every page, officer and published, at three widths, closed and with all of it open."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from tests.browser.conftest import OpenPage
from tests.browser.harness import LAPTOP, PHONE, Server, Visit
from tests.browser.states import CHOSEN, SCREENS, VIEWS, address, pairs, query_of, some_pages

# Choices, sections, and what an exhibit has to give: all are boxes that open in their place.
CLOSED = "[data-testid=stMain] details:not([open]) > summary"


# Streamlit's own box for files calls itself "presentation" and can be tabbed to; its button says what it does.
OF_STREAMLIT = ("presentation-role-conflict", "stFileUploaderDropzone")


def barriers(visit: Visit) -> dict[str, list[str]]:
    """Each rule that is broken, with the first places where it is."""
    found = Axe().run(visit.page).response["violations"]
    nodes = [(broken["id"], node["html"][:200]) for broken in found for node in broken["nodes"]]
    ours = [(rule, html) for rule, html in nodes if rule != OF_STREAMLIT[0] or OF_STREAMLIT[1] not in html]
    return {rule: [html for broken, html in ours if broken == rule][:3] for rule, _ in ours}


def drawn(visit: Visit) -> None:
    """Wait until all is drawn, a phone's second time included."""
    visit.charts(0)
    visit.page.wait_for_timeout(300)
    visit.charts(0)


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


@pytest.mark.parametrize(("page", "view"), pairs(list(VIEWS)))
def test_a_page_has_no_barrier_at_any_width(
    visit_as: OpenPage, browser: Browser, server: Server, page: str, view: str
) -> None:
    visit = visit_as(address(page), browser=browser, server=server, viewport=LAPTOP, **query_of("nothing", view))
    for size in SCREENS.values():
        visit.page.set_viewport_size(size)
        drawn(visit)
        assert (size["width"], barriers(visit)) == (size["width"], {})
    assert visit.page.locator("h1").count() == 1


@pytest.mark.parametrize("page", some_pages(4))
def test_a_page_with_all_open_has_no_barrier(visit_as: OpenPage, browser: Browser, server: Server, page: str) -> None:
    visit = visit_as(address(page), browser=browser, server=server, viewport=LAPTOP, ward="Harepath")
    drawn(visit)
    open_all(visit)
    for size in SCREENS.values():
        visit.page.set_viewport_size(size)
        drawn(visit)
        assert (size["width"], barriers(visit)) == (size["width"], {})


@pytest.mark.parametrize(("page", "chosen"), pairs([chosen for chosen in CHOSEN if chosen != "nothing"]))
def test_no_choice_makes_a_barrier(
    visit_as: OpenPage, browser: Browser, server: Server, page: str, chosen: str
) -> None:
    visit = visit_as(address(page), browser=browser, server=server, viewport=PHONE, **query_of(chosen, "officer"))
    drawn(visit)
    assert barriers(visit) == {}
