"""An officer's note by keyboard alone, seen by everybody it is for, at every width and on paper."""

import csv
import re

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, expect

from cxdata.lists.commentary import COMMENTARY
from tests.browser.conftest import OpenPage
from tests.browser.harness import LAPTOP, PHONE, PROJECTOR, Server, Visit
from tests.browser.test_keyboard import enter, tab_to

SHOWN = re.compile(r"Note of 3 March 2026: The phones failed in St Wendra’s, said \[name\]\.")


def type_into(visit: Visit, label: str, text: str) -> None:
    """Reach a field by Tab and type over what stands in it."""
    tab_to(visit, label)
    visit.page.keyboard.press("ControlOrMeta+a")
    visit.page.keyboard.type(text)


def test_a_note_is_written_by_keyboard_and_stands_wherever_the_exhibit_does(
    visit_as: OpenPage, browser: Browser, fresh_server: Server
) -> None:
    officer = visit_as("satisfaction", browser=browser, server=fresh_server, viewport=LAPTOP, by="Channel")
    officer.charts(1)
    tab_to(officer, "^Officer’s note$")
    enter(officer)
    type_into(officer, "^Date", "03/03/2026")
    type_into(officer, "^What is said", "The phones failed in St Wendra’s, said Mrs Jane Smith.")
    tab_to(officer, "^Who may read it")
    officer.page.keyboard.type("Everybody")
    officer.page.keyboard.press("Enter")
    type_into(officer, "^Who you are", "Scrutiny officer")
    tab_to(officer, "^Add the note$")
    officer.page.keyboard.press("Enter")
    expect(officer.page.get_by_text("N1 is added. Taken out before it was written: 1 name.")).to_be_visible()
    expect(officer.page.get_by_text(SHOWN)).to_be_visible()
    assert not Axe().run(officer.page).response["violations"]
    with (fresh_server.data / COMMENTARY.file_name).open(encoding="utf-8-sig", newline="") as file:
        (row,) = csv.DictReader(file)
    assert row["Who may read it"] == "everybody"

    for viewport in (PROJECTOR, PHONE):
        member = visit_as("satisfaction", browser=browser, server=fresh_server, viewport=viewport, by="Channel")
        member.charts(1)
        note, chart = member.page.get_by_text(SHOWN), member.page.locator(".js-plotly-plot").first
        expect(note).to_be_visible()
        assert note.bounding_box()["y"] < chart.bounding_box()["y"], "it stands under the finding"
        assert member.page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth") <= viewport["width"]
    projector = visit_as("satisfaction", browser=browser, server=fresh_server, viewport=PROJECTOR, present="1")
    expect(projector.page.locator(".stage .noted")).to_have_text(SHOWN)
    assert projector.page.evaluate("document.querySelector('[data-testid=stMain]').scrollHeight") == 768

    officer.page.emulate_media(media="print")
    expect(officer.page.get_by_text(SHOWN)).to_be_visible()
    published = visit_as(
        "satisfaction", browser=browser, server=fresh_server, viewport=LAPTOP, mode="Published view", by="Channel"
    )
    expect(published.page.get_by_text(SHOWN)).to_be_visible()
    expect(published.page.get_by_text("Officer’s note")).to_have_count(0)
