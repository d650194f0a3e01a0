"""A damaged version set aside and a lost pointer written anew: nothing is deleted, and what was done stays said."""

from contextlib import suppress
from pathlib import Path

from cxdata.own_files import replace, take_lock
from cxdata.store_files.names import DAMAGED, seal_path
from cxdata.store_files.opening import fails_to_open
from cxdata.store_files.pointer import point_to, read_pointer
from cxdata.store_files.seal import is_broken, read_seal
from cxdata.store_files.standing import Standing, find_standing
from cxdata.store_files.trouble import Why, is_closed, is_damaged


def look_through(data: Path) -> Standing:
    """What stands under a data folder, once every byte of it was looked at: for whoever is about to build on it.

    Only while the lock is held: damaged versions are set aside, and the pointer names what stands.
    """
    standing = find_standing(data)
    while standing.path is not None and _is_found_broken(standing.path):
        standing = find_standing(data)
    mend(data)
    return standing


def _is_found_broken(path: Path) -> bool:
    """Whether a version does not match its seal or cannot be read, which is noted."""
    if read_seal(path) is None:
        return fails_to_open(path)
    try:
        broken = is_broken(path)
    except PermissionError:
        is_closed(path)
        return True
    except OSError:
        broken = True
    if broken:
        is_damaged(path)
    return broken


def mend(data: Path) -> None:
    """Set the version in use aside where it is damaged, and point to what is opened instead. Only under the lock."""
    folder = data / "store"
    standing = find_standing(data)
    trouble = standing.instead_of
    if trouble is not None and trouble.why is Why.DAMAGED:
        point_to(folder, standing.path, standing.said)
        with suppress(OSError):  # Windows renames no file that somebody reads; it is not in use any more
            set_aside(trouble.path)
    elif standing.pointer_lost or (trouble is not None and trouble.why is Why.MISSING):
        point_to(folder, standing.path, standing.said)


def set_aside(path: Path) -> None:
    """Give a damaged version, with its seal, a name under which it is kept and no longer opened."""
    for file in (path, seal_path(path)):
        if file.is_file():
            replace(file, file.with_name(f"{DAMAGED}{file.name}"))


def mend_at_once(path: Path) -> None:
    """Where a reader met damage in the version in use: set it aside, unless an act is running, which does it itself."""
    folder = path.parent
    with suppress(OSError), (folder / "lock").open("a+b") as file:
        if take_lock(file) and read_pointer(folder).path == path:
            mend(folder.parent)
