"""One file on its way in: read, recognised, dated, its words looked at; then cleaned, or set aside with a reason."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import duckdb

from cxdata.contract import NOT_RECORDED, POINT_FIELDS, TABLES, Kind, Table
from cxdata.errors import CxError
from cxdata.ingest import dates
from cxdata.ingest.profile import Profile, TableMap, digest, find_header, find_profile, recognise, value_key
from cxdata.ingest.profile_sql import Column, absent, column, parameters_of, source_sql, sql_type, trimmed, where_sql
from cxdata.ingest.rawtable import ROW_NUMBER, RawTable, ident
from cxdata.ingest.readers import read_raw
from cxdata.ingest.receipt import Problem
from cxdata.ingest.redact import redact_text
from cxdata.ingest.values import MAPPED, ValueMap, look_at

_SAMPLE = 100
_SHOWN = 80


@dataclass(frozen=True)
class Part:
    """One clean table that one file feeds: where its rows are, and how each field reads."""

    table: Table
    mapping: TableMap
    source: str
    columns: tuple[str, ...]
    texts: Mapping[str, str | None]
    readers: Mapping[str, dates.Reader]
    words: Mapping[str, ValueMap]
    name: str

    def levels(self, name: str) -> set[str]:
        """Every word that a LEVEL or CHOICE field may hold because of this file."""
        given = self.mapping.field(name)
        said = {given.blank, given.constant, given.otherwise} - {None} if given else set()
        found = self.words[name].levels if name in self.words else set()
        return found | {word for word in said if word is not None}

    def map_name(self, name: str) -> str:
        """The temporary table with a field's value map."""
        return f"map_{self.name}_{name}"


@dataclass(frozen=True)
class Prepared:
    """One file, read and understood, before anything is written."""

    path: Path
    sha256: str
    digest: str
    profile: Profile
    raw: RawTable
    parts: tuple[Part, ...]
    problems: tuple[Problem, ...]


@dataclass
class Cleaned:
    """What became of one file's rows in one table: `clean` holds the rows, with `bad` where a row is set aside."""

    part: Part
    clean: str
    grain: str
    values: dict[str, str] = field(default_factory=dict)


def file_digest(path: Path) -> str:
    """SHA-256 of a file's bytes."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def prepare(
    con: duckdb.DuckDBPyConnection,
    path: Path,
    *,
    number: int,
    profiles: Mapping[str, Profile],
    profile: str | None,
    sheet: str | None,
    said: str | None,
    zone: str,
    sha256: str,
) -> Prepared:
    """Read a file and look at its dates and words. Raises CxError, naming the file, when it must be refused."""
    given = find_profile(profile, profiles) if profile else None
    raw = read_raw(con, path, sheet=sheet or (given.sheet if given else None), table=f"raw_{number}")
    found = given or recognise(raw.columns, profiles)
    if found is None:
        shown = ", ".join(raw.columns[:6]) + (", ..." if len(raw.columns) > 6 else "")
        raise CxError(
            f"{path.name}: no profile fits its headers ({shown}). Make one on the Data page or with "
            f"'python -m cxdata profile suggest {path.name}', or name one with --profile."
        )
    said = said or found.dates
    parts, problems = [], []
    for place, mapping in enumerate(found.tables):
        part, missing = _part(con, raw, found, mapping, name=f"{number}_{place}", where=path.name)
        parts.append(part)
        problems += missing
    order, serial = _order(con, parts, said, path.name)
    parts = [_looked_at(con, part, found, order, serial, zone) for part in parts]
    return Prepared(
        path, sha256, digest(found, said or "", zone), found, raw, tuple(parts), tuple(dict.fromkeys(problems))
    )


def _part(
    con: duckdb.DuckDBPyConnection, raw: RawTable, profile: Profile, mapping: TableMap, *, name: str, where: str
) -> tuple[Part, list[Problem]]:
    table = TABLES[mapping.table]
    source, columns = _source(con, raw, mapping, name)
    texts = {given.name: source_sql(given, columns) for given in mapping.fields if given.constant is None}
    problems = []
    for entry, text in texts.items():
        if text is not None:
            continue
        given = mapping.field(entry)
        wanted = " or ".join(f"'{header}'" for header in (given.sources or given.join or given.filled)) if given else ""
        if entry in table.names and table.field(entry).required:
            raise CxError(
                f"{where}: the profile '{profile.name}' reads {entry} from the column {wanted}, which the file does "
                "not have. Export it with that column, or correct the profile."
            )
        problems.append(
            Problem(
                "column_missing",
                "fine",
                f"The file has no column {wanted}: {entry} is not recorded.",
                raw.rows,
            )
        )
    return Part(table, mapping, source, columns, texts, {}, {}, name), problems


def _is_words(table: Table, name: str) -> bool:
    """Whether a field is read through a value map."""
    return name not in POINT_FIELDS and table.field(name).kind in MAPPED


def _source(con: duckdb.DuckDBPyConnection, raw: RawTable, mapping: TableMap, name: str) -> tuple[str, tuple[str, ...]]:
    """The table a part reads: the raw one, or a copy with columns turned to rows."""
    turned = mapping.unpivot
    if turned is None:
        return ident(raw.table), raw.columns
    found = [header for header in (find_header([wanted], raw.columns) for wanted in turned.columns) if header]
    cells = ", ".join(ident(header) for header in found)
    con.execute(
        f"create or replace temp table turned_{name} as select * from ("  # noqa: S608 (quoted names)
        f"select *, unnest($names) as {ident(turned.name)}, unnest([{cells}]) as {ident(turned.value)} "
        f"from {ident(raw.table)}) where nullif(trim({ident(turned.value)}), '') is not null",
        {"names": found},
    )
    return f"turned_{name}", (*raw.columns, turned.name, turned.value)


def _times(part: Part) -> dict[str, str]:
    """The text expressions of a part's time and date fields."""
    return {
        name: text
        for name, text in part.texts.items()
        if text and name in part.table.names and part.table.field(name).kind in (Kind.TIME, Kind.DATE)
    }


