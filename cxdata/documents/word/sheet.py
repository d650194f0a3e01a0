"""A sheet as Word: close, in black and white, on two sides of A4, without the contents and the tables of a paper."""

import io
from collections.abc import Mapping
from dataclasses import replace

from docx.document import Document as WordFile
from docx.shared import Mm
from docx.text.paragraph import Paragraph as WordParagraph

from cxdata.charts.drawing.colours import INK, QUIET
from cxdata.charts.drawing.model import Chart
from cxdata.documents.model import Document, Figure, Table
from cxdata.documents.packages import settled
from cxdata.documents.pictures import Picture
from cxdata.documents.two_sides import (
    AFTER,
    FOOT,
    HEAD,
    ITEM,
    LEAD,
    MARGIN,
    OVER_HEAD,
    TITLE,
    TYPE,
    UNDER_HEAD,
    in_grey,
    made_of,
    one_line,
    parts_of,
)
from cxdata.documents.word.look import LOOKS, Look, opened
from cxdata.documents.word.parts import field, hold, run, stop_at, tab
from cxdata.documents.word.write import STOPS, Writer, twips
from cxdata.documents.words import Placed, in_place, over_drawing

_EDGE = 7  # millimetres from the edge of the paper to the mark and to the number of the side
_INK, _QUIET = in_grey(INK), in_grey(QUIET)
_CLOSE: Mapping[str, Look] = {
    "Title": Look(TITLE, below=AFTER, bold=True, colour=_INK),
    "Heading 1": Look(HEAD, above=OVER_HEAD, below=UNDER_HEAD, bold=True, colour=_INK, keep=True),
    "Lead": Look(LEAD, below=AFTER, bold=True, colour=_INK),
    "Caption": Look(TYPE, below=AFTER / 2, bold=True, colour=_INK, keep=True),
    "List Bullet": Look(TYPE, below=ITEM, colour=_INK),
    "List Number": Look(TYPE, below=ITEM, colour=_INK),
    "Header": Look(TYPE, below=0, bold=True, colour=_INK),
    "Footer": Look(TYPE, below=0, colour=_QUIET),
    "Quiet": Look(TYPE, below=AFTER, colour=_QUIET),
    "Cell": Look(TYPE, below=0, colour=_INK),
}
_LOOKS = {name: _CLOSE.get(name, Look(TYPE, below=AFTER, colour=_INK)) for name in LOOKS}


def sheet_to_docx(document: Document) -> bytes:
    """A sheet as a Word file. The same document gives the same bytes."""
    file = opened(None, _LOOKS)
    section = file.sections[0]
    section.left_margin = section.right_margin = section.top_margin = Mm(MARGIN)
    section.bottom_margin = Mm(FOOT)
    section.header_distance = section.footer_distance = Mm(_EDGE)
    writer = _SheetWriter(file, TYPE)
    writer.cover(document)
    placed = iter(list(in_place(document)))
    for part in parts_of(document):
        writer.begin_part()
        for _ in part:
            writer.block(next(placed))
        writer.end_part()
    writer.ending(document)
    _on_both_sides(file, document, writer.wide)
    out = io.BytesIO()
    file.save(out)
    return settled(out.getvalue(), document)


class _SheetWriter(Writer):
    """Writes the parts of a sheet, each of which stays together."""

    def begin_part(self) -> None:
        """What is written from here on stands on one side."""
        self.part: list[WordParagraph] = []

    def end_part(self) -> None:
        """Hold each paragraph of the part to the next."""
        for paragraph in self.part[:-1]:
            hold(paragraph, next=True)

    def cover(self, document: Document) -> None:
        """Title, and what the cover says in one line."""
        self.begin_part()
        self.say(document.title, "Title")
        self.say(one_line(document.cover), "Cover")

    def ending(self, document: Document) -> None:
        """What the sheet was made of."""
        if about := one_line(made_of(document)):
            self.say(about, "Quiet")

    def say(self, words: str, style: str, *, keep: bool = False, whole: bool = False) -> WordParagraph:
        """A paragraph of the part."""
        paragraph = super().say(words, style, whole=True)
        self.part.append(paragraph)
        return paragraph

    def caption(self, kind: str, number: int, words: str) -> None:
        """A caption without a number: there are two at most."""
        self.say(words, "Caption")

    def figure(self, figure: Figure, placed: Placed) -> None:
        """Its finding, what doubts it, its drawing, and how to read it."""
        self.caption("Figure", placed.figure, figure.finding)
        for _, words in over_drawing(figure):
            self.say(words, "Warning")
        if figure.chart is not None:
            self.drawing(figure.chart, figure.finding, placed.figure)
        if figure.reading:
            self.say(figure.reading, "Normal")

    def picture(self, chart: Chart, finding: str) -> Picture:
        """The drawing without a colour."""
        drawn = super().picture(chart, finding)
        return replace(drawn, svg=in_grey(drawn.svg))

    def table(self, table: Table, placed: Placed, figure: Figure | None = None) -> None:
        """Its caption and its rows."""
        self.caption("Table", placed.table, table.caption)
        self.rows(table)
        for note in table.notes:
            self.say(note, "Quiet")


def _on_both_sides(file: WordFile, document: Document, wide: int) -> None:
    """The mark at the head of each side, the council and its number at the foot."""
    section = file.sections[0]
    section.header.paragraphs[0]._p.append(run(document.mark))
    foot = section.footer.paragraphs[0]
    stop_at(foot, twips(wide), clear=STOPS)
    foot._p.extend([run(document.council), tab(), run("Page "), *field("PAGE", "1")])
    foot._p.extend([run(" of "), *field("NUMPAGES", "1")])
