"""A load: files in, a new database beside the old one, a receipt; then the pointer moves.

All files of one call land in one new store. A file that must be refused is named in the receipt with its sentence and
the others still land; when none lands, the store in use stays as it is.
"""

import json
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import duckdb

from cxdata.contract import NOT_RECORDED, TABLES
from cxdata.council import Council, read_council
from cxdata.errors import CxError
from cxdata.ingest import area_files, assemble, checks, identity, storefile, tally
from cxdata.ingest.area_files import is_areas
from cxdata.ingest.keys import customer_key
from cxdata.ingest.load import Cleaned, Prepared, clean, file_digest, prepare, redact_aside
from cxdata.ingest.points import default_points, points_of
from cxdata.ingest.profile import Profile, digest, find_profile, load_profiles, recognise
from cxdata.ingest.profile_sql import sql_type
from cxdata.ingest.rawtable import ident
from cxdata.ingest.readers import preview
from cxdata.ingest.receipt import FileReceipt, Receipt
from cxdata.ingest.values import write_map
from cxdata.store import current_path

Progress = Callable[[str, float], None]
LAST_FILE_ID = 65_535

_SETTINGS = (
    "set enable_progress_bar = false",
    "set autoinstall_known_extensions = false",
    "set autoload_known_extensions = false",
    "set python_enable_replacements = false",
)


@dataclass(frozen=True)
class Known:
    """A file already in the store."""

    file_id: int
    name: str
    profile: str
    digest: str
    receipt: FileReceipt


@dataclass
class Load:
    """What one call is working on."""

    con: duckdb.DuckDBPyConnection
    data: Path
    profiles: dict[str, Profile]
    zone: str
    profile: str | None
    sheet: str | None
    dates: str | None
    say: Progress
    known: dict[str, Known] = field(default_factory=dict)
    next_id: int = 1
    replaced: list[int] = field(default_factory=list)
    prepared: dict[int, Prepared] = field(default_factory=dict)
    areas: dict[int, area_files.AreaFile] = field(default_factory=dict)
    receipts: dict[int, FileReceipt] = field(default_factory=dict)
    ids: dict[int, int] = field(default_factory=dict)


def load_files(
    paths: Sequence[Path],
    *,
    data: Path,
    profile: str | None = None,
    sheet: str | None = None,
    dates: str | None = None,
    progress: Progress | None = None,
) -> Receipt:
    """Load files into a new store under `data` and put it into use.

    `profile` names the profile for every file (else each is recognised by its headers), `sheet` a workbook's sheet,
    `dates` the order of day and month ("dmy", "mdy") where a file does not decide. `progress` is told what is being
    done and the share done so far (0 to 1). Raises CxError when nothing can be loaded at all: another load is running,
    a profile is broken, the store cannot be read. A refused file is in the receipt.
    """
    started = time.monotonic()
    say = progress or (lambda words, share: None)
    council = read_council(data)
    profiles = load_profiles(data)
    if profile:
        find_profile(profile, profiles)
    with storefile.locked(data) as folder:
        storefile.sweep(folder)
        with storefile.work_folder(folder) as work, duckdb.connect(":memory:") as con:
            _settings(con, work, council.timezone)
            load = Load(con, data, profiles, council.timezone, profile, sheet, dates, say)
            _open_old(load)
            _read_all(load, [Path(path) for path in paths])
            version = _build(load, folder, council) if load.prepared or load.areas else None
    path = current_path(data)
    standing = path.stem.removeprefix("cx-") if path else None
    files = tuple(load.receipts[place] for place in sorted(load.receipts))
    return Receipt(files, version or standing, time.monotonic() - started)


def _settings(con: duckdb.DuckDBPyConnection, work: Path, zone: str) -> None:
    for setting in _SETTINGS:
        con.execute(setting)
    con.execute("set temp_directory = $path", {"path": str(work / "spill")})
    con.execute("set TimeZone = $zone", {"zone": zone})


def _open_old(load: Load) -> None:
    """Attach the store in use, read-only, and learn which files it holds."""
    path = current_path(load.data)
    if path is None:
        return
    try:
        load.con.execute(f"attach '{_quoted(path)}' as old (read_only)")
    except duckdb.Error:
        raise CxError(
            f"The store in use, {path.name}, cannot be read: it is damaged or was made by another version. Remove the "
            f"folder {path.parent} and load your files again."
        ) from None
    for file_id, name, digest_of, profile, profile_digest, receipt in load.con.execute(
        "select file_id, name, sha256, profile, profile_digest, receipt from old.files"
    ).fetchall():
        load.known[digest_of] = Known(file_id, name, profile, profile_digest, tally.from_json(receipt))
        load.next_id = max(load.next_id, file_id + 1)


def _read_all(load: Load, paths: Sequence[Path]) -> None:
    seen: dict[str, int] = {}
    for place, path in enumerate(paths):
        load.say(f"Reading {path.name}", 0.6 * place / len(paths))
        try:
            _read_one(load, place, path, seen)
        except CxError as refusal:
            load.receipts[place] = FileReceipt(path.name, refused=str(refusal))


