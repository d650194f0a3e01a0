"""A document written as slides: its title, what matters most, and a finding each."""

import io
from dataclasses import dataclass
from typing import Any

from pptx import Presentation
from pptx.enum.text import PP_ALIGN
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Pt

from cxdata.charts.drawing import font
from cxdata.charts.drawing.colours import ACCENT, QUIET
from cxdata.documents.model import Bullets, Document, Figure
from cxdata.documents.packages import settled
from cxdata.documents.pictures import picture_of
from cxdata.documents.slides.boxes import INDENT, put, say, text
from cxdata.documents.slides.charts import add_chart
from cxdata.documents.slides.native import Native, native_of
from cxdata.documents.slides.place import EDGE, HIGH, LEAST, ROOM, WIDE, Fitted, fit_items, fit_said, fit_title
from cxdata.documents.words import LANGUAGE, after_table, clean, over_drawing

_TITLE_SLIDE, _TITLE_AND_TEXT, _TITLE_ONLY = 0, 1, 5
_FOOT = 8.0  # points under the mark
_GAP = 8.0
_ITEM_GAP = 10.0
_NUMBER = 60.0  # points at the right of the foot, for the number of the slide
_WARNINGS = 3  # lines of warnings over a drawing; what is more stands in the notes, and that is said
_WIDEST = 1.6  # times as wide as its place, before it is made smaller
_UNDER = 4  # lines under a drawing, as for warnings
_READING = "How to read it stands in the notes."
_MORE = "More to be careful about stands in the notes."


def to_pptx(document: Document) -> bytes:
    """The document as slides of 16 to 9. The same document gives the same bytes."""
    deck = Presentation()
    _widen(deck)
    _name_fonts(deck)
    writer = _Writer(deck, document)
    writer.title()
    for block in document.blocks:
        if isinstance(block, Bullets) and block.slide:
            writer.bullets(block)
        elif isinstance(block, Figure):
            writer.figure(block)
    out = io.BytesIO()
    deck.save(out)
    return settled(out.getvalue(), document)


