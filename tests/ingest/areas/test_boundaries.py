"""Areas, neighbours and points, on shapes a person can draw and on real wards."""

import json
from itertools import combinations
from pathlib import Path

import duckdb
import numpy as np
import pytest
import shapely

from cxdata.errors import CxError
from cxdata.ingest.areas.boundaries import AreaShape, Locator, neighbours, read_areas
from cxdata.ingest.read.readers import read_raw


def _square(x: float, y: float, size: float = 1.0) -> dict:
    corners = [[x, y], [x + size, y], [x + size, y + size], [x, y + size], [x, y]]
    return {"type": "Polygon", "coordinates": [corners]}


def _file(folder: Path, *features: tuple[dict, dict | None]) -> Path:
    path = folder / "areas.geojson"
    listed = [{"type": "Feature", "properties": names, "geometry": shape} for names, shape in features]
    path.write_text(json.dumps({"type": "FeatureCollection", "features": listed}), "utf-8")
    return path


def _shape(code: str, x: float, y: float, size: float = 1.0) -> AreaShape:
    return AreaShape(code, code, "area", None, None, shapely.box(x, y, x + size, y + size))


@pytest.mark.parametrize(
    ("properties", "code", "name", "kind", "vintage", "parent"),
    [
        (
            {"WD13CD": "E1", "WD13CDO": "00", "WD13NM": "St Clement's", "WD13NMW": None},
            "E1",
            "St Clement's",
            "ward",
            2013,
            None,
        ),
        ({"wd24cd": "E1", "wd24nm": "Wye", "lad24cd": "E07"}, "E1", "Wye", "ward", 2024, "E07"),
        (
            {"LSOA11CD": "E01", "LSOA11NM": "Ox 1A", "MSOA11CD": "E02", "LAD11CD": "E07"},
            "E01",
            "Ox 1A",
            "lsoa",
            2011,
            "E07",
        ),
        ({"MSOA21CD": "E02", "MSOA21NM": "Ox 1"}, "E02", "Ox 1", "msoa", 2021, None),
        ({"LAD22CD": "E07", "LAD22NM": "Oxford"}, "E07", "Oxford", "lad", 2022, None),
        ({"ward24_code": "E1", "ward24_name": "Wye", "ltla24_code": "E07"}, "E1", "Wye", "ward", 2024, "E07"),
        ({"Code": "A", "Name": "North"}, "A", "North", "area", None, None),
        ({"OBJECTID": 7, "WARD": 1}, "1", "Ward 1", "ward", None, None),
        ({"WARD": 3.0}, "3", "Ward 3", "ward", None, None),
        ({"ward": "Abbey"}, "Abbey", "Abbey", "ward", None, None),
    ],
)
def test_names_of_any_vintage(tmp_path, properties, code, name, kind, vintage, parent):
    (area,) = read_areas(_file(tmp_path, (properties, _square(0, 0))))
    assert (area.code, area.name, area.kind, area.vintage, area.parent_code) == (code, name, kind, vintage, parent)


def test_parts_under_one_code_are_joined_and_a_bow_tie_is_mended(tmp_path):
    bow_tie = {"type": "Polygon", "coordinates": [[[0, 0], [1, 1], [1, 0], [0, 1], [0, 0]]]}
    path = _file(tmp_path, ({"code": "A"}, _square(0, 0)), ({"code": "B"}, bow_tie), ({"code": "A"}, _square(5, 5)))
    first, second = read_areas(path)
    assert (first.code, first.geometry.area) == ("A", 2.0)
    assert (second.geometry.is_valid, second.geometry.area) == (True, 0.5)


@pytest.mark.parametrize(
    ("properties", "shape", "words"),
    [
        ({"OBJECTID": 1}, _square(0, 0), "area 1 has no code that is known"),
        ({"code": "A"}, None, "area 1 has no shape"),
        ({"code": "A"}, {"type": "Point", "coordinates": [0, 0]}, "area 1 is not an area but a point"),
        ({"code": "A"}, {"type": "Polygon", "coordinates": "x"}, "the shape of area 1 is malformed"),
        ({"code": "A"}, _square(451000, 206000), "may be in British National Grid"),
    ],
)
def test_what_cannot_be_an_area_is_refused(tmp_path, properties, shape, words):
    with pytest.raises(CxError, match=words):
        read_areas(_file(tmp_path, (properties, shape)))


@pytest.mark.parametrize("content", ["", "{", "[]", '{"type": "FeatureCollection", "features": []}', "\xff"])
def test_what_is_not_geojson_of_areas_is_refused(tmp_path, content):
    path = tmp_path / "areas.geojson"
    path.write_bytes(content.encode("latin-1"))
    with pytest.raises(CxError, match=r"^areas\.geojson "):
        read_areas(path)


def test_two_names_for_one_code_are_refused(tmp_path):
    path = _file(tmp_path, ({"code": "A", "name": "x"}, _square(0, 0)), ({"code": "A", "name": "y"}, _square(2, 2)))
    with pytest.raises(CxError, match="the code A is given to both x and y"):
        read_areas(path)


