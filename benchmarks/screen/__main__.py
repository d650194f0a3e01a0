"""Time the screen: `python -m benchmarks.screen --data DIR --before FOLDER --dash PYTHON` (docs/performance.md).

DIR is a data folder with a store (else the sample's), FOLDER a work tree of an older commit, PYTHON that
of an environment with Dash; without one its columns are left out. Every app is timed in turn in each round, in one
browser; a figure is the middle one of all rounds. The peers draw the exhibits of our two first screens.
"""

import argparse
import socket
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, WebSocket, sync_playwright

import start
from benchmarks.screen.apps import TITLES, App, dash_peer, ours, streamlit_peer
from benchmarks.screen.peers.figures import MONTHS
from benchmarks.screen.report import markdown, table_of, write_picture
from benchmarks.screen.server import memory_of, processor_of
from benchmarks.screen.superset import superset_peer
from cxdata.ui.frame import PAGES
from tests.browser import chromium, harness
from tests.sample_store import ROOT, sample_store

# The figures on the screen. A list that closes, or the word of a choice, changes before anything has been worked out.
_LOOK = """() => [...document.querySelectorAll(
    'h1, h2, .js-plotly-plot text, .tiles li, .tiles img, [data-testid=stMetricValue], .header-line')]
    .map(e => e.textContent + (e.src || '')).join('\\n')"""
_DRAWN = "[...document.querySelectorAll('.js-plotly-plot')].every(chart => chart.querySelector('.main-svg'))"
CLICK = "{}: a click, ms"
SAID = "{}: of a click, until the server has said its last, ms"
VISIT = "Channels: a first visit, server warm, ms"
DRAWN = (*(CLICK.format(title) for title in TITLES), VISIT)
PATIENCE = 180_000  # milliseconds
ROUNDS = 3
CLICKS = 3


class Times(defaultdict[str, list[float]]):
    """The times of an app by what was timed; each is said as it comes, for a run takes minutes."""

    def __init__(self, name: str) -> None:
        super().__init__(list)
        self.name = name

    def add(self, what: str, measured: float) -> None:
        """Note seconds or megabytes, in the unit that the name ends with."""
        figure = 1000 * measured if what.endswith(" ms") else measured
        self[what].append(figure)
        print(f"{self.name}: {what} {figure:,.1f}", file=sys.stderr, flush=True)


class Heard:
    """When the server last said something on a page: an answer, or a message over its socket."""

    def __init__(self, page: Page) -> None:
        self.at = 0.0
        page.on("requestfinished", self._note)
        page.on("websocket", self._listen)

    def _listen(self, socket: WebSocket) -> None:
        socket.on("framereceived", self._note)

    def _note(self, _: object) -> None:
        self.at = time.perf_counter()


