"""Every page on a laptop, a projector and a phone: its answer on the first screen, not too long, whatever is chosen.

Nothing is cut, no label lies on another, and axe finds no barrier.

One visit of a page serves all of these: to open it takes longer than to look at it.
"""

import pytest
from playwright.sync_api import Browser

from cxdata.ui import frame
from tests.browser.conftest import OpenPage
from tests.browser.harness import LAPTOP, PHONE, Server, Visit
from tests.browser.measures import Measures, barriers, drawn, measure
from tests.browser.states import CHOSEN, PAGES, SCREENS, VIEWS, address, pairs, query_of

# Their first screen is a list, or a box to search in.
WITHOUT_EXHIBIT = ("present", "paper", *(page.stem for page in frame.PAGES if page.of_words))
STATES = [(chosen, view) for chosen in CHOSEN for view in VIEWS]
BIG = [name for name, size in SCREENS.items() if size != PHONE]
LOWEST = 768
HIGHEST = 130  # pixels: what may stand above a page's finding, whatever is chosen
MOST_SCREENS = 3.5


def looked_at(visit: Visit, name: str) -> Measures:
    """The page on the screen of this name, which cuts nothing, lays no label on another and has no barrier."""
    visit.page.set_viewport_size(SCREENS[name])
    drawn(visit)
    measured = measure(visit)
    assert (name, measured.wide, measured.cut, measured.met, measured.sideways) == (name, (), (), (), 0)
    if name in BIG:
        assert measured.above <= HIGHEST
        assert measured.question < 30, "the question is one line"
    assert (name, barriers(visit)) == (name, {})
    return measured


@pytest.mark.parametrize("page", PAGES)
def test_a_page_answers_on_its_first_screen_and_is_not_long(
    visit_as: OpenPage, browser: Browser, server: Server, page: str
) -> None:
    visit = visit_as(address(page), browser=browser, server=server, viewport=LAPTOP)
    for name in BIG:
        measured = looked_at(visit, name)
        if page not in WITHOUT_EXHIBIT:
            assert measured.lower_edge is not None, "the page has no exhibit"
            assert measured.lower_edge <= LOWEST
        assert measured.height <= MOST_SCREENS * 768
    assert visit.page.locator("h1").count() == 1


@pytest.mark.parametrize(("page", "state"), pairs(STATES), ids=str)
def test_nothing_is_cut_and_nothing_a_barrier_whatever_is_chosen(
    visit_as: OpenPage, browser: Browser, server: Server, edition_server: Server, page: str, state: tuple[str, str]
) -> None:
    of_view = {"officer": server, "published": edition_server}[state[1]]
    visit = visit_as(address(page), browser=browser, server=of_view, viewport=PHONE, **query_of(*state))
    looked_at(visit, "390")
    for name in BIG:
        looked_at(visit, name)


def test_the_measures_see_what_is_cut_too_wide_or_on_each_other(
    visit_as: OpenPage, browser: Browser, server: Server
) -> None:
    visit = visit_as("satisfaction", browser=browser, server=server, viewport=LAPTOP)
    drawn(visit)
    visit.page.evaluate(
        """() => {
            document.querySelector('[data-testid=stMain] h2').style.cssText = 'width: 60px; overflow: hidden;'
                + 'white-space: nowrap';
            document.querySelector('[data-testid=stPlotlyChart]').parentElement.style.width = '120px';
            const texts = [...document.querySelectorAll('.main-svg text')].filter(text => text.textContent.trim());
            const [here, there] = texts.slice(-2).map(text => text.getBoundingClientRect());
            texts.at(-1).setAttribute('transform', `translate(${here.left - there.left}, ${here.top - there.top})`);
            texts[0].setAttribute('transform', 'translate(-400, 0)');
        }"""
    )
    measured = measure(visit)
    assert {line.split(":")[0] for line in measured.cut} == {"heading", "label"}  # what is moved may leave it too
    assert len(measured.wide) == 1
    assert measured.met != ()
