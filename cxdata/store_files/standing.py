"""Which version of a store is opened: the one in use, and where that cannot be, the newest whole one from before it."""

from dataclasses import dataclass
from pathlib import Path

from cxdata.errors import CxError
from cxdata.own_files import cannot_write
from cxdata.store_files.names import NOTHING, POINTER, version_of
from cxdata.store_files.pointer import Pointer, read_pointer, version_files
from cxdata.store_files.restoring import finish_restoring
from cxdata.store_files.seal import made_at, read_seal
from cxdata.store_files.trouble import StoreTrouble, Why, is_missing, known_trouble

_WAY = (
    "Nothing was deleted. Where another version is wanted: the Data page lists all that are kept under 'Undo', as does "
    "python -m cxdata versions; python -m cxdata undo --to VERSION puts one into use."
)
_NONE_LEFT = (
    "No other whole version is beside it, so nothing is loaded now. Nothing was deleted. Bring a backup back with "
    "python -m cxdata restore FILE, or load your files again: they become a new store, and what is there stays."
)
_ELSEWHERE = (
    "Until then nothing is shown, and nothing was changed. Or bring a backup back with python -m cxdata restore FILE, "
    "or load your files into another folder: python -m cxdata --data DIR load FILE ..."
)
_WRITERS_WAIT = (Why.NEWER, Why.CLOSED, Why.UNKNOWN_FORM)


@dataclass(frozen=True)
class Standing:
    """The version that is opened (None: nothing is loaded) and, where it is not the one that should be, or has been so
    since something was mended, the sentences that say so.

    `instead_of` is what is wrong with the version in use, where that is why another is opened.
    """

    path: Path | None
    said: str = ""
    instead_of: StoreTrouble | None = None
    pointer_lost: bool = False

    @property
    def loaded(self) -> Path | None:
        """The same; None too for a version from which the last file was removed."""
        return None if self.path is None or self.path.stem.endswith(NOTHING) else self.path

    def refuse_to_write(self) -> None:
        """Raises CxError where an act would build on another version than the officer believes: the one in use is whole
        as far as anybody knows, and this program cannot open it.
        """
        if self.instead_of is not None and self.instead_of.why in _WRITERS_WAIT:
            if self.path is None:
                raise CxError(self.said)
            raise CxError(
                f"{self.instead_of} Nothing was changed. To go on from an earlier version all the same: python -m "
                "cxdata undo --to VERSION (python -m cxdata versions lists them)."
            )


def find_standing(data: Path) -> Standing:
    """Which version under a data folder is to be opened. Raises CxError where the folder cannot be looked into.

    A trouble that was met when a version was opened is remembered, so whoever meets one asks again.
    """
    finish_restoring(data)
    folder = data / "store"
    try:
        pointer = read_pointer(folder)
        if pointer.wrong:
            return _without(folder, f"The file {POINTER} in {folder}, which says what is in use, {pointer.wrong}.")
        if pointer.path is None:
            return Standing(None, pointer.said)
        trouble = known_trouble(pointer.path) or (None if pointer.path.is_file() else is_missing(pointer.path))
        return _instead(folder, pointer, trouble) if trouble else Standing(pointer.path, pointer.said)
    except PermissionError:
        raise CxError(
            f"{folder} cannot be looked into: this user has no permission. Ask for it, and start again."
        ) from None
    except OSError as fault:
        raise cannot_write(data, fault) from None


def _without(folder: Path, why: str) -> Standing:
    """What is opened where the pointer says nothing that is of use."""
    path = next((path for path in version_files(folder) if known_trouble(path) is None), None)
    said = f"{why} The newest whole version is opened: {_named(path)}. {_WAY}" if path else f"{why} {_NONE_LEFT}"
    return Standing(path, said, pointer_lost=True)


def _instead(folder: Path, pointer: Pointer, trouble: StoreTrouble) -> Standing:
    """What is opened in the place of the version in use: the one it was made from, else the newest older one."""
    whole = [path for path in version_files(folder) if path != trouble.path and known_trouble(path) is None]
    seal = read_seal(trouble.path)
    parents = [path for path in whole if seal and version_of(path) == seal.before]
    older = [path for path in whole if trouble.path.is_file() and made_at(path) <= made_at(trouble.path)]
    path = next(iter([*parents, *older, *whole]), None)
    if path is None:
        way = _ELSEWHERE if trouble.why in _WRITERS_WAIT else _NONE_LEFT
        return Standing(None, f"{trouble} {way}", trouble)
    return Standing(
        path, f"{trouble} Opened in its place is {_named(path)}; what was loaded since is not in it. {_WAY}", trouble
    )


def _named(path: Path) -> str:
    made = made_at(path)
    return f"{version_of(path)}, made {made.day} {made:%B %Y %H:%M} UTC"