def _order(
    con: duckdb.DuckDBPyConnection, parts: list[Part], said: str | None, where: str
) -> tuple[str | None, frozenset[str]]:
    """The order of day and month in the whole file, and the time expressions that hold Excel day numbers."""
    found = {}
    for part in parts:
        for text in _times(part).values():
            found[text] = con.execute(
                f"select left({text}, {dates.PREFIX}) as value, min({ROW_NUMBER}) "  # noqa: S608 (quoted names)
                f"from {part.source} r where value is not null group by 1"
            ).fetchall()
    evidence = dates.weigh(found)
    return dates.decide(evidence, said=said, where=where), evidence.serial


def _looked_at(
    con: duckdb.DuckDBPyConnection,
    part: Part,
    profile: Profile,
    order: str | None,
    serial: frozenset[str],
    zone: str,
) -> Part:
    """The part with a date reader for each time field and a value map for each field of words."""
    readers = {}
    for name, text in _times(part).items():
        if text in serial:
            order_here: str | None = "excel"
        else:
            order_here = None if order == "excel" else order
        values = con.execute(
            f"select {trimmed(text)} as value from {part.source} r where value is not null limit {_SAMPLE}"  # noqa: S608
        ).fetchall()
        readers[name] = dates.choose([value for (value,) in values], order=order_here, offset=profile.offset, zone=zone)
        con.execute(
            f"create or replace temp table {ident(part.map_name(name))} as "  # noqa: S608 (quoted names)
            f"select raw, {readers[name].slow_sql('raw')} as word from ("
            f"select distinct {text} as raw from {part.source} r "
            f"where raw is not null and {readers[name].quick_sql(text)} is null)"
        )
    missing = frozenset(value_key(word) for word in profile.missing)
    words = {}
    for given in part.mapping.fields:
        text = part.texts.get(given.name)
        if text is None or given.name in POINT_FIELDS:
            continue
        known = part.table.field(given.name)
        if _is_words(part.table, given.name):
            words[given.name] = look_at(
                con, source=f"{part.source} r", text=text, field=known, mapping=given, missing=missing
            )
    return Part(part.table, part.mapping, part.source, part.columns, part.texts, readers, words, part.name)


def columns_of(part: Part, profile: Profile, catalogue: str) -> list[Column]:
    """The SQL of every field of a part's table."""
    found = []
    for entry in part.table.fields:
        given = part.mapping.field(entry.name)
        kind = sql_type(entry, catalogue)
        if given is None:
            found.append(absent(part.table, entry, kind))
            continue
        found.append(
            column(
                part.table, entry, given, part.texts.get(entry.name), profile=profile, columns=part.columns,
                reader=part.readers.get(entry.name), map_name=part.map_name(entry.name), sql_type=kind,
            )
        )  # fmt: skip
    return found


def clean(
    con: duckdb.DuckDBPyConnection,
    part: Part,
    profile: Profile,
    *,
    file_id: int,
    catalogue: str,
    key: str,
    points: str | None,
) -> Cleaned:
    """Make the part's clean rows in a temporary table, and list the rows set aside in `aside`.

    `points` is a table (lat, lon, word) of wards found from coordinates, used where the ward is blank.
    """
    columns = columns_of(part, profile, catalogue)
    bound: dict[str, object] = {}
    inner = _inner_sql(part, profile, columns, points, bound)
    reasons = [entry.reason for entry in columns if entry.reason]
    bad = " or ".join(f"({reason}) is not null" for reason in reasons) or "false"
    names = ", ".join(part.table.names)
    statement = (
        f"create or replace temp table clean_{part.name} as "
        f"select {ROW_NUMBER}, {names}, whole, {bad} as bad from ({inner})"
    )
    _bound(con, statement, bound, part, profile, key)
    if con.execute(f"select 1 from clean_{part.name} where bad limit 1").fetchone():  # noqa: S608 (our own names)
        _list_aside(con, part, profile, columns, inner, bound, file_id=file_id, key=key)
    return Cleaned(part, f"clean_{part.name}", _grain(con, part, profile))


