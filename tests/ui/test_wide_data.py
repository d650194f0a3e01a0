"""Data wider than the sample: many wards without a boundary, tables that end years apart, no word on who asked."""

from pathlib import Path

import pytest

from cxdata.ingest.load.build import load_files
from tests.ui.conftest import SAMPLE, OpenPage, tiles_on, words_on

AREAS = 40
SAMPLE_WARD = "St Wendra's"


@pytest.fixture(scope="module")
def many_areas(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The enquiries of the sample council spread over 40 areas, of area n about n times as many as of area 1."""
    folder = tmp_path_factory.mktemp("many")
    lines = (SAMPLE / "members_enquiries.csv").read_text(encoding="cp1252").splitlines()
    place = lines[0].split(";").index("Ward")
    areas = [number for number in range(1, AREAS + 1) for _ in range(number)]
    rows = [lines[0]]
    for turn, line in enumerate(lines[1:]):
        cells = line.split(";")
        if len(cells) == len(lines[0].split(";")):
            cells[place] = f"Area {areas[turn % len(areas)]:02}"
            rows.append(";".join(cells))
    file = folder / "members_enquiries.csv"
    file.write_text("\n".join(rows) + "\n", encoding="cp1252")
    assert not load_files([file], data=folder / "data").refused
    return folder / "data"


@pytest.fixture(scope="module")
def years_apart(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Calls of 2014 beside enquiries as the sample council's, in a file of one's own."""
    folder = tmp_path_factory.mktemp("apart")
    rows = ["Date;CallsOffered;CallsHandled;CallsAbandoned;AverageSpeedofAnswer;ServiceLevel;BI_ID"]
    rows += [f"2014-06-{day:02};400;380;20;45;0.8;1" for day in range(1, 31)]
    (folder / "calls.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    (folder / "enquiries.csv").write_bytes((SAMPLE / "members_enquiries.csv").read_bytes() + b"\n")
    receipt = load_files([folder / "calls.csv", folder / "enquiries.csv"], data=folder / "data")
    assert not receipt.refused
    return folder / "data"


def test_of_many_wards_the_highest_and_the_lowest_are_drawn_and_all_are_in_the_table(
    open_page: OpenPage, many_areas: Path
) -> None:
    app = open_page("hotspots", data=many_areas, period="All dates")
    assert "33 more are in the table." in words_on(app)
    assert {"Highest: Area 40", "Lowest: Area 01"} <= set(tiles_on(app))
    app.session_state["take-wards"] = True
    table = app.run().table[0].value
    assert (len(table), table["Ward"].iloc[0], table["Ward"].iloc[-1]) == (AREAS, "Area 40", "Area 01")


def test_a_ward_without_a_boundary_has_its_page(open_page: OpenPage, many_areas: Path) -> None:
    app = open_page("ward", data=many_areas, ward="Area 07", period="All dates")
    assert not app.exception
    assert "Area 07" in app.header[0].value


def test_a_table_that_ends_before_the_period_is_named_with_its_days(open_page: OpenPage, years_apart: Path) -> None:
    words = words_on(open_page("channels", data=years_apart))
    assert "Not loaded for this period: calls and visits (1 June 2014 to 30 June 2014)." in words
    assert "Not loaded for this period" not in words_on(open_page("channels", data=years_apart, period="All dates"))
