"""A disk that is full, at any stage, and a folder that cannot be written: a sentence, and everything as it was."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from cxdata.cli.main import main
from cxdata.errors import CxError
from cxdata.ingest.history.backup import back_up
from cxdata.ingest.history.remove import remove_files
from cxdata.ingest.history.restore import restore
from cxdata.ingest.history.undo import undo
from cxdata.ingest.load.sample.apart import begin
from tests.effort import WHOLE
from tests.ingest.loading import HEADER, Folder
from tests.kept.conftest import C, references
from tests.kept.test_backup import digests

resource = pytest.importorskip("resource", reason="limits are of POSIX")
FULL = r"The disk of .* is full, so this was not done; what was there before is as it was\."


@contextmanager
def no_file_above(size: int) -> Iterator[None]:
    """Let this process write no file beyond a size, as a disk that fills up in the middle of it would."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def tree(folder: Folder) -> list[str]:
    """Every file and folder of a data folder."""
    return sorted(path.relative_to(folder.data).as_posix() for path in folder.data.rglob("*"))


def load(folder: Folder) -> None:
    folder.load(folder.root / "c.csv")


def load_with_new_ward(folder: Folder) -> None:
    folder.load(folder.root / "d.csv")


def remove(folder: Folder) -> None:
    remove_files(folder.data, [1])


def back(folder: Folder) -> None:
    undo(folder.data)


def backup(folder: Folder) -> None:
    back_up(folder.data, folder.root / "backup.zip")


SIZES = [0, 1, 4096, 12_288, 270_000, 800_000, 1_600_000] if WHOLE else [800_000]


ACTS = [load, load_with_new_ward, remove, back, backup] if WHOLE else [load, remove, backup]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("act", ACTS, ids=lambda act: act.__name__)
def test_a_disk_that_fills_up_leaves_everything_as_it_was(folder, act, size):
    before, names = digests(folder.data), tree(folder)
    folder.file("c.csv", HEADER, C)
    folder.file("d.csv", HEADER, C.replace("Abbey", "Brook"))
    if size > {back: 1, backup: 12_288}.get(act, size):
        pytest.skip("it writes less")
    with no_file_above(size), pytest.raises(CxError, match=FULL):
        act(folder)
    assert digests(folder.data) == before
    assert tree(folder) == names
    assert not (folder.root / "backup.zip").exists()
    assert references(folder) == ["A1", "A2"]


@contextmanager
def small_disk(folder: Path, size: int) -> Iterator[Path]:
    """A file system of its own of so many bytes; the test is skipped where this user may make none."""
    folder.mkdir()
    mounted = shutil.which("mount") and subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder)], capture_output=True, check=False
    )
    if not mounted or mounted.returncode:
        pytest.skip("NOT RUN: this user may not mount a small file system")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=False)


@pytest.mark.skipif(sys.platform != "linux", reason="mounts a tmpfs")
@pytest.mark.parametrize("left", range(0, 1_600_001, 100_000) if WHOLE else [1_500_000])
def test_a_disk_that_is_really_full(folder, left):
    """A file of ballast leaves so many bytes; whatever the stage at which they run out, the store stands as it was."""
    held = sum(path.stat().st_size for path in folder.data.rglob("*") if path.is_file())
    with small_disk(folder.root / "small", held + 8_000_000) as disk:
        shutil.copytree(folder.data, disk / "data")
        folder.data = disk / "data"
        room = os.statvfs(disk)
        (disk / "ballast").write_bytes(bytes(max(room.f_bavail * room.f_frsize - left, 0)))
        before, names = digests(folder.data), tree(folder)
        acts: list[Callable[[], object]] = [
            lambda: folder.load_one("c.csv", HEADER, C),
            lambda: remove_files(folder.data, [1]),
            lambda: back_up(folder.data, disk / "backup.zip"),
        ]
        for act in acts:
            with pytest.raises(CxError, match=FULL):
                act()
            (disk / "backup.zip").unlink(missing_ok=True)
            assert digests(folder.data) == before
            assert tree(folder) == names
        assert references(folder) == ["A1", "A2"]
        (disk / "ballast").unlink()
        folder.load_one("c.csv", HEADER, C)
        assert references(folder) == ["A1", "A2", "A3"]


def test_a_backup_that_has_no_room_to_be_restored_changes_nothing(folder):
    kept = folder.root / "backup.zip"
    back_up(folder.data, kept)
    before = digests(folder.data)
    with no_file_above(100_000), pytest.raises(CxError, match=FULL):
        restore(kept, folder.data)
    assert digests(folder.data) == before
    assert sorted(path.name for path in folder.root.iterdir()) == ["backup.zip", "data"]


def test_a_data_path_that_is_a_file_is_said(tmp_path, capsys):
    path = tmp_path / "data"
    path.write_text("mine\n", encoding="utf-8")
    given = tmp_path / "a.csv"
    given.write_text("Ref\n1\n", encoding="utf-8")
    for arguments in (["load", str(given)], ["council", "--name", "Quarnmere"], ["backup", str(tmp_path / "b.zip")]):
        assert main(["--data", str(path), *arguments]) == 1
    said = capsys.readouterr().err.splitlines()
    assert said[0] == (
        f"cxdata: {path} cannot be a folder of data, because a file lies in the way. Name another: --data DIR"
    )
    assert "because a file lies in the way" in said[1]
    assert said[2] == f"cxdata: There is nothing in {path} to keep."
    assert path.read_text(encoding="utf-8") == "mine\n"


def test_a_name_that_is_too_long_is_said(tmp_path):
    with pytest.raises(CxError, match=r"is longer than this system takes\. Choose a shorter one\."):
        begin(tmp_path / ("x" * 300), "Quarnmere")


AS_NOBODY = """
import encodings.ascii, encodings.utf_8_sig, os, sys
from cxdata.cli.main import main
from cxdata.cli import load, reference
from cxdata.ingest.load import build
from cxdata.ingest.load.sample import apart
from cxdata.ingest.history import versions
os.setgid(65534); os.setuid(65534)
sys.exit(main(sys.argv[1:]))
"""


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="NOT RUN: only root can become nobody")
@pytest.mark.parametrize(
    ("mode", "command", "said"),
    [
        (0o555, "load", "cannot be written: this user has no permission there, or it is read-only."),
        (0o000, "status", "this user has no permission"),
        (0o000, "load", "this user has no permission"),
    ],
)
def test_a_folder_without_permission_is_said(folder, mode, command, said, request):
    """As a user who owns nothing of it; in a place that this user can reach, which pytest's own is not."""
    place = Path(tempfile.mkdtemp())
    request.addfinalizer(lambda: shutil.rmtree(place))
    place.chmod(0o755)
    folder.root, folder.data = place, Path(shutil.copytree(folder.data, place / "data"))
    given = folder.file("c.csv", HEADER, C)
    for path in folder.data.rglob("*"):
        path.chmod(0o755 if path.is_dir() else 0o644)
    (folder.data / "store").chmod(mode)
    folder.data.chmod(0o555)
    before = digests(folder.data)
    arguments = ["--data", str(folder.data), command, *([str(given)] if command == "load" else [])]
    done = subprocess.run(
        [sys.executable, "-c", AS_NOBODY, *arguments], capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 1, done.stderr
    assert said in done.stderr
    assert "Traceback" not in done.stderr
    assert digests(folder.data) == before
