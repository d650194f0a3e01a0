"""Removing files: a new version without their rows, as if they had never been loaded."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from cxdata.errors import CxError
from cxdata.ingest.areas.files import has_areas_of_no_file
from cxdata.ingest.load.acts import REMOVE, Act
from cxdata.ingest.load.incoming import Load, Progress
from cxdata.ingest.load.new_version import build_version, open_load
from cxdata.ingest.load.store_folder import version_in_use


@dataclass(frozen=True)
class Removal:
    """What a removal did: the files by name, the version now in use, and what the officer must know."""

    files: tuple[str, ...]
    version: str
    notes: tuple[str, ...] = ()


def remove_files(data: Path, file_ids: Sequence[int], *, progress: Progress | None = None) -> Removal:
    """Build a version without these files and put it into use; the version before is kept.

    Rows that were left out as duplicates of theirs, or as earlier versions, stand again; checks are run anew. Wards
    that only their boundaries named keep the names. Raises CxError when a number is no file's or another act runs.
    """
    with open_load(data, progress=progress) as (load, folder):
        return build_without(load, folder, file_ids, REMOVE)


def build_without(load: Load, folder: Path, file_ids: Sequence[int], kind: str) -> Removal:
    """The version without some files, while the folder is held; `kind` is the act as it is recorded."""
    names = {stored.file_id: stored.name for stored in load.stored.values()}
    if unknown := [number for number in file_ids if number not in names]:
        raise CxError(f"No file has the number {unknown[0]}.")
    boundaries = {stored.file_id for stored in load.stored.values() if stored.profile == "boundaries"}
    if boundaries & set(file_ids) and not boundaries <= set(file_ids) and has_areas_of_no_file(load.con):
        raise CxError(
            "This store was made before it was noted which file an area came from, so one boundary file alone cannot "
            "be removed. Remove all of them, then load the right ones again."
        )
    load.replaced = sorted(set(file_ids))
    gone = tuple(names[number] for number in load.replaced)
    act = Act(kind, () if kind != REMOVE else gone, before="" if kind != REMOVE else version_in_use(folder) or "")
    notes = _cannot_come_back(load)
    return Removal(gone, build_version(load, folder, act), notes)


def _cannot_come_back(load: Load) -> tuple[str, ...]:
    """Of a store that was made before spare rows were kept: the files whose left-out rows may be wanted again."""
    if "meta" in load.old and load.con.execute("select 1 from old.meta where key = 'act'").fetchone():
        return ()
    stays = [stored for stored in load.stored.values() if stored.file_id not in load.replaced]
    overlapping = [stored.name for stored in stays if stored.receipt.duplicates]
    if not overlapping:
        return ()
    return (
        f"This store was made before left-out rows were kept. If {' or '.join(overlapping)} repeats rows of what was "
        "removed, load it again after removing it too.",
    )
