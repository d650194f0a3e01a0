"""Cleaning: a file's rows become rows in the words of the contract, or are set aside with a reason."""

from collections.abc import Sequence
from dataclasses import dataclass

import duckdb

from cxdata.contract import NOT_RECORDED, Kind, Table
from cxdata.ingest.load.prepare import FileTable
from cxdata.ingest.load.rows.derived.single_calls import counts_of_single_calls
from cxdata.ingest.load.rows.place_sql import PlaceTable
from cxdata.ingest.privacy.redaction import Redactor
from cxdata.ingest.privacy.shown import shown
from cxdata.ingest.profile.matching import header_key
from cxdata.ingest.profile.model import Profile
from cxdata.ingest.profile.sql import Column, absent, column, parameters_of, sql_type, trimmed, where_sql
from cxdata.ingest.read.raw_table import ROW_NUMBER, ident

_SHOWN = 80


@dataclass(frozen=True)
class CleanTable:
    """One file\'s clean rows for one table of the contract, in the temporary table `name`.

    `bad` marks the rows that are set aside; `grain` says how fine the times are: moment, day or month.
    """

    file_table: FileTable
    name: str
    grain: str

    @property
    def table(self) -> Table:
        """The table of the contract that the rows belong to."""
        return self.file_table.table


def columns_of(file_table: FileTable, profile: Profile, catalogue: str) -> list[Column]:
    """The SQL of every field of a file's table."""
    columns = []
    for entry in file_table.table.fields:
        mapped = file_table.mapping.field(entry.name)
        kind = sql_type(entry, catalogue)
        if mapped is None:
            columns.append(absent(entry, kind))
            continue
        columns.append(
            column(
                file_table.table,
                entry,
                mapped,
                file_table.texts.get(entry.name),
                profile=profile,
                columns=file_table.columns,
                reader=file_table.readers.get(entry.name),
                map_name=file_table.map_name(entry.name),
                sql_type=kind,
                refuses=file_table.refuses(entry.name),
            )
        )
    return columns


def clean(
    con: duckdb.DuckDBPyConnection,
    file_table: FileTable,
    profile: Profile,
    *,
    file_id: int,
    catalogue: str,
    key: str,
    places: Sequence[PlaceTable],
) -> CleanTable:
    """Make the file's clean rows for one table in a temporary table, and list the rows set aside in `aside`.

    `places` are the wards found from coordinates and lookups, used in this order where the ward is blank.
    """
    columns = columns_of(file_table, profile, catalogue)
    bound: dict[str, object] = {}
    bad = " or ".join(f"({entry.bad})" for entry in columns if entry.bad) or "false"
    kept = f"{ROW_NUMBER}, {', '.join(file_table.table.names)}, whole"
    table = f"clean_{file_table.name}"

    def run(start: str, source: str, choice: str) -> None:
        """One statement over the rows of `source`: all of the file's, or the bad ones among them."""
        inner = _inner_sql(file_table, source, profile, columns, places, bound)
        _execute_bound(con, f"{start} select {choice}, {bad} as bad from ({inner})", bound, file_table, profile, key)

    for name in file_table.times:
        con.execute(f"create or replace temp table {ident(file_table.map_name(name))} (raw varchar, word timestamp)")
    run(f"create or replace temp table {table} as", file_table.source, kept)
    if _take_bad(con, file_table, table):
        any_odd = _odd_dates(con, file_table)
        run("create or replace temp table bad_values as", "bad_rows", "*")
        if any_odd:
            con.execute(f"delete from {table} where {ROW_NUMBER} in (select {ROW_NUMBER} from bad_rows)")
            con.execute(f"insert into {table} select {kept}, bad from bad_values")
        if con.execute("select 1 from bad_values where bad limit 1").fetchone():
            _list_aside(con, file_table, profile, columns, file_id=file_id, key=key)
    return CleanTable(file_table, table, _grain(con, file_table, profile))


def _take_bad(con: duckdb.DuckDBPyConnection, file_table: FileTable, table: str) -> bool:
    """Copy the rows of the source that have something wrong into `bad_rows`; whether there are any."""
    if con.execute(f"select 1 from {table} where bad limit 1").fetchone() is None:
        return False
    con.execute(
        f"create or replace temp table bad_rows as select * from {file_table.source} "
        f"where {ROW_NUMBER} in (select {ROW_NUMBER} from {table} where bad)"
    )
    return True


def _odd_dates(con: duckdb.DuckDBPyConnection, file_table: FileTable) -> bool:
    """Fill the maps of the time fields with the dates among the bad rows that are written in another form than the
    column's usual one: one look at each different text. Whether there are any.
    """
    any_odd = False
    for name, text in file_table.times.items():
        reader, table = file_table.readers[name], ident(file_table.map_name(name))
        con.execute(
            f"insert into {table} select distinct {text} as text, null from bad_rows r "
            f"where text <> '' and {reader.quick_sql(text)} is null"
        )
        if con.execute(f"select 1 from {table} limit 1").fetchone():
            con.execute(f"update {table} set word = {reader.slow_sql('raw')}")
            any_odd = True
    return any_odd


