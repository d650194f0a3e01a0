"""ward-sheet: one ward or all, in each format; refused in words; everybody's out of an edition without the store."""

import json
import time
from pathlib import Path

import docx
import pytest

from tests.cli.terminal import run

MOST_SECONDS = 20


def test_all_wards_are_written_in_less_than_twenty_seconds_of_the_processor(sample_data: Path, tmp_path: Path) -> None:
    began = time.process_time()
    done = run(sample_data, "ward-sheet", "--all", "--out", tmp_path / "sheets", "--as", "docx")
    used = time.process_time() - began
    assert done.code == 0, done.err
    assert done.out == f"Written: 24 ward sheets into {tmp_path / 'sheets'}.\n"
    names = sorted(path.name for path in (tmp_path / "sheets").iterdir())
    assert len(names) == 24
    assert "Mill & Quay.docx" in names
    assert used < MOST_SECONDS, f"{used:.1f} s"
    file = docx.Document(str(tmp_path / "sheets" / "Mill & Quay.docx"))
    assert file.paragraphs[0].text == "Mill & Quay: ward sheet"
    heads = [one.text for one in file.paragraphs if one.style and one.style.name == "Heading 1"]
    assert heads[:3] == ["How often people get in touch", "What changed", "What people get in touch about"]
    assert heads[-1] == "Three questions to ask"


def test_one_ward_is_written_to_the_file_and_named_for_scripts(sample_data: Path, tmp_path: Path) -> None:
    place = tmp_path / "sheet.html"
    done = run(sample_data, "ward-sheet", "lock end", "--out", place, "--period", "2025/26", "--format", "json")
    assert done.code == 0, done.err
    assert json.loads(done.out) == {"written": [str(place)]}
    page = place.read_text("utf-8")
    assert "<h1>Lock End: ward sheet</h1>" in page
    assert "Period: 2025/26" in page
    assert "Invented figures of a sample council." in page


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("Quarn", "--out", "x.html"), "There is no ward 'Quarn'. Did you mean Quarn Edge or Quarn Heath?"),
        (("--out", "x.html"), "Name one ward, or say --all for every ward"),
        (("Lock End", "--all", "--out", "x"), "Name one ward, or say --all for every ward"),
        (("Lock End", "--where", "ward=Tannery", "--out", "x.html"), "Name the ward itself, without --where ward"),
        (("Lock End", "--out", "x.xlsx"), "A ward sheet is a .docx, .html or .pdf, and “x.xlsx” is none of them."),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence(
    sample_data: Path, tmp_path: Path, words: tuple[str, ...], said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    done = run(sample_data, "ward-sheet", *words)
    assert (done.code, done.out) == (1, "")
    assert said in done.err
    assert not list(tmp_path.iterdir()), "nothing is written"


def test_everybodys_is_made_of_an_edition_alone_and_says_less(edition_data: Path, tmp_path: Path) -> None:
    """The store beside this edition cannot be read by anybody."""
    place = tmp_path / "sheet.html"
    done = run(edition_data, "ward-sheet", "Quarn Edge", "--publish", "--out", place)
    assert done.code == 0, done.err
    page = place.read_text("utf-8")
    assert "Published figures, edition of 12 October 2026." in page
    # By what the edition was made of: the sample's folder may have any name.
    assert edition_data.name != "sample"
    assert "Invented figures of a sample council." in page
    assert "Each count is rounded up or down to a multiple of 5" in page
    assert "Beside online, in the whole council:" in page
    for word in ("Wards most like it", "Three questions to ask", "open cases of councillors", "not to be published"):
        assert word not in page
    everywhere = run(edition_data, "ward-sheet", "--all", "--publish", "--out", tmp_path / "all", "--as", "html")
    assert everywhere.code == 0, everywhere.err
    assert len(list((tmp_path / "all").iterdir())) == 24
    refused = run(edition_data, "ward-sheet", "Quarn", "--publish", "--out", tmp_path / "x.html")
    assert refused.code == 1
    assert "Nothing is published of ward 'Quarn'. Did you mean Quarn Edge or Quarn Heath?" in refused.err
