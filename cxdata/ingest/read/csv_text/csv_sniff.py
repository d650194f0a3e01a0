"""The layout of a CSV file, worked out from its first part: encoding, separator, quotation mark, and its header row."""

import io
import re
from collections import Counter
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import BinaryIO, TextIO

from cxdata.errors import CxError
from cxdata.ingest.read.clock import check_time
from cxdata.ingest.read.csv_text.csv_records import CsvRecord, RecordReader
from cxdata.ingest.read.headers import LOOK_AT, NoHeader, find_header, header_notes
from cxdata.ingest.read.limits import MOST_RECORD, refuse_columns
from cxdata.ingest.read.lines import Unpacking, bounded_lines
from cxdata.ingest.read.raw_table import unique_names

SAMPLE_BYTES = 1 << 18
SAMPLE_RECORDS = 300
# Below a first line that is longer than the sample.
_FURTHER_LINES = 20
# With a space first: where every separator has one, it belongs to the separator and not to the values.
SEPARATORS = {
    ", ": "comma and a space",
    "; ": "semicolon and a space",
    ",": "comma",
    ";": "semicolon",
    "\t": "tab",
    "|": "vertical bar",
}
_BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_ENCODING_NAMES = {"cp1252": "Windows-1252", "utf-16": "UTF-16", "utf-16-le": "UTF-16", "utf-16-be": "UTF-16"}


@dataclass(frozen=True)
class Layout:
    """How to read one CSV file. `first_data_line` counts lines from 1, `records_above` the records and blank lines
    above the data; `sample` holds the first rows of data as split by the rules of RFC 4180."""

    encoding: str
    gzipped: bool
    sep: str
    quote: str
    columns: tuple[str, ...]
    header_names: tuple[str, ...]
    first_data_line: int
    records_above: int
    sample: tuple[tuple[str, ...], ...]
    notes: tuple[str, ...]


def sniff(path: Path) -> Layout:
    """The layout of a CSV file. Raises CxError when it is empty, has no table, or has a header and no rows."""
    gzipped = is_gzip(path)
    head, whole = _head(path, gzipped)
    encoding = _encoding(path, head, gzipped=gzipped, whole=whole)
    lines = _sample_lines(path, gzipped, encoding, whole=whole)
    if not any(line.strip() for line in lines):
        raise CxError(f"{path.name} is empty: there is nothing in it to read. Export it again.")
    sep, quote, width = _dialect(lines)
    refuse_columns(path, width)
    records = list(islice(RecordReader(lines, sep=sep, quote=quote), SAMPLE_RECORDS))
    rows = [record.fields for record in records]
    try:
        header = find_header(rows, width)
    except NoHeader as fault:
        raise CxError(f"{path.name} cannot be read as a table: {fault}.") from None
    start = header.first + header.rows
    if whole and not any(record.fields or record.reason for record in records[start:]):
        raise CxError(
            f"{path.name} has a header of {len(header.names)} columns but no rows under it. "
            "Check the dates chosen when it was exported."
        )
    notes = [f"Read as {_ENCODING_NAMES[encoding]}."] if encoding in _ENCODING_NAMES else []
    if sep != ",":
        notes.append(f"The values are separated by a {SEPARATORS[sep]}.")
    if quote == "'":
        notes.append('Values are quoted by \' and not by "; a doubled "" in them was read as one mark.')
    above = sum(1 for row in rows[: header.first] if row)
    return Layout(
        encoding=encoding,
        gzipped=gzipped,
        sep=sep,
        quote=quote,
        columns=unique_names(header.names),
        header_names=header.names,
        first_data_line=records[start - 1].last_line + 1,
        records_above=start,
        sample=tuple(tuple(row) for row in rows[start:] if len(row) == width and any(row)),
        notes=(*notes, *header_notes(header, above, rows[: header.first])),
    )


def is_gzip(path: Path) -> bool:
    """Whether the file begins as gzip files do, whatever its name."""
    with path.open("rb") as file:
        return file.read(2) == b"\x1f\x8b"


def open_bytes(path: Path, gzipped: bool) -> BinaryIO:
    """The file as bytes, decompressed where it is gzip."""
    # A GzipFile reads as a BinaryIO does; only its type does not say so.
    return Unpacking(path) if gzipped else path.open("rb")  # type: ignore[return-value]


def open_text(path: Path, gzipped: bool, encoding: str) -> TextIO:
    """The file as text with its own line ends; bytes that are no text become lone surrogates, to be found later."""
    return io.TextIOWrapper(open_bytes(path, gzipped), encoding=encoding, errors="surrogateescape", newline="")


