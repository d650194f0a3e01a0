"""Preparing one file: read it, find its profile, how its dates read and the words it uses. Nothing is written yet."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import duckdb

from cxdata.contract import POINT_FIELDS, TABLES, Kind, Table
from cxdata.council import Council
from cxdata.errors import CxError
from cxdata.ingest.load.raw.fill_down import fill_down
from cxdata.ingest.load.raw.left_out import leave_out
from cxdata.ingest.load.raw.unknown_columns import columns_not_known
from cxdata.ingest.privacy import RULES
from cxdata.ingest.profile import dates
from cxdata.ingest.profile.matching import find_header, header_key, not_by_itself, recognise, recognise_part
from cxdata.ingest.profile.model import Profile, TableMap
from cxdata.ingest.profile.shipped import digest, find_profile
from cxdata.ingest.profile.sql import source_sql, trimmed
from cxdata.ingest.profile.values import MAPPED, ValueMap
from cxdata.ingest.read.raw_table import ROW_NUMBER, RawTable, ident
from cxdata.ingest.read.readers import read_raw
from cxdata.ingest.receipt import Problem

_SAMPLE = 100
_SHOWN = 80


@dataclass(frozen=True)
class FileTable:
    """One table of the contract as one file fills it.

    `source` is the SQL relation with its rows and `columns` that relation's columns; `texts` gives each field's text
    as SQL (None when the file lacks its column), `readers` how each time field is read, `words` the value map of each
    field of words. `name` tells the temporary tables of several file tables apart.
    """

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
        mapped = self.mapping.field(name)
        constants = {mapped.blank, mapped.constant, mapped.otherwise} - {None} if mapped else set()
        map_levels = self.words[name].levels if name in self.words else set()
        return map_levels | {word for word in constants if word is not None}

    @property
    def times(self) -> dict[str, str]:
        """The text expressions of the time and date fields."""
        return {
            name: text
            for name, text in self.texts.items()
            if text and name in self.table.names and self.table.field(name).kind in (Kind.TIME, Kind.DATE)
        }

    def refuses(self, name: str) -> bool:
        """Whether the value map of a field of words sets any row aside."""
        return name in self.words and any(self.words[name].reasons)

    def map_name(self, name: str) -> str:
        """The temporary table with a field's value map, or with the odd dates of a time field."""
        return f"map_{self.name}_{name}"


@dataclass(frozen=True)
class Prepared:
    """One file, read and understood, before anything is written."""

    path: Path
    sha256: str
    digest: str
    profile: Profile
    raw: RawTable
    tables: tuple[FileTable, ...]
    problems: tuple[Problem, ...]


