"""Postcodes and UPRNs of an export turned into wards through the lookups in the store, and then dropped.

Each different postcode is hashed and looked up once. What has no ward is counted and never shown.
"""

from collections.abc import Iterable, Mapping

import duckdb

from cxdata.ingest.areas.lookup import KINDS, normal_sql, noun
from cxdata.ingest.areas.lookup_store import TABLE
from cxdata.ingest.load.prepare import FileTable
from cxdata.ingest.load.rows.place_sql import PlaceTable
from cxdata.ingest.profile.keys import hash_sql
from cxdata.ingest.profile.sql import trimmed
from cxdata.ingest.receipt import Problem

_PART = "^[A-Z]{1,2}[0-9][A-Z0-9]?([0-9][A-Z]?)?$"
NOTHING_LOADED = "no_lookup"


def look_up(con: duckdb.DuckDBPyConnection, file_table: FileTable, key: str, catalogue: str) -> dict[str, str]:
    """The temporary tables of the file's postcodes and UPRNs: kind -> name of a table (text, word, rows, place).

    `catalogue` is the database whose lookups are asked.
    `word` is the ward's code, NULL where none is known; `place` the text in one spelling, NULL where it is not whole.
    """
    found: dict[str, str] = {}
    for kind in KINDS:
        text = file_table.texts.get(kind)
        if text is None or not file_table.table.has_wards:
            continue
        name = f"{kind}s_{file_table.name}"
        place = f"'{kind}:' || place"
        con.execute(
            f"create or replace temp table {name} as "
            f"with texts as (select {trimmed(text)} as text, count(*) as rows from {file_table.source} r "
            "where text is not null group by 1), "
            f"places as (select *, {normal_sql(kind, 'text')} as place from texts), "
            f"codes as (select key, arg_max(code, file_id) as word from {catalogue}.{TABLE} "
            f"where kind = '{kind}' group by key) "
            f"select text, rows, place, word from places left join codes on key = {hash_sql(place)}",
            {"customer_key": key},
        )
        found[kind] = name
    return found


def wards_found(con: duckdb.DuckDBPyConnection, listed: Iterable[Mapping[str, str]]) -> set[str]:
    """The codes of the wards that any postcode or UPRN of some files lies in."""
    return {
        word
        for tables in listed
        for name in tables.values()
        for (word,) in con.execute(f"select distinct word from {name} where word is not null").fetchall()
    }


def place_tables(con: duckdb.DuckDBPyConnection, file_table: FileTable, tables: Mapping[str, str]) -> list[PlaceTable]:
    """The same as tables that a row is joined to, their words in the store's own type."""
    listed = []
    for kind, name in tables.items():
        con.execute(
            f"create or replace temp table by_{name} as select text, word::new.level_ward_code as word from {name} "
            "where word is not null"
        )
        listed.append(PlaceTable(f"by_{name}", f"by_{name}.text = {trimmed(file_table.texts[kind] or 'null')}"))
    return listed


def lookup_problems(con: duckdb.DuckDBPyConnection, tables: Mapping[str, str]) -> list[Problem]:
    """What became of the file's postcodes and UPRNs, in rows; none of them is named."""
    return [problem for kind, name in tables.items() if (problem := _problem(con, kind, name))]


def _problem(con: duckdb.DuckDBPyConnection, kind: str, name: str) -> Problem | None:
    part = f"regexp_matches(upper(replace(text, ' ', '')), '{_PART}')" if kind == "postcode" else "false"
    total, placed, unknown, in_part, other = (
        int(number or 0)
        for number in con.execute(
            "select sum(rows), sum(rows) filter (word is not null), "
            "sum(rows) filter (word is null and place is not null), "
            f"sum(rows) filter (place is null and {part}), sum(rows) filter (place is null and not {part}) from {name}"
        ).fetchall()[0]
    )
    if not total:
        return None
    one, many = noun(kind)[:-1], noun(kind)
    if not con.execute(f"select 1 from new.{TABLE} where kind = '{kind}' limit 1").fetchone():
        words = (
            f"{total:,} rows have a {one}, and no lookup of {many} is loaded: they give no ward and are dropped. Load "
            "one (docs/decisions/places.md says where to get it), then this file again."
        )
        return Problem(NOTHING_LOADED, "use with care", words, total)
    lost = [
        f"{number:,} {what}"
        for number, what in (
            (unknown, f"have a {one} that the lookup does not"),
            (in_part, f"have a part of a {one} only"),
            (other, f"have something that is no {one}"),
        )
        if number
    ]
    words = (
        f"{placed:,} of {total:,} rows with a {one} are placed in a ward by it{'; ' if lost else ''}{', '.join(lost)}."
    )
    severity = "use with care" if (total - placed) * 10 > total else "fine"
    return Problem("looked_up", severity, words, total - placed)
