"""Erasing a file: its words are looked for in every byte of the data folder, and in every table and type."""

import tempfile
from pathlib import Path

import duckdb
import pytest

from cxdata.errors import CxError
from cxdata.ingest.history.erase import erase_all, erase_files, find_in_any_version
from cxdata.ingest.history.remove import remove_files
from cxdata.ingest.history.undo import undo
from cxdata.ingest.history.versions import list_versions
from cxdata.ingest.load.store_folder import tidy
from cxdata.store import current_path
from tests.ingest.history.stores import numbers_of
from tests.ingest.history.test_undo import KILLED, killed
from tests.ingest.loading import CRM, HEADER, Folder

# A reference, a service, a ward, a channel that is set aside, a word of a comment: each only in the file that goes.
PLANTED = ("QQREF20991", "Allotments", "Ballyhooley", "Telegram", "umbrella", "planted_file")
GONE = (
    "QQREF20991,13/04/2025 09:00,,Call,Allotments,Ballyhooley,,,c1,,",
    "QQREF20992,13/04/2025 09:00,,Telegram,Waste,Abbey,,,c1,,",
    "A1,13/04/2025 09:00,,Call,Allotments,Abbey,,,c1,,",
)
STAYS = ("A1,13/04/2025 09:00,,Call,Waste,Abbey,,,c1,,", "A2,14/04/2025 10:00,,Call,Roads,Castle,,,c2,,")


@pytest.fixture
def folder(tmp_path, monkeypatch):
    (tmp_path / "temporary").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporary"))
    return Folder(tmp_path)


def loaded(folder: Folder) -> Folder:
    """Several versions: the file that goes before and after others, corrected by one and correcting another."""
    folder.load_one("stays.csv", HEADER, *STAYS)
    folder.load_one("planted_file.csv", HEADER, *GONE)
    folder.load_one("planted_file_answers.csv", "Answered,Rating,Comment", "30/03/2025,Very good,The umbrella was wet")
    folder.load_one("later.csv", HEADER, STAYS[0].replace("Waste", "Parks"))
    (folder.data / "store" / ".work-1").mkdir()
    (folder.data / "store" / ".work-1" / "spill").write_bytes(b"QQREF20991")
    (folder.data / "store" / "cx-dead.duckdb.part.wal").write_bytes(b"QQREF20991")
    return folder


def bytes_of(data: Path) -> bytes:
    return b"".join(path.read_bytes() + path.name.encode() for path in data.rglob("*") if path.is_file())


def dumped(data: Path) -> str:
    """Every row of every table, and every level of every type, of every version that is kept."""
    pieces = []
    for version in list_versions(data):
        with duckdb.connect(str(version.path), read_only=True) as con:
            for (name,) in con.execute("select table_name from duckdb_tables()").fetchall():
                pieces += [str(row) for row in con.execute(f"select * from {name}").fetchall()]
            pieces += [str(row) for row in con.execute("select * from duckdb_types() where not internal").fetchall()]
    return "\n".join(pieces)


def words_left(data: Path) -> list[str]:
    held, said = bytes_of(data), dumped(data)
    return [word for word in PLANTED if word.encode() in held or word in said]


def test_nothing_of_an_erased_file_is_left_in_any_byte(folder):
    loaded(folder)
    assert words_left(folder.data) == list(PLANTED)
    versions = len(list_versions(folder.data))
    assert versions == 4
    removal = erase_files(folder.data, numbers_of(folder.data, "planted_file.csv", "planted_file_answers.csv"))
    assert removal.files == ("planted_file.csv", "planted_file_answers.csv")
    assert words_left(folder.data) == []
    assert folder.rows("select contact_id, service from contacts order by 1") == [("A1", "Parks"), ("A2", "Roads")]
    assert sorted(path.name for path in (folder.data / "store").iterdir()) == sorted(
        ["lock", "current", f"cx-{removal.version}.duckdb", f"cx-{removal.version}.seal"]
    )
    with pytest.raises(CxError, match="What was erased cannot be brought back"):
        undo(folder.data)


def test_a_file_that_was_removed_before_is_erased_from_the_versions_that_hold_it(folder):
    loaded(folder)
    remove_files(folder.data, numbers_of(folder.data, "planted_file.csv", "planted_file_answers.csv"))
    assert words_left(folder.data) != []
    found = find_in_any_version(folder.data, ["planted_file.csv"])
    assert found == ([], ("planted_file.csv",))
    erase_files(folder.data, found[0])
    assert words_left(folder.data) == []
    with pytest.raises(CxError, match="No file called planted_file.csv is loaded"):
        find_in_any_version(folder.data, ["planted_file.csv"])


def test_killed_before_old_versions_are_wiped_the_next_start_does_it(folder):
    loaded(folder)
    assert KILLED.count("before the wiping") == 1
    folder.load_one("first.csv", HEADER, STAYS[1].replace("A2", "A9"))
    killed(folder, "erase", "before the wiping")
    assert len(list_versions(folder.data)) > 1
    tidy(folder.data)
    assert not (folder.data / "store" / "erasing").exists()
    assert [[file.name for file in version.files] for version in list_versions(folder.data)] == [
        ["planted_file.csv", "planted_file_answers.csv", "later.csv", "first.csv"]
    ]


def test_everything_erased_leaves_settings_layouts_and_the_key(folder):
    loaded(folder)
    (folder.data / "council.toml").write_text("[council]\nname = 'Quarnmere'\n")
    erase_all(folder.data)
    assert current_path(folder.data) is None
    assert sorted(path.relative_to(folder.data).as_posix() for path in folder.data.rglob("*") if path.is_file()) == [
        "council.toml",
        "customer.key",
        "profiles/crm.toml",
        "profiles/queue.toml",
        "profiles/survey.toml",
        "store/lock",
    ]
    assert words_left(folder.data) == []
    assert (folder.data / "profiles" / "crm.toml").read_text(encoding="utf-8") == CRM
