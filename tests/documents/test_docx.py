"""The Word file of a document, read as an archive and with python-docx, and a council's template in its place."""

import io
import zipfile
from dataclasses import replace

import docx
import pytest
from docx.shared import Mm, Pt
from lxml import etree
from PIL import Image

from cxdata.documents import Document, Paragraph
from cxdata.documents.word import to_docx
from tests.documents.written import ARABIC, LONG, MARK, SCRIPT, document

pytestmark = pytest.mark.unit
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
NAMES = {
    "w": W.strip("{}"),
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
}
FIXED = (1980, 1, 1, 0, 0, 0)


@pytest.fixture(scope="module")
def written() -> bytes:
    """The file."""
    return to_docx(document())


@pytest.fixture(scope="module")
def body(written: bytes) -> etree._Element:
    """The words of the file as a tree."""
    return part(written, "word/document.xml")


def part(file: bytes, name: str) -> etree._Element:
    """One part of the archive as a tree."""
    return etree.fromstring(zipfile.ZipFile(io.BytesIO(file)).read(name))


def words(found: etree._Element) -> str:
    """The text of an element, with what its fields show."""
    return "".join(text.text or "" for text in found.iter(f"{W}t"))


def paragraphs(body: etree._Element, *styles: str) -> list[str]:
    """The words of each paragraph of these styles, by their ids."""
    path = " or ".join(f"w:pPr/w:pStyle/@w:val='{style}'" for style in styles)
    return [words(found) for found in body.xpath(f"//w:p[{path}]", namespaces=NAMES)]


def test_headings_are_headings_and_none_skips_a_level(written: bytes) -> None:
    found = [
        (int(paragraph.style.name[-1]), paragraph.text)
        for paragraph in docx.Document(io.BytesIO(written)).paragraphs
        if paragraph.style.name.startswith("Heading ")
    ]
    assert found == [
        (1, "Summary"),
        (1, "Who is satisfied"),
        (2, "By ward"),
        (2, "Since January"),
        (1, "How people reach us"),
        (2, f"Where {SCRIPT}"),
        (1, "Annex"),
        (1, "How this was made"),
    ]


def test_the_title_stands_first_and_once(body: etree._Element) -> None:
    assert paragraphs(body, "Title") == ["Customer experience, April to September 2026"]
    assert words(next(body.iter(f"{W}p"))) == "Customer experience, April to September 2026"


def test_each_line_of_the_contents_leads_to_its_heading_and_asks_for_its_page(body: etree._Element) -> None:
    links = list(body.iter(f"{W}hyperlink"))
    assert len(links) == 7
    for link in links:
        anchor = link.get(f"{W}anchor")
        (start,) = body.xpath("//w:bookmarkStart[@w:name=$name]", name=anchor, namespaces=NAMES)
        assert words(link) == words(start.getparent()) + "…"
        assert f" PAGEREF {anchor} \\h " in [code.text for code in link.iter(f"{W}instrText")]
    numbers = body.xpath("//w:bookmarkStart/@w:id", namespaces=NAMES)
    assert len(set(numbers)) == len(numbers)


def test_nothing_makes_word_ask_its_reader_whether_fields_may_be_updated(written: bytes) -> None:
    assert part(written, "word/settings.xml").find(f"{W}updateFields") is None
    assert b"w:dirty" not in zipfile.ZipFile(io.BytesIO(written)).read("word/document.xml")


def test_captions_are_numbered_by_word_in_the_order_they_are_read(body: etree._Element) -> None:
    assert paragraphs(body, "Caption") == [
        "Figure 1. In Dunes 29 in 100 are dissatisfied, against 12 in 100 elsewhere",
        "Table 1. The figures behind figure 1",
        "Figure 2. Dissatisfaction rose until May and has stayed there since",
        "Table 2. The figures behind figure 2",
        "Figure 3. The phone gives way to the web, month by month",
        "Table 3. The figures behind figure 3",
        f"Figure 4. {LONG}",
        "Table 4. The figures behind figure 4",
        "Table 5. What was promised and is overdue",
        f"Table 6. Streets and {ARABIC}",
    ]
    codes = [code.text.strip() for code in body.iter(f"{W}instrText") if "SEQ" in code.text]
    assert codes.count("SEQ Figure \\* ARABIC") == 4
    assert codes.count("SEQ Table \\* ARABIC") == 6


