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
    keyless = _has_keyless(con, candidates)
    if not _repeats(con, candidates, keyless):
        return
    in_question = _in_question(candidates.table, keyless)
    rows = []
    said = f"{key_sql(candidates.table)}, {content_sql(candidates.table)}"
    if candidates.old is not None:
        rows.append(
            f"select 0, id, file_id, row_number, {said}, 0 from {candidates.old} where id in (select id from alike_old)"
        )
    for position, (file_id, source) in enumerate(candidates.new, start=1):
        rows.append(
            f"select {position}, rowid, {file_id}, row_number, {said}, whole "
            f"from {source} where not bad and {in_question}"
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


def _has_keyless(con: duckdb.DuckDBPyConnection, candidates: Candidates) -> bool:
    """Whether a new row has no key, of those that may be another's."""
    if candidates.table.key and (candidates.old is not None or len(candidates.new) > 1):
        blank = _blank(candidates.table)
        rows = " union all ".join(f"select 1 from {source} where not bad and {blank}" for _, source in candidates.new)
        return con.execute(f"select 1 from ({rows}) limit 1").fetchone() is not None
    return False


def _repeats(con: duckdb.DuckDBPyConnection, candidates: Candidates, keyless: bool) -> bool:
    """Whether a new row may be another's; lists in `repeated` the hashes that a new row shares with another row, and in
    `alike_old` the old rows that share one.

    Different hashes prove different rows and are quick, so only rows of a repeated hash are compared in full: of the
    key, or of all that a row says where it has none. In a table of counts every row without a key is compared.
    """
    con.execute("create or replace temp table repeated (hash ubigint)")
    con.execute("create or replace temp table alike_old (id bigint, hash ubigint)")
    table, blank = candidates.table, _blank(candidates.table)
    _find_repeated(con, candidates, table.key_sql, f"not {blank}", table.key_sql)
    if keyless and table.has_reference:
        # By time first, where every row has one: of the old rows only those of the new rows' days are read whole.
        time = [table.time] if table.time and table.field(table.time).required else []
        _find_repeated(con, candidates, table.names, blank, [*time, _hash(table.names)])
    elif keyless and candidates.old is not None:
        con.execute(f"insert into alike_old select id, null from {candidates.old} where {blank}")
    repeated = con.execute("select 1 from repeated limit 1").fetchone() is not None
    return repeated or (keyless and not table.has_reference)


def _find_repeated(
    con: duckdb.DuckDBPyConnection,
    candidates: Candidates,
    names: Sequence[str],
    condition: str,
    same: Sequence[str],
) -> None:
    """Add to `repeated` the hashes of `names` of new rows, of those that fulfil a condition, that another such row has
    too, and to `alike_old` the old rows that do.

    `same` are the expressions by which an old row is known: of columns as they stand DuckDB reads only the blocks in
    which a new row can have its like.
    """
    columns = ", ".join((f"{_hash(names)} as hash", *(f"{sql} as same_{place}" for place, sql in enumerate(same))))
    new = " union all ".join(
        f"select {columns} from {source} where not bad and {condition}" for _, source in candidates.new
    )
    con.execute(f"insert into repeated select hash from ({new}) group by hash having count(*) > 1")
    if candidates.old is None:
        return
    alike = " and ".join(f"{sql} = same_{place}" for place, sql in enumerate(same))
    con.execute(
        f"insert into alike_old select id, {_hash(names)} "
        f"from (select * from {candidates.old} where {condition}) semi join ({new}) on {alike}"
    )
    con.execute("insert into repeated select distinct hash from alike_old")


def _blank(table: Table) -> str:
    """The condition that a row has no key: any of its columns is blank."""
    return f"({' or '.join(f'{name} is null' for name in table.key)})"


def _hash(names: Sequence[str]) -> str:
    return f"hash({', '.join(names)})"


def _in_question(table: Table, keyless: bool) -> str:
    """The condition that keeps the new rows that may be another's; `keyless` says whether a new row has no key."""
    repeated = "(select hash from repeated)"
    known = f"(not {_blank(table)} and {_hash(table.key_sql)} in {repeated})"
    if not keyless:
        return known
    alike = f" and {_hash(table.names)} in {repeated}" if table.has_reference else ""
    return f"({known} or ({_blank(table)}{alike}))"


def content_sql(table: Table) -> str:
    """All that a row says, as a number."""
    texts = ", ".join(f"coalesce({name}::varchar, chr(30))" for name in table.names)
    return f"md5_number(concat_ws({_GAP}, {texts}))"


def key_sql(table: Table) -> str:
    """A row's key as a number; NULL in a table without one, and where any of its columns is."""
    if not table.key:
        return "null::hugeint"
    texts = ", ".join(f"({sql})::varchar" for sql in table.key_sql)
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
