"""The point where a system puts what it cannot locate, named in the receipt; a home is never named."""

from pathlib import Path

from cxdata.ingest.load.build import load_files
from cxdata.ingest.profile.model import FieldMap, Profile, TableMap
from cxdata.ingest.profile.shipped import save

_FIELDS = {"contact_id": "Ref", "received_at": "Day", "latitude": "Lat", "longitude": "Lon", "ward_code": "Ward"}


def _problems(folder: Path, points: list[tuple[str, str, str]]) -> list[str]:
    """The default-point problems of a file with one row for each (latitude, longitude, ward)."""
    mappings = tuple(FieldMap(name, sources=(column,)) for name, column in _FIELDS.items())
    table = TableMap("contacts", mappings)
    save(Profile("pts", "Points", "pts", (table,), headers=("Ref", "Lat"), shipped=False), folder / "data")
    rows = [f"{number},2025-03-{number % 28 + 1:02d},{','.join(point)}" for number, point in enumerate(points)]
    path = folder / "points.csv"
    path.write_text("\n".join(["Ref,Day,Lat,Lon,Ward", *rows]) + "\n", encoding="utf-8")
    receipt = load_files([path], data=folder / "data").files[0]
    assert receipt.refused is None
    return [problem.message for problem in receipt.problems if problem.code == "default_point"]


def _spread(count: int) -> list[tuple[str, str, str]]:
    return [(f"51.{number:05d}", f"-1.{number:05d}", "") for number in range(1, count + 1)]


def test_a_default_point_and_the_ward_the_export_gives_it(tmp_path: Path) -> None:
    found = _problems(tmp_path, _spread(900) + [("51.75222", "-1.25596", "Abbey")] * 100 + [("", "", "")] * 50)
    assert found == [
        "100 of 1,000 rows with a place (10.0%) stand on one point, 51.7522, -1.2560: where the system puts what it "
        "cannot locate. No ward is taken from it. The export itself puts 100 of them in Abbey, which looks busier "
        "than it is."
    ]


def test_a_point_that_may_be_a_home_is_not_named(tmp_path: Path) -> None:
    (found,) = _problems(tmp_path, _spread(100) + [("51.75222", "-1.25596", "")] * 12)
    assert found.startswith("12 of 112 rows with a place (10.7%) stand on one point: where the system")
    assert "51.75" not in found


def test_nought_nought_is_always_named(tmp_path: Path) -> None:
    (found,) = _problems(tmp_path, _spread(100) + [("0", "0", "")] * 12)
    assert "stand on one point, 0.0000, 0.0000:" in found


def test_points_that_differ_pass(tmp_path: Path) -> None:
    assert _problems(tmp_path, _spread(300)) == []
