"""Open complaints, or open cases, by age: bars, those overdue told from the others, in grey too."""

import math

from cxdata.charts.drawing.colours import GREY, INK, OUTLINE, QUIET, WARM, WHITE
from cxdata.charts.drawing.font import widest, width
from cxdata.charts.drawing.marks import SIZE, Bar, Bars, Mark, Text
from cxdata.charts.drawing.model import Axis, Chart, Drawing, Margins, names
from cxdata.charts.parts import alt
from cxdata.charts.parts.rows import Row, hover_words, rows_of
from cxdata.contract import NOT_RECORDED
from cxdata.measures.query import Answer
from cxdata.measures.registry.dimensions import IN_TIME, NO_CLOCK, OVERDUE, WEEKS_OPEN
from cxdata.stats.disclosure.rules import HIDDEN

READING = "Each bar is the open complaints of one age, counted from the day the stage began."
OF_CASES = "Each bar is the open cases of one age, counted from the day they came in."
_SPLITS = (("weeks_open", "clock"), ("case_age", "case_clock"))
_COLOURS = {OVERDUE: WARM, IN_TIME: GREY, NO_CLOCK: WHITE}
"""Dark, middling and hollow: three parts that are told apart in black and white."""
_WORDS = {OVERDUE: WARM, IN_TIME: QUIET, NO_CLOCK: QUIET}
_ROW, _KEY = 44, 24  # pixels
_SQUARE, _HOLLOW = "■", "□"


def open_by_age(answer: Answer, *, narrow: bool = False) -> Chart:
    """A bar for each age, the oldest at the top, made up of those overdue, not yet due, and without a due date.

    The key names only what there is.

    The answer is complaints_open by weeks_open and clock, or cases_open by case_age and case_clock. Parts that are
    hidden are in no bar, and a note says so. Raises ValueError when it is split otherwise.
    """
    if tuple(dimension.id for dimension in answer.by) not in _SPLITS:
        raise ValueError("open complaints and cases are drawn by age and clock")
    is_cases = answer.measure.table == "contacts"
    subject = f"Stacked bars: open {'cases' if is_cases else 'complaints'} by age."
    rows = {row.levels: row for row in rows_of(answer)}
    ages = [age for age in reversed(WEEKS_OPEN) if age != NOT_RECORDED or any(age == key[0] for key in rows)]
    notes = _notes(list(rows.values()))
    words = alt.sentence(subject, *(_in_words(age, rows) for age in ages), *notes)
    return Chart(_drawing(answer, ages, rows, narrow=narrow), words, OF_CASES if is_cases else READING, tuple(notes))


def _drawing(answer: Answer, ages: list[str], rows: dict[tuple[str, ...], Row], *, narrow: bool) -> Drawing:
    highest = max((sum(row.value for row in _parts(age, rows)) for age in ages), default=0.0) or 1.0
    marks: list[Mark] = []
    labels = []
    for place, age in enumerate(ages):
        at, bars = 0.0, []
        for row in _parts(age, rows):
            hover = hover_words(answer.measure, answer.by, row)
            fill, ends = _COLOURS[row.levels[1]], (place - 0.31, place + 0.31)
            edge = OUTLINE if fill == WHITE else ""
            bars.append(Bar(at, at + row.value, *ends, fill, outline=edge, hover=hover, key=age))
            at += row.value
        marks.append(Bars(tuple(bars)))
        labels.append(_label(age, rows))
        marks.append(Text(at, place, labels[-1], dx=8))
    left, top = widest(ages, SIZE) + 18, _KEY + 12
    across = -left if narrow else 0
    for level in [level for level in _COLOURS if any(key[1] == level and _is_there(row) for key, row in rows.items())]:
        square, fill = (_HOLLOW, INK) if _COLOURS[level] == WHITE else (_SQUARE, _COLOURS[level])
        marks.append(Text(0, -0.5, square, dx=across + 4, dy=-14, colour=fill))
        marks.append(Text(0, -0.5, level, dx=across + 22, dy=-14, colour=_WORDS[level]))
        across += 18 + width(level, SIZE) + (10 if narrow else 18)
    if not rows:
        marks.append(Text(0, 0, "Nothing is open.", colour=QUIET))
    margins = Margins(left=left, right=widest(labels, SIZE) + 22, top=top, bottom=8)
    return Drawing(tuple(marks), Axis((0, highest)), names(ages), _ROW * len(ages) + top + 8, margins)


def _parts(age: str, rows: dict[tuple[str, ...], Row]) -> list[Row]:
    """The parts of one age that have a figure, those overdue first."""
    found = [rows[age, level] for level in _COLOURS if (age, level) in rows]
    return [row for row in found if math.isfinite(row.value) and row.value > 0]


def _is_there(row: Row) -> bool:
    """Whether a part has a figure, or one that is hidden."""
    return row.value > 0 or not row.has_value


def _label(age: str, rows: dict[tuple[str, ...], Row]) -> str:
    """'9, 8 overdue'; of what is hidden that it is: '5 and [c]'."""
    parts = {row.levels[1]: row.value for row in _parts(age, rows)}
    secret = any(key[0] == age and not row.has_value for key, row in rows.items())
    whole = sum(parts.values())
    said = [f"{whole:,.0f}"] if whole or not secret else []
    words = " and ".join([*said, *([HIDDEN] if secret else [])])
    late = parts.get(OVERDUE, 0.0)
    if not late:
        return words
    return f"{words}, {'all' if late == whole and not secret else f'{late:,.0f}'} overdue"


def _in_words(age: str, rows: dict[tuple[str, ...], Row]) -> str:
    parts = _parts(age, rows)
    said = ", ".join(f"{row.value:,.0f} {row.levels[1].lower()}" for row in parts if row.value)
    return f"{age}: {said}." if said else ""


def _notes(rows: list[Row]) -> list[str]:
    silent = sum(not row.has_value for row in rows)
    return [f"{HIDDEN}: {silent} parts with too few to show are in no bar."] if silent else []
