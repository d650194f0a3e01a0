"""The pointer: a small file that says which version of the store is in use. It moves at once or not at all."""

from dataclasses import dataclass
from pathlib import Path

from cxdata.own_files import write_whole
from cxdata.store_files.names import POINTER, is_version
from cxdata.store_files.seal import made_at

# What it says after the first load was undone. A pointer that is not there says nothing: it was lost.
_NONE = "nothing"


@dataclass(frozen=True)
class Pointer:
    """What the pointer says: the version in use (None: nothing is), a sentence that stands beside it since something
    was mended, and what is wrong with the pointer itself.
    """

    path: Path | None = None
    said: str = ""
    wrong: str = ""


def read_pointer(folder: Path) -> Pointer:
    """What the pointer of a store's folder says."""
    pointer = folder / POINTER
    try:
        name, _, said = pointer.read_text(encoding="utf-8").strip().partition("\n")
    except FileNotFoundError:
        return Pointer(wrong="is missing" if version_files(folder) else "")
    except NotADirectoryError:
        return Pointer()
    except PermissionError:
        raise
    except (OSError, UnicodeDecodeError):
        return Pointer(wrong="cannot be read")
    if name == _NONE:
        return Pointer(said=said)
    if not name:
        return Pointer(wrong="is empty")
    if not is_version(name) or (folder / name).is_symlink():
        return Pointer(wrong="names something that is no version of this folder")
    return Pointer(folder / name, said)


def point_to(folder: Path, path: Path | None, said: str = "") -> None:
    """Put a version into use; None takes the one in use out of it, and nothing is loaded. `said` stands beside it
    until the next act.
    """
    write_whole(folder / POINTER, f"{path.name if path else _NONE}\n{said}".rstrip("\n") + "\n")


def version_files(folder: Path) -> list[Path]:
    """Every version that is kept, the newest first. A link is none."""
    found = [path for path in folder.glob("cx-*.duckdb") if is_version(path.name) and not path.is_symlink()]
    return sorted(found, key=made_at, reverse=True)
