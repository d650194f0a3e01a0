"""The apps that are timed: how each is started, and how a reader turns its pages and chooses a period."""

import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from playwright.sync_api import Page

PEERS = Path(__file__).resolve().parent / "peers"
STREAMLIT_DONE = """document.querySelector('[data-testid="stApp"]')?.dataset.testScriptState === 'notRunning'
    && !document.querySelector('[data-testid="stSkeleton"], [data-stale="true"]')"""
DASH_DONE = "!document.querySelector('[data-dash-is-loading=true]') && document.title !== 'Updating...'"
TITLES = ("Satisfaction", "Channels")
"""The two pages that every app has; the first is opened first."""


@dataclass(frozen=True)
class App:
    """An app: the folder it is run from, its command with PORT in it, its data, and what its pages look like.

    `links` are the words that lead to each of the two pages (None where only an address does), `addresses` where they
    live, `others` the addresses of its other pages. `done` is true in the browser once nothing is left to be drawn,
    `heading` is on every page and `chart` on those that have one.
    """

    name: str
    folder: Path
    command: tuple[str, ...]
    data: Path
    links: tuple[str, str] | None = TITLES
    addresses: tuple[str, str] = ("satisfaction", "channels")
    others: tuple[str, ...] = ()
    done: str = STREAMLIT_DONE
    heading: str = "h1"
    chart: str = ".js-plotly-plot .main-svg"
    settings: Mapping[str, str] = field(default_factory=dict)

    def start(self, port: int) -> subprocess.Popen[bytes]:
        """Run it on this port."""
        command = [word.replace("PORT", str(port)) for word in self.command]
        environment = {**os.environ, "CX_DATA": str(self.data), **self.settings}
        return subprocess.Popen(
            command, cwd=self.folder, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )

    def choose(self, page: Page, period: str) -> None:
        """Choose a period; the click on it is the last thing done."""
        if self.done is DASH_DONE:
            page.locator("#period").click()
            page.get_by_role("option", name=period, exact=True).or_(page.get_by_text(period, exact=True)).last.click()
            return
        if self.links is None:
            page.locator("[data-test=filter-bar] .ant-select").first.click()
            page.keyboard.type(period)
            page.locator(f".ant-select-item-option[title='{period}']").click()
            page.get_by_role("button", name="Apply filters").click()
            return
        box = page.get_by_role("combobox", name="Period")
        box.click()
        box.fill(period)
        page.get_by_role("option", name=period, exact=True).click()

    def with_settings(self, settings: Mapping[str, str]) -> "App":
        """The same with other settings in its environment."""
        return replace(self, settings=settings)


def ours(name: str, folder: Path, data: Path, links: tuple[str, str], others: tuple[str, ...]) -> App:
    """Our own app, of this or an older commit."""
    return replace(_streamlit(name, folder, data, "dashboard.py"), links=links, others=others)


def streamlit_peer(data: Path, counted_by: str) -> App:
    """The same first screens in plain Streamlit, whose first page lives at the root."""
    name = f"Streamlit, {WORDS[counted_by]}"
    app = _streamlit(name, PEERS, data, "in_streamlit.py", "--", str(data), counted_by)
    return replace(app, addresses=("", "channels"))


def dash_peer(python: str, data: Path, counted_by: str) -> App:
    """The same first screens in Dash, run by the Python of an environment that has it."""
    command = (python, "in_dash.py", str(data), "PORT", counted_by)
    return App(f"Dash, {WORDS[counted_by]}", PEERS, command, data, done=DASH_DONE)


WORDS = {"duckdb": "DuckDB", "pandas": "pandas"}


def _streamlit(name: str, folder: Path, data: Path, script: str, *more: str) -> App:
    """An app that Streamlit runs in this environment."""
    command = (sys.executable, "-m", "streamlit", "run", script, "--server.port", "PORT", "--server.headless", "true")
    command = (*command, "--server.address", "127.0.0.1", "--server.fileWatcherType", "none", *more)
    return App(name, folder, command, data)
