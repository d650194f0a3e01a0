"""The new database: types from every word that occurs, then each clean table in one sorted statement."""

from collections.abc import Callable, Iterable, Mapping, Sequence

import duckdb

from cxdata.contract import GRAINS, NOT_RECORDED, Field, Table
from cxdata.form import SPARE
from cxdata.ingest.load.rows.clean import CleanTable
from cxdata.ingest.load.rows.derived import Files, derive_columns
from cxdata.ingest.load.rows.in_order import write_in_order
from cxdata.ingest.profile.date_forms import literal
from cxdata.ingest.profile.matching import value_key
from cxdata.ingest.profile.sql import sql_type

NEW = "new"


def old_levels(con: duckdb.DuckDBPyConnection, gone: Sequence[int] = ()) -> dict[str, list[str]]:
    """The words of each type in the old store; where files are `gone`, only those that a row of another file holds."""
    types = con.execute(
        "select type_name from duckdb_types() where database_name = 'old' and type_name like 'level_%'"
    ).fetchall()
    ranges = ", ".join(f"enum_range(null::old.{name})::varchar[]" for (name,) in types)
    words = con.execute(f"select {ranges}").fetchall()[0] if types else ()
    levels = {name.removeprefix("level_"): listed for (name,), listed in zip(types, words, strict=True)}
    return _still_used(con, levels, gone) if gone else levels


def _still_used(
    con: duckdb.DuckDBPyConnection, levels: Mapping[str, list[str]], gone: Sequence[int]
) -> dict[str, list[str]]:
    """The levels that rows of the files that stay still hold: a word must not outlive the file that brought it."""
    used: dict[str, list[str]] = {}
    for name in levels:
        holders = con.execute(
            "select table_name from duckdb_columns() where database_name = 'old' and column_name = $name "
            "and data_type like 'ENUM%' and table_name in (select table_name from duckdb_columns() "
            "where database_name = 'old' and column_name = 'file_id')",
            {"name": name},
        ).fetchall()
        queries = [
            f"select distinct {name}::varchar as word from old.{table} where not list_contains($gone, file_id::int)"
            for (table,) in holders
        ]
        rows = con.execute(" union ".join(queries), {"gone": list(gone)}).fetchall() if queries else []
        used[name] = sorted(word for (word,) in rows if word is not None)
    return used


def spell(old: Iterable[str], new: Iterable[str], key: Callable[[str], str] = value_key) -> dict[str, str]:
    """One spelling for words of one `key`, by case and spacing: the store's own, else the one with small letters.

    Words that the store has keep their own.
    """
    spelling = {value_key(word): word for word in old}
    standing = {key(word): word for word in reversed(spelling.values())}
    for word in sorted(new, reverse=True):
        spelling.setdefault(value_key(word), standing.setdefault(key(word), word))
    return spelling


def in_order(words: Iterable[str]) -> list[str]:
    """The words of a type as it lists them: sorted, "Not recorded" always among them."""
    return sorted({*words, NOT_RECORDED}, key=lambda word: (word.casefold(), word))


def create_types(con: duckdb.DuckDBPyConnection, levels: Mapping[str, Iterable[str]]) -> None:
    """The ENUM types of the new database."""
    for name, words in levels.items():
        # As words in the statement: taken from a table they cost ten times as much, and there are thirty types.
        con.execute(f"create type new.level_{name} as enum ({', '.join(map(literal, in_order(words)))})")
    grains = ", ".join(f"'{grain}'" for grain in GRAINS)
    con.execute(f"create type new.level_grain as enum ({grains})")


def has_spares(con: duckdb.DuckDBPyConnection, table: Table) -> bool:
    """Whether the old store keeps spare rows of a table (see `spares`)."""
    name = f"{SPARE}{table.name}"
    found = con.execute("select 1 from duckdb_tables() where database_name = 'old' and table_name = $n", {"n": name})
    return found.fetchone() is not None


def old_relation(
    con: duckdb.DuckDBPyConnection, table: Table, remap: bool, *, gone: Sequence[int] = (), spare: bool = False
) -> str | None:
    """A view of an old table's rows in the new types, with `id`; None when it has no rows.

    Where `remap` says so, ward codes pass through the temporary table `ward_remap` (word, code). Rows of the files in
    `gone` have nothing in the place of a word that the new types lack. With `spare` the view is of the table's spare
    rows, their ids below nought and `counted` among the columns.
    """
    source = f"{SPARE}{table.name}" if spare else table.name
    number, more = ("-1 - o.rowid", ", o.counted") if spare else ("o.rowid", "")
    present = {
        name
        for (name,) in con.execute(
            "select column_name from duckdb_columns() where database_name = 'old' and table_name = $name",
            {"name": source},
        ).fetchall()
    }
    if not present or not con.execute(f"select 1 from old.{source} limit 1").fetchone():
        return None
    listed = [_old_column(field, field.name in present, remap, gone) for field in table.fields]
    join = ""
    if remap and table.has_wards:
        join = "left join ward_remap m on m.word = o.ward_code::varchar"
    con.execute(
        f"create or replace temp view old_{source} as select {number} as id, o.file_id, o.row_number, "
        f"o.grain::varchar::new.level_grain as grain, {', '.join(listed)}{more} from old.{source} o {join}"
    )
    return f"old_{source}"


