"""Erasing: nothing of a file remains under the data folder, for data-protection requests and retention periods.

The version in use is built anew without the file, because a database keeps what is only deleted in it; every other
version is overwritten and deleted, with write-ahead logs and working folders. So nothing can be undone afterwards.
"""

import os
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path

from cxdata.errors import CxError
from cxdata.ingest.history import verdicts
from cxdata.ingest.history.find import find_files
from cxdata.ingest.history.remove import Removal, remove_files
from cxdata.ingest.history.versions import list_versions
from cxdata.ingest.load import store_folder
from cxdata.ingest.load.acts import ERASE
from cxdata.ingest.load.incoming import Progress
from cxdata.ingest.load.papers import REMOVED_NAME
from cxdata.ingest.papers import FILE_NAME
from cxdata.ingest.privacy import temporary
from cxdata.store import current_path, open_store

_CHUNK = 1 << 20


def find_in_any_version(
    data: Path, names: Sequence[str], answers: Mapping[str, str] | None = None
) -> tuple[list[int], tuple[str, ...]]:
    """The numbers of the files of the store in use that `names` mean, and the names that only other versions hold.

    Raises CxError for a name that no version holds, Ambiguous for one that several files of the store in use bear.
    """
    versions = list_versions(data)
    current = [file for version in versions if version.in_use for file in version.files]
    held = {file.name for version in versions for file in version.files} - {file.name for file in current}
    numbers = find_files([name for name in names if name not in held], current, answers)
    return numbers, tuple(name for name in names if name in held)


def erase_files(data: Path, file_ids: Sequence[int], *, progress: Progress | None = None) -> Removal:
    """Erase files from every version; the version that stays holds the other files of the store in use.

    With no number every version but a new one of the same files is erased: what is gone from the store in use is then
    gone for good. Raises CxError when a number is no file's, or when something cannot be deleted, naming it.
    """
    removal = remove_files(data, file_ids, act=ERASE, progress=progress)
    with store_folder.lock_folder(data) as folder:
        if store_folder.version_in_use(folder) != removal.version:
            raise CxError("Something else changed the store meanwhile, so old versions are still there. Erase again.")
        _wipe_all(folder, keep=store_folder.version_path(folder, removal.version))
    verdicts.forget_verdicts(data, _digests(data))
    return removal


def _digests(data: Path) -> set[str]:
    """The digests of the files of the store in use."""
    return set(open_store(data).files()["sha256"]) if current_path(data) else set()


def erase_all(data: Path) -> None:
    """Erase the whole store, the figures typed out of papers and what was said of comments: only settings, layouts and
    the key stay.

    Raises CxError when something cannot go.
    """
    for name in (FILE_NAME, REMOVED_NAME, verdicts.FILE_NAME):
        (data / name).unlink(missing_ok=True)
    with store_folder.lock_folder(data) as folder:
        store_folder.point_to(folder, None)
        _wipe_all(folder, keep=None)


def _wipe_all(folder: Path, *, keep: Path | None) -> None:
    """Overwrite and delete all that the store's folder holds but the lock, the pointer and the version to `keep`."""
    temporary.sweep()
    names = {"lock", *((keep.name, store_folder.POINTER) if keep else ())}
    left = []
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not (path.parent == folder and path.name in names):
            try:
                _wipe(path)
            except OSError:
                left.append(path.name)
    for path in folder.iterdir():
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
    if left:
        raise CxError(
            f"{', '.join(left)} could not be deleted, because another program uses it. Close every dashboard and other "
            "program that has the store open, then erase again."
        )


def _wipe(path: Path) -> None:
    with path.open("r+b") as file:
        for start in range(0, path.stat().st_size, _CHUNK):
            file.write(bytes(min(_CHUNK, path.stat().st_size - start)))
        file.flush()
        os.fsync(file.fileno())
    path.unlink()
