"""How many of each group, now and over an earlier span: bars from zero, the largest first."""

import math
from collections.abc import Mapping, Sequence
from textwrap import shorten

from cxdata.charts.drawing.colours import ACCENT, INK, QUIET
from cxdata.charts.drawing.font import widest
from cxdata.charts.drawing.marks import SIZE, Bar, Bars, Line, Mark, Text
from cxdata.charts.drawing.model import Axis, Chart, Drawing, Margins, names
from cxdata.charts.parts import alt
from cxdata.charts.parts.rows import Row, hover_words, rows_of
from cxdata.contract import NOT_RECORDED
from cxdata.measures.query import Answer
from cxdata.measures.words import say_level, say_value

MOST = 8
ROW = 40  # pixels
_THICK = 0.62  # of a row
_NAME = 32  # characters of a name
READING = "Bar: now. Upright line: the time before."


def counts(now: Answer, then: Answer | None = None, *, limit: int = MOST) -> Chart:
    """A bar for each of the largest groups of a count by one dimension, with how many there were in `then`.

    Groups beyond `limit` are counted in a note; so is what has no group. Raises ValueError unless both are split by
    one and the same dimension.
    """
    if len(now.by) != 1 or (then is not None and then.by != now.by):
        raise ValueError("bars need one dimension, the same now and then")
    before = {row.levels[0]: row.value for row in rows_of(then)} if then is not None else {}
    rows = [row for row in rows_of(now) if row.has_value and row.levels[0] != NOT_RECORDED]
    rows.sort(key=lambda row: -row.value)
    shown, rest = rows[:limit], rows[limit:]
    silent = alt.say_without_figure(now.by, rows_of(now))
    notes = tuple(filter(None, (alt.say_more(len(rest)), silent)))
    drawing = _drawing(now, shown, before)
    words = alt.sentence(
        alt.say_subject("Bars", now.measure, now.by) + ".", alt.say_extremes(now.measure, now.by, rows)
    )
    return Chart(drawing, words, READING if before else "", notes)


def _drawing(now: Answer, rows: Sequence[Row], before: Mapping[str, float]) -> Drawing:
    was = [before.get(row.levels[0], math.nan) for row in rows]
    high = max([row.value for row in rows] + [value for value in was if math.isfinite(value)], default=1.0) or 1.0
    bars = tuple(
        Bar(
            0,
            row.value,
            place - _THICK / 2,
            place + _THICK / 2,
            ACCENT,
            hover=hover_words(now.measure, now.by, row),
            key=row.levels[0],
        )
        for place, row in enumerate(rows)
    )
    marks: list[Mark] = [Bars(bars)]
    labels = []
    for place, (row, value) in enumerate(zip(rows, was, strict=True)):
        label = say_value(now.measure, row.value)
        if math.isfinite(value):
            marks.append(Line((value, value), (place - 0.44, place + 0.44), INK, width=3))
            label += f", was {say_value(now.measure, value)}"
        labels.append(label)
        marks.append(Text(high, place, label, dx=14))
    named = [shorten(say_level(now.by[0], row.levels[0]), _NAME, placeholder="…") for row in rows]
    margins = Margins(left=widest(named, SIZE) + 18, right=widest(labels, SIZE) + 22, top=6, bottom=8)
    if not rows:
        marks = [Text(0, 0, "Nothing to show.", colour=QUIET)]
    return Drawing(
        tuple(marks), Axis((0, high)), names(named), ROW * max(len(rows), 1) + margins.top + margins.bottom, margins
    )
