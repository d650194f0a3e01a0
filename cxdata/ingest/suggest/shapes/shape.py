"""Files whose table lies another way round: crosstabs, one answer spread over several columns, pivots."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from cxdata.errors import CxError
from cxdata.ingest.profile.matching import value_key
from cxdata.ingest.profile.model import Unpivot
from cxdata.ingest.profile.period_length import LENGTHS, period_lengths
from cxdata.ingest.profile.totals import TOTAL_WORD
from cxdata.ingest.suggest.column import channel_of, score_of
from cxdata.ingest.suggest.questions import Cells

_PIVOT = re.compile(r"(row|column) labels", re.IGNORECASE)
_PIVOT_FIGURE = re.compile(r"(sum|count|average|max|min|distinct count) of .+", re.IGNORECASE)
_PIVOT_END = re.compile(r"grand total|\(all\)|\(multiple items\)|column labels", re.IGNORECASE)
_NUMBER = re.compile(r"-?\d[\d,]*(\.\d+)?")
_MEASURE = re.compile(
    r"calls|visits|visitors|offered|answered|abandoned|views|wait|average|received|closed|resolved|completed|opened|"
    r"outstanding|handled|target|rate\b|cost|%",
    re.IGNORECASE,
)
_MARKS = {"1", "1.0", "x", "y", "yes", "true", "ticked", "checked", "selected", "✓", "✔"}
_NO_MARKS = {"", "0", "0.0", "n", "no", "false", "unchecked", "not selected", "-"}
# What the headings of a crosstab can be, asked where they do not say it themselves.
DIMENSIONS = ("Provider", "Service", "Ward", "Channel", "Customer type")


@dataclass(frozen=True)
class Shape:
    """A file's cells as a table with one fact a row, and how they were turned.

    `spread` names, by its first column, the columns that hold one answer between them. `open` are headings that add up
    to a total and are values of something that only a person can name.
    """

    cells: Cells
    unpivot: Unpivot | None = None
    spread: tuple[tuple[str, ...], ...] = ()
    open: tuple[str, ...] = ()
    where: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def refuse_pivot(name: str, cells: Cells) -> None:
    """Raise CxError for a pivot table saved as a file: its headings are gone, and what it counts with them."""
    shown = [*cells.columns, *(word for row in cells.rows[:6] for word in row if word)]
    everywhere = [*cells.columns, *(word for row in cells.rows for word in row if word)]
    labels = any(_PIVOT.fullmatch(word.strip()) for word in shown)
    # "Sum of Calls", and a grand total or a filter "(All)" with it.
    figures = any(_PIVOT_FIGURE.match(word.strip()) for word in shown)
    grand = re.compile(r"grand total", re.IGNORECASE)
    both_ways = any(map(grand.fullmatch, cells.columns)) and any(grand.fullmatch(row[0] or "") for row in cells.rows)
    if labels or both_ways or (figures and any(_PIVOT_END.search(word.strip()) for word in everywhere)):
        raise CxError(
            f"{name}: this is a pivot table saved as a file, with totals among its figures and no heading that says "
            "what they are of. Ask for the list that it was made from, or double-click its grand total in Excel and "
            "save the rows that this shows."
        )


def shape_of(cells: Cells, headings_are: str | None = None) -> Shape:
    """The file with one fact a row. `headings_are` says what unknown headings are values of."""
    if marked := _marked(cells):
        unpivot = Unpivot(marked, _free("Satisfaction", cells), _free("Marked", cells))
        turned = _turned(cells, unpivot)
        rows = [row for row in turned.rows if value_key(row[-1] or "") in _MARKS]
        words = tuple(sorted({row[-1] for row in rows if row[-1]}))
        return Shape(Cells(turned.columns, rows), unpivot, where={unpivot.value: words})
    family, name, value = _family(cells)
    if not family:
        added = _add_up_to_a_total(cells)
        if added and headings_are is None:
            return Shape(cells, open=added)
        family, name, value = added, headings_are or "", "Count"
    if family:
        unpivot = Unpivot(family, _free(name, cells), _free(value, cells))
        return Shape(_turned(cells, unpivot), unpivot)
    spread = _spread(cells)
    return Shape(_merged(cells, spread), spread=spread)


def turn(cells: Cells, unpivot: Unpivot) -> Shape:
    """The file with the columns turned to rows that an officer names; none named, it stays as it stands.

    Raises CxError for a column that is not there, or a new name that is there already.
    """
    missing = [column for column in unpivot.columns if column not in cells.columns]
    if missing:
        raise CxError(f"The file has no column '{missing[0]}' to turn to rows.")
    kept = {column.casefold() for column in cells.columns if column not in unpivot.columns}
    if not unpivot.columns:
        return Shape(cells)
    for name in (unpivot.name, unpivot.value):
        if name.casefold() in kept or not name.strip():
            raise CxError(f"'{name}' cannot be the new column's name: choose one that the file does not have.")
    return Shape(_turned(cells, unpivot), unpivot)


def _marked(cells: Cells) -> tuple[str, ...]:
    """Columns named by the levels of one rating, in which a mark (1, x, yes) says which was chosen, one a row."""
    rated = tuple(column for column in cells.columns if score_of(column))
    texts = [[value_key(value) for value in cells.of(column)] for column in rated]
    if len(rated) < 3 or any(set(column) - _MARKS - _NO_MARKS for column in texts):
        return ()
    chosen = [sum(value in _MARKS for value in row) for row in zip(*texts, strict=True)]
    return rated if len(chosen) > 1 and max(chosen) == 1 and sum(chosen) * 2 > len(chosen) else ()


def _free(name: str, cells: Cells) -> str:
    return name if name.casefold() not in {column.casefold() for column in cells.columns} else f"{name} turned"


def _family(cells: Cells) -> tuple[tuple[str, ...], str, str]:
    """The headings that are values of one dimension over numbers, and what the two new columns are called."""
    numeric = tuple(column for column in cells.columns if _is_numeric(cells.of(column)))
    spans = dict(zip(numeric, period_lengths(numeric), strict=True))
    dated = tuple(column for column in numeric if spans[column])
    if len(dated) >= 2:
        lengths = [spans[column] for column in dated]
        shortest = min(filter(None, lengths), key=LENGTHS.index)
        name = {"day": "Date", "week": "Week", "month": "Month"}.get(shortest, "Period")
        return tuple(c for c, length in zip(dated, lengths, strict=True) if length == shortest), name, "Count"
    rated = tuple(column for column in numeric if score_of(column)) or _scale_headings(numeric)
    if len(rated) >= 3:
        return rated, "Satisfaction", "Responses"
    channels = tuple(c for c in numeric if channel_of(c) and len(c.split()) <= 4 and not TOTAL_WORD.fullmatch(c))
    if len(channels) >= 2 and not any(_MEASURE.search(column) for column in channels):
        # What adds up to the total together with them is a channel too, whatever it is called.
        return _add_up_to_a_total(cells) or channels, "Channel", "Count"
    return (), "", ""


def _scale_headings(numeric: Sequence[str]) -> tuple[str, ...]:
    """Headings that are the points of a scale: 1, 2, 3 ... in either direction."""
    points = tuple(column for column in numeric if re.fullmatch(r"\d{1,2}", column.strip()))
    given = [int(column) for column in points]
    return points if len(given) >= 3 and min(given) <= 1 and _is_run(given) else ()


def _is_run(numbers: Sequence[int]) -> bool:
    steps = {after - before for before, after in zip(numbers, numbers[1:], strict=False)}
    return steps in ({1}, {-1})


def _is_numeric(values: Sequence[str]) -> bool:
    filled = [value for value in values if value]
    return bool(filled) and all(_NUMBER.fullmatch(value) for value in filled)


def _add_up_to_a_total(cells: Cells) -> tuple[str, ...]:
    """Two or more columns of numbers that a last column called a total is the sum of, row by row."""
    totals = [column for column in cells.columns if TOTAL_WORD.fullmatch(column.strip())]
    if len(totals) != 1 or not _is_numeric(cells.of(totals[0])):
        return ()
    parts = tuple(column for column in cells.columns if column != totals[0] and _is_numeric(cells.of(column)))
    sums = [sum(map(_to_number, row)) for row in zip(*(cells.of(column) for column in parts), strict=True)]
    same = sums and all(abs(a - _to_number(b)) < 1e-6 for a, b in zip(sums, cells.of(totals[0]), strict=True))
    return parts if same and len(parts) >= 2 else ()


def _to_number(text: str) -> float:
    return float(text.replace(",", "")) if text else 0.0


def _turned(cells: Cells, unpivot: Unpivot) -> Cells:
    kept = tuple(column for column in cells.columns if column not in unpivot.columns)
    columns = [cells.of(column) for column in kept]
    rows: list[tuple[str | None, ...]] = []
    turned = {column: cells.of(column) for column in unpivot.columns}
    for number in range(len(cells.rows)):
        base = tuple(values[number] for values in columns)
        rows += [(*base, name, values[number]) for name, values in turned.items() if values[number]]
    return Cells((*kept, unpivot.name, unpivot.value), rows)


def _spread(cells: Cells) -> tuple[tuple[str, ...], ...]:
    """Runs of neighbouring columns that each hold one level of a rating, at most one of them filled in a row.

    The first row may be a second heading, with every level in it.
    """
    runs: list[list[str]] = [[]]
    for column in cells.columns:
        levels = {value for value in cells.of(column)[1:] if value} or {v for v in cells.of(column) if v}
        # A level that nobody chose stands in its heading only.
        level = next(iter(levels)) if levels else column.rpartition("? ")[2]
        if len(levels) <= 1 and score_of(level):
            if runs[-1] and _question_of(runs[-1][-1]) != _question_of(column):
                runs.append([])
            runs[-1].append(column)
        elif runs[-1]:
            runs.append([])
    return tuple(tuple(run) for run in runs if len(run) >= 2 and _one_a_row(cells, run))


def _question_of(column: str) -> str:
    """The question that a heading names before the level it is of; the first level's heading may have nothing else."""
    return column.rpartition("? ")[0] or (column if "?" in column else "").rstrip("? ")


def _one_a_row(cells: Cells, run: Sequence[str]) -> bool:
    filled = [sum(map(bool, row)) for row in zip(*(cells.of(column) for column in run), strict=True)]
    return all(number <= 1 for number in filled[1:]) and sum(filled[1:]) > 0


def _merged(cells: Cells, spread: tuple[tuple[str, ...], ...]) -> Cells:
    """The cells with each spread answer in one column, under the heading of its first."""
    if not spread:
        return cells
    texts = {column: cells.of(column) for column in cells.columns}
    for run in spread:
        together = zip(*(texts[column] for column in run), strict=True)
        # A second heading row is no answer.
        texts[run[0]] = [next(filter(None, row), "") if sum(map(bool, row)) == 1 else "" for row in together]
        for column in run[1:]:
            del texts[column]
    return Cells(tuple(texts), list(zip(*texts.values(), strict=True)))
