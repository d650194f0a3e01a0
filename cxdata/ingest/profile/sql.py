"""A profile as SQL: the raw table's text columns become the contract's columns, with what is wrong in each field."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from cxdata.contract import MONTHS, NOT_RECORDED, Field, Kind, Table
from cxdata.ingest.profile.dates import Reader
from cxdata.ingest.profile.keys import hash_sql, reference_sql
from cxdata.ingest.profile.matching import find_header, value_key
from cxdata.ingest.profile.model import FieldMap, Profile, TableMap
from cxdata.ingest.profile.period_length import months_sql
from cxdata.ingest.profile.values import MAPPED, NOT_KNOWN
from cxdata.ingest.read.raw_table import ident

# A telephone or card number in a column of counts is no count.
_TOO_MANY = 1_000_000_000
# The seconds that a nation waits in a year; the sum of larger ones may be no number at all.
_TOO_LARGE = 1_000_000_000_000_000
_MOST_MONTHS = 120
_BLANK = "is blank, and no row can do without it"


def text_sql(header: str) -> str:
    """A column's text without surrounding spaces; NULL when blank."""
    return trimmed(f"r.{ident(header)}")


def trimmed(text: str) -> str:
    """A text without surrounding spaces; NULL when blank."""
    return f"nullif(trim({text}), '')"


def source_sql(mapping: FieldMap, columns: tuple[str, ...], *, mapped: bool = True) -> str | None:
    """The expression for a field's text over the raw table; None when the file has none of its columns.

    It is trimmed where it is used: trimming every value of a large file costs more than reading its dates. `mapped`
    says that the field is read through a value map, which turns its words; else they are turned here.
    """
    text = _plain_source(mapping, columns)
    return text if mapped or text is None else _reworded(mapping, text)


def _reworded(mapping: FieldMap, text: str) -> str:
    """A text with the profile's replace, values, otherwise and blank, for a field without a value map."""
    worded = mapping.values or mapping.otherwise is not None
    if not (worded or mapping.replace or mapping.blank is not None):
        return text
    text = trimmed(text)
    for pattern, replacement in mapping.replace:
        text = f"regexp_replace({text}, {_literal(pattern)}, {_literal(replacement)}, 'g')"
    if worded:
        cases = " ".join(
            f"when {_literal(value_key(word))} then {_literal(meaning) if meaning else 'null'}"
            for word, meaning in mapping.values.items()
        )
        other = _literal(mapping.otherwise) if mapping.otherwise is not None else text
        key = f"regexp_replace(lower({text}), '\\s+', ' ', 'g')"
        choice = f"case {key} {cases} else {other} end" if cases else other
        text = f"case when {text} is not null then {choice} end"
    blank = f"coalesce({trimmed(text)}, {_literal(mapping.blank)})" if mapping.blank is not None else text
    return f"({blank})"


def _literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _plain_source(mapping: FieldMap, columns: tuple[str, ...]) -> str | None:
    if mapping.join:
        parts = [find_header([header], columns) for header in mapping.join]
        if None in parts:
            return None
        joined = ", ".join(text_sql(header) for header in parts if header)
        return f"nullif(concat_ws({_literal(mapping.glue)}, {joined}), '')"
    if mapping.filled:
        texts = [text_sql(header) for header in (find_header([name], columns) for name in mapping.filled) if header]
        return f"coalesce({', '.join(texts)})" if texts else None
    header = find_header(mapping.sources, columns)
    return f"r.{ident(header)}" if header else None


@dataclass(frozen=True)
class Column:
    """One field of a clean table in SQL.

    `value` and `text` are expressions over the raw table, given the names <field> and t_<field>; `reason`, over those
    names, says why the field sets its row aside, or is NULL; `bad` says only whether it does, which is asked of
    every row. `join` is the value map that `value` needs.
    """

    field: Field
    value: str
    text: str = "null"
    reason: str | None = None
    bad: str | None = None
    join: str | None = None