def main(arguments: list[str]) -> int:
    """Time all, and print a table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.screen")
    parser.add_argument("--data", type=Path, help="a data folder with a store (default: the sample's)")
    parser.add_argument("--before", type=Path, help="a work tree of the commit to compare with")
    parser.add_argument("--dash", help="the Python of an environment that has Dash, DuckDB and pandas")
    parser.add_argument("--superset", type=Path, help="the folder of an environment with Superset (superset.py)")
    parser.add_argument("--picture", type=Path, help="also draw the table into this file, .svg or .png")
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    asked = parser.parse_args(arguments)
    data = asked.data or sample_store()
    apps = _apps(data, asked.before, asked.dash)
    if asked.superset:
        apps.append(superset_peer(asked.superset, data))
    times = {app.name: Times(app.name) for app in apps}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium.ensure(), args=list(harness.FLAGS))
        for number in range(asked.rounds):
            for app in apps:
                print(f"round {number + 1}: {app.name}", file=sys.stderr, flush=True)
                _time(browser, app, times[app.name], MONTHS[number * CLICKS % len(MONTHS) :] + MONTHS)
        browser.close()
    table = table_of(times)
    print(markdown(table))
    if asked.picture:
        write_picture(table, DRAWN, asked.picture)
    return 0


def _apps(data: Path, before: Path | None, dash: str | None) -> list[App]:
    others = [page.stem for page in PAGES[1:] if page.title not in TITLES]
    apps = [ours("ours", ROOT, data, AFTER, others=("", *others))]
    if before:
        subprocess.run(
            [sys.executable, "-c", "from tests.sample_store import sample_store; sample_store()"], cwd=before
        )
        old = max((before / ".cache" / "tests").glob("sample-*"), key=lambda path: path.stat().st_mtime)
        apps.insert(0, ours("before", before, old, TITLES, others=("",)))
    apps.append(streamlit_peer(data, "pandas"))
    return [*apps, dash_peer(dash, data, "pandas"), dash_peer(dash, data, "duckdb")] if dash else apps


# The first page of a section is one click away: the section's own name.
AFTER = ("Who is served well", "Getting through")


def _time(browser: Browser, app: App, times: Times, months: list[str]) -> None:
    """One round of an app: a cold start, first visits, pages, and periods that nobody has looked at yet."""
    began = time.perf_counter()
    with _running(app) as (process, url), _page(browser) as page:
        heard = Heard(page)
        _open(page, app, f"{url}/{app.addresses[0]}")
        times.add("cold start, s", time.perf_counter() - began)
        times.add(VISIT, _first_visit(browser, app, f"{url}/{app.addresses[1]}"))
        for link in 2 * tuple(reversed(app.links or ())):
            there = page.get_by_role("link", name=link, exact=True)
            times.add("page to page, ms", _change(page, app, there.click))
        for number, name in enumerate(TITLES):
            _go(page, app, url, number)
            for month in months[:CLICKS]:
                used, clicked = processor_of(process.pid), time.perf_counter()
                times.add(CLICK.format(name), _change(page, app, lambda m=month: app.choose(page, m)))
                times.add(SAID.format(name), heard.at - clicked)
                times.add(f"{name}: its processor time, ms", processor_of(process.pid) - used)
            months = months[CLICKS:]
        for other in app.others:
            times.add("other pages: a first visit, server warm, ms", _first_visit(browser, app, f"{url}/{other}"))
        times.add("memory of the server after all pages, MB", memory_of(process.pid))
    if app.others:
        with _running(app) as (process, url), _page(browser) as page:
            used = processor_of(process.pid)
            page.goto(url)
            page.wait_for_selector("h1")
            _settle(page, app)
            times.add("Overview cold, its processor time, ms", processor_of(process.pid) - used)


def _go(page: Page, app: App, url: str, number: int) -> None:
    """To one of the two pages, where the page may already be."""
    if app.links is None:
        _open(page, app, f"{url}/{app.addresses[number]}")
    else:
        link = page.get_by_role("link", name=app.links[number], exact=True)
        _change(page, app, link.click, must=False)


def _open(page: Page, app: App, address: str) -> None:
    """Open a page that has a chart, until it is painted."""
    page.goto(address)
    page.wait_for_selector(app.chart)
    _settle(page, app)


def _first_visit(browser: Browser, app: App, address: str) -> float:
    """Seconds to a page in a new browser window that nobody has opened since the server began."""
    with _page(browser) as page:
        began = time.perf_counter()
        page.goto(address)
        page.wait_for_selector(app.heading)
        _settle(page, app)
        return time.perf_counter() - began


@contextmanager
def _running(app: App) -> Iterator[tuple[subprocess.Popen[bytes], str]]:
    port = start.free_port(0)
    process = app.start(port)
    try:
        if not _answers(process, port):
            raise RuntimeError(f"{app.name} did not start: {' '.join(app.command)}")
        yield process, f"http://127.0.0.1:{port}"
    finally:
        start.stop(process)


def _answers(process: subprocess.Popen[bytes], port: int) -> bool:
    until = time.monotonic() + 120
    while process.poll() is None and time.monotonic() < until:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return True
        except OSError:
            time.sleep(0.02)
    return False


@contextmanager
def _page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport=harness.LAPTOP, locale="en-GB")
    context.add_init_script(harness.TOUR_SEEN)
    try:
        context.set_default_timeout(PATIENCE)
        yield context.new_page()
    finally:
        context.close()


def _change(page: Page, app: App, act: Callable[[], object], *, must: bool = True) -> float:
    """Seconds from before the act to a screen that looks otherwise and is done."""
    before = page.evaluate(_LOOK)
    began = time.perf_counter()
    act()
    if must:
        page.wait_for_function(f"before => ({_LOOK})() !== before", arg=before, polling="raf")
    _settle(page, app)
    return time.perf_counter() - began


def _settle(page: Page, app: App) -> None:
    page.wait_for_function(f"() => {app.done} && {_DRAWN}", polling="raf")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