def _inner_sql(
    file_table: FileTable,
    source: str,
    profile: Profile,
    columns: list[Column],
    places: Sequence[PlaceTable],
    bound: dict[str, object],
) -> str:
    """Every row of `source`, all of the file's or some of them, with its fields' values, the texts they came from
    and what their value maps say."""
    values = {entry.field.name: entry.value for entry in columns}
    values |= counts_of_single_calls(file_table.mapping, values)
    joins = [entry.join for entry in columns if entry.join]
    if places:
        joins += [f"left join {place.table} on {place.condition}" for place in places]
        ward = values["ward_code"]
        words = ", ".join(f"{place.table}.word" for place in places)
        values["ward_code"] = f"case when {ward} = '{NOT_RECORDED}' then coalesce({words}, {ward}) else {ward} end"
    time = file_table.table.time
    # A week, a quarter and a year keep the day that the export names: they need not begin where ours do.
    grain = file_table.mapping.grain or profile.grain
    if time and grain in ("day", "month"):
        values[time] = f"date_trunc('{grain}', {values[time]})"
    listed = [f"{value} as {name}" for name, value in values.items()]
    listed += [f"{entry.text} as t_{entry.field.name}" for entry in columns if entry.reason]
    listed += [
        f"{ident(file_table.map_name(entry.field.name))}.reason as r_{entry.field.name}"
        for entry in columns
        if file_table.refuses(entry.field.name)
    ]
    # In a table of counts two rows of one key are one row only if every column of the file says so, mapped or not.
    everything = ", ".join(f"r.{ident(header)}" for header in file_table.columns)
    counts = file_table.table.key and not file_table.table.has_reference
    each = f"hash(r.{ROW_NUMBER})"
    whole = each if file_table.mapping.alike == "each" else f"hash({everything})"
    if time and file_table.table.field(time).kind is Kind.TIME:
        whole = f"case when {_comes_twice(values[time])} then {each} else {whole} end"
    listed.append(f"{whole if counts else '0::ubigint'} as whole")
    where = where_sql(file_table.mapping, file_table.columns, bound, "where")
    return f"select r.{ROW_NUMBER}, {', '.join(listed)} from {source} r {' '.join(joins)} where {where}"


def _comes_twice(time: str) -> str:
    """Whether a moment is in the hour that the clocks of the United Kingdom repeat, from one to two on the last Sunday
    of October: two rows alike are then two intervals.
    """
    return f"(month({time}) = 10 and day({time}) > 24 and isodow({time}) = 7 and hour({time}) = 1)"


def _execute_bound(
    con: duckdb.DuckDBPyConnection,
    statement: str,
    values: dict[str, object],
    file_table: FileTable,
    profile: Profile,
    key: str,
) -> None:
    con.execute(statement, values | dict(parameters_of(file_table.mapping, file_table.table, profile, statement, key)))


def _list_aside(
    con: duckdb.DuckDBPyConnection,
    file_table: FileTable,
    profile: Profile,
    columns: list[Column],
    *,
    file_id: int,
    key: str,
) -> None:
    """Put every field of `bad_values` that sets its row aside into `aside`: row number, field, value, reason."""
    for entry in columns:
        if not entry.reason:
            continue
        name = entry.field.name
        shown = "null" if _hidden(file_table, profile, entry) else trimmed(f"t_{name}")
        statement = (
            f"insert into aside select {file_id}, {ROW_NUMBER}, '{name}', {shown}, {entry.reason} as why "
            "from bad_values where why is not null"
        )
        _execute_bound(con, statement, {}, file_table, profile, key)


def _hidden(file_table: FileTable, profile: Profile, entry: Column) -> bool:
    """Whether a set-aside value must not be shown: a customer's reference or a personal column."""
    mapped = file_table.mapping.field(entry.field.name)
    personal = {header_key(header) for header in profile.personal}
    return entry.field.kind is Kind.KEY or bool(
        mapped and any(header_key(header) in personal for header in mapped.headers)
    )


def redact_aside(con: duckdb.DuckDBPyConnection, redact: Redactor) -> None:
    """Cut and redact the values in `aside`: one look at each different value."""
    texts = [text for (text,) in con.execute("select distinct value from aside where value is not null").fetchall()]
    if texts:
        con.execute(
            "update aside set value = shown from "
            "(select unnest($texts) as text, unnest($shown) as shown) where aside.value = text",
            {"texts": texts, "shown": [shown(text, redact)[:_SHOWN] for text in texts]},
        )


def _grain(con: duckdb.DuckDBPyConnection, file_table: FileTable, profile: Profile) -> str:
    """How fine the rows' times are: as the profile says, else a day when no value carries a time of day."""
    if grain := file_table.mapping.grain or profile.grain:
        return grain
    time = file_table.table.time
    if time is None or file_table.table.field(time).kind is Kind.DATE:
        return "day"
    timed = con.execute(
        f"select 1 from clean_{file_table.name} where {time} <> date_trunc('day', {time}) limit 1"
    ).fetchone()
    return "moment" if timed else "day"