def column(
    table: Table,
    field: Field,
    mapping: FieldMap,
    text: str | None,
    *,
    profile: Profile,
    columns: tuple[str, ...],
    reader: Reader | None,
    map_name: str,
    sql_type: str,
    refuses: bool,
) -> Column:
    """The SQL of one mapped field. `text` is None for a constant or for a column that the file lacks.

    `refuses` says whether the field's value map sets any row aside.
    """
    if mapping.constant is not None:
        return Column(field, f"try_cast($constant_{table.name}_{field.name} as {sql_type})")
    if text is None:
        return absent(field, sql_type)
    if field.kind in MAPPED:
        return _mapped(field, mapping, text, map_name, sql_type, refuses=refuses)
    required = field.required or field.one
    wrong, join = "", None
    if field.kind in (Kind.TIME, Kind.DATE):
        if reader is None:
            raise ValueError(f"{field.name} needs a date reader")
        value = _moment(mapping, text, reader, map_name, sql_type, missing=bool(profile.missing))
        join = f"left join {ident(map_name)} on {ident(map_name)}.raw = {text}"
        wrong = "'is not a date this profile can read'"
    elif field.kind in (Kind.COUNT, Kind.NUMBER):
        value, wrong = _number(field, mapping, text, columns)
    elif field.kind is Kind.KEY:
        value = hash_sql(_without(trimmed(text)))
    elif field.kind is Kind.ID:
        value = reference_sql(_without(trimmed(text)) if profile.missing else trimmed(text))
    else:
        value = _without(trimmed(text)) if profile.missing else trimmed(text)
    return Column(field, value, text, *_reason(field, wrong, required), join)


def _moment(mapping: FieldMap, text: str, reader: Reader, map_name: str, sql_type: str, *, missing: bool) -> str:
    """A time or date, moved by the days of the mapping's offset (a week's last day to its first)."""
    moment = f"coalesce({reader.quick_sql(text)}, {ident(map_name)}.word)"
    if mapping.offset:
        moment = f"({moment} + to_days({int(mapping.offset)}))"
    value = f"{moment}::{sql_type}"
    return f"case when {_is_missing(trimmed(text))} then null else {value} end" if missing else value


def _reason(field: Field, wrong: str, required: bool) -> tuple[str | None, str | None]:
    """Why a field without a value sets its row aside (a text that could not be read, or a blank that matters), and
    whether it does."""
    missing = f"{field.name} is null"
    if not wrong:
        return (f"case when {missing} then '{_BLANK}' end", missing) if required else (None, None)
    said = trimmed(f"t_{field.name}")
    # A CASE asks its next question of the few rows that are left, an AND asks all of every row.
    is_said = f"case when {said} is null then false else not {_is_missing(said)} end"
    blank = f"'{_BLANK}'" if required else "null"
    reason = f"case when {missing} then case when {is_said} then {wrong} else {blank} end end"
    return reason, missing if required else f"case when {missing} then {is_said} else false end"


def absent(field: Field, sql_type: str) -> Column:
    """A field that the export does not carry."""
    if field.has_levels:
        return Column(field, f"'{NOT_RECORDED}'::{sql_type}")
    return Column(field, f"{'1' if field.one else 'null'}::{sql_type}")


def _mapped(field: Field, mapping: FieldMap, text: str, map_name: str, sql_type: str, *, refuses: bool) -> Column:
    """A field of words: its value and reason come from its value map."""
    alias = ident(map_name)
    value = f"{alias}.word"
    if field.has_levels:
        value = f"coalesce({value}, $blank_{field.name}::{sql_type})"
        blank = f"case when {field.name} = '{NOT_RECORDED}' then '{_BLANK}' end"
    else:
        if mapping.blank is not None:
            value = f"coalesce({value}, $blank_{field.name}::{sql_type})"
        blank = f"case when {field.name} is null then '{_BLANK}' end"
    reasons = [f"r_{field.name}"] * refuses + [blank] * field.required
    reason = f"coalesce({', '.join(reasons)})" if reasons else None
    join = f"left join {alias} on {alias}.raw = {text}"
    return Column(field, value, text, reason, f"{reason} is not null" if reason else None, join)


def _without(text: str) -> str:
    """A text, or NULL where it is a word for not known."""
    return f"(case when {_is_missing(text)} then null else {text} end)"


def _is_missing(text: str) -> str:
    # A pattern is tried on the rows asked for only; a list is laid out anew for every two thousand rows.
    return f"regexp_full_match({text}, $missing, 'i')"


def plain_number_sql(text: str) -> str:
    """A number with the marks that people and systems add: thousands, pounds, per cent, brackets for below zero."""
    signed = rf"regexp_replace({text}, '^\s*\((.*)\)\s*$', '-\1')"
    stripped = rf"replace(regexp_replace({signed}, '[,£$€%\s\x{{a0}}]', '', 'g'), '−', '-')"
    number = f"coalesce(try_cast({text} as double), try_cast({stripped} as double))"
    return f"(case when isfinite({number}) then {number} end)"


