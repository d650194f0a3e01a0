"""Fixtures that every room of the tests may use."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"


def _shared(part: str) -> Path:
    folder = SHARED / part
    if not folder.is_dir():
        pytest.skip(f"needs ../shared/{part}, which is not beside this project")
    return folder


@pytest.fixture(scope="session")
def shared_real() -> Path:
    """The folder of real exports with known answers; skips where it is absent."""
    return _shared("real")


@pytest.fixture(scope="session")
def shared_vectors() -> Path:
    """The folder of published answers; skips where it is absent."""
    return _shared("vectors")


@pytest.fixture(scope="session")
def sample_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the sample council loaded into it, once for the whole run; only to be read."""
    data = tmp_path_factory.mktemp("sample") / "data"
    command = [sys.executable, "-m", "cxdata", "--data", str(data), "load", "--sample"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, f"the sample council did not load:\n{done.stdout}\n{done.stderr}"
    return data
