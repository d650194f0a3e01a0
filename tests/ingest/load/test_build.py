"""Many loads, one store: duplicates, updates, mended profiles, boundaries that come late; killed loads; two at once."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from cxdata.errors import CxError
from cxdata.ingest.load import store_folder
from tests.ingest.loading import CRM, HEADER, Folder, counts

A = "A1,13/04/2025 09:00,,Call,Waste,Abbey,,,c1,,"
B = "A2,13/04/2025 10:00,,Online form,Roads,Castle,,,c2,,"
C = "A3,14/04/2025 10:00,,Call,Roads,Castle,,,c2,,"
SQUARE = "[[[{0},51],[{1},51],[{1},52],[{0},52],[{0},51]]]"


@pytest.fixture
def folder(tmp_path):
    return Folder(tmp_path)


def wards(year: int, *areas: tuple[str, str, int]) -> str:
    """GeoJSON of one-degree squares side by side: code, name, west edge."""
    features = [
        {
            "type": "Feature",
            "properties": {f"WD{year % 100}CD": code, f"WD{year % 100}NM": name, "LAD24CD": "E07000001"},
            "geometry": {"type": "Polygon", "coordinates": json.loads(SQUARE.format(west, west + 1))},
        }
        for code, name, west in areas
    ]
    return json.dumps({"type": "FeatureCollection", "features": features})


def test_the_same_file_again_changes_nothing(folder):
    path = folder.file("crm.csv", HEADER, A, B)
    folder.load(path)
    before = folder.pointer
    receipt = folder.load(path).files[0]
    assert counts(receipt) == (2, 0, 0, 2, 0)
    assert folder.pointer == before


def test_a_corrected_export_updates_by_reference_and_says_how_many(folder):
    folder.load_one("april.csv", HEADER, A, B)
    receipt = folder.load_one("may.csv", HEADER, A, B.replace("Roads", "Parking"), C)
    assert counts(receipt) == (3, 2, 0, 1, 1)
    rows = folder.rows("select contact_id, service, file_id from contacts order by 1")
    assert rows == [("A1", "Waste", 1), ("A2", "Parking", 2), ("A3", "Roads", 2)]


def test_a_reference_twice_in_one_file_the_last_stands_and_it_is_told(folder):
    receipt = folder.load_one("crm.csv", HEADER, A, A.replace("Waste", "Parks"), B, B)
    assert counts(receipt) == (4, 2, 0, 2, 0)
    assert folder.rows("select contact_id, service from contacts order by 1") == [("A1", "Parks"), ("A2", "Roads")]
    assert [(p.code, p.rows) for p in receipt.problems if p.code == "reference_repeated"] == [("reference_repeated", 1)]


def test_two_files_of_one_call_overlap_like_two_loads(folder):
    one = folder.file("one.csv", HEADER, A, B)
    two = folder.file("two.csv", HEADER, B.replace("Castle", "Park"), C)
    again = folder.file("again.csv", HEADER, A, B)
    receipt = folder.load(one, two, again)
    assert [counts(file) for file in receipt.files] == [(2, 1, 0, 1, 0), (2, 2, 0, 0, 0), (2, 0, 0, 2, 0)]
    rows = folder.rows("select contact_id, ward_code from contacts order by 1")
    assert rows == [("A1", "Abbey"), ("A2", "Park"), ("A3", "Castle")]


def test_equal_answers_without_a_reference_all_stand_and_an_overlap_is_not_doubled(folder):
    march = ["Answered,Rating,Comment", "30/03/2025,Very good,", "30/03/2025,Very good,", "31/03/2025,Poor,Late"]
    assert counts(folder.load_one("march.csv", *march)) == (3, 3, 0, 0, 0)
    april = [*march, "30/03/2025,Very good,", "01/04/2025,Poor,"]
    assert counts(folder.load_one("april.csv", *april)) == (5, 2, 0, 3, 0)
    assert folder.rows(
        "select responded_at::date::varchar, score, count(*) from responses group by all order by all"
    ) == [("2025-03-30", 5, 3), ("2025-03-31", 2, 1), ("2025-04-01", 2, 1)]


def test_a_period_and_queue_is_one_row_and_is_corrected_by_a_later_file(folder):
    header = "Start,Queue,Offered,Answered,Wait"
    first = folder.load_one("a.csv", header, "2025-04-01 09:00,Main,10,9,5", "2025-04-01 09:00,Main,10,9,5")
    assert counts(first) == (2, 1, 0, 1, 0)
    second = folder.load_one("b.csv", header, "2025-04-01 09:00,Main,11,9,5", "2025-04-01 09:00,Other,3,3,1")
    assert counts(second) == (2, 2, 0, 0, 1)
    assert folder.rows("select queue, offered from calls order by 1") == [("Main", 11), ("Other", 3)]


def test_a_mended_profile_brings_set_aside_rows_back(folder):
    path = folder.file("crm.csv", HEADER, A, C.replace("Call", "Fax machine"))
    assert counts(folder.load(path).files[0]) == (2, 1, 1, 0, 0)
    folder.profile("crm", CRM.replace('"Call" = "phone"', '"Call" = "phone", "Fax machine" = "other"'))
    assert counts(folder.load(path).files[0]) == (2, 2, 0, 0, 0)
    assert folder.rows("select count(*) from set_aside") == [(0,)]
    assert folder.rows("select count(*), min(file_id), max(file_id) from contacts") == [(2, 1, 1)]
    assert folder.rows("select count(*) from files") == [(1,)]


def test_a_file_loaded_again_under_a_mended_profile_does_not_undo_a_later_correction(folder):
    old = folder.file("old.csv", HEADER, A, B.replace("Online form", "Fax machine"))
    folder.load(old)
    folder.load_one("new.csv", HEADER, A.replace("Waste", "Parks"))
    folder.profile("crm", CRM.replace('"Call" = "phone"', '"Call" = "phone", "Fax machine" = "other"'))
    assert counts(folder.load(old).files[0]) == (2, 1, 0, 1, 0)
    rows = folder.rows("select contact_id, service, file_id from contacts order by 1")
    assert rows == [("A1", "Parks", 2), ("A2", "Roads", 1)]


def test_a_refused_file_is_named_and_the_others_land(folder):
    good = folder.file("good.csv", HEADER, A)
    unknown = folder.file("other.csv", "Colour,Shape", "red,round")
    receipt = folder.load(good, unknown, folder.root / "gone.csv")
    assert receipt.refused
    assert receipt.files[0].loaded == 1
    assert "other.csv: no profile fits its headers (Colour, Shape)" in receipt.files[1].refused
    assert "gone.csv is not there" in receipt.files[2].refused
    assert folder.rows("select name from files") == [("good.csv",)]


def test_the_receipt_in_json_and_in_words(folder):
    receipt = folder.load(folder.file("crm.csv", HEADER, A, C.replace("Call", "Fax")))
    told = receipt.as_dict()["files"][0]
    shown = ("file", "profile", "table", "read", "loaded", "set_aside", "duplicates", "updated")
    assert {key: told[key] for key in shown} == {
        "file": "crm.csv",
        "profile": "crm",
        "table": "contacts",
        "read": 2,
        "loaded": 1,
        "set_aside": 1,
        "duplicates": 0,
        "updated": 0,
    }
    assert {"code", "severity", "message", "rows"} == set(told["problems"][0])
    assert "2 rows read = 1 loaded + 1 set aside + 0 duplicates" in receipt.text()
    assert json.loads(folder.rows("select receipt from files")[0][0])["loaded"] == 1


def test_boundaries_that_come_later_give_wards_their_codes_and_new_names_by_point(folder):
    folder.load_one("crm.csv", HEADER, A, B.replace("Castle", ""), C.replace("Castle", "Elsewhere"))
    rows = folder.rows("select distinct ward_code from contacts order by 1")
    assert rows == [("Abbey",), ("Elsewhere",), ("Not recorded",)]
    areas = wards(2024, ("E05000001", "Abbey", 0), ("E05000002", "St Mary's & Castle", 1))
    (folder.root / "w.geojson").write_text(areas, encoding="utf-8")
    receipt = folder.load(folder.root / "w.geojson").files[0]
    assert counts(receipt) == (2, 2, 0, 0, 0)
    assert folder.rows("select contact_id, ward_code, ward from contacts order by 1") == [
        ("A1", "E05000001", "Abbey"),
        ("A2", "Not recorded", "Not recorded"),
        ("A3", "Elsewhere", "Elsewhere"),
    ]
    place = "A9,15/04/2025,,Call,Roads,,51.5,1.5,c2,,"
    nowhere = "A10,15/04/2025,,Call,Roads,,0,0,c2,,"
    named = "A11,15/04/2025,,Call,Roads,st marys and CASTLE,,,c2,,"
    folder.load_one("more.csv", HEADER, place, nowhere, named)
    rows = folder.rows("select contact_id, ward from contacts where file_id = 3 order by row_number")
    assert rows == [("A9", "St Mary's & Castle"), ("A10", "Not recorded"), ("A11", "St Mary's & Castle")]
    rows = folder.rows("select * from neighbours order by 1")
    assert rows == [("E05000001", "E05000002"), ("E05000002", "E05000001")]


def test_two_vintages_stand_side_by_side_and_only_the_newest_is_current(folder):
    (folder.root / "new.geojson").write_text(wards(2022, ("E05000011", "Abbey", 0), ("E05000012", "Castle", 1)))
    (folder.root / "old.geojson").write_text(wards(2013, ("E05000001", "Abbey", 0), ("E05000002", "Moat", 1)))
    folder.load(folder.root / "new.geojson", folder.root / "old.geojson")
    assert folder.rows("select code, label, vintage, council_code, current from areas order by code") == [
        ("E05000001", "Abbey (E05000001)", 2013, "E07000001", False),
        ("E05000002", "Moat", 2013, "E07000001", False),
        ("E05000011", "Abbey", 2022, "E07000001", True),
        ("E05000012", "Castle", 2022, "E07000001", True),
    ]


@pytest.mark.parametrize(("settings", "kept"), [("", 5), ("[store]\nversions = 2", 2)])
def test_the_last_databases_are_kept_as_many_as_the_council_says(folder, settings, kept):
    (folder.data / "council.toml").write_text(settings)
    for number in range(6):
        folder.load_one(f"{number}.csv", HEADER, A.replace("A1", f"A{number}"))
    names = sorted(path.name for path in (folder.data / "store").glob("cx-*.duckdb"))
    assert len(names) == kept
    assert folder.pointer.strip() in names
    assert folder.rows("select count(*) from contacts") == [(6,)]


def test_two_loads_at_once_the_second_is_told_to_wait(folder):
    path = folder.file("crm.csv", HEADER, A)
    with store_folder.lock_folder(folder.data), pytest.raises(CxError, match="Another load is running"):
        folder.load(path)


KILLED = """
import os, signal, sys
from pathlib import Path
from cxdata.ingest.load import build, store_folder
stop = sys.argv[3]
def progress(words, share):
    if words.startswith(stop):
        os.kill(os.getpid(), signal.SIGKILL)
