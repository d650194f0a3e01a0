"""A further file adds its rows to a copy of the old database, where nothing that stands in it changes.

The copy is a file of its own, as every version is: a load that is killed leaves the store in use whole, and undo goes
back to a file that nobody touched. Where a row gives way, a word is new to a type, areas, lookups or typed figures
come or go, or another program wrote the store, it is built anew (docs/decisions/loading.md).
"""

import hashlib
import os
import shutil
from datetime import date
from functools import cache
from pathlib import Path

import duckdb

import cxdata
from cxdata.contract import TABLES, Kind
from cxdata.council import FILE_NAME
from cxdata.form import FIXED_TABLES, NATION_KEY, Present, columns_of
from cxdata.ingest.load.acts import LOAD, Act
from cxdata.ingest.load.incoming import Load
from cxdata.ingest.load.prepare import file_digest

MADE_BY, CHECKED_ON, CHECKED_FOR = "made_by", "checked_on", "checked_for"
# The rooms of the program whose code decides what a load writes.
_WRITERS = ("contract", "council", "ingest", "measures", "stats")
_CHUNK = 1 << 30


def may_append(load: Load, act: Act) -> bool:
    """Whether a load only adds files of rows to a store that this very program wrote, as far as reading them tells."""
    adds = act.kind == LOAD and bool(load.prepared) and bool(load.stored) and load.papers is None
    others = load.replaced or load.areas or load.lookups
    if not adds or others or not _is_whole(load.old):
        return False
    meta = _meta(load.con)
    return meta.get(MADE_BY) == made_by() and meta.get(NATION_KEY) == load.council.nation


def _is_whole(present: Present) -> bool:
    """Whether a store has every table and column of today, and no other column in them."""
    form = {name: set(columns_of(table)) for name, table in TABLES.items()}
    form |= {name: set(columns) for name, columns in FIXED_TABLES.items()}
    return all(present.get(name) == columns for name, columns in form.items())


def marks(load: Load) -> dict[str, str]:
    """What a later load must know of this one, as rows of `meta`: which program wrote the store, by whose bank
    holidays, on which day and for which settings its checks were run.
    """
    return {
        MADE_BY: made_by(),
        NATION_KEY: load.council.nation,
        CHECKED_ON: date.today().isoformat(),
        CHECKED_FOR: _settings(load.data),
    }


@cache
def made_by() -> str:
    """A digest of the code that decides what a load writes: a row derived or checked by other code is made again."""
    root = Path(cxdata.__file__).parent
    files = [*root.glob("*.py"), *(file for room in _WRITERS for file in (root / room).rglob("*.py"))]
    digest = hashlib.sha256()
    for file in sorted(files):
        digest.update(file.relative_to(root).as_posix().encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()[:16]


def files_to_check(load: Load) -> list[int] | None:
    """The files about which checks must be asked again after rows were added: the new ones, and those with a date on
    which the day of the load has a say. None where all must: the settings changed, or the clock went back.
    """
    meta, today = _meta(load.con), date.today()
    before = date.fromisoformat(meta[CHECKED_ON])
    if meta[CHECKED_FOR] != _settings(load.data) or today < before:
        return None
    new = {load.ids[position] for position in load.prepared}
    return sorted(new | (_dated_after(load.con, before) if today > before else set()))


def _dated_after(con: duckdb.DuckDBPyConnection, day: date) -> set[int]:
    """The files of the old store with a date after a day."""
    queries = [
        f"select distinct file_id from old.{table.name} where {field.name} >= date '{day}' + interval 1 day"
        for table in TABLES.values()
        for field in table.fields
        if field.kind in (Kind.TIME, Kind.DATE)
    ]
    return {number for (number,) in con.execute(" union ".join(queries)).fetchall()}


def _meta(con: duckdb.DuckDBPyConnection) -> dict[str, str]:
    return dict(con.execute("select key, value from old.meta").fetchall())


def _settings(data: Path) -> str:
    path = data / FILE_NAME
    return file_digest(path) if path.is_file() else ""


def copy_database(source: Path, target: Path) -> None:
    """Copy a database file; where the file system can, its blocks are shared and nothing is copied."""
    if not hasattr(os, "copy_file_range"):
        shutil.copyfile(source, target)
        return
    with source.open("rb") as reader, target.open("wb") as writer:
        try:
            while os.copy_file_range(reader.fileno(), writer.fileno(), _CHUNK):
                pass
        except OSError:
            reader.seek(0)
            writer.seek(0)
            shutil.copyfileobj(reader, writer, 1 << 20)
