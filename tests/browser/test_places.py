"""Boundaries in their own words, a lookup, comments that somebody looks at: through the page, and not in its log."""

from pathlib import Path

from playwright.sync_api import expect

from cxdata.store import open_store
from tests.browser.conftest import OpenPage
from tests.browser.harness import Server
from tests.browser.test_load import choose, load
from tests.conftest import ROOT

CASE = ROOT / "tests" / "cases" / "13-state-plane-feet-own-code-column.geojson"
PLANTED = ("Quillfeather", "900123", "ZQ4", "oakhollow")


def test_boundaries_in_their_own_words_are_asked_about_and_read(open_page: OpenPage, empty_server: Server) -> None:
    visit = open_page("data", server=empty_server)
    choose(visit, CASE)
    expect(visit.page.get_by_text("These boundaries are in their own words.")).to_be_visible()
    projection = visit.page.get_by_role("combobox").last
    projection.fill("EPSG:2249")
    projection.press("Enter")
    visit.settle()
    visit.page.get_by_role("button", name="Read the boundaries this way").click()
    expect(visit.page.get_by_text("Boundaries of 3 areas")).to_be_visible(timeout=30_000)
    load(visit)
    expect(visit.page.get_by_text("3 rows read = 3 loaded").first).to_be_visible(timeout=30_000)
    assert [area.code for area in open_store(empty_server.data).areas] == ["01", "02", "03"]


def test_a_lookup_is_known_and_nothing_personal_is_on_the_page_or_in_the_log(
    open_page: OpenPage, empty_server: Server, tmp_path: Path
) -> None:
    lookup = tmp_path / "lookup.csv"
    lookup.write_text("pcds,wd24cd\nZQ4 7LB,E05000001\nZQ4 7LC,E05000002\n", encoding="utf-8")
    survey = tmp_path / "survey.csv"
    said = ("Very satisfied", "Satisfied", "Dissatisfied")
    rows = [f"{n + 1},{n % 28 + 1:02d}/03/2025,{said[n % 3]},I told Zelda Quillfeather number {n}" for n in range(30)]
    survey.write_text("Response ID,Date completed,Satisfaction,Comments\n" + "\n".join(rows) + "\n", encoding="utf-8")
    refused = tmp_path / "list.csv"
    refused.write_text("Zelda Quillfeather,07700 900123\nm.oakhollow@example.org,x\ny,z\n", encoding="utf-8")
    visit = open_page("data", server=empty_server)
    choose(visit, lookup, survey, refused)
    expect(visit.page.get_by_text("A postcode lookup of 2 postcodes in 2 wards.")).to_be_visible(timeout=30_000)
    expect(visit.page.get_by_text("does not look like anything this dashboard knows")).to_be_visible()
    visit.settle()
    load(visit)
    expect(visit.page.get_by_text("2 rows read = 2 loaded").first).to_be_visible(timeout=30_000)
    visit.settle()
    visit.page.locator(".st-key-section-comments summary").click()
    visit.page.get_by_text("Nobody has looked at a sample yet").click()
    expect(visit.page.get_by_text("I told [name] number").first).to_be_visible()
    visit.page.get_by_label("Your initials").fill("AB")
    visit.page.get_by_role("button", name="Passed: they may be shown").click()
    expect(visit.page.get_by_text("Passed by AB on")).to_be_visible(timeout=30_000)
    seen = visit.page.content() + empty_server.log.read_text(encoding="utf-8")
    assert [part for part in PLANTED if part in seen] == []
