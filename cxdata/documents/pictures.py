"""The drawing of a figure as a picture in a document, with its finding and alternative text inside it."""

import re
from dataclasses import dataclass

from cxdata.charts.drawing.model import Chart
from cxdata.charts.drawing.place import fit
from cxdata.charts.drawing.png import png_of
from cxdata.charts.drawing.svg import document, elements

SHEET = 680
"""Pixels between the margins of an upright A4 sheet: type of 16 pixels is one of 11 points there."""

_PATTERN = re.compile(r'(id="|url\(#)hatched-')


@dataclass(frozen=True)
class Picture:
    """A drawing as SVG with its size in pixels."""

    svg: str
    width: float
    height: float

    @property
    def png(self) -> bytes:
        """The same in pixels, at twice the size."""
        return png_of(self.svg, scale=2)


def picture_of(chart: Chart, *, title: str, width: float = SHEET, name: str = "") -> Picture:
    """The drawing at a width, as high as its words need. `name` sets its patterns apart from those of the other
    drawings of one page.
    """
    drawing = fit(chart.drawing, width)
    svg = document(width, drawing.height, elements(drawing, width), title=title, alt=chart.alt)
    if name:
        svg = _PATTERN.sub(lambda found: f"{found[1]}{name}-hatched-", svg)
    return Picture(svg, width, drawing.height)
