"""The apps that are timed: how each is started, and how a reader turns its pages and chooses a period."""

import os
import subprocess
import sys
from dataclasses import dataclass, replace
from pathlib import Path

from playwright.sync_api import Page

HERE = Path(__file__).resolve().parent
STREAMLIT_DONE = """document.querySelector('[data-testid="stApp"]')?.dataset.testScriptState === 'notRunning'
    && !document.querySelector('[data-testid="stSkeleton"], [data-stale="true"]')"""
DASH_DONE = "!document.querySelector('[data-dash-is-loading=true]') && document.title !== 'Updating...'"


@dataclass(frozen=True)
class App:
    """An app: the folder it is run from, its command with PORT in it, its data, and what its pages look like.

    `links` leads to the second page and back to the first, whose address is `first`; `done` is true in the browser once
    nothing is left to be drawn.
    """

    name: str
    folder: Path
    command: tuple[str, ...]
    data: Path
    links: tuple[str, str]
    done: str = STREAMLIT_DONE
    first: str = "satisfaction"

    def start(self, port: int) -> subprocess.Popen[bytes]:
        """Run it on this port."""
        command = [word.replace("PORT", str(port)) for word in self.command]
        environment = {**os.environ, "CX_DATA": str(self.data)}
        return subprocess.Popen(
            command, cwd=self.folder, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )

    def choose(self, page: Page, period: str) -> None:
        """Choose a period; the click on it is the last thing done."""
        if self.done is DASH_DONE:
            page.locator("#period").click()
            page.get_by_role("option", name=period, exact=True).or_(page.get_by_text(period, exact=True)).last.click()
            return
        box = page.get_by_role("combobox", name="Period")
        box.click()
        box.fill(period)
        page.get_by_role("option", name=period, exact=True).click()


def streamlit_app(
    name: str, folder: Path, data: Path, links: tuple[str, str], script: str = "app.py", *more: str
) -> App:
    """An app that Streamlit runs in this environment."""
    command = (sys.executable, "-m", "streamlit", "run", script, "--server.port", "PORT", "--server.headless", "true")
    command = (*command, "--server.address", "127.0.0.1", "--server.fileWatcherType", "none", *more)
    return App(name, folder, command, data, links)


def plain_streamlit(data: Path) -> App:
    """The plain Streamlit app, whose first page lives at the root."""
    links = ("Channels", "Satisfaction")
    app = streamlit_app("plain Streamlit", HERE, data, links, "plain_streamlit.py", "--", str(data))
    return replace(app, first="")


def plain_dash(python: str, data: Path) -> App:
    """The plain Dash app, run by the Python of an environment that has Dash."""
    command = (python, "plain_dash.py", str(data), "PORT")
    return App("plain Dash", HERE, command, data, ("Channels", "Satisfaction"), DASH_DONE)
