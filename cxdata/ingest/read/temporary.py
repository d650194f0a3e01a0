"""Temporary folders for files with personal data: gone after use, and swept at the next start where a kill left one.

A folder in use holds a lock of the operating system, which a process that dies gives up.
"""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

_PREFIX = "cx-private-"
_LOCK = ".in-use"


def take_lock(file: IO[bytes]) -> bool:
    """Take the operating system's lock on an open file; False when another process holds it."""
    try:
        if os.name == "nt":
            import msvcrt

            # Types of msvcrt are known on Windows only.
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined]
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


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


def sweep() -> list[Path]:
    """Delete the private folders that no living process uses; returns them."""
    swept = []
    for folder in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*"):
        lock = folder / _LOCK
        try:
            with lock.open("r+b") as file:
                free = take_lock(file)
        except FileNotFoundError:
            continue  # being made, or being deleted, by another
        except OSError:
            continue
        if free:
            shutil.rmtree(folder, ignore_errors=True)
            swept.append(folder)
    return swept
