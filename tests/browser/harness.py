"""A server of our own and a page that keeps watch, for the browser tests."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote, urlencode, urlsplit

from playwright.sync_api import Browser, ConsoleMessage, Error, Page, Request, TimeoutError, ViewportSize, WebSocket

import start
from cxdata.ui.frame.pages import PAGES, sections
from cxdata.ui.help.tour import SEEN

FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--no-proxy-server",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
LAPTOP: ViewportSize = {"width": 1366, "height": 768}
PROJECTOR: ViewportSize = {"width": 1024, "height": 768}
PATIENCE = 120.0  # seconds that a page may take on a busy machine
DESKTOP: ViewportSize = {"width": 1920, "height": 1080}
PHONE: ViewportSize = {"width": 390, "height": 844}
# On a link to a page, Streamlit's browser code first looks for its server under the page's own path, finds none there,
# and then looks at the root. These two misses are its own, and nothing is missing.
LOOKS_FOR_ITS_SERVER = re.compile(r"/[a-z_]+/_stcore/(health|host-config)$")
# Windows that visitors have left, by browser and touch; a test with several visitors at once leaves several.
_LEFT: dict[tuple[Browser, bool], list[Page]] = {}
MOST_LEFT = 2
TOUR_SEEN = f"try {{ localStorage.setItem('{SEEN}', 'seen'); }} catch (refused) {{}}"
SETTLED = """() => document.querySelector('[data-testid="stApp"]')?.dataset.testScriptState === 'notRunning'
    && !document.querySelector('[data-testid="stSkeleton"], [data-stale="true"]')"""
CHARTS_DRAWN = """least => {
    const charts = [...document.querySelectorAll('.js-plotly-plot')];
    return charts.length >= least && charts.every(chart => chart._fullLayout && chart.querySelector('.main-svg'));
}"""


@dataclass(frozen=True)
class Server:
    """A dashboard that answers at `url`, with the store in `data`; what it prints goes to `log`."""

    url: str
    data: Path
    log: Path


@contextmanager
def serving(data: Path, log: Path, app: str = "dashboard.py") -> Iterator[Server]:
    """Run the dashboard, or another app of Streamlit's, over a data folder in a process of its own.

    The process ends with the block whatever happens.
    Raises RuntimeError, with what the server printed, when it does not come up.
    """
    port = start.free_port(0)  # any free one: two runs beside each other do not meet
    command = [sys.executable, "-m", "streamlit", "run", app, "--server.headless", "true"]
    command += ["--server.port", str(port), "--server.fileWatcherType", "none"]
    environment = {**os.environ, "CX_DATA": str(data)}
    with log.open("w") as output:
        process = subprocess.Popen(command, cwd=start.ROOT, env=environment, stdout=output, stderr=output)
    try:
        if not start.wait_until_ready(process, port, limit=60):
            raise RuntimeError("\n".join(["The dashboard did not start.", *last_lines(log)]))
        yield Server(url=f"http://127.0.0.1:{port}", data=data, log=log)
    finally:
        start.stop(process)


def last_lines(log: Path, count: int = 40) -> list[str]:
    """The end of what a server printed, without the colours of a terminal."""
    plain = re.sub(r"\x1b\[[0-9;]*m", "", log.read_text())
    return ["The server printed:", *plain.splitlines()[-count:]]


def stays_here(address: str) -> bool:
    """Whether a request stays on this machine."""
    parts = urlsplit(address)
    return parts.scheme in ("data", "blob", "about") or parts.hostname in ("127.0.0.1", "localhost")


@dataclass
class Visit:
    """One browser page on the dashboard, and everything that went wrong on it.

    `page` is Playwright's page: find widgets by role and name. `faults` fills by itself with console errors, with
    requests to another host, and with the fault boxes Streamlit shows; the `open_page` fixtures fail on any.
    """

    page: Page
    server: Server
    faults: list[str] = field(default_factory=list)

    def watch(self, *, on: bool = True) -> None:
        """Start to note faults, or with `on` false stop it."""
        listen = self.page.on if on else self.page.remove_listener
        listen("console", self._heard)
        listen("pageerror", self._failed)
        listen("request", self._asked)
        listen("websocket", self._connected)

    def _failed(self, error: Error) -> None:
        self.faults.append(f"script error: {error}")

    def _heard(self, message: ConsoleMessage) -> None:
        missed = "404" in message.text and LOOKS_FOR_ITS_SERVER.search(message.location.get("url", ""))
        if message.type == "error" and not missed:
            self.faults.append(f"console error: {message.text} ({message.location.get('url', '')})")

    def _asked(self, request: Request) -> None:
        if not stays_here(request.url):
            self.faults.append(f"request to another host: {request.url}")

    def _connected(self, socket: WebSocket) -> None:
        if not stays_here(socket.url):
            self.faults.append(f"connection to another host: {socket.url}")

    def go(self, path: str = "", **query: str | list[str]) -> None:
        """Open a page by its address, as from a link, and wait until it has settled."""
        link = f"{self.server.url}/{path}"
        self.page.goto(f"{link}?{urlencode(query, doseq=True, quote_via=quote)}" if query else link)
        self.settle()

    def settle(self, timeout: float = PATIENCE) -> None:
        """Wait until the script behind the page has run to its end and nothing stale is left on the screen.

        After a click, first `expect` what the click should change: until the browser has sent it, the page is settled.
        """
        self._wait(SETTLED, None, timeout, "the page did not settle")

    def pick(self, label: str, option: str) -> None:
        """Choose one option of a list that opens, and see it taken.

        A list that is open while the page runs again closes, or takes no click: then it is opened once more.
        """
        choice = self.page.get_by_role("option", name=option).first
        for _ in range(5):
            self.settle()
            if not choice.is_visible():
                self.page.get_by_role("combobox", name=label).first.click()
            with suppress(TimeoutError):
                choice.click(timeout=3_000)
                choice.wait_for(state="hidden", timeout=3_000)
                self.settle()
                return
        raise AssertionError(f"'{option}' could not be chosen under '{label}' at {self.page.url}")

    def turn_to(self, title: str) -> None:
        """Go to a page by the menu, as a reader does: its section, then the page where a section has several."""
        page = next(page for page in PAGES if page.title == title)
        pages = dict(sections())[page.section]
        menu = self.page.get_by_role("navigation", name="Pages")
        self.settle()
        menu.locator(".st-key-menu-sections").get_by_role("link", name=re.compile(f"^{page.section}")).click()
        if len(pages) > 1:
            menu.locator(".st-key-menu-pages").get_by_role("link", name=re.compile(f"^{title}")).click()
        self.page.wait_for_url(re.compile(f"{re.escape(page.address)}([?].*)?$"))
        self.settle()

    def choose_ward(self, words: str) -> None:
        """Type a part of a ward's name and press Enter."""
        box = self.page.get_by_role("combobox", name="My ward")
        for _ in range(5):
            self.settle()
            box.fill(words)
            with suppress(TimeoutError):
                self.page.get_by_role("option", name=words).first.wait_for(timeout=3_000)
                box.press("Enter")
                self.page.wait_for_url(re.compile("[?&]ward="), timeout=5_000)
                self.settle()
                return
        raise AssertionError(f"no ward was chosen by '{words}' at {self.page.url}")

    def ward(self) -> str:
        """The ward that is chosen, "" for none."""
        self.settle()
        return self.page.get_by_role("combobox", name="My ward").input_value()

    def open_choices(self) -> None:
        """Open the box of further choices."""
        self.settle()
        self.page.locator(".st-key-more summary").click()
        self.page.get_by_text("What is shown").wait_for()
        self.settle()

    def charts(self, least: int = 1, timeout: float = PATIENCE) -> None:
        """Wait until at least so many charts are on the page and every one of them is drawn."""
        self.settle(timeout)
        self._wait(CHARTS_DRAWN, least, timeout, f"there were not {least} drawn charts")

    def _wait(self, condition: str, argument: int | None, timeout: float, otherwise: str) -> None:
        try:
            self.page.wait_for_function(condition, arg=argument, polling="raf", timeout=timeout * 1000)
        except Exception as error:
            shown = self.page.locator("body").inner_text()[:1500]
            raise AssertionError(f"{otherwise} within {timeout} s at {self.page.url}; it shows:\n{shown}") from error

    def shows_no_fault(self) -> list[str]:
        """The faults so far, those on the screen included."""
        boxes = self.page.locator('[data-testid="stException"]').all_inner_texts()
        return self.faults + [f"fault box at {self.page.url}: {text}" for text in boxes]


