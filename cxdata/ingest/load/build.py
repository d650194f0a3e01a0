"""A load: files in, a new database beside the old one, a receipt; then the pointer moves.

All files of one call land in one new store. A file that must be refused is named in the receipt with its sentence and
the others still land; when none lands, the store in use stays as it is.
"""

import os
import time
from collections.abc import Mapping, Sequence
from hashlib import sha256
from pathlib import Path

import duckdb

from cxdata.council import Council
from cxdata.errors import CxError
from cxdata.ingest import checks
from cxdata.ingest.load import papers, private, standing_rows, store_folder
from cxdata.ingest.load.acts import ERASE, LOAD, Act
from cxdata.ingest.load.cleaning.each_file import FileFault, clean_all, with_refused
from cxdata.ingest.load.database import append
from cxdata.ingest.load.database.begun import Begun, begin, begin_again
from cxdata.ingest.load.file_list import write_files, write_receipt
from cxdata.ingest.load.incoming import How, Load, Progress, open_old, read_all
from cxdata.ingest.load.making_way import make_way
from cxdata.ingest.load.memory import drop_texts, enough_to_append, hold, keep_in_memory, limit_memory
from cxdata.ingest.load.rows import constants, lattice
from cxdata.ingest.load.rows.clean import CleanTable
from cxdata.ingest.load.rows.derived import NATION
from cxdata.ingest.load.sample.apart import keep_apart
from cxdata.ingest.papers.rows import PROFILE
from cxdata.ingest.privacy import temporary
from cxdata.ingest.profile.keys import CUSTOMER_KEY, customer_key
from cxdata.ingest.profile.shipped import find_profile, load_profiles
from cxdata.ingest.receipt import FileReceipt, Receipt, refused_by
from cxdata.own_files import disk_full, is_disk_full
from cxdata.settings import read_settings
from cxdata.store import current_path
from cxdata.store_files import NOTHING
from cxdata.store_files.mend import look_through
from cxdata.store_files.seal import marks_in
from cxdata.store_files.wiping import begin_wiping, finish_wiping

_SETTINGS = (
    "set enable_progress_bar = false",
    "set autoinstall_known_extensions = false",
    "set autoload_known_extensions = false",
    "set python_enable_replacements = false",
    # Of texts only (references, comments): in half the time of the default, and hardly larger.
    "set force_compression = 'zstd'",
    "set checkpoint_threshold = '1 TiB'",  # The new database is written through once, at the end.
)
# The temporary tables that are of use once every row is clean, beside the clean ones; what was set aside is redacted.
_AFTER_CLEANING = frozenset({"aside", "ward_labels", "ward_remap"})
_Cleaned = dict[int, list[CleanTable]]


def load_files(
    paths: Sequence[Path],
    *,
    data: Path,
    profile: str | None = None,
    sheet: str | None = None,
    dates: str | None = None,
    by_file: Mapping[Path, How] | None = None,
    progress: Progress | None = None,
    gone: Sequence[int] = (),
    act: str = LOAD,
) -> Receipt:
    """Load files into a new store under `data` and put it into use.

    `profile` names the profile for every file (else each is recognised by its headers), `sheet` a workbook's sheet,
    `dates` the order of day and month ("dmy", "mdy") where a file does not decide; `by_file` says all three for a file
    of its own. `progress` is told what is being done and the share done so far (0 to 1). Raises CxError when nothing
    can be loaded at all: another load is running, a profile is broken, the store cannot be read, the sample council and
    own files would come into one store. A refused file is in the receipt.

    `gone` are files of the store, by their numbers, that make way in the same version: for the files loaded, and where
    none of those lands they stay; or with no file, which is a removal or an erasure as `act` says (`history`).
    """
    how = {Path(path): How(profile, sheet, dates) for path in paths} | dict(by_file or {})
    try:
        return _load_together(how, [Path(path) for path in paths], data, progress, gone=gone, act=act)
    except CxError:
        raise
    except FileFault as stopped:
        others = [path for position, path in enumerate(paths) if position != stopped.position]
        receipt = Receipt((), _standing(data), 0.0)
        if others:
            receipt = load_files(others, data=data, by_file=how, progress=progress, gone=gone, act=act)
        return with_refused(receipt, stopped, paths)
    except Exception as fault:
        if is_disk_full(fault):
            raise CxError(disk_full(data / "store")) from None
        if os.environ.get("CX_TRACEBACK"):
            raise
        if not paths and isinstance(fault, duckdb.Error):
            raise _without_values(fault) from None
        if not paths:
            raise
        if len(paths) == 1 or gone:
            refused = tuple(refused_by(Path(path).name, fault) for path in paths)
            return Receipt(refused, _standing(data), 0.0)
    # One of them brings the whole load down, and nobody can say which: each by itself costs only itself.
    receipts = [
        load_files([path], data=data, by_file={Path(path): how[Path(path)]}, progress=progress) for path in paths
    ]
    files = tuple(file for receipt in receipts for file in receipt.files)
    return Receipt(files, _standing(data), sum(receipt.seconds for receipt in receipts))


def _without_values(fault: duckdb.Error) -> CxError:
    """A fault of the database says what it could not convert, value and all: only its kind is said."""
    return CxError(
        f"The load stopped at a fault of this program ({type(fault).__name__}); what was loaded before is as it "
        "was. Its text may hold values of the file and is not shown; set CX_TRACEBACK=1 to see it."
    )


