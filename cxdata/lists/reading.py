"""A list read from its file, however a person saved it: any order of columns, Excel's separators and encodings."""

import csv
import io
from collections.abc import Collection, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from cxdata.errors import CxError
from cxdata.lists.model import BY, CHANGED, ID, KEPT_HEADINGS, WHY, Entry, Kept, ListFile, an_entry
from cxdata.spreadsheets import without_mark

MOST_BYTES = 20_000_000
SEPARATORS = (",", ";", "\t")


@dataclass(frozen=True)
class Row:
    """A row of the file: its cells as they stand, and the entry it is, or the sentence that says why it is none."""

    cells: tuple[str, ...]
    entry: Entry | None
    fault: str = ""


@dataclass(frozen=True)
class Sheet:
    """A file as it was read: separator, headings as they stand, rows; written again it loses nothing."""

    separator: str
    headings: tuple[str, ...]
    rows: tuple[Row, ...]


def read_list(data: Path, kind: ListFile) -> Kept:
    """The entries of a list of a data folder; none where there is no such file. Raises CxError where it is no list."""
    return _kept(read_sheet(data / kind.file_name, kind, ids_used(data, kind)))


def entries_of(name: str, rows: Sequence[Sequence[str]], kind: ListFile) -> Kept:
    """The entries of a table that was read from elsewhere, its headings first. Raises CxError where it is no list.

    `name` is what faults call it.
    """
    return _kept(_sheet(name, rows, ",", kind))


def read_sheet(path: Path, kind: ListFile, used: Collection[str] = ()) -> Sheet:
    """The file as a whole; a new one's headings where there is none. Ids in `used` are given to nobody else.

    Raises CxError.
    """
    if not path.exists():
        return Sheet(",", kind.headings, ())
    text = text_of(path)
    separator = _separator_of(text)
    try:
        rows = [[without_mark(cell) for cell in row] for row in csv.reader(io.StringIO(text), delimiter=separator)]
    except csv.Error:
        raise CxError(f"{path.name} cannot be read: a quotation mark is not closed. Mend it in Excel.") from None
    return _sheet(path.name, rows, separator, kind, used=used)


def column_of(kind: ListFile, headings: Sequence[str]) -> dict[str, int]:
    """Where each column that the file has stands: names of the list's own columns, and headings that every list has."""
    where: dict[str, int] = {}
    plain = [_plain(heading) for heading in headings]
    for column in kind.columns:
        for heading in (column.heading, column.name, *column.also):
            if _plain(heading) in plain:
                where[column.name] = plain.index(_plain(heading))
                break
    return where | {heading: plain.index(_plain(heading)) for heading in KEPT_HEADINGS if _plain(heading) in plain}


def text_of(path: Path) -> str:
    """The text of a file that a person may have saved. Raises CxError where it is none, or cannot be opened."""
    try:
        if path.stat().st_size > MOST_BYTES:
            raise CxError(f"{path.name} is larger than {MOST_BYTES // 1_000_000} MB, which no list of this kind is.")
        raw = path.read_bytes()
    except OSError:
        raise CxError(f"{path.name} cannot be opened. Close it in other programs, then do it again.") from None
    wide = raw.startswith((b"\xff\xfe", b"\xfe\xff"))
    # The last is Excel's "CSV (comma delimited)" on a British machine.
    for encoding in ("utf-16",) if wide else ("utf-8-sig", "cp1252"):
        with suppress(UnicodeDecodeError):
            return raw.decode(encoding)
    raise CxError(f"{path.name} is no text. Save it from Excel as 'CSV UTF-8', then do it again.")


def ids_used(data: Path, kind: ListFile) -> frozenset[str]:
    """Ids that the log knows, among them those of entries that were withdrawn."""
    return frozenset(line[ID].casefold() for line in log_lines(data, kind))


def log_lines(data: Path, kind: ListFile) -> list[dict[str, str]]:
    """The lines of the log by its headings, in the order in which they were written. Raises CxError."""
    path = data / kind.log_name
    if not path.exists():
        return []
    try:
        lines = list(csv.reader(io.StringIO(text_of(path)), strict=True))
    except csv.Error:
        lines = []
    if not lines or ID not in lines[0]:
        raise CxError(f"{path.name} is no longer the log that it was. Put it back as it was, or move it elsewhere.")
    heads = lines[0]
    return [
        dict.fromkeys(heads, "") | dict(zip(heads, map(without_mark, line), strict=False)) for line in lines[1:] if line
    ]