@contextmanager
def visiting(browser: Browser, server: Server, *, viewport: ViewportSize, newcomer: bool = False) -> Iterator[Visit]:
    """A fresh visitor, with cookies and a window of their own; fails at the end on anything that went wrong.

    Only a newcomer is shown the tour: the browser of anybody else remembers that it was seen. Who is no newcomer may
    come in a window that an earlier visitor has left and that has forgotten them (`_forgets`): a new one first reads
    five million characters of Streamlit's and Plotly's scripts, which is more work than most pages.
    """
    touch = viewport["width"] < 600
    left = [] if newcomer else _LEFT.setdefault((browser, touch), [])
    page = left.pop() if left else _new_window(browser, touch, newcomer)
    again = False
    try:
        page.set_viewport_size(viewport)
        visit = Visit(page=page, server=server)
        visit.watch()
        yield visit
        faults = visit.shows_no_fault()
        assert not faults, "\n".join([*faults, *last_lines(server.log)])
        visit.watch(on=False)
        again = not newcomer and len(left) < MOST_LEFT and _forgets(page, server)
    finally:
        if again:
            left.append(page)
        else:
            page.context.close()


def _new_window(browser: Browser, touch: bool, newcomer: bool) -> Page:
    context = browser.new_context(has_touch=touch, locale="en-GB", accept_downloads=True)
    if not newcomer:
        context.add_init_script(TOUR_SEEN)
    return context.new_page()


def _forgets(page: Page, server: Server) -> bool:
    """Whether a window that a visitor leaves has forgotten them: what they kept, where they were, what they allowed.

    Of the dashboard nothing is left on it: it stands at an answer of the server that runs no script.
    """
    context = page.context
    if len(context.pages) > 1:
        return False
    try:
        page.goto(f"{server.url}/_stcore/health")
        page.evaluate("sessionStorage.clear()")
        page.emulate_media(media="null")
        context.clear_cookies()
        context.clear_permissions()
        devtools = context.new_cdp_session(page)
        devtools.send("Storage.clearDataForOrigin", {"origin": server.url, "storageTypes": "all"})
        devtools.send("Page.resetNavigationHistory")
        devtools.detach()
    except Error:  # the server of this test is gone, and with it the place to forget
        return False
    return True
