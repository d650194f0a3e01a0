"""A data folder's files, made their owner's alone, also where an earlier program left them open to others."""

import os
import stat
from contextlib import suppress
from pathlib import Path

from cxdata.lists.every import kept_files
from cxdata.own_files import FILE, FOLDER

# What a data folder holds. A folder with anything else in it is somebody's, and its own mode is left alone.
_FOLDERS = frozenset({"store", "profiles", "pockets", "editions", "papers", "sample"})
_FILES = frozenset(
    {
        "customer.key",
        "publish.key",
        "council.toml",
        "comments.toml",
        "boundaries.toml",
        "paper_figures.csv",
        "paper_figures_removed.csv",
        "links.json",
        "template.docx",
        "meeting.json",
        *kept_files(),
    }
)


def owner_only(data: Path) -> None:
    """Take away what others may do with the files of a data folder. What belongs to another user stays as it is."""
    if os.name == "nt":
        return  # Windows keeps rights elsewhere, and a user's own folders are closed to others
    names = {path.name for path in data.iterdir()}
    if all(name in _FOLDERS | _FILES or name.startswith(".") for name in names):
        _close(data, FOLDER)
    for name in names & _FOLDERS - {"sample"}:
        _close(data / name, FOLDER)
        for path in (data / name).rglob("*"):
            _close(path, FOLDER if path.is_dir() else FILE)
    for name in names & _FILES:
        _close(data / name, FILE)
    for path in data.glob("paper_figures_removed-*.csv"):
        _close(path, FILE)


def _close(path: Path, mode: int) -> None:
    with suppress(OSError):
        if not path.is_symlink() and stat.S_IMODE(path.stat().st_mode) & 0o077:
            path.chmod(mode)
