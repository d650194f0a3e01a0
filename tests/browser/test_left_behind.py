"""A group gone silent, in a real browser: out of a small file of counts to the sentence, the drawing and the list."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import expect

from cxdata.cli.main import main
from tests.analysis.left_behind.conftest import council_of, steady
from tests.browser import harness
from tests.browser.conftest import OpenPage


def silent(service: str, channel: str, kind: str, ward: str, moved: bool) -> float:
    """Landlords: 2,880 contacts about permits before they moved online, 720 after; the rest as before."""
    hit = moved and service == "Permits" and kind == "Landlord"
    return steady(service, channel, kind, ward, moved) / (4 if hit else 1)


@pytest.fixture
def landlords(tmp_path: Path, visits: ExitStack) -> Iterator[harness.Server]:
    """A server over one file of two years by month."""
    data, file = tmp_path / "data", tmp_path / "contacts.csv"
    file.write_text(council_of(silent), encoding="utf-8")
    assert main(["--data", str(data), "load", str(file), "--suggested"]) == 0
    with harness.serving(data, tmp_path / "log.txt") as running:
        yield running
        visits.close()


def test_landlords_have_gone_silent_about_permits(open_page: OpenPage, landlords: harness.Server) -> None:
    visit = open_page("left_behind", server=landlords)
    visit.charts(1)
    page = visit.page
    expect(page.locator("h2")).to_have_text(
        "Landlord customers have gone silent about Permits: 75% fewer contacts than were to be expected."
    )
    tiles = {tile.locator("span").first.inner_text(): tile for tile in page.locator("ul.tiles li").all()}
    expect(tiles["Gone silent"].locator(".value")).to_have_text("1")
    said = page.locator("[role='figure'][aria-label]").first.get_attribute("aria-label") or ""
    assert "Landlord 75% fewer" in said
    assert "Beside online:" in page.inner_text("body")
    page.get_by_text("Where should help go first?").click()
    expect(page.get_by_role("cell", name="720 contacts about Permits in 12 months").first).to_be_visible()
