"""The new database of a load, begun: as a copy of the old one where rows are only added to it, else anew.

Before it stand the wards that texts and places mean and the words of every type, because they decide which of the two.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from cxdata.form import create_fixed_tables
from cxdata.ingest.areas import files, wards
from cxdata.ingest.areas.lookup_store import Kept, write_lookups
from cxdata.ingest.load.acts import Act
from cxdata.ingest.load.database import append
from cxdata.ingest.load.database.words import Words, are_of_old, find_words, write_words
from cxdata.ingest.load.incoming import Load, quote_path
from cxdata.ingest.load.rows import tables
from cxdata.ingest.load.rows.looked_up import look_up, wards_found
from cxdata.ingest.profile.keys import customer_key
from cxdata.store import current_path

LookedUp = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True)
class Begun:
    """The new database at `path`, attached as `new` with its types; `appends` says that it holds the old rows.

    `locator` places points (None without boundaries), `kept` says what became of each lookup by its file's id,
    `looked_up` are the tables of each file table's postcodes and UPRNs, by its name.
    """

    path: Path
    appends: bool
    locator: files.Locator | None
    kept: Mapping[int, Kept]
    looked_up: LookedUp
    words: Words


def begin(load: Load, path: Path, act: Act) -> Begun:
    """Begin the new database of a load whose files have been read."""
    if append.may_append(load, act):
        resolver, locator = files.old_areas(load.con)
        looked_up = _look_up(load, "old")
        words = find_words(load, resolver, wards_found(load.con, looked_up.values()))
        old = current_path(load.data)
        if old is not None and are_of_old(load, words):
            append.copy_database(old, path)
            _attach(load, path)
            write_words(load, words, resolver)
            return Begun(path, True, locator, {}, looked_up, words)
    resolver, locator, kept = _begin_anew(load, path)
    looked_up = _look_up(load, tables.NEW)
    words = find_words(load, resolver, wards_found(load.con, looked_up.values()))
    tables.create_types(load.con, words.levels)
    write_words(load, words, resolver)
    return Begun(path, False, locator, kept, looked_up, words)


def begin_again(load: Load, begun: Begun) -> Begun:
    """The same anew, where it proves after cleaning that an old row gives way."""
    load.con.execute(f"detach {tables.NEW}")
    begun.path.unlink()
    _, _, kept = _begin_anew(load, begun.path)
    tables.create_types(load.con, begun.words.levels)
    return replace(begun, appends=False, kept=kept)


def _begin_anew(load: Load, path: Path) -> tuple[wards.Resolver, files.Locator | None, Mapping[int, Kept]]:
    con = load.con
    _attach(load, path)
    for statement in create_fixed_tables(tables.NEW):
        con.execute(statement)
    areas = {load.ids[position]: area_file for position, area_file in load.areas.items()}
    resolver, locator = files.write_areas(con, areas, gone=load.replaced)
    lookups = {load.ids[position]: lookup for position, lookup in load.lookups.items()}
    return resolver, locator, write_lookups(con, lookups, gone=load.replaced, resolver=resolver)


def _attach(load: Load, path: Path) -> None:
    """Attach the file as the new database, without a log beside it: nobody goes back to a load that was stopped."""
    load.con.execute(f"attach '{quote_path(path)}' as {tables.NEW} (recovery_mode no_wal_writes)")


def _look_up(load: Load, catalogue: str) -> LookedUp:
    key = customer_key(load.data)
    return {
        table.name: look_up(load.con, table, key, catalogue) for file in load.prepared.values() for table in file.tables
    }
