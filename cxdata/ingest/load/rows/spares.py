"""Rows that a file holds and that do not stand, because another file says the same or newer: kept, for its removal.

A row is spare when it would stand if its file were alone. Spare rows are no part of any figure. When a file is removed,
the rows that it stood before take its place again, so that the store is as if it had never been loaded; the export
itself is not kept, so nothing else could bring them back.
"""

from collections.abc import Sequence

import duckdb

from cxdata.contract import Table
from cxdata.form import SPARE
from cxdata.ingest.load.rows import tables
from cxdata.ingest.load.rows.clean import CleanTable
from cxdata.ingest.load.rows.duplicates import Candidates, content_sql, key_sql, settle

_LEFT_OUT = "fate in ('duplicate', 'overridden')"


def standing_after(con: duckdb.DuckDBPyConnection, table: Table, remap: bool, gone: Sequence[int]) -> str | None:
    """A view of the old rows of a table that stand once the files in `gone` are away; None when there are no rows.

    Rows of the files in `gone` are still in it. `settled_<table>` (id, stood, stands, counted) lists the rows that were
    settled again: whether each stood, whether it stands now, and whether it ever would have.
    """
    name = table.name
    con.execute(f"create temp table settled_{name} (id bigint, stood boolean, stands boolean, counted boolean)")
    standing = tables.old_relation(con, table, remap, gone=gone)
    spare = tables.old_relation(con, table, remap, gone=gone, spare=True)
    if standing is None or spare is None or not gone:
        return standing
    _settle_again(con, table, gone)
    if not con.execute(f"select 1 from settled_{name} where stood <> stands limit 1").fetchone():
        return standing
    columns = f"id, file_id, row_number, grain, {', '.join(table.names)}"
    con.execute(
        f"create or replace temp view after_{name} as "
        f"select {columns} from {standing} where id not in (select id from settled_{name} where not stands) "
        f"union all select {columns} from {spare} where id in (select id from settled_{name} where stands)"
    )
    return f"after_{name}"


def _settle_again(con: duckdb.DuckDBPyConnection, table: Table, gone: Sequence[int]) -> None:
    """Fill `settled_<table>`: settle again, file by file in their order, the rows like a row of a file in `gone`."""
    systems = con.execute(
        "select distinct system from old.files where list_contains($gone, file_id::int)", {"gone": list(gone)}
    ).fetchall()
    for (system,) in systems:
        _take_in_question(con, table, gone, system)
        con.execute("create or replace temp table replayed as select * from in_question limit 0")
        con.execute("create or replace temp table once_stood (id bigint)")
        for (file_id,) in con.execute("select distinct file_id from in_question order by 1").fetchall():
            con.execute(
                "create or replace temp table replay_part as "
                f"select *, hash(id) as whole, false as bad from in_question where file_id = {file_id}"
            )
            settle(con, Candidates(table, "replayed", ((file_id, "replay_part"),)))
            con.execute("delete from replayed where id in (select id from fates where part = 0 and fate = 'gone')")
            con.execute(
                "insert into replayed select * exclude (whole, bad) from replay_part "
                f"where rowid not in (select id from fates where part = 1 and {_LEFT_OUT})"
            )
            con.execute("insert into once_stood select id from replayed")
        con.execute(
            f"insert into settled_{table.name} select id, stood, id in (select id from replayed), "
            "id in (select id from once_stood) from in_question"
        )


def _take_in_question(con: duckdb.DuckDBPyConnection, table: Table, gone: Sequence[int], system: str) -> None:
    """The temporary table `in_question`: rows of the files that stay which share key or content with a row of a file
    in `gone`, where one of them is spare: only there can anything change.
    """
    listed = f"id, file_id, row_number, grain, {', '.join(table.names)}"
    alike = f"coalesce({key_sql(table)}, {content_sql(table)}) as alike"
    con.execute(
        f"""
        create or replace temp table in_question as
        with rows_there as (
            select true as stood, {listed}, {alike} from old_{table.name}
            union all select false, {listed}, {alike} from old_{SPARE}{table.name}
        ),
        of_system as (
            select r.*, list_contains($gone, file_id::int) as gone from rows_there r
            where file_id in (select file_id from old.files where system = $system)
        )
        select * exclude (alike, gone) from of_system
        where not gone and alike in (select alike from of_system where gone)
            and alike in (select alike from of_system where not gone and not stood)
        """,
        {"gone": list(gone), "system": system},
    )


