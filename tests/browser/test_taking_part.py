"""The pages on the residents' panel and on taking part, in a real browser, by keyboard alone."""

import re

from playwright.sync_api import expect

from tests.browser.conftest import OpenPage
from tests.browser.test_keyboard import enter, tab_to


def test_the_panel_is_read_and_its_wards_are_chosen_without_a_mouse(open_page: OpenPage) -> None:
    visit = open_page()
    visit.charts(1)
    tab_to(visit, "^Taking part$")
    enter(visit)
    page = visit.page
    expect(page.locator("h1")).to_have_text("Does the panel look like the borough?")
    expect(page.locator("h2")).to_have_text(
        "People aged 16 to 34 are 28 in 100 residents but 10 in 100 panel members: 160 too few."
    )

    tab_to(visit, "^Whom to ask next")
    enter(visit)
    expect(page.get_by_role("cell", name="University Quarter, Fuller Street and Beacon Fold")).to_be_visible()

    tab_to(visit, "^Members and active members beside residents")
    enter(visit)
    tab_to(visit, "^(Age|Ward)$")
    for _ in range(4):
        page.keyboard.press("ArrowRight")
    enter(visit)
    expect(page.locator("h3").filter(has_text="beside residents, by ward")).to_be_visible()


def test_the_ladder_is_read_and_narrowed_to_a_ward_without_a_mouse(open_page: OpenPage) -> None:
    visit = open_page("panel")
    visit.charts(1)
    tab_to(visit, "^Who takes part$")
    enter(visit)
    page = visit.page
    expect(page.locator("h1")).to_have_text("Who takes part, and where do we lose them?")
    expect(page.locator("h2")).to_have_text(
        "Of 100 contacts 11 are asked for their views: there the largest share is lost."
    )

    tab_to(visit, "^Who signposts and refers people")
    enter(visit)
    expect(page.get_by_text("Beacon Primary Care Network has referred nobody since September 2025.")).to_be_visible()

    tab_to(visit, "My ward", back=True)  # the button that turns it on and off
    tab_to(visit, "My ward", back=True)  # and the list before it
    page.keyboard.type("Tann")
    enter(visit)
    expect(page).to_have_url(re.compile("ward=Tannery"))
    expect(page.get_by_text("This page is of ward Tannery only.").first).to_be_visible()
