"""A load: files in, a new database beside the old one, a receipt; then the pointer moves.

All files of one call land in one new store. A file that must be refused is named in the receipt with its sentence and
the others still land; when none lands, the store in use stays as it is.
"""

import time
from collections.abc import Sequence
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import duckdb

from cxdata.contract import NOT_RECORDED, level_fields
from cxdata.council import read_council
from cxdata.form import create_fixed_tables
from cxdata.ingest import checks
from cxdata.ingest.areas import files, wards
from cxdata.ingest.load import accounting, private, store_folder
from cxdata.ingest.load.acts import ERASE, LOAD, Act
from cxdata.ingest.load.file_list import write_files, write_receipt
from cxdata.ingest.load.incoming import Load, Progress, open_old, quote_path, read_all
from cxdata.ingest.load.making_way import make_way
from cxdata.ingest.load.rows import tables
from cxdata.ingest.load.rows.clean import CleanTable, clean, redact_aside
from cxdata.ingest.load.rows.default_points import default_points, points_of
from cxdata.ingest.load.standing_rows import settle_tables
from cxdata.ingest.privacy import temporary
from cxdata.ingest.privacy.redaction import Redactor
from cxdata.ingest.profile.keys import customer_key
from cxdata.ingest.profile.shipped import find_profile, load_profiles
from cxdata.ingest.profile.sql import sql_type
from cxdata.ingest.profile.values import write_map
from cxdata.ingest.read.raw_table import ident
from cxdata.ingest.receipt import FileReceipt, Receipt
from cxdata.store import NOTHING, current_path

_SETTINGS = (
    "set enable_progress_bar = false",
    "set autoinstall_known_extensions = false",
    "set autoload_known_extensions = false",
    "set python_enable_replacements = false",
    # Of texts only (references, comments): in half the time of the default, and hardly larger.
    "set force_compression = 'zstd'",
)


def load_files(
    paths: Sequence[Path],
    *,
    data: Path,
    profile: str | None = None,
    sheet: str | None = None,
    dates: str | None = None,
    progress: Progress | None = None,
    gone: Sequence[int] = (),
    act: str = LOAD,
) -> Receipt:
    """Load files into a new store under `data` and put it into use.

    `profile` names the profile for every file (else each is recognised by its headers), `sheet` a workbook's sheet,
    `dates` the order of day and month ("dmy", "mdy") where a file does not decide. `progress` is told what is being
    done and the share done so far (0 to 1). Raises CxError when nothing can be loaded at all: another load is running,
    a profile is broken, the store cannot be read. A refused file is in the receipt.

    `gone` are files of the store, by their numbers, that make way in the same version: for the files loaded, and where
    none of those lands they stay; or with no file, which is a removal or an erasure as `act` says (`history`).
    """
    started = time.monotonic()
    say = progress or (lambda words, share: None)
    council = read_council(data)
    profiles = load_profiles(data)
    if profile:
        find_profile(profile, profiles)
    with store_folder.lock_folder(data) as folder:
        store_folder.sweep(folder)
        temporary.sweep()
        with store_folder.work_folder(folder) as work, duckdb.connect(":memory:") as con:
            _apply_settings(con, work, council.timezone)
            load = Load(con, data, profiles, council, profile, sheet, dates, say)
            open_old(load)
            read_all(load, [Path(path) for path in paths])
            anything = load.prepared or load.areas or act != LOAD
            version = _build(load, folder, make_way(load, folder, paths, gone, act)) if anything else None
    path = current_path(data)
    standing = path.stem.removeprefix("cx-") if path else None
    files = tuple(load.receipts[position] for position in sorted(load.receipts))
    return Receipt(files, version or standing, time.monotonic() - started)


def _apply_settings(con: duckdb.DuckDBPyConnection, work: Path, zone: str) -> None:
    for setting in _SETTINGS:
        con.execute(setting)
    con.execute("set temp_directory = $path", {"path": str(work / "spill")})
    con.execute("set TimeZone = $zone", {"zone": zone})


