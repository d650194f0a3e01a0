"""The sample council and the officer's own files never lie in one store: before a load the sample makes room."""

import os
import shutil
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from cxdata.council import FILE_NAME
from cxdata.data_folder import (
    SAMPLE,
    Holding,
    checked_name,
    has_only_edges,
    holding,
    is_sample_file,
    sample_folder,
    write_name,
)
from cxdata.data_folder.editions import EDITIONS, PUBLISH_KEY
from cxdata.data_folder.sample_keys import is_public
from cxdata.errors import CxError
from cxdata.ingest.load.prepare import file_digest
from cxdata.ingest.load.store_folder import lock_folder
from cxdata.ingest.profile.keys import CUSTOMER_KEY
from cxdata.lists.every import kept_files
from cxdata.own_files import copy_whole, make_folder, write_whole
from cxdata.store import Store, current_path, open_store
from cxdata.store_files import StoreTrouble, point_to
from cxdata.store_files.names import seal_path
from cxdata.store_files.pointer import version_files

# Bytes; no file of the sample is larger.
LARGEST = 10_000_000
# What of a data folder goes with the files in it, beside the store: the keys, lists kept, what was published of it.
_KEYS = (CUSTOMER_KEY.file, PUBLISH_KEY.file)
_MADE_OF_THEM = (*_KEYS, "pockets", EDITIONS)


def keep_apart(paths: Iterable[Path], data: Path) -> None:
    """Before files are loaded into `data`: move the sample council's store out of their way, or refuse the files.

    A store of the sample alone goes to the folder `sample` inside `data` as soon as a file of one's own comes. A store
    with files of one's own takes none of the sample's. Raises CxError, with what to do, for such files, for files of
    both kinds in one call, and for own files into the sample's own folder.
    """
    given = {of_sample for path in paths if path.is_file() and (of_sample := _is_of_sample(path)) is not None}
    if given == {True, False}:
        raise CxError("Some of these files are the sample council's, the others your own. Load your own by themselves.")
    standing = _standing(data)
    if standing in (Holding.SAMPLE, None) and given == {False}:
        if standing is not None and data.name == SAMPLE:
            raise CxError(
                f"{data} is the sample council's folder, and your own files never go into it. Load them into "
                f"{data.parent}."
            )
        make_room(data)
    elif standing in (Holding.OWN, Holding.BOTH) and given == {True}:
        raise CxError(
            f"{data} holds files of your own, and the sample council's never go among them. The sample is a store of "
            f"its own: python -m cxdata --data {sample_folder(data)} load --sample"
        )


def _is_of_sample(path: Path) -> bool | None:
    """Whether a file has figures of the sample council; None for its boundaries, which have none.

    A large file is not the sample's, and need not be read to know.
    """
    if path.stat().st_size > LARGEST:
        return False
    digest = file_digest(path)
    return None if has_only_edges(digest) else is_sample_file(digest)


def _standing(data: Path) -> Holding | None:
    """Whose files the store in use holds; None where there is none, or nothing in it."""
    if current_path(data) is None:
        return None
    store = open_store(data)
    return None if store.files().empty else holding(store)


def _is_of_sample_alone(path: Path) -> bool:
    """Whether a version holds nothing but files of the sample, or no file; one that cannot be read may hold others."""
    try:
        store = Store(path)
    except StoreTrouble:
        return False
    try:
        return store.files().empty or holding(store) is Holding.SAMPLE
    finally:
        store.close()


def begin(data: Path, name: str) -> str:
    """Begin a council of one's own under this name; returns the name as it was written.

    Raises CxError for what is no name: nothing is then begun.
    """
    name = checked_name(name)
    make_room(data)
    write_name(data, name)
    return name


def make_room(data: Path) -> None:
    """Give a store of the sample alone, and what was made with it, to `data`/sample, where one's own is to begin.

    Copied before it is removed: a kill on the way leaves a whole store, and Windows keeps a file that is being read.
    Versions with a file of one's own stay, and so does what was made with them. Where the sample's files were removed
    one by one its keys, which everybody can read, go all the same, and the versions that were made with them.
    """
    standing, target = _standing(data), sample_folder(data)
    if standing is not Holding.SAMPLE and not (standing is None and _of_sample(data)):
        return
    with lock_folder(data) as store, lock_folder(target) as new_store:
        if standing is Holding.SAMPLE and (database := current_path(data)) is not None:
            for path in (seal_path(database), database):
                if path.is_file():
                    copy_whole(path, new_store / path.name)
            point_to(new_store, new_store / database.name)
        point_to(store, None)
        for path in filter(_is_of_sample_alone, version_files(store)):
            with suppress(OSError):
                path.unlink()
                seal_path(path).unlink(missing_ok=True)
    _give(data, target, shared=bool(version_files(data / "store")))
    for name in (FILE_NAME, *kept_files()):
        _give_words(data / name, target / name)


def _give_words(path: Path, target: Path) -> None:
    """Give the sample its settings or a list of its; one that an officer has changed stays, and the sample has a copy
    of a list.
    """
    if path.is_file() and is_sample_file(file_digest(path)):
        os.replace(path, target)
    elif path.is_file() and path.name != FILE_NAME and not target.exists():
        copy_whole(path, target)


def _of_sample(data: Path) -> set[str]:
    """What of a data folder is the sample's by its keys, which everybody can read: these, and what one rounded."""
    there = {name: data / name for name in _KEYS if (data / name).is_file()}
    keys = {name for name, path in there.items() if is_public(path.read_text("ascii", "replace"))}
    return keys | ({EDITIONS} if PUBLISH_KEY.file in keys else set())


def _give(data: Path, target: Path, *, shared: bool) -> None:
    """Give the sample what was made with its store; of a key a copy, where a version that stays was made with it.

    What is the sample's by its key never stays, also where the sample has such a thing already.
    """
    goes = _of_sample(data)
    for name in _MADE_OF_THEM:
        if not (data / name).exists():
            continue
        if name in goes and (target / name).exists():
            shutil.rmtree(data / name) if (data / name).is_dir() else (data / name).unlink()
        elif name in goes or not (shared or (target / name).exists()):
            make_folder(target)
            os.replace(data / name, target / name)
        elif name in _KEYS and not (target / name).exists():
            write_whole(target / name, (data / name).read_bytes())
