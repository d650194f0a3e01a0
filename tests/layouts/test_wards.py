"""Wards of two vintages and their residents: codes, names, neighbours, and the ward of which nothing is known."""

import json

import duckdb
import pytest
from shapely.geometry import Point, shape

from cxdata.ingest.areas.boundaries import Locator, neighbours, read_areas
from cxdata.ingest.read.readers import read_raw
from cxdata.store import open_store
from tests.cli.terminal import figures, rows
from tests.layouts.conftest import HERE, Load

WARDS = ("ward_context.csv", "wards_2013.geojson", "wards_2022.geojson")


@pytest.mark.parametrize(("year", "wards", "parent"), [(2013, 6, None), (2022, 5, "E07999901")])
def test_wards_of_a_vintage_and_their_neighbours(year: int, wards: int, parent: str | None) -> None:
    areas = read_areas(HERE / f"wards_{year}.geojson")
    assert (len(areas), {area.vintage for area in areas}, {area.kind for area in areas}) == (wards, {year}, {"ward"})
    assert {area.parent_code for area in areas} == {parent}
    near = {area.name: {a.name for a in areas if a.code in neighbours(areas)[area.code]} for area in areas}
    # Three squares above three (in 2022 the upper two on the right are one): all touch but those two columns apart.
    assert near["Castle"] == (
        {"Abbey and Sands", "St Clement's", "Dene"}
        if year == 2013
        else {"Abbey & Sands", "St Clement’s", "Dene and Elm"}
    )
    assert near["Bridge"] == ({"St Clement's", "Dene", "Elm"} if year == 2013 else {"St Clement’s", "Dene and Elm"})


def test_the_newer_vintage_is_current(loaded: Load) -> None:
    store = open_store(loaded(*WARDS))
    assert dict(store.tuples("select vintage, count(*) from areas group by 1")) == {2013: 6, 2022: 5}
    assert dict(store.tuples("select vintage, count(*) from areas where current group by 1")) == {2022: 5}


def test_a_ward_without_a_row_is_no_data_and_not_nought(loaded: Load) -> None:
    shown = rows(loaded(*WARDS), "residents", "--by", "ward")
    assert [(row["ward"], row["value"], row["base_note"]) for row in shown if row["value"] is None] == [
        ("Bridge", None, "no data")
    ]
    assert figures(loaded(*WARDS), "residents", "--by", "ward") == {
        "Abbey & Sands": 5_000,
        "St Clement’s": 6_200,
        "Bridge": None,
        "Castle": 4_100,
        "Dene and Elm": 8_300,
    }
    store = open_store(loaded(*WARDS))
    # Castle's bands add up to one more than its total, as they were rounded apart.
    assert store.tuples("select sum(residents)::bigint from population where characteristic = 'age'") == [(23_601,)]
    assert store.tuples("select digital_exclusion from area_facts where ward_code = 'E05999011'")[0][0] == (
        pytest.approx(100 - 95.1)
    )
    said = [message for (message,) in store.tuples("select message from checks where code = 'wards_without_data'")]
    assert "1 of 5 wards of E07999901 on the map have no residents at all: Bridge (E05999013)." in said[0] + said[1]


def test_a_ring_that_touches_itself_is_mended_and_points_find_their_ward() -> None:
    raw = [shape(f["geometry"]) for f in json.loads((HERE / "boston_wards.geojson").read_text())["features"]]
    assert [one.is_valid for one in raw] == [True, True, False]
    areas = read_areas(HERE / "boston_wards.geojson")
    assert [(area.code, area.name) for area in areas] == [("1", "Ward 1"), ("2", "Ward 2"), ("3", "Ward 3")]
    assert all(area.geometry.is_valid for area in areas)
    con = duckdb.connect()
    read_raw(con, HERE / "boston.csv")
    found = con.execute(
        """select "LONGITUDE"::double, "LATITUDE"::double, regexp_extract(ward, '(\\d+)$', 1)::int::varchar from raw
        where ward <> '' and "LATITUDE" <> '42.3594'"""
    ).fetchall()
    lons, lats, recorded = zip(*found, strict=True)
    assert len(found) == 90 - 8 - 6
    assert Locator(areas).locate(lons, lats).tolist() == list(recorded)
    by_hand = [
        next(a.code for a in areas if a.geometry.intersects(Point(x, y))) for x, y in zip(lons, lats, strict=True)
    ]
    assert by_hand == list(recorded)
