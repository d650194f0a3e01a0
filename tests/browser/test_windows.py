"""A window that a visitor left is taken by the next one: it has forgotten everything, and hears nothing twice."""

from contextlib import ExitStack

import pytest
from playwright.sync_api import Browser

from tests.browser.harness import LAPTOP, PHONE, Server, visiting

REMEMBER = """() => {
    localStorage.setItem('mark', 'left'); sessionStorage.setItem('mark', 'left'); document.cookie = 'mark=left';
    window.name = 'left';
    return new Promise(done => { const asked = indexedDB.open('mark'); asked.onsuccess = () => done(true); });
}"""
KNOWN = """async () => ({
    kept: [localStorage.getItem('mark'), sessionStorage.getItem('mark'), /mark/.test(document.cookie)],
    databases: (await indexedDB.databases()).map(one => one.name),
    tour: localStorage.getItem('tour of the dashboard'),
    paper: matchMedia('print').matches, wide: innerWidth,
    clipboard: (await navigator.permissions.query({name: 'clipboard-read'})).state,
})"""


def test_the_next_visitor_finds_nothing_of_the_one_before(browser: Browser, server: Server) -> None:
    with visiting(browser, server, viewport=LAPTOP) as first:
        first.go("definitions")
        first.page.context.grant_permissions(["clipboard-read"])
        first.page.emulate_media(media="print")
        first.page.set_viewport_size(PHONE)
        first.page.evaluate(REMEMBER)
        assert first.page.evaluate(KNOWN)["kept"] == ["left", "left", True]
    with visiting(browser, server, viewport=LAPTOP) as second:
        assert second.page is first.page, "a window was made anew, so nothing is shown here"
        assert second.page.go_back() is None, "there is no page before the first"
        second.go("definitions")
        assert second.page.evaluate(KNOWN) == {
            "kept": [None, None, False],
            "databases": [],
            "tour": "seen",
            "paper": False,
            "wide": LAPTOP["width"],
            "clipboard": "prompt",
        }
        second.page.evaluate("console.error('once')")
        assert len(second.faults) == 1
        second.faults.clear()
        assert first.faults == []


def test_who_is_there_at_once_has_a_window_of_their_own_and_a_newcomer_a_new_one(
    browser: Browser, server: Server
) -> None:
    with (
        visiting(browser, server, viewport=LAPTOP) as one,
        visiting(browser, server, viewport=LAPTOP) as other,
        visiting(browser, server, viewport=LAPTOP, newcomer=True) as newcomer,
    ):
        assert len({one.page, other.page, newcomer.page}) == 3
    assert newcomer.page.is_closed()


def test_a_window_in_which_something_went_wrong_is_closed(browser: Browser, server: Server) -> None:
    visits = ExitStack()
    visit = visits.enter_context(visiting(browser, server, viewport=LAPTOP))
    visit.go("definitions")
    visit.page.evaluate("console.error('lost')")
    with pytest.raises(AssertionError, match="console error: lost"):
        visits.close()
    assert visit.page.is_closed()
