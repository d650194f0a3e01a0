"""A member's whole way without a mouse: a page, a ward, a choice, a split, a picture, presenting, and back."""

import re

from playwright.sync_api import expect

from tests.browser.conftest import OpenPage
from tests.browser.harness import Visit

_FOCUSED = """() => {
    let here = document.activeElement;
    while (here.shadowRoot?.activeElement) here = here.shadowRoot.activeElement;  // inside a component of our own
    const words = here.cloneNode(true);  // an icon is written as its name, and is not read out
    words.querySelectorAll('[data-testid=stIconMaterial]').forEach(icon => icon.remove());
    return (here.ariaLabel || words.textContent || here.title || '').trim().replace(/\\s+/g, ' ');
}"""
MOST = 60


def tab_to(visit: Visit, name: str, *, back: bool = False) -> None:
    """Press Tab until what has the focus is called so."""
    passed = []
    for _ in range(MOST):
        visit.page.keyboard.press("Shift+Tab" if back else "Tab")
        passed.append(visit.page.evaluate(_FOCUSED))
        if re.search(name, passed[-1]):
            return
    raise AssertionError(f"Tab did not reach {name}; it passed {passed}")


def enter(visit: Visit) -> None:
    """Press Enter, and wait until the page is whole again."""
    visit.page.keyboard.press("Enter")
    visit.page.wait_for_timeout(300)
    visit.charts(0)


def test_a_whole_way_by_keyboard(open_page: OpenPage) -> None:
    visit = open_page()
    visit.charts(1)
    tab_to(visit, "^Who is served well$")
    enter(visit)
    expect(visit.page.locator("h1")).to_have_text("Who is satisfied, and who is not?")

    tab_to(visit, "My ward")
    visit.page.keyboard.type("Harep")
    enter(visit)
    expect(visit.page).to_have_url(re.compile("ward=Harepath"))

    tab_to(visit, "^More choices$")
    enter(visit)
    tab_to(visit, "^Service")
    visit.page.keyboard.type("Housing")
    enter(visit)
    visit.page.keyboard.press("Escape")
    expect(visit.page.get_by_role("button", name=re.compile("Housing repairs ✕"))).to_be_visible()
    tab_to(visit, "Housing repairs ✕", back=True)
    enter(visit)
    expect(visit.page.get_by_role("button", name=re.compile("Housing repairs ✕"))).to_have_count(0)

    tab_to(visit, "^More choices$")
    enter(visit)  # the box has a list called Service too
    tab_to(visit, "^Channel$")  # a group of choices is one stop of Tab, and arrows go on inside it
    for key in ("ArrowRight", "ArrowRight", "Space"):
        visit.page.keyboard.press(key)
    expect(visit.page).to_have_url(re.compile("=Service"))
    expect(visit.page.locator(".st-key-exhibit-dissatisfied-service")).to_be_visible(timeout=30_000)
    visit.charts(1)

    tab_to(visit, "^Take it away")
    enter(visit)
    tab_to(visit, "^Picture for a slide")
    with visit.page.expect_download() as download:
        visit.page.keyboard.press("Enter")
    assert download.value.suggested_filename.endswith(".png")

    tab_to(visit, "^Present this$")
    enter(visit)
    expect(visit.page.locator(".stage h1")).to_be_visible()
    visit.page.keyboard.press("Escape")
    expect(visit.page.locator(".stage")).to_have_count(0)
    expect(visit.page).to_have_url(re.compile("ward=Harepath"))
