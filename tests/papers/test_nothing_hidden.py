"""Whatever a file of the paper for everybody holds, seen or unseen, is of the paper: words, notes, chart data, sheets
inside charts, alternative text, properties. The store behind it cannot be read, so no exact count can be in it.
"""

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import openpyxl
import pytest
from lxml import etree

from cxdata.documents import Bullets, Table, content_of
from cxdata.documents.frozen import to_record
from cxdata.papers.meeting.keeping.kept import Paper

NUMBER = re.compile(r"\d+(?:\.\d+)?")
NUMBERING = re.compile(r"(?:Figure|Table|figure|table|Page|Slide|Sheet) \d+(?: of \d+)?")
PARTS = re.compile(
    r"(document|footnotes|header\d*|footer\d*|slide\d+|notesSlide\d+|chart\d+|core|app|comments\d*)\.xml$"
)
COLOUR = re.compile(r"#[0-9A-Fa-f]{6}")
SMALL = 60


def words_in(value: Any) -> Iterator[str]:
    """Every text and number of a record."""
    if isinstance(value, dict):
        for one in value.values():
            yield from words_in(one)
    elif isinstance(value, list | tuple):
        for one in value:
            yield from words_in(one)
    elif value is not None and not COLOUR.fullmatch(str(value)):
        yield str(value)


def numbers(texts: Iterator[str]) -> set[float]:
    """The numbers in texts, without thousands separators; those that number figures and sheets left out."""
    found = (NUMBERING.sub("", text).replace(",", "") for text in texts)
    return {float(number) for text in found for number in NUMBER.findall(text)}


def in_xml(content: bytes) -> Iterator[str]:
    """The words, values, alternative texts and titles of an XML part."""
    for element in etree.fromstring(content).iter():
        if not isinstance(element.tag, str):
            continue
        name = etree.QName(element).localname
        if name in ("t", "v", "f", "title", "creator", "subject", "keywords", "description", "desc"):
            yield element.text or ""
        for attribute in ("descr", "title", "alt"):
            yield element.get(attribute, "")


def in_workbook(content: bytes) -> Iterator[str]:
    """Every cell of every sheet. None is hidden."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    for sheet in book.worksheets:
        assert sheet.sheet_state == "visible"
        for row in sheet.iter_rows(values_only=True):
            yield from (str(cell) for cell in row if cell is not None)


def in_package(content: bytes) -> Iterator[str]:
    """Everything in a file of Word or PowerPoint, the workbooks inside its charts included."""
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        for name in packed.namelist():
            if name.endswith(".xlsx"):
                yield from in_workbook(packed.read(name))
            elif PARTS.search(name):
                yield from in_xml(packed.read(name))


def in_html(content: bytes) -> Iterator[str]:
    """The text of a web page, and the words inside its drawings."""
    page = etree.fromstring(content, etree.HTMLParser())
    for element in page.iter():
        if isinstance(element.tag, str) and element.tag not in ("style", "script"):
            yield element.text or ""
            yield element.tail or ""


READERS = {".docx": in_package, ".pptx": in_package, ".xlsx": in_workbook, ".html": in_html}


def foreign(content: bytes, ending: str, own: set[float]) -> set[float]:
    """The numbers in a file that are none of the paper's, as they are or as a share."""
    told = numbers(READERS[ending](content))
    return {number for number in told - own if number / 100 not in own and number * 100 not in own}


@pytest.fixture(scope="module")
def own(public_paper: Paper) -> set[float]:
    return numbers(words_in(to_record(public_paper.document)))


@pytest.mark.parametrize("ending", READERS)
def test_every_number_in_a_file_is_one_of_the_paper(public_paper: Paper, own: set[float], ending: str) -> None:
    content = content_of(public_paper.document, ending)
    assert foreign(content, ending, own) == set()
    assert len(numbers(READERS[ending](content))) > 300


@pytest.mark.parametrize("ending", READERS)
def test_a_number_that_is_not_of_the_paper_is_found_in_each_file(
    public_paper: Paper, own: set[float], ending: str
) -> None:
    """Small counts are the dangerous ones: those are planted that happen to stand nowhere in the paper."""
    small = [n for n in range(1, SMALL) if n not in own and n / 100 not in own and n * 100 not in own][:3]
    assert len(small) == 3
    said = tuple(f"Of these {number} were late." for number in (*small, "10,371"))
    planted = (Bullets(said, slide="Planted"), Table("Planted", "Planted", ("Late",), tuple((line,) for line in said)))
    document = replace(public_paper.document, blocks=(*public_paper.document.blocks, *planted))
    assert foreign(content_of(document, ending), ending, own) == {*map(float, small), 10371.0}