def test_neighbours_touch_at_sides_corners_and_across_a_sliver():
    """a b      b and d meet at a corner only; e is a sliver of 5 metres off a; f is an island.
    e c d"""
    shapes = [
        _shape("a", 0, 1),
        _shape("b", 1, 1),
        _shape("c", 1, 0),
        _shape("d", 2, 0),
        _shape("e", -1.00005, 1),
        _shape("f", 9, 9),
    ]
    assert neighbours(shapes) == {
        "a": ("b", "c", "e"),
        "b": ("a", "c", "d"),
        "c": ("a", "b", "d"),
        "d": ("b", "c"),
        "e": ("a",),
        "f": (),
    }


def test_a_point_is_in_one_area_or_none():
    locator = Locator([_shape("a", 0, 0), _shape("b", 1, 0)])
    lons = [0.5, 1.5, 1.0, 2.5, np.nan, 0.5, np.inf]
    lats = [0.5, 0.5, 0.5, 0.5, 0.5, np.nan, 0.5]
    assert locator.locate(lons, lats).tolist() == ["a", "b", "a", None, None, None, None]
    assert locator.locate([], []).tolist() == []
    with pytest.raises(ValueError, match="as many longitudes"):
        locator.locate([1.0], [])


@pytest.mark.parametrize(
    ("council", "year", "wards"),
    [
        ("E07000178", 2013, 24),
        ("E07000178", 2022, 24),
        ("E09000016", 2013, 18),
        ("E09000016", 2022, 20),
        ("E06000031", 2013, 24),
        ("E06000031", 2022, 22),
    ],
)
def test_real_wards_and_their_neighbours(shared_real, council, year, wards):
    """Neighbours recounted pair by pair from the shapes themselves, as touching or overlapping."""
    areas = read_areas(shared_real / f"uk_wards/wards_{year}_{council}.geojson")
    assert (len(areas), {area.vintage for area in areas}, {area.kind for area in areas}) == (wards, {year}, {"ward"})
    assert {area.parent_code for area in areas} == ({None} if year == 2013 else {council})
    assert all(area.geometry.is_valid for area in areas)
    touching = {
        frozenset((one.code, other.code))
        for one, other in combinations(areas, 2)
        if one.geometry.intersects(other.geometry)
    }
    found = {frozenset((code, other)) for code, others in neighbours(areas).items() for other in others}
    assert found == touching


def test_boston_wards_are_mended_and_find_the_requests(shared_real):
    """Requests recorded in a ward lie in its polygon: spelling "Ward 3" and "03" put aside, City Hall's default too."""
    areas = read_areas(shared_real / "boston311_2015/wards.geojson")
    assert (len(areas), areas[0].code, areas[0].name) == (22, "1", "Ward 1")
    assert all(area.geometry.is_valid for area in areas)
    con = duckdb.connect()
    read_raw(con, shared_real / "boston311_2015/boston311_2015_all_types.csv.gz")
    rows = con.execute(
        """select "LONGITUDE"::double, "LATITUDE"::double, regexp_extract(ward, '(\\d+)$', 1)::int::varchar
        from raw where trim(ward) <> '' and abs("LATITUDE"::double - 42.3594) > 0.0001"""
    ).fetchall()
    lons, lats, wards = zip(*rows, strict=True)
    found = Locator(areas).locate(lons, lats)
    agree = sum(place == ward for place, ward in zip(found, wards, strict=True)) / len(rows)
    assert len(rows) == 103_508
    assert (
        agree > 0.98
    )  # 0.9895 as measured: the recorded ward and the polygon are two sources, and need not agree to the last
    some = range(0, len(rows), 997)
    by_hand = [
        next((area.code for area in areas if area.geometry.intersects(shapely.Point(lons[row], lats[row]))), None)
        for row in some
    ]
    assert [found[row] for row in some] == by_hand


def test_a_projection_that_the_file_names_is_turned_into_degrees(tmp_path):
    """Caister water tower, the worked example of Ordnance Survey's guide to coordinate systems in Great Britain: grid
    651409.792, 313177.448 is 52 deg 39' 28.8282" north, 1 deg 42' 57.8663" east. Five metres are 0.00008 degrees."""
    path = tmp_path / "wards.geojson"
    east, north = 651_409.792, 313_177.448
    ring = [[east - 5, north - 5], [east + 5, north - 5], [east + 5, north + 5], [east - 5, north + 5]]
    feature = {
        "type": "Feature",
        "properties": {"code": "E1"},
        "geometry": {"type": "Polygon", "coordinates": [[*ring, ring[0]]]},
    }
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::27700"}}
    path.write_text(json.dumps({"type": "FeatureCollection", "crs": crs, "features": [feature]}), "utf-8")
    middle = read_areas(path)[0].geometry.centroid
    assert (middle.x, middle.y) == (
        pytest.approx(1 + 42 / 60 + 57.8663 / 3600, abs=8e-5),
        pytest.approx(52 + 39 / 60 + 28.8282 / 3600, abs=8e-5),
    )


def test_an_unknown_code_column_and_coordinates_that_are_no_degrees_are_named_together():
    case = Path(__file__).parents[2] / "cases" / "13-state-plane-feet-own-code-column.geojson"
    with pytest.raises(CxError) as refusal:
        read_areas(case)
    assert "each area has a value of its own in DISTRICT" in str(refusal.value)
    assert "it is not in degrees of longitude and latitude" in str(refusal.value)
