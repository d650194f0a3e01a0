"""Each page in a real browser: charts drawn, nothing asked of another host, figures and links that follow a choice."""

import re

from playwright.sync_api import expect

from tests.browser.conftest import OpenPage
from tests.browser.harness import Server, Visit

APOSTROPHE = "St Wendra's"


def figure(visit: Visit, tile: str) -> str:
    """The large figure of a headline tile."""
    return visit.page.locator(".tiles li", has_text=tile).first.locator(".value").inner_text().strip()


def test_every_chart_has_words_and_the_first_tab_skips_to_them(open_page: OpenPage) -> None:
    visit = open_page("satisfaction")
    visit.charts(1)
    charts = visit.page.get_by_test_id("stPlotlyChart")
    told = visit.page.get_by_role("figure")
    assert told.count() == charts.count()
    assert all(len(str(one.get_attribute("aria-label"))) > 30 for one in told.all())
    visit.page.keyboard.press("Tab")
    assert visit.page.evaluate("document.activeElement.innerText") == "Skip to main content"
    visit.page.keyboard.press("Enter")
    visit.page.keyboard.press("Tab")
    assert visit.page.evaluate("document.activeElement.closest('[data-testid=\"stMain\"]') !== null")


def test_a_deep_link_opens_on_a_server_nobody_has_visited(open_page: OpenPage, fresh_server: Server) -> None:
    visit = open_page("satisfaction", server=fresh_server, ward=APOSTROPHE)
    expect(visit.page.locator("h1")).to_have_text("Who is satisfied, and who is not?")
    assert visit.ward() == APOSTROPHE


def test_a_filter_changes_the_figure_and_the_link_and_a_reload_keeps_both(open_page: OpenPage) -> None:
    visit = open_page()
    whole = figure(visit, "Contacts")
    visit.choose_ward("Wendra")
    expect(visit.page).to_have_url(re.compile(r"ward=St(\+|%20)Wendra(%27|')s"))
    tile = visit.page.locator(".tiles li", has_text="Contacts").first.locator(".value")
    expect(tile).not_to_have_text(whole, timeout=30_000)
    narrowed = figure(visit, "Contacts")
    assert int(narrowed.replace(",", "")) < int(whole.replace(",", ""))
    visit.page.reload()
    assert visit.ward() == APOSTROPHE
    assert figure(visit, "Contacts") == narrowed
    visit.turn_to("Satisfaction")
    expect(visit.page.locator("h1")).to_have_text("Who is satisfied, and who is not?")
    expect(visit.page).to_have_url(re.compile(r"/satisfaction\?.*ward=St(\+|%20)Wendra(%27|')s"))
    visit.page.go_back()
    expect(visit.page.locator("h1")).to_contain_text("What should be asked about customer service")


def test_two_readers_do_not_see_each_others_choices(open_page: OpenPage) -> None:
    one, other = open_page(ward=APOSTROPHE), open_page(ward="Mill & Quay")
    one.settle(), other.settle()
    assert figure(one, "Contacts") != figure(other, "Contacts")
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
