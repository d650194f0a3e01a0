"""Erasing: nothing of a file remains under the data folder, for data-protection requests and retention periods.

The version in use is built anew without the file, because a database keeps what is only deleted in it; every other
version is overwritten and deleted, with write-ahead logs and working folders. So nothing can be undone afterwards.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path

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
from cxdata.store_files.wiping import begin_wiping, finish_wiping


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
    # What was said of its comments goes first: a kill leaves comments that are looked at once more, and no trace.
    verdicts.forget_verdicts(data, _digests_without(data, file_ids))
    removal = remove_files(data, file_ids, act=ERASE, progress=progress)
    with store_folder.lock_folder(data):
        temporary.sweep()
    return removal


def _digests_without(data: Path, file_ids: Sequence[int]) -> set[str]:
    """The digests of the files of the store in use but for some."""
    if not current_path(data):
        return set()
    files = open_store(data).files()
    return set(files[~files["file_id"].isin(file_ids)]["sha256"])


def erase_all(data: Path) -> None:
    """Erase the whole store, the figures typed out of papers and what was said of comments: only settings, layouts and
    the key stay.

    Raises CxError when something cannot go.
    """
    removed = [path.name for path in data.glob(REMOVED_NAME.replace(".", "*."))]
    for name in (FILE_NAME, *removed, verdicts.FILE_NAME):
        (data / name).unlink(missing_ok=True)
    with store_folder.lock_folder(data) as folder:
        temporary.sweep()
        begin_wiping(folder, None)
        finish_wiping(folder)
