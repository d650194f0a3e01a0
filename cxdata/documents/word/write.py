"""A document written as Word, block by block."""

import io
from itertools import count
from typing import Any

from docx.document import Document as WordFile
from docx.oxml.ns import qn
from docx.shared import Emu, Length, Mm, Pt
from docx.text.paragraph import Paragraph as WordParagraph

from cxdata.charts.drawing.model import Chart
from cxdata.documents.model import Bullets, Document, Figure, Heading, NewPage, Paragraph, Style, Table
from cxdata.documents.packages import settled
from cxdata.documents.pictures import Picture, picture_of
from cxdata.documents.widths import column_widths
from cxdata.documents.word.lists import Lists
from cxdata.documents.word.look import LOOKS, TABLE, opened
from cxdata.documents.word.parts import TWIPS, element, field, hold, link_to, mark_place, row, run, stop_at, tab
from cxdata.documents.words import (
    NO_ROWS,
    Placed,
    after_table,
    caption_of,
    clean,
    in_place,
    listed,
    of_figures,
    over_drawing,
    under_drawing,
)

_STYLES: dict[Style, str] = {
    "plain": "Normal",
    "lead": "Lead",
    "quiet": "Quiet",
    "warning": "Warning",
    "officer": "Officer",
}
_SMALL = 12  # rows of a table that stays on one page
_FIRST = 3  # rows of a longer one that stay with its heads
_TALLEST = 0.8  # of the room between the margins: a drawing leaves room for what stands round it
STOPS = (4320, 4513, 4680, 8640, 9026, 9360)  # twips: where Word's own styles have stops at the foot of a sheet
_EDGE = Mm(8)  # what most printers leave white
_CELL_PAD = 12.0  # points between two columns, and what a letter of another font may take more


def paper_to_docx(document: Document, template: bytes | None = None) -> bytes:
    """A paper as a Word file on A4, or on the paper of the `template`, a .docx whose styles, headers and footers
    are taken. The same document gives the same bytes. Raises CxError for a template that is no Word document.
    """
    file = opened(template)
    writer = Writer(file)
    writer.cover(document)
    for placed in in_place(document):
        writer.block(placed)
    writer.ending(document)
    _on_every_sheet(file, document)
    out = io.BytesIO()
    file.save(out)
    return settled(out.getvalue(), document)


