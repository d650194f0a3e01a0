"""Eastings and northings become wards, recounted by hand; what gives none is counted and said."""

import random
from collections import Counter
from pathlib import Path

import pyproj
import pytest

from cxdata.store import open_store
from tests.ingest.areas.town import (
    CODES,
    SIDE,
    SOUTH,
    WEST,
    degrees,
    load,
    said,
    save_layout,
    ward_at,
    write_contacts,
    write_wards,
)


def codes(data: Path) -> list[str]:
    return [code for (code,) in open_store(data).tuples("select ward_code::varchar from contacts order by row_number")]


def random_points(seed: int, count: int = 400) -> list[tuple[float, float]]:
    """Points in and around the town, none so near to an edge that five metres would matter."""
    random_ = random.Random(seed)
    points = []
    while len(points) < count:
        east, north = (WEST - SIDE + random_.random() * 5 * SIDE, SOUTH - SIDE + random_.random() * 5 * SIDE)
        if (
            min((east - WEST) % SIDE, SIDE - (east - WEST) % SIDE)
            > 10
            < min((north - SOUTH) % SIDE, SIDE - (north - SOUTH) % SIDE)
        ):
            points.append((round(east, 1), round(north, 1)))
    return points


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_random_points_of_the_national_grid_against_the_squares_they_lie_in(tmp_path: Path, seed: int) -> None:
    data, points = tmp_path / "data", random_points(seed)
    save_layout(data, "easting", "northing")
    _, contacts = load(data, write_wards(tmp_path), write_contacts(tmp_path, ["easting", "northing"], points))
    expected = [ward_at(*point) or "Not recorded" for point in points]
    assert codes(data) == expected
    outside = expected.count("Not recorded")
    assert 0 < outside < len(points)
    assert said(contacts, "points_outside")[0].startswith(
        f"Of 400 rows with a point {outside} lie outside the areas whose boundaries are loaded"
    )


@pytest.mark.parametrize(("grid", "number"), [("Irish Transverse Mercator", 2157), ("EPSG:3857", 3857)])
def test_a_grid_that_the_layout_names(tmp_path: Path, grid: str, number: int) -> None:
    to_grid = pyproj.Transformer.from_crs("EPSG:4326", f"EPSG:{number}", always_xy=True)
    data, points = tmp_path / "data", random_points(7, 100)
    save_layout(data, "easting", "northing", grid=grid)
    moved = [tuple(round(value, 2) for value in to_grid.transform(*degrees(*point))) for point in points]
    load(data, write_wards(tmp_path), write_contacts(tmp_path, ["easting", "northing"], moved))
    assert codes(data) == [ward_at(*point) or "Not recorded" for point in points]


def test_nought_exchanged_and_outside_are_counted_and_give_no_ward(tmp_path: Path) -> None:
    data = tmp_path / "data"
    save_layout(data, "easting", "northing")
    inside = [(WEST + 100 + 31 * number, SOUTH + 500) for number in range(20)]
    exchanged = [(north, east) for east, north in inside[:4]]
    rows = [*inside, *exchanged, ("0", "0"), ("0", "0"), ("500000", "100000"), ("", ""), ("x", "5")]
    _, contacts = load(data, write_wards(tmp_path), write_contacts(tmp_path, ["easting", "northing"], rows))
    assert Counter(codes(data)) == {CODES[0]: 20, "Not recorded": 9}
    assert said(contacts, "points_outside") == [
        "Of 27 rows with a point 2 stand on 0, 0, 5 lie outside the areas whose boundaries are loaded, 4 of these "
        "would lie inside with easting and northing exchanged: no ward is taken from them."
    ]


def test_a_whole_file_of_exchanged_columns_is_told_what_to_do(tmp_path: Path) -> None:
    data = tmp_path / "data"
    save_layout(data, "easting", "northing")
    rows = [(SOUTH + 500, WEST + 100 + 31 * number) for number in range(20)]
    _, contacts = load(data, write_wards(tmp_path), write_contacts(tmp_path, ["easting", "northing"], rows))
    (sentence,) = said(contacts, "points_outside")
    assert sentence.endswith("Exchange the two columns in the layout and load the file again.")
    assert set(codes(data)) == {"Not recorded"}


def test_degrees_go_before_a_grid_and_thousands_are_read(tmp_path: Path) -> None:
    data = tmp_path / "data"
    save_layout(data, "easting", "northing")
    load(data, write_wards(tmp_path), write_contacts(tmp_path, ["easting", "northing"], [('"451,500"', '"205,500.5"')]))
    assert codes(data) == [CODES[0]]
    other = tmp_path / "other"
    save_layout(other, "latitude", "longitude", "easting", "northing")
    lon, lat = degrees(WEST + 2_500.3, SOUTH + 2_500.3)
    row = (lat, lon, WEST + 500, SOUTH + 500)
    places = ["latitude", "longitude", "easting", "northing"]
    load(other, write_wards(tmp_path), write_contacts(tmp_path, places, [row]))
    assert codes(other) == [CODES[8]]