def seconds_sql(text: str) -> str:
    """A duration in seconds: h:mm:ss, m:ss, or "1h 2m 13s"."""
    part = [f"try_cast(split_part({text}, ':', {place}) as double)" for place in (1, 2, 3)]
    units = (("h|hrs?|hours?", 3600), ("m|mins?|minutes?", 60), ("s|secs?|seconds?", 1))
    in_words = (
        r"^\s*(\d+\s*(h|hrs?|hours?))?,?\s*(\d+\s*(m|mins?|minutes?))?,?\s*(\d+(\.\d+)?\s*(s|secs?|seconds?))?\s*$"
    )
    said = [
        rf"coalesce(try_cast(regexp_extract(lower({text}), '(\d+(\.\d+)?)\s*({names})([^a-z]|$)', 1) as double), 0) "
        f"* {unit}"
        for names, unit in units
    ]
    return (
        f"case when regexp_matches({text}, '^\\d+:[0-5]\\d:[0-5]\\d(\\.\\d+)?$') "
        f"then {part[0]} * 3600 + {part[1]} * 60 + {part[2]} "
        f"when regexp_matches({text}, '^\\d+:[0-5]\\d(\\.\\d+)?$') then {part[0]} * 60 + {part[1]} "
        f"when regexp_matches({text}, '\\d') and regexp_matches(lower({text}), '{in_words}') "
        f"then {' + '.join(said)} end"
    )


def _number(field: Field, mapping: FieldMap, text: str, columns: tuple[str, ...]) -> tuple[str, str]:
    number = plain_number_sql(text)
    if field.unit == MONTHS:
        # Words that do not say for how long (a day, a week) leave it open, and set no row aside.
        return f"coalesce({months_sql(text)}, case when {number} between 1 and {_MOST_MONTHS} then {number} end)", ""
    if mapping.unit == "ms":
        number = f"({number} / 1000.0)"
    if field.unit == "seconds":
        number = f"coalesce({number}, {seconds_sql(text)})"
    if mapping.times:
        other = find_header(mapping.times, columns)
        number = f"({number}) * {plain_number_sql(text_sql(other)) if other else 'null'}"
    if (mapping.scale, mapping.offset) != (1.0, 0.0):
        number = f"({number}) * {mapping.scale!r} + {mapping.offset!r}"
    if field.kind is Kind.NUMBER:
        wrong = (
            f"case when abs({plain_number_sql(f't_{field.name}')}) >= {_TOO_LARGE:d} then 'is larger than can be' "
            "else 'is not a number' end"
        )
        return f"(case when abs({number}) < {_TOO_LARGE:d} then {number} end)", wrong
    wrong = (
        f"case when {plain_number_sql(f't_{field.name}')} < 0 then 'is below zero, which a count cannot be' "
        f"when {plain_number_sql(f't_{field.name}')} >= {_TOO_MANY:d} then 'is larger than any count' "
        "else 'is not a whole number' end"
    )
    return (
        f"case when ({number}) >= 0 and ({number}) < {_TOO_MANY:d} and ({number}) = floor({number}) "
        f"then ({number})::bigint end",
        wrong,
    )


def sql_type(field: Field, catalogue: str) -> str:
    """The SQL type of a field; LEVEL and CHOICE fields have the type named after them in a catalogue."""
    return f"{catalogue}.{field.sql_type}" if field.has_levels else field.sql_type


def where_sql(mapping: TableMap, columns: tuple[str, ...], parameters: dict[str, object], prefix: str) -> str:
    """The condition that keeps a table's own rows; the values it names are added to `parameters`."""
    conditions = []
    for number, (header, values) in enumerate(mapping.where.items()):
        found = find_header([header], columns)
        if found is None:
            return "false"
        name = f"{prefix}_{number}"
        parameters[name] = [value_key(value) for value in values]
        conditions.append(f"list_contains(${name}, lower({text_sql(found)}))")
    if mapping.filled:
        present = filter(None, (find_header([column], columns) for column in mapping.filled))
        said = ", ".join([*(_without(text_sql(header)) for header in present), "null"])
        conditions.append(f"coalesce({said}) is not null")
    return " and ".join(conditions) or "true"


def parameters_of(mapping: TableMap, table: Table, profile: Profile, sql: str, key: str) -> Mapping[str, object]:
    """The values that a statement built here binds, and no others: DuckDB refuses spare ones."""
    found: dict[str, object] = {
        "missing": "|".join(re.escape(word) for word in sorted({*map(value_key, profile.missing), *NOT_KNOWN})),
        "customer_key": key,
    }
    for entry in table.fields:
        given = mapping.field(entry.name)
        found[f"blank_{entry.name}"] = (given.blank if given else None) or NOT_RECORDED
        if given and given.constant is not None:
            found[f"constant_{table.name}_{entry.name}"] = given.constant
    return {name: value for name, value in found.items() if _uses(sql, name)}


def _uses(sql: str, name: str) -> bool:
    return re.search(rf"\${name}\b", sql) is not None
