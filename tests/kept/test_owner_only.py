"""Files of the data folder are for their owner alone, and what a kill left behind goes at the next start."""

import os
import stat
import tempfile
import time
from pathlib import Path

import pytest

from cxdata.ingest.load.store_folder import tidy
from cxdata.ingest.privacy import temporary
from cxdata.lists.every import kept_files
from cxdata.own_files import changing, is_reserved, safe_name, write_whole

pytestmark = pytest.mark.skipif(os.name == "nt", reason="modes are of POSIX")


def modes(data: Path) -> set[str]:
    """What others may do with anything of a data folder, as 'name: mode'."""
    paths = [data, *data.rglob("*")]
    return {f"{path.name}: {path.stat().st_mode:o}" for path in paths if stat.S_IMODE(path.stat().st_mode) & 0o077}


def test_a_load_leaves_nothing_that_others_may_read(folder):
    folder.load_one("c.csv", "Ref,Opened,Channel", "A3,2026-03-05,Call")
    assert modes(folder.data) == set()


def test_a_folder_of_an_earlier_program_is_closed_at_the_next_start(folder):
    for path in [folder.data, *folder.data.rglob("*")]:
        path.chmod(0o755 if path.is_dir() else 0o644)
    tidy(folder.data)
    assert modes(folder.data) == set()


def test_a_list_that_excel_saved_is_closed_too_and_is_no_strangers_file(folder):
    for name in kept_files():
        (folder.data / name).write_text("Id,Text\n", encoding="utf-8")
    for path in [folder.data, *folder.data.rglob("*")]:
        path.chmod(0o755 if path.is_dir() else 0o644)
    tidy(folder.data)
    assert modes(folder.data) == set()


def test_a_folder_with_other_things_in_it_keeps_its_own_mode(folder):
    (folder.data / "holiday.jpg").write_bytes(b"not ours")
    for path in [folder.data, *folder.data.rglob("*")]:
        path.chmod(0o755 if path.is_dir() else 0o644)
    tidy(folder.data)
    assert modes(folder.data) == {"data: 40755", "holiday.jpg: 100644"}


def test_what_a_killed_load_left_goes_at_the_next_start(folder):
    store = folder.data / "store"
    for name in ("cx-0123456789ab.duckdb.part", "cx-0123456789ab.duckdb.part.wal", ".current.part", "cx-9.seal"):
        (store / name).write_text("rows\n", encoding="utf-8")
    (store / ".work-17" / "spill").mkdir(parents=True)
    (store / ".work-17" / "spill" / "rows.tmp").write_text("rows\n", encoding="utf-8")
    kept = len(list(store.glob("cx-*")))
    tidy(folder.data)
    assert len(list(store.glob("cx-*"))) == kept - 3
    assert not list(store.glob(".*"))


def test_an_upload_whose_folder_lost_its_lock_to_a_kill_is_swept_too(monkeypatch, tmp_path):
    """A kill in the middle of deleting may take the lock first: the folder then lay there for ever."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    left, new = tmp_path / "cx-private-left", tmp_path / "cx-private-new"
    for folder in (left, new):
        folder.mkdir()
        (folder / "upload.csv").write_text("Name\nPat\n", encoding="utf-8")
    os.utime(left, (time.time() - 3600, time.time() - 3600))
    assert temporary.sweep() == [left]
    assert new.is_dir()


def test_a_write_that_fails_leaves_the_file_as_it_was(tmp_path, monkeypatch):
    path = tmp_path / "council.toml"
    write_whole(path, "old\n")

    def refuse(*given):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", refuse)
    with pytest.raises(Exception, match="is full, so this was not done; what was there before is as it was"):
        write_whole(path, "new\n")
    assert [entry.name for entry in tmp_path.iterdir()] == ["council.toml"]
    assert path.read_text(encoding="utf-8") == "old\n"


@pytest.mark.parametrize(
    ("given", "name"),
    [
        ("march.csv", "march.csv"),
        ("CON.csv", "_CON.csv"),
        ("com1", "_com1"),
        ("nul.tar.gz", "_nul.tar.gz"),
        ("report. ", "report"),
        ("..", "file"),
        ("C:\\exports\\march.csv", "march.csv"),
        ("../../etc/passwd", "passwd"),
        ('a<b>:"c|d?*.csv', "a_b___c_d__.csv"),
        ("x" * 300 + ".csv", "x" * 107 + ".csv"),
        ("é" * 300 + ".xlsx", "é" * 53 + ".xlsx"),
    ],
)
def test_a_name_from_elsewhere_is_one_that_every_system_takes(given, name):
    assert safe_name(given) == name
    assert not is_reserved(safe_name(given))


def test_the_lock_of_a_list_is_its_owners_alone(folder):
    mask = os.umask(0)
    try:
        with changing(folder.data / "paper_figures.csv"):
            pass
    finally:
        os.umask(mask)
    assert stat.S_IMODE((folder.data / ".paper_figures.csv.lock").stat().st_mode) == 0o600


def test_what_cannot_be_written_leaves_nothing_beside(tmp_path):
    (tmp_path / "a.txt").write_text("before", encoding="utf-8")
    with pytest.raises(UnicodeEncodeError):
        write_whole(tmp_path / "a.txt", "\ud800")
    assert {path.name: path.read_text("utf-8") for path in tmp_path.iterdir()} == {"a.txt": "before"}
