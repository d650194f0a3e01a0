"""A newcomer's path, from a machine with nothing on it to a figure of one's own, without the command line."""

import json
import shutil
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import expect

from cxdata.data_folder import INVENTED, sample_folder
from cxdata.store import open_store
from tests.browser import harness
from tests.browser.conftest import OpenPage
from tests.browser.harness import Server, Visit

NAME = "Ambleford Town Council"
WARDS = ("Millbeck", "Overdale", "Quayside", "Hillfoot")
CUSTOMER, SERVICE = "Kind of customer", "The council service it is about"
# Thirteen cases, five about bins and eight about parking. "Topic" is the service, and is taken for the reason.
HEADS = "Our no.,Date in,By way of,Topic,Ward"
ROWS = [
    f"Q{number},{number:02}/05/2026,{'Telephone' if number % 3 else 'Web form'},"
    f"{'Bins' if number <= 5 else 'Parking'},{WARDS[number % 4]}"
    for number in range(1, 13)
] + ["Q13,21/05/2026,Telephone,Parking,Millbeck"]


@pytest.fixture
def new_machine(sample_data: Path, tmp_path: Path, visits: ExitStack) -> Iterator[Server]:
    """The dashboard as start.py opens it on a new machine: nothing but the sample, in its own folder."""
    shutil.copytree(sample_data, sample_folder(tmp_path / "data"))
    with harness.serving(tmp_path / "data", tmp_path / "log.txt") as running:
        yield running
        visits.close()


@pytest.fixture
def wards(tmp_path: Path) -> Path:
    """Four square wards in a row."""
    features = [
        {
            "type": "Feature",
            "properties": {"WD24CD": f"E0509900{n}", "WD24NM": name, "LAD24CD": "E07990001", "LAD24NM": "Ambleford"},
            "geometry": {
                "type": "Polygon",
                "coordinates": [
                    [
                        [-1.5 + n / 50, 53.0],
                        [-1.48 + n / 50, 53.0],
                        [-1.48 + n / 50, 53.02],
                        [-1.5 + n / 50, 53.02],
                        [-1.5 + n / 50, 53.0],
                    ]
                ],
            },
        }
        for n, name in enumerate(WARDS)
    ]
    path = tmp_path / "our_wards.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}), encoding="utf-8")
    return path


@pytest.fixture
def export(tmp_path: Path) -> Path:
    """Thirteen cases under headings that no layout knows."""
    path = tmp_path / "our_cases.csv"
    path.write_text("\n".join([HEADS, *ROWS]) + "\n", encoding="utf-8")
    return path


def begin(visit: Visit, wards: Path) -> None:
    """From the sample to a council of one's own, with its wards."""
    expect(visit.page.get_by_text(INVENTED).first).to_be_visible(timeout=30_000)
    visit.page.get_by_role("link", name="Start your own").click()
    visit.page.get_by_label("1. Name of your council").fill(NAME)
    visit.page.get_by_label("1. Name of your council").press("Enter")
    visit.settle()
    visit.page.locator(".st-key-start_wards input[type=file]").set_input_files(str(wards))
    expect(visit.page.locator(".st-key-start_wards")).to_contain_text(wards.name)
    visit.settle()
    visit.page.get_by_role("button", name="Begin this council").click()
    expect(visit.page.get_by_text(f"{NAME} is begun.")).to_be_visible(timeout=30_000)
    expect(visit.page.get_by_text(INVENTED)).to_have_count(0)


def map_export(visit: Visit, export: Path) -> None:
    """Correct what is suggested for an unknown layout: first by a slip, then as it is."""
    visit.page.set_input_files("input[type=file]", str(export))
    expect(visit.page.get_by_text("No layout known here fits this file")).to_be_visible(timeout=30_000)
    visit.settle()
    visit.pick("Topic (", CUSTOMER)
    landed = visit.page.get_by_test_id("stTable").filter(has_text="When it was received")
    expect(landed.get_by_role("columnheader", name=CUSTOMER)).to_be_visible(timeout=30_000)
    expect(landed.get_by_role("columnheader", name=SERVICE)).to_have_count(0, timeout=30_000)
    visit.pick("Topic (", SERVICE)
    expect(landed.get_by_role("columnheader", name=SERVICE)).to_be_visible(timeout=30_000)
    expect(landed.get_by_role("columnheader", name=CUSTOMER)).to_have_count(0, timeout=30_000)
    expect(visit.page.get_by_text("13 contacts, 1 May 2026 to 21 May 2026")).to_be_visible(timeout=30_000)


def test_from_an_empty_machine_to_a_figure_of_ones_own_and_back(
    open_page: OpenPage, new_machine: Server, wards: Path, export: Path
) -> None:
    visit = open_page("definitions", server=new_machine)
    begin(visit, wards)
    map_export(visit, export)
    visit.page.get_by_role("button", name="Load this file").click()
    receipt = "13 rows read = 13 loaded + 0 set aside + 0 duplicates."
    expect(visit.page.get_by_text(receipt).first).to_be_visible(timeout=30_000)
    counted = "select service::varchar, count(*)::int, count(*) filter (where ward = 'Millbeck')::int from contacts"
    by_service = f"{counted} group by all order by 1"
    assert open_store(new_machine.data).tuples(by_service) == [("Bins", 5, 1), ("Parking", 8, 3)]
    visit.turn_to("Overview")
    visit.pick("Period", "All dates")
    expect(visit.page.locator(".tiles li", has_text="Contacts").first).to_contain_text("13")
    visit.open_choices()
    expect(visit.page.get_by_text(f"{NAME}: ").first).to_be_visible()
    expect(visit.page.get_by_text(INVENTED)).to_have_count(0)
    expect(visit.page.get_by_text("Quarnmere")).to_have_count(0)
    remove(visit, export)
    assert open_store(new_machine.data).tuples(by_service) == []
    visit.open_choices()
    visit.pick("Council", "The sample (invented)")
    expect(visit.page.get_by_text(INVENTED).first).to_be_visible(timeout=30_000)
    expect(visit.page.get_by_role("button", name="Remove")).to_have_count(0)


def remove(visit: Visit, export: Path) -> None:
    """Take a file out again."""
    visit.turn_to("Data")
    visit.page.locator(".st-key-section-files summary").click()
    visit.pick("Which file", export.name)
    row = visit.page.locator("[class*='st-key-file-']").filter(has_text=export.name)
    row.get_by_role("button", name="Remove").click()
    row.get_by_role("button", name="Yes, remove it").click()
    expect(visit.page.get_by_text(f"{export.name} is removed.")).to_be_visible(timeout=30_000)
    expect(visit.page.get_by_text("1 file, 0 rows, 4 areas with boundaries").first).to_be_visible(timeout=30_000)
