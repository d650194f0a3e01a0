"""A backup of a data folder: one ZIP archive of its owner's alone, verified once it is written.

It holds every whole version of the store with its seal, the pointer, the key for customer references, settings,
layouts, and every list that an officer made; not the sample council, which the program brings, and nothing half
written. Its first member says what every other is: name, bytes and SHA-256.
"""

import hashlib
import json
import os
import zipfile
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

from cxdata.data_folder import SAMPLE
from cxdata.errors import CxError
from cxdata.ingest.load.store_folder import lock_folder
from cxdata.ingest.profile.keys import CUSTOMER_KEY
from cxdata.own_files import FILE, cannot_write, replace
from cxdata.store_files import POINTER, find_standing
from cxdata.store_files.names import DAMAGED, seal_path
from cxdata.store_files.seal import is_broken

FORM = 1
CONTENTS = "contents.json"
_PIECE = 1 << 20


@dataclass(frozen=True)
class Member:
    """One file of a backup: its path in the data folder, with slashes, its bytes and their SHA-256."""

    name: str
    size: int
    sha256: str


@dataclass(frozen=True)
class Backup:
    """What was written where. `whole` says whether every version is in it, or only the one in use, as a load ran."""

    path: Path
    members: tuple[Member, ...]
    whole: bool
    damaged: tuple[str, ...] = ()


def back_up(data: Path, target: Path) -> Backup:
    """Write a backup of `data` to the new file `target` and verify it.

    While a load runs the version in use is taken, which no load touches. Raises CxError where nothing is there to keep,
    the file exists already, or the disk is full; nothing is then left of it.
    """
    if not data.is_dir() or not any(_files(data)):
        raise CxError(f"There is nothing in {data} to keep.")
    _refuse_links(data)
    if data.resolve() in target.resolve().parents:
        raise CxError(f"{target} lies in {data} itself. Keep a backup elsewhere: what is erased stays in it.")
    if target.exists():
        raise CxError(f"{target} is there already, and nothing is written over it. Choose another name.")
    with ExitStack() as held:
        whole = True
        try:
            held.enter_context(lock_folder(data))
        except CxError:
            whole = False
        damaged = tuple(path.name for path in _versions(data) if is_broken(path))
        files = [path for path in _files(data) if path.name not in damaged and (whole or _is_wanted(path, data))]
        partial = target.with_name(f"{target.name}.part")
        try:
            partial.unlink(missing_ok=True)  # of one that was killed
            members = _write(data, files, partial)
            verify(partial)
            replace(partial, target)
        except (OSError, zipfile.BadZipFile, CxError) as fault:
            partial.unlink(missing_ok=True)
            raise cannot_write(target, fault) if isinstance(fault, OSError) else fault from None
        except UnicodeError:
            partial.unlink(missing_ok=True)
            raise CxError(f"A file in {data} has a name that no archive can hold. Move it out of the folder.") from None
    return Backup(target, members, whole, damaged)


def _refuse_links(data: Path) -> None:
    """Raises CxError where what a backup is for lies elsewhere, behind a link."""
    linked = [name for name in ("store", CUSTOMER_KEY.file) if (data / name).is_symlink()]
    if linked:
        raise CxError(
            f"In {data} {' and '.join(linked)} {'is a link' if len(linked) == 1 else 'are links'}, which a backup does "
            "not follow. Put into its place what it leads to, and name the whole folder where it is to lie (--data)."
        )


def _files(data: Path) -> Iterator[Path]:
    """The files of a data folder that are kept. A link is left out: what it leads to is not of this folder."""
    for path in sorted(data.rglob("*")):
        parts = path.relative_to(data).parts
        hidden = any(part.startswith(".") for part in parts)
        dropped = path.name in ("lock", "erasing") or path.suffix in (".part", ".wal") or path.name.startswith(DAMAGED)
        linked = any((data / Path(*parts[: depth + 1])).is_symlink() for depth in range(len(parts)))
        if path.is_file() and not (linked or hidden or dropped or parts[0] == SAMPLE):
            yield path


def _versions(data: Path) -> list[Path]:
    return sorted((data / "store").glob("cx-*.duckdb"))


def _is_wanted(path: Path, data: Path) -> bool:
    """While a load runs: all but the versions that are not in use, which it may delete."""
    used = find_standing(data).path
    in_use = {data / "store" / POINTER, *([used, seal_path(used)] if used else [])}
    return path.parent != data / "store" or path in in_use


def _write(data: Path, files: list[Path], target: Path) -> tuple[Member, ...]:
    """Write the archive; returns what is in it. Raises OSError."""
    target.parent.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), FILE)
    with os.fdopen(descriptor, "wb") as raw:
        with zipfile.ZipFile(raw, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
            members = tuple(_add(archive, path, path.relative_to(data).as_posix()) for path in files)
            made_at = datetime.now(UTC).isoformat(timespec="seconds")
            about = {"form": FORM, "made_at": made_at, "files": [asdict(member) for member in members]}
            archive.writestr(CONTENTS, json.dumps(about, indent=1))
        raw.flush()
        os.fsync(raw.fileno())
    return members


def _add(archive: zipfile.ZipFile, path: Path, name: str) -> Member:
    digest = hashlib.sha256()
    size = 0
    with path.open("rb") as source, archive.open(zipfile.ZipInfo(name), "w", force_zip64=True) as written:
        while piece := source.read(_PIECE):
            written.write(piece)
            digest.update(piece)
            size += len(piece)
    return Member(name, size, digest.hexdigest())


def verify(path: Path) -> tuple[Member, ...]:
    """Read a whole backup and compare every byte with its list; returns the list. Raises CxError."""
    try:
        with zipfile.ZipFile(path) as archive:
            members = _contents(archive, path)
            for member in members:
                with archive.open(member.name) as source:
                    if _digest_of(source) != (member.sha256, member.size):
                        raise CxError(f"{path.name} is damaged at {member.name}. Take another backup.")
    except (zipfile.BadZipFile, KeyError, EOFError, OSError, ValueError) as fault:
        if isinstance(fault, FileNotFoundError):
            raise CxError(f"{path.name} is not there. Check the name and the folder.") from None
        raise CxError(f"{path.name} is cut, damaged or no backup. Take another one.") from None
    return members


def _digest_of(source: IO[bytes]) -> tuple[str, int]:
    digest, size = hashlib.sha256(), 0
    while piece := source.read(_PIECE):
        digest.update(piece)
        size += len(piece)
    return digest.hexdigest(), size


def _contents(archive: zipfile.ZipFile, path: Path) -> tuple[Member, ...]:
    """What a backup says that it holds, which must be what it holds."""
    about = json.loads(archive.read(CONTENTS))
    if not isinstance(about, dict) or about.get("form", FORM) > FORM:
        raise CxError(f"{path.name} was made by a newer version of this program. Restore it with that version.")
    members = tuple(Member(str(entry["name"]), int(entry["size"]), str(entry["sha256"])) for entry in about["files"])
    held = [entry for entry in archive.infolist() if entry.filename != CONTENTS]
    for entry in held:
        parts = entry.filename.split("/")
        is_link = (entry.external_attr >> 16) & 0o170000 not in (0, 0o100000)
        outside = any(part in ("", ".", "..") or ":" in part or "\\" in part for part in parts)
        if is_link or outside:
            raise CxError(f"{path.name} holds a link, or a path out of the data folder. It is no backup.")
    if sorted(entry.filename for entry in held) != sorted(member.name for member in members):
        raise CxError(f"{path.name} does not hold the files that it lists. It is cut, damaged or no backup.")
    return members