def _load_together(
    how: Mapping[Path, How],
    paths: Sequence[Path],
    data: Path,
    progress: Progress | None,
    *,
    gone: Sequence[int],
    act: str,
) -> Receipt:
    """Build one new store with all of the files."""
    started = time.monotonic()
    say = progress or (lambda words, share: None)
    keep_apart([Path(path) for path in paths], data)
    council = read_settings(data)
    profiles = load_profiles(data)
    for name in {one.profile for one in how.values() if one.profile}:
        find_profile(name, profiles)
    with store_folder.lock_folder(data) as folder:
        store_folder.sweep(folder)
        temporary.sweep()
        standing = look_through(data)
        standing.refuse_to_write()
        CUSTOMER_KEY.refuse_other(data, marks_in(folder))
        try:
            with store_folder.work_folder(folder) as work, duckdb.connect(":memory:") as con:
                _apply_settings(con, council)
                load = Load(con, data, profiles, council, how, say)
                open_old(load)
                read_all(load, paths)
                others = bool(load.prepared or load.areas or load.lookups or act != LOAD)
                changed = papers.read_papers(load, len(paths), work, gone)
                if not (others or changed):
                    papers.forget_papers(load)
                version = _build(load, work, make_way(load, folder, paths, gone, act)) if others or changed else None
                papers.drop_list(load, gone, act)
        finally:
            store_folder.sweep(folder)
        finish_wiping(folder)
    files = tuple(load.receipts[position] for position in sorted(load.receipts) if _is_told(load, position))
    return Receipt(files, version or _standing(data), time.monotonic() - started, standing.said)


def _is_told(load: Load, position: int) -> bool:
    """Whether a receipt is of this call: that of the typed figures is where something of them changed."""
    if position != load.papers:
        return True
    before = next((file.receipt for file in load.stored.values() if file.profile == PROFILE), None)
    now = load.receipts[position]
    return before is None or (before.loaded, before.notes) != (now.loaded, now.notes)


def _standing(data: Path) -> str | None:
    """The version of the store in use; None where nothing is loaded."""
    path = current_path(data)
    return path.stem.removeprefix("cx-") if path else None


def _apply_settings(con: duckdb.DuckDBPyConnection, council: Council) -> None:
    for setting in _SETTINGS:
        con.execute(setting)
    keep_in_memory(con)
    con.execute("set TimeZone = $zone", {"zone": council.timezone})
    con.execute(f"set variable {NATION} = $nation", {"nation": council.nation})


def _build(load: Load, work: Path, act: Act) -> str:
    """Build the new database and put it into use; returns its version."""
    con, folder = load.con, work.parent
    digests = sorted({*load.stored, *(file.sha256 for file in load.prepared.values())})
    version = sha256("\n".join([*digests, str(time.time_ns())]).encode()).hexdigest()[:12]
    if not load.ids and len(load.replaced) == len(load.stored):
        version += NOTHING
    redact = private.decide(load)
    begun = begin(load, store_folder.part_path(folder, version), act)
    load.say("Cleaning", 0.6)
    cleaned = clean_all(load, begun, redact)
    drop_texts(con, keep=_AFTER_CLEANING | {table.name for of_file in cleaned.values() for table in of_file})
    most = limit_memory(con, work / "spill")
    if begun.appends:
        hold(con, min(most, enough_to_append(sum(file.raw.rows for file in load.prepared.values()))))
    settled = standing_rows.settle_tables(load, cleaned, appends=begun.appends)
    if begun.appends and standing_rows.replaces_old(load, settled):
        hold(con, most)
        begun, settled = begin_again(load, begun), standing_rows.with_others(load, settled)
    try:
        _fill(load, cleaned, settled, act, begun)
    except duckdb.OutOfMemoryException:
        if not begun.appends:
            raise
        # Adding took more than its rows should need: built anew, with all that a load may hold.
        hold(con, most)
        con.execute("use memory")
        begun, settled = begin_again(load, begun), standing_rows.with_others(load, settled)
        _fill(load, cleaned, settled, act, begun)
    con.execute("checkpoint new")
    con.execute("detach new")
    # What is erased is overwritten before it is deleted, so it is not dropped here.
    keep = None if act.kind == ERASE else load.council.versions
    if act.kind == ERASE:
        begin_wiping(folder, version)
    store_folder.publish(folder, version, act, key_mark=CUSTOMER_KEY.mark(customer_key(load.data)), keep=keep)
    load.say("Done", 1.0)
    return version


def _fill(load: Load, cleaned: _Cleaned, settled: Sequence[standing_rows.Settled], act: Act, begun: Begun) -> None:
    """Write the new database: rows, files, and what is worked out of them."""
    load.say("Adding rows" if begun.appends else "Writing", 0.75)
    if begun.appends:
        standing_rows.add_to_tables(load, settled)
    else:
        standing_rows.write_tables(load, settled)
        papers.set_aside_overlaps(load, cleaned)
    write_files(load, cleaned, act, begun)
    papers.keep_sources(load)
    load.say("Checking", 0.95)
    _check(load, begun)


def _check(load: Load, begun: Begun) -> None:
    """Write what is constant of the new database and its monthly aggregates, run the checks over it, and put what they
    found into this call's receipts; where files made way, into those of all others too.
    """
    con = load.con
    con.execute("use new")
    if begun.appends:
        added = sorted(load.ids[position] for position in load.prepared)
        constants.add_files(con, added)
        lattice.add_files(con, added)
    else:
        constants.write_constants(con)
        lattice.write_lattice(con)
    only = append.files_to_check(load) if begun.appends else None
    results = checks.run_checks(con, council=load.council, only=only)

    def told(receipt: FileReceipt, file_id: int) -> FileReceipt:
        whole = checks.with_checks(receipt, [check for check in results if check.file_id == file_id])
        write_receipt(con, file_id, whole)
        return whole

    for file_id, receipt in load.staying.items():
        told(receipt, file_id)
    for position in (*load.prepared, *load.areas, *load.lookups):
        load.receipts[position] = told(load.receipts[position], load.ids[position])
    con.execute("use memory")
