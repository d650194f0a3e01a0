"""How a sheet is printed on two sides of A4, and whether what shall stand on it fits there.

The composition leaves out what does not fit; no printer decides it. All sizes are in points (a 72nd of an inch). Words
are measured by the widths of Liberation Sans, which Arial shares.
"""

from collections.abc import Sequence

from cxdata.charts.drawing import font
from cxdata.charts.drawing.place import fit
from cxdata.documents.model import Block, Bullets, Figure, Heading, NewPage, Paragraph, Table

SIDES = 2
MARGIN_MM, FOOT_MM = 15, 18
"""Millimetres at the sides and the top, and at the foot, where number and mark stand."""
WIDTH, HEIGHT = (210 - 2 * MARGIN_MM) / 25.4 * 72, (297 - MARGIN_MM - FOOT_MM) / 25.4 * 72
TYPE, LINE = 11.0, 1.3
TITLE, LEAD, HEAD = 20.0, 13.0, 13.0
AFTER, OVER_HEAD, UNDER_HEAD, CELL = 4.0, 9.0, 2.0, 2.5
INDENT = 16.0
DRAWN = 680
"""Pixels at which a drawing is laid out that is printed as wide as the sheet: its type of 16 pixels is 11.3 points."""
_SPARE = 0.96
"""Of a side that is filled: another machine's type may run a little wider."""


def fits(title: str, cover: Sequence[tuple[str, str]], parts: Sequence[Sequence[Block]]) -> bool:
    """Whether these parts, none of which is broken in two, stand on two sides under the title and the cover's line."""
    side, used = 1, _lines(title, TITLE, bold=True) + _lines(cover_line(cover), TYPE) + 2 * AFTER
    room = HEIGHT * _SPARE
    for part in parts:
        high = sum(height_of(block) for block in part)
        if used + high > room:
            side, used = side + 1, 0.0
        used += high
    return side <= SIDES and used <= room


def cover_line(cover: Sequence[tuple[str, str]]) -> str:
    """The fields of the cover in one line."""
    return " · ".join(f"{head}: {words}" for head, words in cover)


def height_of(block: Block) -> float:
    """How high a block stands, with the space under it, in points."""
    match block:
        case Heading(words, _):
            return OVER_HEAD + _lines(words, HEAD, bold=True) + UNDER_HEAD
        case Paragraph(words, style):
            return _lines(words, LEAD if style == "lead" else TYPE, bold=style == "lead") + AFTER
        case Bullets(items):
            return sum(_lines(item, TYPE, room=WIDTH - INDENT) for item in items) + AFTER
        case Table():
            return _of_table(block)
        case Figure():
            return _of_figure(block)
        case NewPage():
            return HEIGHT


def _of_table(table: Table) -> float:
    """Its caption and rows, each as high as its longest cell in columns that share the width as their words need."""
    rows = (table.heads, *table.rows)
    needed = [max(font.width(row[column], TYPE, bold=True) for row in rows) + 4 * CELL for column in range(len(table.heads))]
    squeeze = min(1.0, WIDTH / sum(needed))
    high = sum(
        max(_lines(cell, TYPE, room=need * squeeze - 4 * CELL, bold=True) for cell, need in zip(row, needed, strict=True))
        + 2 * CELL + 1
        for row in rows
    )
    return _lines(table.caption, TYPE, bold=True) + high + sum(_lines(note, TYPE) for note in table.notes) + 2 * AFTER


def _of_figure(figure: Figure) -> float:
    words = [figure.finding, *figure.warnings, figure.reading, figure.under, *figure.notes]
    drawn = fit(figure.chart.drawing, DRAWN).height * WIDTH / DRAWN if figure.chart else 0.0
    return drawn + sum(_lines(said, TYPE) + AFTER for said in words if said) + 2 * AFTER


def _lines(words: str, size: float, *, room: float = WIDTH, bold: bool = False) -> float:
    return len(font.wrap(words, size, room, bold=bold)) * size * LINE
