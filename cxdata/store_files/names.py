"""What the files of a store's folder are called.

`current` names the version in use; `cx-VERSION.duckdb` is a version and `cx-VERSION.seal` what is known of it from
outside; `damaged-cx-VERSION.duckdb` is one that was set aside.
"""

import re
from pathlib import Path

POINTER = "current"
# The end of a version's name that says its last file was removed: it is in use, and nothing is loaded.
NOTHING = "-nothing"
DAMAGED = "damaged-"
_VERSION = re.compile(r"cx-[\w-]+\.duckdb")


def is_version(name: str) -> bool:
    """Whether a file's name is a version's: of this folder, and not a way out of it."""
    return _VERSION.fullmatch(name) is not None


def version_path(folder: Path, version: str) -> Path:
    """The database of a version."""
    return folder / f"cx-{version}.duckdb"


def version_of(path: Path) -> str:
    """The version that a database holds, by its name."""
    return path.stem.removeprefix(DAMAGED).removeprefix("cx-")


def seal_path(path: Path) -> Path:
    """The seal that belongs to a version's database."""
    return path.with_suffix(".seal")
