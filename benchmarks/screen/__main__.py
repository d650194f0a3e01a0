"""Time the screen: `python -m benchmarks.screen --before FOLDER --dash PYTHON` (docs/performance.md).

FOLDER is a work tree of an older commit, PYTHON that of an environment with Dash; without one its column is left out.
Every app is timed in turn in each round, in one browser; a figure is the middle one of all rounds.
"""

import argparse
import socket
import statistics
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

import start
from benchmarks.screen.apps import App, plain_dash, plain_streamlit, streamlit_app
from benchmarks.screen.figures import MONTHS
from tests.browser import chromium, harness
from tests.sample_store import ROOT, sample_store

# The figures on the screen. A list that closes, or the word of a choice, changes before anything has been worked out.
_LOOK = """() => [...document.querySelectorAll(
    'h1, h2, .js-plotly-plot text, .tiles li, .tiles img, [data-testid=stMetricValue]')]
    .map(e => e.textContent + (e.src || '')).join('\\n')"""
_DRAWN = "[...document.querySelectorAll('.js-plotly-plot')].every(chart => chart.querySelector('.main-svg'))"
ROUNDS = 3
CLICKS = 3


class Times(defaultdict[str, list[float]]):
    """The times of an app by what was timed; each is said as it comes, for a run takes minutes."""

    def __init__(self, name: str) -> None:
        super().__init__(list)
        self.name = name

    def add(self, what: str, seconds: float) -> None:
        """Note a time, in the unit that its name ends with."""
        time_taken = seconds if what.endswith(" s") else 1000 * seconds
        self[what].append(time_taken)
        print(f"{self.name}: {what} {time_taken:,.1f}", file=sys.stderr, flush=True)


def main(arguments: list[str]) -> int:
    """Time all, and print a table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.screen")
    parser.add_argument("--before", type=Path, help="a work tree of the commit to compare with")
    parser.add_argument("--dash", help="the Python of an environment that has Dash, DuckDB and pandas")
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    asked = parser.parse_args(arguments)
    apps = _apps(asked.before, asked.dash)
    times = {app.name: Times(app.name) for app in apps}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium.ensure(), args=list(harness.FLAGS))
        for number in range(asked.rounds):
            for app in apps:
                print(f"round {number + 1}: {app.name}", file=sys.stderr, flush=True)
                _time(browser, app, times[app.name], MONTHS[number * CLICKS % len(MONTHS) :] + MONTHS)
        browser.close()
    _print(times)
    return 0


def _apps(before: Path | None, dash: str | None) -> list[App]:
    data = sample_store()
    apps = [streamlit_app("after", ROOT, data, AFTER)]
    if before:
        subprocess.run(
            [sys.executable, "-c", "from tests.sample_store import sample_store; sample_store()"], cwd=before
        )
        old = max((before / ".cache" / "tests").glob("sample-*"), key=lambda path: path.stat().st_mtime)
        apps.insert(0, streamlit_app("before", before, old, ("Channels", "Satisfaction")))
    apps.append(plain_streamlit(data))
    return [*apps, plain_dash(dash, data)] if dash else apps


# The first page of a section is one click away: the section's own name.
AFTER = ("Getting through", "Who is served well")


def _time(browser: Browser, app: App, times: Times, months: list[str]) -> None:
    """One round of an app: a cold start, pages, and periods that nobody has looked at yet."""
    began = time.perf_counter()
    with _running(app) as (process, url), _page(browser) as page:
        page.goto(f"{url}/{app.first}")
        page.wait_for_selector(".js-plotly-plot .main-svg", timeout=120_000)
        _settle(page, app)
        times.add("cold start, s", time.perf_counter() - began)
        for link in (*app.links, *app.links):
            there = page.get_by_role("link", name=link, exact=True)
            times.add("page to page, ms", _change(page, app, there.click))
        for at, name in ((app.links[1], "Satisfaction"), (app.links[0], "Channels")):
            _change(page, app, page.get_by_role("link", name=at, exact=True).click, must=False)
            for month in months[:CLICKS]:
                used = _processor(process.pid)
                times.add(f"{name}: a click, ms", _change(page, app, lambda m=month: app.choose(page, m)))
                times.add(f"{name}: its processor time, ms", _processor(process.pid) - used)
            months = months[CLICKS:]
    if app.name in ("before", "after"):
        with _running(app) as (process, url), _page(browser) as page:
            used = _processor(process.pid)
            page.goto(url)
            page.wait_for_selector("h1", timeout=120_000)
            _settle(page, app)
            times.add("Overview cold, its processor time, ms", _processor(process.pid) - used)


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
    try:
        yield context.new_page()
    finally:
        context.close()


def _change(page: Page, app: App, act: Callable[[], object], *, must: bool = True) -> float:
    """Seconds from before the act to a screen that looks otherwise and is done."""
    before = page.evaluate(_LOOK)
    began = time.perf_counter()
    act()
    if must:
        page.wait_for_function(f"before => ({_LOOK})() !== before", arg=before, polling="raf", timeout=120_000)
    _settle(page, app)
    return time.perf_counter() - began


def _settle(page: Page, app: App) -> None:
    page.wait_for_function(f"() => {app.done} && {_DRAWN}", polling="raf", timeout=120_000)


def _processor(pid: int) -> float:
    """Seconds of processor time that a process has used, user and system."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / 100


def _print(times: dict[str, Times]) -> None:
    rows = list(dict.fromkeys(name for of_app in times.values() for name in of_app))
    print("| | " + " | ".join(times) + " |")
    print("|---" * (len(times) + 1) + "|")
    for row in rows:
        cells = [statistics.median(of_app[row]) if of_app.get(row) else None for of_app in times.values()]
        said = ["" if cell is None else f"{cell:.1f}" if row.endswith(" s") else f"{cell:,.0f}" for cell in cells]
        print(f"| {row} | " + " | ".join(said) + " |")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
