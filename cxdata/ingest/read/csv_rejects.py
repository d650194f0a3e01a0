"""The few rows of a large CSV file that do not fit its header, found by DuckDB while it reads the others.

Reading a file row by row because of one broken row would cost minutes where seconds do. DuckDB can leave such rows out
and say which they were; here those rows get back their place in the file and a reason in the same words as the careful
way gives them. Anything less plain than a wrong number of unquoted values is left to the careful way.
"""

import io
import re
from pathlib import Path

import duckdb

from cxdata.ingest.read.csv_records import RecordReader
from cxdata.ingest.read.csv_sniff import Layout, open_bytes
from cxdata.ingest.read.headers import repeats_most_names
from cxdata.ingest.read.raw_table import ROW_NUMBER, RejectedRow, ident

# With more than these, numbering the rows around them costs more than reading the file with care.
MOST = 50
_PLAIN_FAULTS = {"TOO MANY COLUMNS", "MISSING COLUMNS"}
_BLANK_LINE = re.compile(rb"\n\r?\n")
_CHUNK = 1 << 22


def rejected_rows(con: duckdb.DuckDBPyConnection, path: Path, layout: Layout) -> tuple[RejectedRow, ...] | None:
    """The rows that the last `read_csv` with store_rejects left out; None if the careful way must tell.

    DuckDB counts records from the top of the file, so the place is only certain in a file without blank lines.
    """
    faults = con.execute(
        "select line, min(line_byte_position), any_value(csv_line), list(distinct error_type::varchar) "
        "from reject_errors group by line order by line"
    ).fetchall()
    con.execute("drop table reject_errors")
    con.execute("drop table reject_scans")
    if not faults:
        return ()
    if len(faults) > MOST or any(set(kinds) - _PLAIN_FAULTS for *_, kinds in faults) or _has_blank_lines(path, layout):
        return None
    if any('"' in text for _, _, text, _ in faults):
        return None
    # After "\r\n" a record's place and text begin with the "\n".
    texts = [text.lstrip("\r\n") for _, _, text, _ in faults]
    starts = [start - 1 + len(text) - len(bare) for (_, start, text, _), bare in zip(faults, texts, strict=True)]
    lines = _line_numbers(path, layout, starts)
    rejected = []
    for (record, *_), text, line in zip(faults, texts, lines, strict=True):
        reader = RecordReader(io.StringIO(text, newline=""), sep=layout.sep, quote='"', width=len(layout.columns))
        first = next(iter(reader), None)
        if first is None or not first.reason or repeats_most_names(first.fields, layout.header_names):
            return None
        last = line + first.last_line - first.line
        where = f" (line {line:,} of the file)" if line == last else f" (lines {line:,} to {last:,} of the file)"
        rejected.append(RejectedRow(record - layout.records_above, first.reason + where))
    return tuple(rejected)


def number_rows(con: duckdb.DuckDBPyConnection, table: str, rejected: tuple[RejectedRow, ...]) -> None:
    """Give every row its place in the file: its place in the table, and the rows left out before it."""
    name = ident(table)
    con.execute(f"alter table {name} add column {ROW_NUMBER} bigint")
    if not rejected:
        con.execute(f"update {name} set {ROW_NUMBER} = rowid + 1")
        return
    first_after = [row.row_number - 1 - before for before, row in enumerate(rejected)]
    con.execute(
        f"update {name} set {ROW_NUMBER} = rowid + 1 + len(list_filter($cuts, lambda cut: cut <= rowid))",
        {"cuts": first_after},
    )


def _has_blank_lines(path: Path, layout: Layout) -> bool:
    with open_bytes(path, layout.gzipped) as file:
        tail = b""
        for part in iter(lambda: file.read(_CHUNK), b""):
            if _BLANK_LINE.search(part) or _BLANK_LINE.search(tail + part[:2]):
                return True
            tail = part[-2:]
    return False


def _line_numbers(path: Path, layout: Layout, positions: list[int]) -> list[int]:
    """The line of the file on which each byte place (in rising order) stands, the first line being 1."""
    numbers, line, start = [], 1, 0
    waiting = list(positions)
    with open_bytes(path, layout.gzipped) as file:
        while waiting and (part := file.read(_CHUNK)):
            while waiting and waiting[0] < start + len(part):
                numbers.append(line + part.count(b"\n", 0, waiting.pop(0) - start))
            line += part.count(b"\n")
            start += len(part)
    return numbers
