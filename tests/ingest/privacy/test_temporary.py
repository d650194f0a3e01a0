"""Temporary folders with uploads: gone after use, and after a kill swept by the next start."""

import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from cxdata.ingest.privacy.temporary import private_folder, sweep
from tests.conftest import ROOT

HOLDS = """
import sys, time
from cxdata.ingest.privacy.temporary import private_folder
with private_folder() as folder:
    (folder / "upload.csv").write_text("Zelda Quillfeather")
    print(folder, flush=True)
    time.sleep(60)
"""


@pytest.fixture(autouse=True)
def _own_temporary_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setenv("TMPDIR", str(tmp_path))


def test_a_folder_is_gone_after_use() -> None:
    with private_folder() as folder:
        (folder / "upload.csv").write_text("Zelda Quillfeather", encoding="utf-8")
        assert sweep() == []
        assert (folder / "upload.csv").is_file()
    assert not folder.exists()


def test_what_a_killed_process_left_is_swept_and_what_a_living_one_holds_is_not(tmp_path: Path) -> None:
    with subprocess.Popen([sys.executable, "-c", HOLDS], cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        folder = Path(process.stdout.readline().strip())
        assert folder.parent == tmp_path
        assert sweep() == []
        process.send_signal(signal.SIGKILL)
        process.wait()
        assert (folder / "upload.csv").is_file()
        assert sweep() == [folder]
    assert not folder.exists()
