"""council.toml: what an officer may set is read as written, and what cannot be is refused in a sentence."""

from dataclasses import replace
from pathlib import Path

import pytest

from cxdata.council import Council, Redaction, read_council
from cxdata.data_folder import write_name
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


def test_a_name_is_written_where_there_is_no_file(tmp_path: Path) -> None:
    write_name(tmp_path / "data", '  Town  of "Three Elms" \\ Ö ')
    assert read_council(tmp_path / "data") == Council(name='Town of "Three Elms" \\ Ö')


@pytest.mark.parametrize(
    "before",
    [
        "# ours\n[disclosure]\nhide_below = 8\n",
        '# ours\n[disclosure]\nhide_below = 8\n\n[council]  # who we are\ntimezone = "Europe/Dublin"\n[real_change]\n',
        "# ours\n[disclosure]\nhide_below = 8\n[council]\n",
    ],
)
def test_a_name_is_added_to_a_file_and_all_else_stays(tmp_path: Path, before: str) -> None:
    path = tmp_path / "council.toml"
    path.write_text(before, encoding="utf-8")
    standing = read_council(tmp_path)
    write_name(tmp_path, "Ambleford")
    assert read_council(tmp_path) == replace(standing, name="Ambleford")
    assert path.read_text(encoding="utf-8").replace('name = "Ambleford"\n', "").replace("[council]\n\n#", "#") == before
    assert [found.name for found in tmp_path.iterdir()] == ["council.toml"], "no half of a file is left"


def test_a_name_that_stands_is_never_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "council.toml"
    path.write_text('[council]\nname = "Ambleford"\n', encoding="utf-8")
    write_name(tmp_path, "Ambleford")
    with pytest.raises(CxError, match="names the council Ambleford already. Change the name in that file"):
        write_name(tmp_path, "Elsewhere")
    assert path.read_text(encoding="utf-8") == '[council]\nname = "Ambleford"\n'


def test_a_file_that_cannot_be_added_to_is_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "council.toml"
    for text in ('council = { timezone = "Europe/Dublin" }\n', 'council.timezone = "Europe/Dublin"\n'):
        path.write_text(text, encoding="utf-8")
        with pytest.raises(CxError, match=r'Write name = "Ambleford" into \[council\]'):
            write_name(tmp_path, "Ambleford")
        assert path.read_text(encoding="utf-8") == text


@pytest.mark.parametrize("name", ["", "  ", "...", "A" * 81, "Amble\x00ford", "Amble\u202eford"])
def test_what_is_no_name_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(CxError, match="name"):
        write_name(tmp_path, name)
    assert not (tmp_path / "council.toml").exists()
