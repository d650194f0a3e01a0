"""The ward map: as many wards as the boundary file has, with and without WebGL, its holes open, its list beside it."""

from playwright.sync_api import expect

from tests.browser.conftest import OpenPage
from tests.browser.harness import Visit

WARDS = 24
AREAS = ".st-key-exhibit-wards .js-plotly-plot .scatterlayer path.js-fill"


def wards_drawn(visit: Visit) -> int:
    """How many ward outlines with a surface are on the screen."""
    return int(
        visit.page.evaluate(
            """areas => [...document.querySelectorAll(areas)]
                .filter(path => path.getBBox().width > 2 && path.getBBox().height > 2).length""",
            AREAS,
        )
    )


def test_the_map_draws_every_ward_and_needs_no_webgl(open_page: OpenPage, open_page_without_webgl: OpenPage) -> None:
    for visit in (open_page("hotspots"), open_page_without_webgl("hotspots")):
        visit.charts(1)
        visit.page.wait_for_selector(AREAS)
        assert wards_drawn(visit) == WARDS
    no_webgl = "document.createElement('canvas').getContext('webgl') === null"
    assert visit.page.evaluate(no_webgl), "the second browser has WebGL after all"


def test_the_map_keeps_its_shape_and_its_list_where_there_is_less_room(
    open_page: OpenPage, open_phone_page: OpenPage
) -> None:
    """One degree is as long as it is on the ground at any width; the words of the list keep their size."""
    shapes = []
    for visit in (open_page("hotspots"), open_phone_page("hotspots")):
        visit.charts(1)
        visit.page.wait_for_selector(AREAS)
        width, height = visit.page.evaluate(
            """areas => { const boxes = [...document.querySelectorAll(areas)].map(path => path.getBoundingClientRect());
                const span = (low, high) => Math.max(...boxes.map(b => b[high])) - Math.min(...boxes.map(b => b[low]));
                return [span('left', 'right'), span('top', 'bottom')]; }""",
            AREAS,
        )
        shapes.append(width / height)
        name = visit.page.locator(".st-key-exhibit-wards text", has_text="Quarn Edge").first
        assert name.evaluate("text => getComputedStyle(text).fontSize") == "16px"
    assert abs(shapes[0] - shapes[1]) < 0.02


def test_the_map_lies_on_the_first_screen(open_page: OpenPage) -> None:
    visit = open_page("hotspots")
    visit.charts(1)
    box = visit.page.locator(".st-key-exhibit-wards .js-plotly-plot").bounding_box()
    assert box is not None
    assert box["y"] + box["height"] <= 768


def test_a_chosen_ward_stays_chosen_on_the_way_to_its_page(open_page: OpenPage) -> None:
    visit = open_page("hotspots", service="Bins and recycling", ward="Harepath")
    visit.charts(1)
    expect(visit.page.locator(".st-key-exhibit-wards text", has_text="Harepath").first).to_be_visible()
    visit.page.get_by_role("link", name="Ward", exact=True).click()
    expect(visit.page.locator("h2").first).to_contain_text("Harepath")
    visit.charts(1)
    assert "service=Bins" in visit.page.url
