"""Undo: the version before comes back into use. Nothing is built and nothing is lost, so undoing can be undone."""

from pathlib import Path

from cxdata.errors import CxError
from cxdata.ingest.history.versions import Version, current_version, list_versions
from cxdata.ingest.load import store_folder
from cxdata.ingest.load.acts import ERASE
from cxdata.own_files import replace
from cxdata.store_files import point_to
from cxdata.store_files.mend import look_through
from cxdata.store_files.names import DAMAGED, seal_path, version_path
from cxdata.store_files.seal import is_broken
from cxdata.store_files.trouble import is_damaged


def undo(data: Path) -> tuple[Version, Version | None]:
    """Take back the act that made the version in use; returns that version, and the one now in use.

    None is in use afterwards where nothing had been loaded before. Undone twice, two acts are taken back; `put_back`
    brings an undone version back. Raises CxError when there is nothing to take back, or the version before is not kept.
    """
    with store_folder.lock_folder(data) as folder:
        standing = look_through(data)
        if standing.instead_of is not None or standing.pointer_lost:
            raise CxError(f"{standing.said} Nothing was undone.")
        current = current_version(data)
        if current is None:
            raise CxError(f"Nothing is loaded in {data}, so there is nothing to undo.{_hint(list_versions(data))}")
        before = current.act.before if current.act.kind else _earlier(list_versions(data), current)
        if before:
            return current, _use(data, folder, before)
        if current.act.kind == ERASE:
            raise CxError("What was erased cannot be brought back, and no version from before is kept.")
        point_to(folder, None)
        return current, None


def put_back(data: Path, version: str) -> Version:
    """Put a version that is kept into use, whatever came after it. Raises CxError when it is not kept."""
    with store_folder.lock_folder(data) as folder:
        return _use(data, folder, version)


def _use(data: Path, folder: Path, version: str) -> Version:
    _bring_back(folder, version)
    kept = list_versions(data)
    wanted = next((entry for entry in kept if entry.version == version), None)
    if wanted is None and _aside(folder, version).is_file():
        raise CxError(
            f"The version {version} was set aside as damaged: {_aside(folder, version).name} does not match the seal "
            "beside it. It is kept, and what is in use stays in use. If you have a backup with it, restore that."
        )
    if wanted is None:
        names = ", ".join(entry.version for entry in kept) or "none"
        raise CxError(
            f"The version {version} is not kept any more (kept: {names}). How many are kept is set by versions under "
            "[store] in council.toml."
        )
    if is_broken(wanted.path):
        raise CxError(f"{is_damaged(wanted.path)} It stays where it is, and what is in use stays in use.")
    point_to(folder, wanted.path)
    return wanted


def _bring_back(folder: Path, version: str) -> None:
    """Give a version that was set aside its name again where it proves whole: what read it may have been at fault."""
    aside = _aside(folder, version)
    if aside.is_file() and not version_path(folder, version).exists() and not is_broken(aside):
        for file in (aside, seal_path(aside)):
            if file.is_file():
                replace(file, folder / file.name.removeprefix(DAMAGED))


def _aside(folder: Path, version: str) -> Path:
    """The name of a version that was set aside."""
    return folder / f"{DAMAGED}{version_path(folder, version).name}"


def _earlier(kept: list[Version], current: Version) -> str:
    """Of a store made before acts were recorded: the version written before it, as there were only loads then."""
    older = kept[[entry.version for entry in kept].index(current.version) + 1 :]
    if not older:
        raise CxError(
            "The store in use was made before it was recorded what came before, and no other version is kept."
        )
    return older[0].version


def _hint(kept: list[Version]) -> str:
    return f" To put the last version back: undo --to {kept[0].version}" if kept else ""