if stop == "before the pointer":
    keep = os.replace
    def replace(source, target):
        if str(target).endswith("current"):
            os.kill(os.getpid(), signal.SIGKILL)
        keep(source, target)
    store_folder.os.replace = replace
build.load_files([Path(sys.argv[2])], data=Path(sys.argv[1]), progress=progress)
"""


@pytest.mark.skipif(os.name == "nt", reason="needs SIGKILL")
@pytest.mark.parametrize("stop", ["Reading", "Cleaning", "Writing", "Checking", "before the pointer"])
def test_a_killed_load_leaves_the_old_store_in_use_and_whole(folder, stop):
    folder.load_one("crm.csv", HEADER, A, B)
    before = folder.pointer
    # With a word that is new to its type, so that the store is built anew.
    path = folder.file("more.csv", HEADER, C.replace("Roads", "Parks"))
    done = subprocess.run([sys.executable, "-c", KILLED, str(folder.data), str(path), stop], timeout=60, check=False)
    assert done.returncode == -signal.SIGKILL
    assert folder.pointer == before
    assert folder.rows("select count(*) from contacts") == [(2,)]
    assert counts(folder.load(path).files[0]) == (1, 1, 0, 0, 0)
    left = [found.name for found in (folder.data / "store").iterdir()]
    assert not [name for name in left if ".part" in name or name.startswith(".work")]
    assert folder.rows("select count(*) from contacts") == [(3,)]


@pytest.mark.skipif(os.name == "nt", reason="needs SIGKILL")
def test_a_load_killed_at_any_moment_leaves_a_whole_store(folder):
    folder.load_one("crm.csv", HEADER, A, B)
    rows = [f"B{number},15/04/2025 10:00,,Call,Roads,Castle,,,c{number},," for number in range(40_000)]
    path = folder.file("many.csv", HEADER, *rows)
    for delay in (0.3, 0.6, 0.9, 1.2):
        with subprocess.Popen([sys.executable, "-c", KILLED, str(folder.data), str(path), "never"]) as load:
            time.sleep(delay)
            load.kill()
        assert folder.rows("select count(*) from contacts")[0][0] in (2, 40_002)


def test_the_store_says_what_it_was_made_of(folder):
    folder.load_one("crm.csv", HEADER, A)
    assert folder.rows("select name, profile, system, format, length(sha256), length(profile_digest) from files") == [
        ("crm.csv", "crm", "crm", "csv", 64, 16)
    ]
    keys = "act act_files act_instead_of before built_at checked_for checked_on council form key_mark lattice made_by "
    keys += "nation"
    rows = folder.rows("select key from meta where not contains(key, 'constant ') order by 1")
    assert rows == [(key,) for key in keys.split()]
    assert Path(folder.pointer.strip()).suffix == ".duckdb"
