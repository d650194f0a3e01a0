"""ZIP archives: the one file inside that can be read, or the one that is named."""

import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

from cxdata.errors import CxError
from cxdata.ingest.read.clock import check_time
from cxdata.ingest.read.kinds import SUFFIXES
from cxdata.ingest.read.limits import MOST_MEMBERS, most_unpacked, unpacks_to_more
from cxdata.ingest.read.lines import DAMAGE
from cxdata.ingest.read.temporary import private_folder
from cxdata.own_files.names import safe_name

_CHUNK = 1 << 20


def readable_members(path: Path) -> tuple[str, ...]:
    """The files of an archive that have the ending of a table, in its order."""
    with zipfile.ZipFile(path) as archive:
        names = [entry.filename for entry in archive.infolist() if not entry.is_dir()]
    found = tuple(
        name
        for name in names
        if PurePosixPath(safe_name(name).removesuffix(".gz")).suffix.lower() in SUFFIXES
        and not name.startswith("__MACOSX/")
        and not safe_name(name).startswith(".")
    )
    if len(found) > MOST_MEMBERS:
        raise CxError(
            f"{path.name} is a ZIP archive with {len(found):,} files that can be read; at most {MOST_MEMBERS:,} are. "
            "Unpack it, and load those that are needed."
        )
    return found


@contextmanager
def unpacked(path: Path, member: str | None) -> Iterator[tuple[Path, str]]:
    """One file of an archive in a folder that is deleted afterwards, and a note that names it.

    Raises CxError when there is none to read, or several and none is named.
    """
    members = readable_members(path)
    if not members:
        raise _nothing_inside(path)
    listed = ", ".join(f"'{name}'" for name in members[:10])
    if member is not None and member not in members:
        raise CxError(f"{path.name} has no file '{member}' that can be read; it has {listed}.")
    if member is None and len(members) > 1:
        raise CxError(
            f"{path.name} is a ZIP archive with {len(members)} files that can be read: {listed}. "
            "Name one with --sheet, or load it with --suggested, which reads one or all."
        )
    name = member or members[0]
    with private_folder() as folder:
        inner = folder / safe_name(name)
        _unpack(path, name, inner)
        yield inner, f"The file '{name}' inside the ZIP archive was read."


def _nothing_inside(path: Path) -> CxError:
    """The refusal of an archive without a table, with what stands in it."""
    with zipfile.ZipFile(path) as archive:
        names = [entry.filename for entry in archive.infolist() if not entry.is_dir()]
    if any(name.lower().endswith(".zip") for name in names):
        return CxError(f"{path.name} is a ZIP archive with archives inside. Unpack it, and load those.")
    shown = ", ".join(f"'{PurePosixPath(name).name}'" for name in names[:5]) or "nothing"
    return CxError(
        f"{path.name} is a ZIP archive without a table inside; it holds {shown}. Ask for the figures as CSV or Excel."
    )


def unpack_members(path: Path, folder: Path) -> list[Path]:
    """Writes every readable file of an archive, in its order; two of one name in different folders keep both."""
    written = []
    for number, name in enumerate(readable_members(path), start=1):
        inner = folder / str(number) / safe_name(name)
        inner.parent.mkdir()
        _unpack(path, name, inner)
        written.append(inner)
    return written


def _unpack(path: Path, name: str, inner: Path) -> None:
    """Writes one file of an archive, however large it claims to be, up to a limit."""
    written, most = 0, most_unpacked(path)
    try:
        with zipfile.ZipFile(path) as archive, archive.open(name) as source, inner.open("wb") as target:
            while part := source.read(_CHUNK):
                written += len(part)
                if written > most:
                    raise unpacks_to_more(path, name)
                check_time()
                target.write(part)
    except NotImplementedError as fault:
        raise CxError(
            f"{path.name} is packed in a way that is not read here. Unpack it and load what is inside."
        ) from fault
    except RuntimeError:
        raise CxError(f"{path.name} is protected by a password. Unpack it and load what is inside.") from None
    except DAMAGE as fault:
        raise CxError(f"{path.name} is damaged or cut short. Export or copy it again.") from fault
