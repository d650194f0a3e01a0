"""My ward on any page, and back, in one key each: by keyboard on three pages, presented, in the published view."""

import re

import pytest
from playwright.sync_api import Browser, expect

from cxdata.ui.frame import cache
from tests.browser.conftest import OpenPage
from tests.browser.harness import PROJECTOR, Server, Visit

WARD = "Harepath"


def press_w(visit: Visit, shows: str = "") -> None:
    """Press W as a reader does who is in no field, and see the button say what the next press `shows`."""
    visit.settle()
    visit.page.keyboard.press("w")
    if shows:
        expect(visit.page.get_by_role("button", name=re.compile(f"^{shows}"))).to_be_visible(timeout=30_000)
    visit.settle()


@pytest.mark.parametrize("page", ["satisfaction", "channels", "complaints"])
def test_a_key_shows_my_ward_on_any_page_and_a_key_the_council(
    page: str, visit_as: OpenPage, browser: Browser, server: Server
) -> None:
    visit = visit_as(page, browser=browser, server=server, viewport=PROJECTOR, ward=WARD)
    visit.settle()
    press_w(visit, "My ward")
    expect(visit.page).not_to_have_url(re.compile("ward="))
    expect(visit.page.get_by_role("button", name=re.compile("^My ward"))).to_be_visible()
    press_w(visit, "Council")
    expect(visit.page).to_have_url(re.compile(f"ward={WARD}"))
    expect(visit.page.get_by_role("button", name=re.compile("^Council"))).to_be_visible()


def test_the_button_turns_it_too_and_the_ward_stays_from_page_to_page(open_page: OpenPage) -> None:
    visit = open_page("satisfaction", ward=WARD)
    visit.page.get_by_role("button", name=re.compile("^Council")).click()
    expect(visit.page).not_to_have_url(re.compile("ward="))
    visit.settle()
    visit.turn_to("Hidden by the average")
    visit.page.get_by_role("button", name=re.compile("^My ward")).click()
    expect(visit.page).to_have_url(re.compile(f"hidden.*ward={WARD}"))


def test_w_in_a_field_is_a_letter(open_page: OpenPage) -> None:
    visit = open_page("satisfaction")
    field = visit.page.locator(".st-key-ward input")
    field.click()
    visit.page.keyboard.type("w")
    visit.page.wait_for_timeout(500)
    expect(field).to_have_value("w")
    expect(visit.page).not_to_have_url(re.compile("ward="))
    visit.page.keyboard.type("indmill")
    visit.page.keyboard.press("Enter")
    expect(visit.page).to_have_url(re.compile("ward=Windmill"))


def test_without_a_ward_the_first_press_opens_the_list(open_page: OpenPage) -> None:
    visit = open_page("satisfaction")
    visit.settle()
    press_w(visit)
    expect(visit.page.get_by_text("Choose your ward in the list")).to_be_visible()
    expect(visit.page.get_by_role("option", name="Beacon Fold")).to_be_visible()
    visit.page.keyboard.type("Harep")
    visit.page.keyboard.press("Enter")
    expect(visit.page).to_have_url(re.compile(f"ward={WARD}"))


def test_presented_on_a_projector_w_turns_the_ward_and_the_same_exhibit_stays(
    visit_as: OpenPage, browser: Browser, server: Server
) -> None:
    visit = visit_as("satisfaction", browser=browser, server=server, viewport=PROJECTOR, ward=WARD, present="1", n="0")
    visit.settle()
    expect(visit.page.locator(".stage h1")).to_be_visible()
    press_w(visit, "My ward")
    expect(visit.page).not_to_have_url(re.compile("ward="))
    expect(visit.page).to_have_url(re.compile("present=1"))
    press_w(visit, "Council")
    expect(visit.page).to_have_url(re.compile(f"ward={WARD}"))
    visit.page.keyboard.press("Escape")
    expect(visit.page.locator(".stage")).to_have_count(0, timeout=30_000)
    press_w(visit, "My ward")
    expect(visit.page).not_to_have_url(re.compile("ward="))


def test_in_the_published_view_the_same_key_turns_the_same_ward(
    visit_as: OpenPage, browser: Browser, edition_server: Server
) -> None:
    visit = visit_as(
        "satisfaction",
        browser=browser,
        server=edition_server,
        viewport=PROJECTOR,
        mode=cache.PUBLISH,
        of=f"Ward: {WARD}",
    )
    visit.settle()
    press_w(visit, "My ward")
    expect(visit.page.locator(".st-key-of input")).to_have_value("Everybody")
    press_w(visit, "Council")
    expect(visit.page.locator(".st-key-of input")).to_have_value(f"Ward: {WARD}")
