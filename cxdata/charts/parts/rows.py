"""The rows of an Answer as charts use them: their figures, their order, and the text under the pointer."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from cxdata.measures.model import Dimension, Measure
from cxdata.measures.query import Answer
from cxdata.measures.words import say_count, say_level, say_range, say_value


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
    """The answer's rows, in its own order."""
    frame = answer.frame
    columns = [frame[dimension.id].astype(str) for dimension in answer.by]
    figures = [frame[name].astype(float) for name in ("numerator", "denominator", "value", "lower", "upper")]
    rows = []
    for position in range(len(frame)):
        numerator, denominator, value, lower, upper = (float(figure.iloc[position]) for figure in figures)
        levels = tuple(str(column.iloc[position]) for column in columns)
        note = str(frame["base_note"].iloc[position])
        rows.append(Row(levels, numerator, denominator, value, lower, upper, note))
    return rows


def hover_words(measure: Measure, by: Sequence[Dimension], row: Row) -> str:
    """The text under the pointer, a fact a line: what the row is, its value, its range and its base."""
    lines = [", ".join(say_level(dimension, level) for dimension, level in zip(by, row.levels, strict=True))]
    if not row.has_value:
        return "\n".join([*lines, row.note or "no data"])
    lines.append(say_value(measure, row.value, row.denominator))
    if row.has_range:
        lines.append(f"Likely range {say_range(measure, row.lower, row.upper, row.denominator)}")
    if not measure.is_count and math.isfinite(row.denominator):
        lines.append(f"{say_count(row.denominator)} {measure.base or 'in the base'}")
    return "\n".join([*lines, *([row.note] if row.note else [])])
