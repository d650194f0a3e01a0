"""Erasing for good: what a store's folder holds is overwritten and deleted, and what was begun is finished.

A note lies in the folder from before the new version is put into use until all others are gone: after a kill the next
act, or the next start, goes on from it.
"""

import os
import shutil
from contextlib import suppress
from pathlib import Path

from cxdata.errors import CxError
from cxdata.own_files import write_whole
from cxdata.store_files.names import POINTER, seal_path, version_of
from cxdata.store_files.pointer import point_to, read_pointer

_NOTE = "erasing"
_ALL = "all"
_CHUNK = 1 << 20


def begin_wiping(folder: Path, version: str | None) -> None:
    """Note that everything but one version, or everything (None), is to go."""
    write_whole(folder / _NOTE, f"{version or _ALL}\n")


def finish_wiping(folder: Path) -> None:
    """Do what a note says; nothing where there is none. Only while the lock is held.

    Where the version that was to stay never came into use, nothing was erased, and the note goes. Raises CxError when
    something cannot be deleted, naming it.
    """
    note = folder / _NOTE
    if not note.is_file():
        return
    stays = note.read_text(encoding="utf-8").strip()
    if stays == _ALL:
        point_to(folder, None)
        _wipe_all(folder, keep=None)
        (folder / POINTER).unlink(missing_ok=True)  # nothing is left that it could be wanted for
    else:
        pointer = read_pointer(folder)
        if pointer.wrong:
            return  # which stays is not known; the note waits until it is
        if pointer.path is not None and version_of(pointer.path) == stays:
            _wipe_all(folder, keep=pointer.path)
    note.unlink(missing_ok=True)


def _wipe_all(folder: Path, *, keep: Path | None) -> None:
    """Overwrite and delete all that the store's folder holds but the lock, the pointer, the note and what stays."""
    names = {"lock", POINTER, _NOTE, *((keep.name, seal_path(keep).name) if keep else ())}
    left = []
    for path in sorted(folder.rglob("*")):
        if path.is_symlink():
            path.unlink()  # what it leads to is not ours
        elif path.is_file() and not (path.parent == folder and path.name in names):
            try:
                _wipe(path)
            except OSError:
                left.append(path.name)
    for path in folder.iterdir():
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path, ignore_errors=True)
    if left:
        raise CxError(
            f"{', '.join(left)} could not be deleted, because another program uses it. Close every dashboard and other "
            "program that has the store open, then erase again, or start anew: what was begun is then finished."
        )


def _wipe(path: Path) -> None:
    with suppress(PermissionError):
        path.chmod(0o600)
    with path.open("r+b") as file:
        for start in range(0, path.stat().st_size, _CHUNK):
            file.write(bytes(min(_CHUNK, path.stat().st_size - start)))
        file.flush()
        os.fsync(file.fileno())
    path.unlink()
