"""A view kept for the meeting and opened again, by keyboard alone."""

import re

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, expect

from cxdata.export.links import Link, keep_link, read_links
from tests.browser.conftest import OpenPage
from tests.browser.harness import LAPTOP, PHONE, PROJECTOR, Server
from tests.browser.test_keyboard import enter, tab_to


def test_a_view_is_kept_and_opened_in_the_meeting_by_keyboard(
    visit_as: OpenPage, browser: Browser, fresh_server: Server
) -> None:
    keep_link(fresh_server.data, Link("What changed", "change"))
    officer = visit_as(
        "satisfaction", browser=browser, server=fresh_server, viewport=LAPTOP, ward="Harepath", by="Service"
    )
    officer.charts(1)
    tab_to(officer, "^More choices$")
    enter(officer)
    tab_to(officer, "^Keep this view for the meeting")
    officer.page.keyboard.type("Who, in Harepath?")
    tab_to(officer, "^Keep this view$")
    officer.page.keyboard.press("Enter")
    expect(officer.page.get_by_text("Kept for the meeting: Who, in Harepath?")).to_be_visible()
    expect(officer.page.get_by_label("Keep this view for the meeting")).to_have_value("")
    kept = read_links(fresh_server.data)[-1]
    assert (kept.page, kept.query) == ("satisfaction", {"ward": ["Harepath"], "by": ["Service"]})

    meeting = visit_as("present", browser=browser, server=fresh_server, viewport=PROJECTOR)
    assert not Axe().run(meeting.page).response["violations"]
    tab_to(meeting, "^What changed$")
    tab_to(meeting, "^Later$")
    enter(meeting)
    assert [link.name for link in read_links(fresh_server.data)] == ["Who, in Harepath?", "What changed"]
    tab_to(meeting, "^Who, in Harepath", back=True)
    meeting.page.keyboard.press("Enter")
    expect(meeting.page).to_have_url(re.compile(r"/satisfaction\?.*ward=Harepath"))
    expect(meeting.page.locator(".st-key-exhibit-dissatisfied-service")).to_be_visible(timeout=30_000)
    assert meeting.ward() == "Harepath"
    meeting.page.go_back()
    expect(meeting.page.get_by_role("link", name="What changed")).to_be_visible()

    phone = visit_as("present", browser=browser, server=fresh_server, viewport=PHONE)
    assert phone.page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth") <= 390
    phone.page.get_by_role("link", name="Who, in Harepath?").click()
    expect(phone.page).to_have_url(re.compile("/satisfaction"))
