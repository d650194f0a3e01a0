"""The store's folder: one load at a time, built beside the old database, the pointer moved last."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import duckdb

from cxdata.errors import CxError
from cxdata.ingest.load.acts import Act, act_of
from cxdata.own_files import cannot_write, make_folder, replace, take_lock
from cxdata.store import pointed_path
from cxdata.store_files.names import POINTER, seal_path, version_of, version_path
from cxdata.store_files.opening import attached
from cxdata.store_files.owner_only import owner_only
from cxdata.store_files.pointer import point_to, version_files
from cxdata.store_files.seal import read_seal, write_seal
from cxdata.store_files.wiping import finish_wiping

_PART = ".duckdb.part"
_WORK = ".work-"


@contextmanager
def lock_folder(data: Path) -> Iterator[Path]:
    """Hold the store's folder for one act; yields it. Raises CxError when another runs, or nothing can be written.

    The lock is the operating system's, so that a load that is killed leaves none behind. An erasure that was killed is
    finished first. What is written meanwhile is its owner's alone.
    """
    folder = make_folder(data / "store")
    try:
        file = (folder / "lock").open("a+b")
    except OSError as fault:
        raise cannot_write(folder, fault) from None
    with file:
        if not take_lock(file):
            raise CxError(f"Another load is running in {data}. Wait until it has finished, then load again.")
        before = os.umask(0o077)
        try:
            finish_wiping(folder)
            owner_only(data)
            yield folder
        finally:
            os.umask(before)


def tidy(data: Path) -> None:
    """At the start of a dashboard: what a killed load left is removed, an erasure that was begun is finished, and every
    file is made its owner's alone. Nothing where an act is running, or nothing can be written.
    """
    if (data / "store").is_dir():
        with suppress(CxError, OSError), lock_folder(data) as folder:
            sweep(folder)


def sweep(folder: Path) -> None:
    """Remove what a load that was killed left behind. Only while the lock is held."""
    for path in folder.iterdir():
        if path.name.startswith(_WORK):
            shutil.rmtree(path, ignore_errors=True)
        elif path.name.endswith((_PART, f"{_PART}.wal", ".part")) or _is_orphan(path):
            with suppress(OSError):
                path.unlink(missing_ok=True)


def _is_orphan(path: Path) -> bool:
    """Whether a file is the seal of no version."""
    return path.suffix == ".seal" and not path.with_suffix(".duckdb").exists()


@contextmanager
def work_folder(folder: Path) -> Iterator[Path]:
    """A folder for what a load spills to disk, its owner's only. Gone when the load ends, with what it was building."""
    path = folder / f"{_WORK}{os.getpid()}"
    path.mkdir(mode=0o700)
    try:
        yield path
    finally:
        shutil.rmtree(path, ignore_errors=True)


def part_path(folder: Path, digest: str) -> Path:
    """Where a new database is built."""
    return folder / f"cx-{digest}{_PART}"


def version_in_use(folder: Path) -> str | None:
    """The version that stands; None when there is none."""
    path = pointed_path(folder.parent)
    return version_of(path) if path else None


def publish(folder: Path, version: str, act: Act, *, key_mark: str, keep: int | None) -> Path:
    """Seal the finished database, give it its name and point to it; then drop versions it supersedes, as `keep` says.

    Of the versions that it came from, itself among them, the last `keep` stay; so do as many others, which were taken
    back or stood there before it began anew. None drops nothing.
    """
    path, part = version_path(folder, version), part_path(folder, version)
    try:
        write_seal(part, path, before=act.before, act=act.kind, key_mark=key_mark)
        replace(part, path)
        point_to(folder, path)
    except (CxError, OSError) as fault:
        for file in (path, seal_path(path)):
            file.unlink(missing_ok=True)
        raise fault if isinstance(fault, CxError) else cannot_write(path, fault) from None
    if keep:
        for old in _superseded(folder, path, keep):
            _remove(old)
    return path


def _superseded(folder: Path, path: Path, keep: int) -> list[Path]:
    """The versions that are no longer kept: ancestors of the one in use, and others, beyond `keep` of each."""
    files = version_files(folder)
    ancestors, before = [], path
    while before in files and before not in ancestors:
        ancestors.append(before)
        before = version_path(folder, _came_from(before, files) or POINTER)
    others = [file for file in files if file not in ancestors]
    return [*ancestors[keep:], *others[keep:]]


def _came_from(path: Path, files: list[Path]) -> str:
    """The version that one was made from, "" for none: as its seal says, else its own table. One that does not say was
    loaded over the one that is older.
    """
    if (seal := read_seal(path)) is not None:
        return seal.before
    try:
        with attached(path) as con:
            act = act_of(dict(con.execute("select key, value from version.meta").fetchall()))
    except duckdb.Error:
        act = Act("")
    older = files[files.index(path) + 1 :]
    return act.before if act.kind else version_of(older[0]) if older else ""


def _remove(path: Path) -> None:
    try:
        path.unlink()
        seal_path(path).unlink(missing_ok=True)
    except OSError:
        return  # another program still reads it, as Windows says; the next load tries again