def _old_column(field: Field, present: bool, remap: bool, gone: Sequence[int]) -> str:
    kind = sql_type(field, NEW)
    if not present:
        blank = f"'{NOT_RECORDED}'" if field.has_levels else "null"
        return f"{blank}::{kind} as {field.name}"
    word = f"o.{field.name}"
    if field.name == "ward_code" and remap:
        word = "coalesce(m.code, o.ward_code::varchar)"
    if gone and field.has_levels:
        numbers = ", ".join(str(int(number)) for number in gone)
        lenient = f"when o.file_id in ({numbers}) then try_cast({word} as {kind})"
        return f"case {lenient} else {word}::{kind} end as {field.name}"
    return f"{word}::{kind} as {field.name}"


def write_table(
    con: duckdb.DuckDBPyConnection,
    table: Table,
    *,
    old: str | None,
    replaced: Sequence[int],
    new: Sequence[tuple[int, CleanTable]],
    fated: bool,
) -> None:
    """Write one clean table: what stands of the old rows and of the new ones, sorted by time.

    `replaced` are files whose old rows give way whole; `fated` says whether `fates_<table>` names rows to leave out.
    """
    columns = ", ".join(table.names)
    sources = []
    if old is not None:
        conditions = ["true"]
        if replaced:
            conditions.append(f"file_id not in ({', '.join(str(int(number)) for number in replaced)})")
        if fated:
            conditions.append(f"id not in (select id from fates_{table.name} where file_id = 0 and fate = 'gone')")
        sources.append(f"select {columns}, file_id, row_number, grain from {old} where {' and '.join(conditions)}")
    sources += _new_rows(table, new, fated)
    if sources:
        _write_rows(con, table, sources, files=_files_of(con, new), time=table.time)
    else:
        _write_rows(con, table, [empty_sql(table)], files=Files(), time=None)


def add_rows(
    con: duckdb.DuckDBPyConnection, table: Table, *, new: Sequence[tuple[int, CleanTable]], fated: bool
) -> None:
    """Add to a table of the new database, which holds the old rows already, what stands of the new ones, by time."""
    if sources := _new_rows(table, new, fated):
        _write_rows(con, table, sources, files=_files_of(con, new), time=table.time, add=True)


def _files_of(con: duckdb.DuckDBPyConnection, new: Sequence[tuple[int, CleanTable]]) -> Files:
    """Which files are new, which of them have a column for the day of closing, and where those before them stand."""
    closing = [file_id for file_id, clean_table in new if clean_table.file_table.texts.get("closed_at")]
    stands = con.execute(
        "select 1 from duckdb_tables() where database_name = 'old' and table_name = 'file_days'"
    ).fetchone()
    return Files([file_id for file_id, _ in new], closing, "old.file_days" if stands else None)


def _new_rows(table: Table, new: Sequence[tuple[int, CleanTable]], fated: bool) -> list[str]:
    """A SELECT for each clean table of new rows, without those that do not stand."""
    sources = []
    for file_id, clean_table in new:
        left_out = ""
        if fated:
            left_out = (
                f" and rowid not in (select id from fates_{table.name} where clean = '{clean_table.name}' "
                "and fate in ('duplicate', 'overridden'))"
            )
        sources.append(
            f"select {', '.join(table.names)}, {file_id}::usmallint as file_id, row_number, "
            f"'{clean_table.grain}'::new.level_grain as grain from {clean_table.name} where not bad{left_out}"
        )
    return sources


def _write_rows(
    con: duckdb.DuckDBPyConnection,
    table: Table,
    sources: Sequence[str],
    *,
    files: Files,
    time: str | None,
    add: bool = False,
) -> None:
    """Write the rows of all `sources` with the columns that the load adds, sorted by `time`, to a table of the new
    database: a new one, or with `add` one that stands there.
    """
    ward, join = "", ""
    if table.has_wards:
        ward, join = ", l.label as ward", "left join ward_labels l on l.code = x.ward_code"
    rows = " union all ".join(sources)
    derived, days = derive_columns(con, table, rows, files)
    if "closed_at" in table.names:
        con.execute(f"insert into {NEW}.file_days select file_id, last_day, closes from last_days")
    name, query = f"{NEW}.{table.name}", f"select x.*{ward}{derived} from ({rows}) x {join} {days}"
    write_in_order(con, name, query, rows=rows, time=time, add=add)


def empty_sql(table: Table) -> str:
    """No rows, with a clean table's columns and types."""
    listed = ", ".join(f"null::{sql_type(field, NEW)} as {field.name}" for field in table.fields)
    return (
        f"select {listed}, 0::usmallint as file_id, 0::bigint as row_number, null::new.level_grain as grain where false"
    )
