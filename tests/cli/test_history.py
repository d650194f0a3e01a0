"""remove, undo, versions, erase and load --replace at a terminal."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.terminal import run
from tests.ingest.loading import HEADER, Folder

A = "A1,13/04/2025 09:00,,Call,Waste,Abbey,,,c1,,"
B = "A2,13/04/2025 10:00,,Online form,Roads,Castle,,,c2,,"
C = "A3,14/04/2025 10:00,,Call,Roads,Castle,,,c2,,"


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    """april.csv with two contacts, then may.csv with a third."""
    folder = Folder(tmp_path)
    folder.load_one("april.csv", HEADER, A, B)
    folder.load_one("may.csv", HEADER, B, C)
    return folder


def document(folder: Folder, *words: str, code: int = 0) -> dict[str, Any]:
    done = run(folder.data, *words, "--format", "json")
    assert done.code == code, done.err
    return json.loads(done.out)


def references(folder: Folder) -> list[str]:
    return [name for (name,) in folder.rows("select contact_id from contacts order by 1")]


def test_remove_undo_and_back_again(folder: Folder) -> None:
    removed = document(folder, "remove", "april.csv")
    assert (removed["removed"], removed["notes"]) == (["april.csv"], [])
    assert references(folder) == ["A2", "A3"]
    undone = document(folder, "undo")
    assert undone["undone"]["done"] == "Removed april.csv"
    assert undone["files"] == ["april.csv", "may.csv"]
    assert references(folder) == ["A1", "A2", "A3"]
    again = document(folder, "undo", "--to", removed["store_version"])
    assert (again["undone"], again["files"]) == (None, ["may.csv"])
    assert references(folder) == ["A2", "A3"]
    assert "Undone: Removed april.csv. To put it back: python -m cxdata undo --to" in run(folder.data, "undo").out


def test_versions_say_what_each_did_and_changed(folder: Folder) -> None:
    document(folder, "remove", "april.csv")
    listed = document(folder, "versions")["versions"]
    assert [(entry["done"], entry["files"], entry["in_use"]) for entry in listed] == [
        ("Removed april.csv", ["may.csv"], True),
        ("Loaded may.csv", ["april.csv", "may.csv"], False),
        ("Loaded april.csv", ["april.csv"], False),
    ]
    assert [entry["before"] for entry in listed] == [listed[1]["version"], listed[2]["version"], None]
    contacts = [
        (change["before"], change["after"])
        for entry in listed
        for change in entry["changed"]
        if change["measure"] == "contacts"
    ]
    assert contacts == [("3", "2"), ("2", "3"), ("–", "2")]
    assert [change["measure"] for change in listed[2]["changed"]][:2] == ["period", "contacts"]
    assert "  Contacts: 3 → 2" in run(folder.data, "versions").out


def test_versions_of_an_empty_folder(tmp_path: Path) -> None:
    assert "No version is kept" in run(tmp_path, "versions").out
    assert json.loads(run(tmp_path, "versions", "--format", "json").out) == {"versions": [], "unreadable": []}


def test_all_removed_and_undone(folder: Folder) -> None:
    assert document(folder, "remove", "--all")["removed"] == ["april.csv", "may.csv"]
    assert "Nothing is loaded" in run(folder.data, "status").err
    assert document(folder, "versions")["versions"][0]["files"] == []
    document(folder, "undo")
    assert references(folder) == ["A1", "A2", "A3"]


def test_a_name_that_several_bear_is_asked_about_by_number(folder: Folder) -> None:
    folder.load_one("may.csv", HEADER, C.replace("A3", "A9"))
    asked = document(folder, "remove", "may.csv", code=1)["questions"]
    assert [(question["id"], question["choices"]) for question in asked] == [("may.csv", ["2", "3"])]
    assert "number 2: 1 row, loaded " in asked[0]["question"]
    assert "--answer 'may.csv=2'" in run(folder.data, "remove", "may.csv").out
    numbers = {entry["number"] for entry in document(folder, "status")["files"] if entry["file"] == "may.csv"}
    assert numbers == {2, 3}
    document(folder, "remove", "may.csv", "--answer", "may.csv=3")
    assert references(folder) == ["A1", "A2", "A3"]


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["remove", "aprl.csv"], "No file called aprl.csv is loaded. Did you mean april.csv?"),
        (["remove"], "Name at least one FILE, as 'python -m cxdata status' shows it, or say --all."),
        (["erase", "april.csv", "--all"], "Name at least one FILE"),
        (["undo", "--to", "nowhere"], "The version nowhere is not kept any more"),
        (["load", "a.csv", "b.csv", "--replace", "april.csv"], "load one file with it"),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence(folder: Folder, words: list[str], sentence: str) -> None:
    done = run(folder.data, *words)
    assert done.code == 1
    assert sentence in done.err
    assert references(folder) == ["A1", "A2", "A3"]


@pytest.mark.parametrize("words", [["erase", "april.csv"], ["remove", "april.csv", "--erase"]])
def test_erased_for_good(folder: Folder, words: list[str]) -> None:
    assert document(folder, *words)["erased"] == ["april.csv"]
    assert b"april.csv" not in b"".join(path.read_bytes() for path in folder.data.rglob("*") if path.is_file())
    assert references(folder) == ["A2", "A3"]
    (only,) = document(folder, "versions")["versions"]
    assert (only["act"], only["act_files"], only["before"], only["changed"]) == ("erase", [], None, None)
    assert "What was erased cannot be brought back" in run(folder.data, "undo").err


def test_everything_erased(folder: Folder) -> None:
    document(folder, "erase", "--all")
    assert [path.name for path in (folder.data / "store").iterdir()] == ["lock"]
    assert (folder.data / "customer.key").is_file()


def test_a_file_in_the_place_of_another(folder: Folder) -> None:
    path = folder.file("april_corrected.csv", HEADER, A.replace("Waste", "Parks"))
    document(folder, "load", str(path), "--replace", "april.csv")
    assert folder.rows("select contact_id, service, file_id from contacts order by 1") == [
        ("A1", "Parks", 3),
        ("A2", "Roads", 2),
        ("A3", "Roads", 2),
    ]
    assert document(folder, "versions")["versions"][0]["done"] == "Replaced april.csv by april_corrected.csv"
