"""Lookups in the store: those loaded before and the new ones, narrowed to the council's wards; and their receipts."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

import duckdb
import pyarrow as pa

from cxdata.ingest.areas.lookup import LookupFile, noun
from cxdata.ingest.areas.wards import Resolver
from cxdata.ingest.read.raw_table import count_words, ident
from cxdata.ingest.receipt import FileReceipt, Problem

PROFILE = "lookup"
TABLE = "place_codes"


@dataclass(frozen=True)
class Kept:
    """What of a lookup the store keeps: places, the rows of the file that name them, and the wards they lie in.

    `areas` is how many current wards have boundaries, `without` how many of them the lookup has no place in; both are 0
    where no boundaries are loaded, and then all is kept.
    """

    places: int
    rows: int
    wards: int
    areas: int
    without: int


def write_lookups(
    con: duckdb.DuckDBPyConnection, new: Mapping[int, LookupFile], *, gone: Sequence[int], resolver: Resolver
) -> dict[int, Kept]:
    """Write `place_codes` of the new database: what old files that are not `gone` brought, and the `new` (by file id).

    Where boundaries are loaded only what lies in one of their wards is kept, whether a lookup has its code or its name.
    Returns what was kept of each new lookup.
    """
    listed = ", ".join(str(int(number)) for number in gone) or "0"
    old = f"select file_id, kind, key, code, 0::bigint as rows from old.{TABLE} where file_id not in ({listed})"
    sources = [old] if _has_old(con) else []
    sources += [
        f"select {file_id} as file_id, '{lookup.headers.kind}' as kind, key, code, rows from {ident(lookup.table)}"
        for file_id, lookup in new.items()
    ]
    if not sources:
        return {}
    con.execute(f"create or replace temp view all_places as {' union all '.join(sources)}")
    words = [word for (word,) in con.execute("select distinct code from all_places").fetchall()]
    codes = {word: resolver.resolve(word) for word in words}
    kept_words = [word for word in words if not resolver.placing or codes[word] in resolver.placing]
    con.register(
        "kept_wards",
        pa.table(
            {
                "word": pa.array(kept_words, pa.string()),
                "code": pa.array([codes[word] for word in kept_words], pa.string()),
            }
        ),
    )
    con.execute(
        f"insert into new.{TABLE} select p.file_id, p.kind, p.key, k.code from all_places p "
        "join kept_wards k on k.word = p.code order by 1, 2, 3"
    )
    kept = {}
    for file_id in new:
        places, rows, wards = con.execute(
            "select count(*), coalesce(sum(p.rows), 0)::bigint, coalesce(list(distinct k.code), []) "
            "from all_places p join kept_wards k on k.word = p.code where p.file_id = $id",
            {"id": file_id},
        ).fetchall()[0]
        without = len(resolver.current - set(wards)) if resolver.current & set(wards) else 0
        kept[file_id] = Kept(places, rows, len(wards), len(resolver.current), without)
    con.unregister("kept_wards")
    con.execute("drop view all_places")
    for lookup in new.values():
        con.execute(f"drop table {ident(lookup.table)}")
    return kept


def _has_old(con: duckdb.DuckDBPyConnection) -> bool:
    return bool(
        con.execute(f"select 1 from duckdb_tables() where database_name = 'old' and table_name = '{TABLE}'").fetchone()
    )


def digest_of(files: Collection[str]) -> str:
    """One digest for the digests of some files: loaded again beside others, what depends on them is read again."""
    return sha256("\n".join(sorted(files)).encode()).hexdigest()[:16]


def receipt_of(lookup: LookupFile, kept: Kept) -> FileReceipt:
    """A lookup's receipt: every row is of a place that is kept, has no place or ward, or lies outside the council."""
    kind = lookup.headers.kind
    outside = lookup.rows - lookup.unread - kept.rows
    wards = count_words(kept.wards, "ward", "wards")
    notes = [f"A {'UPRN' if kind == 'uprn' else 'postcode'} lookup of {kept.places:,} {noun(kind)} in {wards}."]
    if kept.areas:
        notes.append(f"{kept.areas:,} wards have boundaries; places in no other are kept.")
    notes.append(
        f"No {noun(kind)[:-1]} is kept: each stands as a keyed hash. Load files with {noun(kind)} again to place them."
    )
    if lookup.shared:
        notes.append(f"{lookup.shared:,} {noun(kind)} lie in several wards: the one with the most rows stands.")
    return FileReceipt(
        lookup.path.name,
        PROFILE,
        (TABLE,),
        read=lookup.rows,
        loaded=kept.rows,
        set_aside=lookup.rows - kept.rows,
        problems=tuple(_problems(lookup, kept, outside)),
        notes=tuple(notes),
    )


def _problems(lookup: LookupFile, kept: Kept, outside: int) -> list[Problem]:
    kind, problems = lookup.headers.kind, []
    if outside:
        words = f"{count_words(outside, 'row', 'rows')} left out: outside the wards whose boundaries are loaded."
        problems.append(Problem("rows_left_out", "fine", words, outside))
    if lookup.unread:
        words = f"{count_words(lookup.unread, 'row', 'rows')} left out: no whole {noun(kind)[:-1]} or no ward in it."
        problems.append(Problem("rows_left_out", "fine", words, lookup.unread))
    if not kept.places:
        words = (
            f"None of its wards ('{lookup.headers.ward}') is among the {kept.areas:,} areas loaded: nothing is kept. "
            "Load the boundaries of the same year, then this file again."
        )
        problems.append(Problem("lookup_elsewhere", "use with care", words, lookup.rows))
    elif kept.without:
        words = f"{kept.without:,} of the {kept.areas:,} wards loaded have none of its {noun(kind)}."
        problems.append(Problem("lookup_wards_missing", "fine", words, 0))
    return problems
