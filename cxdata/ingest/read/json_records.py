"""JSON records into a raw table: an array, one object a line, an object with one array inside, or GeoJSON features."""

import json
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import duckdb

from cxdata.errors import CxError
from cxdata.ingest.read.raw_table import Preview, RawTable, RejectedRow, TableWriter, unique_names

_NOT_A_RECORD = "is not a record of named values"
_NOT_JSON = "is not valid JSON"


class _Number(float):
    """A number that remembers how it was written, so that 1.50 stays "1.50"."""

    text: str

    def __new__(cls, text: str) -> "_Number":
        number = super().__new__(cls, text)
        number.text = text
        return number


class _Fault(str):
    """Stands in the stream of records for a line that is not JSON."""


_DECODER = json.JSONDecoder(parse_float=_Number)


def read_json(con: duckdb.DuckDBPyConnection, path: Path, table: str) -> RawTable:
    """Reads records; nested objects become columns "a.b", lists JSON text, a missing key or null NULL.

    JSON lines are read as a stream; an array is held in memory. Raises CxError when there are no records.
    """
    kind, records = _records(path)
    keys: dict[str, None] = {}
    for record in records():
        if isinstance(record, dict):
            keys.update(dict.fromkeys(_flat(record)))
    if not keys:
        raise _no_records(path)
    columns = unique_names(keys)
    writer = TableWriter(con, table, columns)
    rejected = []
    for number, record in enumerate(records(), start=1):
        if isinstance(record, dict):
            flat = _flat(record)
            writer.add(number, [flat.get(key) for key in keys])
        else:
            rejected.append(RejectedRow(number, _NOT_JSON if isinstance(record, _Fault) else _NOT_A_RECORD))
    writer.flush()
    return RawTable(table, columns, writer.rows, tuple(rejected), (), kind)


def preview_json(path: Path, limit: int) -> Preview:
    """The first records; their columns are those of the records shown."""
    _, records = _records(path)
    flats = [_flat(record) for record in islice(records(), limit) if isinstance(record, dict)]
    keys = dict.fromkeys(key for flat in flats for key in flat)
    if not keys:
        raise _no_records(path)
    return Preview(unique_names(keys), [tuple(flat.get(key) for key in keys) for flat in flats], (), ())


def _no_records(path: Path) -> CxError:
    return CxError(
        f"{path.name} cannot be read as a table: there are no records of named values in it. Check the dates chosen "
        "when it was exported, or export it as CSV."
    )


def _records(path: Path) -> tuple[str, Any]:
    """The format, and a function that iterates over the records from the first, as often as it is called."""
    try:
        if _is_lines(path):
            return "json", lambda: _lines(path)
        document = _DECODER.decode(path.read_text("utf-8-sig"))
    except UnicodeDecodeError as fault:
        raise CxError(
            f"{path.name} cannot be read as JSON: it is not in UTF-8. Export it again as UTF-8, or as CSV."
        ) from fault
    except (json.JSONDecodeError, RecursionError) as fault:
        where = f" at line {fault.lineno}" if isinstance(fault, json.JSONDecodeError) else ""
        raise CxError(
            f"{path.name} cannot be read as JSON: it breaks off or is malformed{where}. Export it again."
        ) from None
    if isinstance(document, dict) and document.get("type") == "FeatureCollection":
        features = document.get("features")
        if not isinstance(features, list):
            raise CxError(f"{path.name} calls itself GeoJSON but has no list of features. Export it again.")
        return "geojson", lambda: map(_feature, features)
    records = list(_one_array(path, document))
    return "json", lambda: iter(records)


def _is_lines(path: Path) -> bool:
    """Whether the first line is a whole object and another follows."""
    with path.open(encoding="utf-8-sig") as file:
        filled = (line for line in file if line.strip())
        first, second = next(filled, ""), next(filled, "")
    if not first.lstrip().startswith("{") or not second:
        return False
    try:
        return isinstance(_DECODER.decode(first), dict)
    except json.JSONDecodeError:
        return False


def _lines(path: Path) -> Iterator[Any]:
    with path.open(encoding="utf-8-sig") as file:
        for line in file:
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
    return _one_array(path, inner[0]) if len(document) == len(inner) == 1 else [document]


def _feature(feature: Any) -> Any:
    """A GeoJSON feature as a record: its properties, then longitude and latitude of a point or the geometry."""
    if not isinstance(feature, dict):
        return feature
    geometry = feature.get("geometry")
    record = dict(feature.get("properties") or {})
    if isinstance(geometry, dict) and geometry.get("type") == "Point" and len(geometry.get("coordinates", ())) >= 2:
        location = dict(zip(("longitude", "latitude"), geometry["coordinates"], strict=False))
    else:
        location = {"geometry": None if geometry is None else json.dumps(geometry)}
    return record | {key if key not in record else f"geometry.{key}": value for key, value in location.items()}


def _flat(record: dict[str, Any], prefix: str = "") -> dict[str, str | None]:
    flat: dict[str, str | None] = {}
    for key, value in record.items():
        if isinstance(value, dict) and value:
            flat.update(_flat(value, f"{prefix}{key}."))
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
