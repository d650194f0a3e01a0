"""A table that stands in its file twice: its column names again, and under them the same rows."""

from dataclasses import replace

import duckdb

from cxdata.ingest.read.raw_table import ROW_NUMBER, RawTable, RejectedRow, ident

HEADER_AGAIN = "repeats the column names"


def without_repeats(con: duckdb.DuckDBPyConnection, raw: RawTable) -> RawTable:
    """The raw table without the rows under a repeated header, where most of them are the rows above it once more, in
    their order: they are set aside with the reason.

    Where most of them are new they are further pages of one table, and stay; a note says so.
    """
    again = [row.row_number for row in raw.rejected if row.reason == HEADER_AGAIN]
    if not again:
        return raw
    name, length = ident(raw.table), again[0]
    values = ", ".join(ident(column) for column in raw.columns)
    later = f"select {ROW_NUMBER} % {length} as place, {values} from {name} where {ROW_NUMBER} > {length}"
    earlier = f"select {ROW_NUMBER} as place, {values} from {name} where {ROW_NUMBER} < {length}"
    known = con.execute(f"select count(*) from ({later} intersect {earlier})").fetchall()[0][0]
    under = con.execute(f"select count(*) from ({later})").fetchall()[0][0]
    if known * 2 <= under:
        note = f"The column names stand {len(again) + 1} times in the file: its parts were read as one table."
        return replace(raw, notes=(*raw.notes, note))
    gone = con.execute(f"delete from {name} where {ROW_NUMBER} > {length} returning {ROW_NUMBER}").fetchall()
    reason = f"belongs to a second table from row {length:,} on, which repeats the first"
    aside = [*raw.rejected, *(RejectedRow(number, reason) for (number,) in gone)]
    return replace(raw, rows=raw.rows - len(gone), rejected=tuple(sorted(aside, key=lambda row: row.row_number)))
