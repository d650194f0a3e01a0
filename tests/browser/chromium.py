"""Find a Chromium for the browser tests, or bring one here.

`python -m tests.browser.chromium` prints the path of one that runs, installing it first if it must; without one it
prints nothing. The order: CX_CHROMIUM, the PATH, the usual places, Playwright's own download, Debian's package.
"""

import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import start
from cxdata.documents.programs import BROWSER_PLACES, BROWSERS, CHROMIUM


def runs(path: str) -> bool:
    """Whether a browser is there and starts: a name may be a mere note that asks to install it otherwise."""
    if start.WINDOWS:  # there `--version` opens a window
        return Path(path).is_file()
    return start.quietly([path, "--version"], limit=60)[0]


def playwrights_own() -> str:
    """Where Playwright keeps the Chromium it downloads, downloaded or not."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        return playwright.chromium.executable_path


def find_chromium(
    *,
    named: str = "",
    which: Callable[[str], str | None] = shutil.which,
    own: Callable[[], str] = playwrights_own,
    works: Callable[[str], bool] = runs,
) -> str:
    """The first Chromium that works: the one `named`, on the PATH, in a usual place, Playwright's own; else empty."""
    found = [named, *(which(name) for name in BROWSERS), *BROWSER_PLACES]
    return next((path for path in found if path and works(path)), "") or next(filter(works, [own()]), "")


def ways(distribution: str) -> list[Callable[[], object]]:
    """What to try in turn where there is none; the package of Ubuntu is only a pointer to another store, so not that.

    distribution: `debian` or `ubuntu` where we may install its packages, otherwise empty.
    """
    playwright = [start.PYTHON, "-m", "playwright"]
    steps: list[Callable[[], object]] = [
        lambda: start.quietly([*playwright, "install", "--no-shell", "chromium"], "Downloading Chromium", 600)
    ]
    if distribution == "debian":
        steps.append(lambda: start.apt_install("chromium", "fonts-liberation"))
    if distribution == "ubuntu":
        note = "Installing what Chromium needs"
        steps.append(lambda: start.quietly([*playwright, "install-deps", "chromium"], note, 600))
    return steps


def ensure() -> str:
    """A Chromium that works, installed now if need be; empty where that cannot be done."""
    named = os.environ.get(CHROMIUM, "")
    found = find_chromium(named=named)
    for step in ways(start.distribution()):
        if found:
            break
        step()
        found = find_chromium(named=named)
    return found


if __name__ == "__main__":
    sys.stdout.write(ensure())
