"""Pictures of every page, to be looked at: `python -m tests.browser.screens OUT` (docs/how/tests.md).

Each page at three widths, as officer and published, in every state of `states.py`, with one file loaded only, presented
and printed. `--page`, `--state`, `--view` and `--width` take a part; `--readme` makes those of the README instead.
"""

import argparse
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from cxdata.cli.main import main as command_line
from cxdata.ingest.load.build import load_files
from tests.browser import chromium, harness
from tests.browser.sheets import printed
from tests.browser.states import CHOSEN, PAGES, SCREENS, VIEWS, address, query_of
from tests.sample_store import ROOT, sample_store

ONE_FILE = "one_file"
PRINTED = "printed"
PRESENTED = "presented"
LONGEST = 5200  # pixels of a page that a picture shows
README = ROOT / "docs" / "pictures"
# Picture -> page, width and link.
OF_README: dict[str, tuple[str, str, dict[str, str]]] = {
    "overview": ("overview", "1366", {}),
    "satisfaction": ("satisfaction", "1366", {}),
    "hotspots": ("hotspots", "1366", {}),
    "ward": ("ward", "1366", {"ward": "Harepath"}),
    "present": ("satisfaction", "1024", {"present": "1"}),
    "phone": ("satisfaction", "390", {}),
}


def main(arguments: list[str]) -> int:
    """Make the pictures that are asked for, and say where."""
    asked = _parse(arguments)
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as scratch:
        browser = playwright.chromium.launch(executable_path=chromium.ensure(), args=list(harness.FLAGS))
        with harness.serving(sample_store(), Path(scratch) / "log.txt") as server:
            if asked.readme:
                _for_the_readme(browser, server)
                return 0
            for state in [state for state in asked.state if state != ONE_FILE]:
                _of_a_state(browser, server, asked, state)
        if ONE_FILE in asked.state:
            data = Path(scratch) / ONE_FILE
            load_files([ROOT / "sample_data" / "members_enquiries.csv"], data=data)
            if command_line(["--data", str(data), "publish"]):
                return 1
            with harness.serving(data, Path(scratch) / "log.txt") as server:
                _of_a_state(browser, server, asked, ONE_FILE)
        browser.close()
    return 0


def _parse(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.browser.screens", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("out", type=Path, nargs="?", default=Path("screens"), help="the folder for the pictures")
    states = [*CHOSEN, ONE_FILE, PRESENTED, PRINTED]
    for name, choices in (("page", PAGES), ("state", states), ("view", [*VIEWS]), ("width", [*SCREENS])):
        parser.add_argument(f"--{name}", choices=choices, action="append", help=f"one {name}; may be given again")
    parser.add_argument("--readme", action="store_true", help="the pictures of the README, into docs/pictures")
    asked = parser.parse_args(arguments)
    asked.page, asked.state = asked.page or PAGES, asked.state or states
    asked.view, asked.width = asked.view or [*VIEWS], asked.width or [*SCREENS]
    return asked


def _of_a_state(browser: Browser, server: harness.Server, asked: argparse.Namespace, state: str) -> None:
    for page in asked.page:
        for view in asked.view:
            query = query_of(state if state in CHOSEN else "nothing", view)
            if state == PRINTED:
                _save_sheets(browser, server, page, query, asked.out / state / f"{page}-{view}")
                continue
            more = {"present": "1"} if state == PRESENTED else {}
            for width in asked.width:
                picture = asked.out / state / f"{page}-{view}-{width}.png"
                _save(browser, server, page, width, {**query, **more}, picture, whole=state != PRESENTED)


def _for_the_readme(browser: Browser, server: harness.Server) -> None:
    for name, (page, width, query) in OF_README.items():
        _save(browser, server, page, width, query, README / f"{name}.png", whole=False)


def _save(
    browser: Browser,
    server: harness.Server,
    page: str,
    width: str,
    query: dict[str, str | list[str]] | dict[str, str],
    picture: Path,
    *,
    whole: bool,
) -> None:
    """A page as a picture, `whole` or its first screen."""
    screen = SCREENS[width]
    with _opened(browser, server, page, width, query) as visit:
        if whole:
            height = visit.page.evaluate("document.querySelector('[data-testid=stMain]').scrollHeight")
            visit.page.set_viewport_size(
                {"width": screen["width"], "height": min(max(height, screen["height"]), LONGEST)}
            )
            _wait(visit)
        picture.parent.mkdir(parents=True, exist_ok=True)
        visit.page.screenshot(path=picture)
    _say(picture)


def _save_sheets(
    browser: Browser, server: harness.Server, page: str, query: dict[str, str | list[str]], folder: Path
) -> None:
    """A page as the printer gets it, one picture a sheet, in grey."""
    with _opened(browser, server, page, "1366", query) as visit:
        sheets = printed(visit)
        folder.mkdir(parents=True, exist_ok=True)
        for number in range(len(sheets.document)):
            sheets.picture(number, grey=True).save(folder / f"sheet-{number + 1}.png")
    _say(folder)


@contextmanager
def _opened(
    browser: Browser, server: harness.Server, page: str, width: str, query: dict[str, str | list[str]] | dict[str, str]
) -> Iterator[harness.Visit]:
    with harness.visiting(browser, server, viewport=SCREENS[width]) as visit:
        visit.go(address(page), **query)
        _wait(visit)
        yield visit


def _wait(visit: harness.Visit) -> None:
    """Until all is drawn; a screen learns its width from the browser, and on a phone is drawn once more."""
    visit.charts(0)
    visit.page.wait_for_timeout(400)
    visit.charts(0)


def _say(path: Path) -> None:
    sys.stdout.write(f"{path}\n")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
