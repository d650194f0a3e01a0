"""Bringing the count of matters (cxdata.measures.constants.matters) up to date after a file was added."""

from collections.abc import Sequence

import duckdb

from cxdata.measures.constants.matters import DAYS, KEPT, MATTERS, NEWEST, by_month, matters_of


def add_files(con: duckdb.DuckDBPyConnection, files: Sequence[int]) -> None:
    """Count again the matters of whoever is in these files, in the database in use on `con`, and of whoever got in
    touch in the last days before: theirs may be over now, or go on. Nobody else's can have changed.
    """
    numbers = ", ".join(str(int(number)) for number in files)
    before = f"file_id not in ({numbers})"
    newest_before = f"(select max(received_at) from contacts where {before})"
    changed = (
        "customer_key in (select customer_key from contacts where customer_key is not null and "
        f"(file_id in ({numbers}) or received_at > coalesce({newest_before} - to_days({DAYS}), '-infinity')))"
    )
    were = by_month(matters_of(f"(select * from contacts where {changed} and {before})", newest_before))
    are = by_month(matters_of(f"(select * from contacts where {changed})", NEWEST))
    kept = ", ".join(KEPT)
    con.execute(
        f"create or replace table {MATTERS.name} as "
        f"select received_at, {kept}, sum(came_back)::bigint as came_back, sum(matters)::bigint as matters from ("
        f"select * from {MATTERS.name} union all by name ({are}) union all by name "
        f"select * replace (-came_back as came_back, -matters as matters) from ({were})"
        ") group by all having sum(matters) <> 0"
    )
