"""Temporary folders for files with personal data: gone after use, and swept at the next start where a kill left one.

A folder in use holds a lock of the operating system, which a process that dies gives up.
"""

import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from cxdata.own_files import take_lock

_PREFIX = "cx-private-"
_LOCK = ".in-use"
# Seconds; a folder is made and deleted in far less.
_MOMENT = 600


@contextmanager
def private_folder() -> Iterator[Path]:
    """A temporary folder for this process alone; deleted with all that is in it at the end."""
    folder = Path(tempfile.mkdtemp(prefix=_PREFIX))
    try:
        with (folder / _LOCK).open("w+b") as lock:
            take_lock(lock)
            yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _is_left(folder: Path) -> bool:
    """Whether a folder without a lock is not one that is being made or deleted by another at this moment."""
    try:
        return not folder.is_symlink() and time.time() - folder.stat().st_mtime > _MOMENT
    except OSError:
        return False


def sweep() -> list[Path]:
    """Delete the private folders that no living process uses; returns them."""
    swept = []
    for folder in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*"):
        lock = folder / _LOCK
        try:
            with lock.open("r+b") as file:
                free = take_lock(file)
        except FileNotFoundError:
            free = _is_left(folder)
        except OSError:
            continue
        if free:
            shutil.rmtree(folder, ignore_errors=True)
            swept.append(folder)
    return swept
