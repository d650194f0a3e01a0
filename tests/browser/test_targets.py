"""The worked example of the minutes, through the page: a target typed in, and how many renewals are missing."""

from contextlib import ExitStack
from pathlib import Path

from playwright.sync_api import expect

from cxdata.lists import history, read_list
from cxdata.lists.targets import TARGETS
from tests.analysis.targets.renewals import SERVICE, load_renewals
from tests.browser.conftest import OpenPage
from tests.browser.harness import Server, Visit

EDIT = "Add, change or load targets"


def opened(visit: Visit, title: str) -> None:
    visit.page.locator("summary", has_text=title).first.click()
    visit.settle()


def test_25000_renewals_against_80_to_85_per_cent(
    open_page: OpenPage, empty_server: Server, visits: ExitStack, tmp_path: Path
) -> None:
    load_renewals(tmp_path, empty_server.data)
    visit = open_page("targets", server=empty_server)
    expect(visit.page.get_by_role("heading", name="No target is set yet: add one below")).to_be_visible()
    opened(visit, EDIT)
    visit.pick("Measure", "Dealt with online")
    page = visit.page
    for label, value in (
        ("Since", "01/04/2025"),
        ("At least (may be blank)", "80%"),
        ("At most (may be blank)", "85%"),
        ("Services (may be blank)", SERVICE),
        ("Who you are", "Head of customer service"),
        ("Why", "Customer service strategy"),
    ):
        page.get_by_label(label).last.fill(value)
    page.get_by_role("button", name="Add the target").click()
    found = f"The target for “Dealt with online” ({SERVICE}) is missed"
    expect(page.get_by_role("heading", name=found)).to_be_visible()
    visit.charts()
    drawn = page.locator(".js-plotly-plot").first
    expect(drawn).to_contain_text("✗ 70.0%")
    expect(page.get_by_text("2,500 more of 25,000 contacts reach 80%, 3,750 reach 85%.")).to_be_visible()
    expect(
        page.get_by_text("Another 16.0% came by automated phone, which is not online: 86.0% with it.")
    ).to_be_visible()
    [entry] = read_list(empty_server.data, TARGETS).entries
    assert (entry["since"], entry["low"], entry["services"]) == ("2025-04-01", "80%", SERVICE)
    [version] = history(empty_server.data, TARGETS, entry.id)
    assert (version.what, version.entry.by, version.entry.why) == (
        "added",
        "Head of customer service",
        "Customer service strategy",
    )
