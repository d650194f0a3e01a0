"""Every page on a laptop, a projector and a phone: its answer on the first screen, not too long, and nothing cut."""

import pytest
from playwright.sync_api import Browser, ViewportSize

from tests.browser.conftest import OpenPage
from tests.browser.harness import LAPTOP, PHONE, PROJECTOR, Server, Visit
from tests.browser.measures import measure
from tests.browser.states import CHOSEN, PAGES, address, pairs, query_of

# Their first screen is a list, or a box to search in.
WITHOUT_EXHIBIT = ("present", "definitions")
BIG = {"laptop": LAPTOP, "projector": PROJECTOR}
STATES = [(chosen, "officer") for chosen in CHOSEN] + [("nothing", "published"), ("tiny", "published")]
LOWEST = 768
MOST_SCREENS = 3.5


@pytest.fixture
def look(visit_as: OpenPage, browser: Browser, server: Server) -> OpenPage:
    """look(page, viewport, **query) -> the page on a screen of this size, drawn to its end."""

    def look_at(page: str, viewport: ViewportSize, **query: str | list[str]) -> Visit:
        visit = visit_as(address(page), browser=browser, server=server, viewport=viewport, **query)
        visit.charts(0)
        visit.page.wait_for_timeout(300)  # a screen learns its width from the browser, and draws again on a phone
        visit.charts(0)
        return visit

    return look_at


@pytest.mark.parametrize("page", PAGES)
def test_a_page_answers_on_its_first_screen_and_is_not_long(look: OpenPage, page: str) -> None:
    visit = look(page, LAPTOP)
    for size in BIG.values():
        visit.page.set_viewport_size(size)
        visit.page.wait_for_timeout(300)
        visit.charts(0)
        measured = measure(visit)
        if page not in WITHOUT_EXHIBIT:
            assert measured.lower_edge is not None, "the page has no exhibit"
            assert measured.lower_edge <= LOWEST
        assert measured.height <= MOST_SCREENS * 768
        assert (measured.wide, measured.cut, measured.met, measured.sideways) == ((), (), (), 0)


@pytest.mark.parametrize(("page", "state"), pairs(STATES), ids=str)
def test_nothing_is_cut_whatever_is_chosen(look: OpenPage, page: str, state: tuple[str, str]) -> None:
    chosen, view = state
    visit = look(page, PHONE, **query_of(chosen, view))
    measured = measure(visit)
    assert (measured.wide, measured.cut, measured.met, measured.sideways) == ((), (), (), 0)
    for size in BIG.values():
        visit.page.set_viewport_size(size)
        visit.charts(0)
        visit.page.wait_for_timeout(300)
        measured = measure(visit)
        assert (measured.wide, measured.cut, measured.met, measured.sideways) == ((), (), (), 0)


def test_the_measures_see_what_is_cut_too_wide_or_on_each_other(look: OpenPage) -> None:
    visit = look("satisfaction", LAPTOP)
    visit.page.evaluate(
        """() => {
            document.querySelector('[data-testid=stMain] h2').style.cssText = 'width: 60px; overflow: hidden;'
                + 'white-space: nowrap';
            document.querySelector('[data-testid=stPlotlyChart]').parentElement.style.width = '120px';
            const [first, second, third] = document.querySelectorAll('.main-svg text');
            first.setAttribute('transform', 'translate(-400, 0)');
            for (const at of ['x', 'y', 'transform']) third.setAttribute(at, second.getAttribute(at) || '');
        }"""
    )
    measured = measure(visit)
    assert [line.split(":")[0] for line in measured.cut] == ["heading", "label"]
    assert len(measured.wide) == 1
    assert len(measured.met) == 1
