"""The sample council's store, settings and planted truth, for every question of the room."""

import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest

from cxdata.store import Store, open_store
from tests.conftest import ROOT


@pytest.fixture(scope="session")
def planted() -> dict[str, dict[str, Any]]:
    """What the sample's generator says it planted."""
    return tomllib.loads((ROOT / "sample_data" / "planted.toml").read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def opg(shared_real: Path, tmp_path_factory: pytest.TempPathFactory) -> Store:
    """The Office of the Public Guardian's published counts: real, aggregated by month, without contacts or wards."""
    data = tmp_path_factory.mktemp("opg") / "data"
    files = sorted((shared_real / "opg").glob("*_service.json"))
    command = [sys.executable, "-m", "cxdata", "--data", str(data), "load", *map(str, files)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return open_store(data)
