"""council.toml: what an officer may set is read as written, and what cannot be is refused in a sentence."""

from pathlib import Path

import pytest

from cxdata.council import Council, Redaction, read_council
from cxdata.errors import CxError


def settings(folder: Path, text: str) -> Council:
    (folder / "council.toml").write_text(text, encoding="utf-8")
    return read_council(folder)


def test_references_and_names_of_the_councils_own(tmp_path: Path) -> None:
    assert settings(tmp_path, "").redaction == Redaction()
    own = settings(tmp_path, "[redaction]\nreferences = ['FS-Case-\\d+', 'CT\\d{8}']\nnames = ['Karen Ode']").redaction
    assert own == Redaction((r"FS-Case-\d+", r"CT\d{8}"), ("Karen Ode",))


def test_how_many_versions_are_kept(tmp_path: Path) -> None:
    assert settings(tmp_path, "").versions == 5
    assert settings(tmp_path, "[store]\nversions = 1\n").versions == 1


@pytest.mark.parametrize("written", ["versions = 0", "versions = 51", "versions = true", "versions = '5'"])
def test_a_number_of_versions_that_cannot_be_is_refused(tmp_path: Path, written: str) -> None:
    with pytest.raises(CxError, match="versions in .store. is a whole number from 1 to 50, and not"):
        settings(tmp_path, f"[store]\n{written}\n")
    with pytest.raises(CxError, match="has versions, and no 'keep'"):
        settings(tmp_path, "[store]\nkeep = 3\n")


@pytest.mark.parametrize(
    ("written", "sentence"),
    [
        ("references = ['FS-(']", r"the reference 'FS-\(' in \[redaction\] is no regular expression"),
        ("references = ['[0-9]*']", "fits an empty text, so it would be everywhere"),
        ("references = 'FS'", "references in .redaction. is a list of texts, none of them blank"),
        ("names = ['Karen', ' ']", "names in .redaction. is a list of texts, none of them blank"),
        ("names = [7]", "names in .redaction. is a list of texts"),
        ("people = ['Karen']", "has references and names, and no 'people'"),
    ],
)
def test_what_cannot_be_looked_for_is_refused(tmp_path: Path, written: str, sentence: str) -> None:
    with pytest.raises(CxError, match=sentence):
        settings(tmp_path, f"[redaction]\n{written}\n")