@dataclass
class _Writer:
    """Adds slides at the end of a deck."""

    deck: Any
    document: Document

    @property
    def marked(self) -> Fitted:
        """The mark at the foot of each slide, over as many lines as it takes."""
        return fit_said(self.document.mark or " ", bold=True, room=ROOM - _NUMBER)

    @property
    def low(self) -> float:
        """Where what stands over the mark ends."""
        return HIGH - _FOOT - self.marked.height - _GAP

    def title(self) -> None:
        """Title, and what the cover says."""
        slide = self.add(_TITLE_SLIDE)
        fitted = fit_title(self.document.title, cover=True)
        top = HIGH * 0.3
        put(slide.shapes.title, (EDGE, top - fitted.height / 2, ROOM, fitted.height))
        say(slide.shapes.title, [self.document.title], fitted.size, bold=True, colour=ACCENT)
        cover = [self.document.council, *(f"{head}: {words}" for head, words in self.document.cover)]
        under = top + fitted.height / 2 + 2 * _GAP
        pieces = fit_items(cover, self.low - under, 0, 4)
        size, lines = pieces[0] if len(pieces) == 1 else (LEAST, tuple(cover))
        size = min(size, 24)
        body = slide.placeholders[1]
        put(body, (EDGE, under, ROOM, self.low - under))
        say(body, list(lines), size, gap=4)
        self.foot(slide)
        self.note(slide, [*(f"{head}: {words}" for head, words in self.document.about), self.made()])

    def made(self) -> str:
        """When the document was made, in a line; "" where it does not say."""
        return f"Made: {self.document.made}" if self.document.made else ""

    def bullets(self, block: Bullets) -> None:
        """A list under its title, on as many slides as hold it."""
        fitted = fit_title(block.slide)
        top = self.under(fitted)
        room = self.low - top
        numbered = [f"{place}. {item}" if block.numbered else item for place, item in enumerate(block.items, start=1)]
        for part, (size, items) in enumerate(fit_items(numbered, room, INDENT, _ITEM_GAP)):
            slide = self.add(_TITLE_AND_TEXT)
            self.head(slide, block.slide if not part else f"{block.slide} (continued)")
            body = slide.placeholders[1]
            put(body, (EDGE, top, ROOM, room))
            say(body, list(items), size, gap=_ITEM_GAP, bullet=not block.numbered)
            self.foot(slide)

    def figure(self, figure: Figure) -> None:
        """The finding, what doubts it, its chart, and where it is from; the rest is in the notes."""
        slide = self.add(_TITLE_ONLY)
        top = self.head(slide, figure.finding)
        warning = self.warnings(figure)
        if warning:
            fitted = fit_said(warning, bold=True)
            text(slide, warning, top, fitted, bold=True, name="What to be careful about")
            top += fitted.height + _GAP
        native = native_of(figure)
        source = _under(figure, native)
        under = fit_said(source)
        low = self.low - under.height
        self.drawing(slide, figure, (EDGE, top, ROOM, low - _GAP - top))
        text(slide, source, low, under, colour=QUIET, name="Source")
        self.foot(slide)
        self.note(slide, _notes(figure))

    def warnings(self, figure: Figure) -> str:
        """What doubts a figure, as far as there is room for it."""
        said = [words for _, words in over_drawing(figure)]
        for count in range(len(said), -1, -1):
            words = "\n".join([*said[:count], *([_MORE] if count < len(said) else [])])
            if fit_said(words, bold=True).lines <= _WARNINGS or not count:
                return words
        return ""

    def drawing(self, slide: Any, figure: Figure, box: tuple[float, float, float, float]) -> None:
        """The chart of Office, else the drawing as a picture; without either where the figures stand."""
        native = native_of(figure)
        if native is not None:
            measure = dict(figure.data.about).get("Measure", figure.table.name)
            frame = add_chart(slide, native, measure, box)
        elif figure.chart is not None:
            frame = self.picture(slide, figure, box)
        else:
            count = len(figure.table.rows)
            words = f"The figures, {count} {'row' if count == 1 else 'rows'}, stand in the notes of this slide."
            text(slide, words, box[1], fit_said(words), name="Where the figures are")
            return
        about = frame._element.xpath(".//p:cNvPr")[0]
        about.set("name", "Chart" if native is not None else "Drawing")
        about.set("title", clean(figure.finding))
        about.set("descr", clean(figure.chart.alt) if figure.chart else "")

    def picture(self, slide: Any, figure: Figure, box: tuple[float, float, float, float]) -> Any:
        """The drawing as large as its place takes, with type of at least 18 points there."""
        assert figure.chart is not None
        left, top, wide, high = box
        # 16 pixels of type are 18 points at 8 pixels to 9 points: the drawing is drawn for so wide a place. One that is
        # too high for it is made smaller, and drawn wider, so that it fills the slide.
        pixels = round(wide * 16 / LEAST)
        tall = picture_of(figure.chart, title="", width=pixels).height * wide / high
        width = pixels if figure.chart.drawing.square else round(min(max(tall, pixels), _WIDEST * pixels))
        drawn = picture_of(figure.chart, title=clean(figure.finding), width=width)
        scale = min(wide / drawn.width, high / drawn.height)
        across = drawn.width * scale
        place = (left + (wide - across) / 2, top, across, drawn.height * scale)
        return slide.shapes.add_picture(io.BytesIO(drawn.png), *(Pt(side) for side in place))

    def add(self, layout: int) -> Any:
        """A slide of one of the deck's layouts."""
        return self.deck.slides.add_slide(self.deck.slide_layouts[layout])

    def head(self, slide: Any, words: str) -> float:
        """Its title; returns where what is under it begins."""
        fitted = fit_title(words)
        put(slide.shapes.title, (EDGE, EDGE * 0.6, ROOM, fitted.height))
        say(slide.shapes.title, [words], fitted.size, bold=True, colour=ACCENT)
        return self.under(fitted)

    def under(self, fitted: Fitted) -> float:
        """Where what stands under a title begins."""
        return EDGE * 0.6 + fitted.height + 1.5 * _GAP

    def foot(self, slide: Any) -> None:
        """The mark and the number of the slide, last in the order they are read."""
        top = self.low + _GAP
        if self.document.mark:
            place = (EDGE, top, ROOM - _NUMBER, self.marked.height)
            box = slide.shapes.add_textbox(*(Pt(side) for side in place))
            box.name = "Mark"
            put(box, place)
            say(box, [self.document.mark], LEAST, bold=True)
        place = (WIDE - EDGE - _NUMBER, HIGH - _FOOT - LEAST * font.LINE, _NUMBER, LEAST * font.LINE)
        box = slide.shapes.add_textbox(*(Pt(side) for side in place))
        box.name = "Number of the slide"
        put(box, place)
        paragraph = box.text_frame.paragraphs[0]
        paragraph.alignment = PP_ALIGN.RIGHT
        number = str(len(self.deck.slides))
        paragraph._p.append(
            parse_xml(
                f'<a:fld {nsdecls("a")} id="{{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}}" type="slidenum">'
                f'<a:rPr lang="{LANGUAGE}" sz="{LEAST * 100}"/><a:t>{number}</a:t></a:fld>'
            )
        )

    def note(self, slide: Any, lines: list[str]) -> None:
        """What is said while the slide is shown."""
        frame = slide.notes_slide.notes_text_frame
        frame.text = clean("\n".join(line for line in lines if line))
        for found in frame._txBody.iter(qn("a:rPr")):
            found.set("lang", LANGUAGE)


def _under(figure: Figure, native: Native | None) -> str:
    """What stands under a drawing: what it cannot show, what must be read with it, of whom and where it is from."""
    beside = native.beside if native else ()
    notes = figure.chart.notes if figure.chart else ()
    from_where = (f"{figure.scope}.", f"Source: {figure.source}.")
    words = " ".join((*beside, *notes, *from_where))
    return words if fit_said(words).lines <= _UNDER else " ".join((*beside, _READING, *from_where))


def _notes(figure: Figure) -> list[str]:
    """The evidence of a slide: of whom it is, how to read it, what doubts it, every row of its table, what to ask."""
    table = figure.table
    return [
        figure.under,
        f"How to read it: {figure.reading}" if figure.reading else "",
        *(words for _, words in over_drawing(figure)),
        *figure.notes,
        *figure.about,
        f"{'; '.join(table.heads)}:" if table.rows else "",
        *("; ".join(row) for row in table.rows),
        *table.notes,
        *(words for _, words in after_table(figure)),
    ]


def _widen(deck: Any) -> None:
    """16 to 9, the deck's layouts with it, so that a slide added by hand fits too."""
    by = Pt(WIDE) / deck.slide_width
    deck.slide_width, deck.slide_height = Pt(WIDE), Pt(HIGH)
    master = deck.slide_master
    for shape in [*master.shapes, *(shape for layout in master.slide_layouts for shape in layout.shapes)]:
        if shape._element.xpath(".//a:xfrm"):
            shape.left, shape.width = round(shape.left * by), round(shape.width * by)


def _name_fonts(deck: Any) -> None:
    """Arial, as in every drawing, also for what is typed by hand."""
    for relation in deck.slide_master.part.rels.values():
        if relation.reltype.endswith("/theme"):
            part = relation.target_part
            part._blob = part.blob.replace(b'typeface="Calibri"', b'typeface="Arial"')
