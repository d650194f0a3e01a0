"""CSV files into raw tables, by two readers with one result: DuckDB's for a file without faults, our own for others.

The fast reader is tried first. It sets aside a few rows of another width (csv_rejects); any other fault, such as a byte
that is no text or a quotation mark out of place, and the file is read again by the careful reader, row by row. So it is
when the first rows as DuckDB split them differ from ours.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import TextIO

import duckdb

from cxdata.errors import CxError
from cxdata.ingest.read.csv_text.csv_records import CsvRecord, RecordReader
from cxdata.ingest.read.csv_text.csv_rejects import MOST, MOST_FAULTS, number_rows, rejected_rows
from cxdata.ingest.read.csv_text.csv_sniff import Layout, encoding_of_all, open_bytes, open_text, sniff
from cxdata.ingest.read.csv_text.repeated import HEADER_AGAIN, without_repeats
from cxdata.ingest.read.headers import repeats_most_names, same_names
from cxdata.ingest.read.limits import MOST_RECORD
from cxdata.ingest.read.lines import bounded_lines, pieces
from cxdata.ingest.read.raw_table import ROW_NUMBER, Preview, RawTable, RejectedRow, TableWriter, count_words, ident

# A value that stands for "absent" in no file: DuckDB must be given one, and "" is a value here.
_NEVER = "\x01\x02absent\x02\x01"
NUL, QUOTE = b"\0", b'"'
_COMPARED_ROWS = 100

_FAST = """
create or replace temp table {table} as
select * from read_csv(
    $path, columns = $columns, auto_detect = false, header = false, skip = $skip,
    delim = $sep, quote = '"', escape = '"', comment = '', nullstr = $never, allow_quoted_nulls = false,
    null_padding = false, strict_mode = true, store_rejects = true, rejects_limit = $most, max_line_size = $longest,
    compression = $compression, hive_partitioning = false, filename = false, parallel = true)