def _build(load: Load, folder: Path, act: Act) -> str:
    """Build the new database and put it into use; returns its version."""
    con = load.con
    digests = sorted({*load.stored, *(file.sha256 for file in load.prepared.values())})
    version = sha256("\n".join([*digests, str(time.time_ns())]).encode()).hexdigest()[:12]
    if not load.ids and len(load.replaced) == len(load.stored):
        version += NOTHING
    con.execute(f"attach '{quote_path(store_folder.part_path(folder, version))}' as new")
    for statement in create_fixed_tables(tables.NEW):
        con.execute(statement)
    resolver, locator = files.write_areas(
        con, {load.ids[position]: areas for position, areas in load.areas.items()}, gone=load.replaced
    )
    redact = private.decide(load)
    _create_types(load, resolver)
    load.say("Cleaning", 0.6)
    cleaned = _clean_all(load, locator, redact)
    settle_tables(load, cleaned)
    load.say("Writing", 0.75)
    write_files(load, cleaned, act)
    load.say("Checking", 0.95)
    _check(load)
    con.execute("checkpoint new")
    con.execute("detach new")
    # What is erased is overwritten before it is deleted, so it is not dropped here.
    store_folder.publish(folder, version, keep=None if act.kind == ERASE else load.council.versions)
    load.say("Done", 1.0)
    return version


def _check(load: Load) -> None:
    """Run the checks over the new database and put what they found into this call's receipts; where files made way,
    into those of all others too.
    """
    con = load.con
    con.execute("use new")
    results = checks.run_checks(con, council=load.council)

    def told(receipt: FileReceipt, file_id: int) -> FileReceipt:
        whole = checks.with_checks(receipt, [check for check in results if check.file_id == file_id])
        write_receipt(con, file_id, whole)
        return whole

    for file_id, receipt in load.staying.items():
        told(receipt, file_id)
    for position in (*load.prepared, *load.areas):
        load.receipts[position] = told(load.receipts[position], load.ids[position])
    con.execute("use memory")


def _create_types(load: Load, resolver: wards.Resolver) -> None:
    """Create the types and every file table's value maps, in one spelling."""
    con = load.con
    old = tables.old_levels(con, load.replaced)
    file_tables = [table for file in load.prepared.values() for table in file.tables]
    levels: dict[str, set[str]] = {}
    spelling: dict[str, dict[str, str]] = {}
    for name, field in level_fields().items():
        new = {word for table in file_tables if name in table.table.names for word in table.levels(name)}
        spelling[name] = tables.spell([*field.levels, *old.get(name, [])], new)
        levels[name] = {*field.levels, *old.get(name, []), *(spelling[name].values())}
    # Where the boundaries of an area leave the store, its rows keep its name.
    names = files.names_of_codes(con) if load.replaced else {}
    codes = {
        word: resolver.resolve(word if word in resolver.codes else names.get(word, word))
        for word in levels["ward_code"]
    }
    spelling["ward_code"] = {key: codes[word] for key, word in spelling["ward_code"].items()}
    levels["ward_code"] = {*codes.values(), *resolver.codes, NOT_RECORDED}
    levels["ward"] = {resolver.label(code) for code in levels["ward_code"]}
    tables.create_types(con, levels)
    files.write_ward_tables(con, resolver, levels["ward_code"], codes)
    for table in file_tables:
        for name, words in table.words.items():
            write_map(
                con,
                table.map_name(name),
                words,
                spelling=spelling.get(name, {}),
                sql_type=sql_type(table.table.field(name), tables.NEW),
            )


def _clean_all(load: Load, locator: files.Locator | None, redact: Redactor) -> dict[int, list[CleanTable]]:
    """Clean the rows of every file and drop its raw table."""
    con = load.con
    con.execute(
        "create temp table aside (file_id int, row_number bigint, field varchar, value varchar, reason varchar)"
    )
    key = customer_key(load.data)
    cleaned_files: dict[int, list[CleanTable]] = {}
    for position, file in load.prepared.items():
        cleaned_files[position] = []
        for file_table in file.tables:
            points, points_table = points_of(con, file_table), None
            if locator and points is not None:
                points_table = files.place_points(con, file_table.name, locator, points)
            clean_table = clean(
                con,
                file_table,
                file.profile,
                file_id=load.ids[position],
                catalogue=tables.NEW,
                key=key,
                points=points_table,
            )
            cleaned_files[position].append(clean_table)
            if points is not None:
                crowded = default_points(con, clean_table, points)
                load.prepared[position] = replace(file, problems=(*load.prepared[position].problems, *crowded))
        accounting.unused_rows(con, file, load.ids[position])
        con.execute(f"drop table {ident(file.raw.table)}")
    redact_aside(con, redact)
    return cleaned_files
