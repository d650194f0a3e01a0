"""A sheet of two sides: without a colour in any format, without what a paper has more, and no more than fits."""

import io
import re
import zipfile
from dataclasses import replace

import docx
import pytest
from docx.oxml.ns import qn
from PIL import Image

from cxdata.documents import Bullets, Document, Heading, Paragraph, Table, content_of
from cxdata.documents.two_sides import HEIGHT, fits, height_of, in_grey, parts_of
from cxdata.papers.ward.part import MUST, Part
from cxdata.papers.ward.room import with_parts
from tests.documents.written import document

LINE = "People of Abbey got in touch 2,063 times, and that is 235.2 contacts for each 1,000 residents of the ward."


@pytest.fixture(scope="module")
def sheet() -> Document:
    """The written document as a sheet, with its first figure, list and table."""
    whole = document()
    figure = next(whole.figures)
    table = Table("Issues", "The most frequent", ("Reason", "Now"), (("Missed bin", "395"), ("Bill query", "146")))
    blocks = (
        Paragraph("Nothing differs.", "lead"),
        Heading("In touch"),
        Paragraph(LINE),
        table,
        Heading("Drawn"),
        figure,
        Heading("To ask"),
        Bullets(("Why?", "Since when?", "What next?"), numbered=True),
    )
    return replace(whole, blocks=blocks, layout="sheet", mark="For members.", cover=(("Period", "2025/26"),))


def greys(found: set[str]) -> bool:
    return all(colour[0:2].lower() == colour[2:4].lower() == colour[4:6].lower() for colour in found)


def test_the_web_page_of_a_sheet_has_no_colour_no_contents_and_no_table_of_its_figure(sheet: Document) -> None:
    page = content_of(sheet, ".html").decode()
    colours = set(re.findall(r"#([0-9A-Fa-f]{6})\b", page))
    assert colours
    assert greys(colours), colours
    assert "<nav" not in page
    assert page.count("<table") == 1
    assert page.count("<section>") == 3
    assert re.findall(r"<h(\d)", page) == ["1", "2", "2", "2"]
    assert "Table 1." not in page
    assert "Period: 2025/26" in page


def test_the_word_file_of_a_sheet_has_no_colour_and_its_parts_stay_together(sheet: Document) -> None:
    content = content_of(sheet, ".docx")
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        body, styles = (package.read(f"word/{name}.xml").decode() for name in ("document", "styles"))
        pictures = [Image.open(package.open(name)) for name in package.namelist() if name.startswith("word/media")]
    used = set(re.findall(r'w:pStyle w:val="(\w+)"', body))
    for style in used:
        look = re.search(rf'<w:style [^>]*w:styleId="{style}".*?</w:style>', styles, re.DOTALL)
        assert look, style
        assert greys(set(re.findall(r'<w:color w:val="([0-9A-Fa-f]{6})"', look[0]))), style
    assert len(pictures) == 1
    red, green, blue = pictures[0].convert("RGB").split()
    assert red.tobytes() == green.tobytes() == blue.tobytes()
    file = docx.Document(io.BytesIO(content))
    held = {one.text: one._p.find(f".//{qn('w:keepNext')}") is not None for one in file.paragraphs if one.text}
    assert (held[LINE], held["Why?"], held["What next?"]) == (True, True, False)
    assert not any("TOC" in (one.style.name or "") for one in file.paragraphs if one.style)


def test_the_same_sheet_is_the_same_file(sheet: Document) -> None:
    for ending in (".html", ".docx"):
        assert content_of(sheet, ending) == content_of(sheet, ending)


def test_a_colour_becomes_the_grey_that_is_as_light() -> None:
    # BT.709 by hand: 0.2126 * 0x12 + 0.7152 * 0x43 + 0.0722 * 0x6D = 3.83 + 47.92 + 7.87 = 59.6, which is 0x3C
    assert in_grey("fill: #12436D; stroke: #FFFFFF; id: #part-1") == "fill: #3C3C3C; stroke: #FFFFFF; id: #part-1"


def test_a_line_more_than_two_sides_hold_does_not_fit(sheet: Document) -> None:
    def of(count: int) -> Document:
        parts = [block for _ in range(count) for block in (Heading("One more"), Paragraph(LINE))]
        return replace(sheet, blocks=tuple(parts))

    most = max(count for count in range(1, 60) if fits(of(count)))
    one = sum(map(height_of, next(parts_of(of(1)))))
    assert 2 * (HEIGHT * 0.9) < most * one < 2 * HEIGHT
    assert not fits(of(most + 1))


def test_what_matters_least_is_left_out_and_a_line_names_it_with_its_page(sheet: Document) -> None:
    empty = replace(sheet, blocks=(Paragraph("Nothing differs.", "lead"),))
    long = tuple(Paragraph(LINE) for _ in range(14))
    parts = [
        Part("First", long, MUST),
        Part("Second", long, 4, "Complaints"),
        Part("Third", long, 7, "Ward"),
        Part("Fourth", (Paragraph("Short."),), 1),
    ]
    made = with_parts(empty, parts)
    heads = [block.words for block in made.blocks if isinstance(block, Heading)]
    assert heads == ["First", "Second", "Fourth"]
    last = made.blocks[-1]
    assert isinstance(last, Paragraph)
    assert last.words == "Left out for want of room: “Third” (page Ward)."
    assert [block.words for block in with_parts(empty, parts[3:]).blocks if isinstance(block, Heading)] == ["Fourth"]
