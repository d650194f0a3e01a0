"""The lattice of a store: monthly aggregates of its clean tables, so that a page need not read every row again.

Each is made of the smallest one that contains it, and is kept where it is clearly smaller than that. Which columns they
keep stands in the contract (`Table.lattice`) and what they add up follows from the measures; which of them answers a
question is decided in cxdata/measures/lattice.py.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict

import duckdb

from cxdata.contract import MONTH_KNOWN, TABLES, Lattice, Table
from cxdata.form import LATTICE_KEY, MONTHLY
from cxdata.measures.lattice import Monthly, split_sum, stored_sums

FEW = 20_000
"""A table of no more rows answers as quickly as any that is made of it."""
CLEARLY_SMALLER = 0.5
"""The share of the rows it is made of that an aggregate may have."""
_EXACT = 2**53
"""Whole numbers that come to no more than this are added up in any order without rounding."""


def write_lattice(con: duckdb.DuckDBPyConnection) -> None:
    """Write the monthly aggregates of every clean table of the database in use on `con`, and list them in `meta`.

    Those that it has already, of the rows before a file was added, give way.
    """
    for (listed,) in con.execute("select value from meta where key = $key", {"key": LATTICE_KEY}).fetchall():
        for monthly in json.loads(listed):
            con.execute(f"drop table {monthly['name']}")
    con.execute("delete from meta where key = $key", {"key": LATTICE_KEY})
    written = [
        asdict(monthly)
        for table in TABLES.values()
        if table.lattice is not None
        for monthly in _write_aggregates(con, table, table.lattice)
    ]
    con.execute("insert into meta values ($key, $value)", {"key": LATTICE_KEY, "value": json.dumps(written)})


def _write_aggregates(con: duckdb.DuckDBPyConnection, table: Table, lattice: Lattice) -> list[Monthly]:
    [(count,)] = con.execute(f"select count(*) from {table.name}").fetchall()
    rows = Monthly(table.name, table.name, count, {})
    if count <= FEW:
        return []
    sums = _exact_sums(con, table)
    written: dict[frozenset[str], Monthly] = {}
    for dimensions in lattice.column_sets:
        containing = [monthly for kept, monthly in written.items() if kept.issuperset(dimensions)]
        source = min([rows, *containing], key=lambda monthly: monthly.rows)
        if source.rows <= FEW:
            continue
        whole = dimensions == lattice.dimensions
        name = f"{MONTHLY}{table.name}" + ("" if whole else f"__{'_'.join(dimensions) or 'all'}")
        monthly = _write_aggregate(con, table, name, source, (*lattice.always, *dimensions), sums)
        if monthly is not None:
            written[frozenset(dimensions)] = monthly
    return list(written.values())


def _write_aggregate(
    con: duckdb.DuckDBPyConnection,
    table: Table,
    name: str,
    source: Monthly,
    kept: Sequence[str],
    sums: Mapping[str, str],
) -> Monthly | None:
    """One aggregate by the columns `kept`, made of the rows or of another.

    None, and nothing is written, where it would be hardly smaller.
    """
    time = table.time or ""
    keys = {column: column for column in ("file_id", "grain", *kept)}
    keys[time] = f"case when {MONTH_KNOWN} then date_trunc('month', {time}) else {time} end"
    of_rows = not source.columns
    selected = [f"{sql if of_rows else column} as {column}" for column, sql in keys.items()]
    selected += [f"({sql if of_rows else f'sum({column})'})::bigint as {column}" for column, sql in sums.items()]
    con.execute(f"create or replace temp table monthly as select {', '.join(selected)} from {source.name} group by all")
    [(count,)] = con.execute("select count(*) from monthly").fetchall()
    if count > CLEARLY_SMALLER * source.rows:
        return None
    con.execute(f"create table {name} as select * from monthly order by {', '.join((time, *kept, 'file_id'))}")
    return Monthly(table.name, name, count, keys | dict(sums))


def _exact_sums(con: duckdb.DuckDBPyConnection, table: Table) -> dict[str, str]:
    """The sums that come out the same in whatever order they are added up: those of whole numbers, and not too large.

    The others are left to the rows, so that no figure depends in its last digit on the table it was read from.
    """
    sums = stored_sums(table.name)
    added = {text: split[0] for text in sums.values() if (split := split_sum(text))}
    different = list(dict.fromkeys(added.values()))
    tests = [f"bool_and({sql} = trunc({sql})) and sum(abs({sql}))::double <= {_EXACT}" for sql in different]
    verdicts = con.execute(f"select {', '.join(tests)} from {table.name}").fetchall()[0]
    exact = {sql for sql, verdict in zip(different, verdicts, strict=True) if verdict is not False}
    return {name: text for name, text in sums.items() if added.get(text) in exact}
