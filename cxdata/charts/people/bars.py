"""Rows of bars from zero with their figures: what stands in the row's name in a second line, and how it was before."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import isfinite, nan

from cxdata.charts.drawing.colours import ACCENT, INK, WARM
from cxdata.charts.drawing.font import widest
from cxdata.charts.drawing.marks import SIZE, Bar, Bars, Line, Mark, Text
from cxdata.charts.drawing.model import Axis, Drawing, Margins, Tick

ROW, LINE = 30, 20  # pixels: a row beside its words, and a line of words
_THICK = 22  # pixels of a bar


@dataclass(frozen=True)
class BarRow:
    """One row: its name (a line break breaks it), its value, the figure written at its end, and its value before (nan
    for none). `strong` is the row that is spoken of.
    """

    name: str
    value: float
    label: str
    before: float = nan
    hover: str = ""
    strong: bool = False


def bars(rows: Sequence[BarRow], *, narrow: bool = False) -> Drawing:
    """The rows from the top; `narrow` puts each name over its bar, for a phone."""
    lines = max((row.name.count("\n") + 1 for row in rows), default=1)
    tall = LINE * lines + _THICK + 24 if narrow else max(ROW, LINE * lines) + 12
    # The middle of a bar, and half of it, in rows; under its name on a phone.
    middle, half = ((tall - 12 - _THICK / 2) / tall - 0.5 if narrow else 0.0), _THICK / 2 / tall
    high = max([row.value for row in rows] + [row.before for row in rows if isfinite(row.before)], default=1.0) or 1.0
    marks: list[Mark] = [
        Bars(
            tuple(
                Bar(
                    0,
                    row.value,
                    place + middle - half,
                    place + middle + half,
                    WARM if row.strong else ACCENT,
                    hover=row.hover,
                    key=row.name,
                )
                for place, row in enumerate(rows)
            )
        )
    ]
    for place, row in enumerate(rows):
        if isfinite(row.before):
            ends = (place + middle - 1.4 * half, place + middle + 1.4 * half)
            marks.append(Line((row.before, row.before), ends, INK, width=3))
        end = max(row.value, row.before if isfinite(row.before) else 0.0)
        marks.append(Text(end, place + middle, row.label, dx=10, bold=row.strong, colour=WARM if row.strong else INK))
        if narrow:
            above = tall - 12 - _THICK - LINE * (row.name.count("\n") + 1) / 2 - 3
            marks.append(Text(0, place + above / tall - 0.5, row.name, bold=row.strong))
    named = [] if narrow else [row.name for row in rows]
    margins = Margins(
        left=8 if narrow else widest(named, SIZE) + 18,
        right=widest([row.label for row in rows], SIZE) + 20,
        top=6,
        bottom=8,
    )
    upright = Axis(
        (max(len(rows), 1) - 0.5, -0.5),
        tuple(Tick(place, "" if narrow else row.name, strong=row.strong, colour=INK) for place, row in enumerate(rows)),
    )
    return Drawing(
        tuple(marks), Axis((0, high)), upright, tall * max(len(rows), 1) + margins.top + margins.bottom, margins
    )
