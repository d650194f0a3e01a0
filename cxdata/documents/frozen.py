"""A document as JSON and back, whole: what was kept is written again as it was, whatever the store holds by then."""

import hashlib
import json
import math
from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass, replace
from typing import Any, TypeVar

from cxdata.charts.drawing import marks, model
from cxdata.documents.model import Bullets, Document, Figure, Heading, NewPage, Paragraph, Table
from cxdata.errors import CxError
from cxdata.export.download import Download

T = TypeVar("T")
_KINDS = {
    kind.__name__: kind
    for kind in (
        *(Document, Heading, Paragraph, Bullets, Table, Figure, NewPage, Download),
        *(model.Chart, model.Drawing, model.Axis, model.Tick, model.Margins),
        *(marks.Point, marks.Points, marks.Line, marks.Bar, marks.Bars, marks.Area, marks.Text),
    )
}
_KIND, _NUMBER = "is", "number"


def to_record(value: Any) -> Any:
    """A document, or a part of one, as values that JSON knows; fields with their usual value are left out."""
    if is_dataclass(value) and not isinstance(value, type):
        told = {entry.name: getattr(value, entry.name) for entry in fields(value)}
        usual = {entry.name: entry.default for entry in fields(value) if entry.default is not MISSING}
        kept = {name: to_record(one) for name, one in told.items() if name not in usual or usual[name] != one}
        return {_KIND: type(value).__name__, **kept}
    if isinstance(value, Mapping):
        return {str(name): to_record(one) for name, one in value.items()}
    if isinstance(value, tuple | list):
        return [to_record(one) for one in value]
    if isinstance(value, float) and not math.isfinite(value):
        return {_KIND: _NUMBER, "of": repr(value)}
    return value.item() if hasattr(value, "item") else value


def document_of(record: Any) -> Document:
    """The document of a record. Raises CxError for a record that is none."""
    return _read(record, Document)


def figure_from(record: Any) -> Figure:
    """The figure of a record. Raises CxError for a record that is none."""
    return _read(record, Figure)


def _read(record: Any, kind: type[T]) -> T:
    try:
        found = _value_of(record)
    except (KeyError, TypeError, ValueError, AttributeError) as fault:
        raise CxError("What was kept of this paper cannot be read: it was changed, or made otherwise.") from fault
    if not isinstance(found, kind):
        raise CxError(f"What was kept of this paper is no {kind.__name__.lower()}.")
    return found


def digest_of(document: Document) -> str:
    """The digest by which a document is known again: of all of it but its time stamp and what it says of itself."""
    plain = replace(document, made="", about=())
    written = json.dumps(to_record(plain), ensure_ascii=False, sort_keys=True, allow_nan=False)
    return hashlib.sha256(written.encode()).hexdigest()


def _value_of(record: Any) -> Any:
    if isinstance(record, list):
        return tuple(_value_of(one) for one in record)
    if not isinstance(record, dict):
        return record
    if record.get(_KIND) == _NUMBER:
        return float(record["of"])
    values = {name: _value_of(one) for name, one in record.items() if name != _KIND}
    return _KINDS[record[_KIND]](**values) if _KIND in record else values
