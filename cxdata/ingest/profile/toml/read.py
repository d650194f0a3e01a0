"""A profile's TOML, read and written; what is wrong in it is said in sentences."""

import re
import tomllib
from collections.abc import Mapping
from typing import Any

from cxdata.contract import CHANNELS, GRAINS, POINT_FIELDS, TABLES, Field, Kind
from cxdata.errors import CxError
from cxdata.ingest.profile.grids import GRIDS, epsg
from cxdata.ingest.profile.model import FieldMap, Profile, TableMap, Unpivot
from cxdata.own_files.toml import toml_of

ORDERS = ("dmy", "mdy", "ymd", "excel")
OFFSETS = ("convert", "ignore")
ALIKE = ("one", "each")
LEAVE_OUT = ("totals", "longer periods", "above the first date", "other rows")
REST = ("suggested",)
UNITS = ("ms",)
_TOP = {
    *("name", "title", "system", "about", "dates", "offset", "grain", "grid", "missing", "sheet", "leave_out"),
    *("fill_down", "ignore", "personal", "not_personal", "recognise", "table", "source", "rest", "refuse"),
}
_TABLE = {"table", "where", "filled", "unpivot", "alike", "grain", "fields"}
_FIELD = {
    *("from", "join", "filled", "glue", "constant", "values", "otherwise", "blank"),
    *("replace", "times", "scale", "offset", "unit"),
}
# A word nobody foresaw must be asked about, never sorted into a channel or a score.
_NO_OTHERWISE = (Kind.SCORE,)


class _Wrong(Exception):
    """A fault inside a profile; `from_toml` adds the profile's name."""


def from_toml(text: str, *, name: str, shipped: bool = True) -> Profile:
    """The profile written in `text`; `name` is its file's stem. Raises CxError saying what is wrong and where."""
    try:
        written = toml_of(text)
        return _profile(written, name, shipped)
    except tomllib.TOMLDecodeError as error:
        raise CxError(f"The profile {name}.toml cannot be read as TOML: {error}. Mend that line.") from None
    except _Wrong as error:
        raise CxError(f"The profile {name}.toml: {error}") from None


def _profile(written: Mapping[str, Any], name: str, shipped: bool) -> Profile:
    _known(written, _TOP, "the top of the file")
    tables = written.get("table", [])
    if not isinstance(tables, list) or not (tables or written.get("refuse")):
        raise _Wrong('it feeds no table. Add a [[table]] with table = "contacts" and its fields.')
    recognise = written.get("recognise", {})
    _known(recognise, {"headers", "any_of"}, "[recognise]")
    return Profile(
        name=name,
        title=_text(written, "title", name),
        system=_text(written, "system", name),
        about=_text(written, "about", ""),
        dates=_one_of(written, "dates", ORDERS),
        offset=_one_of(written, "offset", OFFSETS) or "convert",
        grain=_one_of(written, "grain", GRAINS),
        grid=_grid(written),
        missing=_texts(written, "missing"),
        sheet=_one_text(written, "sheet"),
        leave_out=_leave_out(written),
        fill_down=_texts(written, "fill_down"),
        ignore=_texts(written, "ignore"),
        personal=_texts(written, "personal"),
        not_personal=_texts(written, "not_personal"),
        headers=_texts(recognise, "headers"),
        any_of=tuple(_texts({"any_of": choice}, "any_of") for choice in recognise.get("any_of", [])),
        tables=tuple(_table(table, number) for number, table in enumerate(tables, start=1)),
        shipped=shipped,
        source=_texts(written, "source"),
        rest=_one_of(written, "rest", REST),
        refuse=_one_text(written, "refuse"),
    )


