"""Shares of a whole over time, as stacked bars: how much of all contact each channel has."""

from collections.abc import Mapping, Sequence
from datetime import date

from cxdata.charts.drawing.colours import GREY, PALETTE, WHITE, colours_of, text_colour
from cxdata.charts.drawing.font import widest
from cxdata.charts.drawing.marks import SIZE, Bar, Bars, Text
from cxdata.charts.drawing.model import Axis, Chart, Drawing, Margins, Tick
from cxdata.charts.over_time.labels import End, end_texts, room_right
from cxdata.charts.parts import alt
from cxdata.charts.parts.rows import Row, hover_words, rows_of
from cxdata.charts.parts.timeline import dates_across, span, step_after
from cxdata.measures.model import Dimension
from cxdata.measures.query import Answer
from cxdata.measures.words import calendar_start, say_level, say_value

HEIGHT = 270  # pixels from the axis to the top of the plot
_OTHERS = "All others"
_LONG = 60  # steps: with more, the gaps between the bars would be all that is seen
_GAP = 0.12  # of a step between two bars


def mix(answer: Answer, *, narrow: bool = False) -> Chart:
    """A stacked bar for each step of a calendar dimension, its parts the levels of the answer's other dimension.

    Ways of getting in touch have their own colours, whatever is loaded. With more than four parts, all beyond the
    largest three are grey. Each part has its own figure under the pointer, and its name and latest figure at the right
    beside the latest bar. `narrow` lays it out for a phone. Raises ValueError unless the answer is split by one
    calendar dimension and one other.
    """
    if len(answer.by) != 2 or sum(dimension.calendar for dimension in answer.by) != 1:
        raise ValueError("a mix needs one calendar dimension and one other")
    where = 0 if answer.by[0].calendar else 1
    calendar, other = answer.by[where], answer.by[1 - where]
    rows = [row for row in rows_of(answer) if row.has_value]
    starts = span(calendar, [row.levels[where] for row in rows])
    subject = alt.say_subject("Stacked bars", answer.measure, answer.by) + "."
    if not starts:
        words = Text(0.5, 0.5, "Nothing to show for these choices.", anchor="middle")
        return Chart(Drawing((words,), Axis((0, 1)), Axis((0, 1)), 80), f"{subject} No figure can be shown.")
    order = _order(rows, where)
    colours = _colours(other, order)
    latest = {row.levels[1 - where]: row for row in rows if calendar_start(calendar, row.levels[where]) == starts[-1]}
    across = dates_across(calendar, starts, bars=True, narrow=narrow)
    names = end_texts(
        _ends(answer, other, latest, order, colours),
        at=across.span[1],
        span=(0, 1),
        plot=HEIGHT,
        wide=14 if narrow else 20,
    )
    texts = [f"{percent}%" for percent in (0, 25, 50, 75, 100)]
    margins = Margins(left=widest(texts, SIZE) + 16, right=room_right(names), top=14, bottom=54)
    upright = Axis((0, 1), tuple(Tick(place / 4, text) for place, text in enumerate(texts)), grid=True)
    drawing = Drawing(
        (Bars(tuple(_bars(answer, rows, where, starts, order, colours))), *names),
        across,
        upright,
        HEIGHT + margins.top + margins.bottom,
        margins,
    )
    parts = ", ".join(
        f"{say_level(other, level)} {say_value(answer.measure, latest[level].value, latest[level].denominator)}"
        for level in order
        if level in latest
    )
    when = say_level(calendar, next(iter(latest.values())).levels[where])
    return Chart(drawing, f"{subject} In {when}: {parts}.")


def _bars(
    answer: Answer,
    rows: Sequence[Row],
    where: int,
    starts: Sequence[date],
    order: Sequence[str],
    colours: Mapping[str, str],
) -> list[Bar]:
    """The parts of each step's bar from the bottom, in order."""
    calendar = answer.by[where]
    by_place = {(calendar_start(calendar, row.levels[where]), row.levels[1 - where]): row for row in rows}
    gap = 0.0 if len(starts) > _LONG else _GAP
    bars = []
    for start in starts:
        length = (step_after(calendar, start) - start).days
        half, middle, floor = length * (1 - gap) / 2, start.toordinal(), 0.0
        for level in order:
            if (row := by_place.get((start, level))) is None:
                continue
            bars.append(
                Bar(
                    middle - half,
                    middle + half,
                    floor,
                    floor + row.value,
                    colours[level],
                    outline="" if gap == 0 else WHITE,
                    hover=hover_words(answer.measure, answer.by, row),
                    key=level,
                )
            )
            floor += row.value
    return bars


def _order(rows: Sequence[Row], where: int) -> list[str]:
    """Parts from the bottom: four or fewer in the dimension's order, else the largest three and then the rest."""
    levels = list(dict.fromkeys(row.levels[1 - where] for row in rows))
    if len(levels) <= len(PALETTE):
        return levels
    size = {level: sum(row.numerator for row in rows if row.levels[1 - where] == level) for level in levels}
    largest = sorted(levels, key=lambda level: -size[level])[: len(PALETTE) - 1]
    return [level for level in levels if level in largest] + [level for level in levels if level not in largest]


def _colours(other: Dimension, order: Sequence[str]) -> dict[str, str]:
    own = colours_of(other.id, order)
    if len(order) <= len(PALETTE):
        return own
    return {level: own[level] if place < len(PALETTE) - 1 else GREY for place, level in enumerate(order)}


def _ends(
    answer: Answer,
    other: Dimension,
    latest: Mapping[str, Row],
    order: Sequence[str],
    colours: Mapping[str, str],
) -> list[End]:
    """A name and a figure beside each part of the latest bar; the grey ones of many under one name."""
    several = sum(colours[level] == GREY for level in order) > 1
    spans: dict[str, tuple[float, float, str]] = {}
    floor = 0.0
    for level in order:
        value = latest[level].value if level in latest else 0.0
        name = _OTHERS if several and colours[level] == GREY else say_level(other, level)
        low = spans[name][0] if name in spans else floor
        spans[name] = (low, floor + value, colours[level])
        floor += value
    base = next(iter(latest.values())).denominator
    return [
        End((low + high) / 2, name, say_value(answer.measure, high - low, base), text_colour(colour), bold=True)
        for name, (low, high, colour) in spans.items()
    ]
