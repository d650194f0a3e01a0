"""Which rows are the same row: of an earlier file, of an overlapping export, or repeated within one file.

A row with a reference is that reference's row: the latest version stands. A row without one is known by its content
and by how many times that content has occurred so far in its file, so that two honest identical answers both stand
and an overlapping export does not double them. In tables of counts the key is the period and its breakdown.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import duckdb

from cxdata.contract import Table
from cxdata.ingest.load.rows.clean import CleanTable

_GAP = "chr(31)"
# Two tables that one file feeds are parts of one whole, so rows are numbered within their file.
_FILE = "case when part = 0 then 0 else 1 + file_id end"
_TIMES_SO_FAR = f"row_number() over (partition by {_FILE}, content order by row_number, part, id)"
# One key with several rows is a figure in parts (two page groups of one service): each part stands, a repeated one
# does not.
_PART_OF_KEY = "row_number() over (partition by part, key order by content)"
_DIFFERENT_PART_OF_KEY = f"dense_rank() over (partition by {_FILE}, key order by content, whole)"


@dataclass(frozen=True)
class Candidates:
    """Rows of one system in one table: those of the old store (an SQL relation with `id`) and the new files.

    Each of `new` is a file id and a temporary table of clean rows with `bad` and `whole`.
    """

    table: Table
    old: str | None
    new: tuple[tuple[int, str], ...]


def settle(con: duckdb.DuckDBPyConnection, candidates: Candidates) -> None:
    """Write to `fates` (part, id, fate) what becomes of each row that is not simply new.

    `part` is 0 for the old store, else the number, from 1, of the file in `candidates.new`. Fates are 'gone' (an old
    row replaced), 'updated' (a new row that replaces one), 'duplicate', and 'overridden' (a duplicate whose content a
    later row of the same reference changed).
    """
    con.execute("create or replace temp table fates (part int, id bigint, fate varchar)")
    if not _repeats(con, candidates):
        return
    rows = []
    said = f"{key_sql(candidates.table)}, {content_sql(candidates.table)}"
    if candidates.old is not None:
        rows.append(
            f"select 0, id, file_id, row_number, {said}, 0 from {candidates.old} where {_in_question(candidates)}"
        )
    for position, (file_id, source) in enumerate(candidates.new, start=1):
        rows.append(
            f"select {position}, rowid, {file_id}, row_number, {said}, whole "
            f"from {source} where not bad and {_in_question(candidates)}"
        )
    con.execute(
        f"""
        insert into fates
        with rows_there (part, id, file_id, row_number, key, content, whole) as ({" union all ".join(rows)}),
        known as (select *, {_identity(candidates)} as identity from rows_there),
        judged as (
            select part, id, content,
                count(*) over same as times,
                first_value(part) over latest as last_part,
                first_value(part) over alike as first_part,
                first_value(id) over alike as first_id,
                first_value(content) over latest as last_content,
                max(content) filter (where part = 0) over same as old_content
            from known
            window same as (partition by identity),
                alike as (partition by identity, content order by file_id, row_number, id),
                latest as (partition by identity order by file_id desc, row_number desc, id desc)
        ),
        fated as (
            select part, id, case
                when old_content = last_content or last_part = 0 then case when part > 0 then
                    case when content = last_content then 'duplicate' else 'overridden' end end
                when part = 0 then 'gone'
                when content = last_content and part = first_part and id = first_id then
                    case when old_content is not null then 'updated' end
                when content = last_content then 'duplicate' else 'overridden' end as fate
            from judged where times > 1
        )
        select part, id, fate from fated where fate is not null
        """
    )


def _repeats(con: duckdb.DuckDBPyConnection, candidates: Candidates) -> bool:
    """Whether any row may be another's; lists in `repeated` the hashes of keys that occur more than once.

    Different hashes prove different keys and are quick, so only rows of a repeated hash, and those without a key, are
    compared in full. In a table without keys every row is.
    """
    con.execute("create or replace temp table repeated (hash ubigint)")
    if not candidates.table.key:
        return True
    sources = [source for _, source in candidates.new]
    hashes = [f"select {_hash(candidates)} as hash from {source} where not bad" for source in sources]
    if candidates.old is not None:
        hashes.append(f"select {_hash(candidates)} as hash from {candidates.old}")
    con.execute(
        f"insert into repeated select hash from ({' union all '.join(hashes)}) "
        "where hash is not null group by hash having count(*) > 1"
    )
    if con.execute("select 1 from repeated limit 1").fetchone():
        return True
    if candidates.old is None and len(candidates.new) == 1:
        return False
    keyless = " union all ".join(
        f"select 1 from {source} where not bad and {_hash(candidates)} is null" for source in sources
    )
    return con.execute(f"select 1 from ({keyless}) limit 1").fetchone() is not None


def _hash(candidates: Candidates) -> str:
    """A row's key as a quick hash; NULL when any of its columns is."""
    whole = " and ".join(f"{name} is not null" for name in candidates.table.key)
    return f"case when {whole} then hash({', '.join(candidates.table.key)}) end"


def _in_question(candidates: Candidates) -> str:
    """The condition that keeps the rows whose key occurs more than once, and those without one."""
    if not candidates.table.key:
        return "true"
    return f"({_hash(candidates)} is null or {_hash(candidates)} in (select hash from repeated))"


def content_sql(table: Table) -> str:
    """All that a row says, as a number."""
    texts = ", ".join(f"coalesce({name}::varchar, chr(30))" for name in table.names)
    return f"md5_number(concat_ws({_GAP}, {texts}))"


def key_sql(table: Table) -> str:
    """A row's key as a number; NULL in a table without one, and where any of its columns is."""
    if not table.key:
        return "null::hugeint"
    texts = ", ".join(f"{name}::varchar" for name in table.key)
    whole = " and ".join(f"{name} is not null" for name in table.key)
    return f"case when {whole} then md5_number(concat_ws({_GAP}, {texts})) end"


def _identity(candidates: Candidates) -> str:
    if candidates.table.has_reference:
        return f"coalesce(key, {_numbered('content', _TIMES_SO_FAR)})"
    return _numbered("key", f"case when part = 0 then {_PART_OF_KEY} else {_DIFFERENT_PART_OF_KEY} end")


def _numbered(what: str, number: str) -> str:
    return f"md5_number(concat_ws({_GAP}, {what}::varchar, ({number})::varchar))"


def group_by_system(
    tables: Sequence[tuple[int, str, CleanTable]],
) -> dict[tuple[str, str], list[tuple[int, str]]]:
    """The new rows by system and table, as `Candidates` takes them; each of `tables` is a file id, its system and its
    clean rows."""
    by_system: dict[tuple[str, str], list[tuple[int, str]]] = {}
    for file_id, system, clean_table in tables:
        by_system.setdefault((system, clean_table.table.name), []).append((file_id, clean_table.name))
    return by_system
