"""JSON records into a raw table: an array, one object a line, an object with one array inside, or GeoJSON features."""

import json
import re
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import duckdb

from cxdata.errors import CxError
from cxdata.ingest.read.limits import MOST_NESTED, refuse_columns, refuse_document
from cxdata.ingest.read.lines import bounded_lines
from cxdata.ingest.read.raw_table import Preview, RawTable, RejectedRow, TableWriter, unique_names

_NOT_A_RECORD = "is not a record of named values"
_NOT_JSON = "is not valid JSON"
_TOO_DEEP = "has values nested too deep to be read"
_NO_TEXT = "holds characters that are not text"
_DAMAGED = re.compile("[\0\ud800-\udfff]")
# A number with more is no count, and Python refuses to write one of thousands.
_DIGITS = 300


class _Number(float):
    """A number that remembers how it was written, so that 1.50 stays "1.50"."""

    text: str

    def __new__(cls, text: str) -> "_Number":
        number = super().__new__(cls, text)
        number.text = text
        return number


class _Fault(str):
    """Stands in the stream of records for a line that is not JSON."""


def _whole_number(text: str) -> int | _Number:
    """A whole number; one of hundreds of digits as it is written, which Python would refuse to turn into text again."""
    return int(text) if len(text) < _DIGITS else _Number(text)


_DECODER = json.JSONDecoder(parse_float=_Number, parse_int=_whole_number)
# Coordinates need not remember how they were written.
_PLAIN_DECODER = json.JSONDecoder(parse_int=_whole_number)


def decode(path: Path, most: int | None = None, *, as_written: bool = True) -> Any:
    """A JSON document of at most `most` bytes (limits.MOST_DOCUMENT), which is held whole. Fractions remember how they
    were written where that is asked for. Raises CxError when it cannot be read."""
    refuse_document(path, most)
    try:
        return (_DECODER if as_written else _PLAIN_DECODER).decode(path.read_text("utf-8-sig"))
    except UnicodeDecodeError as fault:
        raise CxError(
            f"{path.name} cannot be read as JSON: it is not in UTF-8. Export it again as UTF-8, or as CSV."
        ) from fault
    except RecursionError:
        raise _nested_too_deep(path) from None
    except json.JSONDecodeError as fault:
        raise CxError(
            f"{path.name} cannot be read as JSON: it breaks off or is malformed at line {fault.lineno}. "
            "Export it again."
        ) from None


def read_json(con: duckdb.DuckDBPyConnection, path: Path, table: str) -> RawTable:
    """Reads records; nested objects become columns "a.b", lists JSON text, a missing key or null NULL.

    JSON lines are read as a stream; an array is held in memory. Raises CxError when there are no records.
    """
    kind, records = _records(path)
    keys: dict[str, None] = {}
    for record in map(_row, records()):
        if isinstance(record, dict):
            keys.update(dict.fromkeys(record))
            refuse_columns(path, len(keys))
    if not keys:
        raise _no_records(path)
    columns = unique_names(keys)
    writer = TableWriter(con, table, columns)
    rejected = []
    for number, row in enumerate(map(_row, records()), start=1):
        if isinstance(row, dict):
            writer.add(number, [row.get(key) for key in keys])
        else:
            rejected.append(RejectedRow(number, row))
    writer.flush()
    return RawTable(table, columns, writer.rows, tuple(rejected), (), kind)


def preview_json(path: Path, limit: int) -> Preview:
    """The first records; their columns are those of the records shown."""
    _, records = _records(path)
    flats = [row for row in map(_row, islice(records(), limit)) if isinstance(row, dict)]
    keys = dict.fromkeys(key for flat in flats for key in flat)
    if not keys:
        raise _no_records(path)
    refuse_columns(path, len(keys))
    return Preview(unique_names(keys), [tuple(flat.get(key) for key in keys) for flat in flats], (), ())


def _no_records(path: Path) -> CxError:
    return CxError(
        f"{path.name} cannot be read as a table: there are no records of named values in it. Check the dates chosen "
        "when it was exported, or export it as CSV."
    )


def _nested_too_deep(path: Path) -> CxError:
    return CxError(
        f"{path.name} cannot be read as JSON: its lists or objects are nested hundreds deep. Export it as CSV."
    )


