"""Open complaints, or open cases, by age: bars, those overdue told from the others, in grey too."""

from cxdata.charts.drawing.colours import GREY, INK, OUTLINE, QUIET, WARM, WHITE
from cxdata.charts.drawing.font import widest, width
from cxdata.charts.drawing.marks import SIZE, Bar, Bars, Mark, Text
from cxdata.charts.drawing.model import Axis, Chart, Drawing, Margins, names
from cxdata.charts.parts import alt
from cxdata.charts.parts.rows import Row, hover_words, rows_of
from cxdata.contract import NOT_RECORDED
from cxdata.measures.query import Answer
from cxdata.measures.registry.dimensions import IN_TIME, NO_CLOCK, OVERDUE, WEEKS_OPEN

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

    The answer is complaints_open by weeks_open and clock, or cases_open by case_age and case_clock. Raises ValueError
    when it is split otherwise.
    """
    if tuple(dimension.id for dimension in answer.by) not in _SPLITS:
        raise ValueError("open complaints and cases are drawn by age and clock")
    is_cases = answer.measure.table == "contacts"
    subject = f"Stacked bars: open {'cases' if is_cases else 'complaints'} by age."
    rows = {row.levels: row for row in rows_of(answer)}
    ages = [age for age in reversed(WEEKS_OPEN) if age != NOT_RECORDED or any(age == key[0] for key in rows)]
    words = alt.sentence(subject, *(_in_words(age, rows) for age in ages))
    return Chart(_drawing(answer, ages, rows, narrow=narrow), words, OF_CASES if is_cases else READING)


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
    for level in [level for level in _COLOURS if any(key[1] == level and row.value > 0 for key, row in rows.items())]:
        square, fill = (_HOLLOW, INK) if _COLOURS[level] == WHITE else (_SQUARE, _COLOURS[level])
        marks.append(Text(0, -0.5, square, dx=across + 4, dy=-14, colour=fill))
        marks.append(Text(0, -0.5, level, dx=across + 22, dy=-14, colour=_WORDS[level]))
        across += 18 + width(level, SIZE) + (10 if narrow else 18)
    if not rows:
        marks.append(Text(0, 0, "Nothing is open.", colour=QUIET))
    margins = Margins(left=left, right=widest(labels, SIZE) + 22, top=top, bottom=8)
    return Drawing(tuple(marks), Axis((0, highest)), names(ages), _ROW * len(ages) + top + 8, margins)


def _parts(age: str, rows: dict[tuple[str, ...], Row]) -> list[Row]:
    """The parts of one age that there are, those overdue first."""
    found = [rows[age, level] for level in _COLOURS if (age, level) in rows]
    return [row for row in found if row.value > 0]


def _label(age: str, rows: dict[tuple[str, ...], Row]) -> str:
    """'9, 8 overdue', '4, all overdue', '0'."""
    parts = {row.levels[1]: row.value for row in _parts(age, rows)}
    whole, late = sum(parts.values()), parts.get(OVERDUE, 0.0)
    if not late:
        return f"{whole:,.0f}"
    return f"{whole:,.0f}, {'all' if late == whole else f'{late:,.0f}'} overdue"


def _in_words(age: str, rows: dict[tuple[str, ...], Row]) -> str:
    parts = _parts(age, rows)
    said = ", ".join(f"{row.value:,.0f} {row.levels[1].lower()}" for row in parts if row.value)
    return f"{age}: {said}." if said else ""
