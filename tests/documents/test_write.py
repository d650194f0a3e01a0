"""A document as a file: by its ending, whole or not at all."""

from pathlib import Path

import pytest

from cxdata.documents import ENDINGS, content_of, write_document
from cxdata.documents.html import to_html
from cxdata.errors import CxError
from tests.documents.written import document

pytestmark = pytest.mark.unit


def test_the_ending_says_the_format_in_capitals_too(tmp_path: Path) -> None:
    write_document(document(), tmp_path / "paper.HTML")
    assert (tmp_path / "paper.HTML").read_bytes() == to_html(document())
    assert [path.name for path in tmp_path.iterdir()] == ["paper.HTML"], "nothing else is left beside it"


@pytest.mark.parametrize("name", ["paper.odt", "paper", "paper.doc"])
def test_an_unknown_ending_is_refused_with_those_it_knows(tmp_path: Path, name: str) -> None:
    with pytest.raises(CxError) as refused:
        write_document(document(), tmp_path / name)
    assert all(ending in str(refused.value) for ending in ENDINGS)
    assert not list(tmp_path.iterdir())


def test_a_template_that_is_none_leaves_the_file_that_was_there(tmp_path: Path) -> None:
    path = tmp_path / "paper.docx"
    path.write_bytes(b"last month's")
    with pytest.raises(CxError, match="The template is no Word document"):
        write_document(document(), path, template=b"a photograph")
    assert path.read_bytes() == b"last month's"


def test_a_folder_that_cannot_be_made_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(CxError, match="a file lies in the way"):
        write_document(document(), tmp_path / "file" / "paper.html")


def test_word_files_begin_as_archives_do() -> None:
    assert content_of(document(), ".docx").startswith(b"PK")