def _read_one(load: Load, place: int, path: Path, seen: dict[str, int]) -> None:
    if not path.is_file():
        raise CxError(f"{path.name} is not there. Check the name and the folder.")
    mark = file_digest(path)
    if mark in seen:
        first = load.prepared[seen[mark]].raw if seen[mark] in load.prepared else None
        rows = first.rows + len(first.rejected) if first else len(load.areas[seen[mark]].shapes)
        load.receipts[place] = tally.already_there(path.name, rows)
        return
    known = load.known.get(mark)
    if is_areas(path):
        if known:
            load.receipts[place] = tally.already_there(path.name, known.receipt.read, known.receipt)
            return
        load.areas[place] = area_files.read(path, mark)
    else:
        if known and _unchanged(load, path, known):
            load.receipts[place] = tally.already_there(path.name, known.receipt.read, known.receipt)
            return
        load.prepared[place] = prepare(
            load.con, path, number=place, profiles=load.profiles, profile=load.profile, sheet=load.sheet,
            said=load.dates, zone=load.zone, sha256=mark,
        )  # fmt: skip
        if known:
            load.replaced.append(known.file_id)
    seen[mark] = place
    load.ids[place] = known.file_id if known else load.next_id
    load.next_id += 0 if known else 1
    if load.next_id > LAST_FILE_ID:
        raise CxError(f"The store holds {LAST_FILE_ID:,} files and can hold no more. Start a new data folder.")


def _unchanged(load: Load, path: Path, known: Known) -> bool:
    """Whether the file would be read as it was before."""
    found = load.profiles[load.profile] if load.profile else recognise(preview(path, limit=1).columns, load.profiles)
    return found is not None and digest(found, load.dates or found.dates or "", load.zone) == known.digest


def _build(load: Load, folder: Path, council: Council) -> str:
    """Build the new database and put it into use; returns its version."""
    con = load.con
    marks = sorted({*load.known, *(file.sha256 for file in load.prepared.values())})
    version = sha256("\n".join([*marks, str(time.time_ns())]).encode()).hexdigest()[:12]
    con.execute(f"attach '{_quoted(storefile.part_path(folder, version))}' as new")
    for statement in assemble.FIXED_TABLES.split(";"):
        con.execute(statement)
    resolver, locator = area_files.write_areas(con, list(load.areas.values()))
    _types(load, resolver)
    load.say("Cleaning", 0.6)
    cleaned = _clean_all(load, resolver, locator)
    _settle_tables(load, cleaned)
    load.say("Writing", 0.75)
    _write_rest(load, cleaned, council.name)
    load.say("Checking", 0.95)
    _check(load, council)
    con.execute("checkpoint new")
    con.execute("detach new")
    storefile.publish(folder, version)
    load.say("Done", 1.0)
    return version


def _check(load: Load, council: Council) -> None:
    """Run the checks over the new database and put what they found into this call's receipts."""
    con = load.con
    con.execute("use new")
    found = checks.run_checks(con, council=council)
    for place in (*load.prepared, *load.areas):
        file_id = load.ids[place]
        load.receipts[place] = checks.with_checks(
            load.receipts[place], [check for check in found if check.file_id == file_id]
        )
        con.execute(
            "update files set receipt = $receipt where file_id = $id",
            {"receipt": json.dumps(load.receipts[place].as_dict()), "id": file_id},
        )
    con.execute("use memory")


def _types(load: Load, resolver: area_files.Resolver) -> None:
    """Create the types and every part's value maps, in one spelling."""
    con = load.con
    old = assemble.old_levels(con)
    parts = [part for file in load.prepared.values() for part in file.parts]
    levels: dict[str, set[str]] = {}
    spelling: dict[str, dict[str, str]] = {}
    for name, known in assemble.level_fields().items():
        new = {word for part in parts if name in part.table.names for word in part.levels(name)}
        spelling[name] = assemble.spell([*known.levels, *old.get(name, [])], new)
        levels[name] = {*known.levels, *old.get(name, []), *(spelling[name].values())}
    codes = {word: resolver.resolve(word) for word in levels["ward_code"]}
    spelling["ward_code"] = {key: codes[word] for key, word in spelling["ward_code"].items()}
    levels["ward_code"] = {*codes.values(), *resolver.codes, NOT_RECORDED}
    levels["ward"] = {resolver.label(code) for code in levels["ward_code"]}
    assemble.create_types(con, levels)
    area_files.write_ward_tables(con, resolver, levels["ward_code"], codes)
    for part in parts:
        for name, words in part.words.items():
            write_map(
                con, part.map_name(name), words, spelling=spelling.get(name, {}),
                sql_type=sql_type(part.table.field(name), assemble.NEW),
            )  # fmt: skip


