"""The store's folder: one load at a time, built beside the old database, the pointer moved last."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from cxdata.errors import CxError
from cxdata.ingest.privacy.temporary import take_lock
from cxdata.store import POINTER

KEPT = 2
_PART = ".duckdb.part"
_WORK = ".work-"


@contextmanager
def lock_folder(data: Path) -> Iterator[Path]:
    """Hold the store's folder for one load; yields it. Raises CxError when another load is running.

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
    """A folder for what a load spills to disk; gone when the load ends."""
    path = folder / f"{_WORK}{os.getpid()}"
    path.mkdir()
    try:
        yield path
    finally:
        shutil.rmtree(path, ignore_errors=True)


def part_path(folder: Path, digest: str) -> Path:
    """Where a new database is built."""
    return folder / f"cx-{digest}{_PART}"


def publish(folder: Path, digest: str) -> Path:
    """Give the finished database its name, move the pointer to it, and drop all but the last two databases."""
    path = folder / f"cx-{digest}.duckdb"
    os.replace(part_path(folder, digest), path)
    pointer = folder / POINTER
    partial = folder / f"{POINTER}.part"
    with partial.open("w", encoding="utf-8") as file:
        file.write(f"{path.name}\n")
        file.flush()
        os.fsync(file.fileno())
    os.replace(partial, pointer)
    others = sorted(folder.glob("cx-*.duckdb"), key=lambda database: database.stat().st_mtime_ns, reverse=True)
    for old in [database for database in others if database != path][KEPT - 1 :]:
        _remove(old)
    return path


def _remove(path: Path) -> None:
    try:
        path.unlink()
    except OSError:
        return  # another program still reads it, as Windows says; the next load tries again
