"""The files of one load: which are new, which are known already, which must be refused."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import duckdb

from cxdata.contract import TABLES
from cxdata.council import Council
from cxdata.errors import CxError
from cxdata.form import Present, can_be_carried_over
from cxdata.ingest.areas import files
from cxdata.ingest.areas.layouts import load_layouts
from cxdata.ingest.areas.lookup import Headers, LookupFile, find_headers, read_lookup
from cxdata.ingest.areas.lookup_store import PROFILE as LOOKUP
from cxdata.ingest.areas.lookup_store import digest_of
from cxdata.ingest.load import accounting
from cxdata.ingest.load.prepare import Prepared, file_digest, fingerprint, prepare
from cxdata.ingest.papers.rows import PaperRow
from cxdata.ingest.profile.keys import CUSTOMER_KEY, KEY_MARK, customer_key
from cxdata.ingest.profile.matching import recognise
from cxdata.ingest.profile.model import Profile
from cxdata.ingest.profile.shipped import find_profile
from cxdata.ingest.read.kinds import refuse_no_file
from cxdata.ingest.read.readers import preview
from cxdata.ingest.receipt import FileReceipt, refused_by
from cxdata.store import current_path
from cxdata.store_files.opening import form_of, quote_path, read_form, read_meta, refuse_newer, trouble_of
from cxdata.store_files.trouble import is_of_unknown_form

Progress = Callable[[str, float], None]
LAST_FILE_ID = 65_535
BOUNDARIES = files.PROFILE


@dataclass(frozen=True)
class StoredFile:
    """A file of the store in use."""

    file_id: int
    name: str
    profile: str
    digest: str
    receipt: FileReceipt


@dataclass(frozen=True)
class How:
    """How one file is to be read where that is said: by which layout, from which sheet, in which order of its dates."""

    profile: str | None = None
    sheet: str | None = None
    dates: str | None = None


@dataclass
class Load:
    """The state of one call: its settings, and by a file's position in the call (from 0) what became of it so far.

    `papers` is the position of the figures typed out of papers, which stand after the files named, and `paper_rows`
    what each of its rows was made of.
    `replaced` are the files of the store that give way, by their ids; where there are any, `staying` holds the receipts
    of the others, made anew.
    """

    con: duckdb.DuckDBPyConnection
    data: Path
    profiles: dict[str, Profile]
    council: Council
    how: Mapping[Path, How]
    say: Progress
    stored: dict[str, StoredFile] = field(default_factory=dict)
    old: Present = field(default_factory=dict)
    next_id: int = 1
    replaced: list[int] = field(default_factory=list)
    staying: dict[int, FileReceipt] = field(default_factory=dict)
    prepared: dict[int, Prepared] = field(default_factory=dict)
    areas: dict[int, files.AreaFile] = field(default_factory=dict)
    lookups: dict[int, LookupFile] = field(default_factory=dict)
    receipts: dict[int, FileReceipt] = field(default_factory=dict)
    ids: dict[int, int] = field(default_factory=dict)
    papers: int | None = None
    paper_rows: list[PaperRow] = field(default_factory=list)


def open_old(load: Load) -> None:
    """Attach the store in use, read-only, and learn which files it holds."""
    path = current_path(load.data)
    if path is None:
        return
    try:
        load.con.execute(f"attach '{quote_path(path)}' as old (read_only)")
    except duckdb.Error as fault:
        raise trouble_of(path, fault) from None
    _, present, _ = read_form(load.con, "old")
    if not can_be_carried_over(present):
        raise is_of_unknown_form(path)
    meta = read_meta(load.con, present, "old")
    refuse_newer(form_of(meta), path)
    marks = {meta[KEY_MARK]} if KEY_MARK in meta else set()
    CUSTOMER_KEY.refuse_other(load.data, marks, needed=not marks and _has_customers(load.con, present))
    load.old = present
    for file_id, name, sha256, profile, profile_digest, receipt in load.con.execute(
        "select file_id, name, sha256, profile, profile_digest, receipt from old.files"
    ).fetchall():
        load.stored[sha256] = StoredFile(file_id, name, profile, profile_digest, accounting.from_json(receipt))
        load.next_id = max(load.next_id, file_id + 1)


def _has_customers(con: duckdb.DuckDBPyConnection, present: Present) -> bool:
    """Whether a row of the old store is of a customer that is known."""
    tables = [table for table in TABLES if "customer_key" in present.get(table, ())]
    some = (f"exists (select 1 from old.{table} where customer_key is not null)" for table in tables)
    return bool(con.execute(f"select {' or '.join(['false', *some])}").fetchall()[0][0])


def read_all(load: Load, paths: Sequence[Path]) -> None:
    """Read every file of the call; one that must be refused gets its receipt and the rest go on."""
    seen: dict[str, int] = {}
    lookups: dict[int, Headers | None] = {}
    for position, path in enumerate(paths):
        with _costs_only_itself(load, position, path):
            lookups[position] = find_headers(path) if _may_be_lookup(load, path) else None
    # What places contacts comes first, so that the contacts of the same call are placed by it.
    order = sorted(range(len(paths)), key=lambda position: not (lookups.get(position) or _is_areas(paths[position])))
    for count, position in enumerate(order):
        path = paths[position]
        load.say(f"Reading {path.name}", 0.6 * count / len(paths))
        if position not in load.receipts:
            with _costs_only_itself(load, position, path):
                _read_one(load, position, path, seen, lookups.get(position))
    _number_in_order(load)


@contextmanager
def _costs_only_itself(load: Load, position: int, path: Path) -> Iterator[None]:
    """Whatever stops a file while it is read becomes its receipt, and nothing of it is kept."""
    try:
        yield
    except Exception as fault:
        for kept in (load.prepared, load.areas, load.lookups, load.ids):
            kept.pop(position, None)
        load.receipts[position] = refused_by(path.name, fault)


def _number_in_order(load: Load) -> None:
    """Number the new files in the order of the call, whatever the order in which they were read."""
    known = {stored.file_id for stored in load.stored.values()}
    new = sorted(position for position, number in load.ids.items() if number not in known)
    load.ids |= dict(zip(new, sorted(load.ids[position] for position in new), strict=True))


def _is_areas(path: Path) -> bool:
    return path.is_file() and files.is_areas(path)


def _may_be_lookup(load: Load, path: Path) -> bool:
    """Whether a file is looked at for being a lookup: not where the officer has named a layout for it."""
    return path.is_file() and not load.how[path].profile and not files.is_areas(path)


def _places(load: Load) -> str:
    """A digest of the boundaries and lookups that the new store will have."""
    stored = [digest for digest, file in load.stored.items() if file.profile in (BOUNDARIES, LOOKUP)]
    new = [*(file.sha256 for file in load.areas.values()), *(file.sha256 for file in load.lookups.values())]
    return digest_of({*stored, *new}) if stored or new else ""


def _read_one(load: Load, position: int, path: Path, seen: dict[str, int], headers: Headers | None) -> None:
    refuse_no_file(path)
    begun = _state(path)
    sha256 = file_digest(path)
    if sha256 in seen:
        load.receipts[position] = accounting.unchanged_receipt(path.name, _rows_read(load, seen[sha256]))
        return
    stored = load.stored.get(sha256)
    if stored and _is_in_place(load, path, stored):
        load.receipts[position] = accounting.unchanged_receipt(path.name, stored.receipt.read, stored.receipt)
        return
    if files.is_areas(path):
        load.areas[position] = files.read(path, sha256, load_layouts(load.data))
    elif headers is not None:
        key, table = customer_key(load.data), f"lookup_{position}"
        load.lookups[position] = read_lookup(load.con, path, sha256, headers, key=key, table=table)
    else:
        how = load.how[path]
        load.prepared[position] = prepare(
            load.con,
            path,
            number=position,
            profiles=load.profiles,
            profile=how.profile,
            sheet=how.sheet,
            date_order=how.dates,
            council=load.council,
            sha256=sha256,
            places=_places(load),
        )
    if _state(path) != begun:
        raise CxError(f"{path.name} was changed while it was read. Load it again when whatever writes it has finished.")
    if stored:
        load.replaced.append(stored.file_id)
    seen[sha256] = position
    load.ids[position] = stored.file_id if stored else load.next_id
    load.next_id += 0 if stored else 1
    if load.next_id > LAST_FILE_ID:
        raise CxError(f"The store holds {LAST_FILE_ID:,} files and can hold no more. Start a new data folder.")


def _state(path: Path) -> tuple[int, int]:
    """By which it shows that a file was written to: its size, and when it was last changed."""
    told = path.stat()
    return told.st_size, told.st_mtime_ns


def _rows_read(load: Load, position: int) -> int:
    """The rows of a file of this call that has been read."""
    if position in load.prepared:
        raw = load.prepared[position].raw
        return raw.rows + len(raw.rejected)
    return load.lookups[position].rows if position in load.lookups else len(load.areas[position].shapes)


def wards_digest(load: Load) -> str:
    """By which wards a lookup is narrowed: those of the boundaries loaded before and with it."""
    stored = [digest for digest, file in load.stored.items() if file.profile == BOUNDARIES]
    return digest_of({*stored, *(file.sha256 for file in load.areas.values())})


def _is_in_place(load: Load, path: Path, stored: StoredFile) -> bool:
    """Whether a file that the store holds would be read as it was before."""
    how = load.how[path]
    if files.is_areas(path):
        return True
    if stored.profile == LOOKUP and not how.profile:
        return stored.digest == wards_digest(load)
    if how.profile:
        profile: Profile | None = find_profile(how.profile, load.profiles)
    else:
        profile = recognise(preview(path, sheet=how.sheet, limit=1).columns, load.profiles)
    return (
        profile is not None
        and fingerprint(profile, how.dates or profile.dates, load.council, _places(load)) == stored.digest
    )