def test_each_picture_has_the_sentence_that_stands_in_for_it(body: etree._Element) -> None:
    pictures = list(body.iter(f"{{{NAMES['wp']}}}docPr"))
    figures = list(document().figures)
    assert [picture.get("title") for picture in pictures] == [figure.finding for figure in figures]
    assert [picture.get("descr") for picture in pictures] == [figure.chart.alt for figure in figures if figure.chart]
    assert len({picture.get("id") for picture in pictures}) == 4


def test_pictures_are_as_wide_as_the_text_and_twice_as_sharp_as_a_screen(written: bytes, body: etree._Element) -> None:
    archive = zipfile.ZipFile(io.BytesIO(written))
    images = [Image.open(archive.open(name)) for name in archive.namelist() if name.startswith("word/media/")]
    assert [image.width for image in images] == [2 * 680] * 4
    # 170 of the 210 mm of an A4 sheet, at 36,000 units a millimetre.
    wide = [int(extent.get("cx")) / 36000 for extent in body.iter(f"{{{NAMES['wp']}}}extent")]
    assert [round(width) for width in wide] == [170] * 4


def test_no_line_is_lower_than_the_drawing_that_stands_in_it(written: bytes) -> None:
    rules = part(written, "word/styles.xml").xpath("//w:style//w:spacing[@w:line]/@w:lineRule", namespaces=NAMES)
    assert set(rules) == {"auto"}


def test_heads_of_tables_are_repeated_and_rows_are_not_cut(body: etree._Element) -> None:
    tables = list(body.iter(f"{W}tbl"))
    assert [len(table.findall(f"{W}tr")) for table in tables] == [5, 9, 10, 3, 201]
    for table in tables:
        rows = table.findall(f"{W}tr")
        assert [row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows] == [True] + [False] * (len(rows) - 1)
        assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)
        assert sum(int(column.get(f"{W}w")) for column in table.iter(f"{W}gridCol")) <= 170 / 25.4 * 1440 + 1


def test_heads_are_never_alone_at_the_end_of_a_page_and_a_small_table_is_on_one(body: etree._Element) -> None:
    tables = list(body.iter(f"{W}tbl"))
    kept = [[row.find(f".//{W}keepNext") is not None for row in table.iter(f"{W}tr")] for table in tables]
    assert kept[0] == [True, True, True, True, False], "heads and all rows but the last"
    assert kept[4] == [True, True, True] + [False] * 198


def test_a_table_holds_the_words_of_the_screen(written: bytes) -> None:
    tables = docx.Document(io.BytesIO(written)).tables
    rows = [[cell.text for cell in row.cells] for row in tables[0].rows]
    first = next(iter(document().figures)).table
    assert rows == [list(first.heads), *map(list, first.rows)]
    assert rows[4][:2] == ["Dunes", "29.3%"]


def test_an_empty_table_says_so(body: etree._Element) -> None:
    assert "There is nothing to list." in words(body)


def test_captions_stay_with_what_they_name(written: bytes) -> None:
    file = docx.Document(io.BytesIO(written))
    for name in ("Caption", "Heading 1", "Heading 2", "Heading 3"):
        assert file.styles[name].paragraph_format.keep_with_next is True
    pictured = [paragraph for paragraph in file.paragraphs if paragraph._p.xpath(".//w:drawing")]
    assert [paragraph.paragraph_format.keep_with_next for paragraph in pictured] == [True] * 4


