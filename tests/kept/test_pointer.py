"""The pointer lost, empty, dangling or leading out: the newest whole version is opened and said; nothing goes."""

import os
from pathlib import Path

import pytest

from cxdata.cli.main import main
from cxdata.data_folder import is_begun
from cxdata.ingest.history.undo import put_back, undo
from cxdata.ingest.history.versions import list_versions
from cxdata.store import current_path
from cxdata.store_files import find_standing
from tests.ingest.loading import HEADER
from tests.kept.conftest import A, C, references


def lose(data: Path) -> None:
    (data / "store" / "current").unlink()


def empty(data: Path) -> None:
    (data / "store" / "current").write_text("", encoding="utf-8")


def dangle(data: Path) -> None:
    (data / "store" / "current").write_text("cx-0123456789ab.duckdb\n", encoding="utf-8")


def lead_out(data: Path) -> None:
    used = current_path(data)
    assert used is not None
    outside = data.parent / "cx-aaaaaaaaaaaa.duckdb"
    outside.write_bytes(used.read_bytes())
    (data / "store" / "current").write_text("../../cx-aaaaaaaaaaaa.duckdb\n", encoding="utf-8")


def scramble(data: Path) -> None:
    (data / "store" / "current").write_bytes(b"\xff\xfe\x00\x80")


BROKEN = {
    lose: "which says what is in use, is missing.",
    empty: "which says what is in use, is empty.",
    dangle: "The version of the store in use, 0123456789ab, is not there.",
    lead_out: "which says what is in use, names something that is no version of this folder.",
    scramble: "which says what is in use, cannot be read.",
}


@pytest.mark.parametrize("broken", BROKEN, ids=lambda broken: broken.__name__)
def test_the_newest_whole_version_is_opened_and_said(folder, broken):
    kept = sorted(path.name for path in (folder.data / "store").glob("cx-*.duckdb"))
    newest = list_versions(folder.data)[0].version
    broken(folder.data)
    standing = find_standing(folder.data)
    assert BROKEN[broken] in standing.said
    assert newest in standing.said
    assert "Nothing was deleted." in standing.said
    assert "python -m cxdata undo --to VERSION" in standing.said
    assert references(folder) == ["A1", "A2"]
    assert is_begun(folder.data)
    assert sorted(path.name for path in (folder.data / "store").glob("cx-*.duckdb")) == kept


def test_the_next_loads_go_on_from_it_and_keep_what_was_there(folder):
    """Before, the next load began an empty store, and the one after it deleted the old data."""
    (folder.data / "council.toml").write_text("[store]\nversions = 1\n", encoding="utf-8")
    lose(folder.data)
    receipt = folder.load(folder.file("c.csv", HEADER, C))
    assert "is missing. The newest whole version is opened" in receipt.text()
    assert references(folder) == ["A1", "A2", "A3"]
    assert find_standing(folder.data).said == ""
    folder.load_one("d.csv", HEADER, A.replace("A1", "A4"))
    assert references(folder) == ["A1", "A2", "A3", "A4"]


def test_a_store_begun_anew_after_an_undo_never_costs_the_versions_before(folder):
    (folder.data / "council.toml").write_text("[store]\nversions = 1\n", encoding="utf-8")
    before = current_path(folder.data)
    undo(folder.data)
    undo(folder.data)
    assert find_standing(folder.data).said == ""
    assert current_path(folder.data) is None
    folder.load_one("c.csv", HEADER, C)
    folder.load_one("d.csv", HEADER, A.replace("A1", "A4"))
    assert before is not None
    assert before.is_file()
    put_back(folder.data, before.stem.removeprefix("cx-"))
    assert references(folder) == ["A1", "A2"]


def test_undo_waits_until_the_officer_says_which(folder, capsys):
    kept = [version.version for version in list_versions(folder.data)]
    lose(folder.data)
    assert main(["--data", str(folder.data), "undo"]) == 1
    assert "Nothing was undone." in capsys.readouterr().err
    assert main(["--data", str(folder.data), "undo", "--to", kept[1]]) == 0
    assert references(folder) == ["A1"]
    assert find_standing(folder.data).said == ""


def test_status_says_it_and_answers(folder, capsys):
    lose(folder.data)
    assert main(["--data", str(folder.data), "status"]) == 0
    printed = capsys.readouterr()
    assert "b.csv" in printed.out
    assert "is missing. The newest whole version is opened" in printed.err


def test_versions_are_ordered_by_when_they_were_made_and_not_by_their_files(folder):
    """A folder that was copied has files of one time, in any order."""
    newest = list_versions(folder.data)[0].path
    os.utime(newest, (0, 0))
    lose(folder.data)
    assert current_path(folder.data) == newest


def test_what_was_undone_costs_no_way_back(folder):
    """Three are kept: after an undo and a load the version two steps back made room for the one that was undone."""
    (folder.data / "council.toml").write_text("[store]\nversions = 3\n", encoding="utf-8")
    folder.load_one("c.csv", HEADER, C)
    undo(folder.data)
    folder.load_one("d.csv", HEADER, C.replace("A3", "A4"))
    assert references(folder) == ["A1", "A2", "A4"]
    undo(folder.data)
    undo(folder.data)
    assert references(folder) == ["A1"]
    assert len(list_versions(folder.data)) == 4
