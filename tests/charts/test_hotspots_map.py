"""The ward map and the grid: shades, hatching, rings turned the right way, and words for all of it."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely.geometry import Polygon, mapping, shape

from cxdata.charts import hotspots_map
from cxdata.charts.parts.outlines import feature, hatching, polygon
from cxdata.charts.parts.shades import shades
from cxdata.errors import CxError
from cxdata.measures import find_measure
from cxdata.store import Area
from tests.charts.answers import NAN, answer
from tests.charts.colours import contrast

ROOT = Path(__file__).resolve().parents[2]


def square(column: int, row: int) -> dict:
    west, south = -1.0 + column * 0.1, 51.0 + row * 0.1
    ring = [(west, south), (west + 0.1, south), (west + 0.1, south + 0.1), (west, south + 0.1)]
    return mapping(Polygon(ring))


def area(name: str, place: int, *, council: str = "E1", current: bool = True) -> Area:
    return Area(f"{council}-{name}", name, "ward", 2022, council, current, square(place % 3, place // 3))


WARDS = ("Abbey", "Barton", "Carfax", "Dene", "Elm", "Fir", "Holywell", "Ince")
AREAS = [area(name, place) for place, name in enumerate(WARDS)]


def rates(**more):
    rows = [(name, 10 * (place + 1), 1000) for place, name in enumerate(WARDS[:6])]
    return answer("contacts_per_1000", ["ward"], [*rows, ("Holywell", NAN, NAN)], **more)


def polygons(figure):
    return [trace for trace in figure.data if trace.type == "choropleth"]


def key(figure):
    return [trace.name for trace in figure.data if trace.showlegend]


def signed_area(ring) -> float:
    """Shoelace: positive for a ring that runs anticlockwise."""
    return sum(x0 * y1 - x1 * y0 for (x0, y0), (x1, y1) in zip(ring, ring[1:], strict=False)) / 2


def test_every_ward_is_drawn_and_a_click_gives_its_name():
    drawn = polygons(hotspots_map.ward_map(rates(), AREAS).figure)
    assert sorted(name for trace in drawn for name in trace.locations) == sorted(WARDS)
    for trace in drawn:
        assert [shape_["id"] for shape_ in trace.geojson["features"]] == list(trace.locations)
        assert trace.unselected.marker.opacity == 1


def test_darker_is_higher_in_five_shades_with_their_figures_in_words():
    figure = hotspots_map.ward_map(rates(), AREAS).figure
    shaded = polygons(figure)[0]
    assert dict(zip(shaded.locations, shaded.z, strict=True)) == {
        "Abbey": 0,
        "Barton": 0,
        "Carfax": 1,
        "Dene": 2,
        "Elm": 3,
        "Fir": 4,
    }
    assert key(figure)[:5] == ["10.0 to 20.0", "30.0", "40.0", "50.0", "60.0"]


def test_a_ward_without_data_is_hatched_within_its_edges_and_named():
    chart = hotspots_map.ward_map(rates(), AREAS)
    plain = polygons(chart.figure)[1]
    assert set(plain.locations) == {"Holywell", "Ince"}
    hatch = next(trace for trace in chart.figure.data if trace.type == "scattergeo" and trace.mode == "lines")
    west, south, east, north = shape(square(0, 2)).bounds
    assert len([lon for lon in hatch.lon if lon is not None]) >= 20
    assert all(west - 1e-5 <= lon <= east + 1e-5 for lon in hatch.lon if lon is not None)
    assert all(south - 1e-5 <= lat <= north + 1e-5 for lat in hatch.lat if lat is not None)
    assert "No data: Holywell" in key(chart.figure)
    assert "Hatched, no data: Holywell." in chart.notes
    assert chart.alt == (
        "Map: contacts per 1,000 residents in 7 wards. Highest Fir with 60.0, lowest Abbey with 10.0. "
        "Without a figure: Holywell (no data)."
    )


def test_too_few_to_say_is_hatched_the_other_way_and_a_small_base_carries_a_ring():
    rows = [("Abbey", 80, 100), ("Barton", 15, 20), ("Carfax", 3, 6), ("Holywell", NAN, NAN)]
    chart = hotspots_map.ward_map(answer("satisfied", ["ward"], rows), AREAS)
    assert {"Too few: Carfax", "No data: Holywell", "Small base"} <= set(key(chart.figure))
    rings = next(t for t in chart.figure.data if t.type == "scattergeo" and t.mode == "markers" and not t.showlegend)
    assert (rings.lon[0], rings.lat[0]) == (pytest.approx(-0.85, abs=0.01), pytest.approx(51.05, abs=0.01))
    assert "Hatched the other way, too few to say: Carfax." in chart.notes


def test_the_figures_under_the_pointer_are_value_range_base_and_note():
    chart = hotspots_map.ward_map(answer("satisfied", ["ward"], [("Abbey", 45, 50)]), AREAS)
    assert polygons(chart.figure)[0].hovertext[0] == (
        "Abbey<br><b>90%</b><br>Likely range 79% to 96%<br>50 answers to the question<br>small base"
    )


def test_only_the_newest_boundaries_of_councils_in_the_answer_are_drawn():
    others = [area("Old", 8, current=False), area("Elsewhere", 0, council="E2")]
    drawn = polygons(hotspots_map.ward_map(rates(), [*AREAS, *others]).figure)
    assert not {"Old", "Elsewhere"} & {name for trace in drawn for name in trace.locations}


def test_two_councils_have_a_frame_each_with_its_name():
    both = answer("contacts_per_1000", ["ward"], [("Abbey", 10, 1000), ("Zeal", 90, 1000)])
    figure = hotspots_map.ward_map(
        both, [*AREAS, area("Zeal", 0, council="E2")], council_names={"E1": "One", "E2": "Two"}
    ).figure
    assert {trace.geo for trace in polygons(figure)} == {"geo", "geo2"}
    assert [note.text for note in figure.layout.annotations] == ["<b>One</b>", "<b>Two</b>"]


def test_a_ward_of_the_data_without_a_boundary_is_named():
    chart = hotspots_map.ward_map(answer("contacts", ["ward"], [("Abbey", 5), ("Not recorded", 7)]), AREAS)
    assert "Without a boundary, so in the table only: Not recorded." in chart.notes


def test_a_ward_without_a_boundary_has_no_part_in_the_shades():
    rows = [("Abbey", 10, 1000), ("Barton", 20, 1000), ("Elsewhere", 900, 1000)]
    figure = hotspots_map.ward_map(answer("contacts_per_1000", ["ward"], rows), AREAS).figure
    assert key(figure)[:2] == ["10.0", "20.0"]


def test_without_boundaries_there_is_a_sentence_that_says_what_to_do():
    with pytest.raises(
        CxError, match="none is loaded for the wards in this selection. Load your council's wards as GeoJSON"
    ):
        hotspots_map.ward_map(rates(), [])


def test_every_border_can_be_seen_against_the_shades_on_either_side():
    shaded = polygons(hotspots_map.ward_map(rates(), AREAS).figure)[0]
    fill = {z: step[1] for z, step in zip(range(5), shaded.colorscale[::2], strict=True)}
    for z, edge in zip(shaded.z, shaded.marker.line.color, strict=True):
        assert contrast(edge, fill[z]) >= 3, (edge, fill[z])


def test_the_map_asks_this_machine_alone_and_the_file_is_there():
    config = hotspots_map.ward_map(rates(), AREAS).config
    assert config["topojsonURL"] == "/app/static/un/"
    empty = json.loads((ROOT / "static/un/world_110m.json").read_text())
    assert set(empty["objects"]) == {"coastlines", "land", "ocean", "lakes", "rivers", "countries", "subunits"}
    assert all(not layer["geometries"] for layer in empty["objects"].values())


@settings(max_examples=60, deadline=None)
@given(st.integers(3, 12), st.floats(0.01, 0.5), st.booleans(), st.booleans(), st.floats(-5, 1), st.floats(50, 58))
def test_outer_rings_run_clockwise_and_holes_the_other_way(corners, size, reverse, hole, lon, lat):
    """However a file turns them: the browser takes what lies to the right of a ring as its inside."""
    round_ = (
        Polygon([(lon, lat)]).buffer(0)
        if corners < 3
        else shape(mapping(Polygon([(lon + size * x, lat + size * y) for x, y in _circle(corners)])))
    )
    if hole:
        round_ = round_.difference(Polygon([(lon + size * x / 4, lat + size * y / 4) for x, y in _circle(corners)]))
    given_ = mapping(round_)
    if reverse:
        given_ = {"type": "Polygon", "coordinates": [ring[::-1] for ring in given_["coordinates"]]}
    outer, *inner = feature("x", polygon(given_))["geometry"]["coordinates"]
    assert signed_area(outer) < 0
    assert all(signed_area(ring) > 0 for ring in inner)


def _circle(corners: int):
    from math import cos, pi, sin

    return [(cos(2 * pi * n / corners), sin(2 * pi * n / corners)) for n in range(corners)]


def test_real_wards_of_oxford_all_run_clockwise(shared_real):
    wards = json.loads((shared_real / "uk_wards/wards_2022_E07000178.geojson").read_text())["features"]
    assert len(wards) == 24
    for ward in wards:
        found = feature("x", polygon(ward["geometry"]))["geometry"]
        parts = [found["coordinates"]] if found["type"] == "Polygon" else found["coordinates"]
        assert all(signed_area(part[0]) < 0 for part in parts)


def test_hatching_covers_a_shape_evenly_and_leaves_its_hole_white():
    frame = Polygon([(0, 51), (1, 51), (1, 52), (0, 52)], [[(0.3, 51.3), (0.7, 51.3), (0.7, 51.7), (0.3, 51.7)]])
    lons, lats = hatching([frame], apart=0.05)
    points = [(x, y) for x, y in zip(lons, lats, strict=True) if x is not None]
    assert not any(0.31 < x < 0.69 and 51.31 < y < 51.69 for x, y in points)
    assert {round(x, 1) for x, _ in points} >= {0.0, 0.3, 0.7, 1.0}


def test_equal_figures_share_a_shade_and_few_figures_take_few_shades():
    measure = find_measure("contacts")
    found = shades(measure, [5, 5, 5, 5, 9, NAN], what="wards")
    assert found.of == (0, 0, 0, 0, 1, None)
    assert found.labels == ("5", "9")
    assert shades(measure, [NAN], what="wards").labels == ()


def test_ten_wards_fall_into_fifths():
    found = shades(find_measure("contacts"), list(range(1, 11)), what="wards")
    assert found.of == (0, 0, 1, 1, 2, 2, 3, 3, 4, 4)
    assert found.meaning == (
        "Darker is higher; every shade holds about the same number of wards, and equal figures share one."
    )
