"""The lattice of a store: monthly aggregates of its clean tables, so that a page need not read every row again.

Each is made of the smallest one that contains it, and is kept where it is clearly smaller than that. Which columns they
keep stands in the contract (`Table.lattice`) and what they add up follows from the measures; which of them answers a
question is decided in cxdata/measures/lattice.py.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace

import duckdb

from cxdata.contract import MONTH_KNOWN, NOT_RECORDED, TABLES, Table
from cxdata.form import LATTICE_KEY, MONTHLY
from cxdata.measures.lattice import (
    FILE_NUMBERS,
    NOT_STAFF,
    VALUES_BY,
    Monthly,
    aggregates_listed,
    month_of,
    split_sum,
    stored_sums,
    stored_values,
    values_name,
    weekday_of,
)

FEW = 20_000
"""A table of no more rows answers as quickly as any that is made of it."""
CLEARLY_SMALLER = 0.5
"""The share of the rows it is made of that an aggregate may have."""
MANY = 300_000
"""A table of no more rows has its aggregates made anew when a file is added: that takes less than a moment."""
_GROWN = 1.1
"""How many times the rows from which the aggregates were chosen a table may have before they are chosen again."""
_EXACT = 2**52
"""Whole numbers that come to no more than this, of old rows and of new, are added up in any order without rounding."""


def write_lattice(con: duckdb.DuckDBPyConnection) -> None:
    """Write the monthly aggregates of every clean table of the database in use on `con`, and list them in `meta`."""
    written = [monthly for table in TABLES.values() for monthly in _write_aggregates(con, table)]
    _list(con, [*written, *(monthly for table in TABLES.values() for monthly in _write_values(con, table))])


def add_files(con: duckdb.DuckDBPyConnection, files: Sequence[int]) -> None:
    """Bring the aggregates up to date after rows of these files were added, in the database in use on `con`.

    Each keeps the file of a row, so the groups of a further file are added as they are. Those of a table that had none,
    that is not large, that has grown by more than a tenth since they were chosen, or in which a sum is no longer exact,
    are made anew.
    """
    before = aggregates_listed(dict(con.execute("select key, value from meta").fetchall()))
    written: list[Monthly] = []
    for table in TABLES.values():
        kept = [monthly for monthly in before.get(table.name, ()) if not monthly.of_values]
        values = [monthly for monthly in before.get(table.name, ()) if monthly.of_values]
        written += _bring_values(con, table, values, files)
        if not (added := _add_rows(con, table, kept, files)):
            for monthly in kept:
                con.execute(f"drop table {monthly.name}")
            added = _write_aggregates(con, table)
        written += added
    con.execute("delete from meta where key = $key", {"key": LATTICE_KEY})
    _list(con, written)


def _list(con: duckdb.DuckDBPyConnection, written: Sequence[Monthly]) -> None:
    ordered = sorted(written, key=lambda monthly: (monthly.table, monthly.rows, monthly.name))
    listed = json.dumps([asdict(monthly) for monthly in ordered])
    con.execute("insert into meta values ($key, $value)", {"key": LATTICE_KEY, "value": listed})


def _add_rows(
    con: duckdb.DuckDBPyConnection, table: Table, kept: Sequence[Monthly], files: Sequence[int]
) -> list[Monthly]:
    """The aggregates with the rows of these files; [] where they must be made anew."""
    if not kept:
        return []
    numbers = ", ".join(str(int(number)) for number in files) or "null"
    of_files = f"file_id in ({numbers})"
    if con.execute(f"select 1 from {table.name} where {of_files} limit 1").fetchone() is None:
        return list(kept)
    [(count,)] = con.execute(f"select count(*) from {table.name}").fetchall()
    sums = {name: text for name, text in stored_sums(table.name).items() if name in kept[0].columns}
    if count <= MANY or count > _GROWN * kept[0].of_rows or _exact_sums(con, table, sums, of_files) != sums:
        return []
    added: list[Monthly] = []
    for time in dict.fromkeys(monthly.columns[table.time or ""] for monthly in kept):
        alike = [monthly for monthly in kept if monthly.columns[table.time or ""] == time]
        every = {column: held for monthly in alike for column, held in monthly.columns.items()}
        selected = ", ".join(f"{_sql_of(held)} as {column}" for column, held in every.items())
        con.execute(
            f"create or replace temp table monthly as select {selected} from {table.name} where {of_files} group by all"
        )
        added += [replace(monthly, rows=_insert(con, monthly)) for monthly in alike]
    return added


def _insert(con: duckdb.DuckDBPyConnection, monthly: Monthly) -> int:
    """Add to an aggregate the groups of the aggregate in hand, which keeps more; how many it then has."""
    columns = [
        f"{f'sum({column})::bigint' if split_sum(held) else column} as {column}"
        for column, held in monthly.columns.items()
    ]
    [(added,)] = con.execute(
        f"insert into {monthly.name} by name select {', '.join(columns)} from monthly group by all"
    ).fetchall()
    return monthly.rows + int(added)


def _sql_of(held: str) -> str:
    """A column of an aggregate out of the rows: a sum as a whole number, anything else as it is."""
    return f"({held})::bigint" if split_sum(held) else held


def _write_aggregates(con: duckdb.DuckDBPyConnection, table: Table) -> list[Monthly]:
    """All aggregates of a table that are worth keeping; none of a table that has no lattice or few rows."""
    lattice = table.lattice
    if lattice is None:
        return []
    [(count,)] = con.execute(f"select count(*) from {table.name}").fetchall()
    rows = Monthly(table.name, table.name, count, count, {})
    if count <= FEW:
        return []
    sums = _exact_sums(con, table, stored_sums(table.name))
    time, whole = table.time or "", f"{MONTHLY}{table.name}"
    by_month = {
        dimensions: whole + ("" if dimensions == lattice.dimensions else f"__{'_'.join(dimensions) or 'all'}")
        for dimensions in lattice.column_sets
    }
    by_weekday = {dimensions: f"{whole}__{'_'.join(('weekday', *dimensions))}" for dimensions in lattice.weekday_sets}
    return [
        *_write_downwards(con, table, rows, by_month, month_of(time), sums),
        *_write_downwards(con, table, rows, by_weekday, weekday_of(time), sums),
    ]


def _write_downwards(
    con: duckdb.DuckDBPyConnection,
    table: Table,
    rows: Monthly,
    names: Mapping[tuple[str, ...], str],
    time: str,
    sums: Mapping[str, str],
) -> list[Monthly]:
    """The aggregates of these dimensions, each under its name and made of the smallest that contains it; `time` is
    what their time column holds.
    """
    always = table.lattice.always if table.lattice else ()
    written: dict[frozenset[str], Monthly] = {}
    for dimensions, name in names.items():
        containing = [monthly for kept, monthly in written.items() if kept.issuperset(dimensions)]
        source = min([rows, *containing], key=lambda monthly: monthly.rows)
        if source.rows <= FEW:
            continue
        keys = {column: column for column in ("file_id", "grain", *always, *dimensions)} | {table.time or "": time}
        monthly = _write_aggregate(con, name, source, keys, sums)
        if monthly is not None:
            written[frozenset(dimensions)] = monthly
    return list(written.values())


def _write_aggregate(
    con: duckdb.DuckDBPyConnection, name: str, source: Monthly, keys: Mapping[str, str], sums: Mapping[str, str]
) -> Monthly | None:
    """One aggregate by these columns, made of the rows or of another, in order of its time, the last of them.

    None, and nothing is written, where it would be hardly smaller.
    """
    of_rows = not source.columns
    selected = [f"{sql if of_rows else column} as {column}" for column, sql in keys.items()]
    selected += [f"{_sql_of(sql if of_rows else f'sum({column})')} as {column}" for column, sql in sums.items()]
    con.execute(f"create or replace temp table monthly as select {', '.join(selected)} from {source.name} group by all")
    [(count,)] = con.execute("select count(*) from monthly").fetchall()
    if count > CLEARLY_SMALLER * source.rows:
        return None
    file, _, *kept, time = keys
    con.execute(f"create table {name} as select * from monthly order by {', '.join((time, *kept, file))}")
    return Monthly(source.table, name, count, source.of_rows, {**keys, **sums})


def _exact_sums(
    con: duckdb.DuckDBPyConnection, table: Table, sums: Mapping[str, str], of_rows: str = "true"
) -> dict[str, str]:
    """The sums that come out the same in whatever order they are added up: those of whole numbers, and not too large.

    The others are left to the rows, so that no figure depends in its last digit on the table it was read from.
    """
    added = {text: split[0] for text in sums.values() if (split := split_sum(text))}
    different = list(dict.fromkeys(added.values()))
    tests = [f"bool_and({sql} = trunc({sql})) and sum(abs({sql}))::double <= {_EXACT}" for sql in different]
    verdicts = con.execute(f"select {', '.join(tests)} from {table.name} where {of_rows}").fetchall()[0]
    exact = {sql for sql, verdict in zip(different, verdicts, strict=True) if verdict is not False}
    return {name: text for name, text in sums.items() if added.get(text) in exact}


def _write_values(con: duckdb.DuckDBPyConnection, table: Table) -> list[Monthly]:
    """The tables of values by month of a table; none where it has few rows, no measure gives a value, or a figure is
    for longer than a month: in whose figure it is counted hangs on the period.
    """
    values, time = stored_values(table.name), table.time or ""
    if not values:
        return []
    [(count, long)] = con.execute(
        f"select count(*), count(*) filter (not ({MONTH_KNOWN})) from {table.name}"
    ).fetchall()
    if count <= FEW or long:
        return []
    written = []
    for kept in VALUES_BY:
        columns = {time: month_of(time), **{column: column for column in kept}, **values, "files": FILE_NUMBERS}
        monthly = Monthly(table.name, values_name(table.name, kept), 0, count, columns, of_values=True)
        con.execute(f"create table {monthly.name} as {_values_sql(monthly)} order by {', '.join((time, *kept))}")
        written.append(_counted(con, monthly, count))
    return written


def _values_sql(monthly: Monthly, where: str = "true") -> str:
    """The SELECT of values by month, of these rows and of whoever is no staff."""
    selected = ", ".join(f"{held} as {column}" for column, held in monthly.columns.items())
    alike = f"'month'::level_grain as grain, '{NOT_RECORDED}'::level_requester as requester"
    return f"select {selected}, {alike} from {monthly.table} where {NOT_STAFF} and {where} group by all"


def _counted(con: duckdb.DuckDBPyConnection, monthly: Monthly, of_rows: int) -> Monthly:
    [(rows,)] = con.execute(f"select count(*) from {monthly.name}").fetchall()
    return replace(monthly, rows=rows, of_rows=of_rows)


def _bring_values(
    con: duckdb.DuckDBPyConnection, table: Table, kept: Sequence[Monthly], files: Sequence[int]
) -> list[Monthly]:
    """The tables of values with the months made anew in which these files have rows: one at a time, so that the memory
    it takes is that of a month.
    """
    time, numbers = table.time or "", ", ".join(str(int(number)) for number in files) or "null"
    if not kept:
        return _write_values(con, table)
    if con.execute(f"select 1 from {table.name} where not ({MONTH_KNOWN}) limit 1").fetchone():
        for monthly in kept:
            con.execute(f"drop table {monthly.name}")
        return []
    months = con.execute(
        f"select distinct date_trunc('month', {time})::date from {table.name} where file_id in ({numbers})"
    ).fetchall()
    for (month,) in months:
        within = f"{time} >= date '{month}' and {time} < date '{month}' + interval 1 month"
        for monthly in kept:
            con.execute(f"delete from {monthly.name} where {within}")
            con.execute(f"insert into {monthly.name} by name {_values_sql(monthly, within)}")
    [(count,)] = con.execute(f"select count(*) from {table.name}").fetchall()
    return [_counted(con, monthly, count) for monthly in kept]
