"""The header of a table among its first rows: one row or two, perhaps below title lines."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from cxdata.ingest.read.raw_table import count_words

LOOK_AT = 50
_NUMBER = re.compile(r"[£$€]?-?\d[\d,]*(\.\d+)?%?")
_YEAR = re.compile(r"(19|20)\d\d")
_DATE = re.compile(r"(\d{1,4})[-/.](\d{1,2})[-/.](\d{1,4})([ T]\d{1,2}[:.].*)?")
_ANY_DATE = re.compile(
    r"\b(?:\d{1,2}[-/.]\d{1,2}[-/.]\d{4}|\d{4}-\d\d-\d\d|20\d{6}|"
    r"(?:\d{1,2} )?(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]* \d{4})\b"
)
_DIGIT = re.compile(r"\d")

Row = Sequence[str]


@dataclass(frozen=True)
class Header:
    """Column names and where they were: `first` is the index of their row among those given, `rows` is 1 or 2."""

    names: tuple[str, ...]
    first: int
    rows: int


class NoHeader(Exception):
    """No row can be the header; the message completes "the file cannot be read: ..."."""


def find_header(rows: Sequence[Row], width: int) -> Header:
    """The header of a table of `width` columns among its first rows (blank lines as empty rows).

    The first row that fills more than half the columns and does not look like data. Title lines above it fill
    fewer. Raises NoHeader, with the reason, when there is none, or when the rows below have fewer cells than names.
    """
    head = rows[:LOOK_AT]
    fullest = max((_filled(row) for row in head if len(row) == width), default=0)
    data_like_seen = False
    for index, row in enumerate(head):
        if not row or _filled(row) * 2 <= fullest or (len(row) == 1 < width):
            continue
        if _looks_like_data(row, rows[index + 1 :]):
            if data_like_seen:
                break
            data_like_seen = True
            continue
        if len(row) > width:
            raise NoHeader(f"the header names {len(row)} columns but most rows have {width} values")
        if index and len(rows[index - 1]) == width - 1 > 1 and _recurs(row, rows[index + 1 :]):
            raise NoHeader(f"the header names {width - 1} columns but most rows have {width} values")
        if len(row) == width or _rest_is_blank(rows[index + 1 :], len(row), width):
            return _one_or_two_rows(rows, index, width)
    if data_like_seen:
        raise NoHeader("the first row looks like data, not like column names; add a row of column names at the top")
    raise NoHeader("no row of column names was found")


def header_notes(header: Header, lines_above: int, above: Sequence[Row] = ()) -> list[str]:
    """What a person should know about where the header was, and the dates in the lines `above` it: often a period.

    Nothing else of those lines is repeated, as they may name who made the report.
    """
    notes = []
    if lines_above:
        notes.append(
            f"{count_words(lines_above, 'line', 'lines')} above the header {'was' if lines_above == 1 else 'were'} "
            "skipped."
        )
    dates = [found for row in above for cell in row for found in _ANY_DATE.findall(cell or "")]
    if dates:
        notes.append(f"Dates above the header: {', '.join(dict.fromkeys(dates[:4]))}.")
    if header.rows == 2:
        notes.append(
            f"Two header rows were joined: the first column is called '{header.names[0]}', the last one "
            f"'{header.names[-1]}'."
        )
    return notes


def same_names(cells: Row, names: Sequence[str]) -> bool:
    """Whether a row merely repeats the column names."""
    return list(cells) == list(names)


def repeats_most_names(cells: Row, names: Sequence[str]) -> bool:
    """Whether a row of another width is the header of a second table: most of its cells are our column names."""
    column_names = {name.strip().casefold() for name in names}
    filled = [cell.strip().casefold() for cell in cells if cell.strip()]
    return len(filled) >= 2 and sum(cell in column_names for cell in filled) * 5 >= len(filled) * 3


def _one_or_two_rows(rows: Sequence[Row], index: int, width: int) -> Header:
    first = _padded(rows[index], width)
    if index and rows[index - 1] and _are_tiers(_padded(rows[index - 1], width), first, rows[index + 1 :]):
        return Header(_tiers_joined(_padded(rows[index - 1], width), first), index - 1, 2)
    if index + 1 < len(rows):
        second = _padded(rows[index + 1], width)
        if _are_tiers(first, second, rows[index + 2 :]):
            return Header(_tiers_joined(first, second), index, 2)
        if _is_second_header(first, rows[index + 1], rows[index + 2 :]):
            joined = (f"{upper} {lower}".strip() for upper, lower in zip(first, rows[index + 1], strict=True))
            return Header(tuple(joined), index, 2)
    return Header(tuple(first), index, 1)


def _padded(row: Row, width: int) -> list[str]:
    return [*row, *([""] * (width - len(row)))]


def _are_tiers(upper: Row, lower: Row, below: Sequence[Row]) -> bool:
    """Whether two rows are a header in two tiers: a group's name given once, over the first of its columns.

    Where the upper row is blank the lower one names the column; the first column is named in one of them only, or in
    both alike (a merged cell), and has a value in every row below.
    """
    if len(upper) != len(lower) or len(upper) < 2 or not any(map(str.strip, upper)):
        return False
    first_once = not upper[0].strip() or not lower[0].strip() or upper[0] == lower[0]
    complete = all(above.strip() or name.strip() for above, name in zip(upper, lower, strict=True))
    grouped = any(not above.strip() and name.strip() for above, name in zip(upper[1:], lower[1:], strict=True))
    under = [name for above, name in zip(upper, lower, strict=True) if above.strip() and name.strip() and above != name]
    in_words = not any(_NUMBER.fullmatch(cell) or _DATE.fullmatch(cell) for cell in (*upper, *lower) if cell.strip())
    data = [row for row in below if any(cell.strip() for cell in row)]
    return bool(
        first_once and complete and grouped and under and in_words and data and all(row[0].strip() for row in data)
    )


def _tiers_joined(upper: Row, lower: Row) -> tuple[str, ...]:
    """One name a column: the group's and the column's own; a column that stands under no group keeps its own."""
    names, group = [], ""
    for above, name in zip(upper, lower, strict=True):
        group = above.strip() or (group if name.strip() else "")
        names.append(group if group == name.strip() else f"{group} {name.strip()}".strip())
    return tuple(names)


def _recurs(row: Row, below: Sequence[Row]) -> bool:
    """Whether a value of a row comes again below it in its own column, as names of columns do not."""
    return any(
        cell.strip() and any(len(other) > column and other[column] == cell for other in below)
        for column, cell in enumerate(row)
    )


def _is_second_header(first: Row, second: Row, data: Sequence[Row]) -> bool:
    """Whether the row below the header belongs to it. Strict, because a row of data taken for a header would be lost.

    Either the row repeats the header, or neither has a digit or a blank in any cell, the second has no cell twice,
    and at least two columns have a digit in every one of three or more rows below.
    """
    if len(first) != len(second) or not all(cell.strip() for cell in (*first, *second)):
        return False
    below = [row for row in data if len(row) == len(first)]
    if same_names(second, first):
        return bool(below)
    if any(_DIGIT.search(cell) for cell in (*first, *second)) or len(set(second)) < len(second) or len(below) < 3:
        return False
    return sum(all(_DIGIT.search(cell) for cell in column) for column in zip(*below, strict=True)) >= 2


def _filled(row: Row) -> int:
    return sum(1 for cell in row if cell.strip())


def _looks_like_data(row: Row, below: Sequence[Row]) -> bool:
    """Whether a row is data: most of its cells are numbers, or one is a date as those below it are.

    Dates over numbers are headings: figures by month, one column a month.
    """
    cells = [cell.strip() for cell in row if cell.strip()]
    numbers = sum(1 for cell in cells if _NUMBER.fullmatch(cell) and not _YEAR.fullmatch(cell))
    return numbers * 2 > len(cells) or any(
        _is_date(cell) and _dates_below(column, below) for column, cell in enumerate(row)
    )


def _is_date(cell: str) -> bool:
    matched = _DATE.fullmatch(cell.strip())
    parts = sorted(int(part) for part in matched.groups()[:3]) if matched else []
    return bool(parts) and parts[0] <= 12 and parts[1] <= 31


def _dates_below(column: int, below: Sequence[Row]) -> bool:
    """Whether the column has a date further down, or nothing at all by which to tell."""
    values = [row[column] for row in below if len(row) > column and row[column].strip()]
    return not values or any(_is_date(value) for value in values)


def _rest_is_blank(rows: Sequence[Row], start: int, width: int) -> bool:
    """Whether every row has the table's width but nothing beyond the header's last name (a separator too many)."""
    below = [row for row in rows if row]
    return bool(below) and all(len(row) == width and not any(cell.strip() for cell in row[start:]) for row in below)
