"""Data folders as an officer has them: the sample in its folder, and files of one's own beside it."""

import shutil
from pathlib import Path

import pytest

from cxdata.data_folder import sample_folder

OWN_CASES = """Case ID,Date Logged,Channel,Topic,Ward
A1,2026-05-04,Telephone,Bins,Millbeck
A2,2026-05-11,Telephone,Bins,Millbeck
A3,2026-05-18,Web form,Parking,Overdale
"""


@pytest.fixture
def newcomer(sample_data: Path, tmp_path: Path) -> Path:
    """A data folder as `start.py` leaves it on a new machine: nothing in it but the sample's folder."""
    data = tmp_path / "data"
    shutil.copytree(sample_data, sample_folder(data))
    return data


@pytest.fixture(scope="session")
def newcomer_to_read(sample_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same, one for all tests that only look: pages of one folder know what the pages before them asked."""
    data = tmp_path_factory.mktemp("newcomer") / "data"
    shutil.copytree(sample_data, sample_folder(data))
    return data


@pytest.fixture
def own_cases(tmp_path: Path) -> Path:
    """Three cases of one's own, in a layout that nobody knows."""
    path = tmp_path / "own_cases.csv"
    path.write_text(OWN_CASES, encoding="utf-8")
    return path
