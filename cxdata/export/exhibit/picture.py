"""An exhibit as one picture to paste anywhere, with its finding, scope, base, source and view inside it."""

from collections.abc import Sequence

from cxdata.charts.drawing import font
from cxdata.charts.drawing.colours import GRID, INK, QUIET
from cxdata.charts.drawing.marks import SIZE
from cxdata.charts.drawing.place import Words, fit
from cxdata.charts.drawing.png import png_of
from cxdata.charts.drawing.svg import document, elements, write
from cxdata.export.exhibit.model import Exhibit

WIDTH = 960
"""Pixels: at twice the scale as wide as a slide (1,920), with type of 32 pixels there."""

_EDGE = 28
_TITLE = 26
_GAP = 12
PICTURE_SVG, PICTURE_PNG = "image/svg+xml", "image/png"


def picture_svg(exhibit: Exhibit, *, width: int = WIDTH, doubt: str = "") -> str:
    """The picture as SVG. `doubt` is what is wrong with every figure shown (those of a sample council are invented).

    Raises ValueError for an exhibit without a drawing.
    """
    if exhibit.chart is None:
        raise ValueError(f"the exhibit {exhibit.key} has no drawing")
    room = width - 2 * _EDGE
    drawing = fit(exhibit.chart.drawing, room)
    lines = _Lines(room, _EDGE)
    lines.add(exhibit.finding, size=_TITLE, bold=True)
    for warning in (doubt, *exhibit.warnings):
        lines.add(warning, bold=True)
    for note in exhibit.commentary:
        lines.add(note)
    lines.add(exhibit.scope, colour=QUIET)
    top = lines.y + _GAP
    lines.written += [f'<g transform="translate({_EDGE},{top:g})">', *elements(drawing, room), "</g>"]
    lines.y = top + drawing.height + _GAP
    lines.add(_reading(exhibit), colour=QUIET)
    lines.written.append(f'<path d="M{_EDGE},{lines.y + _GAP / 2:g}h{room}" stroke="{GRID}" stroke-width="1"/>')
    lines.y += _GAP
    for said in (f"Source: {exhibit.source}.", *_view(exhibit)):
        lines.add(said, colour=QUIET)
    return document(width, round(lines.y + _EDGE / 2), lines.written, title=exhibit.finding, alt=exhibit.chart.alt)


def picture_png(exhibit: Exhibit, *, width: int = WIDTH, scale: float = 2, doubt: str = "") -> bytes:
    """The same picture as PNG: 1,920 pixels wide unless another width or scale is given."""
    return png_of(picture_svg(exhibit, width=width, doubt=doubt), scale=scale)


def _reading(exhibit: Exhibit) -> str:
    chart = exhibit.chart
    based = f"Of {exhibit.base}." if exhibit.base else ""
    lines = (based, *((chart.reading, *chart.notes) if chart else ()), exhibit.other_side)
    return " ".join(said for said in lines if said)


def _view(exhibit: Exhibit) -> Sequence[str]:
    """For whom the figures are: the rules of publishing that were applied, or that they are for officers."""
    return [words for head, words in exhibit.download.about if head == "Rules"]


class _Lines:
    """Words written one under another in a column; `y` is where the next line begins."""

    def __init__(self, room: float, top: float) -> None:
        self.room, self.y = room, top
        self.written: list[str] = []

    def add(self, words: str, *, size: float = SIZE, bold: bool = False, colour: str = INK) -> None:
        """Write words over as many lines as they need, and a little room under them; nothing for no words."""
        if not words.strip():
            return
        text = "\n".join(font.wrap(words, size, self.room, bold=bold))
        high = font.height(text, size)
        self.written.append(write(Words("said", text, _EDGE, self.y + high / 2, "start", colour, size, bold)))
        self.y += high + _GAP / 3