def _inner_sql(
    part: Part, profile: Profile, columns: list[Column], points: str | None, bound: dict[str, object]
) -> str:
    """Every row of a part with its fields' values, the texts they came from and what their value maps say."""
    values = {entry.field.name: entry.value for entry in columns}
    joins = [entry.join for entry in columns if entry.join]
    if points:
        latitude, longitude = point_sql(part)
        joins.append(f"left join {points} p on p.lat = {latitude} and p.lon = {longitude}")
        ward = values["ward_code"]
        values["ward_code"] = f"case when {ward} = '{NOT_RECORDED}' then coalesce(p.word, {ward}) else {ward} end"
    time = part.table.time
    if time and profile.grain in ("day", "month"):
        values[time] = f"date_trunc('{profile.grain}', {values[time]})"
    listed = [f"{value} as {name}" for name, value in values.items()]
    listed += [f"{entry.text} as t_{entry.field.name}" for entry in columns if entry.reason]
    listed += [
        f"{ident(part.map_name(entry.field.name))}.reason as r_{entry.field.name}"
        for entry in columns
        if entry.join and entry.field.kind in MAPPED
    ]
    # In a table of counts two rows of one key are one row only if every column of the file says so, mapped or not.
    everything = ", ".join(f"r.{ident(header)}" for header in part.columns)
    counts = part.table.key and not part.table.has_reference
    listed.append(f"{f'hash({everything})' if counts else '0::ubigint'} as whole")
    where = where_sql(part.mapping, part.columns, bound, "where")
    return f"select r.{ROW_NUMBER}, {', '.join(listed)} from {part.source} r {' '.join(joins)} where {where}"  # noqa: S608


def _bound(
    con: duckdb.DuckDBPyConnection, statement: str, given: dict[str, object], part: Part, profile: Profile, key: str
) -> None:
    con.execute(statement, given | dict(parameters_of(part.mapping, part.table, profile, statement, key)))


def _list_aside(
    con: duckdb.DuckDBPyConnection, part: Part, profile: Profile, columns: list[Column], inner: str,
    bound: dict[str, object], *, file_id: int, key: str,
) -> None:  # fmt: skip
    """Put every field that sets a row aside into `aside`: row number, field, value, reason."""
    for entry in columns:
        if not entry.reason:
            continue
        name = entry.field.name
        shown = "null" if _hidden(part, profile, entry) else trimmed(f"t_{name}")
        statement = (
            f"insert into aside select {file_id}, {ROW_NUMBER}, '{name}', {shown}, {entry.reason} as why "  # noqa: S608
            f"from ({inner}) where why is not null"
        )
        _bound(con, statement, bound, part, profile, key)


def _hidden(part: Part, profile: Profile, entry: Column) -> bool:
    """Whether a set-aside value must not be shown: a customer's reference or a personal column."""
    given = part.mapping.field(entry.field.name)
    personal = {value_key(header) for header in profile.personal}
    return entry.field.kind is Kind.KEY or bool(
        given and any(value_key(header) in personal for header in given.headers)
    )


def redact_aside(con: duckdb.DuckDBPyConnection) -> None:
    """Cut and redact the values in `aside`: one look at each different value."""
    texts = [text for (text,) in con.execute("select distinct value from aside where value is not null").fetchall()]
    if texts:
        con.execute(
            "update aside set value = shown from "
            "(select unnest($texts) as text, unnest($shown) as shown) where aside.value = text",
            {"texts": texts, "shown": [redact_text(text)[:_SHOWN] for text in texts]},
        )


def _grain(con: duckdb.DuckDBPyConnection, part: Part, profile: Profile) -> str:
    """How fine the rows' times are: as the profile says, else a day when no value carries a time of day."""
    if profile.grain:
        return profile.grain
    time = part.table.time
    if time is None or part.table.field(time).kind is Kind.DATE:
        return "day"
    timed = con.execute(
        f"select 1 from clean_{part.name} where {time} <> date_trunc('day', {time}) limit 1"  # noqa: S608 (our names)
    ).fetchone()
    return "moment" if timed else "day"


def point_sql(part: Part) -> tuple[str, str]:
    """Latitude and longitude of a row as numbers; NULL when the export has none."""
    whole = part.texts.get("point")
    if whole:
        pair = r"(-?\d+(?:\.\d+)?)\s*[, ]\s*(-?\d+(?:\.\d+)?)"
        return tuple(f"try_cast(regexp_extract({whole}, '{pair}', {place}) as double)" for place in (1, 2))  # type: ignore[return-value]
    latitude, longitude = part.texts.get("latitude"), part.texts.get("longitude")
    return f"try_cast({latitude or 'null'} as double)", f"try_cast({longitude or 'null'} as double)"


def has_points(part: Part) -> bool:
    """Whether the file carries a place for each row."""
    return bool(part.texts.get("point") or (part.texts.get("latitude") and part.texts.get("longitude")))
