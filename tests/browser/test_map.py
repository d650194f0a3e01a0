"""The ward map: as many wards as the boundary file has, with and without WebGL, and a click goes to the ward."""

import re

from playwright.sync_api import expect

from tests.browser.conftest import OpenPage
from tests.browser.harness import Visit

WARDS = 24
SHADES = ".js-plotly-plot .choroplethlayer path"


def wards_drawn(visit: Visit) -> int:
    """How many ward outlines with a surface are on the screen."""
    return int(
        visit.page.evaluate(
            """shades => [...document.querySelectorAll(shades)]
                .filter(path => path.getBBox().width > 2 && path.getBBox().height > 2).length""",
            SHADES,
        )
    )


def click_ward(visit: Visit, number: int) -> None:
    """Click the middle of a ward; the chart listens on a layer above the wards, so the mouse goes by place."""
    outline = visit.page.locator(SHADES).nth(number)
    outline.scroll_into_view_if_needed()
    box = outline.bounding_box()
    assert box is not None
    across, down = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    visit.page.mouse.move(across, down, steps=5)
    visit.page.mouse.click(across, down)


def test_the_map_draws_every_ward_and_needs_no_webgl(open_page: OpenPage, open_page_without_webgl: OpenPage) -> None:
    for visit in (open_page("hotspots"), open_page_without_webgl("hotspots")):
        visit.charts(1)
        visit.page.wait_for_selector(SHADES)
        assert wards_drawn(visit) == WARDS
    no_webgl = "document.createElement('canvas').getContext('webgl') === null"
    assert visit.page.evaluate(no_webgl), "the second browser has WebGL after all"


def test_a_click_on_the_map_goes_to_the_ward_and_back_returns(open_page: OpenPage) -> None:
    visit = open_page("hotspots", service="Bins and recycling")
    visit.charts(1)
    visit.page.wait_for_selector(SHADES)
    click_ward(visit, 5)
    expect(visit.page.locator("h1")).to_have_text(re.compile("^How is this ward served"))
    visit.settle()
    ward = visit.page.locator("h2").first.inner_text()
    expect(visit.page).to_have_url(re.compile("service=Bins"))
    assert visit.page.get_by_text(f"{ward}, ").count() or visit.page.get_by_text(f"in {ward}").count()
    visit.page.go_back()
    expect(visit.page.locator("h1")).to_have_text(re.compile("^Where are the hotspots"))
    visit.charts(1)
    expect(visit.page.get_by_text("Click a ward to go to its page")).to_be_visible()


def test_a_ward_in_the_ranked_table_leads_to_its_page(open_page: OpenPage) -> None:
    visit = open_page("hotspots")
    link = visit.page.get_by_role("link", name="St Wendra's")
    assert "ward=St+Wendra%27s" in str(link.get_attribute("href"))
    visit.page.goto(visit.server.url + str(link.get_attribute("href")))
    visit.settle()
    expect(visit.page.locator("h2").first).to_have_text("St Wendra's")
