"""A load: files in, a new database beside the old one, a receipt; then the pointer moves.

All files of one call land in one new store. A file that must be refused is named in the receipt with its sentence and
the others still land; when none lands, the store in use stays as it is.
"""

import time
from collections.abc import Sequence
from pathlib import Path

from cxdata.ingest.load.acts import LOAD, REPLACE, Act
from cxdata.ingest.load.incoming import Load, Progress, read_all
from cxdata.ingest.load.new_version import build_version, open_load
from cxdata.ingest.load.store_folder import version_in_use
from cxdata.ingest.profile.shipped import find_profile
from cxdata.ingest.receipt import Receipt


def load_files(
    paths: Sequence[Path],
    *,
    data: Path,
    profile: str | None = None,
    sheet: str | None = None,
    dates: str | None = None,
    progress: Progress | None = None,
    instead_of: Sequence[int] = (),
) -> Receipt:
    """Load files into a new store under `data` and put it into use.

    `profile` names the profile for every file (else each is recognised by its headers), `sheet` a workbook's sheet,
    `dates` the order of day and month ("dmy", "mdy") where a file does not decide. `progress` is told what is being
    done and the share done so far (0 to 1). `instead_of` are files of the store, by their numbers, that make way for
    these in the same version; where none of these lands they stay. Raises CxError when nothing can be loaded at all:
    another load is running, a profile is broken, the store cannot be read. A refused file is in the receipt.
    """
    started = time.monotonic()
    with open_load(data, profile=profile, sheet=sheet, dates=dates, progress=progress) as (load, folder):
        if profile:
            find_profile(profile, load.profiles)
        read_all(load, [Path(path) for path in paths])
        if load.prepared or load.areas:
            build_version(load, folder, _act(load, folder, paths, instead_of))
        version = version_in_use(folder)
    files = tuple(load.receipts[position] for position in sorted(load.receipts))
    return Receipt(files, version, time.monotonic() - started)


def _act(load: Load, folder: Path, paths: Sequence[Path], instead_of: Sequence[int]) -> Act:
    """What this load is; the files that make way are noted in `load`."""
    landed = tuple(Path(paths[position]).name for position in sorted((*load.prepared, *load.areas)))
    before = version_in_use(folder) or ""
    if not instead_of:
        return Act(LOAD, landed, before=before)
    names = {stored.file_id: stored.name for stored in load.stored.values()}
    load.replaced = sorted({*load.replaced, *instead_of})
    return Act(REPLACE, landed, tuple(names[file_id] for file_id in instead_of), before)
