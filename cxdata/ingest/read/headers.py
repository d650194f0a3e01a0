"""The header of a table among its first rows: one row or two, perhaps below title lines."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from cxdata.ingest.read.raw_table import count_words

LOOK_AT = 50
_NUMBER = re.compile(r"[£$€]?-?\d[\d,]*(\.\d+)?%?")
_YEAR = re.compile(r"(19|20)\d\d")
_DATE = re.compile(r"\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}([ T].*)?")
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
        if _looks_like_data(row):
            if data_like_seen:
                break
            data_like_seen = True
            continue
        if len(row) > width:
            raise NoHeader(f"the header names {len(row)} columns but most rows have {width} values")
        if len(row) == width or _rest_is_blank(rows[index + 1 :], len(row), width):
            return _one_or_two_rows(rows, index, width)
    if data_like_seen:
        raise NoHeader("the first row looks like data, not like column names; add a row of column names at the top")
    raise NoHeader("no row of column names was found")


def header_notes(header: Header, lines_above: int) -> list[str]:
    """What a person should know about where the header was."""
    notes = []
    if lines_above:
        notes.append(
            f"{count_words(lines_above, 'line', 'lines')} above the header {'was' if lines_above == 1 else 'were'} "
            "skipped."
        )
    if header.rows == 2:
        notes.append(f"Two header rows were joined: the first column is called '{header.names[0]}'.")
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
    first = [*rows[index], *([""] * (width - len(rows[index])))]
    if index + 1 < len(rows) and _is_second_header(first, rows[index + 1], rows[index + 2 :]):
        joined = (f"{upper} {lower}".strip() for upper, lower in zip(first, rows[index + 1], strict=True))
        return Header(tuple(joined), index, 2)
    return Header(tuple(first), index, 1)


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


def _looks_like_data(row: Row) -> bool:
    cells = [cell.strip() for cell in row if cell.strip()]
    numbers = sum(1 for cell in cells if _NUMBER.fullmatch(cell) and not _YEAR.fullmatch(cell))
    return numbers * 2 > len(cells) or any(_DATE.fullmatch(cell) for cell in cells)


def _rest_is_blank(rows: Sequence[Row], start: int, width: int) -> bool:
    """Whether every row has the table's width but nothing beyond the header's last name (a separator too many)."""
    below = [row for row in rows if row]
    return bool(below) and all(len(row) == width and not any(cell.strip() for cell in row[start:]) for row in below)
