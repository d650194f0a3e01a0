"""Each page in a real browser: charts drawn, nothing asked of another host, figures and links that follow a choice."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from cxdata.ui import frame
from cxdata.ui.frame import cache
from tests.browser.conftest import OpenPage
from tests.browser.harness import Server, Visit

# How many charts a page shows at least, those in boxes to open included; a page that is not here may have none.
CHARTS = {
    "overview": 3,
    "hidden": 5,
    "satisfaction": 13,
    "channels": 11,
    "hotspots": 1,
    "ward": 1,
    "change": 1,
    "like_for_like": 1,
    "outlook": 1,
}
PAGES = [page.stem for page in frame.PAGES]
PUBLISHED = [page.stem for page in frame.PAGES if page.publish]
APOSTROPHE = "St Wendra's"


def address(page: str) -> str:
    """A page's path: the first page lives at the root."""
    return "" if page == PAGES[0] else page


def figure(visit: Visit, tile: str) -> str:
    """The large figure of a headline tile."""
    return visit.page.locator(f".st-key-tile-{tile} [data-testid='stMetricValue']").inner_text().strip()


@pytest.mark.parametrize("page", PAGES)
def test_a_page_draws_its_charts_and_has_no_serious_barrier(open_page: OpenPage, page: str) -> None:
    visit = open_page(address(page))
    visit.charts(CHARTS.get(page, 0))
    expect(visit.page.locator("h1")).to_have_count(1)
    found = Axe().run(visit.page).response["violations"]
    serious = {
        violation["id"]: [node["html"][:200] for node in violation["nodes"][:3]]
        for violation in found
        if violation["impact"] in ("moderate", "serious", "critical")
    }
    assert serious == {}


@pytest.mark.parametrize("page", PUBLISHED)
def test_a_published_page_has_no_serious_barrier(open_page: OpenPage, page: str) -> None:
    visit = open_page(address(page), mode=cache.PUBLISH)
    visit.charts(0)
    expect(visit.page.get_by_text("Published view: counts of 1 to 4")).to_be_visible()
    found = Axe().run(visit.page).response["violations"]
    assert [violation["id"] for violation in found if violation["impact"] != "minor"] == []


def test_every_chart_has_words_and_the_first_tab_skips_to_them(open_page: OpenPage) -> None:
    visit = open_page("satisfaction")
    visit.charts(CHARTS["satisfaction"])
    charts = visit.page.get_by_test_id("stPlotlyChart")
    told = visit.page.get_by_role("figure")
    assert told.count() == charts.count()
    assert all(len(str(one.get_attribute("aria-label"))) > 30 for one in told.all())
    visit.page.keyboard.press("Tab")
    assert visit.page.evaluate("document.activeElement.innerText") == "Skip to main content"
    visit.page.keyboard.press("Enter")
    visit.page.keyboard.press("Tab")
    assert visit.page.evaluate("document.activeElement.closest('[data-testid=\"stMain\"]') !== null")


@pytest.mark.parametrize("page", PAGES)
def test_a_page_fits_a_phone(open_phone_page: OpenPage, page: str) -> None:
    visit = open_phone_page(address(page))
    visit.charts(CHARTS.get(page, 0))
    assert visit.page.evaluate("document.documentElement.scrollWidth") <= 390
    wider = visit.page.evaluate(
        """() => [...document.querySelectorAll('[data-testid="stMain"] .js-plotly-plot, [data-testid="stMain"] h3')]
            .filter(found => found.getBoundingClientRect().right > 391).map(found => found.innerText.slice(0, 60))"""
    )
    assert wider == []


def test_a_deep_link_opens_on_a_server_nobody_has_visited(open_page: OpenPage, fresh_server: Server) -> None:
    visit = open_page("satisfaction", server=fresh_server, ward=APOSTROPHE)
    expect(visit.page.locator("h1")).to_have_text("Who is satisfied, and who is not?")
    assert visit.ward() == APOSTROPHE


def test_a_filter_changes_the_figure_and_the_link_and_a_reload_keeps_both(open_page: OpenPage) -> None:
    visit = open_page()
    whole = figure(visit, "contacts")
    visit.choose_ward("Wendra")
    expect(visit.page).to_have_url(re.compile(r"ward=St(\+|%20)Wendra(%27|')s"))
    narrowed = figure(visit, "contacts")
    assert int(narrowed.replace(",", "")) < int(whole.replace(",", ""))
    visit.page.reload()
    assert visit.ward() == APOSTROPHE
    assert figure(visit, "contacts") == narrowed
    visit.turn_to("Satisfaction")
    expect(visit.page.locator("h1")).to_have_text("Who is satisfied, and who is not?")
    expect(visit.page).to_have_url(re.compile(r"/satisfaction\?.*ward=St(\+|%20)Wendra(%27|')s"))
    visit.page.go_back()
    expect(visit.page.locator("h1")).to_contain_text("How is the council doing")


def test_two_readers_do_not_see_each_others_choices(open_page: OpenPage) -> None:
    one, other = open_page(ward=APOSTROPHE), open_page(ward="Mill & Quay")
    one.settle(), other.settle()
    assert figure(one, "contacts") != figure(other, "contacts")
    one.page.reload()
    assert (one.ward(), other.ward()) == (APOSTROPHE, "Mill & Quay")


def test_a_dead_link_says_so(open_page: OpenPage) -> None:
    visit = open_page(ward="Atlantis")
    expect(visit.page.get_by_role("alert").first).to_contain_text("ward 'Atlantis'")


def test_with_nothing_loaded_the_page_says_so_and_leads_to_the_data_page(
    open_page: OpenPage, empty_server: Server
) -> None:
    visit = open_page("hotspots", server=empty_server)
    expect(visit.page.locator("h1")).to_have_text("Nothing is loaded yet")
    visit.page.get_by_role("link", name="Go to the Data page").click()
    expect(visit.page.locator("h1")).to_have_text("What is loaded, and how far can it be trusted?")
