"""A backup put back: verified, unpacked beside the data folder, and only then in its place."""

import shutil
import zipfile
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from cxdata.errors import CxError
from cxdata.ingest.history.backup import Member, verify
from cxdata.ingest.load.store_folder import lock_folder
from cxdata.own_files import cannot_write, make_folder, replace
from cxdata.store import open_store
from cxdata.store_files import find_standing
from cxdata.store_files.owner_only import owner_only
from cxdata.store_files.restoring import ready_folder


@dataclass(frozen=True)
class Restored:
    """What came back; `before` is where the data folder's former content is kept, None where there was none."""

    members: tuple[Member, ...]
    before: Path | None


def restore(source: Path, data: Path) -> Restored:
    """Put a backup into the place of a data folder; what was there is kept beside it, under another name.

    Raises CxError for a file that is no whole backup of this program, for a store that cannot be opened, while a load
    runs, and where the disk is full; nothing is then changed.
    """
    members = verify(source)
    data = data.resolve()  # a link to the folder stays one
    make_folder(data.parent)
    part = data.with_name(f".{data.name}.restoring")
    shutil.rmtree(part, ignore_errors=True)
    try:
        _unpack(source, members, part)
        _try_to_open(part, source)
        ready = ready_folder(data)
        shutil.rmtree(ready, ignore_errors=True)
        replace(part, ready)
        return Restored(members, _change_places(ready, data))
    except OSError as fault:
        raise cannot_write(data, fault) from None
    finally:
        for waiting in (part, ready_folder(data)):
            shutil.rmtree(waiting, ignore_errors=True)


def _unpack(source: Path, members: tuple[Member, ...], part: Path) -> None:
    make_folder(part)
    with zipfile.ZipFile(source) as archive:
        for member in members:
            target = part.joinpath(*member.name.split("/"))
            make_folder(target.parent)
            with archive.open(member.name) as packed, target.open("wb") as file:
                shutil.copyfileobj(packed, file, 1 << 20)
    owner_only(part)


def _try_to_open(part: Path, source: Path) -> None:
    """Raises CxError where the store that was unpacked is not one that this program can open."""
    standing = find_standing(part)
    if standing.loaded is None and not standing.said:
        return
    try:
        store = open_store(part)
    except CxError:
        store = None
    if store is not None:
        store.close()
    if store is None or standing.said or store.path != standing.path:
        raise CxError(f"{source.name} holds a store that this program cannot open. Nothing was changed.")


def _change_places(part: Path, data: Path) -> Path | None:
    """Put the new folder where the old one stands; returns where the old one is now."""
    before = None
    if data.exists() and not data.is_dir():
        raise CxError(f"{data} is a file. Name a folder: --data DIR")
    if data.is_dir() and any(data.iterdir()):
        with ExitStack() as held:
            held.enter_context(lock_folder(data))  # refused while a load runs
        before = _free_name(data)
        replace(data, before)
    elif data.is_dir():
        data.rmdir()
    try:
        replace(part, data)
    except OSError:
        if before is not None:
            with suppress(OSError):
                replace(before, data)
        raise
    return before


def _free_name(data: Path) -> Path:
    stem = f"{data.name}-before-{datetime.now():%Y-%m-%d}"
    names = [stem, *(f"{stem}-{number}" for number in range(2, 1000))]
    return next(data.with_name(name) for name in names if not data.with_name(name).exists())
