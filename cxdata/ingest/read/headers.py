"""The header of a table among its first rows: one row or several, perhaps below title lines."""

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
_COUNTS = {2: "Two", 3: "Three"}

Row = Sequence[str]


@dataclass(frozen=True)
class Header:
    """Column names and where they were: `first` is the index of their row among those given, `rows` how many."""

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
        if len(row) == width:
            return _with_its_tiers(rows, index, width)
        if _rest_is_blank(rows[index + 1 :], len(row), width):
            raise NoHeader(
                f"the header names {len(row)} columns but the rows have {width} values, the last of them blank. Either "
                "two names run together, or every row ends in a separator too many: put the missing name, or a "
                "separator at its end, into the header"
            )
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
    if header.rows > 1:
        notes.append(
            f"{_COUNTS.get(header.rows, str(header.rows))} header rows were joined: the first column is called "
            f"'{header.names[0]}', the last one '{header.names[-1]}'."
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


def _with_its_tiers(rows: Sequence[Row], index: int, width: int) -> Header:
    """The header whose fullest row is at `index`, with the rows above or below that belong to it."""
    for start, count in ((index - 2, 3), (index - 1, 3), (index, 3), (index - 1, 2), (index, 2)):
        tiers = [_padded(row, width) for row in rows[max(start, 0) : start + count] if row]
        if start >= 0 and len(tiers) == count and _are_tiers(tiers, rows[start + count :]):
            return Header(_tiers_joined(tiers), start, count)
    first = _padded(rows[index], width)
    again = next((n for n, row in enumerate(rows[index + 1 :]) if not same_names(row, first)), 0)
    if again and any(len(row) == width for row in rows[index + 1 + again :]):
        return Header(tuple(" ".join([name.strip()] * (again + 1)).strip() for name in first), index, again + 1)
    if index + 1 < len(rows) and _is_second_header(first, rows[index + 1], rows[index + 2 :]):
        joined = (f"{upper} {lower}".strip() for upper, lower in zip(first, rows[index + 1], strict=True))
        return Header(tuple(joined), index, 2)
    return Header(tuple(first), index, 1)


def _padded(row: Row, width: int) -> list[str]:
    return [*row, *([""] * (width - len(row)))]


def _are_tiers(tiers: Sequence[Row], below: Sequence[Row]) -> bool:
    """Whether rows are a header in tiers: a group's name given once, over the first of its columns.

    The first column is named in one tier only, or in all alike (a merged cell), and has a value in every row below;
    every column is named somewhere. Three tiers need numbers below, for words there could be data.
    """
    if len({len(row) for row in tiers}) > 1 or len(tiers[0]) < 2 or not all(any(map(str.strip, row)) for row in tiers):
        return False
    columns = [[cell.strip() for cell in column] for column in zip(*tiers, strict=True)]
    first = [cell for cell in columns[0] if cell]
    first_once = len(first) == 1 or (len(first) == len(tiers) and len(set(first)) == 1)
    grouped = any(not column[0] and any(column[1:]) for column in columns[1:])
    under = any(len({cell for cell in column if cell}) > 1 for column in columns)
    in_words = not any(_NUMBER.fullmatch(cell) or _DATE.fullmatch(cell) for row in columns for cell in row if cell)
    if not (first_once and all(map(any, columns)) and grouped and under and in_words):
        return False
    data = [row for row in below if any(cell.strip() for cell in row)]
    return bool(data) and all(row[0].strip() for row in data) and (len(tiers) == 2 or _have_numbers(data))


def _have_numbers(data: Sequence[Row]) -> bool:
    """Whether at least two columns hold nothing but numbers."""
    width = len(data[0])
    columns = zip(*(row for row in data if len(row) == width), strict=True)
    return sum(all(_NUMBER.fullmatch(cell.strip()) for cell in column if cell.strip()) for column in columns) >= 2


def _tiers_joined(tiers: Sequence[Row]) -> tuple[str, ...]:
    """One name a column: its groups' and its own; a column that stands under no group keeps its own."""
    names, groups = [], [""] * (len(tiers) - 1)
    for column in zip(*tiers, strict=True):
        cells = [cell.strip() for cell in column]
        for tier, cell in enumerate(cells[:-1]):
            named_below = any(cells[tier + 1 :])
            if cell:
                groups[tier:] = [cell, *([""] * (len(groups) - tier - 1))]
            elif not named_below:
                groups[tier] = ""
        parts = dict.fromkeys(part for part in (*groups, cells[-1]) if part)
        names.append(" ".join(parts))
    return tuple(names)


def _recurs(row: Row, below: Sequence[Row]) -> bool:
    """Whether a value of a row comes again below it in its own column, as names of columns do not."""
    return any(
        cell.strip() and any(len(other) > column and other[column] == cell for other in below)
        for column, cell in enumerate(row)
    )


def _is_second_header(first: Row, second: Row, data: Sequence[Row]) -> bool:
    """Whether the row below the header belongs to it. Strict, because a row of data taken for a header would be lost.

    Neither has a digit or a blank in any cell, the second has no cell twice, and at least two columns have a digit
    in every one of three or more rows below.
    """
    if len(first) != len(second) or not all(cell.strip() for cell in (*first, *second)):
        return False
    below = [row for row in data if len(row) == len(first)]
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
    numbers = 0 if _are_points(cells) else sum(bool(_NUMBER.fullmatch(c) and not _YEAR.fullmatch(c)) for c in cells)
    return numbers * 2 > len(cells) or any(
        _is_date(cell) and _dates_below(column, below) for column, cell in enumerate(row)
    )


def _are_points(cells: Sequence[str]) -> bool:
    """Whether the numbers among some cells of a row are the points of a scale, one after another: 1, 2, 3, 4, 5."""
    numbers = [int(cell) for cell in cells if re.fullmatch(r"\d{1,2}", cell)]
    steps = {after - before for before, after in zip(numbers, numbers[1:], strict=False)}
    return 3 <= len(numbers) < len(cells) and min(numbers) <= 1 and steps in ({1}, {-1})


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
