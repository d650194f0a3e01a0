"""How many rows a file has by another reader than ours: the csv module's lines, json, openpyxl, pyarrow."""

import io
import json
import re
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from benchmarks.fuzz.formats import rows_of_workbook
from cxdata.ingest.read.raw_table import RawTable

_ABOVE = re.compile(r"([\d,]+) lines? above the header")
_TIERS = {"Two": 2, "Three": 3}
_JOINED = re.compile(r"(\w+) header rows were joined")
_BLANK = re.compile(r"([\d,]+) blank rows? (?:was|were) passed over")
_RECORDS_OF_ONE = 2


def rows_by_another_reader(name: str, content: bytes, *, whole: bool) -> int | None:
    """The rows that say something, headings among them where the format has some; None where no other reader can tell:
    marks of quotation, which a damaged file has in odd places, or a workbook that openpyxl refuses."""
    if name.endswith((".csv", ".tsv")):
        return _lines(content)
    if name.endswith(".parquet"):
        return _parquet_rows(content)
    if name.endswith((".json", ".jsonl")):
        return _records(name, content)
    if name.endswith(".xlsx") and whole:
        return 1 + rows_of_workbook(content)
    return None


def rows_as_read(name: str, raw: RawTable) -> int:
    """As many rows by what our reader says of the file: loaded ones, ones set aside, and headings."""
    rows = raw.rows + len(raw.rejected)
    if name.endswith((".json", ".jsonl", ".parquet")):
        return rows
    notes = " ".join(raw.notes)
    joined = _JOINED.search(notes)
    headings = (_TIERS.get(joined[1]) or int(joined[1])) if joined else 1
    above = _ABOVE.search(notes)
    blank = _BLANK.search(notes) if name.endswith((".csv", ".tsv")) else None
    return rows + headings + sum(int(found[1].replace(",", "")) for found in (above, blank) if found)


def _lines(content: bytes) -> int | None:
    if b'"' in content or b"'" in content or b"\0" in content:
        return None
    try:
        content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return None
    return sum(1 for line in content.removeprefix(b"\xef\xbb\xbf").splitlines() if line.strip(b" "))


def _records(name: str, content: bytes) -> int | None:
    try:
        document = json.loads(content)
    except (ValueError, RecursionError):
        lines = [line for line in content.splitlines() if line.strip()]
        return len(lines) if name.endswith(".jsonl") and len(lines) >= _RECORDS_OF_ONE else None
    if isinstance(document, dict):
        lists = [value for value in document.values() if isinstance(value, list) and any(map(_is_record, value))]
        return len(lists[0]) if len(lists) == 1 else None
    return len(document) if isinstance(document, list) else None


def _is_record(value: Any) -> bool:
    return isinstance(value, dict)


def _parquet_rows(content: bytes) -> int | None:
    try:
        return int(pq.read_metadata(io.BytesIO(content)).num_rows)
    except (pa.ArrowException, OSError, ValueError):
        return None
