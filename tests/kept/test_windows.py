"""Every act under the rules of Windows for files: with a dashboard that holds the store open, and names it refuses."""

import os
import subprocess
import sys

import pytest

from cxdata.errors import CxError
from cxdata.ingest.history.backup import back_up
from cxdata.ingest.history.erase import erase_all, erase_files
from cxdata.ingest.history.remove import remove_files
from cxdata.ingest.history.restore import restore
from cxdata.ingest.history.undo import put_back, undo
from cxdata.ingest.history.versions import list_versions
from cxdata.ingest.load.store_folder import tidy
from cxdata.store import Store, current_path, open_store
from tests.conftest import ROOT
from tests.ingest.loading import HEADER
from tests.kept.conftest import A, C, references
from tests.kept.windows import behave_like_windows

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="asks Linux which files are open")


@pytest.fixture
def refused(folder, monkeypatch) -> list[str]:
    """What the stand-in refused, from here on."""
    return behave_like_windows(monkeypatch, folder.root)


def test_the_stand_in_refuses_what_windows_refuses(folder, refused):
    path = folder.file("held.csv", "x")
    with path.open(encoding="utf-8"), pytest.raises(PermissionError):
        path.unlink()
    with path.open(encoding="utf-8"), pytest.raises(PermissionError):
        os.replace(folder.file("new.csv", "y"), path)
    with pytest.raises(OSError, match="syntax is incorrect"):
        (folder.root / "aux.csv").write_text("x", encoding="utf-8")
    assert refused == ["unlink held.csv", "replace held.csv", "name aux.csv"]


def test_load_append_undo_and_restore_need_no_open_file(folder, refused):
    folder.load_one("c.csv", HEADER, C)
    undo(folder.data)
    put_back(folder.data, list_versions(folder.data)[0].version)
    remove_files(folder.data, [1])
    assert references(folder) == ["A2", "A3"]
    kept = folder.root / "backup.zip"
    back_up(folder.data, kept)
    restore(kept, folder.data)
    assert references(folder) == ["A2", "A3"]
    tidy(folder.data)
    assert refused == []


def test_a_dashboard_that_holds_the_store_stops_no_load(folder, refused):
    """Old versions that are held stay for the next load to drop; nothing else is touched."""
    (folder.data / "council.toml").write_text("[store]\nversions = 1\n", encoding="utf-8")
    held = open_store(folder.data)
    folder.load_one("c.csv", HEADER, C)
    assert references(folder) == ["A1", "A2", "A3"]
    assert held.tuples("select count(*) from contacts") == [(2,)]
    assert refused == [f"unlink {held.path.name}"]
    held.close()
    folder.load_one("d.csv", HEADER, A.replace("A1", "A4"))
    assert not held.path.exists()


def test_an_erasure_names_what_is_held_and_is_finished_at_the_next_start(folder, refused):
    used = current_path(folder.data)
    assert used is not None
    held = Store(used)
    with pytest.raises(CxError, match=rf"{held.path.name} could not be deleted, because another program uses it"):
        erase_files(folder.data, [1])
    assert references(folder) == ["A2"]
    held.close()
    tidy(folder.data)
    assert [version.version for version in list_versions(folder.data)] == [open_store(folder.data).version]
    erase_all(folder.data)
    assert sorted(path.name for path in (folder.data / "store").iterdir()) == ["lock"]


def test_damage_met_by_a_page_that_holds_the_file_still_shows_the_version_before(folder, refused):
    used = current_path(folder.data)
    assert used is not None
    held = Store(used)
    with used.open("r+b") as file:
        file.seek(12288)
        file.write(bytes(used.stat().st_size - 12288))
    with pytest.raises(CxError, match="is damaged"):
        held.tuples("select * from contacts")
    assert references(folder) == ["A1"]
    held.close()
    folder.load_one("c.csv", HEADER, C)
    assert references(folder) == ["A1", "A3"]


@pytest.mark.parametrize("name", ["con.csv", "a:b.csv", "report. "])
def test_a_file_that_was_named_elsewhere_can_be_uploaded(folder, refused, name):
    from streamlit.runtime.uploaded_file_manager import UploadedFile, UploadedFileRec

    from cxdata.ui.frame.uploads import on_disk

    uploaded = UploadedFile(UploadedFileRec("1", name, "text/csv", f"{HEADER}\n{C}\n".encode()), None)
    with on_disk([uploaded]) as paths:
        assert [path.read_bytes()[:3] for path in paths] == [b"Ref"]
    assert refused == []


def test_a_console_that_lacks_a_letter_shows_another_and_stops_nothing():
    """A redirected output has the system's old encoding, in which there is no minus sign, no arrow and no triangle."""
    done = subprocess.run(
        [sys.executable, "-m", "cxdata", "measures"],
        cwd=ROOT,
        capture_output=True,
        env={**os.environ, "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"},
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert b"Traceback" not in done.stderr
