"""A form that fails in a real browser, from a small file of contacts: people phone after it."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.analysis.came_back.small import failing_form, store_of
from tests.browser import harness
from tests.browser.conftest import OpenPage


@pytest.fixture
def failing(tmp_path: Path, visits: ExitStack) -> Iterator[harness.Server]:
    """A server over 600 forms, after 60 of which the customer phoned."""
    store_of(tmp_path, failing_form())
    with harness.serving(tmp_path / "data", tmp_path / "log.txt") as running:
        yield running
        visits.close()


def test_the_form_that_fails_and_the_services(open_page: OpenPage, failing: harness.Server) -> None:
    visit = open_page("came_back", server=failing, period="All dates")
    visit.charts(1)
    page = visit.page
    expect(page.locator("h2").first).to_have_text(
        "Missed bin forms: 18 in 100 phone within 3 days, 6 in 100 after other forms."
    )
    said = page.locator("[role='figure'][aria-label]").first.get_attribute("aria-label") or ""
    assert "Worse than the rest: Missed bin" in said
    page.get_by_role("radio", name="Service").or_(page.get_by_role("button", name="Service", exact=True)).first.click()
    expect(page.locator("h2").first).to_have_text(
        "10 in 100 come back within 14 days, too few to compare one with the rest."
    )
    page.get_by_text("Which ways did they come back?").click()
    expect(page.get_by_text("Of 60 who came back most went web then phone")).to_be_visible()
