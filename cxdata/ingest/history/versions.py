"""The versions of the store that are kept: when each was made, by which act, what it holds, which is in use."""

import json
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import duckdb

from cxdata.errors import CxError
from cxdata.ingest.history.find import Listed
from cxdata.ingest.load import store_folder
from cxdata.ingest.load.acts import Act, act_of
from cxdata.ingest.load.incoming import quote_path
from cxdata.store import NOTHING, cannot_be_read, pointed_path


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
    """The versions kept under a data folder, the newest first; none when nothing has been loaded.

    A version that was made before acts were recorded is listed by what it holds.
    """
    used = pointed_path(data)
    return [_read(path, in_use=path == used) for path in store_folder.version_files(data / "store")]


def current_version(data: Path) -> Version | None:
    """The version in use; None when there is none. Raises CxError when its file is missing or cannot be read."""
    path = pointed_path(data)
    if path is None:
        return None
    if not path.is_file():
        raise CxError(f"The store {path.name} that {data} points to is missing. Load the files again.")
    return _read(path, in_use=True)


def _read(path: Path, *, in_use: bool) -> Version:
    try:
        with duckdb.connect(":memory:") as con:
            con.execute(f"attach '{quote_path(path)}' as version (read_only)")
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
    except duckdb.Error:
        raise CxError(cannot_be_read(path)) from None
    listed = tuple(Listed(number, name, json.loads(receipt)["loaded"], when) for number, name, receipt, when in files)
    return Version(store_folder.version_of(path), path, _made_at(path, meta, listed), act_of(meta), listed, in_use)


def _made_at(path: Path, meta: dict[str, str], files: tuple[Listed, ...]) -> datetime:
    """When a version was made; of one that does not say, when its last file was loaded, or its database was written."""
    if "built_at" in meta:
        return datetime.fromisoformat(meta["built_at"])
    return files[-1].loaded_at if files else datetime.fromtimestamp(path.stat().st_mtime)
