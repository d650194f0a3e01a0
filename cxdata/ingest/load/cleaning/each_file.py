"""Every file of a load cleaned, one after another; what stops one of them is known to be its own."""

import os
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from cxdata.ingest.load import accounting
from cxdata.ingest.load.database.begun import Begun
from cxdata.ingest.load.incoming import Load
from cxdata.ingest.load.rows import tables
from cxdata.ingest.load.rows.clean import CleanTable, clean, redact_aside
from cxdata.ingest.load.rows.default_points import default_points, points_of
from cxdata.ingest.load.rows.places import find_places
from cxdata.ingest.privacy.redaction import Redactor
from cxdata.ingest.profile.keys import customer_key
from cxdata.ingest.read.raw_table import ident
from cxdata.ingest.receipt import Receipt, refused_by
from cxdata.own_files import is_disk_full


class FileFault(Exception):
    """What stopped one file after all were read: its position in the call, and the fault."""

    def __init__(self, position: int, fault: Exception):
        super().__init__(position)
        self.position, self.fault = position, fault


def with_refused(receipt: Receipt, stopped: FileFault, paths: Sequence[Path]) -> Receipt:
    """The receipt of the other files, with that of the file that was stopped in its place among them."""
    files = list(receipt.files)
    files.insert(stopped.position, refused_by(Path(paths[stopped.position]).name, stopped.fault))
    return replace(receipt, files=tuple(files))


def clean_all(load: Load, begun: Begun, redact: Redactor) -> dict[int, list[CleanTable]]:
    """Clean the rows of every file and drop its raw table."""
    con = load.con
    con.execute(
        "create temp table aside (file_id int, row_number bigint, field varchar, value varchar, reason varchar)"
    )
    key = customer_key(load.data)
    cleaned_files: dict[int, list[CleanTable]] = {}
    for position in list(load.prepared):
        try:
            cleaned_files[position] = _clean_file(load, begun, position, key)
        except Exception as fault:
            if position == load.papers or is_disk_full(fault) or os.environ.get("CX_TRACEBACK"):
                raise
            raise FileFault(position, fault) from fault
    redact_aside(con, redact)
    return cleaned_files


def _clean_file(load: Load, begun: Begun, position: int, key: str) -> list[CleanTable]:
    """Clean the rows of one file and drop its raw table."""
    con, file, cleaned = load.con, load.prepared[position], []
    for file_table in file.tables:
        points = points_of(con, file_table)
        places, problems = find_places(
            con, file_table, file.profile, begun.locator, points, begun.looked_up[file_table.name]
        )
        clean_table = clean(
            con,
            file_table,
            file.profile,
            file_id=load.ids[position],
            catalogue=tables.NEW,
            key=key,
            places=places,
        )
        cleaned.append(clean_table)
        if points is not None:
            problems += default_points(con, clean_table, points)
        before = load.prepared[position].problems
        load.prepared[position] = replace(file, problems=(*before, *problems))
    accounting.unused_rows(con, file, load.ids[position])
    con.execute(f"drop table {ident(file.raw.table)}")
    return cleaned
