"""Papers at the command line: made, written in each format, made again, drafted, listed, and refused in words."""

import hashlib
import json
import shutil
import zipfile
from pathlib import Path

import pytest

from tests.cli.terminal import run
from tests.conftest import ROOT

MEETING = ("--meeting", "Scrutiny Committee", "--date", "2026-12-08", "--sections", "summary,targets")


@pytest.fixture(scope="module")
def data(sample_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the sample council's folder with one paper, written as Word."""
    data = Path(shutil.copytree(sample_data, tmp_path_factory.mktemp("paper") / "data"))
    words = data.parent / "words.toml"
    words.write_text('advice = "Note that 47.5% is short of the target."\n', "utf-8")
    done = run(data, "paper", *MEETING, "--words", words, "--out", data.parent / "paper.docx")
    assert done.code == 0, done.err
    return data


def test_a_paper_is_written_and_listed(data: Path) -> None:
    listed = json.loads(run(data, "paper", "list", "--format", "json").out)
    assert listed["faults"] == []
    [paper] = listed["papers"]
    assert (paper["meeting"], paper["date"], paper["audience"]) == ("Scrutiny Committee", "2026-12-08", "members")
    assert paper["period"] == "September 2025 to August 2026"
    with zipfile.ZipFile(data.parent / "paper.docx") as word:
        text = word.read("word/document.xml").decode()
    assert "Dealt with online, 4 services: 47.5%, and the target of 80% is missed" in text
    assert paper["digest"] in text


def test_made_again_it_has_the_same_bytes_nothing_differs_and_a_second_screen_shows_it(data: Path) -> None:
    word, screen = data.parent / "paper.docx", data.parent / "screen.html"
    again = run(data, "paper", "again", word, "--out", data.parent / "again.docx", "--screen", screen)
    assert "the same bytes" in again.out
    assert "Made today, every figure of this paper would read the same." in again.out
    assert (data.parent / "again.docx").read_bytes() == word.read_bytes()
    text = screen.read_text("utf-8")
    assert text.count('<section id="ward-') == 24
    assert ">Quarn Heath</a>" in text
    screen.unlink()
    assert run(data, "paper", "again", word, "--screen", screen, "--format", "json").code == 0
    assert screen.read_text("utf-8") == text


def test_a_target_that_was_changed_is_the_reason_that_its_row_would_differ(data: Path) -> None:
    settings = data / "council.toml"
    before = settings.read_text("utf-8")
    settings.write_text(before.replace("high = 120.0", "high = 90.0"), "utf-8")
    try:
        compared = json.loads(run(data, "paper", "again", data.parent / "paper.docx", "--format", "json").out)
    finally:
        settings.write_text(before, "utf-8")
    [promised] = [
        one for one in compared["differs"] if one["row"] == "Average phone wait" and one["column"] == "Promised"
    ]
    assert (promised["then"], promised["now"]) == ("at most 2 min", "at most 1 min 30 s")
    assert promised["why"] == "the council's settings were changed"


def test_the_draft_of_the_next_paper_marks_its_figures(data: Path) -> None:
    drafted = run(data, "paper", "draft", "--meeting", "scrutiny committee", "--date", "2027-02-09")
    assert 'advice = "Note that [check: 47.5%] is short of the target."' in drafted.out


def test_a_file_that_was_written_again_is_of_the_paper_too(data: Path) -> None:
    slides = data.parent / "again.pptx"
    told = run(data, "paper", "again", data.parent / "paper.docx", "--out", slides)
    assert "the same bytes" not in told.out, "a paper's first slides are like none before"
    folder = json.loads(run(data, "paper", "again", slides, "--format", "json").out)["folder"]
    noted = json.loads((Path(folder) / "outputs.json").read_text("utf-8"))
    assert hashlib.sha256(slides.read_bytes()).hexdigest() in noted


@pytest.mark.parametrize(
    ("order", "said"),
    [
        (("--meeting", "Cabinet"), "Say which meeting the paper is for"),
        ((*MEETING, "--period", "2031/32"), "There is no period '2031/32' in the data."),
        ((*MEETING, "--out", "paper.odt"), "A document cannot be written as “.odt”"),
        ((*MEETING, "--audience", "public", "--period", "2031/32"), "The edition has no period '2031/32'. It has: "),
        (("again", "nowhere.docx"), "There is no file nowhere.docx."),
        (("draft", "--meeting", "Cabinet", "--date", "2027-02-09"), "No earlier paper for “Cabinet” is kept"),
    ],
)
def test_what_cannot_be_done_is_said(data: Path, order: tuple[str, ...], said: str) -> None:
    done = run(data, "paper", *order)
    assert done.code == 1
    assert said in done.err


def test_a_file_of_another_folder_is_of_no_paper_here(data: Path, tmp_path: Path) -> None:
    stranger = tmp_path / "paper.html"
    stranger.write_text("<html></html>", "utf-8")
    done = run(data, "paper", "again", stranger)
    assert (done.code, "paper.html is of no paper that is kept in this data folder." in done.err) == (1, True)


def test_a_backup_holds_the_papers(data: Path, tmp_path: Path) -> None:
    assert run(data, "backup", tmp_path / "copy.zip").code == 0
    with zipfile.ZipFile(tmp_path / "copy.zip") as packed:
        assert "papers/2026-12-08-scrutiny-committee-members/paper.json" in packed.namelist()


def test_a_template_in_the_data_folder_gives_papers_its_look_and_one_that_is_none_is_said(data: Path) -> None:
    template = data / "template.docx"
    template.write_text("no Word document", "utf-8")
    refused = run(data, "paper", "again", data.parent / "paper.docx", "--out", data.parent / "own.docx")
    template.unlink()
    assert refused.code == 1
    assert "template" in refused.err
    assert not (data.parent / "own.docx").exists()


@pytest.mark.parametrize("out", [("paper.odt",), ("paper.docx", "--template", str(ROOT / "README.md"))])
def test_what_cannot_be_written_is_not_kept_either(data: Path, tmp_path: Path, out: tuple[str, ...]) -> None:
    before = sorted(path.name for path in (data / "papers").iterdir())
    assert run(data, "paper", *MEETING, "--out", tmp_path / out[0], *out[1:]).code == 1
    assert sorted(path.name for path in (data / "papers").iterdir()) == before


def test_a_paper_is_removed_by_its_name_and_nothing_else_is(data: Path) -> None:
    assert run(data, "paper", "--meeting", "Trial", "--date", "2026-12-08", "--sections", "data").code == 0
    kept = {path.name for path in (data / "papers").iterdir()}
    for name in ("2026-12-08-trial", "..", "../store", "."):
        refused = run(data, "paper", "remove", name)
        assert (refused.code, f"No paper is kept under the name '{name}'." in refused.err) == (1, True)
    assert run(data, "paper", "remove", "2026-12-08-trial-members").code == 0
    assert {path.name for path in (data / "papers").iterdir()} == kept - {"2026-12-08-trial-members"}
    assert (data / "store").is_dir()
