"""The few rows of a large CSV file that DuckDB's reader leaves out because they do not fit the header.

Reading a whole file row by row because of one broken row takes minutes instead of seconds. DuckDB leaves such rows out
and lists them; this module finds their row numbers in the file and gives them the reasons that the careful reader
would. Only rows with a wrong number of unquoted values are dealt with; for any other fault the careful reader runs.
"""

import io
import re
from pathlib import Path

import duckdb

from cxdata.ingest.read.csv_text.csv_records import RecordReader
from cxdata.ingest.read.csv_text.csv_sniff import Layout, open_bytes
from cxdata.ingest.read.headers import repeats_most_names
from cxdata.ingest.read.lines import pieces
from cxdata.ingest.read.raw_table import ROW_NUMBER, RejectedRow, ident

# With more than these, numbering the rows around them costs more than reading the file with care.
MOST = 50
# DuckDB notes a fault for each value too many, and after so many notes neither these nor any row behind them.
MOST_FAULTS = 100 * MOST
_PLAIN_FAULTS = {"TOO MANY COLUMNS", "MISSING COLUMNS"}
_BLANK_LINE = re.compile(rb"\n\r?\n")
_CHUNK = 1 << 22


def rejected_rows(con: duckdb.DuckDBPyConnection, path: Path, layout: Layout) -> tuple[RejectedRow, ...] | None:
    """The rows that the last `read_csv` with store_rejects left out; None if the careful reader is needed.

    DuckDB counts records from the top of the file, so the row number is only certain in a file without blank lines.
    """
    faults = con.execute(
        "select line, min(line_byte_position), any_value(csv_line), list(distinct error_type::varchar), count(*) "
        "from reject_errors group by line order by line"
    ).fetchall()
    con.execute("drop table reject_errors")
    con.execute("drop table reject_scans")
    if not faults:
        return ()
    if len(faults) > MOST or sum(times for *_, times in faults) >= MOST_FAULTS:
        return None
    if any(set(kinds) - _PLAIN_FAULTS for *_, kinds, _ in faults) or _has_blank_lines(path, layout):
        return None
    if any('"' in text for _, _, text, *_ in faults):
        return None
    # After "\r\n" a record's position and text begin with the "\n".
    texts = [text.lstrip("\r\n") for _, _, text, *_ in faults]
    starts = [start - 1 + len(text) - len(bare) for (_, start, text, *_), bare in zip(faults, texts, strict=True)]
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
    """Number every row as in the file: its position in the table plus the rows left out before it, from 1."""
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
        for part in pieces(file):
            if _BLANK_LINE.search(part) or _BLANK_LINE.search(tail + part[:2]):
                return True
            tail = part[-2:]
    return False


def _line_numbers(path: Path, layout: Layout, positions: list[int]) -> list[int]:
    """The line of the file of each byte position (from 0, in rising order), the first line being 1."""
    numbers, line, start = [], 1, 0
    waiting = list(positions)
    with open_bytes(path, layout.gzipped) as file:
        while waiting and (part := file.read(_CHUNK)):
            while waiting and waiting[0] < start + len(part):
                numbers.append(line + part.count(b"\n", 0, waiting.pop(0) - start))
            line += part.count(b"\n")
            start += len(part)
    return numbers