def test_the_page_is_a4_and_says_council_mark_and_number(written: bytes) -> None:
    section = docx.Document(io.BytesIO(written)).sections[0]
    assert [round(side / Mm(1), 1) for side in (section.page_width, section.page_height)] == [210.0, 297.0]
    assert [paragraph.text for paragraph in section.header.paragraphs] == ["Quarnmere Borough Council", MARK]
    (foot,) = section.footer.paragraphs
    assert foot.text == "Customer experience, April to September 2026\tPage 1 of 1"
    codes = [code.text.strip() for code in foot._p.iter(f"{W}instrText")]
    assert codes == ["PAGE", "NUMPAGES"]


def test_the_body_is_read_at_11_points_or_more_and_in_british_english(written: bytes) -> None:
    file = docx.Document(io.BytesIO(written))
    assert file.styles["Normal"].font.size >= Pt(11)
    assert {lang.get(f"{W}val") for lang in part(written, "word/styles.xml").iter(f"{W}lang")} == {"en-GB"}


def test_a_new_page_begins_where_the_document_says(written: bytes) -> None:
    broken = [
        paragraph.text
        for paragraph in docx.Document(io.BytesIO(written)).paragraphs
        if paragraph.paragraph_format.page_break_before
    ]
    assert broken == ["How people reach us"]


def test_numbered_lists_each_begin_at_one() -> None:
    from cxdata.documents import Bullets

    two = Document("T", "C", "members", (), (Bullets(("a", "b"), True), Paragraph("x"), Bullets(("c",), True)), mark="")
    file = to_docx(two)
    named = part(file, "word/document.xml").xpath("//w:numId/@w:val", namespaces=NAMES)
    assert named[0] == named[1] != named[2]
    restarts = part(file, "word/numbering.xml").xpath("//w:num/w:lvlOverride/w:startOverride/@w:val", namespaces=NAMES)
    assert restarts[-2:] == ["1", "1"]


def test_the_same_document_gives_the_same_bytes_and_another_time_stands_in_two_places(written: bytes) -> None:
    assert to_docx(document()) == written
    later = to_docx(replace(document(), made="2027-01-01T00:00:00+00:00"))
    before, after = (zipfile.ZipFile(io.BytesIO(file)) for file in (written, later))
    differ = [name for name in before.namelist() if before.read(name) != after.read(name)]
    assert differ == ["docProps/core.xml", "word/document.xml"]
    assert {entry.date_time for entry in before.infolist()} == {FIXED}
    assert before.read("word/document.xml").replace(
        b"2026-10-05T09:30:00+00:00", b"2027-01-01T00:00:00+00:00"
    ) == after.read("word/document.xml")


def test_its_properties_name_the_council_and_no_program_machine_or_user(written: bytes) -> None:
    about = docx.Document(io.BytesIO(written)).core_properties
    assert (about.title, about.author, about.language) == (
        "Customer experience, April to September 2026",
        "Quarnmere Borough Council",
        "en-GB",
    )
    assert about.created.isoformat() == about.modified.isoformat() == "2026-10-05T09:30:00+00:00"
    names = zipfile.ZipFile(io.BytesIO(written)).namelist()
    assert not [name for name in names if "thumbnail" in name]
    assert len(part(written, "docProps/app.xml")) == 0


def test_a_time_in_words_is_the_date_of_the_file() -> None:
    file = to_docx(replace(document(), made="5 October 2026, 09:30:07"))
    assert docx.Document(io.BytesIO(file)).core_properties.created.isoformat() == "2026-10-05T09:30:07+00:00"


def test_a_time_in_other_words_is_no_date_of_the_file() -> None:
    file = to_docx(replace(document(), made="on Monday"))
    assert docx.Document(io.BytesIO(file)).core_properties.created is None


def test_characters_that_xml_does_not_know_are_left_out() -> None:
    small = Document("T\x00", "C", "members", (), (Paragraph("a\x0bb\ud800c"),), mark="")
    assert "abc" in [paragraph.text for paragraph in docx.Document(io.BytesIO(to_docx(small))).paragraphs]