def _table(written: Mapping[str, Any], number: int) -> TableMap:
    where = f"[[table]] number {number}"
    _known(written, _TABLE, where)
    name = _text(written, "table", "")
    if name not in TABLES:
        raise _Wrong(f"{where}: '{name}' is not a table. The tables are {', '.join(TABLES)}.")
    fields = tuple(_field(name, key, given) for key, given in written.get("fields", {}).items())
    mapped = {mapping.name for mapping in fields}
    for field in TABLES[name].fields:
        if field.required and field.name not in mapped:
            raise _Wrong(f"{where} ({name}) does not say where {field.name} comes from, and no row can do without it.")
    keep = written.get("where", {})
    return TableMap(
        table=name,
        fields=fields,
        where={column: _texts(keep, column) for column in keep},
        filled=_texts(written, "filled"),
        unpivot=_unpivot(written["unpivot"], where) if "unpivot" in written else None,
        alike=_one_of(written, "alike", ALIKE) or "one",
        grain=_one_of(written, "grain", GRAINS),
    )


def _grid(written: Mapping[str, Any]) -> str | None:
    named = _one_text(written, "grid")
    if named is not None and epsg(named) is None:
        raise _Wrong(f"grid = '{named}' is not one of {', '.join(GRIDS)}, nor a number such as EPSG:2157.")
    return named


def _leave_out(written: Mapping[str, Any]) -> tuple[str, ...]:
    named = _texts(written, "leave_out")
    for what in named:
        if what not in LEAVE_OUT:
            raise _Wrong(f"leave_out = '{what}' is not one of {', '.join(LEAVE_OUT)}.")
    return named


def _unpivot(written: Mapping[str, Any], where: str) -> Unpivot:
    _known(written, {"columns", "name", "value"}, f"{where}, unpivot")
    columns = _texts(written, "columns")
    if not columns:
        raise _Wrong(f"{where}: unpivot names no columns.")
    return Unpivot(columns, _text(written, "name", "name"), _text(written, "value", "value"))


def _field(table: str, name: str, written: Mapping[str, Any]) -> FieldMap:
    where = f"{table}.{name}"
    if name not in TABLES[table].names and not (name in POINT_FIELDS and "ward_code" in TABLES[table].names):
        raise _Wrong(f"{where}: {table} has no such field. It has {', '.join(TABLES[table].names)}.")
    if not isinstance(written, Mapping):
        raise _Wrong(f'{where} must be a section of its own, such as [table.fields.{name}] with from = "Header".')
    _known(written, _FIELD, where)
    mapping = FieldMap(
        name=name,
        sources=_texts(written, "from"),
        join=_texts(written, "join"),
        filled=_texts(written, "filled"),
        glue=_text(written, "glue", " "),
        constant=_one_text(written, "constant"),
        values={key: str(value) for key, value in written.get("values", {}).items()},
        otherwise=_one_text(written, "otherwise"),
        blank=_one_text(written, "blank"),
        replace=tuple(_replacement(pair, where) for pair in written.get("replace", [])),
        times=_texts(written, "times"),
        scale=_number(written, "scale", 1.0, where),
        offset=_number(written, "offset", 0.0, where),
        unit=_one_of(written, "unit", UNITS),
    )
    if sum((bool(mapping.sources), bool(mapping.join), bool(mapping.filled), mapping.constant is not None)) != 1:
        raise _Wrong(f"{where} needs exactly one of: from, join, filled, constant.")
    _check_options(None if name in POINT_FIELDS else TABLES[table].field(name).kind, mapping, where)
    if mapping.unit and (name in POINT_FIELDS or TABLES[table].field(name).unit != "seconds"):
        raise _Wrong(f"{where} is not a number of seconds, so unit means nothing for it.")
    if name in TABLES[table].names:
        _check_values(TABLES[table].field(name), mapping, where)
    return mapping


