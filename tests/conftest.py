"""Fixtures that every room of the tests may use."""

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
