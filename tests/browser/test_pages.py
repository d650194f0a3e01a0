"""Each page in a real browser: charts drawn, nothing asked of another host, figures and links that follow a choice."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import TimeoutError, expect

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


def choose(visit: Visit, label: str, option: str) -> None:
    """Choose an option in the sidebar by typing it; typed again where a late run closed the list."""
    box = visit.page.get_by_role("combobox", name=label, exact=True)
    listed = visit.page.get_by_role("option", name=option)
    for _ in range(4):
        box.fill("")
        box.fill(option)
        try:
            listed.click(timeout=5000)
        except TimeoutError:
            continue
        return
    raise AssertionError(f"the list of {label} never showed {option}")


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
    expect(visit.page.get_by_test_id("stSidebar").get_by_text(APOSTROPHE)).to_be_visible()
    expect(visit.page.get_by_text(f"ward: {APOSTROPHE}").first).to_be_visible()


def test_a_filter_changes_the_figure_and_the_link_and_a_reload_keeps_both(open_page: OpenPage) -> None:
    visit = open_page()
    whole = figure(visit, "contacts")
    choose(visit, "Ward", APOSTROPHE)
    expect(visit.page).to_have_url(re.compile(r"ward=St(\+|%20)Wendra(%27|')s"))
    expect(visit.page.get_by_text(f"ward: {APOSTROPHE}").first).to_be_visible()
    visit.settle()
    narrowed = figure(visit, "contacts")
    assert int(narrowed.replace(",", "")) < int(whole.replace(",", ""))
    visit.page.reload()
    visit.settle()
    expect(visit.page.get_by_text(f"ward: {APOSTROPHE}").first).to_be_visible()
    assert figure(visit, "contacts") == narrowed
    visit.page.get_by_role("link", name="Satisfaction").click()
    expect(visit.page.locator("h1")).to_have_text("Who is satisfied, and who is not?")
    expect(visit.page).to_have_url(re.compile(r"/satisfaction\?.*ward=St(\+|%20)Wendra(%27|')s"))
    visit.page.go_back()
    expect(visit.page.locator("h1")).to_contain_text("How is the council doing")


def test_two_readers_do_not_see_each_others_choices(open_page: OpenPage) -> None:
    one, other = open_page(ward=APOSTROPHE), open_page(ward="Mill & Quay")
    one.settle(), other.settle()
    assert figure(one, "contacts") != figure(other, "contacts")
    one.page.reload()
    one.settle()
    expect(one.page.get_by_text(f"ward: {APOSTROPHE}").first).to_be_visible()
    expect(one.page.get_by_text("ward: Mill & Quay")).to_have_count(0)


def test_a_dead_link_says_so(open_page: OpenPage) -> None:
    visit = open_page(ward="Atlantis")
    expect(visit.page.get_by_role("alert").first).to_contain_text("ward 'Atlantis'")


def test_the_keyboard_reaches_the_sidebar_and_opens_a_page(open_page: OpenPage) -> None:
    visit = open_page()
    reached = []
    for _ in range(25):
        visit.page.keyboard.press("Tab")
        reached.append(
            visit.page.evaluate("document.activeElement.innerText || document.activeElement.ariaLabel || ''")
        )
        if reached[-1].strip() == "Channels":
            break
    assert reached[-1].strip() == "Channels", reached
    visit.page.keyboard.press("Enter")
    expect(visit.page.locator("h1")).to_have_text("How do people get in touch, and can they still get through?")
    for _ in range(25):
        visit.page.keyboard.press("Tab")
        if visit.page.evaluate("(document.activeElement.ariaLabel || '').includes('Ward')"):
            return
    pytest.fail("the ward choice was not reached by keyboard")


def test_the_menu_is_a_landmark_with_the_current_page_marked_and_keeps_the_choices(open_page: OpenPage) -> None:
    visit = open_page("hidden", ward=APOSTROPHE)
    menu = visit.page.get_by_role("navigation", name="Pages")
    assert menu.get_by_role("link").all_inner_texts() == [page.title for page in frame.PAGES]
    for title in ("Hidden by the average", "Channels", "Overview", "Real change"):
        menu.get_by_role("link", name=title).click()
        expect(visit.page.locator("[aria-current='page']")).to_have_text([title])
        expect(visit.page.get_by_text(f"ward: {APOSTROPHE}").first).to_be_visible()


def test_on_a_phone_the_menu_makes_way_for_the_page_chosen(open_phone_page: OpenPage) -> None:
    visit = open_phone_page()
    visit.page.get_by_test_id("stExpandSidebarButton").click()
    found = Axe().run(visit.page).response["violations"]
    assert [violation["id"] for violation in found] == []
    visit.page.get_by_role("navigation", name="Pages").get_by_role("link", name="Channels").click()
    expect(visit.page.locator("h1")).to_have_text("How do people get in touch, and can they still get through?")
    expect(visit.page.get_by_test_id("stSidebar")).to_have_attribute("data-collapsed", "true")


def test_with_nothing_loaded_the_page_says_so_and_leads_to_the_data_page(
    open_page: OpenPage, empty_server: Server
) -> None:
    visit = open_page("hotspots", server=empty_server)
    expect(visit.page.locator("h1")).to_have_text("Nothing is loaded yet")
    visit.page.get_by_role("link", name="Go to the Data page").click()
    expect(visit.page.locator("h1")).to_have_text("What is loaded, and how far can it be trusted?")
