"""The files of one load: which are new, which are known already, which must be refused."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import duckdb

from cxdata.council import Council
from cxdata.errors import CxError
from cxdata.form import Present, can_be_carried_over
from cxdata.ingest.areas import files
from cxdata.ingest.load import accounting
from cxdata.ingest.load.prepare import Prepared, file_digest, fingerprint, prepare
from cxdata.ingest.profile.matching import recognise
from cxdata.ingest.profile.model import Profile
from cxdata.ingest.read.readers import preview
from cxdata.ingest.receipt import FileReceipt
from cxdata.store import cannot_be_read, current_path, form_of, read_form, refuse_newer

Progress = Callable[[str, float], None]
LAST_FILE_ID = 65_535


@dataclass(frozen=True)
class StoredFile:
    """A file of the store in use."""

    file_id: int
    name: str
    profile: str
    digest: str
    receipt: FileReceipt


@dataclass
class Load:
    """The state of one call: its settings, and by a file's position in the call (from 0) what became of it so far.

    `replaced` are the files of the store that give way, by their ids; where there are any, `staying` holds the receipts
    of the others, made anew.
    """

    con: duckdb.DuckDBPyConnection
    data: Path
    profiles: dict[str, Profile]
    council: Council
    profile: str | None
    sheet: str | None
    dates: str | None
    say: Progress
    stored: dict[str, StoredFile] = field(default_factory=dict)
    old: Present = field(default_factory=dict)
    next_id: int = 1
    replaced: list[int] = field(default_factory=list)
    staying: dict[int, FileReceipt] = field(default_factory=dict)
    prepared: dict[int, Prepared] = field(default_factory=dict)
    areas: dict[int, files.AreaFile] = field(default_factory=dict)
    receipts: dict[int, FileReceipt] = field(default_factory=dict)
    ids: dict[int, int] = field(default_factory=dict)


def open_old(load: Load) -> None:
    """Attach the store in use, read-only, and learn which files it holds."""
    path = current_path(load.data)
    if path is None:
        return
    try:
        load.con.execute(f"attach '{quote_path(path)}' as old (read_only)")
    except duckdb.Error:
        raise CxError(cannot_be_read(path)) from None
    _, present, _ = read_form(load.con, "old")
    if not can_be_carried_over(present):
        raise CxError(cannot_be_read(path))
    refuse_newer(form_of(load.con, present, "old"), path)
    load.old = present
    for file_id, name, digest_of, profile, profile_digest, receipt in load.con.execute(
        "select file_id, name, sha256, profile, profile_digest, receipt from old.files"
    ).fetchall():
        load.stored[digest_of] = StoredFile(file_id, name, profile, profile_digest, accounting.from_json(receipt))
        load.next_id = max(load.next_id, file_id + 1)


def read_all(load: Load, paths: Sequence[Path]) -> None:
    """Read every file of the call; one that must be refused gets its receipt and the rest go on."""
    seen: dict[str, int] = {}
    for position, path in enumerate(paths):
        load.say(f"Reading {path.name}", 0.6 * position / len(paths))
        try:
            _read_one(load, position, path, seen)
        except CxError as refusal:
            load.receipts[position] = FileReceipt(path.name, refused=str(refusal))


def _read_one(load: Load, position: int, path: Path, seen: dict[str, int]) -> None:
    if not path.is_file():
        raise CxError(f"{path.name} is not there. Check the name and the folder.")
    sha256 = file_digest(path)
    if sha256 in seen:
        first = load.prepared[seen[sha256]].raw if seen[sha256] in load.prepared else None
        rows = first.rows + len(first.rejected) if first else len(load.areas[seen[sha256]].shapes)
        load.receipts[position] = accounting.unchanged_receipt(path.name, rows)
        return
    stored = load.stored.get(sha256)
    if files.is_areas(path):
        if stored:
            load.receipts[position] = accounting.unchanged_receipt(path.name, stored.receipt.read, stored.receipt)
            return
        load.areas[position] = files.read(path, sha256)
    else:
        if stored and _unchanged(load, path, stored):
            load.receipts[position] = accounting.unchanged_receipt(path.name, stored.receipt.read, stored.receipt)
            return
        load.prepared[position] = prepare(
            load.con,
            path,
            number=position,
            profiles=load.profiles,
            profile=load.profile,
            sheet=load.sheet,
            date_order=load.dates,
            council=load.council,
            sha256=sha256,
        )
        if stored:
            load.replaced.append(stored.file_id)
    seen[sha256] = position
    load.ids[position] = stored.file_id if stored else load.next_id
    load.next_id += 0 if stored else 1
    if load.next_id > LAST_FILE_ID:
        raise CxError(f"The store holds {LAST_FILE_ID:,} files and can hold no more. Start a new data folder.")


def _unchanged(load: Load, path: Path, stored: StoredFile) -> bool:
    """Whether the file would be read as it was before."""
    profile = load.profiles[load.profile] if load.profile else recognise(preview(path, limit=1).columns, load.profiles)
    return profile is not None and fingerprint(profile, load.dates or profile.dates, load.council) == stored.digest


def quote_path(path: Path) -> str:
    """A path inside an SQL text: ATTACH takes no bound value."""
    return str(path).replace("'", "''")
