"""Fixtures for the browser tests: a Chromium, a server over the sample council, pages that fail on any fault."""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Playwright, ViewportSize, sync_playwright

import start
from tests.browser import chromium, harness

HERE = Path(__file__).parent
OpenPage = Callable[..., harness.Visit]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Run the tests of this folder last: Playwright's event loop would be in the way of others."""
    items.sort(key=lambda item: item.path.is_relative_to(HERE))


@pytest.fixture(scope="session")
def chromium_path() -> str:
    """A Chromium that runs; without one the test fails in CI, and skips elsewhere."""
    found = chromium.find_chromium(named=os.environ.get("CX_CHROMIUM", ""))
    if not found and start.IN_CI:
        pytest.fail(start.NO_BROWSER, pytrace=False)
    if not found:
        pytest.skip(start.NO_BROWSER)
    return found


@pytest.fixture(scope="session")
def playwright(chromium_path: str) -> Iterator[Playwright]:
    """Playwright, for as long as the tests in this folder run."""
    with sync_playwright() as running:
        yield running


@pytest.fixture(scope="session")
def browser(playwright: Playwright, chromium_path: str) -> Iterator[Browser]:
    """One Chromium for all tests; every visit has a context of its own in it."""
    running = playwright.chromium.launch(executable_path=chromium_path, headless=True, args=list(harness.FLAGS))
    yield running
    running.close()


@pytest.fixture(scope="session")
def browser_without_webgl(playwright: Playwright, chromium_path: str) -> Iterator[Browser]:
    """A Chromium as on locked-down laptops and remote desktops: no WebGL."""
    flags = [*harness.FLAGS, "--disable-3d-apis"]
    running = playwright.chromium.launch(executable_path=chromium_path, headless=True, args=flags)
    yield running
    running.close()


@pytest.fixture(scope="session")
def server(sample_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[harness.Server]:
    """One server over the sample council for all tests that only look."""
    with harness.serving(sample_data, tmp_path_factory.mktemp("server") / "log.txt") as running:
        yield running


@pytest.fixture(scope="session")
def edition_server(edition_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[harness.Server]:
    """One server over an edition of the sample council, whose store cannot be read, for tests of the published view."""
    with harness.serving(edition_data, tmp_path_factory.mktemp("edition-server") / "log.txt") as running:
        yield running


@pytest.fixture
def visits() -> Iterator[ExitStack]:
    """The visits of one test; they end before a server of its own does, whose end they would report as a fault."""
    with ExitStack() as stack:
        yield stack


@pytest.fixture
def fresh_server(
    sample_data: Path, tmp_path_factory: pytest.TempPathFactory, visits: ExitStack
) -> Iterator[harness.Server]:
    """A server that nobody has visited, over a copy of the sample council that the test may change."""
    folder = tmp_path_factory.mktemp("fresh")
    copy = shutil.copytree(sample_data, folder / "data")
    with harness.serving(copy, folder / "log.txt") as running:
        yield running
        visits.close()


@pytest.fixture(scope="session")
def server_to_fill(tmp_path_factory: pytest.TempPathFactory) -> Iterator[harness.Server]:
    """One server for all tests that begin with nothing loaded: to start one takes longer than to load a small file."""
    folder = tmp_path_factory.mktemp("empty")
    (folder / "data").mkdir()
    with harness.serving(folder / "data", folder / "log.txt") as running:
        yield running


@pytest.fixture
def empty_server(server_to_fill: harness.Server, visits: ExitStack) -> Iterator[harness.Server]:
    """That server with nothing loaded: what the test before has loaded is gone with its folder."""
    yield server_to_fill
    visits.close()
    shutil.rmtree(server_to_fill.data)
    server_to_fill.data.mkdir()


@pytest.fixture
def visit_as(visits: ExitStack) -> OpenPage:
    """Open a page as a fresh visitor; the test fails at its end on any fault of any of its visits.

    visit_as(path, *, browser, server, viewport, **query) -> Visit
    """

    def visit(
        path: str = "",
        *,
        browser: Browser,
        server: harness.Server,
        viewport: ViewportSize,
        **query: str | list[str],
    ) -> harness.Visit:
        one = visits.enter_context(harness.visiting(browser, server, viewport=viewport))
        one.go(path, **query)
        return one

    return visit


@pytest.fixture
def open_page(visit_as: OpenPage, browser: Browser, request: pytest.FixtureRequest) -> OpenPage:
    """open_page(path="", *, server=None, **query) -> Visit at laptop width; `server` defaults to the shared one."""
    return _opener(visit_as, browser, request, harness.LAPTOP)


@pytest.fixture
def open_phone_page(visit_as: OpenPage, browser: Browser, request: pytest.FixtureRequest) -> OpenPage:
    """As open_page, on a screen 390 pixels wide."""
    return _opener(visit_as, browser, request, harness.PHONE)


@pytest.fixture
def open_page_without_webgl(
    visit_as: OpenPage, browser_without_webgl: Browser, request: pytest.FixtureRequest
) -> OpenPage:
    """As open_page, in a browser without WebGL."""
    return _opener(visit_as, browser_without_webgl, request, harness.LAPTOP)


def _opener(visit_as: OpenPage, browser: Browser, request: pytest.FixtureRequest, viewport: ViewportSize) -> OpenPage:
    def open_at(path: str = "", *, server: harness.Server | None = None, **query: str | list[str]) -> harness.Visit:
        chosen = server or request.getfixturevalue("server")
        return visit_as(path, browser=browser, server=chosen, viewport=viewport, **query)

    return open_at
