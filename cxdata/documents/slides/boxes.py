"""Words in their places on a slide, each in its size and on lines of their own height."""

from typing import Any

from pptx.dml.color import RGBColor
from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE, PP_ALIGN
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Pt

from cxdata.charts.drawing import font
from cxdata.charts.drawing.colours import INK
from cxdata.documents.slides.place import EDGE, ROOM, Fitted
from cxdata.documents.words import LANGUAGE, clean

INDENT = 24.0
"""Points from a bullet to its words."""


def text(
    slide: Any, words: str, top: float, fitted: Fitted, *, name: str, bold: bool = False, colour: str = INK
) -> None:
    """Words across the slide."""
    place = (EDGE, top, ROOM, fitted.height)
    box = slide.shapes.add_textbox(*(Pt(side) for side in place))
    box.name = name
    put(box, place)
    say(box, words.split("\n"), fitted.size, bold=bold, colour=colour)


def put(shape: Any, place: tuple[float, float, float, float]) -> None:
    """Set a shape's place in points, with no room lost inside it."""
    shape.left, shape.top, shape.width, shape.height = (Pt(side) for side in place)
    frame = shape.text_frame
    frame.word_wrap, frame.auto_size = True, MSO_AUTO_SIZE.NONE
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    frame.vertical_anchor = MSO_ANCHOR.TOP


def say(
    shape: Any,
    lines: list[str],
    size: int,
    *,
    bold: bool = False,
    colour: str = INK,
    gap: float = 0,
    bullet: bool = False,
) -> None:
    """Write a paragraph a line, ranged left; with a bullet where asked."""
    frame = shape.text_frame
    for number, words in enumerate(lines):
        paragraph = frame.paragraphs[0] if not number else frame.add_paragraph()
        paragraph.alignment = PP_ALIGN.LEFT
        paragraph.space_before, paragraph.space_after = Pt(0), Pt(gap)
        paragraph.line_spacing = Pt(size * font.LINE)
        run = paragraph.add_run()
        run.text = clean(words)
        run.font.size, run.font.bold, run.font.name = Pt(size), bold, "Arial"
        run.font.color.rgb = RGBColor.from_string(colour.lstrip("#"))
        layout = paragraph._p.get_or_add_pPr()
        layout.set("marL", str(Pt(INDENT if bullet else 0)))
        layout.set("indent", str(-Pt(INDENT if bullet else 0)))
        sign = '<a:buChar {} char="•"/>' if bullet else "<a:buNone {}/>"
        layout.append(parse_xml(sign.format(nsdecls("a"))))
    for found in frame._txBody.iter(qn("a:rPr")):
        found.set("lang", LANGUAGE)