def _records(path: Path) -> tuple[str, Any]:
    """The format, and a function that iterates over the records from the first, as often as it is called."""
    if _is_lines(path):
        return "json", lambda: _lines(path)
    document = decode(path)
    if isinstance(document, dict) and document.get("type") == "FeatureCollection":
        features = document.get("features")
        if not isinstance(features, list):
            raise CxError(f"{path.name} calls itself GeoJSON but has no list of features. Export it again.")
        return "geojson", lambda: map(_feature, features)
    records = list(_one_array(path, document))
    return "json", lambda: iter(records)


def _is_lines(path: Path) -> bool:
    """Whether the first line is a whole object and another follows."""
    with path.open(encoding="utf-8-sig", errors="surrogateescape") as file:
        filled = (line for line in bounded_lines(file) if line.strip())
        first, second = next(filled, ""), next(filled, "")
    if not first.lstrip().startswith("{") or not second:
        return False
    try:
        return isinstance(_DECODER.decode(first), dict)
    except (json.JSONDecodeError, RecursionError):
        return False


def _lines(path: Path) -> Iterator[Any]:
    # A byte that is no text costs its own line: it becomes a lone surrogate, which is refused with its record.
    with path.open(encoding="utf-8-sig", errors="surrogateescape") as file:
        for line in bounded_lines(file):
            if line.strip():
                try:
                    yield _DECODER.decode(line)
                except (json.JSONDecodeError, RecursionError):
                    yield _Fault()


def _one_array(path: Path, document: Any) -> Iterable[Any]:
    """The records of an array, of the one array of records in an object, or the object itself as the one record."""
    if not isinstance(document, dict):
        return document if isinstance(document, list) else [document]
    arrays = {
        key: value
        for key, value in document.items()
        if isinstance(value, list) and any(isinstance(item, dict) for item in value)
    }
    if len(arrays) > 1:
        raise CxError(
            f"{path.name} holds several lists of records ({', '.join(sorted(arrays))}); "
            "export the one you need as a file of its own, or as CSV."
        )
    if arrays:
        return next(iter(arrays.values()))
    inner = [value for value in document.values() if isinstance(value, dict)]
    # As deep as the document goes, which is no deeper than it could be decoded.
    return _one_array(path, inner[0]) if len(document) == len(inner) == 1 else [document]


def _feature(feature: Any) -> Any:
    """A GeoJSON feature as a record: its properties, then longitude and latitude of a point or the geometry.

    None for a feature whose properties are no named values.
    """
    properties = feature.get("properties") or {} if isinstance(feature, dict) else None
    if not isinstance(properties, dict):
        return None
    geometry, record = feature.get("geometry"), dict(properties)
    point = geometry.get("coordinates") if isinstance(geometry, dict) and geometry.get("type") == "Point" else None
    if isinstance(point, list) and len(point) >= 2:
        location = dict(zip(("longitude", "latitude"), point, strict=False))
    else:
        location = {"geometry": None if geometry is None else json.dumps(geometry)}
    return record | {key if key not in record else f"geometry.{key}": value for key, value in location.items()}


def _row(record: Any) -> dict[str, str | None] | str:
    """A record as texts by column, or the reason why it is none."""
    if isinstance(record, _Fault):
        return _NOT_JSON
    if not isinstance(record, dict):
        return _NOT_A_RECORD
    try:
        row = _flat(record)
    except RecursionError:
        return _TOO_DEEP
    return _NO_TEXT if any(map(_DAMAGED.search, (*row, *filter(None, row.values())))) else row


def _flat(record: dict[str, Any], prefix: str = "", depth: int = 1) -> dict[str, str | None]:
    flat: dict[str, str | None] = {}
    for key, value in record.items():
        if isinstance(value, dict) and value and depth < MOST_NESTED:
            flat.update(_flat(value, f"{prefix}{key}.", depth + 1))
        else:
            flat[f"{prefix}{key}"] = _text(value)
    return flat


def _text(value: Any) -> str | None:
    match value:
        case None | str():
            return value
        case bool():
            return "true" if value else "false"
        case _Number():
            return value.text
        case list() | dict():
            return json.dumps(value, ensure_ascii=False)
    return str(value)
