"""A council's own Word file as template: its look is taken, its words are not, and what it lacks is ours."""

import io
import zipfile
from collections.abc import Sequence

import docx
import pytest
from docx.shared import Pt

from cxdata.documents.word import to_docx
from cxdata.errors import CxError
from tests.documents.test_docx import NAMES, paragraphs, part
from tests.documents.written import MARK, SCRIPT, document

pytestmark = pytest.mark.unit


def template(*, without: Sequence[str] = (), header: str = "", body: str = "") -> bytes:
    """A council's own Word file: letters of 14 points in Georgia, a header and words of its own, styles taken out."""
    file = docx.Document()
    file.styles["Normal"].font.name, file.styles["Normal"].font.size = "Georgia", Pt(14)
    for name in without:
        style = file.styles[name].element
        style.getparent().remove(style)
    if header:
        file.sections[0].header.paragraphs[0].text = header
    if body:
        file.add_paragraph(body)
        file.core_properties.author = "Jo Clerk"
        file.core_properties.comments = "Draft of Jo's"
    out = io.BytesIO()
    file.save(out)
    return out.getvalue()


def test_a_councils_template_gives_its_look_and_header_and_none_of_its_words() -> None:
    own = template(header="Quarnmere in gold", body="Minutes of another evening")
    file = to_docx(document(), own)
    read = docx.Document(io.BytesIO(file))
    assert (read.styles["Normal"].font.name, read.styles["Normal"].font.size) == ("Georgia", Pt(14))
    assert [paragraph.text for paragraph in read.sections[0].header.paragraphs] == ["Quarnmere in gold", MARK]
    archive = zipfile.ZipFile(io.BytesIO(file))
    everything = b"".join(archive.read(name) for name in archive.namelist())
    assert b"another evening" not in everything
    assert b"Jo" not in archive.read("docProps/core.xml")
    assert paragraphs(part(file, "word/document.xml"), "Title") == ["Customer experience, April to September 2026"]


def test_a_template_that_lacks_styles_gets_ours_on_its_own_letters() -> None:
    file = to_docx(document(), template(without=("Heading 2", "Caption", "List Bullet", "Table Grid", "Title")))
    read = docx.Document(io.BytesIO(file))
    assert read.styles["Heading 2"].font.name is None, "the letters are those of the template"
    assert read.styles["Heading 2"].base_style.name == "Normal"
    assert [p.text for p in read.paragraphs if p.style.name == "Heading 2"] == [
        "By ward",
        "Since January",
        f"Where {SCRIPT}",
    ]
    bullets = [p for p in read.paragraphs if p.style.name == "List Bullet"]
    assert len(bullets) == 3
    (named,) = set(bullets[0]._p.xpath(".//w:numId/@w:val"))
    numbering = part(file, "word/numbering.xml")
    (form,) = numbering.xpath("//w:num[@w:numId=$n]/w:abstractNumId/@w:val", n=named, namespaces=NAMES)
    (kind,) = numbering.xpath(
        "//w:abstractNum[@w:abstractNumId=$n]/w:lvl[@w:ilvl='0']/w:numFmt/@w:val", n=form, namespaces=NAMES
    )
    assert kind == "bullet"


def test_a_style_that_a_template_writes_in_capitals_is_found() -> None:
    own = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(template())) as source, zipfile.ZipFile(own, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            if name == "word/styles.xml":
                content = content.replace(b'w:val="heading 1"', b'w:val="Heading 1"')
            target.writestr(name, content)
    styles = part(to_docx(document(), own.getvalue()), "word/styles.xml")
    assert len(styles.xpath("//w:style[w:name/@w:val='heading 1']", namespaces=NAMES)) == 1


@pytest.mark.parametrize("given", [b"", b"no archive", b"PK\x03\x04 half"], ids=["empty", "text", "cut"])
def test_what_is_no_word_file_is_refused_in_a_sentence(given: bytes) -> None:
    with pytest.raises(CxError, match="The template is no Word document"):
        to_docx(document(), given)


def test_an_archive_that_is_no_word_file_and_a_workbook_are_refused_alike() -> None:
    import openpyxl

    out, book = io.BytesIO(), io.BytesIO()
    with zipfile.ZipFile(out, "w") as target:
        target.writestr("letter.txt", "no part of Word")
    openpyxl.Workbook().save(book)
    for given in (out.getvalue(), book.getvalue()):
        with pytest.raises(CxError, match="The template is no Word document"):
            to_docx(document(), given)