def _check_options(kind: Kind | None, mapping: FieldMap, where: str) -> None:
    """No setting is accepted that the reading of such a field would pass over."""
    worded = mapping.values or mapping.replace or mapping.otherwise is not None or mapping.blank is not None
    if mapping.constant is not None and (worded or mapping.times or mapping.scale != 1.0 or mapping.offset != 0.0):
        raise _Wrong(
            f"{where} is a constant, so values, otherwise, blank, replace, times, scale and offset mean nothing."
        )
    if kind is None and worded:
        raise _Wrong(f"{where} is a place: values, otherwise, blank and replace mean nothing for it.")
    is_number = kind in (Kind.COUNT, Kind.NUMBER)
    if not is_number and (mapping.times or mapping.scale != 1.0):
        raise _Wrong(f"{where} is no number, so times and scale mean nothing for it.")
    if mapping.offset != 0.0 and not is_number and kind not in (Kind.TIME, Kind.DATE):
        raise _Wrong(f"{where} is neither a number nor a date, so offset means nothing for it.")
    if mapping.times and mapping.filled:
        raise _Wrong(f"{where}: times goes with from, not with filled.")


def _check_values(field: Field, mapping: FieldMap, where: str) -> None:
    """Every value the profile itself writes must be one that the field can hold."""
    if mapping.otherwise is not None and (field.kind in _NO_OTHERWISE or field.levels == CHANNELS):
        raise _Wrong(
            f"{where}: 'otherwise' is not allowed here, because an unknown {field.name.replace('_', ' ')} must be "
            "asked about, not guessed. Name each value under 'values'."
        )
    for value in (*mapping.values.values(), mapping.otherwise, mapping.blank, mapping.constant):
        if not value:
            continue
        if field.kind is Kind.CHOICE and value not in field.levels:
            raise _Wrong(f"{where}: '{value}' is not one of {', '.join(field.levels)}.")
        if field.kind is Kind.SCORE and value not in {"1", "2", "3", "4", "5"}:
            raise _Wrong(f"{where}: '{value}' is not a score. Scores are 1 (very dissatisfied) to 5 (very satisfied).")
        if field.kind is Kind.FLAG and value not in {"true", "false", "True", "False"}:
            raise _Wrong(f"{where}: '{value}' is neither true nor false.")


def _replacement(pair: Any, where: str) -> tuple[str, str]:
    if not isinstance(pair, list) or len(pair) != 2:
        raise _Wrong(f"{where}: each entry of replace is a pair, the pattern and what stands for it.")
    try:
        re.compile(pair[0])
    except re.error as error:
        raise _Wrong(f"{where}: '{pair[0]}' is not a pattern: {error}.") from None
    return str(pair[0]), str(pair[1])


def _known(written: Mapping[str, Any], allowed: set[str], where: str) -> None:
    if not isinstance(written, Mapping):
        raise _Wrong(f"{where} is not a section with settings in it.")
    for key in written:
        if key not in allowed:
            raise _Wrong(f"{where} has a setting '{key}' that means nothing. Known: {', '.join(sorted(allowed))}.")


def _texts(written: Mapping[str, Any], key: str) -> tuple[str, ...]:
    value = written.get(key, [])
    values = [value] if isinstance(value, str) else value
    if not isinstance(values, list) or not all(isinstance(entry, (str, int)) for entry in values):
        raise _Wrong(f"'{key}' must be a text or a list of texts.")
    return tuple(str(entry) for entry in values)


def _text(written: Mapping[str, Any], key: str, default: str) -> str:
    value = written.get(key, default)
    if not isinstance(value, str):
        raise _Wrong(f"'{key}' must be a text.")
    return value


def _one_text(written: Mapping[str, Any], key: str) -> str | None:
    value = written.get(key)
    return None if value is None else str(value)


def _one_of(written: Mapping[str, Any], key: str, allowed: tuple[str, ...]) -> str | None:
    value = written.get(key)
    if value is not None and value not in allowed:
        raise _Wrong(f"{key} = '{value}' is not one of {', '.join(allowed)}.")
    return value


def _number(written: Mapping[str, Any], key: str, default: float, where: str) -> float:
    value = written.get(key, default)
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise _Wrong(f"{where}: {key} must be a number.")
    return float(value)
