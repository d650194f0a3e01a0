"""Files written whole or not at all, in the place of others, and by one at a time."""

import os
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from cxdata.errors import CxError
from cxdata.own_files.faults import cannot_write

FOLDER, FILE = 0o700, 0o600
_PIECE = 1 << 20
# Windows lets nobody replace or delete a file that another program has open: a virus scanner lets go of it soon.
_TRIES, _PAUSE = 20, 0.05
_PATIENCE = 10.0  # seconds
_BINARY = getattr(os, "O_BINARY", 0)  # Windows would end lines its own way


def make_folder(path: Path) -> Path:
    """A folder that its owner alone can open, made with those above it where it is not there. Raises CxError."""
    for folder in [path, *path.parents][::-1]:
        try:
            if not folder.is_dir():
                folder.mkdir(mode=FOLDER, exist_ok=True)
        except OSError as fault:
            raise cannot_write(folder, fault) from None
    return path


def write_whole(path: Path, content: str | bytes, *, encoding: str = "utf-8") -> None:
    """Put a whole new file in the place of another, or of none, at once; it is its owner's alone. Raises CxError.

    A text's lines end as they are given, on every system.
    """
    with _writing(path) as file:
        file.write(content.encode(encoding) if isinstance(content, str) else content)


def copy_whole(source: Path, target: Path) -> None:
    """Copy a file, its owner's alone, which takes its name only when whole. Raises CxError."""
    with _writing(target) as file, source.open("rb") as reader:
        shutil.copyfileobj(reader, file, _PIECE)


@contextmanager
def _writing(path: Path) -> Iterator[IO[bytes]]:
    """A file beside the path, its owner's alone, that takes its name at the end; nothing of it stays where it fails."""
    partial = path.with_name(f".{path.name}.part")
    try:
        make_folder(path.parent)
        partial.unlink(missing_ok=True)
        with os.fdopen(os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BINARY, FILE), "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        replace(partial, path)
    except BaseException as fault:
        with suppress(OSError):
            partial.unlink(missing_ok=True)
        if isinstance(fault, OSError):
            raise cannot_write(path, fault) from None
        raise


def replace(source: Path, target: Path) -> None:
    """`os.replace`, tried for a second where another program holds one of the two. Raises OSError."""
    for attempt in range(_TRIES):
        try:
            os.replace(source, target)
            _keep_name(target.parent)
            return
        except PermissionError:
            if os.name != "nt" or attempt == _TRIES - 1:
                raise
            time.sleep(_PAUSE)


def _keep_name(folder: Path) -> None:
    """Have a folder's new names written to the disk, so that a power cut does not part a file from its name."""
    if os.name == "nt":
        return  # it has no such call
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


@contextmanager
def changing(path: Path) -> Iterator[None]:
    """Hold a list while it is read, changed and written: of two who change it at once, the second waits for the first.

    Raises CxError where nothing can be written, or the first does not come to an end.
    """
    make_folder(path.parent)
    until = time.monotonic() + _PATIENCE
    try:
        descriptor = os.open(path.with_name(f".{path.name}.lock"), os.O_RDWR | os.O_CREAT | _BINARY, FILE)
        lock = os.fdopen(descriptor, "r+b")
    except OSError as fault:
        raise cannot_write(path, fault) from None
    with lock:
        while not take_lock(lock):
            if time.monotonic() > until:
                raise CxError(f"{path.name} is being changed by another. Wait a little, then do it again.")
            time.sleep(_PAUSE)
        yield


def take_lock(file: IO[bytes]) -> bool:
    """Take the operating system's lock on an open file; False when another process holds it."""
    try:
        if os.name == "nt":
            import msvcrt

            # The lock is on the byte at the file's position, which must be one place for all. Known on Windows only.
            file.seek(0)
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined]
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
