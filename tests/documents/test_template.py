"""A council's own Word file as template: its look is taken, its words are not, and what it lacks is ours."""

import io
import zipfile
from collections.abc import Sequence

import docx
import pytest
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Pt

from cxdata.documents.word import to_docx
from cxdata.errors import CxError
from tests.documents.test_docx import NAMES, paragraphs, part
from tests.documents.written import MARK, SCRIPT, document

pytestmark = pytest.mark.unit
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


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


SECRET = "Jo at 14 Elm Court"


def furnished() -> bytes:
    """A council's Word file with a secret wherever one does not see it, and a header of its own."""
    file = docx.Document()
    file.sections[0].header.paragraphs[0].text = f"Draft of {SECRET}"
    last = file.add_section()
    last.header.is_linked_to_previous = False
    last.header.paragraphs[0].text = "Quarnmere in gold"
    last.different_first_page_header_footer = True
    last.first_page_header.paragraphs[0].text = f"First, {SECRET}"
    last.different_first_page_header_footer = False
    last.even_page_footer.paragraphs[0].text = f"Even, {SECRET}"
    changed = parse_xml(
        f'<w:p {nsdecls("w")}><w:del w:id="1" w:author="{SECRET}"><w:r><w:delText>{SECRET}</w:delText></w:r></w:del>'
        f'<w:ins w:id="2" w:author="{SECRET}"><w:r><w:t>and in blue</w:t></w:r></w:ins></w:p>'
    )
    last.header._element.append(changed)
    last._sectPr.append(parse_xml(f'<w:sectPrChange {nsdecls("w")} w:id="3" w:author="{SECRET}"/>'))
    file.add_comment(file.add_paragraph("A body").add_run("noted"), SECRET, SECRET)
    for kind in ("footnote", "endnote"):
        notes = (
            f'<w:{kind}s {nsdecls("w")}><w:{kind} w:id="-1" w:type="separator"><w:p/></w:{kind}>'
            f"<w:{kind} w:id='1'><w:p><w:r><w:t>{SECRET}</w:t></w:r></w:p></w:{kind}></w:{kind}s>"
        )
        place = PackURI(f"/word/{kind}s.xml")
        sort = f"application/vnd.openxmlformats-officedocument.wordprocessingml.{kind}s+xml"
        made = Part(place, sort, notes.encode(), file.part.package)
        file.part.relate_to(made, f"{OFFICE}/{kind}s")
        file.settings.element.append(parse_xml(f'<w:{kind}Pr {nsdecls("w")}><w:{kind} w:id="-1"/></w:{kind}Pr>'))
    data = Part(PackURI("/customXml/item9.xml"), "application/xml", f"<a>{SECRET}</a>".encode(), file.part.package)
    file.part.relate_to(data, f"{OFFICE}/customXml")
    label = Part(PackURI("/docMetadata/LabelInfo.xml"), "application/xml", f"<a>{SECRET}</a>".encode(), data.package)
    file.part.package.relate_to(label, f"{OFFICE}/classificationlabels")
    settings = file.part.part_related_by(RELATIONSHIP_TYPE.SETTINGS)
    source = settings.relate_to(f"file:///C:/{SECRET}.csv", f"{OFFICE}/mailMergeSource", is_external=True)
    for words in (
        f'<w:docVars {nsdecls("w")}><w:docVar w:name="who" w:val="{SECRET}"/></w:docVars>',
        f'<w:mailMerge {nsdecls("w", "r")}><w:query w:val="{SECRET}"/><w:dataSource r:id="{source}"/></w:mailMerge>',
        f'<w:attachedTemplate {nsdecls("w", "r")} r:id="{source}"/>',
    ):
        file.settings.element.append(parse_xml(words))
    file.core_properties.subject = SECRET
    out = io.BytesIO()
    file.save(out)
    return out.getvalue()


def test_nothing_that_a_template_holds_unseen_comes_into_a_paper() -> None:
    own = furnished()
    before = zipfile.ZipFile(io.BytesIO(own))
    held = {name for name in before.namelist() if SECRET.encode() in before.read(name)}
    assert len(held) >= 10, held
    file = to_docx(document(), own)
    after = zipfile.ZipFile(io.BytesIO(file))
    assert [name for name in after.namelist() if SECRET.encode() in after.read(name)] == []
    assert not {name for name in after.namelist() if "note" in name or "custom" in name.casefold()}
    assert not part(file, "word/settings.xml").xpath("//w:footnotePr | //w:endnotePr", namespaces=NAMES)
    heads = [paragraph.text for paragraph in docx.Document(io.BytesIO(file)).sections[0].header.paragraphs]
    assert heads == ["Quarnmere in gold", "and in blue", MARK]


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
