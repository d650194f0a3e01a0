"""The store's folder: one load at a time, built beside the old database, the pointer moved last."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from cxdata.errors import CxError
from cxdata.ingest.privacy.temporary import take_lock
from cxdata.store import POINTER, pointed_path

_PART = ".duckdb.part"
_WORK = ".work-"


@contextmanager
def lock_folder(data: Path) -> Iterator[Path]:
    """Hold the store's folder for one act; yields it. Raises CxError when another is running.

    The lock is the operating system's, so that a load that is killed leaves none behind.
    """
    folder = data / "store"
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "lock").open("a+b") as file:
        if not take_lock(file):
            raise CxError(f"Another load is running in {data}. Wait until it has finished, then load again.")
        yield folder


def sweep(folder: Path) -> None:
    """Remove what a load that was killed left behind. Only while the lock is held."""
    for path in folder.iterdir():
        if path.name.startswith(_WORK):
            shutil.rmtree(path, ignore_errors=True)
        elif path.name.endswith((_PART, f"{_PART}.wal", f"{POINTER}.part")):
            path.unlink(missing_ok=True)


@contextmanager
def work_folder(folder: Path) -> Iterator[Path]:
    """A folder for what a load spills to disk, its owner's only. Gone when the load ends."""
    path = folder / f"{_WORK}{os.getpid()}"
    path.mkdir(mode=0o700)
    try:
        yield path
    finally:
        shutil.rmtree(path, ignore_errors=True)


def part_path(folder: Path, digest: str) -> Path:
    """Where a new database is built."""
    return folder / f"cx-{digest}{_PART}"


def version_path(folder: Path, version: str) -> Path:
    """The database of a version."""
    return folder / f"cx-{version}.duckdb"


def version_of(path: Path) -> str:
    """The version that a database holds, by its name."""
    return path.stem.removeprefix("cx-")


def version_in_use(folder: Path) -> str | None:
    """The version that the pointer names; None when there is none."""
    path = pointed_path(folder.parent)
    return version_of(path) if path else None


def version_files(folder: Path) -> list[Path]:
    """Every version that is kept, the newest first."""
    return sorted(folder.glob("cx-*.duckdb"), key=lambda database: database.stat().st_mtime_ns, reverse=True)


def publish(folder: Path, version: str, *, keep: int | None) -> Path:
    """Give the finished database its name, point to it, and drop all but the last `keep` databases (None: none).

    The one that was in use is kept before any other: after an undo it is not the newest, and undo must find it.
    """
    path, before = version_path(folder, version), pointed_path(folder.parent)
    os.replace(part_path(folder, version), path)
    point_to(folder, path)
    others = [database for database in version_files(folder) if database != path]
    others.sort(key=lambda database: database != before)
    for old in others[keep - 1 :] if keep else ():
        _remove(old)
    return path


def point_to(folder: Path, path: Path | None) -> None:
    """Put a version into use, at once or not at all; None takes the one in use out of it, and nothing is loaded."""
    pointer = folder / POINTER
    if path is None:
        pointer.unlink(missing_ok=True)
        return
    partial = folder / f"{POINTER}.part"
    with partial.open("w", encoding="utf-8") as file:
        file.write(f"{path.name}\n")
        file.flush()
        os.fsync(file.fileno())
    os.replace(partial, pointer)


def _remove(path: Path) -> None:
    try:
        path.unlink()
    except OSError:
        return  # another program still reads it, as Windows says; the next load tries again
