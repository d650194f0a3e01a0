"""Names and links that mean harm are words on the screen: nothing is fetched, run or laid out by them.

The pages are served without the content security policy, so that it is the first lock that is tested; the policy is
tested by itself. In CI a few links are followed; CX_WHOLE=1 follows 500 and opens every part of every page.
"""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from cxdata.ui.frame.pages import PAGES
from tests.browser import harness
from tests.effort import WHOLE, sample
from tests.hostile import ELSEWHERE, NAMES, hostile_data, hostile_links

LINKS = sample(4, 500)
SEEN = [page for page in PAGES if WHOLE or page.stem == "hotspots"]
# What hostile words could have become: an image or a link elsewhere, a handler, a formula, an icon, markup of a name.
BECAME = """() => [...document.querySelectorAll('[data-testid="stApp"] *')].filter(node =>
    (node.matches('img, iframe, object, embed, source') && /^(https?:)?\\/\\//.test(node.getAttribute('src') || ''))
    || (node.matches('a') && !(node.href.startsWith(location.origin) || node.getAttribute('href') === null))
    || node.getAttributeNames().some(name => name.startsWith('on'))
    || node.matches('.katex, [data-testid="stIconMaterial"]') && /evil|Mill/.test(node.textContent)
    || node.matches('em, del, code, h1 h1, sup') && /Mill|Quay|old|code/.test(node.textContent)
    || getComputedStyle(node).backgroundImage.includes('evil')
).map(node => node.outerHTML.slice(0, 200))"""
OPEN_ALL = """() => document.querySelectorAll('[data-testid="stExpander"] details:not([open]) > summary')
    .forEach(summary => summary.click())"""


@pytest.fixture(scope="module")
def hostile_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[harness.Server]:
    """A server over the hostile council without the policy: app.py alone."""
    with harness.serving(hostile_data(), tmp_path_factory.mktemp("hostile") / "log.txt", "app.py") as running:
        yield running


def seen(visit: harness.Visit) -> str:
    """What stands on the page, without the marks that keep addresses from being links."""
    return visit.page.locator("body").inner_text().replace("\u2060", "")


def became(visit: harness.Visit) -> list[str]:
    """Elements that hostile words became; none, if they are words."""
    return list(visit.page.evaluate(BECAME))


def test_hostile_names_are_words_on_every_page(browser: Browser, hostile_server: harness.Server) -> None:
    with harness.visiting(browser, hostile_server, viewport=harness.LAPTOP) as visit:
        for page in SEEN:
            visit.go(page.address.removeprefix("/"))
            if WHOLE:
                for _ in range(2):
                    visit.page.evaluate(OPEN_ALL)
                    visit.page.wait_for_timeout(500)
                    visit.settle()
            assert became(visit) == [], page.stem


def test_a_hostile_name_looks_as_it_was_written(browser: Browser, hostile_server: harness.Server) -> None:
    with harness.visiting(browser, hostile_server, viewport=harness.LAPTOP) as visit:
        for name in NAMES if WHOLE else NAMES[:1]:
            visit.go("ward", ward=name)
            assert " ".join(name.split()) in " ".join(seen(visit).split()), visit.page.url


def follow(visit: harness.Visit, address: str) -> None:
    """Go to an address as a link within the app does: no page is loaded anew."""
    visit.page.evaluate(
        "to => { history.pushState({}, '', to); dispatchEvent(new PopStateEvent('popstate')); }", address
    )
    visit.page.wait_for_timeout(250)
    visit.settle()


def test_hostile_links_are_words_and_fetch_nothing(browser: Browser, hostile_server: harness.Server) -> None:
    """Of each ten the first is opened by a fresh visitor, the others are followed from there."""
    links = [f"{address}?{query}" for address, query in hostile_links(LINKS)]
    for first in range(0, LINKS, 10):
        with harness.visiting(browser, hostile_server, viewport=harness.LAPTOP) as visit:
            for number, link in enumerate(links[first : first + 10]):
                if number:
                    follow(visit, link)
                else:
                    visit.page.goto(hostile_server.url + link)
                    visit.settle()
                assert became(visit) == [], link
                assert visit.shows_no_fault() == [], link


def test_the_policy_keeps_the_browser_from_asking_elsewhere(browser: Browser, server: harness.Server) -> None:
    """The second lock: what a page would fetch if a name got through the first."""
    context = browser.new_context()
    page, asked = context.new_page(), []
    page.on("requestfinished", lambda request: asked.append(request.url))
    page.goto(f"{server.url}/definitions")
    page.evaluate(
        """host => {
            window.refused = [];
            document.addEventListener("securitypolicyviolation", event => refused.push(event.effectiveDirective));
            const image = new Image(); image.src = `http://${host}/x.png`;
            fetch(`http://${host}/y`).catch(() => {});
            const frame = document.createElement("iframe"); frame.src = `http://${host}/z`; document.body.append(frame);
            const script = document.createElement("script"); script.src = `http://${host}/s.js`;
            document.body.append(script);
            const style = document.createElement("style"); style.textContent = `@import url(http://${host}/c.css)`;
            document.head.append(style);
            try { new WebSocket(`ws://${host}/`); } catch (refused) {}
        }""",
        ELSEWHERE,
    )
    page.wait_for_function("window.refused.length >= 6")
    kinds = sorted(page.evaluate("window.refused"))
    context.close()
    assert kinds == ["connect-src", "connect-src", "frame-src", "img-src", "script-src-elem", "style-src-elem"]
    assert [url for url in asked if ELSEWHERE in url] == []
