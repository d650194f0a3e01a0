"""The new database's own list of files: who they are, what became of their rows, and the rows set aside."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime

import duckdb

from cxdata.form import FORM, FORM_KEY
from cxdata.ingest.areas.files import AreaFile
from cxdata.ingest.areas.lookup import LookupFile
from cxdata.ingest.areas.lookup_store import PROFILE as LOOKUP
from cxdata.ingest.areas.lookup_store import receipt_of
from cxdata.ingest.load import accounting
from cxdata.ingest.load.acts import Act
from cxdata.ingest.load.database import append
from cxdata.ingest.load.database.begun import Begun
from cxdata.ingest.load.incoming import BOUNDARIES, Load, wards_digest
from cxdata.ingest.load.prepare import Prepared
from cxdata.ingest.load.recount import recount_receipts
from cxdata.ingest.load.rows.clean import CleanTable
from cxdata.ingest.profile.keys import CUSTOMER_KEY, KEY_MARK, customer_key
from cxdata.ingest.receipt import FileReceipt


@dataclass(frozen=True)
class FileRow:
    """One file's row in `files`, but for its id, the time of the load and its receipt."""

    name: str
    sha256: str
    profile: str
    profile_digest: str
    system: str
    format: str


def write_files(load: Load, cleaned: dict[int, list[CleanTable]], act: Act, begun: Begun) -> None:
    """Write files, rows set aside and settings to the new database; and make the receipt of every file.

    `cleaned` holds the clean tables of each file by the file's position in the call; `act` is what is being done.
    """
    con = load.con
    now = datetime.now(UTC).replace(tzinfo=None, microsecond=0)
    if not begun.appends:
        _copy_old_files(load)
    con.execute("insert into new.set_aside select * from aside order by file_id, row_number, field")
    for position, file in load.prepared.items():
        load.receipts[position] = accounting.receipt(con, file, load.ids[position], cleaned[position])
        _add_file(load, position, _row_of(file), now)
    for position, areas in load.areas.items():
        load.receipts[position] = areas.receipt()
        _add_file(load, position, _row_of_areas(areas), now)
    for position, lookup in load.lookups.items():
        load.receipts[position] = receipt_of(lookup, begun.kept[load.ids[position]])
        _add_file(load, position, _row_of_lookup(lookup, wards_digest(load)), now)
    _write_meta(
        load,
        {FORM_KEY: str(FORM), "built_at": now.isoformat(), "council": load.council.name}
        | {KEY_MARK: CUSTOMER_KEY.mark(customer_key(load.data))}
        | act.as_meta()
        | append.marks(load),
    )


def _write_meta(load: Load, values: Mapping[str, str]) -> None:
    """Write settings to the new database; in a copy of the old one, in the place of those that stand there."""
    con = load.con
    con.execute("delete from new.meta where list_contains($keys, key)", {"keys": list(values)})
    rows = [{"key": key, "value": value} for key, value in values.items()]
    con.executemany("insert into new.meta values ($key, $value)", rows)


def _copy_old_files(load: Load) -> None:
    """The old store's files and rows set aside, without those of files that are loaded again."""
    replaced = {"gone": load.replaced}
    if load.replaced:
        # Never written as they were: a sentence in them may quote a file that is gone.
        load.staying = recount_receipts(load)
        for file_id, receipt in load.staying.items():
            load.con.execute(
                "insert into new.files by name select * replace ($receipt::json as receipt) from old.files "
                "where file_id = $id",
                {"id": file_id, "receipt": json.dumps(receipt.as_dict())},
            )
    elif load.stored:
        load.con.execute(
            "insert into new.files by name select * from old.files order by file_id",
        )
    if "set_aside" in load.old:
        load.con.execute(
            "insert into new.set_aside by name "
            "select * from old.set_aside where not list_contains($gone, file_id::int)",
            replaced,
        )


def _row_of(file: Prepared) -> FileRow:
    return FileRow(file.path.name, file.sha256, file.profile.name, file.digest, file.profile.system, file.raw.format)


def _row_of_areas(areas: AreaFile) -> FileRow:
    return FileRow(areas.path.name, areas.sha256, BOUNDARIES, "", BOUNDARIES, "geojson")


def _row_of_lookup(lookup: LookupFile, digest: str) -> FileRow:
    return FileRow(lookup.path.name, lookup.sha256, LOOKUP, digest, LOOKUP, lookup.headers.kind)


def _add_file(load: Load, position: int, row: FileRow, now: datetime) -> None:
    load.con.execute(
        "insert into new.files values "
        "($id, $name, $sha256, $profile, $profile_digest, $system, $format, $now, $receipt)",
        asdict(row) | {"id": load.ids[position], "now": now, "receipt": json.dumps(load.receipts[position].as_dict())},
    )


def write_receipt(con: duckdb.DuckDBPyConnection, file_id: int, receipt: FileReceipt) -> None:
    """Put a file's receipt in the place of the one that is there, in the database in use."""
    con.execute(
        "update files set receipt = $receipt where file_id = $id",
        {"receipt": json.dumps(receipt.as_dict()), "id": file_id},
    )
