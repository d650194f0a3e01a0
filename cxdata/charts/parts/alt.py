"""The sentence that stands in for a chart: what it shows, the highest and lowest figure, and what has none."""

from collections.abc import Sequence

from cxdata.charts.parts.rows import Row
from cxdata.measures.model import Dimension, Measure
from cxdata.measures.words import say_level, say_value


def say_subject(kind: str, measure: Measure, by: Sequence[Dimension]) -> str:
    """What a chart shows, as 'Bars: satisfied, by channel and month'."""
    split = " and ".join(_lower(dimension.title) for dimension in by)
    return f"{kind}: {_lower(measure.title)}" + (f", by {split}" if split else "")


def name_of(by: Sequence[Dimension], row: Row) -> str:
    """A row's levels in words."""
    return ", ".join(say_level(dimension, level) for dimension, level in zip(by, row.levels, strict=True))


def say_extremes(measure: Measure, by: Sequence[Dimension], rows: Sequence[Row]) -> str:
    """'Highest Web with 92.3%, lowest Phone with 61.0%.'; what there is where fewer than two rows have a value."""
    with_value = [row for row in rows if row.has_value]
    if not with_value:
        return "No figure can be shown."
    high, low = max(with_value, key=lambda row: row.value), min(with_value, key=lambda row: row.value)
    if high.value == low.value:
        if len(with_value) == 1:
            return f"{name_of(by, high)}: {say_value(measure, high.value, high.denominator)}."
        return f"All {len(with_value)} the same: {say_value(measure, high.value, high.denominator)}."
    return (
        f"Highest {name_of(by, high)} with {say_value(measure, high.value, high.denominator)}, "
        f"lowest {name_of(by, low)} with {say_value(measure, low.value, low.denominator)}."
    )


def say_without_figure(by: Sequence[Dimension], rows: Sequence[Row]) -> str:
    """'Without a figure: Post (too few to say), Holywell (no data).'; empty where every row has one."""
    silent = [f"{name_of(by, row)} ({row.note or 'no data'})" for row in rows if not row.has_value]
    return f"Without a figure: {', '.join(silent)}." if silent else ""


def say_more(count: int, noun: str = "") -> str:
    """What is not drawn: '1 more is in the table.', '12 more groups are in the table.'; empty where all is drawn.

    `noun` stands for one: 'group'.
    """
    if count <= 0:
        return ""
    named = f" {noun if count == 1 else noun + 's'}" if noun else ""
    return f"{count} more{named} {'is' if count == 1 else 'are'} in the table."


def sentence(*parts: str) -> str:
    """The parts that are not empty, joined by spaces."""
    return " ".join(part for part in parts if part)


def list_names(names: Sequence[str], *, most: int = 3) -> str:
    """Names as 'A, B and C', or with more than `most` as 'A, B, C and 4 more'."""
    if len(names) > most:
        return f"{', '.join(names[:most])} and {len(names) - most} more"
    return " and ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else "".join(names)


def _lower(title: str) -> str:
    return title[:1].lower() + title[1:]
