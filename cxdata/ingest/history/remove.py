"""Removing files: a new version without their rows, as if they had never been loaded."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from cxdata.errors import CxError
from cxdata.ingest.history.versions import current_version
from cxdata.ingest.load.acts import REMOVE
from cxdata.ingest.load.build import load_files
from cxdata.ingest.load.incoming import Progress

_NOT_KEPT = (
    "This store was made before left-out rows were kept. Where another file repeats rows of what was removed, remove "
    "that file too and load it again."
)


@dataclass(frozen=True)
class Removal:
    """What a removal did: the files by name, the version now in use, and what the officer must know."""

    files: tuple[str, ...]
    version: str
    notes: tuple[str, ...] = ()


def remove_files(
    data: Path, file_ids: Sequence[int], *, act: str = REMOVE, progress: Progress | None = None
) -> Removal:
    """Build a version without these files and put it into use; the version before is kept.

    Rows that were left out as duplicates of theirs, or as earlier versions, stand again; checks are run anew. Wards
    that only their boundaries named keep the names. `act` is how it is recorded. Raises CxError when nothing is loaded,
    a number is no file's, or another act is running.
    """
    current = current_version(data)
    if current is None or current.holds_nothing and file_ids:
        raise CxError(f"Nothing is loaded in {data}, so there is nothing to remove.")
    names = tuple(file.name for file in current.files if file.file_id in file_ids)
    receipt = load_files((), data=data, gone=file_ids, act=act, progress=progress)
    alone = len(names) == len(current.files)
    notes = [*([receipt.said] if receipt.said else []), *([] if current.act.kind or alone else [_NOT_KEPT])]
    return Removal(names, receipt.store_version or "", tuple(notes))
