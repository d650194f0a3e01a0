"""Undo moves the pointer back and forth between whole versions; what is killed in the middle leaves the one in use."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from cxdata.errors import CxError
from cxdata.ingest.history.remove import remove_files
from cxdata.ingest.history.undo import put_back, undo
from cxdata.ingest.history.versions import list_versions
from cxdata.store import current_path, open_store
from tests.ingest.history.stores import contents, numbers_of
from tests.ingest.loading import HEADER, Folder

A = "A1,13/04/2025 09:00,,Call,Waste,Abbey,,,c1,,"
B = "A2,13/04/2025 10:00,,Online form,Roads,Castle,,,c2,,"
C = "A3,14/04/2025 10:00,,Call,Roads,Castle,,,c2,,"


@pytest.fixture
def folder(tmp_path):
    return Folder(tmp_path)


def references(folder: Folder) -> list[str]:
    return [name for (name,) in folder.rows("select contact_id from contacts order by 1")]


def acts(data: Path) -> list[tuple[str, bool]]:
    """What made each version, the newest first, and whether it is in use."""
    return [(version.act.words, version.in_use) for version in list_versions(data)]


def test_undone_twice_two_acts_are_taken_back_and_each_can_be_put_back(folder):
    folder.load_one("a.csv", HEADER, A)
    folder.load_one("b.csv", HEADER, B)
    remove_files(folder.data, numbers_of(folder.data, "a.csv"))
    assert references(folder) == ["A2"]
    undone, now = undo(folder.data)
    assert (undone.act.words, [file.name for file in now.files]) == ("Removed a.csv", ["a.csv", "b.csv"])
    assert references(folder) == ["A1", "A2"]
    undo(folder.data)
    assert references(folder) == ["A1"]
    assert acts(folder.data) == [("Removed a.csv", False), ("Loaded b.csv", False), ("Loaded a.csv", True)]
    put_back(folder.data, undone.version)
    assert references(folder) == ["A2"]
    undo(folder.data)
    assert references(folder) == ["A1", "A2"]


def test_a_load_after_an_undo_goes_on_from_the_version_in_use(folder):
    folder.load_one("a.csv", HEADER, A)
    folder.load_one("b.csv", HEADER, B)
    undo(folder.data)
    folder.load_one("c.csv", HEADER, C)
    assert references(folder) == ["A1", "A3"]
    undo(folder.data)
    assert references(folder) == ["A1"]


def test_the_first_load_undone_leaves_nothing_loaded_and_no_further_way_back(folder):
    folder.load_one("a.csv", HEADER, A)
    undone, now = undo(folder.data)
    assert now is None
    assert current_path(folder.data) is None
    with pytest.raises(
        CxError, match=f"there is nothing to undo. To put the last version back: undo --to {undone.version}"
    ):
        undo(folder.data)
    put_back(folder.data, undone.version)
    assert references(folder) == ["A1"]


def test_every_file_removed_is_nothing_loaded_and_can_be_undone(folder):
    folder.load_one("a.csv", HEADER, A)
    folder.load_one("b.csv", HEADER, B)
    before = contents(folder.data)
    removal = remove_files(folder.data, numbers_of(folder.data, "a.csv", "b.csv"))
    assert removal.files == ("a.csv", "b.csv")
    assert current_path(folder.data) is None
    with pytest.raises(CxError, match="Nothing is loaded"):
        open_store(folder.data)
    with pytest.raises(CxError, match="Nothing is loaded in .*, so there is nothing to remove"):
        remove_files(folder.data, [1])
    undo(folder.data)
    assert contents(folder.data) == before
    remove_files(folder.data, [1, 2])
    folder.load_one("c.csv", HEADER, C)
    assert references(folder) == ["A3"]
    assert acts(folder.data)[0] == ("Loaded c.csv", True)
    undo(folder.data)
    assert current_path(folder.data) is None
    undo(folder.data)
    assert contents(folder.data) == before


def test_a_version_that_is_not_kept_any_more_cannot_come_back(folder):
    (folder.data / "council.toml").write_text("[store]\nversions = 1\n")
    folder.load_one("a.csv", HEADER, A)
    folder.load_one("b.csv", HEADER, B)
    with pytest.raises(CxError, match=r"is not kept any more \(kept: \w+\). How many are kept is set by versions"):
        undo(folder.data)
    with pytest.raises(CxError, match="The version abc is not kept any more"):
        put_back(folder.data, "abc")
    assert references(folder) == ["A1", "A2"]


def make_old(data: Path) -> None:
    """Take from every version what versions of today record, as in a store of an earlier program."""
    for version in list_versions(data):
        version.path.with_suffix(".seal").unlink()
        with duckdb.connect(str(version.path)) as con:
            con.execute("delete from meta where key in ('act', 'act_files', 'act_instead_of', 'before')")
            con.execute("alter table areas drop column file_id")
            for (name,) in con.execute(
                "select table_name from duckdb_tables() where table_name like 'spare_%'"
            ).fetchall():
                con.execute(f"drop table {name}")


def test_versions_from_before_acts_were_recorded_are_listed_undone_and_carried_on(folder):
    folder.load_one("a.csv", HEADER, A)
    folder.load_one("b.csv", HEADER, A, B)
    os.utime(list_versions(folder.data)[1].path, (0, 0))
    make_old(folder.data)
    os.utime(next(version.path for version in list_versions(folder.data) if not version.in_use), (0, 0))
    assert acts(folder.data) == [("Not recorded", True), ("Not recorded", False)]
    assert references(folder) == ["A1", "A2"]
    undo(folder.data)
    assert references(folder) == ["A1"]
    with pytest.raises(CxError, match="made before it was recorded what came before, and no other version is kept"):
        undo(folder.data)
    put_back(folder.data, list_versions(folder.data)[0].version)
    removal = remove_files(folder.data, numbers_of(folder.data, "a.csv"))
    assert removal.notes == (
        "This store was made before left-out rows were kept. Where another file repeats rows of what was removed, "
        "remove that file too and load it again.",
    )
    assert references(folder) == ["A2"]


KILLED = """
import os, signal, sys
from pathlib import Path
from cxdata.ingest.history import erase, remove, undo
from cxdata.ingest.load import build, store_folder
data, what, stop = Path(sys.argv[1]), sys.argv[2], sys.argv[3]
def progress(words, share):
    if words.startswith(stop):
        os.kill(os.getpid(), signal.SIGKILL)
