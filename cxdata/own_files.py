"""Files that are their owner's alone, written whole or not at all; and what is said where that cannot be done."""

import errno
import os
import re
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from cxdata.errors import CxError

FOLDER, FILE = 0o700, 0o600
_PIECE = 1 << 20
# Windows lets nobody replace or delete a file that another program has open: a virus scanner lets go of it soon.
_TRIES, _PAUSE = 20, 0.05
_PATIENCE = 10.0  # seconds
_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG} if hasattr(errno, "EDQUOT") else {errno.ENOSPC, errno.EFBIG}
_LONGEST = 120
_DEVICES = {
    "CON",
    "PRN",
    "AUX",
    "NUL",
    "CONIN$",
    "CONOUT$",
    *(f"{port}{n}" for port in ("COM", "LPT") for n in range(10)),
}
_BINARY = getattr(os, "O_BINARY", 0)  # Windows would end lines its own way
# How DuckDB, which hands on the operating system's words, says that a disk is full.
_FULL_WORDS = ("no space left", "not enough space on the disk", "disk quota", "file too large", "disk is full")


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
    partial = path.with_name(f".{path.name}.part")
    try:
        make_folder(path.parent)
        partial.unlink(missing_ok=True)
        with os.fdopen(os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BINARY, FILE), "wb") as file:
            file.write(content.encode(encoding) if isinstance(content, str) else content)
            file.flush()
            os.fsync(file.fileno())
        replace(partial, path)
    except OSError as fault:
        with suppress(OSError):
            partial.unlink(missing_ok=True)
        raise cannot_write(path, fault) from None


def copy_whole(source: Path, target: Path) -> None:
    """Copy a file, its owner's alone, which takes its name only when whole. Raises CxError."""
    partial = target.with_name(f".{target.name}.part")
    try:
        partial.unlink(missing_ok=True)
        descriptor = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BINARY, FILE)
        with source.open("rb") as reader, os.fdopen(descriptor, "wb") as writer:
            shutil.copyfileobj(reader, writer, _PIECE)
            writer.flush()
            os.fsync(writer.fileno())
        replace(partial, target)
    except OSError as fault:
        with suppress(OSError):
            partial.unlink(missing_ok=True)
        raise cannot_write(target, fault) from None


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


def safe_name(name: str) -> str:
    """A file's name, as somebody else's system gave it, made one that any system takes: no path, no device of Windows
    (CON, COM1), no dot or space at its end, at most 120 characters with its ending kept.
    """
    name = re.sub(r'[\x00-\x1f<>:"|?*]', "_", re.split(r"[/\\]", name)[-1]).strip().rstrip(". ")
    stem, dot, ending = name.rpartition(".")
    if len(name.encode()) > _LONGEST:
        ending = ending[:12] if dot else ""
        name = f"{_cut(stem or name, _LONGEST - 13)}{dot}{ending}"
    return f"_{name}" if is_reserved(name) else name or "file"


def _cut(text: str, most: int) -> str:
    """As much of a text as takes `most` bytes."""
    return text.encode()[:most].decode(errors="ignore")


def is_reserved(name: str) -> bool:
    """Whether Windows takes a name, whatever its ending, for a device."""
    return name.split(".")[0].strip().upper() in _DEVICES


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


@contextmanager
def changing(path: Path) -> Iterator[None]:
    """Hold a list while it is read, changed and written: of two who change it at once, the second waits for the first.

    Raises CxError where nothing can be written, or the first does not come to an end.
    """
    make_folder(path.parent)
    until = time.monotonic() + _PATIENCE
    try:
        lock = path.with_name(f".{path.name}.lock").open("a+b")
    except OSError as fault:
        raise cannot_write(path, fault) from None
    with lock:
        while not take_lock(lock):
            if time.monotonic() > until:
                raise CxError(f"{path.name} is being changed by another. Wait a little, then do it again.")
            time.sleep(_PAUSE)
        yield


def is_disk_full(fault: BaseException) -> bool:
    """Whether a fault of the system, or of DuckDB, says that nothing more can be written."""
    if isinstance(fault, OSError) and fault.errno in _FULL:
        return True
    return not isinstance(fault, CxError) and any(words in str(fault).casefold() for words in _FULL_WORDS)


def cannot_write(path: Path, fault: OSError) -> CxError:
    """What is said where a file or folder cannot be written, with what mends it."""
    if is_disk_full(fault):
        return CxError(disk_full(path))
    if isinstance(fault, FileExistsError | NotADirectoryError):
        return CxError(f"{path} cannot be a folder of data, because a file lies in the way. Name another: --data DIR")
    if fault.errno == errno.ENAMETOOLONG:
        return CxError(f"The name {path.name[:40]}... is longer than this system takes. Choose a shorter one.")
    if isinstance(fault, PermissionError) or fault.errno == errno.EROFS:
        return CxError(
            f"{path} cannot be written: this user has no permission there, or it is read-only. Ask for permission to "
            "write, or name another data folder: --data DIR"
        )
    return CxError(f"{path} cannot be written: {fault.strerror or type(fault).__name__}.")


def disk_full(path: Path) -> str:
    """The sentence for a disk without room."""
    return (
        f"The disk of {path.parent} is full, so this was not done; what was there before is as it was. Free some space "
        "and do it again."
    )
