"""A store after a file was removed equals, table by table, one that never had the file."""

import json
import random
from pathlib import Path

import pytest

from cxdata.errors import CxError
from cxdata.ingest.history.find import Ambiguous, find_files
from cxdata.ingest.history.remove import remove_files
from cxdata.ingest.history.versions import current_version
from cxdata.ingest.load.build import load_files
from tests.effort import sample
from tests.ingest.history.stores import contents, numbers_of
from tests.ingest.load.test_build import wards
from tests.ingest.loading import HEADER, Folder, counts

SAMPLE = Path(__file__).resolve().parents[3] / "sample_data"
A = "A1,13/04/2025 09:00,,Call,Waste,Abbey,,,c1,,"
B = "A2,13/04/2025 10:00,,Online form,Roads,Castle,,,c2,,"
C = "A3,14/04/2025 10:00,,Call,Roads,Castle,,,c2,,"


@pytest.fixture
def folder(tmp_path):
    return Folder(tmp_path)


def random_export(rng: random.Random) -> list[str]:
    """Some of eight references, each with one of three contents, perhaps twice."""
    lines = []
    for _ in range(rng.randint(1, 8)):
        reference, service = rng.randint(1, 8), rng.choice(("Waste", "Roads", "Parks"))
        lines.append(f"R{reference},{rng.randint(13, 15)}/04/2025 09:00,,Call,{service},Abbey,,,c1,,")
    return lines


def random_answers(rng: random.Random) -> list[str]:
    return [f"{rng.randint(28, 30)}/03/2025,{rng.choice(('Very good', 'Poor'))}," for _ in range(rng.randint(1, 8))]


def random_calls(rng: random.Random) -> list[str]:
    """Few half-hours; a file gives one figure for a queue's half-hour, perhaps twice, and another than others do."""
    figures = {f"2025-04-01 09:{m},{q}": rng.randint(5, 8) for m in ("00", "30") for q in ("Main", "Other")}
    chosen = rng.choices(list(figures), k=rng.randint(1, 6))
    return [f"{key},{figures[key]},{figures[key] - 1},{figures[key]}" for key in chosen]


@pytest.mark.parametrize("seed", range(sample(1, 4)))
@pytest.mark.parametrize(
    ("header", "export"),
    [
        (HEADER, random_export),
        ("Answered,Rating,Comment", random_answers),
        ("Start,Queue,Offered,Answered,Wait", random_calls),
    ],
)
def test_overlapping_exports_in_any_order_one_removed(tmp_path, seed, header, export):
    rng = random.Random(seed)
    exports = [export(rng) for _ in range(4)]
    gone = rng.randrange(4)
    with_it, without = Folder(tmp_path / "with"), Folder(tmp_path / "without")
    for number, lines in enumerate(exports):
        with_it.load_one(f"{number}.csv", header, *lines)
        if number != gone:
            without.load_one(f"{number}.csv", header, *lines)
    remove_files(with_it.data, numbers_of(with_it.data, f"{gone}.csv"))
    assert contents(with_it.data) == contents(without.data)
    for name, receipt in with_it.rows("select name, receipt from files"):
        (other,) = without.rows(f"select receipt from files where name = '{name}'")[0]
        told, expected = json.loads(receipt), json.loads(other)
        assert {key: told[key] for key in ("read", "loaded", "set_aside", "duplicates")} == {
            key: expected[key] for key in ("read", "loaded", "set_aside", "duplicates")
        }, name


def test_a_removed_file_is_as_if_it_had_never_been_loaded(tmp_path):
    """Four exports like the sample council's; a survey goes that repeats a part of one and corrects a part."""
    names = ("members_enquiries.csv", "wards_2024.geojson", "survey_answers.csv", "engagement_log.csv")
    gone = "corrected_answers.csv"
    head, *lines = (SAMPLE / "survey_answers.csv").read_text("utf-8").splitlines()
    corrected = [line.replace("Satisfied", "Dissatisfied") if n % 7 else line for n, line in enumerate(lines[:4000])]
    (tmp_path / gone).write_text("\n".join([head, *corrected]) + "\n", "utf-8")
    for name in names:
        # Other bytes than the sample's own: the sample is never loaded beside files of one's own.
        (tmp_path / name).write_bytes((SAMPLE / name).read_bytes() + b"\n")
    load_files([*(tmp_path / name for name in names), tmp_path / gone], data=tmp_path / "with")
    load_files([tmp_path / name for name in names], data=tmp_path / "without")
    removal = remove_files(tmp_path / "with", numbers_of(tmp_path / "with", gone))
    assert removal.files == (gone,)
    assert (removed := current_version(tmp_path / "with")) is not None
    assert [file.rows for file in removed.files] == [3299, 24, 15000, 5290]
    assert removal.notes == ()
    assert contents(tmp_path / "with") == contents(tmp_path / "without")


