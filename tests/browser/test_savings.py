"""The 465,000 pounds of the minutes in a real browser, from a small file of published volumes."""

import re
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import expect

from cxdata.cli.main import main
from tests.analysis.savings.conftest import PROMISE, SOCITM, VOLUMES
from tests.browser import harness
from tests.browser.conftest import OpenPage


@pytest.fixture
def volumes(tmp_path: Path, visits: ExitStack) -> Iterator[harness.Server]:
    """A server over 209,000 calls and 28,000 visits, Socitm's costs and the promise, each a file of a few lines."""
    data, file = tmp_path / "data", tmp_path / "volumes.csv"
    file.write_text(VOLUMES, encoding="utf-8")
    assert main(["--data", str(data), "load", str(file), "--suggested"]) == 0
    (data / "unit_costs.csv").write_text(SOCITM, encoding="utf-8")
    (data / "recommendations.csv").write_text(PROMISE, encoding="utf-8")
    with harness.serving(data, tmp_path / "log.txt") as running:
        yield running
        visits.close()


def test_465_000_pounds_is_173_508_calls_83_in_100_of_all(open_page: OpenPage, volumes: harness.Server) -> None:
    visit = open_page("savings", server=volumes)
    visit.charts(1)
    page = visit.page
    expect(page.locator("h2")).to_have_text("£465,000 at these costs is 173,508 calls, 83% of all calls.")
    tiles = {tile.locator("span").first.inner_text(): tile for tile in page.locator("ul.tiles li").all()}
    for label, figure in {"Pounds each": "£2.68", "It would take": "173,508", "Share of all calls": "83%"}.items():
        expect(tiles[label].locator(".value")).to_have_text(figure)
    said = page.locator("[role='figure'][aria-label]").first.get_attribute("aria-label") or ""
    assert "Every contact with staff online: £797,000, 237,000 contacts" in said
    page.get_by_role("spinbutton", name="What if so many pounds were promised?").fill("268000")
    page.keyboard.press("Enter")
    expect(page.locator("h2")).to_have_text("£268,000 at these costs is 100,000 calls, 48% of all calls.")
    expect(page).to_have_url(re.compile(r"promised=268000"))