def find_lost_alone(con: duckdb.DuckDBPyConnection, candidates: Candidates) -> None:
    """Add to `lost_alone_<table>` (clean, id) the rows that would not stand even if their file were alone.

    `fates` holds what became of the candidates; afterwards it may hold something else.
    """
    file_ids = list(dict.fromkeys(file_id for file_id, _ in candidates.new))
    alone = candidates.old is None and len(file_ids) == 1
    for file_id in file_ids:
        of_file = tuple(entry for entry in candidates.new if entry[0] == file_id)
        if not alone:
            settle(con, Candidates(candidates.table, None, of_file))
        for position, (_, source) in enumerate(of_file, start=1):
            con.execute(
                f"insert into lost_alone_{candidates.table.name} select '{source}', id from fates "
                f"where part = {position} and {_LEFT_OUT}"
            )


def write_spares(
    con: duckdb.DuckDBPyConnection,
    table: Table,
    *,
    old: str | None,
    replaced: Sequence[int],
    new: Sequence[tuple[int, CleanTable]],
) -> None:
    """Write `spare_<table>` of the new database, where there is a spare row. `old` is the view of `standing_after`.

    Its column `counted` says whether the receipt of the row's file counts it as loaded, as it stood at first.
    """
    name, columns = table.name, f"{', '.join(table.names)}, file_id, row_number, grain"
    stays = f"not list_contains({[int(number) for number in replaced]}::int[], file_id::int)"
    sources = []
    if old is not None:
        sources.append(
            f"select {columns}, true as counted from {old} where {stays} "
            f"and id in (select id from fates_{name} where file_id = 0 and fate = 'gone')"
        )
        sources.append(
            f"select {columns}, s.counted from old_{name} join settled_{name} s using (id) "
            "where s.stood and not s.stands"
        )
    if tables.has_spares(con, table):
        sources.append(
            f"select {columns}, coalesce(s.counted, o.counted) as counted from old_{SPARE}{name} o "
            f"left join settled_{name} s using (id) where {stays} and not coalesce(s.stands, false)"
        )
    sources += _new_spares(table, new)
    rows = " union all ".join(sources)
    if sources and con.execute(f"select 1 from ({rows}) limit 1").fetchone():
        con.execute(f"create table new.{SPARE}{name} as {rows}")


def add_spares(con: duckdb.DuckDBPyConnection, table: Table, new: Sequence[tuple[int, CleanTable]]) -> None:
    """Add the spare rows of new files to those that the new database, a copy of the old one, holds already."""
    rows = " union all ".join(_new_spares(table, new))
    if not rows or not con.execute(f"select 1 from ({rows}) limit 1").fetchone():
        return
    start = (
        f"insert into new.{SPARE}{table.name} by name"
        if tables.has_spares(con, table)
        else (f"create table new.{SPARE}{table.name} as")
    )
    con.execute(f"{start} {rows}")


def _new_spares(table: Table, new: Sequence[tuple[int, CleanTable]]) -> list[str]:
    """A SELECT for each clean table of new rows: those that do not stand and would if their file were alone."""
    name = table.name
    return [
        f"select {', '.join(table.names)}, {file_id}::usmallint as file_id, row_number, "
        f"'{clean_table.grain}'::new.level_grain as grain, false as counted from {clean_table.name} "
        f"where rowid in (select id from fates_{name} where clean = '{clean_table.name}' and {_LEFT_OUT}) "
        f"and rowid not in (select id from lost_alone_{name} where clean = '{clean_table.name}')"
        for file_id, clean_table in new
    ]