def test_words_that_only_the_removed_file_brought_are_gone_from_the_types(folder):
    folder.load_one("a.csv", HEADER, A)
    folder.load_one("b.csv", HEADER, B.replace("Roads", "Drains"))
    remove_files(folder.data, numbers_of(folder.data, "b.csv"))
    words = [word for (word,) in folder.rows("select unnest(enum_range(null::level_service))")]
    assert words == ["Not recorded", "Waste"]
    assert folder.rows("select name from files") == [("a.csv",)]


def test_boundaries_removed_take_their_areas_and_the_ward_keeps_its_name(folder):
    folder.load_one("crm.csv", HEADER, A, B)
    (folder.root / "w.geojson").write_text(wards(2024, ("E05000001", "Abbey", 0), ("E05000002", "Castle", 1)))
    folder.load(folder.root / "w.geojson")
    placed = folder.load_one("more.csv", HEADER, C.replace("Castle,,", ",51.5,1.5"))
    assert counts(placed) == (1, 1, 0, 0, 0)
    assert folder.rows("select ward_code from contacts order by contact_id") == [
        ("E05000001",),
        ("E05000002",),
        ("E05000002",),
    ]
    remove_files(folder.data, numbers_of(folder.data, "w.geojson"))
    assert folder.rows("select count(*) from areas") == [(0,)]
    assert folder.rows("select ward_code, ward from contacts order by contact_id") == [
        ("Abbey", "Abbey"),
        ("Castle", "Castle"),
        ("Castle", "Castle"),
    ]
    folder.load(folder.root / "w.geojson")
    assert folder.rows("select distinct ward_code from contacts order by 1") == [("E05000001",), ("E05000002",)]


def test_an_area_that_a_removed_file_had_replaced_comes_back(folder):
    (folder.root / "old.geojson").write_text(wards(2024, ("E05000001", "Abbey", 0), ("E05000002", "Castle", 1)))
    (folder.root / "new.geojson").write_text(wards(2024, ("E05000001", "Abbey Green", 0)))
    folder.load(folder.root / "old.geojson")
    folder.load(folder.root / "new.geojson")
    assert folder.rows("select name from areas order by code") == [("Abbey Green",), ("Castle",)]
    remove_files(folder.data, numbers_of(folder.data, "new.geojson"))
    assert folder.rows("select name from areas order by code") == [("Abbey",), ("Castle",)]


def test_a_replacement_is_one_version_and_one_that_is_refused_changes_nothing(folder):
    folder.load_one("april.csv", HEADER, A, B)
    number = numbers_of(folder.data, "april.csv")
    bad = folder.file("bad.csv", "Colour,Shape", "red,round")
    before = folder.pointer
    assert folder.load(bad, gone=number).refused
    assert folder.pointer == before
    receipt = folder.load(folder.file("april_corrected.csv", HEADER, B, C), gone=number)
    assert counts(receipt.files[0]) == (2, 2, 0, 0, 0)
    assert folder.rows("select contact_id from contacts order by 1") == [("A2",), ("A3",)]
    assert current_version(folder.data).act.words == "Replaced april.csv by april_corrected.csv"
    assert len(list((folder.data / "store").glob("cx-*.duckdb"))) == 2


def test_a_name_is_found_and_one_that_is_not_is_refused_with_the_nearest(folder):
    folder.load_one("april.csv", HEADER, A)
    folder.load_one("april.csv", HEADER, B)
    files = current_version(folder.data).files
    with pytest.raises(Ambiguous, match=r"2 files are called april.csv \(number 1: 1 row,.*; number 2: 1 row,"):
        find_files(["april.csv"], files)
    assert find_files(["april.csv"], files, {"april.csv": "2"}) == [2]
    with pytest.raises(CxError, match=r"No file called april.cvs is loaded. Did you mean april.csv\?"):
        find_files(["april.cvs"], files)
    with pytest.raises(CxError, match="has the number 7"):
        find_files(["april.csv"], files, {"april.csv": "7"})


def test_a_file_loaded_again_after_its_removal_is_new(folder):
    path = folder.file("a.csv", HEADER, A, B)
    folder.load(path)
    remove_files(folder.data, [1])
    assert counts(folder.load(path).files[0]) == (2, 2, 0, 0, 0)
