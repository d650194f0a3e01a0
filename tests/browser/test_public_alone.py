"""The published view alone, as start.py --public serves it: a folder with an edition and nothing else, by keyboard."""

import http.client
import re
import shutil
from contextlib import ExitStack
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, expect

from cxdata.data_folder.public import PUBLIC, newest_file
from cxdata.ui.frame.app import FOR_OFFICERS
from tests.browser import harness
from tests.browser.conftest import OpenPage
from tests.browser.harness import LAPTOP, PHONE, PROJECTOR
from tests.browser.test_keyboard import enter, tab_to


def test_a_folder_with_an_edition_is_shown_walked_and_presented_and_takes_nothing(
    visit_as: OpenPage,
    browser: Browser,
    edition_data: Path,
    tmp_path: Path,
    visits: ExitStack,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    data = tmp_path / "data"
    data.mkdir()
    shutil.copy(newest_file(edition_data), data)
    monkeypatch.setenv(PUBLIC, "1")
    with harness.serving(data, tmp_path / "log.txt") as server:
        # A link to an officers' page on a fresh server, whose first visit is run by Streamlit's older router.
        first = visit_as("data", browser=browser, server=server, viewport=LAPTOP, mode="Officer view")
        expect(first.page.get_by_role("heading", name=FOR_OFFICERS)).to_be_visible()
        assert not Axe().run(first.page).response["violations"]
        tab_to(first, "^Who is served well$")
        enter(first)
        expect(first.page.locator("h1")).to_have_text("Who is satisfied, and who is not?")
        tab_to(first, "^Present this$")
        enter(first)
        expect(first.page.locator(".stage h1")).to_be_visible()
        first.page.keyboard.press("Escape")
        expect(first.page.locator(".stage")).to_have_count(0)
        tab_to(first, "^Definitions$")
        enter(first)
        expect(first.page.locator("h1")).to_have_text(re.compile("What does each figure mean"))

        for viewport in (PROJECTOR, PHONE):
            visit = visit_as("", browser=browser, server=server, viewport=viewport, mode="Officer view")
            visit.charts(1)
            expect(visit.page.get_by_text("Officer view")).to_have_count(0)
            expect(visit.page.get_by_role("link", name="Data", exact=True)).to_have_count(0)
            assert (
                visit.page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth") <= viewport["width"]
            )

        connection = http.client.HTTPConnection(urlsplit(server.url).netloc, timeout=30)
        connection.request("PUT", "/_stcore/upload_file/session/file", body=b"a file")
        refused = connection.getresponse()
        assert (refused.status, refused.read()) == (403, b"Only what is published is shown here: nothing can be sent.")
        connection.close()
        visits.close()
    assert [path.name for path in data.iterdir()] == [newest_file(edition_data).name], "nothing is written"