if stop == "before the pointer":
    keep = os.replace
    def replace(source, target):
        if str(target).endswith("current"):
            os.kill(os.getpid(), signal.SIGKILL)
        keep(source, target)
    os.replace = replace
if stop == "before the wiping":
    build.finish_wiping = lambda *given, **named: os.kill(os.getpid(), signal.SIGKILL)
if what == "undo":
    undo.undo(data)
else:
    (remove.remove_files if what == "remove" else erase.erase_files)(data, [1], progress=progress)
"""


def killed(folder: Folder, what: str, stop: str) -> None:
    """Run one act in a process of its own that is killed where `stop` says."""
    done = subprocess.run([sys.executable, "-c", KILLED, str(folder.data), what, stop], timeout=60, check=False)
    assert done.returncode == -signal.SIGKILL


@pytest.mark.skipif(os.name == "nt", reason="needs SIGKILL")
@pytest.mark.parametrize(
    ("what", "stop"),
    [
        ("remove", "Cleaning"),
        ("remove", "Writing"),
        ("remove", "Checking"),
        ("remove", "before the pointer"),
        ("undo", "before the pointer"),
        ("erase", "Checking"),
    ],
)
def test_what_is_killed_leaves_the_version_in_use_whole(folder, what, stop):
    folder.load_one("a.csv", HEADER, A)
    folder.load_one("b.csv", HEADER, A, B)
    before, pointer = contents(folder.data), folder.pointer
    killed(folder, what, stop)
    assert folder.pointer == pointer
    assert contents(folder.data) == before
    remove_files(folder.data, numbers_of(folder.data, "a.csv"))
    assert references(folder) == ["A1", "A2"]
    assert [json.loads(text)["loaded"] for (text,) in folder.rows("select receipt from files")] == [2]
    left = [path.name for path in (folder.data / "store").iterdir()]
    assert not [name for name in left if ".part" in name or name.startswith(".work")]


def test_a_load_after_an_undo_keeps_the_version_it_was_made_from(folder):
    """Two versions are kept: the one in use and the one before it. The newer one that was undone stays beside them."""
    folder.data.joinpath("council.toml").write_text("[store]\nversions = 2\n", encoding="utf-8")
    folder.load_one("a.csv", HEADER, A)
    folder.load_one("b.csv", HEADER, B)
    undo(folder.data)
    folder.load_one("c.csv", HEADER, C)
    assert acts(folder.data) == [("Loaded c.csv", True), ("Loaded b.csv", False), ("Loaded a.csv", False)]
    undo(folder.data)
    assert references(folder) == ["A1"]
