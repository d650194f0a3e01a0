"""Rows that say again what others say, left out of a load with their count: totals, longer periods, headings."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile

import duckdb

from cxdata.contract import TABLES, Kind, Table
from cxdata.ingest.profile.matching import find_header
from cxdata.ingest.profile.model import Profile, TableMap
from cxdata.ingest.profile.period_length import longer_periods
from cxdata.ingest.profile.totals import TOTAL_WORD, Totals, find_totals
from cxdata.ingest.read.raw_table import ROW_NUMBER, RawTable, RejectedRow, ident

TOTAL = "is the total of other rows, which are loaded"
# Between what a figure out of a paper says and the file that counts the same.
NOT_COUNTED = " and is not counted: "
LONGER = "covers a longer period than the other rows, which are loaded"
HEADING = "stands above the first row with a date: a further heading, or a total"
OTHER = "is of another kind, which its layout leaves out"
Rows = Sequence[Sequence[str | None]]


def leave_out(con: duckdb.DuckDBPyConnection, raw: RawTable, profile: Profile) -> RawTable:
    """The raw table without the rows that the profile leaves out; they are among its rejected rows instead."""
    if not profile.leave_out:
        return raw
    names = ", ".join(ident(column) for column in raw.columns)
    listed = con.execute(f"select {ROW_NUMBER}, {names} from {ident(raw.table)} order by 1").fetchall()
    numbers, rows = [row[0] for row in listed], [row[1:] for row in listed]
    reasons: dict[int, str] = {}
    if "above the first date" in profile.leave_out:
        reasons |= dict.fromkeys(heading_rows(raw.columns, rows, profile.tables[0]), HEADING)
    if "longer periods" in profile.leave_out:
        longer = longer_rows(raw.columns, rows, profile.tables[0])
        reasons |= dict.fromkeys((position for position in longer if position not in reasons), LONGER)
    if "totals" in profile.leave_out:
        kept = [position for position in range(len(rows)) if position not in reasons]
        totals = totals_among(raw.columns, [rows[position] for position in kept], profile.tables[0])
        # An officer or the arithmetic has said that such rows are totals, so the doubtful ones go too.
        reasons |= {kept[position]: TOTAL for position in (*totals.sure, *totals.unsure)}
    gone = [numbers[position] for position in reasons]
    con.execute(
        f"delete from {ident(raw.table)} where {ROW_NUMBER} in (select unnest($gone::bigint[]))", {"gone": gone}
    )
    rejected = (*raw.rejected, *(RejectedRow(numbers[position], reason) for position, reason in reasons.items()))
    return replace(raw, rows=raw.rows - len(gone), rejected=rejected)


def heading_rows(columns: Sequence[str], rows: Rows, mapping: TableMap) -> tuple[int, ...]:
    """The positions of the first rows that have neither the reference nor the time that every row of data has."""
    table = TABLES[mapping.table]
    named = [entry for entry in mapping.fields if entry.name == table.time or _is_reference(table, entry.name)]
    headers = {find_header([name], columns) for entry in named for name in entry.headers} - {None}
    positions = [place for place, column in enumerate(columns) if column in headers]
    if not positions:
        return ()
    blank = (not any((row[place] or "").strip() for place in positions) for row in rows)
    return tuple(position for position, _ in takewhile(lambda pair: pair[1], enumerate(blank)))


def _is_reference(table: Table, name: str) -> bool:
    return name in table.names and table.field(name).kind is Kind.ID


def longer_rows(columns: Sequence[str], rows: Rows, mapping: TableMap) -> frozenset[int]:
    """The positions of rows whose period is longer than the shortest of the column."""
    time = mapping.field(TABLES[mapping.table].time or "")
    header = find_header(time.sources, columns) if time else None
    if header is None:
        return frozenset()
    position = list(columns).index(header)
    return longer_periods([row[position] or "" for row in rows])[1]


def totals_among(columns: Sequence[str], rows: Rows, mapping: TableMap) -> Totals:
    """The totals among a file's rows, by the columns that the profile reads: words and times against counts."""
    labels, numbers = _headers(columns, mapping)
    labels += _other_labels(columns, rows, {*labels, *numbers})
    if not labels or not numbers:
        return Totals(frozenset(), frozenset())
    order = list(columns)
    label_rows = [[(row[order.index(header)] or "").strip() for header in labels] for row in rows]
    number_rows = [[_number(row[order.index(header)]) for header in numbers] for row in rows]
    return find_totals(label_rows, number_rows)


def _other_labels(columns: Sequence[str], rows: Rows, known: set[str]) -> list[str]:
    """Columns that the profile does not read and that break the rows down all the same: words that come again."""
    found = []
    for position, column in enumerate(columns):
        words = [(row[position] or "").strip() for row in rows]
        filled = [word for word in words if word]
        if column in known or not filled or any(_number(word.rstrip("%")) is not None for word in filled):
            continue
        if len(set(filled)) * 2 <= len(filled) or any(TOTAL_WORD.fullmatch(word) for word in filled):
            found.append(column)
    return found


def _headers(columns: Sequence[str], mapping: TableMap) -> tuple[list[str], list[str]]:
    labels, numbers = [], []
    table = TABLES[mapping.table]
    for entry in mapping.fields:
        if entry.name not in table.names:
            continue
        headers = [header for name in entry.headers if (header := find_header([name], columns))]
        kind = table.field(entry.name).kind
        if kind in (Kind.LEVEL, Kind.CHOICE, Kind.TIME, Kind.DATE, Kind.SCORE):
            labels += headers
        elif kind is Kind.COUNT:
            numbers += headers
    if mapping.unpivot:
        numbers = [header for name in mapping.unpivot.columns if (header := find_header([name], columns))]
    return list(dict.fromkeys(labels)), list(dict.fromkeys(numbers))


def _number(text: str | None) -> float | None:
    try:
        return float((text or "").replace(",", "").strip())
    except ValueError:
        return None
