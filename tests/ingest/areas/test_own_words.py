"""Boundaries in their own words: the code's column, the name's and the projection are asked, kept and known again."""

import json
import random
from pathlib import Path

import pyproj
import pytest
import shapely

from cxdata.errors import CxError
from cxdata.ingest.areas.boundaries import read_areas, read_boundaries
from cxdata.ingest.areas.files import read
from cxdata.ingest.areas.layouts import AreaLayout, find_layout, load_layouts, save_layout
from cxdata.ingest.plan.trial import look_at_file
from cxdata.store import open_store
from tests.cli.terminal import run
from tests.conftest import ROOT

CASE = ROOT / "tests" / "cases" / "13-state-plane-feet-own-code-column.geojson"


def write(folder: Path, *features: tuple[dict, dict], name: str = "areas.geojson") -> Path:
    path = folder / name
    listed = [{"type": "Feature", "properties": names, "geometry": shape} for names, shape in features]
    path.write_text(json.dumps({"type": "FeatureCollection", "features": listed}), encoding="utf-8")
    return path


def square(x: float, y: float, size: float = 1.0) -> dict:
    return json.loads(shapely.to_geojson(shapely.box(x, y, x + size, y + size)))


def test_one_look_asks_for_the_code_the_name_and_the_projection(tmp_path: Path) -> None:
    done = run(tmp_path, "load", CASE, "--suggested", "--format", "json")
    assert done.code == 1
    asked = {entry["id"]: entry["choices"] for entry in json.loads(done.out)["questions"]}
    assert asked == {
        "area-code": ["DISTRICT"],
        "area-name": ["DISTRICT", "the code itself"],
        "projection": ["British National Grid", "Irish Grid", "Irish Transverse Mercator"],
    }
    look = look_at_file(CASE)
    assert look.refused is None
    assert look.asked is not None
    assert [question.id for question in look.asked.questions] == list(asked)


def test_the_answers_load_it_and_are_known_the_next_time(tmp_path: Path) -> None:
    answers = [
        "--answer",
        "area-code=DISTRICT",
        "--answer",
        "area-name=the code itself",
        "--answer",
        "projection=EPSG:2249",
    ]
    done = run(tmp_path, "load", CASE, "--suggested", *answers)
    assert done.code == 0, done.out + done.err
    store = open_store(tmp_path)
    assert [(area.code, area.label) for area in store.areas] == [("01", "01"), ("02", "02"), ("03", "03")]
    # The corner of the first district in Massachusetts, by pyproj itself.
    to_degrees = pyproj.Transformer.from_crs("EPSG:2249", "EPSG:4326", always_xy=True)
    corner = to_degrees.transform(788_000, 2_965_000)
    west, south, *_ = shapely.from_geojson(json.dumps(dict(store.areas[0].geometry))).bounds
    # The grid of feet is turned a little against north, so the corner is not quite the bound.
    assert (west, south) == (pytest.approx(corner[0], abs=1e-4), pytest.approx(corner[1], abs=1e-4))
    assert 42.3 < south < 42.4
    changed = tmp_path / "next.geojson"
    changed.write_text(CASE.read_text(encoding="utf-8").replace('"03"', '"04"'), encoding="utf-8")
    again = run(tmp_path, "load", changed, "--format", "json")
    assert json.loads(again.out)["files"][0]["loaded"] == 3


def test_a_half_answered_file_asks_for_the_rest_and_a_wrong_answer_is_refused(tmp_path: Path) -> None:
    half = run(tmp_path, "load", CASE, "--suggested", "--format", "json", "--answer", "area-code=DISTRICT")
    assert [entry["id"] for entry in json.loads(half.out)["questions"]] == ["area-name", "projection"]
    wrong = run(tmp_path, "load", CASE, "--suggested", "--answer", "area-code=NOPE")
    assert (wrong.code, wrong.err) == (1, "cxdata: 'NOPE' is no choice for area-code. Choose: DISTRICT.\n")
    assert not (tmp_path / "boundaries.toml").exists()
    plain = run(tmp_path, "load", CASE)
    assert plain.code == 1
    assert "Say on the Data page which column is its code, or load it with --suggested" in plain.out


