"""A data folder with two versions, made once and copied for each test."""

import shutil
from pathlib import Path

import pytest

from tests.ingest.loading import HEADER, Folder

A = "A1,2026-03-01 10:00,2026-03-02 10:00,Call,Waste,Abbey,,,C-1001,yes,Pat Example"
B = "A2,2026-03-03 10:00,2026-03-04 10:00,Call,Waste,Abbey,,,C-1002,yes,Ann Example"
C = "A3,2026-03-05 10:00,2026-03-06 10:00,Call,Waste,Abbey,,,C-1001,yes,Pat Example"


@pytest.fixture(scope="session")
def made(tmp_path_factory) -> Path:
    """A folder in which a.csv and then b.csv were loaded."""
    folder = Folder(tmp_path_factory.mktemp("kept"))
    folder.load_one("a.csv", HEADER, A)
    folder.load_one("b.csv", HEADER, B)
    return folder.root


@pytest.fixture
def folder(made, tmp_path) -> Folder:
    """The same, to do with as a test likes."""
    shutil.copytree(made / "data", tmp_path / "data")
    whole = Folder.__new__(Folder)
    whole.root, whole.data = tmp_path, tmp_path / "data"
    return whole


def references(folder: Folder) -> list[str]:
    """The references of the contacts in the store that is opened."""
    return [name for (name,) in folder.rows("select contact_id from contacts order by all")]
