"""What a member comes for, in clicks: a count of presses from the page one is on to the answer on the screen."""

import re

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.conftest import OpenPage
from tests.browser.harness import Visit
from tests.browser.states import address, some_pages

WARD = "Harepath"
FROM = [page for page in some_pages(6) if page != "ward"]


class Clicks:
    """Presses of a mouse or of Enter, counted; typing a name is none."""

    def __init__(self, visit: Visit) -> None:
        self.visit = visit
        self.count = 0

    def press(self, what: Locator) -> None:
        """Press one thing and wait until the page is whole again."""
        what.click()
        self.count += 1
        self.visit.page.wait_for_timeout(200)
        self.visit.charts(0)


def to_the_ward(clicks: Clicks) -> None:
    """Press what leads to the figures of the ward that is chosen."""
    clicks.press(clicks.visit.page.get_by_role("link", name=f"Go to {WARD}"))


def shows_the_ward(visit: Visit) -> None:
    """See that the page is the ward's, with its figures."""
    expect(visit.page).to_have_url(re.compile("/ward"))
    expect(visit.page.locator("[data-testid=stMain] h2").first).to_contain_text(WARD)


@pytest.mark.parametrize("page", FROM)
def test_my_ward_is_one_click_away_once_it_is_chosen(open_page: OpenPage, page: str) -> None:
    visit = open_page(address(page), ward=WARD)
    visit.charts(0)
    clicks = Clicks(visit)
    to_the_ward(clicks)
    shows_the_ward(visit)
    assert clicks.count == 1


def test_my_ward_is_two_clicks_away_before_it_is_chosen(open_page: OpenPage) -> None:
    visit = open_page("satisfaction")
    visit.charts(0)
    clicks = Clicks(visit)
    visit.page.get_by_role("combobox", name="My ward").fill("Harep")
    clicks.press(visit.page.get_by_role("option", name=WARD, exact=True))
    to_the_ward(clicks)
    shows_the_ward(visit)
    assert clicks.count == 2


def test_the_worst_served_group_is_on_the_overview_without_a_click(open_page: OpenPage) -> None:
    visit = open_page()
    visit.charts(1)
    group = visit.page.locator("[data-testid=stMain] h2").first
    expect(group).to_contain_text(re.compile("28 in (each )?100"))
    expect(group).to_contain_text(re.compile("[Bb]usiness"))
    box = group.bounding_box()
    assert box is not None
    assert box["y"] + box["height"] <= 768
