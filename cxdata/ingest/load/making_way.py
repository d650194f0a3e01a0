"""Files of the store that make way: for others in their place, or for good."""

from collections.abc import Sequence
from pathlib import Path

from cxdata.errors import CxError
from cxdata.ingest.areas.files import has_areas_of_no_file
from cxdata.ingest.load.acts import ERASE, LOAD, REMOVE, RENEW, REPLACE, Act
from cxdata.ingest.load.incoming import Load
from cxdata.ingest.load.store_folder import version_in_use
from cxdata.ingest.papers.rows import FILE


def make_way(load: Load, folder: Path, paths: Sequence[Path], gone: Sequence[int], kind: str) -> Act:
    """Note the files that make way in `load`; returns the act, of `kind`, as the new version records it.

    `paths` are the files of the call, of which those that are prepared land; with `gone` files in whose place they do.
    Raises CxError where a number is no file's, or it is not known which areas a boundary file brought.
    """
    names = {stored.file_id: stored.name for stored in load.stored.values()}
    if unknown := [number for number in gone if number not in names]:
        raise CxError(f"No file has the number {unknown[0]}.")
    boundaries = {stored.file_id for stored in load.stored.values() if stored.profile == "boundaries"}
    if boundaries & set(gone) and not boundaries <= set(gone) and has_areas_of_no_file(load.con):
        raise CxError(
            "This store was made before it was noted which file an area came from, so one boundary file alone cannot "
            "be removed. Remove all of them, then load the right ones again."
        )
    load.replaced = sorted({*load.replaced, *gone})
    if kind == ERASE:
        # Neither the name of what was erased nor the way back to it is kept.
        return Act(ERASE)
    before = version_in_use(folder) or ""
    gone_names = tuple(names[number] for number in dict.fromkeys(gone))
    if kind in (REMOVE, RENEW):
        return Act(kind, gone_names, before=before)
    landed = tuple(Path(paths[position]).name for position in sorted(load.ids) if position != load.papers) or (FILE,)
    return Act(REPLACE if gone else LOAD, landed, gone_names, before)
