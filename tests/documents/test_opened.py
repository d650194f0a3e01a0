"""Documents opened by LibreOffice, once for all formats: every page and slide is there, with its words."""

import re
from pathlib import Path

import pytest

from cxdata.documents import write_document
from tests.documents.office import find_office, is_whole, words_by_page
from tests.documents.written import ARABIC, LONG, MARK, SCRIPT, document

pytestmark = pytest.mark.unit
Pages = dict[str, list[str]]


@pytest.fixture(scope="module")
def pages(libreoffice: str, tmp_path_factory: pytest.TempPathFactory) -> Pages:
    """The words of each page, by format, on one line each."""
    folder = tmp_path_factory.mktemp("opened")
    kinds = ("docx", "pptx", "xlsx")
    files = [folder / f"paper-{kind}.{kind}" for kind in kinds]
    for file in files:
        write_document(document(), file)
    return dict(zip(kinds, words_by_page(libreoffice, files), strict=True))


def test_word_has_every_heading_on_the_page_that_its_contents_list_says(pages: Pages) -> None:
    first, *rest = pages["docx"]
    for heading in ("Who is satisfied", "By ward", "Since January", "How people reach us", f"Where {SCRIPT}", "Annex"):
        (listed,) = re.findall(rf"{re.escape(heading)} ?\.+ ?(\d+)", first)
        assert heading in [first, *rest][int(listed) - 1]


def test_each_sheet_of_word_says_its_number_and_the_mark(pages: Pages) -> None:
    count = len(pages["docx"])
    assert 8 <= count <= 16
    for number, words in enumerate(pages["docx"], start=1):
        assert f"Page {number} of {count}" in words
        assert MARK in words


def test_word_repeats_the_heads_of_a_table_of_200_rows(pages: Pages) -> None:
    with_streets = [words for words in pages["docx"] if re.search(r"Street \d", words)]
    assert len(with_streets) > 3
    assert all("Street Letters =1+1" in words for words in with_streets)
    assert "Street 200 1400" in with_streets[-1]


def test_each_slide_is_a_page_with_its_whole_finding(pages: Pages) -> None:
    assert len(pages["pptx"]) == 6
    for words, finding in zip(pages["pptx"][2:], [figure.finding for figure in document().figures], strict=True):
        assert finding in words
    assert LONG in pages["pptx"][5]
    assert all(MARK in words for words in pages["pptx"])
    assert all(words in pages["pptx"][2] for words in ("Dunes, worse", "29.3%", "Castle (few), worse", "50%"))
    assert all(words in pages["pptx"][3] for words in ("Apr 2026", "Target 20.0%", "23.1%"))


def test_each_sheet_of_the_workbook_is_printed_with_its_heads(pages: Pages) -> None:
    whole = " ".join(pages["xlsx"])
    assert pages["xlsx"][0].startswith(MARK)
    assert "Dunes 44 150 29.3" in whole
    assert "Street 3 21 =1+1" in whole, "words, not 2"
    assert sum("Street Letters" in words for words in pages["xlsx"]) > 3


def test_the_words_of_other_scripts_are_there(pages: Pages) -> None:
    # A PDF holds Arabic in the order in which it is drawn, from right to left or the other way.
    letters = set(ARABIC.replace(" ", ""))
    assert any(letters <= set(words) or sum(letter in words for letter in letters) > 5 for words in pages["docx"])


def test_a_libreoffice_without_slides_is_not_whole(tmp_path: Path) -> None:
    for part in ("soffice", "libswlo.so", "libsclo.so"):
        (tmp_path / part).touch()
    assert find_office(lambda: [str(tmp_path / "soffice")], is_whole) == ""
    (tmp_path / "libsdlo.so").touch()
    assert find_office(lambda: [str(tmp_path / "soffice")], is_whole) == str(tmp_path / "soffice")