def _head(path: Path, gzipped: bool) -> tuple[bytes, bool]:
    try:
        with open_bytes(path, gzipped) as file:
            head = file.read(SAMPLE_BYTES)
            return head, not file.read(1)
    except (OSError, EOFError) as fault:
        raise CxError(f"{path.name} cannot be read: it is damaged or cut short. Export or copy it again.") from fault


def _encoding(path: Path, head: bytes, *, gzipped: bool, whole: bool) -> str:
    for bom, name in _BOMS:
        if head.startswith(bom):
            return name
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if max(even, odd) * 3 > len(head):
        return "utf-16-le" if odd > even else "utf-16-be"
    try:
        (head if whole else head[: max(0, head.rfind(b"\n"))]).decode("utf-8")
    except UnicodeDecodeError:
        return encoding_of_all(path, gzipped)
    return "utf-8"


def encoding_of_all(path: Path, gzipped: bool) -> str:
    """UTF-8 or Windows-1252, from every byte of a file that says nothing about it.

    A file with more accented letters that are good UTF-8 than bytes that are not is UTF-8 with some damaged rows.
    """
    good = bad = 0
    with open_text(path, gzipped, "utf-8") as file:
        while part := file.read(1 << 20):
            check_time()
            if not part.isascii():
                damaged = sum(1 for char in part if "\udc80" <= char <= "\udcff")
                bad += damaged
                good += sum(1 for char in part if char > "\x7f") - damaged
    return "utf-8" if good >= bad else "cp1252"


def _sample_lines(path: Path, gzipped: bool, encoding: str, *, whole: bool) -> list[str]:
    """The lines of the first part of the file, without the last one if the file goes on."""
    with open_text(path, gzipped, encoding) as file:
        text = file.read(SAMPLE_BYTES)
        lines = io.StringIO(text, newline="").readlines()
        if whole:
            return lines
        if len(lines) == 1:
            lines = [lines[0] + file.readline(MOST_RECORD)]
            if not lines[0].endswith(("\n", "\r")):
                raise CxError(f"{path.name} cannot be read as a table: its first line never ends. Is it a CSV file?")
            return lines + list(islice(bounded_lines(file), _FURTHER_LINES))
    return lines[:-1]


def _dialect(lines: list[str]) -> tuple[str, str, int]:
    """Separator, quotation mark and number of columns under which the first rows agree best."""
    best = (0.0, 1, ",", '"')
    for sep in SEPARATORS:
        quote = _quote(lines, sep)
        widths = [
            len(record.fields)
            for record in islice(RecordReader(lines, sep=sep, quote=quote), SAMPLE_RECORDS)
            if record.fields
        ]
        early = Counter(width for width in widths[:LOOK_AT] if width > 1).most_common(1)
        if early:
            width = early[0][0]
            agreement = round(sum(1 for row_width in widths if row_width == width) / len(widths), 1)
            if agreement >= 0.3 and (agreement, width) > best[:2]:
                best = (agreement, width, sep, quote)
    return best[2], best[3], best[1]


def _quote(lines: list[str], sep: str) -> str:
    """The quotation mark: a single one only where that reads more lines as rows of one width, or wraps a whole column.

    Apostrophes at the beginning or end of a few values prove nothing: taken for marks they would swallow rows.
    """
    text = "".join(lines)
    s = re.escape(sep)
    if not (re.search(rf"(?:^|{s})'", text, re.MULTILINE) and re.search(rf"'(?:{s}|\r?$)", text, re.MULTILINE)):
        return '"'
    double, single = ([record.fields for record in _first_records(lines, sep, mark)] for mark in "\"'")
    if _agreeing(single) > _agreeing(double):
        return "'"
    swallowed = sum(len(row) for row in double) > 2 * sum(len(row) for row in single)
    return "'" if not swallowed and _wraps_a_column(double) else '"'


def _first_records(lines: list[str], sep: str, quote: str) -> list[CsvRecord]:
    reader = RecordReader(lines, sep=sep, quote=quote)
    return [record for record in islice(reader, SAMPLE_RECORDS) if record.fields or record.reason]


def _agreeing(rows: list[list[str]]) -> float:
    """The share of rows that have the commonest width over one."""
    widths = Counter(len(row) for row in rows if len(row) > 1).most_common(1)
    return widths[0][1] / len(rows) if widths else 0.0


def _wraps_a_column(rows: list[list[str]]) -> bool:
    """Whether in some column every value below the first row, blanks apart, stands between single marks."""
    width = Counter(len(row) for row in rows).most_common(1)[0][0] if rows else 0
    columns = zip(*(row for row in rows[1:] if len(row) == width), strict=True)
    filled = ([value.strip() for value in column if value.strip()] for column in columns)
    return any(
        len(values) > 1 and all(len(value) > 1 and value[0] == value[-1] == "'" for value in values)
        for values in filled
    )