class Writer:
    """Writes blocks at the end of a file; `cell` is the size of type in its tables, in points."""

    def __init__(self, file: WordFile, cell: float = LOOKS["Cell"].size) -> None:
        self.file, self.cell = file, cell
        self.lists = Lists(file)
        self.places = count(1)
        self.new_page = False
        section = file.sections[0]
        self.wide = _length(section.page_width) - _length(section.left_margin) - _length(section.right_margin)
        self.high = _length(section.page_height) - _length(section.top_margin) - _length(section.bottom_margin)

    def cover(self, document: Document) -> None:
        """Title, what the cover says, and the contents list."""
        self.say(document.title, "Title")
        self.pairs((("Council", document.council), *document.cover))
        entries = listed(document)
        if entries:
            self.say("Contents", "TOC Heading")
        for heading, anchor in entries:
            paragraph = self.file.add_paragraph(style=f"toc {heading.level}")
            stop_at(paragraph, twips(self.wide), dots=True)
            link_to(paragraph, anchor, heading.words)

    def ending(self, document: Document) -> None:
        """What the document was made of."""
        about = (*document.about, *([("Made", document.made)] if document.made else []))
        if about:
            self.say("How this was made", "Heading 1")
            self.pairs(about)

    def pairs(self, pairs: tuple[tuple[str, str], ...]) -> None:
        """Heads and words, a line each."""
        for head, words in pairs:
            paragraph = self.file.add_paragraph(style="Cover")
            paragraph._p.extend([run(f"{head}: ", bold=True), run(words)])

    def say(self, words: str, style: str, *, keep: bool = False, whole: bool = False) -> WordParagraph:
        """A paragraph; `keep` holds it on one page with the next, `whole` its own lines together."""
        paragraph = self.file.add_paragraph(style=style)
        paragraph._p.append(run(words))
        hold(paragraph, next=keep, whole=whole, begin=self.new_page)
        self.new_page = False
        return paragraph

    def block(self, placed: Placed) -> None:
        """One block of the document."""
        block = placed.block
        if isinstance(block, Heading):
            mark_place(self.say(block.words, f"Heading {block.level}"), placed.anchor, next(self.places))
        elif isinstance(block, Paragraph):
            self.say(block.words, _STYLES[block.style])
        elif isinstance(block, Bullets):
            number = self.lists.begin(numbered=block.numbered)
            for item in block.items:
                self.lists.join(self.say(item, "List Number" if block.numbered else "List Bullet"), number)
        elif isinstance(block, Table):
            self.table(block, placed)
        elif isinstance(block, Figure):
            self.figure(block, placed)
        elif isinstance(block, NewPage):
            self.new_page = True

    def figure(self, figure: Figure, placed: Placed) -> None:
        """Its finding, what doubts it, its drawing, the words under it, its table, the officer's notes."""
        self.caption("Figure", placed.figure, figure.finding)
        for style, words in over_drawing(figure):
            self.say(words, _STYLES[style], keep=True)
        if figure.chart is not None:
            self.drawing(figure.chart, figure.finding, placed.figure)
        for style, words in under_drawing(figure):
            self.say(words, _STYLES[style], whole=True)
        self.table(figure.table, placed, figure)
        for style, words in after_table(figure):
            self.say(words, _STYLES[style], whole=True)

    def caption(self, kind: str, number: int, words: str) -> None:
        """A caption whose number Word keeps right when others are put before it."""
        paragraph = self.say(f"{kind} ", "Caption", keep=True)
        paragraph._p.extend([*field(f"SEQ {kind} \\* ARABIC", str(number)), run(f". {words}")])

    def drawing(self, chart: Chart, finding: str, number: int) -> None:
        """The drawing as wide as the sheet, with the words that stand in for it."""
        picture = self.picture(chart, finding)
        scale = min(self.wide / picture.width, _TALLEST * self.high / picture.height)
        paragraph = self.file.add_paragraph()
        hold(paragraph, next=True)
        shape = paragraph.add_run().add_picture(
            io.BytesIO(picture.png), width=Emu(int(picture.width * scale)), height=Emu(int(picture.height * scale))
        )
        about = shape._inline.docPr
        about.set("name", f"Figure {number}")
        about.set("title", clean(finding))
        about.set("descr", clean(chart.alt))

    def picture(self, chart: Chart, finding: str) -> Picture:
        """A drawing as it stands in the file."""
        return picture_of(chart, title=clean(finding))

    def table(self, table: Table, placed: Placed, figure: Figure | None = None) -> None:
        """Its caption, and its rows under heads that every page repeats."""
        self.caption("Table", placed.table, caption_of(table, figure, placed.figure))
        if table.rows:
            self.rows(table)
        else:
            self.say(NO_ROWS, "Normal")
        for note in table.notes:
            self.say(note, "Quiet")
        if table.rows and not table.notes:
            self.say("", "Cell")  # Word joins two tables that nothing parts

    def rows(self, table: Table) -> None:
        """The cells, each column as wide as it needs, figures ranged right."""
        points = column_widths(table, self.cell, self.wide / 12700, pad=_CELL_PAD)
        widths = [round(width * TWIPS) for width in points]
        right = [of_figures(table.rows, column) for column in range(len(table.heads))]
        made = self.file.add_table(rows=0, cols=len(table.heads), style=TABLE)
        made._tbl.tblPr.insert_element_before(element("w:tblLayout", type="fixed"), "w:tblCellMar", "w:tblLook")
        for column, width in zip(made._tbl.tblGrid, widths, strict=True):
            column.set(qn("w:w"), str(width))
        cell: Any = self.file.styles["Cell"]
        small = len(table.rows) <= _SMALL
        made._tbl.append(row(table.heads, widths, right, cell.style_id, head=True, keep=True))
        for number, words in enumerate(table.rows, start=1):
            keep = number < (len(table.rows) if small else _FIRST)
            made._tbl.append(row(words, widths, right, cell.style_id, head=False, keep=keep))


def _on_every_sheet(file: WordFile, document: Document) -> None:
    """Council and mark at the head of every sheet, its number at the foot; what a template has there stays."""
    section = file.sections[0]
    heads, feet = [section.header], [section.footer]
    if section.different_first_page_header_footer:
        heads.append(section.first_page_header)
        feet.append(section.first_page_footer)
    if file.settings.odd_and_even_pages_header_footer:
        heads.append(section.even_page_header)
        feet.append(section.even_page_footer)
    section.header_distance = max(section.header_distance or _EDGE, _EDGE)
    section.footer_distance = max(section.footer_distance or _EDGE, _EDGE)
    for head in heads:
        own = head.is_linked_to_previous
        if own:
            head.paragraphs[0]._p.append(run(document.council))
        if document.mark:
            paragraph = head.add_paragraph(style="Header")
            paragraph._p.append(run(document.mark, bold=True))
    for foot in feet:
        own = foot.is_linked_to_previous
        if not own and any("PAGE" in (code.text or "") for code in foot._element.iter(qn("w:instrText"))):
            continue
        paragraph = foot.paragraphs[0] if own else foot.add_paragraph(style="Footer")
        wide = _length(section.page_width) - _length(section.left_margin) - _length(section.right_margin)
        stop_at(paragraph, twips(wide), clear=STOPS)
        paragraph._p.extend([run(document.title), tab(), run("Page "), *field("PAGE", "1")])
        paragraph._p.extend([run(" of "), *field("NUMPAGES", "1")])


def twips(length: int) -> int:
    """A length in twips, twenty to a point."""
    return round(length / 12700 * TWIPS)


def _length(length: Length | None) -> int:
    """A length of a section in its own unit; a template that does not say it has the margins of the standard."""
    return int(length) if length is not None else int(Pt(72))