"""


def read_csv(con: duckdb.DuckDBPyConnection, path: Path, table: str) -> RawTable:
    """Reads a CSV file (gzip or not). Raises CxError when it holds no table. See `readers.read_raw`."""
    layout = sniff(path)
    return without_repeats(con, read_fast(con, path, layout, table) or read_carefully(con, path, layout, table))


def read_fast(con: duckdb.DuckDBPyConnection, path: Path, layout: Layout, table: str) -> RawTable | None:
    """Read with DuckDB's reader; None if the file has a fault that only the careful reader can deal with.

    DuckDB reads UTF-8 with more than one column, quoted and separated as usual; it would let a NUL through, which is no
    text.
    """
    usual = layout.quote == '"' and len(layout.sep) == 1 < len(layout.columns)
    if not usual or layout.encoding not in ("utf-8", "utf-8-sig"):
        return None
    marks = _marks_in(path, layout)
    if NUL in marks:
        return None
    try:
        rejected = _load_fast(con, path, layout, table)
    except (duckdb.InvalidInputException, duckdb.IOException):
        return None
    if rejected is None or not _same_start(con, layout, table):
        return None
    if QUOTE in marks and _has_doubtful_quotes(con, path, layout, table):
        return None
    return _finish_fast(con, path, layout, table, rejected)


def preview_csv(path: Path, limit: int) -> Preview:
    """The first rows of a CSV file that fit its header."""
    layout = sniff(path)
    with open_text(path, layout.gzipped, layout.encoding) as file:
        rows: list[tuple[str | None, ...]] = [
            tuple(record.fields) for record in islice(_data(file, layout), limit) if not record.reason
        ]
    return Preview(layout.columns, rows, layout.notes, ())


def read_carefully(con: duckdb.DuckDBPyConnection, path: Path, layout: Layout, table: str) -> RawTable:
    """Read row by row in bounded memory; each row that does not fit is set aside with its reason.

    Raises CxError when no row fits the header, or when the file is a document and not a table.
    """
    encoding = encoding_of_all(path, layout.gzipped) if layout.encoding == "utf-8" else layout.encoding
    sorter = _RowSorter(TableWriter(con, table, layout.columns), layout.header_names)
    with open_text(path, layout.gzipped, encoding) as file:
        for record in _data(file, layout):
            sorter.sort(record)
    sorter.writer.flush()
    rows, rejected = sorter.writer.rows, sorter.rejected
    if not rows:
        raise _nothing_fits(path, layout, sorter.number)
    if len(layout.columns) == 1 and len(rejected) * 10 > rows:
        raise CxError(f"{path.name} cannot be read as a table: its lines have no columns in common. Is it a document?")
    notes = (*layout.notes, *sorter.notes())
    if encoding != layout.encoding:
        notes = ("Read as Windows-1252.", *notes)
    return RawTable(table, layout.columns, rows, tuple(rejected), notes, "csv")


@dataclass
class _RowSorter:
    """Sorts records, in the order of the file, into rows of the table, rows set aside, and blank rows (counted)."""

    writer: TableWriter
    header: tuple[str, ...]
    number: int = 0
    blank: int = 0
    repaired: int = 0
    second_table: int = 0
    rejected: list[RejectedRow] = field(default_factory=list)

    def sort(self, record: CsvRecord) -> None:
        """Write one record to the table, set it aside with its reason, or count it as blank."""
        self.number += 1
        if reason := self._refusal(record):
            self.rejected.append(RejectedRow(self.number, reason))
        elif not "".join(record.fields).strip(" "):
            self.blank += 1
        else:
            self.repaired += record.repaired
            self.writer.add(self.number, record.fields)

    def _refusal(self, record: CsvRecord) -> str:
        if self.second_table:
            return f"belongs to a second table, which starts at row {self.second_table:,}"
        if record.reason and repeats_most_names(record.fields, self.header):
            self.second_table = self.number
            return "is the header of a second table; only the first table is read"
        if record.reason:
            return record.reason + _which_lines(record.line, record.last_line)
        return HEADER_AGAIN if same_names(record.fields, self.header) else ""

    def notes(self) -> list[str]:
        """What a reader should know of how the file was read."""
        notes = []
        if self.repaired:
            rows = count_words(self.repaired, "row", "rows")
            notes.append(f"In {rows} a quotation mark inside a quoted value was read as it stands.")
        if self.second_table:
            notes.append(f"A second table starts at row {self.second_table:,}; only the first table is read.")
        return notes + _blank_note(self.blank)


def _data(file: TextIO, layout: Layout) -> Iterator[CsvRecord]:
    """The records below the header, blank lines left out."""
    below = islice(bounded_lines(file), layout.first_data_line - 1, None)
    reader = RecordReader(
        below, sep=layout.sep, quote=layout.quote, width=len(layout.columns), first_line=layout.first_data_line
    )
    return (record for record in reader if record.fields or record.reason)


def _nothing_fits(path: Path, layout: Layout, rows: int) -> CxError:
    return CxError(
        f"{path.name} cannot be read as a table: none of its {count_words(rows, 'row', 'rows')} fits the header "
        f"of {count_words(len(layout.columns), 'column', 'columns')}. Export it again."
    )


def _which_lines(first: int, last: int) -> str:
    return f" (line {first:,} of the file)" if first == last else f" (lines {first:,} to {last:,} of the file)"


def _blank_note(blank: int) -> list[str]:
    return [f"{count_words(blank, 'blank row was', 'blank rows were')} passed over."] if blank else []


def _marks_in(path: Path, layout: Layout) -> set[bytes]:
    """Which of NUL and the quotation mark stand anywhere in the file, by one look through it."""
    marks: set[bytes] = set()
    with open_bytes(path, layout.gzipped) as file:
        for part in pieces(file):
            marks |= {mark for mark in (NUL, QUOTE) if mark not in marks and mark in part}
    return marks


def _load_fast(
    con: duckdb.DuckDBPyConnection, path: Path, layout: Layout, table: str
) -> tuple[RejectedRow, ...] | None:
    """Loads the rows and numbers them by their place in the table, which is far cheaper than a window; it is their
    place in the file as long as DuckDB keeps the order of insertion, as it does by default."""
    if not con.execute("select current_setting('preserve_insertion_order')").fetchall()[0][0]:
        raise ValueError("preserve_insertion_order must be on: row numbers depend on it")
    name = ident(table)
    con.execute(
        _FAST.format(table=name),
        {
            "path": escape_glob(path),
            "columns": dict.fromkeys(layout.columns, "VARCHAR"),
            "skip": layout.records_above,
            "sep": layout.sep,
            "never": _NEVER,
            "longest": MOST_RECORD,
            # A record can have several faults; past this many, how many more there are does not matter.
            "most": MOST_FAULTS,
            "compression": "gzip" if layout.gzipped else "none",
        },
    )
    rejected = rejected_rows(con, path, layout)
    if rejected is not None:
        number_rows(con, table, rejected)
    return rejected


def escape_glob(path: Path) -> str:
    """A path that DuckDB takes for one file, whatever its name: "report [1].csv" is no pattern."""
    return "".join(f"[{char}]" if char in "*?[" else char for char in str(path.resolve()))


def _same_start(con: duckdb.DuckDBPyConnection, layout: Layout, table: str) -> bool:
    # Without ORDER BY, for the order of insertion is kept: sorting rows of two thousand columns takes half a second.
    ours = list(layout.sample[:_COMPARED_ROWS])
    query = f"select * exclude ({ROW_NUMBER}) from {ident(table)} where rowid < {len(ours)}"
    return con.execute(query).fetchall() == ours


def _has_doubtful_quotes(con: duckdb.DuckDBPyConnection, path: Path, layout: Layout, table: str) -> bool:
    """Whether a value may owe its quotation marks or line ends to a stray mark; the careful reader can tell.

    In doubt are a value with an odd number of marks that nowhere stands quoted in the file, and a value with so many
    separators for its line ends as whole rows have.
    """
    names = [ident(column) for column in layout.columns]
    sep = f"chr({ord(layout.sep)})"
    over_rows = " or ".join(
        f"(contains({name}, chr(10)) and {_count(name, sep)} = {len(names) - 1} * {_count(name, 'chr(10)')})"
        for name in names
    )
    if con.execute(f"select 1 from {ident(table)} where {over_rows} limit 1").fetchall():
        return True
    odd = " union ".join(
        f"select {name} from {ident(table)} where contains({name}, chr(34)) and {_count(name, 'chr(34)')} % 2 = 1"
        for name in names
    )
    values = [value for (value,) in con.execute(f"{odd} limit {MOST + 1}").fetchall()]
    return len(values) > MOST or (bool(values) and not _stand_quoted(path, layout, values))


def _count(text: str, sign: str) -> str:
    return f"(length({text}) - length(replace({text}, {sign}, '')))"


def _stand_quoted(path: Path, layout: Layout, values: list[str]) -> bool:
    """Whether each of these values stands in the file between quotation marks, its own marks doubled."""
    if layout.gzipped:
        return False
    wanted = {('"' + value.replace('"', '""') + '"').encode() for value in values}
    longest, tail = max(map(len, wanted)), b""
    with path.open("rb") as file:
        for part in pieces(file):
            wanted = {mark for mark in wanted if mark not in tail + part}
            tail = (tail + part)[1 - longest :]
    return not wanted


def _finish_fast(
    con: duckdb.DuckDBPyConnection, path: Path, layout: Layout, table: str, left_out: tuple[RejectedRow, ...]
) -> RawTable:
    """Takes out blank rows and repeated headers as the careful reader does."""
    name, first = ident(table), ident(layout.columns[0])
    # The first column alone says of nearly every file that it has neither; what begins with nothing or a space sorts
    # before "!", which is far quicker to see.
    blank, again = 0, []
    if con.execute(f"select 1 from {name} where {first} < '!' limit 1").fetchone():
        is_blank = " and ".join(f"trim({ident(column)}, ' ') = ''" for column in layout.columns)
        blank = con.execute(f"delete from {name} where {first} < '!' and {is_blank}").fetchall()[0][0]
    if con.execute(f"select 1 from {name} where {first} = ? limit 1", [layout.header_names[0]]).fetchone():
        is_header = " and ".join(f"{ident(column)} = ?" for column in layout.columns)
        statement = f"delete from {name} where {is_header} returning {ROW_NUMBER}"
        again = con.execute(statement, list(layout.header_names)).fetchall()
    rows = con.execute(f"select count(*) from {name}").fetchall()[0][0]
    repeated = [RejectedRow(number, HEADER_AGAIN) for (number,) in again]
    rejected = tuple(sorted([*left_out, *repeated], key=lambda row: row.row_number))
    if not rows:
        raise _nothing_fits(path, layout, len(rejected) + blank)
    return RawTable(table, layout.columns, rows, rejected, (*layout.notes, *_blank_note(blank)), "csv")
