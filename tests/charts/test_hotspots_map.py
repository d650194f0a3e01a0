"""The ward map: shades, numbers and the list that they key, hatching, clusters as one outline, and words for all."""

import json
import math

import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely.geometry import Polygon, mapping, shape

from cxdata.analysis.hotspots.neighbourhoods import Neighbourhood
from cxdata.charts.drawing.marks import Area as AreaMark
from cxdata.charts.drawing.marks import Line, Text
from cxdata.charts.parts.shades import shades
from cxdata.charts.where.outlines import Outline, hatching, joined, outlines_of, polygon, rings, sheet_for
from cxdata.charts.where.ward_map import READING, ROOM, ward_map
from cxdata.errors import CxError
from cxdata.measures import find_measure
from cxdata.store import Area
from tests.charts.answers import NAN, answer
from tests.charts.colours import contrast
from tests.charts.drawn import marks, points, words


def square(column: int, row: int) -> dict:
    west, south = -1.0 + column * 0.1, 51.0 + row * 0.1
    ring = [(west, south), (west + 0.1, south), (west + 0.1, south + 0.1), (west, south + 0.1)]
    return mapping(Polygon(ring))


def area(name: str, place: int, *, council: str = "E1", current: bool = True) -> Area:
    return Area(f"{council}-{name}", name, "ward", 2022, council, current, square(place % 3, place // 3))


WARDS = ("Abbey", "Barton", "Carfax", "Dene", "Elm", "Fir", "Holywell", "Ince")
AREAS = outlines_of([area(name, place) for place, name in enumerate(WARDS)])
LIGHT, DARK = "#DCE9F5", "#12436D"


def rates(**more):
    rows = [(name, 10 * (place + 1), 1000) for place, name in enumerate(WARDS[:6])]
    return answer("contacts_per_1000", ["ward"], [*rows, ("Holywell", NAN, NAN)], **more)


def wards(chart) -> dict[str, AreaMark]:
    return {mark.key: mark for mark in marks(chart, AreaMark) if mark.key}


def outlines(chart) -> list[AreaMark]:
    """The outlines drawn over the wards, without the white under each."""
    return [mark for mark in marks(chart, AreaMark) if not mark.key and mark.outline != "#FFFFFF"]


def listed(chart) -> list[tuple[str, ...]]:
    """The lines of the list and the key, from the top: texts of the same height, from left to right."""
    by_height: dict[float, list[Text]] = {}
    beside = [text for text in marks(chart, Text) if text.dx or text.dy]
    for text in beside:
        by_height.setdefault(text.dy, []).append(text)
    return [tuple(text.words for text in by_height[dy]) for dy in sorted(by_height)]


def signed_area(ring) -> float:
    """Shoelace: positive for a ring that runs anticlockwise."""
    return sum(x0 * y1 - x1 * y0 for (x0, y0), (x1, y1) in zip(ring, ring[1:], strict=False)) / 2


def test_every_ward_is_drawn_and_a_click_gives_its_name():
    chart = ward_map(rates(), AREAS)
    assert sorted(wards(chart)) == sorted(WARDS)
    assert chart.drawing.square


def test_darker_is_higher_in_five_shades_with_their_figures_in_words():
    chart = ward_map(rates(), AREAS)
    fills = {name: mark.fill for name, mark in wards(chart).items()}
    assert (fills["Abbey"], fills["Barton"], fills["Fir"]) == (LIGHT, LIGHT, DARK)
    assert len({fills[name] for name in WARDS[:6]}) == 5
    chips = {text.words: text.fill for text in marks(chart, Text) if text.fill}
    assert list(chips) == ["60.0", "50.0", "40.0", "30.0", "10.0 to 20.0"]
    assert (chips["60.0"], chips["10.0 to 20.0"]) == (DARK, LIGHT)
    assert all(contrast(text.colour, text.fill) >= 4.5 for text in marks(chart, Text) if text.fill)


def test_wards_are_numbered_from_the_highest_and_the_list_gives_name_and_figure():
    chart = ward_map(rates(), [*AREAS[:6], *outlines_of([area("Ward with a long name", 7)])])
    assert listed(chart)[1:4] == [("residents",), ("1", "Fir", "60.0"), ("2", "Elm", "50.0")]
    on_map = {text.words: (text.x, text.y) for text in marks(chart, Text) if not text.dx and not text.dy}
    west, south, east, north = shapely.total_bounds([Polygon(wards(chart)["Fir"].rings[0])])
    assert west < on_map["1"][0] < east
    assert south < on_map["1"][1] < north


def test_of_a_measure_that_should_be_high_the_lowest_is_number_one():
    rows = [("Abbey", 80, 100), ("Barton", 50, 100), ("Carfax", 90, 100)]
    assert ("1", "Barton", "50.0%") in listed(ward_map(answer("satisfied", ["ward"], rows), AREAS))


def test_of_many_wards_the_first_the_last_and_the_chosen_are_listed():
    many = [area(f"Ward {number:02}", number) for number in range(20)]
    figures = answer("contacts_per_1000", ["ward"], [(f"Ward {n:02}", 10 + n, 1000) for n in range(20)])
    chart = ward_map(figures, outlines_of(many), highlight=("Ward 09",))
    names = [line[1] for line in listed(chart) if len(line) == 3]
    assert names == [*(f"Ward {number}" for number in range(19, 12, -1)), "Ward 09", "Ward 00"]
    chosen = next(text for text in marks(chart, Text) if text.words == "Ward 09")
    assert (chosen.bold, chosen.colour) == (True, DARK)
    assert len(outlines(chart)) == 1
    assert outlines(chart)[0].outline == DARK


def test_wards_with_room_carry_their_names():
    two = outlines_of([area("Abbey", 0), area("Barton", 1)])
    chart = ward_map(answer("contacts_per_1000", ["ward"], [("Abbey", 10, 1000), ("Barton", 20, 1000)]), two)
    assert {text.words for text in marks(chart, Text) if not text.dx and not text.dy} == {"Abbey", "Barton"}


def test_a_cluster_is_one_outline_round_its_wards():
    cluster = Neighbourhood(("Abbey", "Barton"), ("Abbey", "Barton"), True, True, "clear", 15.0, 45.0)
    chart = ward_map(rates(), AREAS, clusters=[cluster])
    [outline] = outlines(chart)
    assert (outline.outline, outline.fill, len(outline.rings)) == ("#A8390B", "", 1)
    two = sum(abs(signed_area(wards(chart)[name].rings[0])) for name in ("Abbey", "Barton"))
    assert abs(signed_area(outline.rings[0])) == pytest.approx(two, rel=0.01)
    assert "Outlined: the cluster" in words(chart)
    assert "Outlined together: Abbey and Barton." in chart.alt


def test_a_ward_without_data_is_hatched_within_its_edges_and_named():
    chart = ward_map(rates(), AREAS)
    assert {name for name, mark in wards(chart).items() if mark.fill == "#FFFFFF"} == {"Holywell", "Ince"}
    [hatch] = marks(chart, Line)
    (ring,) = wards(chart)["Holywell"].rings
    xs, ys = [x for x, _ in ring], [y for _, y in ring]
    assert len([x for x in hatch.xs if x is not None]) >= 20
    assert all(min(xs) - 0.2 <= x <= max(xs) + 0.2 for x in hatch.xs if x is not None)
    assert all(min(ys) - 0.2 <= y <= max(ys) + 0.2 for y in hatch.ys if y is not None)
    assert "Hatched: no data" in words(chart)
    assert chart.notes == ("No data is not the same as none: Holywell.",)
    assert chart.reading == READING
    assert chart.alt == (
        "Map: contacts per 1,000 residents in 7 wards. Highest Fir with 60.0, lowest Abbey with 10.0. "
        "Without a figure: Holywell (no data)."
    )


def test_too_few_to_say_is_hatched_the_other_way_and_a_small_base_carries_a_ring():
    rows = [("Abbey", 80, 100), ("Barton", 15, 20), ("Carfax", 3, 6), ("Holywell", NAN, NAN)]
    chart = ward_map(answer("satisfied", ["ward"], rows), AREAS)
    assert {"Hatched down: too few", "Hatched: no data", "Ring: few answers"} <= set(words(chart))
    [ring] = points(chart)
    middle = Polygon(wards(chart)["Barton"].rings[0]).centroid
    assert (ring.key, ring.hollow) == ("Barton", True)
    assert (ring.x, ring.y) == (pytest.approx(middle.x, abs=1), pytest.approx(middle.y - 18, abs=1))
    assert "Too few to say: Carfax." in chart.notes


def test_the_figures_under_the_pointer_are_value_range_base_and_note():
    chart = ward_map(answer("satisfied", ["ward"], [("Abbey", 45, 50)]), AREAS)
    assert wards(chart)["Abbey"].hover == (
        "Abbey\n90%\nLikely range 79% to 96%\n50 answers to the question\nsmall base"
    )
    assert wards(chart)["Ince"].hover == "Ince\nnot in this selection"


def test_only_the_newest_boundaries_of_councils_in_the_answer_are_drawn():
    others = [area("Old", 8, current=False), area("Elsewhere", 0, council="E2")]
    chart = ward_map(rates(), [*AREAS, *outlines_of(others)])
    assert not {"Old", "Elsewhere"} & set(wards(chart))


def test_two_councils_have_a_frame_each_with_its_name():
    both = answer("contacts_per_1000", ["ward"], [("Abbey", 10, 1000), ("Zeal", 90, 1000)])
    second = outlines_of([area("Zeal", 0, council="E2")])
    chart = ward_map(both, [*AREAS, *second], council_names={"E1": "One", "E2": "Two"})
    assert {"One", "Two"} <= set(words(chart))
    west, east = wards(chart)["Fir"].rings[0], wards(chart)["Zeal"].rings[0]
    assert max(x for x, _ in west) <= ROOM[0] / 2 <= min(x for x, _ in east)


def test_a_ward_of_the_data_without_a_boundary_is_named():
    rows = [("Abbey", 5), ("Elsewhere", 3), ("Not recorded", 7)]
    chart = ward_map(answer("contacts", ["ward"], rows), AREAS)
    assert "Without a boundary, so in the table only: Elsewhere." in chart.notes


def test_a_ward_without_a_boundary_has_no_part_in_the_shades():
    rows = [("Abbey", 10, 1000), ("Barton", 20, 1000), ("Elsewhere", 900, 1000)]
    chart = ward_map(answer("contacts_per_1000", ["ward"], rows), AREAS)
    assert [text.words for text in marks(chart, Text) if text.fill] == ["20.0", "10.0"]


def test_without_boundaries_there_is_a_sentence_that_says_what_to_do():
    with pytest.raises(
        CxError, match="none is loaded for the wards in this selection. Load your council's wards as GeoJSON"
    ):
        ward_map(rates(), ())


def test_every_border_can_be_seen_against_the_ward():
    for ward in wards(ward_map(rates(), AREAS)).values():
        assert contrast(ward.outline, ward.fill) >= 3, ward


def test_on_a_phone_the_list_stands_under_the_map():
    chart = ward_map(rates(), AREAS, narrow=True)
    listed_name = next(text for text in marks(chart, Text) if text.words == "Fir" and text.dx)
    assert listed_name.dy > 0
    assert listed_name.y < min(y for mark in wards(chart).values() for _, y in mark.rings[0])
    assert chart.drawing.margins.right < 20
    assert chart.drawing.margins.bottom >= len(listed(chart)) * 20


def test_a_degree_is_as_long_to_the_east_as_it_is_on_the_ground():
    """At 60 degrees north a degree of longitude is half as long as one of latitude."""
    box = Polygon([(0, 59.5), (2, 59.5), (2, 60.5), (0, 60.5)])
    _, across, upright = sheet_for([box], 400, 400)
    assert across == pytest.approx(2 * math.cos(math.radians(60)) * upright)
    assert max(across, upright) == pytest.approx(400)


@settings(max_examples=60, deadline=None)
@given(st.integers(3, 12), st.floats(0.01, 0.5), st.booleans(), st.booleans(), st.floats(-5, 1), st.floats(50, 58))
def test_holes_run_the_other_way_than_what_they_are_cut_from(corners, size, reverse, hole, lon, lat):
    """However a file turns its rings; so a hole is empty by either rule of filling."""
    round_ = shape(mapping(Polygon([(lon + size * x, lat + size * y) for x, y in _circle(corners)])))
    if hole:
        round_ = round_.difference(Polygon([(lon + size * x / 4, lat + size * y / 4) for x, y in _circle(corners)]))
    given_ = mapping(round_)
    if reverse:
        given_ = {"type": "Polygon", "coordinates": [ring[::-1] for ring in given_["coordinates"]]}
    flat = polygon(given_)
    sheet, _, _ = sheet_for([flat], 400, 400)
    outer, *inner = rings(sheet.lay(flat))
    assert len(inner) == (1 if hole else 0)
    assert all(signed_area(ring) * signed_area(outer) < 0 for ring in inner)


def _circle(corners: int):
    from math import cos, pi, sin

    return [(cos(2 * pi * n / corners), sin(2 * pi * n / corners)) for n in range(corners)]


def test_real_wards_of_oxford_are_made_simpler_and_still_touch(shared_real):
    features = json.loads((shared_real / "uk_wards/wards_2022_E07000178.geojson").read_text())["features"]
    found = outlines_of(
        [
            Area(str(place), str(place), "ward", 2022, "E07000178", True, feature["geometry"])
            for place, feature in enumerate(features)
        ]
    )
    exact = shapely.union_all([polygon(feature["geometry"]) for feature in features])
    assert len(found) == 24
    together = shapely.union_all([outline.geometry for outline in found])
    assert together.area == pytest.approx(exact.area, rel=0.002)
    assert sum(outline.geometry.area for outline in found) == pytest.approx(together.area, rel=0.0005)
    assert joined([outline.geometry for outline in found], gap=1e-4).geom_type == "Polygon"


def test_a_long_coast_comes_down_to_what_a_screen_shows():
    coast = [(x / 5000, 52 + 0.00001 * (x % 7)) for x in range(5001)]
    jagged = mapping(Polygon([*coast, (1, 51), (0, 51)]))
    [outline] = outlines_of([Area("E1", "Coast", "ward", 2022, "E1", True, jagged)])
    assert isinstance(outline, Outline)
    assert len(outline.geometry.exterior.coords) < 50


def test_hatching_covers_a_shape_evenly_and_leaves_its_hole_white():
    frame = Polygon([(0, 0), (100, 0), (100, 100), (0, 100)], [[(30, 30), (70, 30), (70, 70), (30, 70)]])
    xs, ys = hatching([frame], apart=5)
    points_ = [(x, y) for x, y in zip(xs, ys, strict=True) if x is not None]
    assert not any(31 < x < 69 and 31 < y < 69 for x, y in points_)
    assert {round(x) for x, _ in points_} >= {0, 30, 70, 100}


def test_equal_figures_share_a_shade_and_few_figures_take_few_shades():
    measure = find_measure("contacts")
    found = shades(measure, [5, 5, 5, 5, 9, NAN], what="wards")
    assert found.of == (0, 0, 0, 0, 1, None)
    assert found.labels == ("5", "9")
    assert shades(measure, [NAN], what="wards").labels == ()


def test_no_class_ends_with_the_figure_that_the_next_begins_with():
    """4.12% and 4.14% are both written 4.1%: two classes that met there would both name it."""
    values = [0.030, 0.0311, 0.0412, 0.0414, 0.050, 0.0512, 0.06, 0.061, 0.07, 0.071]
    found = shades(find_measure("dissatisfied"), values, what="wards")
    assert found.labels[0] == "3.0% to 3.1%"
    ends = [label.split(" to ") for label in found.labels]
    assert all(left[-1] != right[0] for left, right in zip(ends, ends[1:], strict=False))
    assert found.of[2] == found.of[3]


def test_ten_wards_fall_into_fifths():
    found = shades(find_measure("contacts"), list(range(1, 11)), what="wards")
    assert found.of == (0, 0, 1, 1, 2, 2, 3, 3, 4, 4)
    assert found.meaning == (
        "Darker is higher; every shade holds about the same number of wards, and equal figures share one."
    )
