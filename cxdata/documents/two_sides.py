"""How a sheet is printed on two sides of A4 in black and white, and whether what shall stand on it fits there.

The composition leaves out what does not fit; no printer decides it. All sizes are in points (a 72nd of an inch) but the
margins. Words are measured by the widths of Liberation Sans, which Arial shares.
"""

import re
from collections.abc import Iterator, Sequence

from cxdata.charts.drawing import font
from cxdata.charts.drawing.place import fit
from cxdata.documents.model import Block, Bullets, Document, Figure, Heading, NewPage, Paragraph, Table
from cxdata.documents.pictures import SHEET
from cxdata.documents.widths import column_widths

SIDES = 2
MARGIN, FOOT = 15, 16
"""Millimetres at the top and the sides, and at the foot, where the number of the side stands."""
WIDTH, HEIGHT = (210 - 2 * MARGIN) / 25.4 * 72, (297 - MARGIN - FOOT) / 25.4 * 72
TYPE, LINE = 11.0, 1.3
TITLE, LEAD, HEAD = 20.0, 13.0, 13.0
AFTER, OVER_HEAD, UNDER_HEAD, ITEM = 4.0, 6.0, 2.0, 1.0
ACROSS, DOWN = 10.0, 2.0
"""Between the columns of a table, and over and under the words of a cell."""
INDENT = 18.0
_SPARE = 0.98
"""Of a side that is filled: another machine's type may run a little wider."""
_COLOUR = re.compile(r"#([0-9A-Fa-f]{2})([0-9A-Fa-f]{2})([0-9A-Fa-f]{2})\b")


def in_grey(markup: str) -> str:
    """A drawing or a style sheet with each colour as the grey that is as light (the weights of ITU-R BT.709)."""
    return _COLOUR.sub(_grey, markup)


def _grey(colour: re.Match[str]) -> str:
    red, green, blue = (int(part, 16) for part in colour.groups())
    light = round(0.2126 * red + 0.7152 * green + 0.0722 * blue)
    return f"#{light:02X}{light:02X}{light:02X}"


def fits(document: Document) -> bool:
    """Whether a sheet stands on two sides, no part of it broken in two."""
    head = _lines(document.title, TITLE, bold=True) + _lines(one_line(document.cover), TYPE) + 2 * AFTER
    foot = _lines(one_line(made_of(document)), TYPE) + AFTER
    side, used, room = 1, head, HEIGHT * _SPARE
    for high in (*(sum(map(height_of, part)) for part in parts_of(document)), foot):
        if used + high > room:
            side, used = side + 1, 0.0
        used += high
    return side <= SIDES and used <= room


def parts_of(document: Document) -> Iterator[tuple[Block, ...]]:
    """What stands together on one side: a heading with all that follows it to the next."""
    part: list[Block] = []
    for block in document.blocks:
        if isinstance(block, Heading) and part:
            yield tuple(part)
            part = []
        part.append(block)
    if part:
        yield tuple(part)


def made_of(document: Document) -> tuple[tuple[str, str], ...]:
    """What a document was made of, and when."""
    return (*document.about, *([("Made", document.made)] if document.made else []))


def one_line(pairs: Sequence[tuple[str, str]]) -> str:
    """The fields of a cover, or of what a document was made of, one after the other."""
    return " · ".join(f"{head}: {words}" for head, words in pairs)


def height_of(block: Block) -> float:
    """How high a block stands, with the space under it."""
    match block:
        case Heading(words, _):
            return OVER_HEAD + _lines(words, HEAD, bold=True) + UNDER_HEAD
        case Paragraph(words, style):
            return _lines(words, LEAD if style == "lead" else TYPE, bold=style == "lead") + AFTER
        case Bullets(items):
            return sum(_lines(item, TYPE, room=WIDTH - INDENT) + ITEM for item in items) + AFTER
        case Table():
            return _of_table(block)
        case Figure():
            return _of_figure(block)
        case NewPage():
            return HEIGHT


def _of_table(table: Table) -> float:
    """Its caption and its rows, each as high as its longest cell, in columns that share the width as they need it."""
    rows = (table.heads, *table.rows)
    rooms = [width - ACROSS for width in column_widths(table, TYPE, WIDTH, pad=ACROSS)]
    high = sum(
        max(_lines(cell, TYPE, room=room, bold=True) for cell, room in zip(row, rooms, strict=True)) + 2 * DOWN + 1
        for row in rows
    )
    notes = sum(_lines(note, TYPE) + AFTER for note in table.notes)
    return _lines(table.caption, TYPE, bold=True) + high + notes + 2 * AFTER


def _of_figure(figure: Figure) -> float:
    """Its finding, its drawing as wide as the sheet, and what stands under it; its table is left to the paper."""
    words = [figure.finding, *figure.warnings, figure.reading]
    drawn = fit(figure.chart.drawing, SHEET).height * WIDTH / SHEET if figure.chart else 0.0
    return drawn + sum(_lines(said, TYPE, bold=True) + AFTER for said in words if said) + 2 * AFTER


def _lines(words: str, size: float, *, room: float = WIDTH, bold: bool = False) -> float:
    return len(font.wrap(words, size, room, bold=bold)) * size * LINE
