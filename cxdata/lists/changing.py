"""Entries added, changed and withdrawn: one writer at a time, the log before the list, each written whole.

A stop between the two leaves a version in the log that the list does not have, which `history` says. Rows that nobody
touches are written as they were read, cell by cell, those that cannot be entries among them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from cxdata.errors import CxError
from cxdata.lists.model import BY, CHANGED, ID, KEPT_HEADINGS, WHY, Entry, ListFile, an_entry
from cxdata.lists.reading import Row, Sheet, column_of, highest_number, log_lines, read_sheet
from cxdata.own_files import changing, write_whole
from cxdata.spreadsheets import csv_text

WHAT = "What was done"
ADDED, ALTERED, WITHDRAWN, STOOD = "added", "changed", "withdrawn", "as it stood in the file"


def add_entry(data: Path, kind: ListFile, values: Mapping[str, str], *, by: str, why: str = "", now: datetime) -> Entry:
    """Add an entry, with an id of its own; returns it. `now` is the local time. Raises CxError for what cannot be."""
    return add_entries(data, kind, [values], by=by, why=why, now=now)[0]


def add_entries(
    data: Path, kind: ListFile, several: Sequence[Mapping[str, str]], *, by: str, why: str = "", now: datetime
) -> tuple[Entry, ...]:
    """Add entries, all of them or, where one cannot be, none. Raises CxError for the first that cannot be."""
    by = _who(by)
    whole = [kind.written(values) for values in several]
    with changing(data / kind.file_name):
        log, sheet = _opened(data, kind)
        if len(whole) == 1:
            _refuse_copy(kind, sheet.rows, whole[0])
        number = highest_number(_ids(log, sheet), kind)
        entries = tuple(
            an_entry(f"{kind.letter}{number + place}", values, _when(now), by, why.strip())
            for place, values in enumerate(whole, start=1)
        )
        _write_log(data, kind, [*log, *(_line(kind, entry, ADDED) for entry in entries)])
        _write(data, kind, sheet, [*sheet.rows, *(Row((), entry) for entry in entries)])
    return entries


def change_entry(
    data: Path, kind: ListFile, seen: Entry, values: Mapping[str, str], *, by: str, why: str = "", now: datetime
) -> Entry:
    """Change some values of an entry that a person saw as `seen`; returns it as it is now.

    What another has changed meanwhile stays, where it is something else. Raises CxError, with both values, where both
    changed one thing, where the entry has been withdrawn, and for what cannot be.
    """
    by = _who(by)
    with changing(data / kind.file_name):
        log, sheet = _opened(data, kind)
        place = _place(kind, sheet, seen, log)
        now_there = _entry(sheet.rows[place])
        merged = kind.written({**now_there.values, **_wishes(kind, seen, now_there, values)})
        if merged == dict(now_there.values):
            return now_there
        if kind.reasoned and not why.strip():
            raise CxError(f"Say why the {kind.noun} is changed.")
        _refuse_copy(kind, [row for number, row in enumerate(sheet.rows) if number != place], merged)
        changed = an_entry(now_there.id, merged, _when(now), by, why.strip())
        lines = _with_version(kind, log, now_there)
        _write_log(data, kind, [*lines, _line(kind, changed, ALTERED)])
        rows = list(sheet.rows)
        rows[place] = replace(rows[place], entry=changed)
        _write(data, kind, sheet, rows)
    return changed


def withdraw_entry(data: Path, kind: ListFile, seen: Entry, *, by: str, why: str, now: datetime) -> None:
    """Take an entry off the list; the log keeps it, with who did it, when and why.

    Raises CxError without a reason, where it has been changed since it was seen, or is gone.
    """
    by = _who(by)
    if not why.strip():
        raise CxError(f"Say why the {kind.noun} is withdrawn.")
    with changing(data / kind.file_name):
        log, sheet = _opened(data, kind)
        place = _place(kind, sheet, seen, log)
        there = _entry(sheet.rows[place])
        if there.values != seen.values:
            raise CxError(f"{seen.id} was changed meanwhile{_by_whom(there)}. Look at it again before it is withdrawn.")
        gone = an_entry(there.id, there.values, _when(now), by, why.strip())
        lines = _with_version(kind, log, there)
        _write_log(data, kind, [*lines, _line(kind, gone, WITHDRAWN)])
        _write(data, kind, sheet, [row for number, row in enumerate(sheet.rows) if number != place])


def _refuse_copy(kind: ListFile, others: Sequence[Row], values: Mapping[str, str]) -> None:
    """Raise CxError where another entry says the same: it would be counted twice, or not at all."""
    key = kind.key_of(values)
    same = next((row.entry for row in others if key and row.entry and kind.key_of(row.entry.values) == key), None)
    if same is not None:
        raise CxError(
            f"{same.id} has this reference and text already: change that one, or give this its own reference."
        )


def _opened(data: Path, kind: ListFile) -> tuple[list[dict[str, str]], Sheet]:
    log = log_lines(data, kind)
    return log, read_sheet(data / kind.file_name, kind, {line[ID].casefold() for line in log})


def _who(by: str) -> str:
    if not by.strip():
        raise CxError("Say who you are (a name or a post): every change is kept with who made it.")
    return by.strip()


def _when(now: datetime) -> str:
    return f"{now:%Y-%m-%d %H:%M:%S}"


def _entry(row: Row) -> Entry:
    if row.entry is None:
        raise ValueError("a row that is no entry cannot be changed")
    return row.entry


def _ids(log: Sequence[Mapping[str, str]], sheet: Sheet) -> set[str]:
    return {line[ID] for line in log} | {row.entry.id for row in sheet.rows if row.entry is not None}


def _place(kind: ListFile, sheet: Sheet, seen: Entry, log: Sequence[Mapping[str, str]]) -> int:
    """Where the entry stands in the list now. Raises CxError where it does not."""
    for place, row in enumerate(sheet.rows):
        if row.entry is not None and row.entry.id.casefold() == seen.id.casefold():
            return place
    last = next((line for line in reversed(log) if line[ID].casefold() == seen.id.casefold()), None)
    if last is None or last[WHAT] != WITHDRAWN:
        raise CxError(f"{seen.id} stands no longer in {kind.file_name}. Nothing was changed.")
    raise CxError(f"{seen.id} was withdrawn by {last[BY]} at {last[CHANGED]}: {last[WHY]}. Nothing was changed.")


def _wishes(kind: ListFile, seen: Entry, there: Entry, values: Mapping[str, str]) -> dict[str, str]:
    """What a person wants changed, of all that a form sends. Raises CxError where another changed the same thing."""
    wanted = {}
    for column in kind.columns:
        value = values.get(column.name, seen[column.name]).strip()
        if value == seen[column.name] or value == there[column.name]:
            continue
        if there[column.name] != seen[column.name]:
            raise CxError(
                f"{column.heading} of {seen.id} was changed meanwhile{_by_whom(there)} to "
                f"“{there[column.name] or 'nothing'}”. Yours, “{value or 'nothing'}”, is not written: look at both and "
                "save again."
            )
        wanted[column.name] = value
    return wanted


def _by_whom(entry: Entry) -> str:
    return f" by {entry.by} at {entry.changed}" if entry.by else " in the file"


def _line(kind: ListFile, entry: Entry, what: str) -> dict[str, str]:
    """An entry as a line of the log."""
    about = {CHANGED: entry.changed, BY: entry.by, WHY: entry.why, WHAT: what, ID: entry.id}
    return about | {column.heading: entry[column.name] for column in kind.columns}


def _with_version(kind: ListFile, log: Sequence[dict[str, str]], entry: Entry) -> list[dict[str, str]]:
    """The log, with the version that stands in the list where it does not know it: one typed into the file itself."""
    line = _line(kind, entry, STOOD)
    known = next((before for before in reversed(log) if before[ID].casefold() == entry.id.casefold()), None)
    own = [column.heading for column in kind.columns]
    if known is not None and all(known.get(heading, "") == line[heading] for heading in own):
        return list(log)
    return [*log, line]


def _write_log(data: Path, kind: ListFile, lines: Sequence[Mapping[str, str]]) -> None:
    heads = [CHANGED, BY, WHY, WHAT, ID, *(column.heading for column in kind.columns)]
    # Columns of a log that was written when the list had others.
    heads += [heading for heading in dict.fromkeys(head for line in lines for head in line) if heading not in heads]
    text = csv_text(heads, ([line.get(head, "") for head in heads] for line in lines))
    write_whole(data / kind.log_name, text, encoding="utf-8-sig")


def _write(data: Path, kind: ListFile, sheet: Sheet, rows: Sequence[Row]) -> None:
    """The list: headings as they stand and those that lack, rows as they stand but for what entries say."""
    where = column_of(kind, sheet.headings)
    names = {column.name: column.heading for column in kind.columns} | dict.fromkeys(KEPT_HEADINGS)
    lacking = [heading or name for name, heading in names.items() if name not in where]
    headings = (*sheet.headings, *lacking)
    where = column_of(kind, headings)
    cells = (_cells(row, where, len(headings)) for row in rows)
    text = csv_text(headings, cells, separator=sheet.separator)
    write_whole(data / kind.file_name, text, encoding="utf-8-sig")


def _cells(row: Row, where: Mapping[str, int], width: int) -> list[str]:
    cells = [*row.cells, *[""] * (width - len(row.cells))]
    if row.entry is not None:
        own = {ID: row.entry.id, CHANGED: row.entry.changed, BY: row.entry.by, WHY: row.entry.why}
        for name, value in {**row.entry.values, **own}.items():
            cells[where[name]] = value
    return cells
