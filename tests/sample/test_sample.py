"""The sample council's files: the same bytes every time, small, complete, and read by their profiles."""

import csv
import gzip
import io
import json
import tomllib
import zipfile
from datetime import date
from pathlib import Path

import openpyxl
import pytest
import shapely
from shapely.geometry import shape

from cxdata.cli.load import sample_files
from cxdata.council import read_council
from cxdata.ingest.profile.matching import recognise
from cxdata.ingest.profile.shipped import load_profiles
from cxdata.lists.standards import STANDARDS
from cxdata.lists.tracker import TRACKER
from cxdata.sample import make_sample

SAMPLE = Path(__file__).resolve().parents[2] / "sample_data"
SEPARATORS = {"members_enquiries.csv": ";", "telephony_half_hours.txt.gz": "\t"}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("sample")
    make_sample(out)
    return out


def contents(path: Path) -> object:
    """What is in a file: unpacked, because two builds of zlib may pack the same bytes differently."""
    if path.suffix == ".gz":
        return gzip.decompress(path.read_bytes())
    if path.suffix == ".xlsx":
        with zipfile.ZipFile(path) as book:
            return {name: book.read(name) for name in book.namelist()}
    return path.read_bytes()


def test_two_runs_give_the_same_bytes(made: Path, tmp_path: Path) -> None:
    make_sample(tmp_path)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {
        path.name: path.read_bytes() for path in made.iterdir()
    }


def test_the_committed_files_are_what_the_generator_makes(made: Path) -> None:
    others = {path.name for path in SAMPLE.iterdir()} ^ {path.name for path in made.iterdir()}
    assert others == {"edition.zip"}, "which is made of the files: see test_edition.py"
    for path in made.iterdir():
        assert contents(SAMPLE / path.name) == contents(path), f"{path.name} differs: run the sample command again"


def test_another_seed_gives_other_contacts(tmp_path: Path) -> None:
    for seed in (1, 2):
        make_sample(tmp_path / str(seed), contacts=500, seed=seed)
    first, second = (contents(tmp_path / str(seed) / "crm_cases.csv.gz") for seed in (1, 2))
    assert first != second


@pytest.mark.parametrize("contacts", [1, 37, 2000])
def test_every_size_gives_as_many_contacts_as_asked(contacts: int, tmp_path: Path) -> None:
    make_sample(tmp_path, contacts=contacts)
    planted = tomllib.loads((tmp_path / "planted.toml").read_text(encoding="utf-8"))
    assert loadable(tmp_path) == contacts == planted["contacts"]["loaded"]


def loadable(folder: Path) -> int:
    crm = gzip.decompress((folder / "crm_cases.csv.gz").read_bytes()).decode().splitlines()[1:]
    forms = gzip.decompress((folder / "online_forms_and_app.csv.gz").read_bytes()).decode().splitlines()[1:]
    members = (folder / "members_enquiries.csv").read_text(encoding="cp1252").splitlines()[1:]
    cases = {line.split(",")[0] for line in crm if not line.startswith("9")}
    return len(cases) + sum(not line.startswith("F9") for line in forms) + len(members)


def test_the_committed_sample_has_100_000_contacts_and_15_000_answers(answers: list) -> None:
    assert loadable(SAMPLE) == 100_000
    assert len(answers) == 15_000


def test_all_of_it_is_under_10_megabytes() -> None:
    assert sum(path.stat().st_size for path in SAMPLE.iterdir()) < 10_000_000


def test_files_to_load_come_back_boundaries_first(tmp_path: Path) -> None:
    paths = make_sample(tmp_path, contacts=50)
    assert paths[0].name == "wards_2024.geojson"
    assert {path.name for path in tmp_path.iterdir()} - {path.name for path in paths} == {
        "README.md",
        "council.toml",
        "planted.toml",
        TRACKER.file_name,
        STANDARDS.file_name,
    }


def headers(path: Path) -> list[str]:
    if path.suffix == ".xlsx":
        sheet = openpyxl.load_workbook(path, read_only=True)["Register"]
        return [str(value) for value in list(sheet.iter_rows(values_only=True))[2]]
    content = path.read_bytes()
    text = gzip.decompress(content) if path.suffix == ".gz" else content
    encoding = "cp1252" if path.name == "members_enquiries.csv" else "utf-8-sig"
    first = io.StringIO(text.decode(encoding), newline="")
    return next(csv.reader(first, delimiter=SEPARATORS.get(path.name, ",")))


EXPORTS = [path for path in sample_files() if path.suffix in {".csv", ".gz", ".xlsx"}]


@pytest.mark.parametrize("path", EXPORTS, ids=lambda path: path.name)
def test_one_shipped_profile_knows_every_column_of_each_export(path: Path) -> None:
    found = recognise(headers(path), load_profiles(None))
    assert found is not None
    assert found.name.startswith("sample-")
    assert set(headers(path)) <= set(found.used) | set(found.ignore)


def test_columns_with_names_and_addresses_are_declared_personal() -> None:
    profiles = load_profiles(None)
    personal = {name: profile.personal for name, profile in profiles.items() if name.startswith("sample-")}
    assert {name: set(columns) for name, columns in personal.items() if columns} == {
        "sample-members": {"Councillor"},
        "sample-survey": {"Respondent name"},
        "sample-complaints": {"Complainant"},
        "sample-panel": {"Name", "Email"},
    }


def test_settings_read_as_the_council_of_the_sample() -> None:
    council = read_council(SAMPLE)
    assert council.name == "Quarnmere Borough Council"
    assert council.channel_groups["online"] == ("web", "app")
    assert council.target_on("average_wait", date(2025, 9, 30)).high == 300
    assert council.target_on("average_wait", date(2025, 10, 1)).high == 120
    assert council.target_on("online_share", date(2026, 1, 1), "Garden waste").low == 0.8
    assert date(2026, 4, 6) in council.bank_holidays
    assert {cost.channel: (cost.pounds, cost.year) for cost in council.unit_costs} == {
        "face_to_face": (8.62, 2011),
        "phone": (2.83, 2011),
        "web": (0.15, 2011),
    }


def test_wards_share_their_borders_and_leave_no_gap() -> None:
    features = json.loads((SAMPLE / "wards_2024.geojson").read_text(encoding="utf-8"))["features"]
    polygons = [shape(feature["geometry"]) for feature in features]
    names = [feature["properties"]["WD24NM"] for feature in features]
    assert len(set(names)) == 24
    assert any("'" in name for name in names)
    assert any("&" in name for name in names)
    assert all(polygon.is_valid and 15 <= len(polygon.exterior.coords) <= 40 for polygon in polygons)
    borough = shapely.unary_union(polygons)
    assert borough.geom_type == "Polygon"
    assert not borough.interiors
    assert sum(polygon.area for polygon in polygons) == pytest.approx(borough.area, rel=1e-9)
