"""The published view alone (`start.py --public`): whether it was asked for, and which edition it shows.

Nothing here looks into a store: the folder may hold an edition and settings, and nothing else.
"""

import os
import zipfile
from pathlib import Path

from cxdata.council import FILE_NAME
from cxdata.data_folder.councils import sample_folder
from cxdata.data_folder.editions import EDITION_FILES, EDITIONS
from cxdata.errors import CxError
from cxdata.lists.every import list_files
from cxdata.own_files import write_whole

PUBLIC = "CX_PUBLIC"
PACKED = "edition.zip"
"""A file with an edition in it, packed by any program, as it is carried to another laptop."""
_MOST_BYTES = 1 << 30


def is_public_alone() -> bool:
    """Whether the dashboard shows what is published and nothing else, whatever is asked of it."""
    return os.environ.get(PUBLIC, "") not in ("", "0")


def public_folder(data: Path) -> Path:
    """The folder whose edition is shown: the sample's where it alone has one, and no council of one's own is begun."""
    sample = sample_folder(data)
    own = newest_file(data) is not None or any((data / name).is_file() for name in (FILE_NAME, *list_files()))
    return data if own or newest_file(sample) is None else sample


def newest_file(data: Path) -> Path | None:
    """The newest edition in a data folder, or laid into it by hand; None where there is none."""
    found = sorted((data / EDITIONS).glob(EDITION_FILES)) or sorted(data.glob(EDITION_FILES))
    return found[-1] if found else None


def unpack_edition(data: Path) -> None:
    """Where a folder has no edition but one that is packed (`edition.zip`), take it out. Raises CxError."""
    packed = data / PACKED
    if newest_file(data) is not None or not packed.is_file():
        return
    try:
        with zipfile.ZipFile(packed) as archive:
            inside = [one for one in archive.infolist() if Path(one.filename).match(EDITION_FILES)]
            if not inside or max(one.file_size for one in inside) > _MOST_BYTES:
                raise CxError(f"{PACKED} holds no edition (a file {EDITION_FILES}).")
            newest = max(inside, key=lambda one: Path(one.filename).name)
            write_whole(data / EDITIONS / Path(newest.filename).name, archive.read(newest))
    except (OSError, zipfile.BadZipFile) as fault:
        raise CxError(f"{PACKED} cannot be unpacked: {fault}. Unpack it by hand into {data}.") from None
