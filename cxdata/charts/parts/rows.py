"""The rows of an Answer as charts use them: their figures, their order, and the text under the pointer."""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import unescape

from cxdata.charts.parts.theme import escape_text
from cxdata.contract import NOT_RECORDED
from cxdata.measures.model import Dimension, Measure
from cxdata.measures.query import Answer
from cxdata.measures.words import say_count, say_level, say_range, say_value
from cxdata.stats.disclosure.rules import HIDDEN

_HIDDEN = f"{HIDDEN} too few to show"
_TAG = re.compile("</?b>")
_SILENT = 5  # rows without a figure that stand for many more


@dataclass(frozen=True)
class Row:
    """One figure: its values in each dimension (as stored), and the numbers beside it; nan where there is none."""

    levels: tuple[str, ...]
    numerator: float
    denominator: float
    value: float
    lower: float
    upper: float
    note: str

    @property
    def has_value(self) -> bool:
        """Whether there is a value to draw."""
        return math.isfinite(self.value)

    @property
    def doubtful(self) -> bool:
        """Whether there is a value, on a base that is small."""
        return self.has_value and bool(self.note)

    @property
    def has_range(self) -> bool:
        """Whether there is an interval around the value."""
        return math.isfinite(self.lower) and math.isfinite(self.upper)


def rows_of(answer: Answer) -> list[Row]:
    """The answer's rows, in its own order. A suppressed row comes without its figures."""
    frame = answer.frame
    columns = [frame[dimension.id].astype(str) for dimension in answer.by]
    figures = [frame[name].astype(float) for name in ("numerator", "denominator", "value", "lower", "upper")]
    rows = []
    for position, hidden in enumerate(frame["suppressed"].astype(bool)):
        numerator, denominator, value, lower, upper = (
            math.nan if hidden else float(figure.iloc[position]) for figure in figures
        )
        note = _HIDDEN if hidden else str(frame["base_note"].iloc[position])
        levels = tuple(str(column.iloc[position]) for column in columns)
        rows.append(Row(levels, numerator, denominator, value, lower, upper, note))
    return rows


def sort_rows(rows: Sequence[Row], dimension: Dimension, *, by_value: bool | None = None) -> list[Row]:
    """Rows as they are read from the top: in the dimension's own order where it has one, else the highest first.

    Rows without a value come last, and "Not recorded" after the others like it.
    """
    sort_by_value = (not dimension.levels and not dimension.calendar) if by_value is None else by_value
    if not sort_by_value:
        return list(rows)

    def key(row: Row) -> tuple[bool, bool, float]:
        return (not row.has_value, row.levels[0] == NOT_RECORDED, -row.value if row.has_value else 0.0)

    return sorted(rows, key=key)


def pick_ends(rows: Sequence[Row], most: int, *, count: bool) -> list[Row]:
    """Which of too many rows to draw, in their order: the highest and the lowest on a sound base; of a count, the top.

    Where the sound ones leave room, those on a small base come in, and at the end a few without a figure.
    """
    with_value = [row for row in rows if row.has_value]
    sound = [row for row in with_value if not row.doubtful and row.levels[0] != NOT_RECORDED]
    if len(sound) >= most:
        half = most if count else most // 2
        return sound[:half] + sound[len(sound) - (most - half) :]
    pool = [*sound, *(row for row in with_value if row not in sound)][:most]
    silent = [row for row in rows if not row.has_value][: min(_SILENT, most - len(pool))]
    return [row for row in rows if row in pool or row in silent]


def figures_in_words(measure: Measure, row: Row) -> str:
    """A row's value, range and base as lines for the text under the pointer."""
    if not row.has_value:
        return escape_text(row.note or "no data")
    lines = [f"<b>{say_value(measure, row.value, row.denominator)}</b>"]
    if row.has_range:
        lines.append(f"Likely range {say_range(measure, row.lower, row.upper, row.denominator)}")
    if not measure.is_count and math.isfinite(row.denominator):
        lines.append(f"{say_count(row.denominator)} {escape_text(measure.base or 'in the base')}")
    if row.note:
        lines.append(escape_text(row.note))
    return "<br>".join(lines)


def hover_words(measure: Measure, by: Sequence[Dimension], row: Row) -> str:
    """The same as plain text with line breaks, for a drawing."""
    return unescape(_TAG.sub("", hover(measure, by, row).replace("<br>", "\n")))


def hover(measure: Measure, by: Sequence[Dimension], row: Row) -> str:
    """The text under the pointer: what the row is, then its figures."""
    names = [escape_text(say_level(dimension, level)) for dimension, level in zip(by, row.levels, strict=True)]
    return f"{', '.join(names)}<br>{figures_in_words(measure, row)}"
