"""Which council is open at the terminal: the sample until one's own is begun, and never both in one store."""

import json
import shutil
from pathlib import Path

import pytest

from cxdata.data_folder import sample_folder
from tests.cli.terminal import run, show
from tests.conftest import ROOT

CSV = """Case ID,Date Logged,Channel,Topic
A1,2026-05-04,Telephone,Bins
A2,2026-05-11,Telephone,Bins
A3,2026-05-18,Web form,Parking
"""
WORDS = (["status"], ["checks"], ["show", "contacts"], ["overview"], ["pockets"], ["definition-changes"])


@pytest.fixture
def newcomer(sample_data: Path, tmp_path: Path) -> Path:
    """A data folder as start.py makes it: the sample's folder inside it and nothing else."""
    shutil.copytree(sample_data, sample_folder(tmp_path / "data"))
    return tmp_path / "data"


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A file of one's own."""
    path = tmp_path / "own.csv"
    path.write_text(CSV, encoding="utf-8")
    return path


@pytest.mark.parametrize("words", WORDS, ids=lambda words: words[0])
def test_a_question_to_a_new_folder_is_answered_by_the_sample_and_says_so(
    newcomer: Path, sample_data: Path, words: list[str]
) -> None:
    done = run(newcomer, *words)
    assert done.code == 0
    assert done.out == run(sample_data, *words).out
    assert done.err == (
        f"cxdata: Invented figures of a sample council. Nothing of your own is loaded in {newcomer} yet.\n"
    )


def test_load_sample_answers_in_the_folder_it_is_told(tmp_path: Path) -> None:
    assert run(tmp_path / "data", "load", "--sample").code == 0
    done = run(tmp_path / "data", "show", "contacts", "--format", "json")
    assert (done.code, done.err) == (0, "")
    assert (
        run(tmp_path / "data", "council").out
        == "Open is Quarnmere Borough Council. Invented figures of a sample council.\n"
    )


def test_own_files_are_loaded_beside_the_sample_and_answer_alone(newcomer: Path, own: Path) -> None:
    assert json.loads(run(newcomer, "council", "--format", "json").out) == {
        "name": "Quarnmere Borough Council",
        "folder": str(newcomer / "sample"),
        "holds": "sample",
        "loaded": True,
    }
    assert run(newcomer, "council", "--name", "Ambleford").out == (
        "Open is your own council, Ambleford. Nothing is loaded yet.\n"
    )
    assert run(newcomer, "load", "--suggested", own).code == 0
    assert run(newcomer, "council").out == "Open is your own council, Ambleford.\n"
    assert show(newcomer, "contacts")["rows"][0]["value"] == 3
    assert run(newcomer, "load", ROOT / "sample_data" / "engagement_log.csv").code == 1
    refused = run(newcomer, "load", "--sample")
    assert refused.code == 1
    assert f"python -m cxdata --data {newcomer / 'sample'} load --sample" in refused.err
    assert show(newcomer, "contacts")["rows"][0]["value"] == 3


def test_own_files_and_the_sample_are_not_loaded_in_one_call(tmp_path: Path, own: Path) -> None:
    done = run(tmp_path / "data", "load", "--sample", own)
    assert done.code == 1
    assert "are two stores" in done.err
    assert not (tmp_path / "data").exists()