def test_a_name_chosen_as_the_code_joins_the_parts_of_an_area(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        ({"PARISH": "Cowley", "PIECE": 1}, square(0, 0)),
        ({"PARISH": "Abbey", "PIECE": 2}, square(3, 0)),
        ({"PARISH": "Cowley", "PIECE": 3}, square(5, 5)),
    )
    answers = ["--answer", "area-code=PARISH", "--answer", "area-name=PARISH"]
    done = run(tmp_path, "load", path, "--suggested", "--format", "json", *answers)
    (receipt,) = json.loads(done.out)["files"]
    assert receipt["loaded"] == 2
    assert receipt["notes"][1] == "Parts under one code or name were joined into one area: Cowley (2 parts)."
    assert sorted(area.label for area in open_store(tmp_path).areas) == ["Abbey", "Cowley"]


def test_parts_of_one_name_with_only_a_number_each_are_one_area(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        ({"id": 1, "name": "Cowley"}, square(0, 0)),
        ({"id": 2, "name": "Cowley"}, square(1, 0)),
        ({"id": 3, "name": "Abbey"}, square(7, 7)),
    )
    boundaries = read_boundaries(path)
    assert [(shape.code, shape.name, shape.geometry.area) for shape in boundaries.shapes] == [
        ("1", "Cowley", 2.0),
        ("3", "Abbey", 1.0),
    ]
    assert boundaries.parts == {"Cowley": 2}


def test_two_wards_of_one_name_with_codes_of_their_own_stay_two(tmp_path: Path) -> None:
    names = [{"WD24CD": "E05000001", "WD24NM": "Abbey"}, {"WD24CD": "E05000002", "WD24NM": "Abbey"}]
    path = write(tmp_path, (names[0], square(0, 0)), (names[1], square(1, 0)))
    assert [area.code for area in read_areas(path)] == ["E05000001", "E05000002"]
    assert read_boundaries(path).parts == {}


@pytest.mark.parametrize("seed", [1, 2, 3, 4])
def test_random_pieces_are_joined_without_loss(tmp_path: Path, seed: int) -> None:
    """Areas cut into random grid squares: one area a code again, and its size the number of its squares."""
    random_ = random.Random(seed)
    squares = {(x, y): random_.choice("ABCDE") for x in range(6) for y in range(6)}
    features = [({"ZONE": code, "KIND": "x"}, square(x, y)) for (x, y), code in squares.items()]
    random_.shuffle(features)
    layout = AreaLayout(("ZONE", "KIND"), "ZONE", "ZONE")
    shapes = read(write(tmp_path, *features), "", [layout]).shapes
    sizes = {shape.code: round(shape.geometry.area, 9) for shape in shapes}
    assert sizes == {code: list(squares.values()).count(code) for code in set(squares.values())}


def test_layouts_are_kept_in_a_file_that_can_be_read(tmp_path: Path) -> None:
    first = AreaLayout(("A", 'B "b"'), "A", "", "Irish Grid")
    save_layout(first, tmp_path)
    save_layout(AreaLayout(("C",), "C"), tmp_path)
    second = AreaLayout(('B "b"', "A"), 'B "b"')
    save_layout(second, tmp_path)
    assert load_layouts(tmp_path) == [AreaLayout(("C",), "C"), second]
    assert find_layout(["A", 'B "b"'], load_layouts(tmp_path)) == second
    assert find_layout(["A"], load_layouts(tmp_path)) is None
    (tmp_path / "boundaries.toml").write_text(
        "[[layout]]\ncolumns = ['A']\nprojection = 'the moon'\n", encoding="utf-8"
    )
    with pytest.raises(CxError, match="'the moon', which is no projection"):
        load_layouts(tmp_path)