def _kept(sheet: Sheet) -> Kept:
    entries = tuple(row.entry for row in sheet.rows if row.entry is not None)
    return Kept(entries, tuple(row.fault for row in sheet.rows if row.fault))


def _separator_of(text: str) -> str:
    first = next((line for line in text.splitlines() if line.strip()), "")
    return max(SEPARATORS, key=first.count)


def _sheet(
    name: str, rows: Sequence[Sequence[str]], separator: str, kind: ListFile, used: Collection[str] = ()
) -> Sheet:
    full = [(number, row) for number, row in enumerate(rows, start=1) if any(cell.strip() for cell in row)]
    if not full:
        return Sheet(separator, kind.headings, ())
    headings = tuple(full[0][1])
    where = column_of(kind, headings)
    missing = [column.heading for column in kind.columns if column.required and column.name not in where]
    if missing:
        raise CxError(
            f"{name} has no column {' and no column '.join(missing)}. Its first line is expected to have: "
            f"{', '.join(kind.headings)}."
        )
    taken: set[str] = set()
    lines: dict[tuple[str, ...], int] = {}
    read = []
    for number, cells in full[1:]:
        row = _row(name, number, tuple(cells), headings, where, kind, taken)
        key = kind.key_of(row.entry.values) if row.entry is not None else None
        if key is not None and key in lines:
            row = _copy(name, number, row, lines[key], kind)
        if row.entry is not None:
            taken.add(row.entry.id.casefold())
            if key is not None:
                lines[key] = number
        read.append(row)
    # A row that cannot be read keeps its id too: mended in Excel it is itself again, and no copy has its history.
    at = where.get(ID, len(headings))
    unread = {row.cells[at].strip().casefold() for row in read if row.entry is None and at < len(row.cells)}
    return Sheet(separator, headings, tuple(_with_ids(read, kind, {*taken, *unread, *used})))


def _row(
    name: str,
    number: int,
    cells: tuple[str, ...],
    headings: tuple[str, ...],
    where: dict[str, int],
    kind: ListFile,
    taken: set[str],
) -> Row:
    """A row with its entry; one without an id, or with that of a row before it (a copy), is given its own later."""
    if any(cell.strip() for cell in cells[len(headings) :]):
        return Row(cells, None, f"{name}, line {number}: it has {len(cells)} cells under {len(headings)} headings.")

    def cell(column: str) -> str:
        place = where.get(column, len(cells))
        return cells[place].strip() if place < len(cells) else ""

    try:
        values = kind.written({column.name: cell(column.name) for column in kind.columns})
    except CxError as fault:
        return Row(cells, None, f"{name}, line {number}: {fault} The row stays in the file as it is.")
    given = cell(ID) if cell(ID).casefold() not in taken else ""
    return Row(cells, an_entry(given, values, cell(CHANGED), cell(BY), cell(WHY)))


def _copy(name: str, number: int, row: Row, first: int, kind: ListFile) -> Row:
    """A row that says again what one before it says: which of the two holds nobody can know, and never both do."""
    alike = " and ".join(column.heading.lower() for column in kind.columns if column.name in kind.known_by[:2])
    return Row(
        row.cells,
        None,
        f"{name}, line {number}: it has the {alike} of line {first}. Only line {first} counts: change it there, or "
        "give this one a reference of its own.",
    )


def _with_ids(rows: Sequence[Row], kind: ListFile, taken: Collection[str]) -> list[Row]:
    """The rows, those without an id with the next that is free, in the file's order."""
    number = highest_number(taken, kind)
    numbered = []
    for row in rows:
        if row.entry is not None and not row.entry.id:
            number += 1
            entry = row.entry
            named = an_entry(f"{kind.letter}{number}", entry.values, entry.changed, entry.by, entry.why)
            row = Row(row.cells, named)
        numbered.append(row)
    return numbered


def highest_number(ids: Collection[str], kind: ListFile) -> int:
    """The highest number among ids of this list's form, 0 where there is none."""
    letter = kind.letter.casefold()
    numbers = [name.casefold().removeprefix(letter) for name in ids if name.casefold().startswith(letter)]
    return max((int(number) for number in numbers if number.isascii() and number.isdecimal()), default=0)


def _plain(heading: str) -> str:
    return " ".join(heading.replace("_", " ").casefold().split())
