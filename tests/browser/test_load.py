"""Files loaded through the page: known and unknown layouts, bad rows, refused files, and what the receipt says."""

from pathlib import Path

from playwright.sync_api import expect

from tests.browser.conftest import OpenPage
from tests.browser.harness import Server, Visit
from tests.conftest import ROOT

SURVEY = (
    "Response ID,Date completed,Q1 Overall (1-5),Q2 Easy (1-5),Q3 Outcome (1-5),Q4 Felt (1-5),Channel,Service,"
    "Customer group,Ward,Provider,Age group,Disability,Invited by,Comments\n"
)


def choose(visit: Visit, *paths: Path) -> None:
    """Give files to the uploader."""
    visit.page.set_input_files("input[type=file]", [str(path) for path in paths])


def load(visit: Visit) -> None:
    """Press the button that loads."""
    visit.page.get_by_test_id("stBaseButton-primary").click()


def test_a_known_file_with_bad_rows_is_loaded_into_an_empty_store(
    open_page: OpenPage, empty_server: Server, tmp_path: Path
) -> None:
    first_rows = (ROOT / "sample_data" / "survey_answers.csv").read_text("utf-8-sig").splitlines()[:21]
    columns = first_rows[0].split(",")
    bad = first_rows[1].split(",")
    bad[0], bad[columns.index("Q1 Overall (1-5)")] = "R999999", "6"
    file = tmp_path / "survey.csv"
    file.write_text("\n".join([*first_rows, ",".join(bad)]) + "\n", encoding="utf-8")
    visit = open_page("data", server=empty_server)
    expect(visit.page.get_by_text("Nothing is loaded yet")).to_be_visible()
    choose(visit, file)
    expect(visit.page.get_by_text("Known layout:")).to_be_visible()
    load(visit)
    receipt = "21 rows read = 20 loaded + 1 set aside + 0 duplicates."
    expect(visit.page.get_by_text(receipt).first).to_be_visible(timeout=30_000)
    expect(visit.page.get_by_role("cell", name="R999999")).to_have_count(0)
    visit.page.locator(".st-key-section-set-aside summary").click()
    expect(visit.page.get_by_role("cell", name="'6' is not a rating this profile knows")).to_be_visible(timeout=30_000)
    with visit.page.expect_download() as download:
        visit.page.get_by_role("button", name="Download the rows set aside").click()
    assert "'6' is not a rating" in Path(download.value.path()).read_text("utf-8-sig")
    assert not list(empty_server.data.rglob("survey*")), "the uploaded file itself must not stay"
    visit.turn_to("Satisfaction")
    expect(visit.page.get_by_text("Of 20 answers to the question").first).to_be_visible(timeout=30_000)
    visit.turn_to("Data")
    choose(visit, file)
    expect(visit.page.get_by_text("Known layout:")).to_be_visible()
    load(visit)
    expect(visit.page.get_by_text("nothing changed").first).to_be_visible(timeout=30_000)


def test_an_unknown_layout_is_mapped_asked_about_its_dates_and_remembered(
    open_page: OpenPage, empty_server: Server, tmp_path: Path
) -> None:
    file = tmp_path / "odd_export.csv"
    rows = ["1,03/04/2025,Telephone,Bins,Abbey,Ann Example", "2,05/06/2025,Web form,Bins,Abbey,Bob Example"]
    file.write_text("Case ID,Date Logged,Channel,Topic,Ward,Customer Name\n" + "\n".join(rows) + "\n")
    visit = open_page("data", server=empty_server)
    choose(visit, file)
    expect(visit.page.get_by_text("No layout known here fits this file")).to_be_visible()
    expect(visit.page.get_by_text("Is 03/04/2025 day first or month first?")).to_be_visible()
    expect(visit.page.get_by_role("button", name="Load this file")).to_be_disabled()
    visit.page.get_by_text("day first", exact=True).click()
    expect(visit.page.get_by_role("cell", name="3 April 2025")).to_be_visible()
    load(visit)
    receipt = "2 rows read = 2 loaded + 0 set aside + 0 duplicates."
    expect(visit.page.get_by_text(receipt).first).to_be_visible(timeout=30_000)
    profile = (empty_server.data / "profiles" / "odd-export.toml").read_text("utf-8")
    assert 'dates = "dmy"' in profile
    store = next((empty_server.data / "store").glob("*.duckdb")).read_bytes()
    assert b"Ann Example" not in store
    second = tmp_path / "next_month.csv"
    second.write_text(file.read_text().replace("\n1,", "\n3,").replace("\n2,", "\n4,"))
    visit.settle()
    choose(visit, second)
    expect(visit.page.get_by_text("Known layout:")).to_contain_text("odd-export", timeout=30_000)


def test_a_refused_file_says_why_and_the_others_still_load(
    open_page: OpenPage, fresh_server: Server, tmp_path: Path
) -> None:
    page = tmp_path / "export.csv"
    page.write_text("<html><body>Please sign in</body></html>")
    boundaries = tmp_path / "wards.geojson"
    boundaries.write_bytes((ROOT / "sample_data" / "wards_2024.geojson").read_bytes())
    visit = open_page("data", server=fresh_server)
    choose(visit, page, boundaries)
    expect(visit.page.get_by_text("is a web page without a table")).to_be_visible()
    expect(visit.page.get_by_text("Boundaries of 24 areas")).to_be_visible()
    load(visit)
    expect(visit.page.get_by_text("This very file is loaded already; nothing changed.")).to_be_visible(timeout=30_000)
