"""The versions of the store that are kept: when each was made, by which act, what it holds, which is in use."""

import json
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache
from pathlib import Path

import duckdb

from cxdata.ingest.history.find import Listed
from cxdata.ingest.load.acts import Act, act_of
from cxdata.own_files.state import State, state_of
from cxdata.store import pointed_path
from cxdata.store_files import NOTHING, StoreTrouble
from cxdata.store_files.names import version_of
from cxdata.store_files.opening import attached, form_of, refuse_newer, trouble_of
from cxdata.store_files.pointer import version_files
from cxdata.store_files.trouble import is_of_unknown_form


@dataclass(frozen=True)
class Version:
    """One version of the store. `made_at` is in UTC; `files` are the files it holds, in the order they were loaded."""

    version: str
    path: Path
    made_at: datetime
    act: Act
    files: tuple[Listed, ...]
    in_use: bool

    @property
    def holds_nothing(self) -> bool:
        """Whether it is what stands there after the last file was removed."""
        return self.version.endswith(NOTHING)


def list_versions(data: Path) -> list[Version]:
    """The versions kept under a data folder that can be read, the newest first; none when nothing has been loaded.

    A version that was made before acts were recorded is listed by what it holds.
    """
    return read_versions(data)[0]


def read_versions(data: Path) -> tuple[list[Version], list[StoreTrouble]]:
    """The same, and what is wrong with each that cannot be read."""
    versions, troubles = [], []
    for path in version_files(data / "store"):
        try:
            versions.append(_read(path, state_of(path)))
        except StoreTrouble as trouble:
            troubles.append(trouble)
    # Only now: of one that could not be read, another stands in its place.
    used = pointed_path(data)
    return [replace(version, in_use=version.path == used) for version in versions], troubles


def current_version(data: Path) -> Version | None:
    """The version in use, or the one that stands in its place; None when there is none."""
    while (path := pointed_path(data)) is not None:
        try:
            return replace(_read(path, state_of(path)), in_use=True)
        except StoreTrouble:
            continue  # it is known now, and another stands in its place
    return None


@lru_cache(maxsize=64)
def _read(path: Path, _state: State) -> Version:
    """What a version says of itself, read once: it never changes, and the Data page lists all at every click."""
    try:
        with attached(path) as con:
            tables = {
                name
                for (name,) in con.execute(
                    "select table_name from duckdb_tables() where database_name = 'version'"
                ).fetchall()
            }
            meta = dict(con.execute("select key, value from version.meta").fetchall()) if "meta" in tables else {}
            files = con.execute(
                "select file_id, name, receipt, loaded_at from version.files order by loaded_at, file_id"
            ).fetchall()
    except duckdb.CatalogException:
        raise is_of_unknown_form(path) from None
    except duckdb.Error as fault:
        raise trouble_of(path, fault) from None
    refuse_newer(form_of(meta), path)
    listed = tuple(Listed(number, name, json.loads(receipt)["loaded"], when) for number, name, receipt, when in files)
    return Version(version_of(path), path, _made_at(path, meta, listed), act_of(meta), listed, in_use=False)


def _made_at(path: Path, meta: dict[str, str], files: tuple[Listed, ...]) -> datetime:
    """When a version was made; of one that does not say, when its last file was loaded, or its database was written."""
    if "built_at" in meta:
        return datetime.fromisoformat(meta["built_at"])
    return files[-1].loaded_at if files else datetime.fromtimestamp(path.stat().st_mtime)