def file_digest(path: Path) -> str:
    """SHA-256 of a file's bytes."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def fingerprint(profile: Profile, date_order: str | None, council: Council, places: str) -> str:
    """How a file is read: by its profile, the order of its dates, the council's settings and, where it has points or
    postcodes, the boundaries and lookups (`places`, their digest). Another, and it is read again where it is loaded
    again.
    """
    own = council.redaction
    placed = any(mapped.name in POINT_FIELDS for table in profile.tables for mapped in table.fields)
    listed = [json.dumps([own.references, own.names])] if own.references or own.names else []
    return digest(
        profile,
        date_order or "",
        council.timezone,
        f"privacy {RULES}",
        *listed,
        *([places] * (placed and bool(places))),
    )


def prepare(
    con: duckdb.DuckDBPyConnection,
    path: Path,
    *,
    number: int,
    profiles: Mapping[str, Profile],
    profile: str | None,
    sheet: str | None,
    date_order: str | None,
    council: Council,
    sha256: str,
    places: str,
) -> Prepared:
    """Read a file and look at its dates; its words are looked at when every file is read
    (cxdata/ingest/load/private.py). `places` is the digest of the boundaries and lookups in force.

    Raises CxError, naming the file, when it must be refused.
    """
    named = find_profile(profile, profiles) if profile else None
    raw = read_raw(con, path, sheet=sheet or (named.sheet if named else None), table=f"raw_{number}")
    file_profile = named or recognise(raw.columns, profiles)
    if file_profile is None or file_profile.rest or file_profile.refuse:
        raise not_by_itself(path.name, raw.columns, file_profile or recognise_part(raw.columns, profiles))
    _no_personal_meaning(file_profile, path.name)
    raw = leave_out(con, fill_down(con, raw, file_profile.fill_down), file_profile)
    tables, problems = [], columns_not_known(raw, file_profile)
    for index, mapping in enumerate(file_profile.tables):
        file_table, missing = _file_table(con, raw, file_profile, mapping, name=f"{number}_{index}", where=path.name)
        tables.append(file_table)
        problems += missing
    samples = _samples(con, tables)
    order, serial = _order(con, tables, samples, date_order, file_profile.dates, path.name)
    tables = [
        _with_readers(file_table, file_profile, samples=samples, order=order, serial=serial, council=council)
        for file_table in tables
    ]
    return Prepared(
        path,
        sha256,
        fingerprint(file_profile, date_order or file_profile.dates, council, places),
        file_profile,
        raw,
        tuple(tables),
        tuple(dict.fromkeys(problems)),
    )


def _no_personal_meaning(profile: Profile, where: str) -> None:
    """Raise CxError when a profile calls a column personal and keeps it all the same."""
    personal = {header_key(header) for header in profile.personal}
    for mapping in profile.tables:
        for mapped in mapping.fields:
            hidden = mapped.name in POINT_FIELDS or TABLES[mapping.table].field(mapped.name).kind in (
                Kind.KEY,
                Kind.TEXT,
            )
            kept = [header for header in mapped.headers if header_key(header) in personal and not hidden]
            if kept:
                raise CxError(
                    f"{where}: the profile '{profile.name}' calls the column '{kept[0]}' personal and also keeps it as "
                    f"{mapped.name}. Leave it out of the fields; or, if it holds nobody's data, name it under "
                    "not_personal instead of personal."
                )


def _file_table(
    con: duckdb.DuckDBPyConnection, raw: RawTable, profile: Profile, mapping: TableMap, *, name: str, where: str
) -> tuple[FileTable, list[Problem]]:
    table = TABLES[mapping.table]
    source, columns = _source(con, raw, mapping, name)
    texts = {
        mapped.name: source_sql(mapped, columns, mapped=_has_value_map(table, mapped.name))
        for mapped in mapping.fields
        if mapped.constant is None
    }
    problems = []
    for entry, text in texts.items():
        if text is not None:
            continue
        mapped = mapping.field(entry)
        wanted = (
            " or ".join(f"'{header}'" for header in (mapped.sources or mapped.join or mapped.filled)) if mapped else ""
        )
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
    return FileTable(table, mapping, source, columns, texts, {}, {}, name), problems


def _has_value_map(table: Table, name: str) -> bool:
    return name not in POINT_FIELDS and table.field(name).kind in MAPPED


def _source(con: duckdb.DuckDBPyConnection, raw: RawTable, mapping: TableMap, name: str) -> tuple[str, tuple[str, ...]]:
    """The table that rows are read from, and its columns: the raw one, or a copy with columns turned to rows."""
    turned = mapping.unpivot
    if turned is None:
        return ident(raw.table), raw.columns
    headers = [header for header in (find_header([wanted], raw.columns) for wanted in turned.columns) if header]
    cells = ", ".join(ident(header) for header in headers)
    con.execute(
        f"create or replace temp table turned_{name} as select * from ("
        f"select *, unnest($names) as {ident(turned.name)}, unnest([{cells}]) as {ident(turned.value)} "
        f"from {ident(raw.table)}) where nullif(trim({ident(turned.value)}), '') is not null",
        {"names": headers},
    )
    return f"turned_{name}", (*raw.columns, turned.name, turned.value)


def _samples(con: duckdb.DuckDBPyConnection, tables: list[FileTable]) -> dict[str, list[str]]:
    """The first values of each time expression, blanks left out."""
    return {
        text: [
            value
            for (value,) in con.execute(
                f"select {trimmed(text)} as value from {file_table.source} r where value is not null limit {_SAMPLE}"
            ).fetchall()
        ]
        for file_table in tables
        for text in file_table.times.values()
    }


def _order(
    con: duckdb.DuckDBPyConnection,
    tables: list[FileTable],
    samples: Mapping[str, list[str]],
    date_order: str | None,
    layout: str | None,
    where: str,
) -> tuple[str | None, frozenset[str]]:
    """The order of day and month in the whole file, and the time expressions that hold Excel day numbers.

    `date_order` is what the officer said and `layout` what the layout says. Where the first decides, or the second says
    something else than day or month first, only columns that begin with day numbers are looked at as a whole.
    """
    counts = {}
    for file_table in tables:
        for text in file_table.times.values():
            in_doubt = date_order is None and layout in (None, "dmy", "mdy")
            if in_doubt or dates.all_serial(samples[text]):
                length = dates.PREFIX if all(value[0].isdigit() for value in samples[text]) else dates.LONG_PREFIX
                counts[text] = con.execute(
                    f"select left({text}, {length}) as value, min({ROW_NUMBER}) "
                    f"from {file_table.source} r where value is not null group by 1"
                ).fetchall()
    evidence = dates.weigh(counts)
    return dates.decide(evidence, said=date_order, layout=layout, where=where), evidence.serial


def _with_readers(
    file_table: FileTable,
    profile: Profile,
    *,
    samples: Mapping[str, list[str]],
    order: str | None,
    serial: frozenset[str],
    council: Council,
) -> FileTable:
    """The file table with a date reader for each time field."""
    readers = {}
    for name, text in file_table.times.items():
        if text in serial:
            order_here: str | None = "excel"
        else:
            order_here = None if order == "excel" else order
        readers[name] = dates.choose(samples[text], order=order_here, offset=profile.offset, zone=council.timezone)
    return replace(file_table, readers=readers)
