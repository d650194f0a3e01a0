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
from cxdata.errors import CxError
from cxdata.ingest.load.prepare import file_digest
from cxdata.ingest.load.store_folder import lock_folder
from cxdata.ingest.profile.keys import KEY_FILE
from cxdata.store import POINTER, Store, current_path

# Bytes; no file of the sample is larger.
LARGEST = 10_000_000
# What of a data folder is made from the files in it, beside the store: the key of its customers, lists kept.
_MADE_OF_THEM = (KEY_FILE, "pockets")


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
    if standing is Holding.SAMPLE and given == {False}:
        if data.name == SAMPLE:
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
    path = current_path(data)
    if path is None or not path.is_file():
        return None
    store = Store(path)
    return None if store.files().empty else holding(store)


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
    """
    if _standing(data) is not Holding.SAMPLE:
        return
    target = sample_folder(data)
    with lock_folder(data) as store, lock_folder(target) as new_store:
        database = store / (store / POINTER).read_text(encoding="utf-8").strip()
        shutil.copyfile(database, new_store / database.name)
        shutil.copyfile(store / POINTER, new_store / POINTER)
        (store / POINTER).unlink()
        for path in store.glob("cx-*"):
            with suppress(OSError):
                path.unlink()
    for name in _MADE_OF_THEM:
        if (data / name).exists() and not (target / name).exists():
            os.replace(data / name, target / name)
    settings = data / FILE_NAME
    if settings.is_file() and is_sample_file(file_digest(settings)):
        os.replace(settings, target / FILE_NAME)