def _clean_all(
    load: Load, resolver: area_files.Resolver, locator: area_files.Locator | None
) -> dict[int, list[Cleaned]]:
    """Clean every file's parts and drop its raw table."""
    con = load.con
    con.execute(
        "create temp table aside (file_id int, row_number bigint, field varchar, value varchar, reason varchar)"
    )
    key = customer_key(load.data)
    found: dict[int, list[Cleaned]] = {}
    for place, file in load.prepared.items():
        found[place] = []
        for part in file.parts:
            points, table = points_of(con, part), None
            if locator and points is not None:
                table = area_files.place_points(con, part, locator, points)
            cleaned = clean(
                con, part, file.profile, file_id=load.ids[place], catalogue=assemble.NEW, key=key, points=table
            )
            found[place].append(cleaned)
            if points is not None:
                crowded = default_points(con, cleaned, points)
                load.prepared[place] = replace(file, problems=(*load.prepared[place].problems, *crowded))
        tally.unused_rows(con, file, load.ids[place])
        con.execute(f"drop table {ident(file.raw.table)}")
    redact_aside(con)
    return found


def _settle_tables(load: Load, cleaned: dict[int, list[Cleaned]]) -> None:
    """Decide every row's fate and write every clean table."""
    con = load.con
    has_old = bool(load.known)
    remap = area_files.remaps(con)
    parts = [
        (load.ids[place], load.prepared[place].profile.system, part) for place, all_ in cleaned.items() for part in all_
    ]
    grouped = identity.systems(parts)
    for table in TABLES.values():
        old = assemble.old_relation(con, table, remap) if has_old else None
        con.execute(f"create temp table fates_{table.name} (file_id int, clean varchar, id bigint, fate varchar)")
        for (system, name), new in grouped.items():
            if name == table.name:
                _fates(load, identity.Candidates(table, _of_system(load, old, system), tuple(new)))
        fated = con.execute(f"select 1 from fates_{table.name} limit 1").fetchone() is not None  # noqa: S608
        assemble.write_table(
            con, table, old=old, replaced=load.replaced, fated=fated,
            new=[(file_id, part) for file_id, _, part in parts if part.part.table is table],
        )  # fmt: skip


def _of_system(load: Load, old: str | None, system: str) -> str | None:
    """The old rows of one system, without those of files that are loaded again; None when there are none."""
    if old is None:
        return None
    con, name = load.con, f"{old}_of_system"
    con.execute("create or replace temp table system_files (file_id int)")
    con.execute(
        "insert into system_files select file_id from old.files "
        "where system = $system and not list_contains($gone, file_id::int)",
        {"system": system, "gone": load.replaced},
    )
    con.execute(
        f"create or replace temp view {name} as select * from {old} where file_id in (select file_id from system_files)"  # noqa: S608
    )
    return name if con.execute(f"select 1 from {name} limit 1").fetchone() else None  # noqa: S608


def _fates(load: Load, found: identity.Candidates) -> None:
    identity.settle(load.con, found)
    for place, (file_id, cleaned) in enumerate(found.new, start=1):
        load.con.execute(
            f"insert into fates_{found.table.name} select {file_id}, '{cleaned.clean}', id, fate from fates "  # noqa: S608
            f"where part = {place}"
        )
    load.con.execute(
        f"insert into fates_{found.table.name} select 0, '', id, fate from fates where part = 0"  # noqa: S608
    )


def _write_rest(load: Load, cleaned: dict[int, list[Cleaned]], council: str) -> None:
    """Files, rows set aside, settings; and the receipt of every file."""
    con = load.con
    now = datetime.now(UTC).replace(tzinfo=None, microsecond=0)
    gone = {"gone": load.replaced}
    if load.known:
        con.execute(
            "insert into new.files by name select * from old.files where not list_contains($gone, file_id::int)", gone
        )
        con.execute(
            "insert into new.set_aside by name select * from old.set_aside where not list_contains($gone, file_id::int)",
            gone,
        )
    con.execute("insert into new.set_aside select * from aside order by file_id, row_number, field")
    for place, file in load.prepared.items():
        load.receipts[place] = tally.receipt(con, file, load.ids[place], cleaned[place])
        _add_file(
            load,
            place,
            file.path.name,
            file.sha256,
            file.profile.name,
            file.digest,
            file.profile.system,
            file.raw.format,
            now,
        )
    for place, areas in load.areas.items():
        load.receipts[place] = areas.receipt()
        _add_file(load, place, areas.path.name, areas.sha256, "boundaries", "", "boundaries", "geojson", now)
    con.executemany(
        "insert into new.meta values ($key, $value)",
        [{"key": "built_at", "value": now.isoformat()}, {"key": "council", "value": council}],
    )


def _add_file(
    load: Load,
    place: int,
    name: str,
    mark: str,
    profile: str,
    profile_digest: str,
    system: str,
    form: str,
    now: datetime,
) -> None:
    load.con.execute(
        "insert into new.files values ($id, $name, $mark, $profile, $digest, $system, $form, $now, $receipt)",
        {
            "id": load.ids[place], "name": name, "mark": mark, "profile": profile, "digest": profile_digest,
            "system": system, "form": form, "now": now, "receipt": json.dumps(load.receipts[place].as_dict()),
        },
    )  # fmt: skip


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")
